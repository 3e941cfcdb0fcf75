#include "core/nets/backbone.h"

#include <torch/torch.h>

#include <algorithm>

namespace fiducial::nets {

namespace {
constexpr NormOptions kMobileNorm{.eps = 0.001, .momentum = 0.01};

/// The nearest multiple of 8 that is at least 8 and not more than a tenth below.
int multipleOf8(double channels)
{
    const int rounded = std::max(8, static_cast<int>(channels + 4) / 8 * 8);
    return rounded < 0.9 * channels ? rounded + 8 : rounded;
}

/// A row of tables 1 and 2 of Howard et al. 2019.
struct BlockRow {
    int kernel, expanded, out;
    bool squeeze;
    Activation activation;
    int stride;
};
constexpr auto kRe = Activation::Relu;
constexpr auto kHs = Activation::Hardswish;

const std::vector<BlockRow> &blockRows(bool large)
{
    static const std::vector<BlockRow> largeRows = {
        {3, 16, 16, false, kRe, 1},  {3, 64, 24, false, kRe, 2},  {3, 72, 24, false, kRe, 1},
        {5, 72, 40, true, kRe, 2},   {5, 120, 40, true, kRe, 1},  {5, 120, 40, true, kRe, 1},
        {3, 240, 80, false, kHs, 2}, {3, 200, 80, false, kHs, 1}, {3, 184, 80, false, kHs, 1},
        {3, 184, 80, false, kHs, 1}, {3, 480, 112, true, kHs, 1}, {3, 672, 112, true, kHs, 1},
        {5, 672, 160, true, kHs, 2}, {5, 960, 160, true, kHs, 1}, {5, 960, 160, true, kHs, 1},
    };
    static const std::vector<BlockRow> smallRows = {
        {3, 16, 16, true, kRe, 2},  {3, 72, 24, false, kRe, 2}, {3, 88, 24, false, kRe, 1}, {5, 96, 40, true, kHs, 2},
        {5, 240, 40, true, kHs, 1}, {5, 240, 40, true, kHs, 1}, {5, 120, 48, true, kHs, 1}, {5, 144, 48, true, kHs, 1},
        {5, 288, 96, true, kHs, 2}, {5, 576, 96, true, kHs, 1}, {5, 576, 96, true, kHs, 1},
    };
    return large ? largeRows : smallRows;
}

struct SqueezeExcitationImpl : torch::nn::Module {
    explicit SqueezeExcitationImpl(int channels)
    {
        const int squeezed = multipleOf8(channels / 4.0);
        fc1 = register_module("fc1", torch::nn::Conv2d(torch::nn::Conv2dOptions(channels, squeezed, 1)));
        fc2 = register_module("fc2", torch::nn::Conv2d(torch::nn::Conv2dOptions(squeezed, channels, 1)));
    }
    torch::Tensor forward(const torch::Tensor &x)
    {
        return x * torch::hardsigmoid(fc2(fc1(torch::adaptive_avg_pool2d(x, {1, 1})).relu_()));
    }
    torch::nn::Conv2d fc1{nullptr}, fc2{nullptr};
};
TORCH_MODULE(SqueezeExcitation);

struct InvertedResidualImpl : torch::nn::Module {
    InvertedResidualImpl(int in, int expanded, const BlockRow &row, int out) : residual(row.stride == 1 && in == out)
    {
        register_module("block", block);
        if (expanded != in)
            block->push_back(ConvNorm(convolution(in, expanded, 1), row.activation, kMobileNorm));
        block->push_back(
            ConvNorm(convolution(expanded, expanded, row.kernel, row.stride, expanded), row.activation, kMobileNorm));
        if (row.squeeze)
            block->push_back(SqueezeExcitation(expanded));
        block->push_back(ConvNorm(convolution(expanded, out, 1), Activation::None, kMobileNorm));
    }
    torch::Tensor forward(const torch::Tensor &x)
    {
        const auto y = block->forward(x);
        return residual ? y + x : y;
    }
    torch::nn::Sequential block;
    bool residual;
};
TORCH_MODULE(InvertedResidual);

class MobileNetV3 final : public Backbone {
public:
    explicit MobileNetV3(const BackboneOptions &options)
    {
        const bool large = options.name == "mobilenet_v3_large";
        const auto scaled = [&](int channels) { return multipleOf8(channels * options.width); };
        register_module("features", features_);
        int in = scaled(16);
        features_->push_back(ConvNorm(convolution(3, in, 3, 2), kHs, kMobileNorm));
        int stride = 2;
        for (const BlockRow &row : blockRows(large)) {
            if (row.stride == 2 && stride > 2 && endLevel(in, options.lastLevel))
                break;
            const int out = scaled(row.out);
            features_->push_back(InvertedResidual(in, scaled(row.expanded), row, out));
            in = out;
            stride *= row.stride;
        }
        if (static_cast<int>(levelEnds_.size()) < options.lastLevel)
            endLevel(in, options.lastLevel);
        if (options.outputs > 0)
            buildClassifier(in, large ? scaled(1280) : scaled(1024), options.outputs);
    }

    std::vector<torch::Tensor> levels(torch::Tensor x) override
    {
        std::vector<torch::Tensor> maps;
        std::size_t index = 0;
        for (auto &module : *features_) {
            if (maps.size() == levelEnds_.size())
                break;
            x = module.forward(x);
            if (++index == levelEnds_[maps.size()])
                maps.push_back(x);
        }
        return maps;
    }

    torch::Tensor classify(torch::Tensor x) override
    {
        return classifier_->forward(torch::adaptive_avg_pool2d(features_->forward(x), {1, 1}).flatten(1));
    }

private:
    /// Notes the level that ends here; true if it is the last one wanted.
    bool endLevel(int channels, int lastLevel)
    {
        channels_.push_back(channels);
        levelEnds_.push_back(features_->size());
        return static_cast<int>(levelEnds_.size()) == lastLevel;
    }

    void buildClassifier(int in, int hidden, int outputs)
    {
        features_->push_back(ConvNorm(convolution(in, 6 * in, 1), kHs, kMobileNorm));
        classifier_ = torch::nn::Sequential(
            torch::nn::Linear(6 * in, hidden),
            torch::nn::Functional([](torch::Tensor x) { return activate(std::move(x), Activation::Hardswish); }),
            torch::nn::Dropout(0.2), torch::nn::Linear(hidden, outputs));
        register_module("classifier", classifier_);
    }

    torch::nn::Sequential features_;
    torch::nn::Sequential classifier_{nullptr};
    std::vector<std::size_t> levelEnds_; ///< number of modules of `features` up to each level
};
} // namespace

std::shared_ptr<Backbone> makeMobileNetV3(const BackboneOptions &options)
{
    return std::make_shared<MobileNetV3>(options);
}

} // namespace fiducial::nets
