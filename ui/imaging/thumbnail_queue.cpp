#include "ui/imaging/thumbnail_queue.h"

#include <QPointer>

#include <utility>

namespace fiducial::ui {

namespace {
constexpr std::size_t kMemoryBytes = std::size_t{96} << 20;
constexpr std::size_t kMaxWaiting = 300; ///< about three screens; older requests have scrolled away
} // namespace

ThumbnailQueue::ThumbnailQueue(DiskCache cache, int edge, QObject *parent)
    : QObject(parent), cache_(std::move(cache)), edge_(edge), thumbs_(kMemoryBytes)
{
    pool_.setMaxThreadCount(1);
    pool_.start([c = cache_] { c.evict(); });
}

ThumbnailQueue::~ThumbnailQueue()
{
    pool_.clear();
    pool_.waitForDone();
}

void ThumbnailQueue::reset(std::function<Source(int)> source)
{
    ++generation_;
    source_ = std::move(source);
    thumbs_.clear();
    waiting_.clear();
    queued_.clear();
}

void ThumbnailQueue::forget(const std::vector<int> &rows)
{
    for (const int row : rows)
        thumbs_.remove(row);
    if (running_)
        stale_.insert(rows.begin(), rows.end());
}

std::shared_ptr<const FaceThumbnail> ThumbnailQueue::request(int row)
{
    if (auto thumb = thumbs_.find(row))
        return *thumb;
    if (source_ && queued_.insert(row).second) {
        waiting_.push_back(row);
        if (waiting_.size() > kMaxWaiting) {
            queued_.erase(waiting_.front());
            waiting_.pop_front();
        }
        startNext();
    }
    return nullptr;
}

void ThumbnailQueue::startNext()
{
    if (running_ || waiting_.empty())
        return;
    const int row = waiting_.back();
    waiting_.pop_back();
    running_ = true;
    Source source = source_(row);
    std::vector<int> rows = std::move(source.sameRows);
    std::vector<Rect> boxes = std::move(source.sameBoxes);
    rows.insert(rows.begin(), row);
    boxes.insert(boxes.begin(), source.box);
    pool_.start([self = QPointer<ThumbnailQueue>(this), generation = generation_, rows, boxes, picture = source.picture,
                 edge = edge_, cache = cache_] {
        auto thumbs = std::make_shared<std::vector<FaceThumbnail>>(makeFaceThumbnails(picture, boxes, edge, cache));
        if (!self)
            return;
        QMetaObject::invokeMethod(
            self,
            [self, generation, rows, thumbs] {
                self->running_ = false;
                const auto stale = std::exchange(self->stale_, {});
                if (generation == self->generation_) {
                    for (std::size_t i = 0; i < rows.size(); ++i) {
                        auto thumb = std::make_shared<const FaceThumbnail>(std::move((*thumbs)[i]));
                        const auto cost = static_cast<std::size_t>(thumb->image.sizeInBytes()) + 256;
                        if (!stale.contains(rows[i]))
                            self->thumbs_.insert(rows[i], thumb, cost);
                        self->queued_.erase(rows[i]);
                    }
                    Q_EMIT self->ready(rows);
                }
                self->startNext();
            },
            Qt::QueuedConnection);
    });
}

} // namespace fiducial::ui
