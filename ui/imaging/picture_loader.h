#pragma once

#include "core/base/lru_cache.h"
#include "core/base/sentence.h"
#include "core/geometry/types.h"

#include <QImage>
#include <QObject>
#include <QStringList>
#include <QThreadPool>

#include <memory>

namespace fiducial::ui {

/// A decoded picture. `size` is the upright full size even where the image holds a reduced decode.
struct Picture {
    QImage image;
    Size size;
};

/// Decodes the picture on screen and its neighbours off the GUI thread. Every request carries a ticket: while one
/// decode runs only the newest request waits, so that a held arrow key never builds a queue, and a late answer for an
/// older request is kept in the cache but never delivered. GUI thread.
class PictureLoader : public QObject {
    Q_OBJECT
public:
    /// `cacheBytes`: decoded pictures kept in memory.
    explicit PictureLoader(QObject *parent = nullptr, std::size_t cacheBytes = std::size_t{384} << 20);
    ~PictureLoader() override;

    /// loaded() or failed() for this path, now where it is cached (before the call returns), else later, unless another
    /// request comes first.
    void request(const QString &path);
    /// Pictures likely to be asked for next, most likely first; decoded only while nothing is requested.
    void prefetch(const QStringList &paths);
    bool isCached(const QString &path);
    void clear();

Q_SIGNALS:
    void loaded(const QString &path, const fiducial::ui::Picture &picture);
    /// One sentence. Faces, edits and selection stay as they are; the canvas says it in the place of the picture (P20).
    void failed(const QString &path, const fiducial::Sentence &problem);

private:
    struct Answer {
        std::shared_ptr<Picture> picture; ///< null: failed
        Sentence problem;
    };
    void start(const QString &path, bool wanted);
    void answered(const QString &path, const Answer &answer, bool wanted);
    void startNext();

    LruCache<std::string, std::shared_ptr<Picture>> cache_;
    QThreadPool pool_;
    QString wanted_; ///< the newest request that is not delivered yet
    QStringList prefetch_;
    bool decodingWanted_ = false;
    bool decodingNeighbour_ = false;
};

} // namespace fiducial::ui
