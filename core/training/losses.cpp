#include "core/training/losses.h"

#include "core/nets/heat_maps.h"
#include "core/training/heat_losses.h"

#include <torch/torch.h>

#include <cmath>
#include <limits>

namespace fiducial::training {

namespace {
bool readsMaps(const std::string &loss)
{
    return loss == "star" || loss == "star_v1" || loss == "direction";
}

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

/// Mean over present points.
torch::Tensor weightedPoints(const torch::Tensor &values, const torch::Tensor &weights)
{
    return (values * weights).sum() / weights.sum().clamp_min(1);
}

/// The losses of one batch that look at maps too.
class HeatLoss {
public:
    HeatLoss(const TrainOptions &options, const nets::NetworkOutput &output, const Target &target,
             const nets::NetworkOptions &network)
        : options_(options), output_(output), target_(target), network_(network), edges_(nets::edgesOf(network.points))
    {}

    torch::Tensor coordinates(std::size_t stage) const
    {
        const auto target = target_.points * 2 - 1;
        if (options_.loss == "direction") {
            const auto points = output_.stages[stage].to(torch::kFloat) * 2 - 1;
            const auto last = output_.stages.back().to(torch::kFloat) * 2 - 1;
            const auto attention = output_.maps.back().attention.to(torch::kFloat);
            return weightedPoints(directionLoss(points, target, attention, last, edges_, network_.grid),
                                  target_.weights);
        }
        const StarLoss star{options_.loss == "star_v1" ? 1 : 2, options_.starDistance,
                            2 * options_.smooth / network_.input, options_.spread, network_.grid};
        return weightedPoints(starLoss(output_.maps[stage].heat.to(torch::kFloat), target, star), target_.weights);
    }

    torch::Tensor maps(std::size_t stage)
    {
        const auto &stageMaps = output_.maps[stage];
        const auto points = stageMaps.points.to(torch::kFloat);
        if (!pointTarget_.defined())
            drawTargets(points);
        auto loss = mapLoss(options_.mapLoss, points, pointTarget_, target_.weights);
        if (stageMaps.edges.defined())
            loss = loss + mapLoss(options_.mapLoss, stageMaps.edges.to(torch::kFloat), edgeTarget_,
                                  edgeWeights(target_.weights, edges_));
        return loss;
    }

private:
    /// The same for all stages.
    void drawTargets(const torch::Tensor &like)
    {
        const MapSize size{like.size(2), like.size(3), network_.grid, options_.mapSigma};
        const auto points = target_.points * 2 - 1;
        pointTarget_ = pointMaps(points, size);
        if (output_.maps.back().edges.defined())
            edgeTarget_ = edgeMaps(points, edges_, size);
    }

    const TrainOptions &options_;
    const nets::NetworkOutput &output_;
    const Target &target_;
    const nets::NetworkOptions &network_;
    std::vector<Contour> edges_;
    torch::Tensor pointTarget_, edgeTarget_;
};

torch::Tensor coordinateLoss(const TrainOptions &options, const torch::Tensor &points, const torch::Tensor &pose,
                             const Target &target, double side)
{
    if (options.loss != "pfld")
        return weightedMean(elementLoss(options, points, target.points, side), target.weights);
    const auto difference = (points - target.points) * target.weights.unsqueeze(-1);
    const auto attributes = torch::ones({points.size(0)}, points.options());
    return pfldLoss(difference, pose - target.pose, attributes, options.poseFloor);
}

double stageWeight(const TrainOptions &options, std::size_t stage, std::size_t stages)
{
    if (stage + 1 == stages)
        return 1;
    return options.earlierStages / std::pow(options.stageGrowth, static_cast<double>(stages - 2 - stage));
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
                           const nets::NetworkOptions &network)
{
    HeatLoss heat(options, output, target, network);
    torch::Tensor sum = torch::zeros({}, target.points.options());
    for (std::size_t i = 0; i < output.stages.size(); ++i) {
        const double weight = stageWeight(options, i, output.stages.size());
        if (weight == 0)
            continue;
        if (readsMaps(options.loss))
            sum = sum + weight * heat.coordinates(i);
        else if (options.loss != "none")
            sum = sum + weight * coordinateLoss(options, output.stages[i].to(torch::kFloat), output.pose, target,
                                                network.input);
        if (options.mapWeight > 0)
            sum = sum + weight * options.mapWeight * heat.maps(i);
    }
    return sum;
}

torch::Tensor consistencyLoss(const TrainOptions &options, const torch::Tensor &framePoints,
                              const torch::Tensor &frameWeights)
{
    const auto views = framePoints.to(torch::kFloat).chunk(2);
    return weightedMean(smoothL1(views[0] - views[1], options.smooth), frameWeights.chunk(2)[0]);
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
