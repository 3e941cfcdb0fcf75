#include "core/analysis/bootstrap.h"

#include "core/base/rng.h"

#include <algorithm>
#include <cmath>

namespace fiducial::analysis {

namespace {

constexpr double kNoValue = std::numeric_limits<double>::quiet_NaN();

Result<void> checkOptions(const BootstrapOptions &options, double threshold)
{
    constexpr int kMostResamples = 10000; // 201 shares of each are kept
    if (options.resamples < 1 || options.resamples > kMostResamples)
        return makeError(Errc::InvalidArgument, says("A bootstrap takes 1 to 10000 resamples."));
    if (!(options.confidence > 0 && options.confidence < 1))
        return makeError(Errc::InvalidArgument, says("The confidence of a bootstrap lies between 0 and 1."));
    if (!(threshold > 0) || !std::isfinite(threshold))
        return makeError(Errc::InvalidArgument, says("The failure threshold is a positive number."));
    return {};
}

Error noFaces()
{
    return makeError(Errc::InvalidArgument, says("No face has a number to draw from."));
}

Error bootstrapCancelled()
{
    return makeError(Errc::Cancelled, says("The bootstrap was cancelled."));
}

/// Linear between the neighbours in order; NaN among the values is left out.
double quantileOf(std::vector<double> &values, double share)
{
    const auto end = std::partition(values.begin(), values.end(), [](double v) { return !std::isnan(v); });
    const auto count = end - values.begin();
    if (count == 0)
        return kNoValue;
    const double place = share * static_cast<double>(count - 1);
    const auto lower = values.begin() + static_cast<std::ptrdiff_t>(place);
    std::nth_element(values.begin(), lower, end);
    const double below = *lower;
    if (lower + 1 == end)
        return below;
    const double above = *std::min_element(lower + 1, end);
    return below + (place - std::floor(place)) * (above - below);
}

Interval intervalOf(double estimate, std::vector<double> values, double confidence)
{
    const double tail = (1 - confidence) / 2;
    const double low = quantileOf(values, tail);
    return {estimate, low, quantileOf(values, 1 - tail)};
}

/// What the numbers of a sample of faces are made of.
struct Sums {
    std::size_t faces = 0;
    std::size_t present = 0;
    std::size_t failures = 0;
    double sum = 0;
    double clipped = 0; ///< sum of min(NME, t)

    void add(double nme, double threshold)
    {
        ++faces;
        failures += nme > threshold;
        clipped += std::min(nme, threshold);
        if (std::isfinite(nme)) {
            ++present;
            sum += nme;
        }
    }
    double nme() const { return present ? sum / static_cast<double>(present) : kNoValue; }
    double failureRate() const { return static_cast<double>(failures) / static_cast<double>(faces); }
    double auc(double threshold) const { return 1 - clipped / static_cast<double>(faces) / threshold; }
};

/// Draws of a CED: each face is a step on the grid of x, so that a resample is a histogram.
class CedResampler {
public:
    CedResampler(std::span<const double> nmes, const metrics::CedCurve &curve, double threshold, int resamples)
        : threshold_(threshold), resamples_(static_cast<std::size_t>(resamples)), counts_(curve.x.size() + 1)
    {
        std::ranges::copy_if(nmes, std::back_inserter(nmes_), [](double nme) { return !std::isnan(nme); });
        for (const double nme : nmes_) {
            steps_.push_back(static_cast<std::uint32_t>(std::ranges::lower_bound(curve.x, nme) - curve.x.begin()));
            all_.add(nme, threshold);
        }
        shares_.resize(curve.x.size(), std::vector<double>(resamples_));
    }

    void draw(std::size_t resample, Rng &rng)
    {
        std::ranges::fill(counts_, 0U);
        Sums sums;
        for (std::size_t i = 0; i < nmes_.size(); ++i) {
            const auto face = static_cast<std::size_t>(rng.below(nmes_.size()));
            ++counts_[steps_[face]];
            sums.add(nmes_[face], threshold_);
        }
        std::size_t reached = 0;
        for (std::size_t x = 0; x < shares_.size(); ++x) {
            reached += counts_[x];
            shares_[x][resample] = static_cast<double>(reached) / static_cast<double>(nmes_.size());
        }
        nme_.push_back(sums.nme());
        failureRate_.push_back(sums.failureRate());
        auc_.push_back(sums.auc(threshold_));
    }

