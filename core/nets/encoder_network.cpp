#include "core/nets/backbone.h"
#include "core/nets/encoder_layer.h"
#include "core/nets/landmark_network.h"

#include <torch/torch.h>

namespace fiducial::nets {

namespace {
namespace F = torch::nn::functional;

torch::Tensor resizeTo(const torch::Tensor &map, std::int64_t height, std::int64_t width)
{
    if (map.size(2) == height && map.size(3) == width)
        return map;
    if (map.size(2) > height)
        return torch::adaptive_avg_pool2d(map, {height, width});
    return torch::upsample_bilinear2d(map, {height, width}, false);
}

/// What a layer's numbers are multiplied with to be offsets. A step of Adam moves every weight by the learning rate,
/// and with it the sum over all inputs: without this the linear layer over thousands of inputs would throw the points
/// about.
double offsetScale(int inputs)
{
    return 8.0 / inputs;
}

/// Centres of the cells, in cells: 1 x (height * width) x 2, x then y.
torch::Tensor cellPositions(std::int64_t height, std::int64_t width, const torch::TensorOptions &options)
{
    const auto grid = torch::meshgrid({torch::arange(height, options), torch::arange(width, options)}, "ij");
    return torch::stack({grid[1], grid[0]}, -1).view({1, height * width, 2});
}

/// Backbone -> feature maps of one width -> image tokens; landmark tokens join them in a transformer encoder with 2D
/// rotary positions, where a landmark's position is its current coordinate. Each refining layer adds offsets.
class EncoderNetwork final : public LandmarkNetwork {
public:
    explicit EncoderNetwork(const NetworkOptions &o) : LandmarkNetwork(o), headWidth_(o.width / o.heads)
    {
        backbone_ = register_module("backbone", makeBackbone({o.backbone, o.backboneWidth, o.lastLevel, 0}));
        lateral_ = register_module("lateral", torch::nn::ModuleList());
        for (int level = o.firstLevel; level <= o.lastLevel; ++level) {
            const int channels = backbone_->channels().at(static_cast<std::size_t>(level - 1));
            lateral_->push_back(ConvNorm(convolution(channels, o.width, 1), Activation::None));
        }
        const int levels = o.lastLevel - o.firstLevel + 1;
        levelWeights_ = register_parameter("level_weights", torch::full({levels}, 1.0 / levels));
        if (o.sample)
            sampleWeights_ = register_parameter("sample_weights", torch::full({levels}, 1.0 / levels));
        landmarkTokens_ = register_parameter("landmark_tokens", torch::randn({1, o.points, o.width}) * 0.02);
        meanShape_ = register_buffer("mean_shape", torch::full({1, o.points, 2}, 0.5));
        buildEncoder(o);
    }

    NetworkOutput forward(const torch::Tensor &images) override
    {
        const NetworkOptions &o = options();
        const auto maps = featureMaps(images);
        const std::int64_t height = images.size(2) / o.tokenStride;
        const std::int64_t width = images.size(3) / o.tokenStride;
        const auto image = imageTokens(maps, height, width);
        State state;
        state.points = atLeastFloat(meanShape_).expand({images.size(0), -1, -1});
        const auto size = torch::tensor({width, height}, state.points.options());
        state.cells = cellPositions(height, width, state.points.options()).expand({images.size(0), -1, -1});
        state.tokens = torch::cat({image, landmarkTokens_.expand({images.size(0), -1, -1})}, 1);
        NetworkOutput out;
        if (first_)
            state.points = state.points + firstOffsets(image);
        for (std::size_t i = 0; i < reference_->size(); ++i)
            encode(reference_->ptr<EncoderLayerImpl>(i), state, size);
        if (!first_)
            addOffsets(0, state);
        out.stages.push_back(state.points);
        for (std::size_t i = 0; i < refine_->size(); ++i) {
            if (o.sample)
                addSamples(maps, state);
            encode(refine_->ptr<EncoderLayerImpl>(i), state, size);
            addOffsets(i + (first_ ? 0 : 1), state);
            out.stages.push_back(state.points);
        }
        return out;
    }

    void setMeanShape(const torch::Tensor &points) override
    {
        const torch::NoGradGuard noGrad;
        meanShape_.copy_(points.view_as(meanShape_));
    }

    std::optional<std::string> backbonePrefix() const override { return "backbone."; }

private:
    struct State {
        torch::Tensor tokens; ///< B x (cells + P) x width
        torch::Tensor points; ///< B x P x 2 in 0..1
        torch::Tensor cells;  ///< B x cells x 2
    };

