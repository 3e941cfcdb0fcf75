#pragma once

#include "core/nets/landmark_network.h"
#include "core/training/train_options.h"

#include <torch/types.h>

namespace fiducial::training {

/// What a batch of faces should give.
struct Target {
    torch::Tensor points;  ///< B x P x 2 in 0..1 of the input; may lie outside
    torch::Tensor weights; ///< B x P: 1, or 0 where the point is absent
    torch::Tensor pose;    ///< B x 3 in radians; undefined but for the loss pfld
};

/// Each value by itself; `difference` = prediction - target.
torch::Tensor smoothL1(const torch::Tensor &difference, double quadratic);
/// Feng et al. 2018: width * ln(1 + |d| / curvature) below `width`, then linear.
torch::Tensor wing(const torch::Tensor &difference, double width, double curvature);
/// Wang et al. 2019, for targets in 0..1, with the published constants (omega 14, theta 0.5, epsilon 1, alpha 2.1).
torch::Tensor adaptiveWing(const torch::Tensor &prediction, const torch::Tensor &target);
/// Guo et al. 2019: mean over the batch of (floor + sum over angles of (1 - cos error)) * attribute weight * sum of
/// squared coordinate errors. `attributeWeights`: B. The published code takes degrees for radians; this one takes
/// radians.
torch::Tensor pfldLoss(const torch::Tensor &difference, const torch::Tensor &angleDifference,
                       const torch::Tensor &attributeWeights, double floor);

/// The loss of the options over all stages of a network: the last one counts once, earlier ones as earlierStages and
/// stageGrowth say. A scalar.
torch::Tensor landmarkLoss(const TrainOptions &options, const nets::NetworkOutput &output, const Target &target,
                           const nets::NetworkOptions &network);

/// Two views of the same faces, the first half of a batch and the second, should see the same landmarks: smooth L1 of
/// what their coordinates differ by, in pixels of the crop, once both lie in the frame of the unaugmented face
/// (B x P x 2). Counts where `frameWeights` (B x P) of the first view does.
torch::Tensor consistencyLoss(const TrainOptions &options, const torch::Tensor &framePoints,
                              const torch::Tensor &frameWeights);

/// B faces: sum over present points of the distance, over their number and `normaliser` (B). Faces without a
/// normaliser above 0 or without points are NaN.
torch::Tensor faceErrors(const torch::Tensor &points, const Target &target, const torch::Tensor &normaliser);

} // namespace fiducial::training
