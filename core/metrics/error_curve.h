#pragma once

#include "core/metrics/metrics.h"

namespace fiducial::metrics {

/// Thresholds are fractions of the normaliser; beyond these limits they are a slip (5 for 5 %) and the grids of step
/// 1e-4 would have no sample or too many.
inline constexpr double kMaxThreshold = 1.0;
bool isUsableThreshold(double threshold);

/// Integral of equidistant samples as scipy computed it before 1.11: composite Simpson; for an even number of samples
/// the mean of the two ways to take one interval, the last or the first, by trapezoid (algorithms.md 3.3).
double simpson(std::span<const double> y, double step);

} // namespace fiducial::metrics
