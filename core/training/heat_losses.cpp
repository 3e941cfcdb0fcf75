#include "core/training/heat_losses.h"

#include "core/nets/heat_maps.h"
#include "core/training/losses.h"

#include <torch/torch.h>

namespace fiducial::training {

namespace {
constexpr double kRidge = 1e-5;           ///< of STAR: keeps its quotients finite
constexpr double kDirectionSmooth = 0.01; ///< as ADNet publishes it
constexpr double kForeground = 0.2;       ///< of a map, where it weighs more
constexpr double kForegroundWeight = 10;  ///< by so much

/// Distance of an error whose square is given; finite gradients at 0.
torch::Tensor distanceOfSquare(const torch::Tensor &square, const StarLoss &options)
{
    if (options.distance == "l2")
        return square;
    if (options.distance == "l1")
        return square.clamp_min(1e-12).sqrt();
    const double s = options.smooth;
    const auto size = square.clamp_min(1e-6).sqrt();
    return torch::where(square < s * s, square * (0.5 / s), size - 0.5 * s);
}

/// Squared errors along both principal axes over B x P, and the variances there; the smaller one first.
struct PrincipalErrors {
    torch::Tensor minorSquare, majorSquare, minor, major;

    PrincipalErrors(const torch::Tensor &covariance, const torch::Tensor &error)
    {
        const auto a = covariance.select(-1, 0), b = covariance.select(-1, 1), d = covariance.select(-1, 2);
        const auto x = error.select(-1, 0), y = error.select(-1, 1);
        const auto middle = (a + d) / 2, half = (a - d) / 2;
        const auto radius = (half.square() + b.square() + 1e-20).sqrt();
        minor = middle - radius;
        major = middle + radius;
        const auto all = x.square() + y.square();
        const auto turned = (half * (x.square() - y.square()) + 2 * b * x * y) / radius;
        minorSquare = ((all - turned) / 2).clamp_min(0);
        majorSquare = ((all + turned) / 2).clamp_min(0);
    }
};

/// Length 1; next to nothing where two directions cancel out.
torch::Tensor unit(const torch::Tensor &v)
{
    return v / v.square().sum(-1, true).sqrt().clamp_min(1e-6);
}

torch::Tensor cellsOf(const torch::Tensor &points, const MapSize &size)
{
    // The grid is linear: its first cell and its step say all.
    const auto place = [&](std::int64_t axis, std::int64_t cells) {
        const auto grid = nets::cellGrid(std::max<std::int64_t>(cells, 2), size.law, points);
        return (points.select(-1, axis) - grid[0]) / (grid[1] - grid[0]);
    };
    return torch::stack({place(0, size.width), place(1, size.height)}, -1);
}

/// Squared distance of every cell to the nearest place of a polyline (B x n x 2 in cells): B x H x W.
torch::Tensor squaredDistance(const torch::Tensor &line, const MapSize &size)
{
    const auto y = torch::arange(size.height, line.options()).view({-1, 1}).expand({size.height, size.width});
    const auto x = torch::arange(size.width, line.options()).expand({size.height, size.width});
    const auto cells = torch::stack({x, y}, -1).view({1, 1, -1, 2});
    const std::int64_t segments = line.size(1) - 1;
    const auto start = line.narrow(1, 0, segments).unsqueeze(2);
    const auto step = line.narrow(1, 1, segments).unsqueeze(2) - start;
    const auto offset = cells - start; // B x segments x cells x 2
    const auto along = ((offset * step).sum(-1, true) / step.square().sum(-1, true).clamp_min(1e-12)).clamp(0, 1);
    const auto nearest = (offset - along * step).square().sum(-1).amin(1);
    return nearest.view({-1, size.height, size.width});
}

torch::Tensor indices(const std::vector<std::int64_t> &values, const torch::Tensor &like)
{
    return torch::tensor(values, torch::kLong).to(like.device());
}
} // namespace

torch::Tensor starLoss(const torch::Tensor &maps, const torch::Tensor &target, const StarLoss &options)
{
    const auto heat = maps / maps.sum({-2, -1}, true).clamp_min(1e-6);
    const auto mean = nets::softArgmax(heat, options.law);
    const auto weight = heat.sum({-2, -1}) + kRidge;
    const auto squares = heat.square().sum({-2, -1}) + kRidge;
    const auto covariance =
        nets::mapCovariance(heat, mean, options.law) * (heat.sum({-2, -1}) / (weight - squares / weight)).unsqueeze(-1);
    const PrincipalErrors errors(covariance, target - mean);
    const auto spread = options.spread * (errors.minor.abs() + errors.major.abs());
    const auto minor = errors.minor + kRidge, major = errors.major + kRidge;
    if (options.version == 2)
        return distanceOfSquare(errors.minorSquare, options) / minor.sqrt() +
               distanceOfSquare(errors.majorSquare, options) / major.sqrt() + spread;
    const auto first = errors.minorSquare / minor, second = errors.majorSquare / major;
    if (options.distance == "smooth_l1")
        return distanceOfSquare(first + second, options) + spread;
    return (distanceOfSquare(first, options) + distanceOfSquare(second, options)) / 2 + spread;
}

torch::Tensor contourNormals(const torch::Tensor &points, std::span<const Contour> edges)
{
    std::vector<std::int64_t> previous(static_cast<std::size_t>(points.size(1)));
    for (std::size_t i = 0; i < previous.size(); ++i)
        previous[i] = static_cast<std::int64_t>(i);
    auto next = previous;
    for (const Contour &edge : edges) {
        const std::size_t n = edge.points.size();
        for (std::size_t i = 0; n > 1 && i < n; ++i) {
            const auto at = static_cast<std::size_t>(edge.points[i]);
            const std::size_t before = i > 0 ? i - 1 : edge.closed ? n - 1 : 1;
            const std::size_t after = i + 1 < n ? i + 1 : edge.closed ? 0 : n - 2;
            previous[at] = edge.points[before];
            next[at] = edge.points[after];
        }
    }
    const auto back = unit(points.index_select(1, indices(previous, points)) - points);
    const auto forward = unit(points.index_select(1, indices(next, points)) - points);
    const auto across = torch::stack({-back.select(-1, 1), back.select(-1, 0)}, -1);
    const auto atEnd = indices(previous, points).eq(indices(next, points)).view({1, -1, 1});
    return unit(torch::where(atEnd, across, back + forward));
}

torch::Tensor directionLoss(const torch::Tensor &points, const torch::Tensor &target, const torch::Tensor &attention,
                            const torch::Tensor &last, std::span<const Contour> edges, const std::string &law)
{
    const auto normal = contourNormals(target, edges);
    const auto nx = normal.select(-1, 0), ny = normal.select(-1, 1);
    const auto moments = nets::mapCovariance(attention.detach(), last.detach(), law);
    const auto xx = moments.select(-1, 0), xy = moments.select(-1, 1), yy = moments.select(-1, 2);
    const auto across = nx * nx * xx + 2 * nx * ny * xy + ny * ny * yy;
    const auto along = ny * ny * xx - 2 * nx * ny * xy + nx * nx * yy;
    const auto ratio = (along / across.clamp_min(1e-6)).clamp(1, 9);
    const auto error = points - target;
    const auto x = error.select(-1, 0), y = error.select(-1, 1);
    const auto weighted = (2 * ratio * (nx * x + ny * y).square() + 2 * (nx * y - ny * x).square()) / (ratio + 1);
    const auto plain = x.square() + y.square();
    const auto square = torch::where(normal.square().sum(-1) < 0.25, plain, weighted);
    return distanceOfSquare(square, StarLoss{.smooth = kDirectionSmooth});
}

torch::Tensor pointMaps(const torch::Tensor &points, const MapSize &size)
{
    const auto centres = cellsOf(points, size);
    const auto bell = [&](std::int64_t axis, std::int64_t cells) {
        const auto offset = torch::arange(cells, points.options()) - centres.select(-1, axis).unsqueeze(-1);
        return torch::exp(offset.square() * (-0.5 / (size.sigma * size.sigma)));
    };
    return bell(1, size.height).unsqueeze(-1) * bell(0, size.width).unsqueeze(-2);
}

torch::Tensor edgeMaps(const torch::Tensor &points, std::span<const Contour> edges, const MapSize &size)
{
    const auto centres = cellsOf(points, size);
    std::vector<torch::Tensor> maps;
    for (const Contour &edge : edges) {
        std::vector<std::int64_t> line(edge.points.begin(), edge.points.end());
        if (edge.closed || line.size() == 1)
            line.push_back(line.front());
        maps.push_back(squaredDistance(centres.index_select(1, indices(line, points)), size));
    }
    return torch::exp(torch::stack(maps, 1) * (-0.5 / (size.sigma * size.sigma)));
}

torch::Tensor edgeWeights(const torch::Tensor &weights, std::span<const Contour> edges)
{
    std::vector<torch::Tensor> all;
    for (const Contour &edge : edges)
        all.push_back(weights.index_select(1, indices({edge.points.begin(), edge.points.end()}, weights)).amin(1));
    return torch::stack(all, 1);
}

torch::Tensor mapLoss(const std::string &kind, const torch::Tensor &maps, const torch::Tensor &target,
                      const torch::Tensor &weights)
{
    torch::Tensor values;
    if (kind == "mse") {
        values = (maps - target).square();
    } else {
        TORCH_CHECK(kind == "awing", "there is no loss of maps named ", kind);
        const auto foreground = torch::max_pool2d(target, 3, 1, 1).ge(kForeground).to(target.scalar_type());
        values = adaptiveWing(maps, target) * (kForegroundWeight * foreground + 1);
    }
    return (values.mean({-2, -1}) * weights).sum() / weights.sum().clamp_min(1);
}

} // namespace fiducial::training
