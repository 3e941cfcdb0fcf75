#include "ui/document/edits.h"

namespace fiducial::ui {

EditedSet copyOf(const GrabbedSet &grabbed, std::uint32_t now)
{
    EditedSet mine{grabbed.set, {}};
    mine.origin.assign(grabbed.set.points.size(),
                       Provenance{grabbed.source, static_cast<std::int16_t>(grabbed.run), 0, now});
    for (int i = 0; i < grabbed.set.count(); ++i)
        if (!grabbed.set.isPresent(i))
            mine.origin[static_cast<std::size_t>(i)] = Provenance{};
    return mine;
}

FaceState withMovedPoints(const FaceState &state, const GrabbedSet &grabbed, const LandmarkSet &result,
                          const std::vector<int> &moved, std::uint32_t now)
{
    FaceState next = state;
    if (next.mine.empty())
        next.mine = copyOf(grabbed, now);
    for (const int index : moved) {
        const auto i = static_cast<std::size_t>(index);
        if (index < 0 || i >= next.mine.set.points.size() || i >= result.points.size())
            continue;
        Point2 &place = next.mine.set.points[i];
        Provenance &origin = next.mine.origin[i];
        const double step = isFinite(place) && isFinite(result.points[i]) ? distance(place, result.points[i]) : 0;
        const float before = origin.source == PointSource::Human ? origin.movedPixels : 0.0F;
        origin = Provenance{PointSource::Human, origin.run, before + static_cast<float>(step), now};
        place = result.points[i];
        if (next.mine.set.visibilityAt(index) != result.visibilityAt(index))
            next.mine.set.setVisibility(index, result.visibilityAt(index));
    }
    if (next.review == ReviewState::New)
        next.review = ReviewState::InWork;
    return next;
}

FaceState withPrediction(const FaceState &state, const GrabbedSet &run, const std::vector<int> &points,
                         std::uint32_t now)
{
    FaceState next = state;
    if (points.empty()) {
        next.mine = copyOf(run, now);
    } else {
        if (next.mine.empty()) {
            next.mine.set = emptyLandmarks(run.set.count());
            next.mine.origin.assign(run.set.points.size(), Provenance{});
        }
        for (const int index : points) {
            const auto i = static_cast<std::size_t>(index);
            if (index < 0 || i >= next.mine.set.points.size() || i >= run.set.points.size())
                continue;
            next.mine.set.points[i] = run.set.points[i];
            next.mine.set.setVisibility(index, run.set.visibilityAt(index));
            next.mine.origin[i] = Provenance{run.source, static_cast<std::int16_t>(run.run), 0, now};
        }
    }
    if (next.review == ReviewState::New)
        next.review = ReviewState::InWork;
    return next;
}

std::vector<bool> differingPoints(const EditedSet &before, const EditedSet &after)
{
    const int count = std::max(before.set.count(), after.set.count());
    std::vector<bool> mask(static_cast<std::size_t>(count), false);
    for (int i = 0; i < count; ++i) {
        const auto k = static_cast<std::size_t>(i);
        const bool inBoth = i < before.set.count() && i < after.set.count();
        if (!inBoth) {
            mask[k] = true;
            continue;
        }
        const LandmarkSet a{{before.set.points[k]}, {before.set.visibilityAt(i)}};
        const LandmarkSet b{{after.set.points[k]}, {after.set.visibilityAt(i)}};
        mask[k] = !(a == b);
    }
    return mask;
}

namespace {
std::string lostAttribute(const FaceFields &before, const FaceFields &after)
{
    for (const auto &[name, value] : before.attributes)
        if (!after.attributes.contains(name))
            return name;
    return {};
}
} // namespace

AttributeRename attributeRename(const FaceFields &before, const FaceFields &after)
{
    return {lostAttribute(before, after), lostAttribute(after, before)};
}

int changedPointCount(const EditedSet &mine)
{
    int n = 0;
    for (const Provenance &origin : mine.origin)
        n += origin.source == PointSource::Human || origin.source == PointSource::Model;
    return n;
}

} // namespace fiducial::ui
