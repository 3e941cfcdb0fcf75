#pragma once

#include <torch/nn/module.h>
#include <torch/nn/modules/batchnorm.h>
#include <torch/nn/modules/container/sequential.h>
#include <torch/nn/modules/conv.h>
#include <torch/nn/modules/linear.h>
#include <torch/nn/pimpl.h>

#include <vector>

namespace fiducial::nets {

/// ResNet with basic blocks (He et al. 2016), parameters named as torchvision names them, so that its checkpoints load.
/// The last layer `fc` gives `outputs` numbers: 2P coordinates of a linear regression head.
struct BasicResNetImpl : torch::nn::Module {
    /// `blocks`: per stage; {2, 2, 2, 2} is ResNet18, {3, 4, 6, 3} is ResNet34.
    BasicResNetImpl(const std::vector<int> &blocks, int outputs);
    /// N x 3 x H x W -> N x outputs
    torch::Tensor forward(torch::Tensor x);

    torch::nn::Conv2d conv1{nullptr};
    torch::nn::BatchNorm2d bn1{nullptr};
    torch::nn::Sequential layer1{nullptr}, layer2{nullptr}, layer3{nullptr}, layer4{nullptr};
    torch::nn::Linear fc{nullptr};
};
TORCH_MODULE(BasicResNet);

} // namespace fiducial::nets
