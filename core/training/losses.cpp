#include "core/training/losses.h"

#include <torch/torch.h>

#include <cmath>
#include <limits>

namespace fiducial::training {

namespace {
torch::Tensor elementLoss(const TrainOptions &options, const torch::Tensor &points, const torch::Tensor &target,
                          double side)
{
    if (options.loss == "awing")
        return adaptiveWing(points, target);
    const auto difference = (points - target) * side;
    if (options.loss == "l1")
        return difference.abs();
    if (options.loss == "l2")
        return difference.square();
    if (options.loss == "wing")
        return wing(difference, options.wingWidth, options.wingCurvature);
    TORCH_CHECK(options.loss == "smooth_l1", "there is no loss named ", options.loss);
    return smoothL1(difference, options.smooth);
}

/// Mean over the coordinates of present points.
torch::Tensor weightedMean(const torch::Tensor &values, const torch::Tensor &weights)
{
    return (values * weights.unsqueeze(-1)).sum() / (2 * weights.sum()).clamp_min(1);
}

torch::Tensor stageLoss(const TrainOptions &options, const torch::Tensor &points, const torch::Tensor &pose,
                        const Target &target, double side)
{
    if (options.loss != "pfld")
        return weightedMean(elementLoss(options, points, target.points, side), target.weights);
    const auto difference = (points - target.points) * target.weights.unsqueeze(-1);
    const auto attributes = torch::ones({points.size(0)}, points.options());
    return pfldLoss(difference, pose - target.pose, attributes, options.poseFloor);
}
} // namespace

torch::Tensor smoothL1(const torch::Tensor &difference, double quadratic)
{
    return torch::smooth_l1_loss(difference, torch::zeros_like(difference), torch::Reduction::None, quadratic);
}

torch::Tensor wing(const torch::Tensor &difference, double width, double curvature)
{
    const auto size = difference.abs();
    const double offset = width - width * std::log1p(width / curvature);
    return torch::where(size < width, width * torch::log1p(size / curvature), size - offset);
}

torch::Tensor adaptiveWing(const torch::Tensor &prediction, const torch::Tensor &target)
{
    constexpr double kOmega = 14, kTheta = 0.5, kEpsilon = 1, kAlpha = 2.1;
    const auto size = (prediction - target).abs();
    const auto power = kAlpha - target;
    const auto atTheta = torch::pow(kTheta / kEpsilon, power);
    const auto slope = kOmega / (1 + atTheta) * power * torch::pow(kTheta / kEpsilon, power - 1) / kEpsilon;
    const auto offset = kTheta * slope - kOmega * torch::log1p(atTheta);
    // Below the smallest float the power's gradient would be infinite times zero.
    const auto near = kOmega * torch::log1p(torch::pow(size.clamp_min(1e-12) / kEpsilon, power));
    return torch::where(size < kTheta, near, slope * size - offset);
}

torch::Tensor pfldLoss(const torch::Tensor &difference, const torch::Tensor &angleDifference,
                       const torch::Tensor &attributeWeights, double floor)
{
    const auto byPose = floor + (1 - torch::cos(angleDifference)).sum(1);
    return (byPose * attributeWeights * difference.flatten(1).square().sum(1)).mean();
}

torch::Tensor landmarkLoss(const TrainOptions &options, const nets::NetworkOutput &output, const Target &target,
                           int side)
{
    torch::Tensor sum;
    for (std::size_t i = 0; i < output.stages.size(); ++i) {
        const bool last = i + 1 == output.stages.size();
        const double weight = last ? 1 : options.earlierStages;
        if (weight == 0)
            continue;
        const auto loss = weight * stageLoss(options, output.stages[i].to(torch::kFloat), output.pose, target, side);
        sum = sum.defined() ? sum + loss : loss;
    }
    return sum;
}

torch::Tensor faceErrors(const torch::Tensor &points, const Target &target, const torch::Tensor &normaliser)
{
    const auto distance = (points.to(torch::kFloat) - target.points).square().sum(-1).sqrt();
    const auto count = target.weights.sum(1);
    const auto errors = (distance * target.weights).sum(1) / (count * normaliser);
    const auto valid = (count > 0).logical_and(normaliser > 0);
    return torch::where(valid, errors, std::numeric_limits<float>::quiet_NaN());
}

} // namespace fiducial::training
