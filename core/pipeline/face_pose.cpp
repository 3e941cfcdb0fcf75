#include "core/pipeline/face_pose.h"

#include <cmath>
#include <limits>

namespace fiducial::pipeline {

std::optional<shape::HeadPose> headPose(const shape::HeadPoseFit &fit, const LandmarkSet &set)
{
    constexpr double nan = std::numeric_limits<double>::quiet_NaN();
    std::vector<Point2> points = set.points;
    for (int i = 0; i < set.count(); ++i)
        if (!set.isPresent(i))
            points[static_cast<std::size_t>(i)] = {nan, nan};
    return fit.pose(points);
}

std::vector<std::array<float, 3>> headPoses(const Run &run)
{
    constexpr float nan = std::numeric_limits<float>::quiet_NaN();
    std::vector<std::array<float, 3>> poses(run.rows.size(), {nan, nan, nan});
    const LandmarkScheme *scheme = findScheme(run.schemeId);
    if (!scheme)
        return poses;
    const shape::HeadPoseFit fit(*scheme);
    const auto hundredths = [](double degrees) {
        return static_cast<float>(std::round(degrees * 100) / 100 + 0.0);
    }; // no -0
    for (std::size_t i = 0; i < poses.size(); ++i) {
        std::vector<Point2> points;
        for (const Point2f p : run.rows[i].points)
            points.push_back(toDouble(p));
        if (const auto pose = fit.pose(points))
            poses[i] = {hundredths(pose->yaw), hundredths(pose->pitch), hundredths(pose->roll)};
    }
    return poses;
}

} // namespace fiducial::pipeline
