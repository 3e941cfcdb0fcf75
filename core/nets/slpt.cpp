#include "core/nets/encoder_layer.h"
#include "core/nets/hrnet.h"
#include "core/nets/landmark_network.h"

#include <torch/torch.h>

namespace fiducial::nets {

namespace {
constexpr int kWidth = 256;
constexpr int kHeads = 8;
constexpr int kSamples = 7; ///< per axis of a region
constexpr double kHalfSides[] = {0.125, 0.0625, 0.03125};
constexpr double kDropout = 0.1;

/// Attention with PyTorch's packed parameter names, batch first.
struct PackedAttentionImpl : torch::nn::Module {
    PackedAttentionImpl()
    {
        weight = register_parameter("in_proj_weight", torch::empty({3 * kWidth, kWidth}));
        bias = register_parameter("in_proj_bias", torch::zeros({3 * kWidth}));
        torch::nn::init::xavier_uniform_(weight);
        out = register_module("out_proj", torch::nn::Linear(kWidth, kWidth));
    }
    torch::Tensor forward(const torch::Tensor &query, const torch::Tensor &key, const torch::Tensor &value)
    {
        const auto project = [&](const torch::Tensor &x, int part) {
            return splitHeads(
                torch::linear(x, weight.narrow(0, part * kWidth, kWidth), bias.narrow(0, part * kWidth, kWidth)),
                kHeads);
        };
        return linear(
            out, joinHeads(torch::scaled_dot_product_attention(project(query, 0), project(key, 1), project(value, 2),
                                                               {}, is_training() ? kDropout : 0.0)));
    }
    torch::Tensor weight, bias;
    torch::nn::Linear out{nullptr};
};
TORCH_MODULE(PackedAttention);

/// Pre-norm: attention among the landmarks, attention to the patches, feed-forward.
struct PatchDecoderLayerImpl : torch::nn::Module {
    PatchDecoderLayerImpl()
    {
        self = register_module("self_attn", PackedAttention());
        cross = register_module("multihead_attn", PackedAttention());
        linear1 = register_module("linear1", torch::nn::Linear(kWidth, 4 * kWidth));
        linear2 = register_module("linear2", torch::nn::Linear(4 * kWidth, kWidth));
        norm1 = register_module("norm1", layerNorm(kWidth));
        norm2 = register_module("norm2", layerNorm(kWidth));
        norm3 = register_module("norm3", layerNorm(kWidth));
    }
    torch::Tensor forward(torch::Tensor x, const torch::Tensor &memory, const torch::Tensor &keys,
                          const torch::Tensor &query)
    {
        const auto dropped = [this](const torch::Tensor &t) { return torch::dropout(t, kDropout, is_training()); };
        auto y = norm1(x);
        x = x + dropped(self(y + query, y + query, y));
        x = x + dropped(cross(norm2(x) + query, keys, memory));
        return x + dropped(linear(linear2, dropped(torch::relu(linear(linear1, norm3(x))))));
    }
    PackedAttention self{nullptr}, cross{nullptr};
    torch::nn::Linear linear1{nullptr}, linear2{nullptr};
    torch::nn::LayerNorm norm1{nullptr}, norm2{nullptr}, norm3{nullptr};
};
TORCH_MODULE(PatchDecoderLayer);

/// Square regions around the landmarks, cut off at the border of the image; each B x P x 2.
struct Regions {
    torch::Tensor corner, size;
    Regions(const torch::Tensor &centres, double halfSide)
        : corner((centres - halfSide).clamp(0, 1)), size((centres + halfSide).clamp(0, 1) - corner)
    {}
};

/// B*P x C x 7 x 7 samples of the map, end points included.
torch::Tensor samplePatches(const torch::Tensor &map, const Regions &regions)
{
    const auto steps = torch::linspace(0, 1, kSamples, regions.corner.options());
    const auto axis = [&](int i) { // B x P x 7
        return regions.corner.select(-1, i).unsqueeze(-1) + regions.size.select(-1, i).unsqueeze(-1) * steps;
    };
    const auto x = axis(0).unsqueeze(2).expand({-1, -1, kSamples, kSamples});
    const auto y = axis(1).unsqueeze(3).expand({-1, -1, kSamples, kSamples});
    const auto grid = (torch::stack({x, y}, -1) * 2 - 1).flatten(2, 3).to(map.scalar_type()); // B x P x 49 x 2
    const auto samples = torch::grid_sampler(map, grid, 0, 0, true);                          // B x C x P x 49
    return samples.transpose(1, 2).flatten(0, 1).unflatten(-1, {kSamples, kSamples});
}

/// Sparse local patch transformer (Xia et al. 2022): three passes over ever smaller patches around the landmarks.
class Slpt final : public LandmarkNetwork {
public:
    explicit Slpt(const NetworkOptions &o) : LandmarkNetwork(o)
    {
        extractor_ = register_module("feature_extractor",
                                     torch::nn::Conv2d(torch::nn::Conv2dOptions(kWidth, kWidth, kSamples).bias(false)));
        register_module("feature_norm", layerNorm(kWidth)); // published, never run
        const auto transformer = register_module("Transformer", std::make_shared<torch::nn::Module>());
        structure_ = transformer->register_parameter("structure_encoding", torch::randn({1, o.points, kWidth}));
        query_ = transformer->register_parameter("landmark_query", torch::randn({1, o.points, kWidth}));
        const auto block = transformer->register_module("Transformer_block", std::make_shared<torch::nn::Module>());
        layers_ = block->register_module("layers", torch::nn::ModuleList());
        for (int i = 0; i < o.refineLayers; ++i)
            layers_->push_back(PatchDecoderLayer());
        norm_ = block->register_module("norm", layerNorm(kWidth));
        out_ = register_module("out_layer", torch::nn::Linear(kWidth, 2));
        backbone_ = register_module("backbone", Hrnet(HrnetOptions{.modules = {1, 1, 1}, .outputs = kWidth}));
        // The published files keep it in a file of its own.
        initial_ = register_buffer("initial_points", torch::full({1, o.points, 2}, 0.5));
    }

