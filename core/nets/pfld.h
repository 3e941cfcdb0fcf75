#pragma once

#include "core/nets/conv_layers.h"

#include <torch/nn/modules/linear.h>

#include <string>
#include <utility>
#include <vector>

namespace fiducial::nets {

/// Expansion, depthwise 3 x 3, projection; the shortcut is given, not derived.
struct PfldBlockImpl : torch::nn::Module {
    PfldBlockImpl(int in, int out, int stride, int expansion, bool shortcut);
    torch::Tensor forward(const torch::Tensor &x);

    torch::nn::Sequential conv;
    bool hasShortcut;
};
TORCH_MODULE(PfldBlock);

/// The network of Guo et al. 2019 as PFLD-pytorch publishes it, for 112 x 112 pixels. `width` is a factor on channels.
struct PfldBackboneImpl : torch::nn::Module {
    PfldBackboneImpl(int points, double width);
    /// The input of the auxiliary branch and the coordinates, B x 2P.
    std::pair<torch::Tensor, torch::Tensor> forward(const torch::Tensor &images);

    torch::nn::Conv2d conv1{nullptr}, conv2{nullptr}, conv8{nullptr};
    torch::nn::BatchNorm2d bn1{nullptr}, bn2{nullptr};
    std::vector<PfldBlock> early, late; ///< before and after the features of the auxiliary branch
    ConvNorm conv7{nullptr};
    torch::nn::Linear fc{nullptr};
};
TORCH_MODULE(PfldBackbone);

/// Three Euler angles from the early features; used while training.
struct PfldAuxiliaryImpl : torch::nn::Module {
    explicit PfldAuxiliaryImpl(int channels);
    torch::Tensor forward(const torch::Tensor &features);

    ConvNorm conv1{nullptr}, conv2{nullptr}, conv3{nullptr}, conv4{nullptr};
    torch::nn::Linear fc1{nullptr}, fc2{nullptr};
};
TORCH_MODULE(PfldAuxiliary);

} // namespace fiducial::nets