    CedBand band(metrics::CedCurve curve, double confidence)
    {
        CedBand out;
        out.curve = std::move(curve);
        for (std::size_t x = 0; x < shares_.size(); ++x) {
            const Interval at = intervalOf(out.curve.share[x], std::move(shares_[x]), confidence);
            out.low.push_back(at.low);
            out.high.push_back(at.high);
        }
        out.nme = intervalOf(all_.nme(), std::move(nme_), confidence);
        out.failureRate = intervalOf(all_.failureRate(), std::move(failureRate_), confidence);
        out.auc = intervalOf(all_.auc(threshold_), std::move(auc_), confidence);
        return out;
    }

private:
    double threshold_;
    std::size_t resamples_;
    std::vector<double> nmes_;
    std::vector<std::uint32_t> steps_;
    std::vector<std::uint32_t> counts_;
    Sums all_;
    std::vector<std::vector<double>> shares_; ///< of each x, of each resample
    std::vector<double> nme_, failureRate_, auc_;
};

/// p-value of a difference: how many resamples lie as far from the estimate as zero does.
double chanceOf(double estimate, const std::vector<double> &values)
{
    std::size_t far = 1, all = 1; // the sample itself is one of the resamples
    for (const double value : values) {
        if (std::isnan(value))
            continue;
        ++all;
        far += std::abs(value - estimate) >= std::abs(estimate);
    }
    return static_cast<double>(far) / static_cast<double>(all);
}

struct Pair {
    double difference; ///< NaN where one of them is missing
    int failures;      ///< second - first
};

struct Differences {
    double sum = 0;
    std::size_t present = 0;
    int failures = 0;

    void add(const Pair &pair)
    {
        failures += pair.failures;
        if (!std::isnan(pair.difference)) {
            sum += pair.difference;
            ++present;
        }
    }
    double nme() const { return present ? sum / static_cast<double>(present) : kNoValue; }
};

std::vector<Pair> pairsOf(std::span<const double> first, std::span<const double> second, double threshold)
{
    std::vector<Pair> pairs;
    for (std::size_t i = 0; i < first.size(); ++i) {
        if (std::isnan(first[i]) || std::isnan(second[i]))
            continue;
        const bool both = std::isfinite(first[i]) && std::isfinite(second[i]);
        pairs.push_back({both ? second[i] - first[i] : kNoValue,
                         static_cast<int>(second[i] > threshold) - static_cast<int>(first[i] > threshold)});
    }
    return pairs;
}

} // namespace

Result<CedBand> bootstrapCed(std::span<const double> nmes, double upTo, double threshold,
                             const BootstrapOptions &options, const JobContext &context, int samples)
{
    if (const auto checked = checkOptions(options, threshold); !checked)
        return checked.error();
    metrics::CedCurve curve = metrics::ced(nmes, upTo, samples);
    if (curve.x.empty())
        return noFaces();
    CedResampler resampler(nmes, curve, threshold, options.resamples);
    Rng rng(options.seed);
    for (int i = 0; i < options.resamples; ++i) {
        if (context.cancelled())
            return bootstrapCancelled();
        resampler.draw(static_cast<std::size_t>(i), rng);
        context.progress(i + 1, options.resamples);
    }
    return resampler.band(std::move(curve), options.confidence);
}

Result<PairedComparison> compareRuns(std::span<const double> first, std::span<const double> second, double threshold,
                                     const BootstrapOptions &options, const JobContext &context)
{
    if (const auto checked = checkOptions(options, threshold); !checked)
        return checked.error();
    if (first.size() != second.size())
        return makeError(Errc::InvalidArgument, says("Two runs are compared on the same faces."));
    const auto pairs = pairsOf(first, second, threshold);
    if (pairs.empty())
        return noFaces();
    Differences all;
    for (const Pair &pair : pairs)
        all.add(pair);
    Rng rng(options.seed);
    std::vector<double> nme, failures;
    const auto count = static_cast<double>(pairs.size());
    for (int i = 0; i < options.resamples; ++i) {
        if (context.cancelled())
            return bootstrapCancelled();
        Differences drawn;
        for (std::size_t k = 0; k < pairs.size(); ++k)
            drawn.add(pairs[rng.below(pairs.size())]);
        nme.push_back(drawn.nme());
        failures.push_back(drawn.failures / count);
        context.progress(i + 1, options.resamples);
    }
    PairedComparison out;
    out.faces = static_cast<int>(pairs.size());
    out.compared = static_cast<int>(all.present);
    const double failureEstimate = all.failures / count;
    out.nmeChance = chanceOf(all.nme(), nme);
    out.failureChance = chanceOf(failureEstimate, failures);
    out.nme = intervalOf(all.nme(), std::move(nme), options.confidence);
    out.failureRate = intervalOf(failureEstimate, std::move(failures), options.confidence);
    return out;
}

} // namespace fiducial::analysis
