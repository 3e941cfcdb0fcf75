#include "core/shape/point_field.h"

#include "core/shape/procrustes.h"

#include <cmath>

namespace fiducial::shape {

std::vector<Point2> canonicalMean(const LandmarkScheme &scheme)
{
    auto mean = symmetrised(scheme.meanShape, scheme.mirror);
    normalise(mean);
    return mean;
}

SymmetricMatrix kernelCovariance(const LandmarkScheme &scheme, std::span<const Point2> mean, const KernelRule &rule)
{
    const std::size_t n = mean.size();
    SymmetricMatrix out(2 * n);
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t j = 0; j < n; ++j) {
            const double d = distance(mean[i], mean[j]);
            const auto bell = [d](double reach) { return std::exp(-0.5 * d * d / (reach * reach)); };
            const int contour = scheme.contourOf(static_cast<int>(i));
            const bool together = i == j || (contour >= 0 && contour == scheme.contourOf(static_cast<int>(j)) &&
                                             scheme.contours[static_cast<std::size_t>(contour)].curve);
            const double value = (1 - rule.contourShare) * bell(rule.reach) +
                                 (together ? rule.contourShare * bell(rule.contourReach) : 0);
            out(2 * i, 2 * j) = out(2 * i + 1, 2 * j + 1) = value;
        }
    if (rule.symmetry == 0)
        return out;
    // M K with M: mirror image of a field. M K = K M, so K + s M K stays positive semidefinite for |s| <= 1.
    SymmetricMatrix both = out;
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t j = 0; j < n; ++j) {
            const auto partner = static_cast<std::size_t>(scheme.mirror[i]);
            both(2 * i, 2 * j) -= rule.symmetry * out(2 * partner, 2 * j);
            both(2 * i + 1, 2 * j + 1) += rule.symmetry * out(2 * partner + 1, 2 * j + 1);
        }
    return both;
}

std::vector<std::vector<double>> PointField::gain(std::span<const int> seen, std::size_t columns, double noise) const
{
    std::vector<std::size_t> at;
    for (const int i : seen) {
        at.push_back(2 * static_cast<std::size_t>(i));
        at.push_back(at.back() + 1);
    }
    SymmetricMatrix observed(at.size());
    for (std::size_t i = 0; i < at.size(); ++i) {
        for (std::size_t j = 0; j < at.size(); ++j)
            observed(i, j) = covariance_(at[i], at[j]);
        observed(i, i) += noise;
    }
    const auto root = Cholesky::of(std::move(observed));
    std::vector<std::vector<double>> out;
    for (std::size_t c = 0; c < 2 * columns; ++c) {
        out.emplace_back(covariance_.side(), 0.0);
        if (!root)
            continue;
        std::vector<double> weight(at.size(), 0.0);
        weight[c] = 1;
        root->solve(weight);
        for (std::size_t j = 0; j < at.size(); ++j)
            for (std::size_t i = 0; i < out.back().size(); ++i)
                out.back()[i] += weight[j] * covariance_(at[j], i);
    }
    return out;
}

} // namespace fiducial::shape
