#include "core/nets/conv_layers.h"
#include "core/nets/heat_maps.h"

#include <torch/torch.h>

namespace fiducial::nets {

namespace {
constexpr int kDepth = 4; ///< times an hourglass halves its maps

/// A convolution with bias under "conv"; with `normed` a batch norm under "bn" and ReLU follow.
struct HourglassConvImpl : torch::nn::Module {
    HourglassConvImpl(int in, int out, int kernel, int stride = 1, bool normed = false)
    {
        conv = register_module(
            "conv",
            torch::nn::Conv2d(torch::nn::Conv2dOptions(in, out, kernel).stride(stride).padding((kernel - 1) / 2)));
        if (normed)
            bn = register_module("bn", batchNorm(out));
    }
    torch::Tensor forward(const torch::Tensor &x) { return bn ? bn(conv(x)).relu_() : conv(x); }

    torch::nn::Conv2d conv{nullptr};
    torch::nn::BatchNorm2d bn{nullptr};
};
TORCH_MODULE(HourglassConv);

/// Pre-activation bottleneck (He et al. 2016 b).
struct PreActivationBlockImpl : torch::nn::Module {
    PreActivationBlockImpl(int in, int out) : widens(in != out)
    {
        const int inner = out / 2;
        bn1 = register_module("bn1", batchNorm(in));
        conv1 = register_module("conv1", HourglassConv(in, inner, 1));
        bn2 = register_module("bn2", batchNorm(inner));
        conv2 = register_module("conv2", HourglassConv(inner, inner, 3));
        bn3 = register_module("bn3", batchNorm(inner));
        conv3 = register_module("conv3", HourglassConv(inner, out, 1));
        skip = register_module("skip_layer", HourglassConv(in, out, 1)); // published in every block
    }
    torch::Tensor forward(const torch::Tensor &x)
    {
        auto y = conv1(bn1(x).relu_());
        y = conv2(bn2(y).relu_());
        return conv3(bn3(y).relu_()) + (widens ? skip(x) : x);
    }

    torch::nn::BatchNorm2d bn1{nullptr}, bn2{nullptr}, bn3{nullptr};
    HourglassConv conv1{nullptr}, conv2{nullptr}, conv3{nullptr}, skip{nullptr};
    bool widens;
};
TORCH_MODULE(PreActivationBlock);

/// Halves the map: the largest of 2 x 2 cells; or, against aliasing (Zhang 2019), the largest at every cell, blurred
/// with the binomial [1 2 1] before every second one is taken.
struct HalvingImpl : torch::nn::Module {
    HalvingImpl(int channels, bool blur)
    {
        if (!blur)
            return;
        const auto row = torch::tensor({0.25F, 0.5F, 0.25F});
        const auto at = register_module("1", std::make_shared<torch::nn::Module>()); // as published: after a pool
        filter = at->register_buffer("filt", torch::outer(row, row).repeat({channels, 1, 1, 1}));
    }
    torch::Tensor forward(const torch::Tensor &x)
    {
        if (!filter.defined())
            return torch::max_pool2d(x, 2);
        const auto padded = torch::reflection_pad2d(torch::max_pool2d(x, 2, 1), {1, 1, 1, 1});
        const auto kernel = filter.to(x.scalar_type());
        return torch::conv2d(padded, kernel, {}, at::IntArrayRef{2}, at::IntArrayRef{0}, at::IntArrayRef{1},
                             kernel.size(0));
    }
    torch::Tensor filter;
};
TORCH_MODULE(Halving);

/// Liu et al. 2018: rows, columns and the distance from the centre as further channels. With `boundary` (B x 1 x H x W)
/// rows and columns once more, where it is above 0.05.
torch::Tensor withCoordinates(const torch::Tensor &x, const torch::Tensor &boundary = {})
{
    const std::int64_t height = x.size(2), width = x.size(3);
    const auto single = torch::empty({0}, x.options().dtype(torch::kFloat));
    const auto rows = cellGrid(height, "corners", single).view({height, 1}).expand({height, width});
    const auto columns = cellGrid(width, "corners", single).expand({height, width});
    const auto radius = (rows.square() + columns.square()).sqrt();
    const auto planes = torch::stack({rows, columns, radius / radius.max()}).to(x.scalar_type());
    const auto batch = planes.unsqueeze(0).expand({x.size(0), -1, -1, -1});
    if (!boundary.defined())
        return torch::cat({x, batch}, 1);
    const auto inside = boundary.clamp(0, 1).gt(0.05).to(x.scalar_type());
    return torch::cat({x, batch, batch.narrow(1, 0, 2) * inside}, 1);
}

struct HourglassImpl : torch::nn::Module {
    HourglassImpl(int level, int width, bool blur)
    {
        up1 = register_module("up1", PreActivationBlock(width, width));
        pool = register_module("pool1", Halving(width, blur));
        low1 = register_module("low1", PreActivationBlock(width, width));
        if (level > 1)
            inner = register_module("low2", std::make_shared<HourglassImpl>(level - 1, width, blur));
        else
            bottom = register_module("low2", PreActivationBlock(width, width));
        low3 = register_module("low3", PreActivationBlock(width, width));
    }
    torch::Tensor forward(const torch::Tensor &x)
    {
        const auto low = low1(pool(x));
        const auto up = low3(inner ? inner->forward(low) : bottom(low));
        return up1(x) + torch::upsample_nearest2d(up, {x.size(2), x.size(3)});
    }

