#pragma once

#include "core/dataset/run.h"
#include "core/shape/head_pose.h"

#include <array>

namespace fiducial::pipeline {

/// The pose that the present landmarks show; empty where they tell none. `fit` is of the set's scheme.
std::optional<shape::HeadPose> headPose(const shape::HeadPoseFit &fit, const LandmarkSet &set);

/// Yaw, pitch and roll of each row in degrees, to a hundredth; NaN where there is none.
std::vector<std::array<float, 3>> headPoses(const Run &run);

} // namespace fiducial::pipeline
