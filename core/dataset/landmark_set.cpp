#include "core/dataset/landmark_set.h"

#include <algorithm>
#include <limits>

namespace fiducial {

namespace {
bool samePlace(Point2 a, Point2 b)
{
    const auto same = [](double u, double v) { return u == v || (std::isnan(u) && std::isnan(v)); };
    return same(a.x, b.x) && same(a.y, b.y);
}
} // namespace

bool operator==(const LandmarkSet &a, const LandmarkSet &b)
{
    if (a.points.size() != b.points.size())
        return false;
    for (int i = 0; i < a.count(); ++i)
        if (!samePlace(a.points[static_cast<std::size_t>(i)], b.points[static_cast<std::size_t>(i)]) ||
            a.visibilityAt(i) != b.visibilityAt(i))
            return false;
    return true;
}

void LandmarkSet::setVisibility(int i, Visibility v)
{
    if (visibility.empty())
        visibility.assign(points.size(), Visibility::Visible);
    visibility[static_cast<std::size_t>(i)] = v;
}

bool LandmarkSet::isPresent(int i) const
{
    return visibilityAt(i) != Visibility::Absent && isFinite(points[static_cast<std::size_t>(i)]);
}

int LandmarkSet::presentCount() const
{
    int n = 0;
    for (int i = 0; i < count(); ++i)
        n += isPresent(i);
    return n;
}

LandmarkSet emptyLandmarks(int count)
{
    constexpr double nan = std::numeric_limits<double>::quiet_NaN();
    const auto n = static_cast<std::size_t>(count);
    return {std::vector<Point2>(n, Point2{nan, nan}), std::vector<Visibility>(n, Visibility::Absent)};
}

namespace {
template <class Present>
Rect boxOf(std::span<const Point2> points, Present present)
{
    constexpr double inf = std::numeric_limits<double>::infinity();
    double xMin = inf, yMin = inf, xMax = -inf, yMax = -inf;
    for (std::size_t i = 0; i < points.size(); ++i) {
        if (!present(i))
            continue;
        xMin = std::min(xMin, points[i].x);
        xMax = std::max(xMax, points[i].x);
        yMin = std::min(yMin, points[i].y);
        yMax = std::max(yMax, points[i].y);
    }
    return xMin > xMax ? Rect{} : Rect::fromCorners(xMin, yMin, xMax, yMax);
}
} // namespace

Rect landmarkBox(const LandmarkSet &set)
{
    return boxOf(set.points, [&](std::size_t i) { return set.isPresent(static_cast<int>(i)); });
}

Rect landmarkBox(std::span<const Point2> points)
{
    return boxOf(points, [&](std::size_t i) { return isFinite(points[i]); });
}

} // namespace fiducial
