#pragma once

#include "core/nets/conv_layers.h"

#include <torch/nn/modules/linear.h>

#include <vector>

namespace fiducial::nets {

/// ResNet-152 over a picture and the maps of its landmarks, drawn at the picture's size: the depth of every landmark,
/// B x P (Bulat and Tzimiropoulos 2017). B x (3 + P) x 256 x 256.
struct FanDepthImpl : torch::nn::Module {
    explicit FanDepthImpl(int points);
    torch::Tensor forward(const torch::Tensor &x);

    torch::nn::Conv2d conv1{nullptr};
    torch::nn::BatchNorm2d bn1{nullptr};
    std::vector<torch::nn::Sequential> layers;
    torch::nn::Linear fc{nullptr};
};
TORCH_MODULE(FanDepth);

} // namespace fiducial::nets
