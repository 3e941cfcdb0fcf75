#include "core/nets/backbone.h"
#include "core/nets/encoder_layer.h"
#include "core/nets/heat_maps.h"
#include "core/nets/hrnet.h"

#include <torch/torch.h>

namespace fiducial::nets {

namespace {
torch::nn::Conv2d pointwise(int in, int out)
{
    return torch::nn::Conv2d(torch::nn::Conv2dOptions(in, out, 1));
}

/// HRNet's maps as they are, made by its head of two 1 x 1 convolutions.
class HrnetMaps final : public LandmarkNetwork {
public:
    explicit HrnetMaps(const NetworkOptions &o) : LandmarkNetwork(o), net_(HrnetOptions{.outputs = o.points})
    {
        for (const auto &child : net_->named_children()) // not nested: its names are this network's
            register_module(child.key(), child.value());
    }

    NetworkOutput forward(const torch::Tensor &images) override
    {
        const auto maps = net_->forward(images);
        return readMaps(options(), {{maps, maps, {}, {}}}, is_training());
    }

    void setMeanShape(const torch::Tensor &) override {} // maps start anywhere

private:
    Hrnet net_;
};

constexpr std::size_t kStemConvolutions = 4; ///< of KeyPosS, however many of them run

/// HRNet as KeyPosS (Bao et al. 2023) publishes it: a faster stem, and fewer branches, give smaller maps.
HrnetOptions keyposOptions(int mapStride)
{
    HrnetOptions options{.outputs = 0, .norm = {}};
    options.stem = {mapStride == 4 ? 2 : 4, mapStride <= 8 ? 2 : 4, 2, 2};
    options.stemRun = mapStride == 64 ? 4 : mapStride == 32 ? 3 : 2;
    options.branches = mapStride == 64 ? 2 : mapStride == 32 ? 3 : 4;
    return options;
}

class KeypossNetwork final : public LandmarkNetwork {
public:
    explicit KeypossNetwork(const NetworkOptions &o) : LandmarkNetwork(o)
    {
        backbone_ = register_module("backbone", Hrnet(keyposOptions(o.mapStride)));
        const auto head = register_module("keypoint_head", std::make_shared<torch::nn::Module>());
        const int width = backbone_->channels();
        final_ =
            head->register_module("final_layer", torch::nn::Sequential(pointwise(width, width), batchNorm(width),
                                                                       torch::nn::ReLU(), pointwise(width, o.points)));
        if (o.mapStride == 4)
            return;
        torch::nn::Sequential unused; // published, never run
        for (int stride = o.mapStride; stride > 4; stride /= 2) {
            unused->push_back(torch::nn::Conv2d(torch::nn::Conv2dOptions(o.points, o.points, 3).stride(2).padding(1)));
            unused->push_back(batchNorm(o.points));
            unused->push_back(torch::nn::Sigmoid());
        }
        head->register_module("downscale_layer", unused);
    }

    NetworkOutput forward(const torch::Tensor &images) override
    {
        const auto maps = final_->forward(backbone_->forward(images));
        return readMaps(options(), {{maps, maps, {}, {}}}, is_training());
    }

    void setMeanShape(const torch::Tensor &) override {} // maps start anywhere

    bool mayLack(const std::string &name) const override
    {
        for (std::size_t i = backbone_->stem.size(); i < kStemConvolutions; ++i)
            if (name == "backbone.conv" + std::to_string(i + 1) + ".weight")
                return true;
        return name.starts_with("keypoint_head.downscale_layer.");
    }

private:
    Hrnet backbone_{nullptr};
    torch::nn::Sequential final_{nullptr};
};

/// Depthwise 5 x 5, then 1 x 1: joins and smooths the maps of two levels.
torch::nn::Sequential separable(int width)
{
    return torch::nn::Sequential(ConvNorm(convolution(width, width, 5, 1, width), Activation::Hardswish),
                                 ConvNorm(convolution(width, width, 1), Activation::Hardswish));
}

/// A backbone's levels joined from coarse to fine (Lin et al. 2017), and one map a landmark at the finest: a
/// distribution over its cells.
class PyramidNetwork final : public LandmarkNetwork {
public:
    explicit PyramidNetwork(const NetworkOptions &o) : LandmarkNetwork(o)
    {
        backbone_ = register_module("backbone", makeBackbone({o.backbone, o.backboneWidth, o.lastLevel, 0}));
        for (int level = o.lastLevel; level >= o.firstLevel; --level) {
            const int channels = backbone_->channels()[static_cast<std::size_t>(level - 1)];
            const auto name = std::to_string(level);
            lateral_.push_back(register_module("lateral" + name, pointwise(channels, o.width)));
            smooth_.push_back(register_module("smooth" + name, separable(o.width)));
        }
        out_ = register_module("out", pointwise(o.width, o.points));
    }

    NetworkOutput forward(const torch::Tensor &images) override
    {
        const auto levels = backbone_->levels(images);
        torch::Tensor x;
        for (std::size_t i = 0; i < lateral_.size(); ++i) {
            auto y = lateral_[i](levels[levels.size() - 1 - i]);
            if (x.defined())
                y = y + torch::upsample_nearest2d(x, {y.size(2), y.size(3)});
            x = smooth_[i]->forward(y);
        }
        const auto logits = atLeastFloat(out_(x));
        HeatStage stage;
        stage.heat = torch::softmax(logits.flatten(2), 2).view_as(logits);
        return readMaps(options(), {stage}, is_training());
    }

    void setMeanShape(const torch::Tensor &) override {} // maps start anywhere
    std::optional<std::string> backbonePrefix() const override { return "backbone."; }

private:
    std::shared_ptr<Backbone> backbone_;
    std::vector<torch::nn::Conv2d> lateral_; ///< from coarse to fine, as `smooth_`
    std::vector<torch::nn::Sequential> smooth_;
    torch::nn::Conv2d out_{nullptr};
};
} // namespace

std::shared_ptr<LandmarkNetwork> makeHrnetMaps(const NetworkOptions &options)
{
    return std::make_shared<HrnetMaps>(options);
}

std::shared_ptr<LandmarkNetwork> makeKeyposs(const NetworkOptions &options)
{
    return std::make_shared<KeypossNetwork>(options);
}

std::shared_ptr<LandmarkNetwork> makePyramid(const NetworkOptions &options)
{
    return std::make_shared<PyramidNetwork>(options);
}

} // namespace fiducial::nets
