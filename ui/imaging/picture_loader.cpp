#include "ui/imaging/picture_loader.h"

#include "core/image/image.h"
#include "ui/imaging/qimage_convert.h"

#include <QPointer>

#include <algorithm>

namespace fiducial::ui {

namespace {
/// Qt's raster engine cannot draw sides beyond 2^15; such pictures are shown reduced.
constexpr int kMaxDrawnSide = 32767;
constexpr std::int64_t kMaxDrawnPixels = std::int64_t{120} << 20;

int reducedLongSide(Size size)
{
    const auto pixels = static_cast<std::int64_t>(size.width) * size.height;
    const int longSide = std::max(size.width, size.height);
    if (longSide <= kMaxDrawnSide && pixels <= kMaxDrawnPixels)
        return 0;
    return longSide / 8;
}

/// Only JPEG decodes at a reduced size by itself.
QImage drawable(QImage picture)
{
    const int longSide = reducedLongSide({picture.width(), picture.height()});
    if (longSide == 0)
        return picture;
    const QSize size = picture.size().scaled(longSide, longSide, Qt::KeepAspectRatio).expandedTo({1, 1});
    return picture.scaled(size, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
}
} // namespace

PictureLoader::PictureLoader(QObject *parent, std::size_t cacheBytes) : QObject(parent), cache_(cacheBytes)
{
    pool_.setMaxThreadCount(2); // the wanted picture never waits for a neighbour
}

PictureLoader::~PictureLoader()
{
    pool_.clear();
    pool_.waitForDone();
}

bool PictureLoader::isCached(const QString &path)
{
    return cache_.find(path.toStdString()).has_value();
}

void PictureLoader::clear()
{
    cache_.clear();
    wanted_.clear();
    prefetch_.clear();
}

void PictureLoader::request(const QString &path)
{
    if (const auto cached = cache_.find(path.toStdString())) {
        wanted_.clear();
        Q_EMIT loaded(path, **cached);
        return;
    }
    wanted_ = path;
    startNext();
}

void PictureLoader::prefetch(const QStringList &paths)
{
    prefetch_ = paths;
    startNext();
}

void PictureLoader::startNext()
{
    if (!decodingWanted_ && !wanted_.isEmpty()) {
        start(wanted_, true);
        return;
    }
    while (!decodingNeighbour_ && !decodingWanted_ && wanted_.isEmpty() && !prefetch_.isEmpty()) {
        const QString path = prefetch_.takeFirst();
        if (!isCached(path))
            start(path, false);
    }
}

void PictureLoader::start(const QString &path, bool wanted)
{
    (wanted ? decodingWanted_ : decodingNeighbour_) = true;
    pool_.start([self = QPointer<PictureLoader>(this), path, wanted] {
        const std::filesystem::path file = toPath(path);
        Answer answer;
        auto size = image::probeSize(file);
        image::DecodeOptions options;
        options.minLongSide = size ? reducedLongSide(*size) : 0;
        auto decoded = image::decode(file, options);
        if (decoded) {
            const QImage picture = drawable(toQImage(*decoded));
            answer.picture =
                std::make_shared<Picture>(Picture{picture, size ? *size : Size{decoded->cols, decoded->rows}});
        } else {
            answer.problem = decoded.error().sentence();
        }
        if (self)
            QMetaObject::invokeMethod(
                self, [self, path, answer, wanted] { self->answered(path, answer, wanted); }, Qt::QueuedConnection);
    });
}

void PictureLoader::answered(const QString &path, const Answer &answer, bool wanted)
{
    (wanted ? decodingWanted_ : decodingNeighbour_) = false;
    if (answer.picture)
        cache_.insert(path.toStdString(), answer.picture,
                      static_cast<std::size_t>(answer.picture->image.sizeInBytes()));
    if (path == wanted_) {
        wanted_.clear();
        if (answer.picture)
            Q_EMIT loaded(path, *answer.picture);
        else
            Q_EMIT failed(path, answer.problem);
    }
    startNext();
}

} // namespace fiducial::ui
