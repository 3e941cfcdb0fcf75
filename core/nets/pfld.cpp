#include "core/nets/pfld.h"

#include "core/nets/landmark_network.h"

#include <torch/torch.h>

#include <algorithm>

namespace fiducial::nets {

PfldBlockImpl::PfldBlockImpl(int in, int out, int stride, int expansion, bool shortcut)
    : conv(convolution(in, in * expansion, 1), batchNorm(in * expansion), torch::nn::ReLU(),
           convolution(in * expansion, in * expansion, 3, stride, in * expansion), batchNorm(in * expansion),
           torch::nn::ReLU(), convolution(in * expansion, out, 1), batchNorm(out)),
      hasShortcut(shortcut)
{
    register_module("conv", conv);
}

torch::Tensor PfldBlockImpl::forward(const torch::Tensor &x)
{
    const auto y = conv->forward(x);
    return hasShortcut ? x + y : y;
}

PfldBackboneImpl::PfldBackboneImpl(int points, double width)
{
    const auto scaled = [width](int channels) { return std::max(8, static_cast<int>(channels * width)); };
    const int narrow = scaled(64);
    const int wide = scaled(128);
    const int last = scaled(16);
    const int seventh = scaled(32);
    const auto add = [this](std::vector<PfldBlock> &to, const std::string &name, const PfldBlock &block) {
        to.push_back(register_module(name, block));
    };
    conv1 = register_module("conv1", convolution(3, narrow, 3, 2));
    bn1 = register_module("bn1", batchNorm(narrow));
    conv2 = register_module("conv2", convolution(narrow, narrow, 3));
    bn2 = register_module("bn2", batchNorm(narrow));
    add(early, "conv3_1", PfldBlock(narrow, narrow, 2, 2, false));
    for (int i = 2; i <= 5; ++i)
        add(early, "block3_" + std::to_string(i), PfldBlock(narrow, narrow, 1, 2, true));
    add(late, "conv4_1", PfldBlock(narrow, wide, 2, 2, false));
    add(late, "conv5_1", PfldBlock(wide, wide, 1, 4, false));
    for (int i = 2; i <= 6; ++i)
        add(late, "block5_" + std::to_string(i), PfldBlock(wide, wide, 1, 4, true));
    add(late, "conv6_1", PfldBlock(wide, last, 1, 2, false));
    conv7 = register_module("conv7", ConvNorm(convolution(last, seventh, 3, 2), Activation::Relu));
    conv8 = register_module("conv8", torch::nn::Conv2d(torch::nn::Conv2dOptions(seventh, wide, 7)));
    register_module("bn8", batchNorm(wide)); // published, never run
    fc = register_module("fc", torch::nn::Linear(last + seventh + wide, 2 * points));
}

std::pair<torch::Tensor, torch::Tensor> PfldBackboneImpl::forward(const torch::Tensor &images)
{
    auto features = bn2(conv2(bn1(conv1(images)).relu_())).relu_();
    for (auto &block : early)
        features = block(features);
    auto x = features;
    for (auto &block : late)
        x = block(x);
    const auto seventh = conv7(x);
    return {features, fc(torch::cat({x.mean({2, 3}), seventh.mean({2, 3}), conv8(seventh).relu_().flatten(1)}, 1))};
}

PfldAuxiliaryImpl::PfldAuxiliaryImpl(int channels)
{
    const auto seven = torch::nn::Conv2d(torch::nn::Conv2dOptions(32, 128, 7).padding(1).bias(false));
    conv1 = register_module("conv1", ConvNorm(convolution(channels, 128, 3, 2), Activation::Relu));
    conv2 = register_module("conv2", ConvNorm(convolution(128, 128, 3), Activation::Relu));
    conv3 = register_module("conv3", ConvNorm(convolution(128, 32, 3, 2), Activation::Relu));
    conv4 = register_module("conv4", ConvNorm(seven, Activation::Relu));
    fc1 = register_module("fc1", torch::nn::Linear(128, 32));
    fc2 = register_module("fc2", torch::nn::Linear(32, 3));
}

torch::Tensor PfldAuxiliaryImpl::forward(const torch::Tensor &features)
{
    return fc2(fc1(torch::max_pool2d(conv4(conv3(conv2(conv1(features)))), 3).flatten(1)));
}

namespace {
class Pfld final : public LandmarkNetwork {
public:
    explicit Pfld(const NetworkOptions &o) : LandmarkNetwork(o)
    {
        backbone_ = register_module("pfld_backbone", PfldBackbone(o.points, o.backboneWidth));
        const int features = static_cast<int>(backbone_->conv2->options.out_channels());
        auxiliary_ = register_module("auxiliarynet", PfldAuxiliary(features));
    }

    NetworkOutput forward(const torch::Tensor &images) override
    {
        const auto [features, coordinates] = backbone_->forward(images);
        NetworkOutput out{{coordinates.unflatten(-1, {options().points, 2})}, {}};
        if (is_training())
            out.pose = auxiliary_->forward(features);
        return out;
    }

    void setMeanShape(const torch::Tensor &points) override
    {
        const torch::NoGradGuard noGrad;
        backbone_->fc->bias.copy_(points.flatten());
        backbone_->fc->weight.mul_(0.1); // starts near the mean shape
    }

private:
    PfldBackbone backbone_{nullptr};
    PfldAuxiliary auxiliary_{nullptr};
};
} // namespace

std::shared_ptr<LandmarkNetwork> makePfld(const NetworkOptions &options)
{
    return std::make_shared<Pfld>(options);
}

} // namespace fiducial::nets