    void buildEncoder(const NetworkOptions &o)
    {
        reference_ = register_module("reference", torch::nn::ModuleList());
        refine_ = register_module("refine", torch::nn::ModuleList());
        heads_ = register_module("heads", torch::nn::ModuleList());
        norm_ = register_module("norm", layerNorm(o.width));
        for (int i = 0; i < o.referenceLayers; ++i)
            reference_->push_back(EncoderLayer(o.width, o.heads, o.mlp));
        for (int i = 0; i < o.refineLayers; ++i)
            refine_->push_back(EncoderLayer(o.width, o.heads, o.mlp));
        std::vector<int> widths(static_cast<std::size_t>(o.headLayers) + 1, o.width);
        widths.push_back(2);
        const int stages = o.refineLayers + (o.referenceLayers > 0 ? 1 : 0);
        for (int i = 0; i < stages; ++i) {
            Mlp head(widths, MlpImpl::Activation::Relu);
            startAtZero(*head->layers.back());
            heads_->push_back(head);
        }
        if (o.referenceLayers == 0) {
            const int side = o.input / o.tokenStride;
            first_ = register_module("first", torch::nn::Linear(side * side * o.width, 2 * o.points));
            startAtZero(*first_);
        }
    }

    /// The first predictions are the mean shape.
    static void startAtZero(const torch::nn::LinearImpl &layer)
    {
        torch::nn::init::zeros_(layer.weight);
        torch::nn::init::zeros_(layer.bias);
    }

    std::vector<torch::Tensor> featureMaps(const torch::Tensor &images)
    {
        const auto levels = backbone_->levels(images);
        std::vector<torch::Tensor> maps;
        for (std::size_t i = 0; i < lateral_->size(); ++i) {
            const std::size_t level = i + static_cast<std::size_t>(options().firstLevel) - 1;
            maps.push_back(lateral_->ptr<ConvNormImpl>(i)->forward(levels[level]));
        }
        return maps;
    }

    torch::Tensor imageTokens(const std::vector<torch::Tensor> &maps, std::int64_t height, std::int64_t width) const
    {
        torch::Tensor sum;
        for (std::size_t i = 0; i < maps.size(); ++i) {
            const auto part = resizeTo(maps[i], height, width) * levelWeights_[static_cast<std::int64_t>(i)];
            sum = sum.defined() ? sum + part : part;
        }
        return sum.flatten(2).transpose(1, 2);
    }

    void encode(const std::shared_ptr<EncoderLayerImpl> &layer, State &state, const torch::Tensor &size) const
    {
        const auto landmarks = state.points.detach() * size - 0.5;
        state.tokens = layer->forward(state.tokens, rotary(torch::cat({state.cells, landmarks}, 1), headWidth_));
    }

    torch::Tensor firstOffsets(const torch::Tensor &image)
    {
        const auto inputs = static_cast<int>(image.size(1) * image.size(2));
        const auto offsets = atLeastFloat(first_(image.flatten(1))) * offsetScale(inputs);
        return offsets.unflatten(-1, {options().points, 2});
    }

    torch::Tensor landmarks(const State &state) const
    {
        return state.tokens.narrow(1, state.cells.size(1), options().points);
    }

    void addOffsets(std::size_t head, State &state)
    {
        const auto offsets = heads_->ptr<MlpImpl>(head)->forward(norm_(landmarks(state)));
        state.points = state.points + atLeastFloat(offsets) * offsetScale(options().width);
    }

    void addSamples(const std::vector<torch::Tensor> &maps, State &state) const
    {
        const auto grid = (state.points.detach() * 2 - 1).unsqueeze(2).to(maps.front().scalar_type()); // B x P x 1 x 2
        const auto options = F::GridSampleFuncOptions().mode(torch::kBilinear).padding_mode(torch::kZeros);
        torch::Tensor sum = landmarks(state);
        for (std::size_t i = 0; i < maps.size(); ++i) {
            const auto sampled = F::grid_sample(maps[i], grid, F::GridSampleFuncOptions(options).align_corners(false));
            sum = sum + sampled.squeeze(-1).transpose(1, 2) * sampleWeights_[static_cast<std::int64_t>(i)];
        }
        state.tokens = torch::cat({state.tokens.narrow(1, 0, state.cells.size(1)), sum}, 1);
    }

    int headWidth_;
    std::shared_ptr<Backbone> backbone_;
    torch::nn::ModuleList lateral_{nullptr}, reference_{nullptr}, refine_{nullptr}, heads_{nullptr};
    torch::Tensor levelWeights_, sampleWeights_, landmarkTokens_, meanShape_;
    torch::nn::LayerNorm norm_{nullptr};
    torch::nn::Linear first_{nullptr};
};
} // namespace

std::shared_ptr<LandmarkNetwork> makeEncoderNetwork(const NetworkOptions &options)
{
    return std::make_shared<EncoderNetwork>(options);
}

} // namespace fiducial::nets
