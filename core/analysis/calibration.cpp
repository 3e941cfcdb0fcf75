#include "core/analysis/calibration.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace fiducial::analysis {

namespace {

double medianOf(std::vector<double> &values)
{
    const auto middle = values.begin() + std::ssize(values) / 2;
    std::nth_element(values.begin(), middle, values.end());
    if (values.size() % 2 == 1)
        return *middle;
    return (*middle + *std::max_element(values.begin(), middle)) / 2;
}

/// 1 where every distance is zero. Precondition: not empty, no NaN.
double factorOf(std::vector<double> &distances, SigmaFit fit)
{
    double squares = 0;
    for (const double d : distances)
        squares += d * d;
    const double factor = fit == SigmaFit::Robust ? medianOf(distances) / std::sqrt(2 * std::numbers::ln2)
                                                  : std::sqrt(squares / (2 * static_cast<double>(distances.size())));
    return factor > 0 ? factor : 1;
}

/// Factors from the faces for which `use` says so.
template <class Use>
SigmaFactors fitOver(std::span<const double> distances, std::size_t landmarks, SigmaFit fit, Use use)
{
    SigmaFactors out{std::vector<double>(landmarks, 1.0), std::vector<int>(landmarks), 1};
    std::vector<std::vector<double>> of(landmarks);
    std::vector<double> all;
    for (std::size_t i = 0; i < distances.size(); ++i) {
        if (std::isfinite(distances[i]) && use(i / landmarks)) {
            of[i % landmarks].push_back(distances[i]);
            all.push_back(distances[i]);
        }
    }
    if (all.empty())
        return out;
    out.overall = factorOf(all, fit);
    for (std::size_t landmark = 0; landmark < landmarks; ++landmark) {
        out.samples[landmark] = static_cast<int>(of[landmark].size());
        out.factor[landmark] = out.samples[landmark] < kLeastSamples ? out.overall : factorOf(of[landmark], fit);
    }
    return out;
}

} // namespace

double mahalanobis(Point2 e, const Covariance2f &s, double floor)
{
    const double xx = static_cast<double>(s.xx);
    const double xy = static_cast<double>(s.xy);
    const double yy = static_cast<double>(s.yy);
    if (!isFinite(e) || !std::isfinite(xx + xy + yy) || xx < 0 || yy < 0)
        return std::numeric_limits<double>::quiet_NaN();
    const double centre = (xx + yy) / 2;
    const double radius = std::hypot((xx - yy) / 2, xy);
    const double angle = 0.5 * std::atan2(2 * xy, xx - yy);
    const double along = std::cos(angle) * e.x + std::sin(angle) * e.y;
    const double across = std::cos(angle) * e.y - std::sin(angle) * e.x;
    return std::sqrt(along * along / std::max(centre + radius, floor) +
                     across * across / std::max(centre - radius, floor));
}

Covariance2f scaledSigma(const Covariance2f &s, double factor)
{
    const auto square = static_cast<float>(factor * factor);
    return {s.xx * square, s.xy * square, s.yy * square};
}

SigmaFactors fitSigmaFactors(std::span<const double> distances, int landmarks, SigmaFit fit)
{
    if (landmarks < 1)
        return {};
    return fitOver(distances, static_cast<std::size_t>(landmarks), fit, [](std::size_t) { return true; });
}

std::vector<double> crossFittedDistances(std::span<const double> distances, int landmarks, int folds, SigmaFit fit)
{
    std::vector<double> out(distances.begin(), distances.end());
    if (landmarks < 1 || distances.empty())
        return out;
    const auto width = static_cast<std::size_t>(landmarks);
    const std::size_t faces = (distances.size() + width - 1) / width;
    const auto groups = std::min(static_cast<std::size_t>(std::max(folds, 2)), faces);
    for (std::size_t group = 0; group < groups; ++group) {
        const auto factors =
            fitOver(distances, width, fit, [=](std::size_t face) { return face % groups != group; }).factor;
        for (std::size_t i = 0; i < out.size(); ++i)
            if (i / width % groups == group)
                out[i] /= factors[i % width];
    }
    return out;
}

CalibrationCurve calibrationCurve(std::span<const double> distances, double maxSigma, int steps)
{
    CalibrationCurve out;
    std::vector<double> sorted;
    std::ranges::copy_if(distances, std::back_inserter(sorted), [](double d) { return !std::isnan(d); });
    out.samples = static_cast<int>(sorted.size());
    if (sorted.empty() || !(maxSigma > 0) || steps < 1)
        return out;
    std::ranges::sort(sorted);
    const auto inside = [&sorted](double k) {
        return static_cast<double>(std::ranges::upper_bound(sorted, k) - sorted.begin()) /
               static_cast<double>(sorted.size());
    };
    for (int i = 0; i <= steps; ++i) {
        const double k = maxSigma * i / steps;
        out.k.push_back(k);
        out.expected.push_back(1 - std::exp(-k * k / 2));
        out.observed.push_back(inside(k));
    }
    constexpr int kShares = 99;
    for (int i = 1; i <= kShares; ++i) {
        const double share = i / (kShares + 1.0);
        out.error += std::abs(inside(std::sqrt(-2 * std::log(1 - share))) - share) / kShares;
    }
    return out;
}

} // namespace fiducial::analysis