    PreActivationBlock up1{nullptr}, low1{nullptr}, bottom{nullptr}, low3{nullptr};
    Halving pool{nullptr};
    std::shared_ptr<HourglassImpl> inner;
};

/// The outermost level, preceded by a coordinate convolution; parameters of both under the same name.
struct CoordinateHourglassImpl : HourglassImpl {
    CoordinateHourglassImpl(int width, bool blur, bool bounded) : HourglassImpl(kDepth, width, blur)
    {
        coordconv = register_module("coordconv", HourglassConv(width + (bounded ? 5 : 3), width, 1));
    }
    torch::Tensor forward(const torch::Tensor &x, const torch::Tensor &boundary)
    {
        return HourglassImpl::forward(coordconv(withCoordinates(x, boundary)));
    }
    HourglassConv coordconv{nullptr};
};
TORCH_MODULE(CoordinateHourglass);

/// The network of ADNet (Huang et al. 2021) and STAR (Zhou et al. 2023): heat maps that attend to what point maps and
/// edge maps agree on.
class HourglassNetwork final : public LandmarkNetwork {
public:
    explicit HourglassNetwork(const NetworkOptions &o) : LandmarkNetwork(o)
    {
        const auto edges = edgesOf(o.points);
        const int edgeCount = static_cast<int>(edges.size()), w = o.width;
        const bool blur = o.pool == "blur";
        pre_ = register_module("pre",
                               torch::nn::Sequential(HourglassConv(6, w / 4, 7, 2, true),
                                                     PreActivationBlock(w / 4, w / 2), Halving(w / 2, blur),
                                                     PreActivationBlock(w / 2, w / 2), PreActivationBlock(w / 2, w)));
        for (int i = 0; i < o.stacks; ++i) {
            add("hgs", hourglasses_, CoordinateHourglass(w, blur, i > 0));
            add("features", features_,
                torch::nn::Sequential(PreActivationBlock(w, w), HourglassConv(w, w, 1, 1, true)));
            add("out_heatmaps", heat_.out, HourglassConv(w, o.points, 1));
            add("out_pointmaps", points_.out, HourglassConv(w, o.points, 1));
            if (!edges.empty())
                add("out_edgemaps", edges_.out, HourglassConv(w, edgeCount, 1));
            if (i + 1 == o.stacks)
                break;
            add("merge_features", mergeFeatures_, HourglassConv(w, w, 1));
            add("merge_heatmaps", heat_.merge, HourglassConv(o.points, w, 1));
            add("merge_pointmaps", points_.merge, HourglassConv(o.points, w, 1));
            if (!edges.empty())
                add("merge_edgemaps", edges_.merge, HourglassConv(edgeCount, w, 1));
        }
        if (!edges.empty())
            buildEdgeAttention(edges);
    }