    /// Stages: the layers of the first pass, of the second, of the third.
    NetworkOutput forward(const torch::Tensor &images) override
    {
        const auto map = backbone_(images);
        const auto batch = images.size(0);
        auto points = atLeastFloat(initial_).expand({batch, -1, -1});
        NetworkOutput out;
        for (const double halfSide : kHalfSides) {
            const Regions regions(points.detach(), halfSide);
            const auto patches = extractor_(samplePatches(map, regions)).flatten(1);
            const auto memory = patches.view({batch, options().points, kWidth});
            const auto keys = memory + structure_;
            auto x = torch::zeros_like(memory);
            for (std::size_t i = 0; i < layers_->size(); ++i) {
                x = layers_->ptr<PatchDecoderLayerImpl>(i)->forward(x, memory, keys, query_);
                points = regions.corner + regions.size * atLeastFloat(linear(out_, norm_(x)));
                out.stages.push_back(points);
            }
        }
        return out;
    }

    void setMeanShape(const torch::Tensor &points) override
    {
        const torch::NoGradGuard noGrad;
        initial_.copy_(points.view_as(initial_));
    }

private:
    torch::nn::Conv2d extractor_{nullptr};
    torch::Tensor structure_, query_, initial_;
    torch::nn::ModuleList layers_{nullptr};
    torch::nn::LayerNorm norm_{nullptr};
    torch::nn::Linear out_{nullptr};
    Hrnet backbone_{nullptr};
};
} // namespace

std::shared_ptr<LandmarkNetwork> makeSlpt(const NetworkOptions &options)
{
    return std::make_shared<Slpt>(options);
}

} // namespace fiducial::nets
