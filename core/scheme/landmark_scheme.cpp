#include "core/scheme/landmark_scheme.h"

#include <algorithm>
#include <limits>

namespace fiducial {

int LandmarkScheme::contourOf(int landmark) const
{
    const auto holds = [landmark](const Contour &contour) {
        return std::ranges::find(contour.points, landmark) != contour.points.end();
    };
    const auto found = std::ranges::find_if(contours, holds);
    return found == contours.end() ? -1 : static_cast<int>(found - contours.begin());
}

Sentence LandmarkScheme::title() const
{
    return saysCount(count, "%2, %1 point", "%2, %1 points", name);
}

std::string LandmarkScheme::label(int landmark) const
{
    std::string text = std::to_string(landmark);
    if (landmark >= 0 && landmark < static_cast<int>(pointNames.size()) &&
        !pointNames[static_cast<std::size_t>(landmark)].empty())
        text += ' ' + pointNames[static_cast<std::size_t>(landmark)];
    return text;
}

bool SchemeMap::complete() const
{
    return std::ranges::none_of(source, [](int index) { return index < 0; });
}

std::vector<Point2> SchemeMap::apply(std::span<const Point2> points) const
{
    constexpr double nan = std::numeric_limits<double>::quiet_NaN();
    std::vector<Point2> mapped;
    mapped.reserve(source.size());
    for (const int index : source)
        mapped.push_back(index < 0 ? Point2{nan, nan} : points[static_cast<std::size_t>(index)]);
    return mapped;
}

} // namespace fiducial
