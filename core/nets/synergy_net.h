#pragma once

#include "core/nets/conv_layers.h"

#include <torch/nn/modules/linear.h>

#include <utility>
#include <vector>

/// SynergyNet (Wu et al. 2021): a MobileNetV2 that says the 62 numbers of a morphable face model, and two networks over
/// the model's points that serve training. Names as published.
namespace fiducial::nets {

struct SynergySizes {
    static constexpr int kPose = 12, kShape = 40, kExpression = 10;
    static constexpr int kNumbers = kPose + kShape + kExpression;
    static constexpr int kFeatures = 1280;
};

struct ImageToNumbersImpl : torch::nn::Module {
    ImageToNumbersImpl();
    /// Whitened numbers, B x 62, and the features they come from, B x 1280.
    std::pair<torch::Tensor, torch::Tensor> forward(const torch::Tensor &images);

private:
    torch::nn::Sequential features_, pose_, shape_, expression_;
};
TORCH_MODULE(ImageToNumbers);

/// Layers over points, B x channels x P: convolution of one point, batch norm, ReLU.
class PointLayers {
public:
    /// Adds convN and bnN with this suffix.
    void add(torch::nn::Module &owner, const std::string &suffix, int in, int out);
    /// Layers `first` to `last`, counted from 0.
    torch::Tensor run(torch::Tensor x, std::size_t first, std::size_t last);

private:
    std::vector<std::pair<torch::nn::Conv1d, torch::nn::BatchNorm1d>> layers_;
};

/// How far each point of the model lies from where it should, B x 3 x P, never negative.
struct PointResidualImpl : torch::nn::Module {
    PointResidualImpl();
    torch::Tensor forward(const torch::Tensor &points, const torch::Tensor &features, const torch::Tensor &shape,
                          const torch::Tensor &expression);

private:
    PointLayers layers_;
};
TORCH_MODULE(PointResidual);

/// The whitened numbers of a face from its points, B x 3 x P.
struct PointsToNumbersImpl : torch::nn::Module {
    PointsToNumbersImpl();
    torch::Tensor forward(const torch::Tensor &points);

private:
    PointLayers layers_;
};
TORCH_MODULE(PointsToNumbers);

/// The three under their published names.
struct SynergyPartsImpl : torch::nn::Module {
    SynergyPartsImpl();

    ImageToNumbers imageToNumbers;
    PointResidual residual;
    PointsToNumbers numbers;
};
TORCH_MODULE(SynergyParts);

} // namespace fiducial::nets
