#pragma once

#include "core/base/job_context.h"
#include "core/metrics/metrics.h"

#include <cstdint>

/// How much of a number is chance: faces are drawn again with replacement, as many as there are, and the number is
/// computed anew. Seeded, the same on every machine. All by the exact convention: mean, share above the threshold,
/// 1 - mean(min(NME, t)) / t. Missing faces are +infinity: failures, in no mean; NaN is left out.
namespace fiducial::analysis {

struct BootstrapOptions {
    int resamples = 1000;
    double confidence = 0.95; ///< share of resamples inside the interval
    std::uint64_t seed = 1;
};

/// Percentile interval. NaN where the number does not exist.
struct Interval {
    double estimate = 0; ///< of the faces as they are
    double low = 0;
    double high = 0;
};

struct CedBand {
    metrics::CedCurve curve;
    std::vector<double> low; ///< pointwise, as long as the curve
    std::vector<double> high;
    Interval nme;
    Interval failureRate;
    Interval auc;
};

/// Curve and numbers with their bands. 100,000 faces x 1000 resamples take about a second. InvalidArgument: options out
/// of range, no face with a number, threshold or `upTo` not positive. Cancelled.
Result<CedBand> bootstrapCed(std::span<const double> nmes, double upTo, double threshold,
                             const BootstrapOptions &options, const JobContext &context, int samples = 201);

/// Two runs on the same faces.
struct PairedComparison {
    int faces = 0;        ///< that have a number, or are missing, in both
    int compared = 0;     ///< that have a number in both: what `nme` is about
    Interval nme;         ///< mean of second - first
    double nmeChance = 1; ///< p-value, two-sided: share of resamples that lie as far from the estimate as zero does
    Interval failureRate; ///< second - first
    double failureChance = 1;
};

/// Paired bootstrap test. `first` and `second` are in the same order of faces. Errors as above.
Result<PairedComparison> compareRuns(std::span<const double> first, std::span<const double> second, double threshold,
                                     const BootstrapOptions &options, const JobContext &context);

} // namespace fiducial::analysis
