#include "core/metrics/error_curve.h"

#include <algorithm>

namespace fiducial::metrics {

namespace {

/// The numbers that exist, ascending; missing faces (+infinity) at the end.
std::vector<double> sortedNmes(std::span<const double> nmes)
{
    std::vector<double> sorted;
    sorted.reserve(nmes.size());
    std::ranges::copy_if(nmes, std::back_inserter(sorted), [](double value) { return !std::isnan(value); });
    std::ranges::sort(sorted);
    return sorted;
}

double shareUpTo(const std::vector<double> &sorted, double x)
{
    const auto reached = std::ranges::upper_bound(sorted, x) - sorted.begin();
    return static_cast<double>(reached) / static_cast<double>(sorted.size());
}

double shareBelow(const std::vector<double> &sorted, double x)
{
    const auto reached = std::ranges::lower_bound(sorted, x) - sorted.begin();
    return static_cast<double>(reached) / static_cast<double>(sorted.size());
}

constexpr double kStarStep = 1e-4;

/// A half-open float range up to threshold + step. In IEEE arithmetic it holds one sample too many at 0.05 and 0.07
/// (algorithms.md 3.3), and published numbers contain it.
std::size_t starSamples(double threshold)
{
    return static_cast<std::size_t>(std::ceil((threshold + kStarStep) / kStarStep));
}

double starX(std::size_t index)
{
    return static_cast<double>(index) * kStarStep;
}

/// Composite Simpson over an odd number of samples.
double simpsonOdd(std::span<const double> y, double step)
{
    double sum = 0;
    for (std::size_t i = 0; i + 2 < y.size(); i += 2)
        sum += y[i] + 4 * y[i + 1] + y[i + 2];
    return sum * step / 3;
}

double starAuc(const std::vector<double> &sorted, double threshold)
{
    std::vector<double> y(starSamples(threshold));
    for (std::size_t j = 0; j < y.size(); ++j)
        y[j] = shareUpTo(sorted, starX(j));
    return simpson(y, kStarStep) / threshold;
}

double exactAuc(const std::vector<double> &sorted, double threshold)
{
    double sum = 0;
    for (const double value : sorted)
        sum += std::min(value, threshold);
    return 1 - sum / static_cast<double>(sorted.size()) / threshold;
}

/// AUC@7 is the mean of the first 70 of the 1000 samples, so AUC@100t that of the first 1000 t.
double fanAuc(const std::vector<double> &sorted, double threshold)
{
    const auto samples = std::max(1LL, std::llround(threshold * 1000));
    double sum = 0;
    for (long long i = 0; i < samples; ++i)
        sum += shareBelow(sorted, static_cast<double>(i) / 999.0);
    return sum / static_cast<double>(samples);
}

} // namespace

double simpson(std::span<const double> y, double step)
{
    if (y.size() < 2)
        return 0;
    if (y.size() % 2 == 1)
        return simpsonOdd(y, step);
    const std::size_t last = y.size() - 1;
    const double trapezoidLast = step * (y[last - 1] + y[last]) / 2;
    const double trapezoidFirst = step * (y[0] + y[1]) / 2;
    return (simpsonOdd(y.first(last), step) + trapezoidLast + trapezoidFirst + simpsonOdd(y.subspan(1), step)) / 2;
}

bool isUsableThreshold(double threshold)
{
    return threshold >= kStarStep && threshold <= kMaxThreshold;
}

std::optional<double> failureRate(std::span<const double> nmes, double threshold, Convention convention)
{
    const auto sorted = sortedNmes(nmes);
    if (sorted.empty() || !isUsableThreshold(threshold))
        return std::nullopt;
    switch (convention) {
    case Convention::Exact:
    case Convention::Hrnet:
        return 1 - shareUpTo(sorted, threshold);
    case Convention::Star:
        return 1 - shareUpTo(sorted, starX(starSamples(threshold) - 1));
    case Convention::Mmpose:
    case Convention::Fan:
        break;
    }
    return std::nullopt;
}

std::optional<double> areaUnderCed(std::span<const double> nmes, double threshold, Convention convention)
{
    const auto sorted = sortedNmes(nmes);
    if (sorted.empty() || !isUsableThreshold(threshold))
        return std::nullopt;
    switch (convention) {
    case Convention::Exact:
        return exactAuc(sorted, threshold);
    case Convention::Star:
        return starAuc(sorted, threshold);
    case Convention::Fan:
        return fanAuc(sorted, threshold);
    case Convention::Hrnet:
    case Convention::Mmpose:
        break;
    }
    return std::nullopt;
}

CedCurve ced(std::span<const double> nmes, double upTo, int samples)
{
    CedCurve curve;
    const auto sorted = sortedNmes(nmes);
    if (sorted.empty() || !(upTo > 0) || samples < 2)
        return curve;
    for (int i = 0; i < samples; ++i) {
        curve.x.push_back(upTo * i / (samples - 1));
        curve.share.push_back(shareUpTo(sorted, curve.x.back()));
    }
    return curve;
}

} // namespace fiducial::metrics
