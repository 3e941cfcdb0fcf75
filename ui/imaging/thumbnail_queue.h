#pragma once

#include "core/base/lru_cache.h"
#include "ui/imaging/face_thumbnailer.h"

#include <QObject>
#include <QThreadPool>

#include <deque>
#include <functional>
#include <memory>
#include <unordered_set>

namespace fiducial::ui {

/// Thumbnails of the rows on screen: newest requests first, those that scrolled away are dropped, results come in
/// batches. Rows of the same picture are made from one decode. GUI thread; the work runs on one thread of its own.
class ThumbnailQueue : public QObject {
    Q_OBJECT
public:
    /// What a row shows; asked for on the GUI thread when its turn comes.
    struct Source {
        std::filesystem::path picture;
        Rect box;                    ///< empty: the whole picture
        std::vector<int> sameRows;   ///< other rows of the same picture, made along with it
        std::vector<Rect> sameBoxes; ///< one per sameRows
    };

    ThumbnailQueue(DiskCache cache, int edge, QObject *parent = nullptr);
    ~ThumbnailQueue() override;

    /// They look different now: what is being made for them is made once more when somebody asks.
    void forget(const std::vector<int> &rows);
    /// Forgets everything: another data set.
    void reset(std::function<Source(int row)> source);
    /// The thumbnail, or null while it is made (ready() tells when).
    std::shared_ptr<const FaceThumbnail> request(int row);
    int edge() const { return edge_; }

Q_SIGNALS:
    void ready(const std::vector<int> &rows);

private:
    void startNext();

    DiskCache cache_;
    int edge_;
    std::function<Source(int)> source_;
    LruCache<int, std::shared_ptr<const FaceThumbnail>> thumbs_;
    std::deque<int> waiting_; ///< the newest at the back
    std::unordered_set<int> queued_;
    QThreadPool pool_;
    bool running_ = false;
    std::unordered_set<int> stale_; ///< forgotten while something is being made
    int generation_ = 0;
};

} // namespace fiducial::ui
