#include "core/shape/procrustes.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace fiducial::shape {

void normalise(std::vector<Point2> &shape)
{
    Point2 centre;
    for (const Point2 p : shape)
        centre = centre + p;
    centre = centre * (1 / static_cast<double>(shape.size()));
    double spread = 0;
    for (Point2 &p : shape) {
        p = p - centre;
        spread += p.x * p.x + p.y * p.y;
    }
    for (Point2 &p : shape)
        p = p * std::sqrt(static_cast<double>(shape.size()) / spread);
}

std::vector<double> deviation(std::span<const Point2> shape, std::span<const Point2> mean,
                              std::span<const std::size_t> present)
{
    std::vector<Point2> from, to;
    for (const std::size_t i : present) {
        from.push_back(shape[i]);
        to.push_back(mean[i]);
    }
    std::vector<double> out;
    const auto aligned = fitSimilarity(from, to);
    if (!aligned)
        return out;
    for (std::size_t i = 0; i < from.size(); ++i) {
        const Point2 d = *aligned * from[i] - to[i];
        out.push_back(d.x);
        out.push_back(d.y);
    }
    return out;
}

std::vector<std::size_t> allOf(std::size_t count)
{
    std::vector<std::size_t> all(count);
    std::iota(all.begin(), all.end(), std::size_t{0});
    return all;
}

AlignedShapes alignShapes(std::span<const std::vector<Point2>> shapes, std::vector<Point2> start,
                          std::span<const int> mirror)
{
    AlignedShapes out{std::move(start), {}};
    const auto all = allOf(out.mean.size());
    constexpr int kIterations = 4;
    for (int i = 0;; ++i) {
        if (!mirror.empty())
            out.mean = symmetrised(out.mean, mirror);
        normalise(out.mean);
        out.deviations.clear();
        std::vector<Point2> sum(out.mean.size());
        for (const auto &shape : shapes) {
            out.deviations.push_back(deviation(shape, out.mean, all));
            const auto &d = out.deviations.back();
            for (std::size_t k = 0; k < d.size(); k += 2)
                sum[k / 2] = sum[k / 2] + Point2{d[k], d[k + 1]};
        }
        if (i + 1 == kIterations)
            return out;
        for (std::size_t k = 0; k < sum.size(); ++k)
            out.mean[k] = out.mean[k] + sum[k] * (1 / static_cast<double>(shapes.size()));
    }
}

std::vector<Point2> symmetrised(std::span<const Point2> shape, std::span<const int> mirror)
{
    std::vector<Point2> out(shape.size());
    for (std::size_t i = 0; i < shape.size(); ++i) {
        const Point2 other = shape[static_cast<std::size_t>(mirror[i])];
        out[i] = {(shape[i].x - other.x) / 2, (shape[i].y + other.y) / 2};
    }
    return out;
}

SymmetricMatrix symmetrised(const SymmetricMatrix &covariance, std::span<const int> mirror)
{
    const auto partner = [&](std::size_t i) { return 2 * static_cast<std::size_t>(mirror[i / 2]) + i % 2; };
    SymmetricMatrix out(covariance.side());
    for (std::size_t i = 0; i < out.side(); ++i)
        for (std::size_t j = 0; j < out.side(); ++j) {
            const double sign = i % 2 == j % 2 ? 1 : -1; // x changes its sign, y does not
            out(i, j) = (covariance(i, j) + sign * covariance(partner(i), partner(j))) / 2;
        }
    return out;
}

SymmetricMatrix secondMoments(std::span<const std::vector<double>> vectors, std::size_t side)
{
    SymmetricMatrix out(side);
    for (const auto &v : vectors)
        for (std::size_t i = 0; i < side; ++i) {
            const double a = v[i];
            double *row = &out(i, 0);
            for (std::size_t j = i; j < side; ++j)
                row[j] += a * v[j];
        }
    for (std::size_t i = 0; i < side; ++i)
        for (std::size_t j = i; j < side; ++j)
            out(j, i) = out(i, j) /= static_cast<double>(std::max<std::size_t>(vectors.size(), 1));
    return out;
}

std::optional<PrincipalModes> principalModes(SymmetricMatrix covariance, std::size_t samples, double variance)
{
    const std::size_t side = covariance.side();
    double whole = 0;
    for (std::size_t i = 0; i < side; ++i)
        whole += covariance(i, i);
    if (!(whole > 1e-12) || side <= 8)
        return std::nullopt;
    const EigenPairs eigen = eigenOf(std::move(covariance));
    PrincipalModes out;
    double explained = 0;
    const std::size_t most = std::min(side - 8, samples / 2);
    const auto noise = [&] { return (whole - explained) / static_cast<double>(side - 4 - out.variances.size()); };
    // The largest eigenvalue that noise of variance 1 has in so few samples (Marchenko and Pastur).
    const double edge = std::pow(1 + std::sqrt(static_cast<double>(side) / static_cast<double>(samples)), 2);
    for (std::size_t k = 0; k < most && explained < variance * whole && eigen.values[k] > edge * noise(); ++k) {
        explained += eigen.values[k];
        out.variances.push_back(eigen.values[k]);
        out.directions.push_back(eigen.vectors[k]);
    }
    out.noise = std::max(noise(), 1e-9 * whole);
    return out;
}

} // namespace fiducial::shape
