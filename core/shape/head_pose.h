#pragma once

#include "core/shape/mean_head.h"

#include <optional>
#include <span>

namespace fiducial::shape {

/// Degrees; all zero for a face that looks into the camera. yaw > 0: the nose points to the image's right, pitch > 0:
/// it is raised, roll > 0: the head leans clockwise. R = Rz(roll) Ry(yaw) Rx(pitch) in the frame of HeadPoint. PFLD's
/// labels (algorithms.md 8.6) are the same angles with yaw and pitch negated.
struct HeadPose {
    double yaw = 0, pitch = 0, roll = 0;
};

/// Finds the pose of faces of one scheme: the rotation, scale and shift under which the orthographic view of the mean
/// head lies nearest to the landmarks (weak perspective, weighted least squares). Some microseconds a face;
/// thread-safe.
class HeadPoseFit {
public:
    explicit HeadPoseFit(const LandmarkScheme &scheme) : head_(meanHead(scheme)) {}

    /// `points`: one per landmark, those that are not finite are left out. Empty where too few are left to tell, or
    /// where they look like no head at all.
    std::optional<HeadPose> pose(std::span<const Point2> points) const;

private:
    std::vector<HeadPoint> head_;
};

} // namespace fiducial::shape
