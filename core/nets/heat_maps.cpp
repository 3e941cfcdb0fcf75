#include "core/nets/heat_maps.h"

#include "core/heatmap/decode.h"
#include "core/nets/encoder_layer.h"

#include <torch/torch.h>

namespace fiducial::nets {

namespace {
constexpr double kTemperature = 10;
constexpr double kNoiseFloor = 0.02; ///< share of the peak: below it, maps that learned a peak of 1 hold noise
constexpr std::int64_t kReach = 2;   ///< cells on each side of the largest one

/// Sums over columns and over rows: B x P x W and B x P x H.
struct Marginals {
    torch::Tensor x, y;
    explicit Marginals(const torch::Tensor &maps) : x(maps.sum(-2)), y(maps.sum(-1)) {}
};

heatmap::DecoderOptions decoderOptions(const NetworkOptions &options)
{
    heatmap::DecoderOptions out;
    if (const auto decoder = heatmap::parseDecoder(options.decoder))
        out.decoder = *decoder;
    if (options.decoder != "soft-argmax")
        out.floor = kNoiseFloor;
    if (options.decoder == "pseudo-range")
        out.sigma = 0; // of the maps; unknown
    return out;
}

torch::Tensor nearCells(const torch::Tensor &best, std::int64_t cells, const torch::Tensor &like)
{
    const auto all = torch::arange(cells, best.options());
    return (all - best.unsqueeze(-1)).abs().le(kReach).to(like.scalar_type());
}
} // namespace

torch::Tensor cellGrid(std::int64_t cells, const std::string &law, const torch::Tensor &like)
{
    const auto n = static_cast<double>(cells);
    // Published networks count in float32, whatever their maps are.
    const auto i = torch::arange(cells, like.options().dtype(torch::kFloat));
    const auto grid = law == "corners" ? i / (n - 1) * 2 - 1 : law == "centres" ? (2 * i + 1) / n - 1 : 2 * i / n - 1;
    return grid.to(like.scalar_type());
}

CellPlaces cellPlaces(int cells, const std::string &law)
{
    const double n = cells;
    if (law == "corners")
        return {0, 1 / (n - 1)};
    return {law == "centres" ? 0.5 / n : 0, 1 / n};
}

torch::Tensor softArgmax(const torch::Tensor &maps, const std::string &law)
{
    const auto heat = atLeastFloat(maps);
    const Marginals sums(heat);
    const auto total = sums.x.sum(-1).clamp_min(1e-6);
    const auto x = (sums.x * cellGrid(heat.size(-1), law, heat)).sum(-1) / total;
    const auto y = (sums.y * cellGrid(heat.size(-2), law, heat)).sum(-1) / total;
    return torch::stack({x, y}, -1);
}

torch::Tensor localSoftArgmax(const torch::Tensor &maps, const std::string &law)
{
    const auto heat = atLeastFloat(maps);
    const std::int64_t height = heat.size(-2), width = heat.size(-1);
    const auto [largest, best] = heat.flatten(-2).max(-1);
    const auto column = nearCells(best.remainder(width), width, heat).unsqueeze(-2);
    const auto row = nearCells(best.div(width, "floor"), height, heat).unsqueeze(-1);
    return softArgmax(torch::exp(kTemperature * (heat - largest.unsqueeze(-1).unsqueeze(-1))) * row * column, law);
}

torch::Tensor mapCovariance(const torch::Tensor &maps, const torch::Tensor &mean, const std::string &law)
{
    const auto heat = atLeastFloat(maps).clamp_min(0);
    const Marginals sums(heat);
    const auto total = sums.x.sum(-1).clamp_min(1e-6);
    const auto dx = cellGrid(heat.size(-1), law, heat) - mean.select(-1, 0).unsqueeze(-1);
    const auto dy = cellGrid(heat.size(-2), law, heat) - mean.select(-1, 1).unsqueeze(-1);
    const auto xx = (sums.x * dx.square()).sum(-1);
    const auto yy = (sums.y * dy.square()).sum(-1);
    const auto xy = (torch::matmul(heat, dx.unsqueeze(-1)).squeeze(-1) * dy).sum(-1);
    return torch::stack({xx, xy, yy}, -1) / total.unsqueeze(-1);
}

NetworkOutput readMaps(const NetworkOptions &options, std::vector<HeatStage> maps, bool training)
{
    const bool whole = options.decoder == "soft-argmax";
    NetworkOutput out;
    for (const auto &stage : maps)
        out.stages.push_back(
            ((whole ? softArgmax(stage.heat, options.grid) : localSoftArgmax(stage.heat, options.grid)) + 1) / 2);
    if (!training && !whole && options.decoder != "local-soft-argmax") {
        out.decoded = decodeMaps(options, maps.back().heat);
        out.stages.back() = out.decoded.points.to(maps.back().heat.device());
    }
    out.maps = std::move(maps);
    return out;
}

DecodedMaps decodeMaps(const NetworkOptions &options, const torch::Tensor &maps)
{
    const auto host = maps.detach().to(torch::kCPU, torch::kFloat).contiguous();
    const std::int64_t batch = host.size(0), points = host.size(1);
    const int height = static_cast<int>(host.size(2)), width = static_cast<int>(host.size(3));
    const auto decoder = heatmap::PointDecoder::create(decoderOptions(options));
    TORCH_CHECK(decoder.ok(), "maps cannot be decoded by ", options.decoder);
    const CellPlaces x = cellPlaces(width, options.grid), y = cellPlaces(height, options.grid);
    DecodedMaps out{torch::empty({batch, points, 2}), torch::empty({batch, points, 3}), torch::empty({batch, points})};
    float *point = out.points.data_ptr<float>(), *spread = out.covariance.data_ptr<float>();
    float *peak = out.peak.data_ptr<float>();
    const auto put = [](float *&at, double value) { *at++ = static_cast<float>(value); };
    const auto count = static_cast<std::size_t>(points) * height * width;
    for (std::int64_t face = 0; face < batch; ++face) {
        const std::span values(host.data_ptr<float>() + static_cast<std::size_t>(face) * count, count);
        const auto stack = heatmap::StackView::of(values, static_cast<int>(points), height, width);
        TORCH_CHECK(stack.ok(), "maps of this size cannot be decoded");
        for (const heatmap::DecodedPoint &decoded : decoder->decode(*stack)) {
            put(point, x.first + x.step * decoded.position.x);
            put(point, y.first + y.step * decoded.position.y);
            put(spread, x.step * x.step * decoded.covariance.xx);
            put(spread, x.step * y.step * decoded.covariance.xy);
            put(spread, y.step * y.step * decoded.covariance.yy);
            put(peak, decoded.peak);
        }
    }
    return out;
}

std::vector<Contour> edgesOf(int points)
{
    std::vector<Contour> edges;
    if (const LandmarkScheme *scheme = findSchemeByCount(points))
        for (const Contour &contour : scheme->contours)
            if (contour.curve)
                edges.push_back(contour);
    return edges;
}

} // namespace fiducial::nets
