#include "core/nets/fan.h"

#include "core/nets/heat_maps.h"

#include <torch/torch.h>

namespace fiducial::nets {

namespace {
constexpr int kFanDepth = 4; ///< times an hourglass halves its maps

torch::nn::Conv2d biased(int in, int out, int kernel, int stride = 1)
{
    return torch::nn::Conv2d(torch::nn::Conv2dOptions(in, out, kernel).stride(stride).padding(kernel / 2));
}

/// Three 3 x 3 convolutions of 1/2, 1/4, 1/4 of the channels, side by side (Bulat and Tzimiropoulos 2017).
struct FanBlockImpl : torch::nn::Module {
    FanBlockImpl(int in, int out)
    {
        bn1 = register_module("bn1", batchNorm(in));
        conv1 = register_module("conv1", convolution(in, out / 2, 3));
        bn2 = register_module("bn2", batchNorm(out / 2));
        conv2 = register_module("conv2", convolution(out / 2, out / 4, 3));
        bn3 = register_module("bn3", batchNorm(out / 4));
        conv3 = register_module("conv3", convolution(out / 4, out / 4, 3));
        if (in != out)
            downsample = register_module(
                "downsample", torch::nn::Sequential(batchNorm(in), torch::nn::ReLU(), convolution(in, out, 1)));
    }
    torch::Tensor forward(const torch::Tensor &x)
    {
        const auto first = conv1(bn1(x).relu_());
        const auto second = conv2(bn2(first).relu_());
        const auto third = conv3(bn3(second).relu_());
        return torch::cat({first, second, third}, 1) + (downsample ? downsample->forward(x) : x);
    }

    torch::nn::BatchNorm2d bn1{nullptr}, bn2{nullptr}, bn3{nullptr};
    torch::nn::Conv2d conv1{nullptr}, conv2{nullptr}, conv3{nullptr};
    torch::nn::Sequential downsample{nullptr};
};
TORCH_MODULE(FanBlock);

/// Its levels are not nested: blocks of all levels stand beside each other, named by level.
struct FanHourglassImpl : torch::nn::Module {
    explicit FanHourglassImpl(int width)
    {
        for (int level = kFanDepth; level >= 1; --level) {
            add("b1_" + std::to_string(level), width);
            add("b2_" + std::to_string(level), width);
        }
        add("b2_plus_1", width);
        for (int level = 1; level <= kFanDepth; ++level)
            add("b3_" + std::to_string(level), width);
    }
    torch::Tensor forward(const torch::Tensor &x) { return level(kFanDepth, x); }

private:
    void add(const std::string &name, int width) { register_module(name, FanBlock(width, width)); }

    torch::Tensor run(const std::string &name, const torch::Tensor &x)
    {
        return std::static_pointer_cast<FanBlockImpl>(named_children()[name])->forward(x);
    }

    torch::Tensor level(int n, const torch::Tensor &x)
    {
        const std::string suffix = std::to_string(n);
        auto low = run("b2_" + suffix, torch::avg_pool2d(x, 2));
        low = run("b3_" + suffix, n > 1 ? level(n - 1, low) : run("b2_plus_1", low));
        return run("b1_" + suffix, x) + torch::upsample_nearest2d(low, {x.size(2), x.size(3)});
    }
};
TORCH_MODULE(FanHourglass);

class Fan final : public LandmarkNetwork {
public:
    explicit Fan(const NetworkOptions &o) : LandmarkNetwork(o)
    {
        const int w = o.width;
        conv1_ = register_module("conv1", biased(3, w / 4, 7, 2));
        bn1_ = register_module("bn1", batchNorm(w / 4));
        conv2_ = register_module("conv2", FanBlock(w / 4, w / 2));
        conv3_ = register_module("conv3", FanBlock(w / 2, w / 2));
        conv4_ = register_module("conv4", FanBlock(w / 2, w));
        for (int i = 0; i < o.stacks; ++i) {
            const std::string n = std::to_string(i);
            Stack stack;
            stack.hourglass = register_module("m" + n, FanHourglass(w));
            stack.top = register_module("top_m_" + n, FanBlock(w, w));
            stack.last = register_module("conv_last" + n, biased(w, w, 1));
            stack.norm = register_module("bn_end" + n, batchNorm(w));
            stack.out = register_module("l" + n, biased(w, o.points, 1));
            if (i + 1 < o.stacks) {
                stack.mergeFeatures = register_module("bl" + n, biased(w, w, 1));
                stack.mergeMaps = register_module("al" + n, biased(o.points, w, 1));
            }
            stacks_.push_back(std::move(stack));
        }
    }

    NetworkOutput forward(const torch::Tensor &images) override
    {
        auto x = conv2_(bn1_(conv1_(images)).relu_());
        x = conv4_(conv3_(torch::avg_pool2d(x, 2)));
        std::vector<HeatStage> maps;
        for (auto &stack : stacks_) {
            const auto y = stack.norm(stack.last(stack.top(stack.hourglass(x)))).relu_();
            HeatStage stage;
            stage.heat = stage.points = stack.out(y);
            if (stack.mergeMaps)
                x = x + stack.mergeFeatures(y) + stack.mergeMaps(stage.heat);
            maps.push_back(std::move(stage));
        }
        return readMaps(options(), std::move(maps), is_training());
    }

    void setMeanShape(const torch::Tensor &) override {} // maps start anywhere

private:
    struct Stack {
        FanHourglass hourglass{nullptr};
        FanBlock top{nullptr};
        torch::nn::Conv2d last{nullptr}, out{nullptr}, mergeFeatures{nullptr}, mergeMaps{nullptr};
        torch::nn::BatchNorm2d norm{nullptr};
    };
    torch::nn::Conv2d conv1_{nullptr};
    torch::nn::BatchNorm2d bn1_{nullptr};
    FanBlock conv2_{nullptr}, conv3_{nullptr}, conv4_{nullptr};
    std::vector<Stack> stacks_;
};
} // namespace

FanDepthImpl::FanDepthImpl(int points)
{
    conv1 = register_module("conv1", convolution(3 + points, 64, 7, 2));
    bn1 = register_module("bn1", batchNorm(64));
    int in = 64;
    for (const int count : {3, 8, 36, 3}) {
        const int width = 64 << layers.size();
        const auto layer = residualStage<Bottleneck>(in, width, count, layers.empty() ? 1 : 2);
        layers.push_back(register_module("layer" + std::to_string(layers.size() + 1), layer));
        in = width * BottleneckImpl::kExpansion;
    }
    fc = register_module("fc", torch::nn::Linear(in, points));
}

torch::Tensor FanDepthImpl::forward(const torch::Tensor &x)
{
    auto y = torch::max_pool2d(bn1(conv1(x)).relu_(), 3, 2, 1);
    for (auto &layer : layers)
        y = layer->forward(y);
    return fc(torch::avg_pool2d(y, 7).flatten(1)); // leaves out the last row and column, as published
}

std::shared_ptr<LandmarkNetwork> makeFan(const NetworkOptions &options)
{
    return std::make_shared<Fan>(options);
}

} // namespace fiducial::nets
