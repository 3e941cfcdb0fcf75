#include "ui/models/review_queue.h"

#include "core/base/rng.h"
#include "core/base/text.h"
#include "ui/document/project_document.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>

namespace fiducial::ui {

namespace {
constexpr auto kQueueKey = "review-queue";
constexpr auto kPlaceKey = "review-queue-place";
constexpr std::size_t kUuidLength = 36;
} // namespace

ReviewQueue::ReviewQueue(ProjectDocument &document, QObject *parent) : QObject(parent), document_(document)
{
    connect(&document_, &ProjectDocument::changed, this, &ReviewQueue::documentChanged);
    restore();
}

void ReviewQueue::documentChanged(const ChangeEvent &event)
{
    if (std::holds_alternative<DatasetReset>(event)) {
        restore();
        Q_EMIT changed();
    } else if (const auto *faces = std::get_if<FacesChanged>(&event);
               faces && (faces->review || faces->fields) && !isEmpty()) {
        for (const int face : faces->rows)
            if (const auto held = place_.find(face); held != place_.end())
                mark(held->second);
        Q_EMIT changed();
    }
}

void ReviewQueue::mark(int place)
{
    const auto at = static_cast<std::size_t>(place);
    const bool decided = !document_.exists(faces_[at]) || isDecided(document_.review(faces_[at]));
    decidedCount_ += int{decided} - int{decidedAt_[at]};
    decidedAt_[at] = decided;
}

void ReviewQueue::start(QueueOrder order, std::vector<int> faces)
{
    order_ = order;
    faces_ = std::move(faces);
    std::erase_if(faces_, [this](int face) { return !document_.exists(face); });
    position_ = -1;
    index();
    store();
    Q_EMIT changed();
}

void ReviewQueue::clear()
{
    start(QueueOrder::Browser, {});
}

void ReviewQueue::index()
{
    place_.clear();
    for (std::size_t i = 0; i < faces_.size(); ++i)
        place_.emplace(faces_[i], static_cast<int>(i));
    decidedAt_.assign(faces_.size(), false);
    decidedCount_ = 0;
    for (int place = 0; place < size(); ++place)
        mark(place);
}

int ReviewQueue::next(int step, int from) const
{
    const int count = size();
    const auto held = place_.find(from);
    int at = held != place_.end() ? held->second : position_ >= 0 ? position_ : step > 0 ? -1 : count;
    for (int i = 0; i < count; ++i) {
        at = (at + step + count) % count;
        const int face = faces_[static_cast<std::size_t>(at)];
        if (face != from && !decidedAt_[static_cast<std::size_t>(at)])
            return face;
    }
    return -1;
}

void ReviewQueue::visit(int face)
{
    const auto held = place_.find(face);
    if (held == place_.end() || held->second == position_)
        return;
    position_ = held->second;
    document_.keepValue(kPlaceKey, document_.faceId(face).toString());
    Q_EMIT changed();
}

/// "order uuid uuid ...": identifiers, so that faces are found again whatever becomes of the files.
void ReviewQueue::store() const
{
    std::string all = std::to_string(static_cast<int>(order_));
    all.reserve(all.size() + faces_.size() * (kUuidLength + 1));
    for (const int face : faces_)
        all += ' ' + document_.faceId(face).toString();
    document_.keepValue(kQueueKey, all);
    document_.keepValue(kPlaceKey, {});
}

void ReviewQueue::restore()
{
    faces_.clear();
    position_ = -1;
    order_ = QueueOrder::Browser;
    if (document_.isOpen()) {
        const auto all = document_.store()->value(kQueueKey, {});
        const auto place = document_.store()->value(kPlaceKey, {});
        const auto words = all ? text::splitBlanks(*all) : std::vector<std::string_view>();
        if (!words.empty())
            order_ = static_cast<QueueOrder>(
                std::clamp<long long>(text::parseInteger(words.front()).value_or(0), 0, kQueueOrders - 1));
        for (std::size_t i = 1; i < words.size(); ++i)
            if (const int face = document_.rowOf(Uuid::parse(words[i]).value_or(Uuid{})); face >= 0)
                faces_.push_back(face);
        index();
        const int at = place ? document_.rowOf(Uuid::parse(*place).value_or(Uuid{})) : -1;
        if (const auto held = place_.find(at); held != place_.end())
            position_ = held->second;
        return;
    }
    index();
}

std::vector<int> largestFirst(std::span<const double> keys)
{
    std::vector<int> faces;
    for (std::size_t i = 0; i < keys.size(); ++i)
        if (std::isfinite(keys[i]))
            faces.push_back(static_cast<int>(i));
    std::ranges::stable_sort(faces, std::greater(), [&](int face) { return keys[static_cast<std::size_t>(face)]; });
    return faces;
}

std::vector<int> shuffledFaces(int count, std::uint64_t seed)
{
    std::vector<int> faces(static_cast<std::size_t>(count));
    std::iota(faces.begin(), faces.end(), 0);
    Rng rng(seed);
    for (std::size_t i = faces.size(); i > 1; --i)
        std::swap(faces[i - 1], faces[rng.below(i)]);
    return faces;
}

} // namespace fiducial::ui
