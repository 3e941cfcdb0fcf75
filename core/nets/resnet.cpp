#include "core/nets/backbone.h"

#include <torch/torch.h>

namespace fiducial::nets {

namespace {
class ResNet final : public Backbone {
public:
    explicit ResNet(const BackboneOptions &options)
    {
        conv1_ = register_module(
            "conv1", torch::nn::Conv2d(torch::nn::Conv2dOptions(3, 64, 7).stride(2).padding(3).bias(false)));
        bn1_ = register_module("bn1", batchNorm(64));
        const bool bottleneck = options.name == "resnet50";
        const std::vector<int> counts = options.name == "resnet18" ? std::vector{2, 2, 2, 2} : std::vector{3, 4, 6, 3};
        int in = 64;
        for (int level = 0; level < options.lastLevel; ++level) {
            const int width = 64 << level;
            const int stride = level == 0 ? 1 : 2;
            const int count = counts.at(static_cast<std::size_t>(level));
            layers_.push_back(register_module("layer" + std::to_string(level + 1),
                                              bottleneck ? residualStage<Bottleneck>(in, width, count, stride)
                                                         : residualStage<BasicBlock>(in, width, count, stride)));
            in = bottleneck ? width * BottleneckImpl::kExpansion : width;
            channels_.push_back(in);
        }
        if (options.outputs > 0)
            fc_ = register_module("fc", torch::nn::Linear(in, options.outputs));
    }

    std::vector<torch::Tensor> levels(torch::Tensor x) override
    {
        x = torch::max_pool2d(bn1_(conv1_(x)).relu_(), 3, 2, 1);
        std::vector<torch::Tensor> maps;
        for (auto &layer : layers_)
            maps.push_back(x = layer->forward(x));
        return maps;
    }

    torch::Tensor classify(torch::Tensor x) override
    {
        return fc_(torch::adaptive_avg_pool2d(levels(std::move(x)).back(), {1, 1}).flatten(1));
    }

private:
    torch::nn::Conv2d conv1_{nullptr};
    torch::nn::BatchNorm2d bn1_{nullptr};
    std::vector<torch::nn::Sequential> layers_;
    torch::nn::Linear fc_{nullptr};
};
} // namespace

std::shared_ptr<Backbone> makeResNet(const BackboneOptions &options)
{
    return std::make_shared<ResNet>(options);
}

std::shared_ptr<Backbone> makeBackbone(const BackboneOptions &options)
{
    auto net = options.name.starts_with("resnet") ? makeResNet(options) : makeMobileNetV3(options);
    // He et al. 2015, as torchvision starts them.
    for (const auto &module : net->modules(false)) {
        if (const auto *conv = module->as<torch::nn::Conv2dImpl>()) {
            torch::nn::init::kaiming_normal_(conv->weight, 0, torch::kFanOut, torch::kReLU);
            if (conv->bias.defined())
                torch::nn::init::zeros_(conv->bias);
        }
    }
    return net;
}

} // namespace fiducial::nets
