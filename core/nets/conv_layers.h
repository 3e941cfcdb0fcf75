#pragma once

#include <torch/nn/module.h>
#include <torch/nn/modules/batchnorm.h>
#include <torch/nn/modules/container/sequential.h>
#include <torch/nn/modules/conv.h>
#include <torch/nn/pimpl.h>

namespace fiducial::nets {

struct NormOptions {
    double eps = 1e-5;
    double momentum = 0.1;
};

enum class Activation { None, Relu, Relu6, Hardswish };
torch::Tensor activate(torch::Tensor x, Activation activation);

/// Without bias, padded so that stride 1 keeps the size.
torch::nn::Conv2d convolution(int in, int out, int kernel, int stride = 1, int groups = 1);
torch::nn::BatchNorm2d batchNorm(int channels, NormOptions norm = {});

/// Convolution, batch norm, activation; parameters under "0" and "1".
struct ConvNormImpl : torch::nn::Module {
    ConvNormImpl(torch::nn::Conv2d convolution, Activation activation, NormOptions norm = {});
    torch::Tensor forward(const torch::Tensor &x) { return activate(norm_(convolution_(x)), activation_); }

private:
    torch::nn::Conv2d convolution_;
    torch::nn::BatchNorm2d norm_;
    Activation activation_;
};
TORCH_MODULE(ConvNorm);

/// The two residual blocks of ResNet (He et al. 2016), also of HRNet. Names as torchvision's.
struct BasicBlockImpl : torch::nn::Module {
    static constexpr int kExpansion = 1;
    BasicBlockImpl(int in, int width, int stride = 1, NormOptions norm = {});
    torch::Tensor forward(const torch::Tensor &x);

    torch::nn::Conv2d conv1{nullptr}, conv2{nullptr};
    torch::nn::BatchNorm2d bn1{nullptr}, bn2{nullptr};
    ConvNorm downsample{nullptr};
};
TORCH_MODULE(BasicBlock);

/// Stride in the 3 x 3 convolution.
struct BottleneckImpl : torch::nn::Module {
    static constexpr int kExpansion = 4;
    BottleneckImpl(int in, int width, int stride = 1, NormOptions norm = {});
    torch::Tensor forward(const torch::Tensor &x);

    torch::nn::Conv2d conv1{nullptr}, conv2{nullptr}, conv3{nullptr};
    torch::nn::BatchNorm2d bn1{nullptr}, bn2{nullptr}, bn3{nullptr};
    ConvNorm downsample{nullptr};
};
TORCH_MODULE(Bottleneck);

/// `count` blocks, the first one with the stride and the change of channels.
template <class Block>
torch::nn::Sequential residualStage(int in, int width, int count, int stride, NormOptions norm = {})
{
    torch::nn::Sequential layers;
    for (int i = 0; i < count; ++i)
        layers->push_back(Block(i == 0 ? in : width * Block::Impl::kExpansion, width, i == 0 ? stride : 1, norm));
    return layers;
}

} // namespace fiducial::nets
