#include "core/nets/conv_layers.h"

#include <torch/torch.h>

namespace fiducial::nets {

torch::Tensor activate(torch::Tensor x, Activation activation)
{
    switch (activation) {
    case Activation::Relu:
        return x.relu_();
    case Activation::Relu6:
        return torch::relu6_(x);
    case Activation::Hardswish:
        return torch::hardswish_(x);
    case Activation::None:
        break;
    }
    return x;
}

torch::nn::Conv2d convolution(int in, int out, int kernel, int stride, int groups)
{
    return torch::nn::Conv2d(
        torch::nn::Conv2dOptions(in, out, kernel).stride(stride).padding(kernel / 2).groups(groups).bias(false));
}

torch::nn::BatchNorm2d batchNorm(int channels, NormOptions norm)
{
    return torch::nn::BatchNorm2d(torch::nn::BatchNorm2dOptions(channels).eps(norm.eps).momentum(norm.momentum));
}

ConvNormImpl::ConvNormImpl(torch::nn::Conv2d convolution, Activation activation, NormOptions norm)
    : convolution_(register_module("0", std::move(convolution))),
      norm_(register_module("1", batchNorm(static_cast<int>(convolution_->options.out_channels()), norm))),
      activation_(activation)
{}

BasicBlockImpl::BasicBlockImpl(int in, int width, int stride, NormOptions norm)
{
    conv1 = register_module("conv1", convolution(in, width, 3, stride));
    bn1 = register_module("bn1", batchNorm(width, norm));
    conv2 = register_module("conv2", convolution(width, width, 3));
    bn2 = register_module("bn2", batchNorm(width, norm));
    if (stride != 1 || in != width)
        downsample = register_module("downsample", ConvNorm(convolution(in, width, 1, stride), Activation::None, norm));
}

torch::Tensor BasicBlockImpl::forward(const torch::Tensor &x)
{
    const auto shortcut = downsample ? downsample(x) : x;
    return (bn2(conv2(bn1(conv1(x)).relu_())) + shortcut).relu_();
}

BottleneckImpl::BottleneckImpl(int in, int width, int stride, NormOptions norm)
{
    const int out = width * kExpansion;
    conv1 = register_module("conv1", convolution(in, width, 1));
    bn1 = register_module("bn1", batchNorm(width, norm));
    conv2 = register_module("conv2", convolution(width, width, 3, stride));
    bn2 = register_module("bn2", batchNorm(width, norm));
    conv3 = register_module("conv3", convolution(width, out, 1));
    bn3 = register_module("bn3", batchNorm(out, norm));
    if (stride != 1 || in != out)
        downsample = register_module("downsample", ConvNorm(convolution(in, out, 1, stride), Activation::None, norm));
}

torch::Tensor BottleneckImpl::forward(const torch::Tensor &x)
{
    const auto shortcut = downsample ? downsample(x) : x;
    const auto inner = bn2(conv2(bn1(conv1(x)).relu_())).relu_();
    return (bn3(conv3(inner)) + shortcut).relu_();
}

} // namespace fiducial::nets
