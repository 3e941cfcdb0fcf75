#pragma once

#include "core/base/result.h"

#include <torch/types.h>

namespace fiducial::training {

/// Head pose from 2D landmarks for the pose branch of PFLD: an affine camera fitted to the 14 points of a mean head
/// that PFLD's code tracks, its axes made orthonormal.
class HeadPose {
public:
    /// Unsupported but for 98 (WFLW) and 68 (iBUG) landmarks.
    static Result<HeadPose> make(int landmarks);

    /// `points`: B x P x 2 in any unit, y down. B x 3: pitch, yaw, roll in radians (R = Rz Ry Rx, x right, y down, z
    /// away from the camera); zero for a frontal face.
    torch::Tensor angles(const torch::Tensor &points) const;

private:
    HeadPose(torch::Tensor indices, torch::Tensor solver);
    torch::Tensor indices_; ///< 14
    torch::Tensor solver_;  ///< 4 x 14: least squares of an affine camera
};

} // namespace fiducial::training