    NetworkOutput forward(const torch::Tensor &images) override
    {
        auto x = pre_->forward(withCoordinates(images));
        std::vector<HeatStage> stages;
        torch::Tensor boundary;
        for (std::size_t i = 0; i < hourglasses_.size(); ++i) {
            const auto y = features_[i]->forward(hourglasses_[i](x, boundary));
            const auto heat = torch::instance_norm(heat_.out[i](y), {}, {}, {}, {}, true, 0.1, 1e-5, false).relu_();
            HeatStage stage;
            stage.points = torch::sigmoid(points_.out[i](y));
            stage.attention = stage.points;
            if (weight_.defined()) {
                stage.edges = torch::sigmoid(edges_.out[i](y));
                stage.attention = stage.points * onEdges(stage.edges);
            }
            stage.heat = stage.attention * heat;
            if (i < mergeFeatures_.size()) {
                x = x + mergeFeatures_[i](y) + heat_.merge[i](heat) + points_.merge[i](stage.points);
                if (stage.edges.defined())
                    x = x + edges_.merge[i](stage.edges);
            }
            boundary = heat.narrow(1, heat.size(1) - 1, 1);
            stages.push_back(std::move(stage));
        }
        return readMaps(options(), std::move(stages), is_training());
    }

    void setMeanShape(const torch::Tensor &) override {} // maps start anywhere

private:
    /// 1 x 1 convolutions of every stack: to the maps, and from them back into the features of the next stack.
    struct MapLayers {
        std::vector<HourglassConv> out, merge;
    };

    template <class Layer>
    void add(const std::string &list, std::vector<Layer> &layers, const Layer &layer)
    {
        const auto [at, fresh] = lists_.try_emplace(list);
        if (fresh)
            register_module(list, at->second);
        at->second->push_back(layer);
        layers.push_back(layer);
    }

    /// Which edges a landmark lies on; those on none see all of the map.
    void buildEdgeAttention(const std::vector<Contour> &edges)
    {
        auto weight = torch::zeros({options().points, static_cast<std::int64_t>(edges.size()), 1, 1});
        for (std::size_t e = 0; e < edges.size(); ++e)
            for (const int i : edges[e].points)
                weight[i][static_cast<std::int64_t>(e)] = 1;
        const auto transform = register_module("e2h_transform", std::make_shared<torch::nn::Module>());
        const auto bias = weight.sum({1, 2, 3}).eq(0).to(torch::kFloat);
        weight_ = transform->register_buffer("weight", weight);
        bias_ = transform->register_buffer("bias", bias);
    }

    torch::Tensor onEdges(const torch::Tensor &edges) const
    {
        const auto sums = torch::matmul(weight_.flatten(1).to(edges.scalar_type()), edges.flatten(2));
        const auto bias = bias_.to(edges.scalar_type()).view({-1, 1, 1});
        return sums.unflatten(2, {edges.size(2), edges.size(3)}) + bias;
    }

    std::map<std::string, torch::nn::ModuleList> lists_; ///< by name
    torch::nn::Sequential pre_{nullptr};
    std::vector<CoordinateHourglass> hourglasses_;
    std::vector<torch::nn::Sequential> features_;
    std::vector<HourglassConv> mergeFeatures_;
    MapLayers heat_, points_, edges_;
    torch::Tensor weight_, bias_;
};
} // namespace

std::shared_ptr<LandmarkNetwork> makeHourglass(const NetworkOptions &options)
{
    return std::make_shared<HourglassNetwork>(options);
}

} // namespace fiducial::nets
