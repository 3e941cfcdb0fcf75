#pragma once

#include "core/geometry/types.h"

#include <span>
#include <vector>

/// The covariance of a heatmap is the width of its bell, not that of the errors. Sigma becomes a statement about errors
/// by one factor per landmark that is fitted on faces with ground truth, and not on the face it is then used for.
namespace fiducial::analysis {

/// sqrt(e^T S^-1 e): errors in sigmas along each direction. Eigenvalues of S below `floor` (square pixels) count as
/// `floor`: a map of one cell has no width at all. NaN where e or S is not finite or a variance is negative.
double mahalanobis(Point2 error, const Covariance2f &covariance, double floor = 1e-4);

/// The same covariance with sigma times `factor`.
Covariance2f scaledSigma(const Covariance2f &covariance, double factor);

enum class SigmaFit {
    Robust,     ///< median of the distances: faces that went wrong altogether do not count
    Likelihood, ///< mean of their squares: the maximum likelihood of a Gaussian
};

struct SigmaFactors {
    std::vector<double> factor; ///< one per landmark; 1 where there is not one distance to fit to
    std::vector<int> samples;   ///< faces behind each
    double overall = 1;         ///< of all landmarks together: stands in below kLeastSamples
};
inline constexpr int kLeastSamples = 20;

/// `distances`: Mahalanobis distances with the raw covariances, faces x landmarks row by row, NaN where there is none.
/// In two dimensions a calibrated distance has median sqrt(2 ln 2) and mean square 2; the factor makes it so.
SigmaFactors fitSigmaFactors(std::span<const double> distances, int landmarks, SigmaFit fit = SigmaFit::Robust);

/// Distances after calibration, each face with factors that were fitted without it: the faces are dealt into `folds`
/// groups in turn, and every group is judged by the others. With fewer faces than folds, each face is a group; a single
/// face stays raw.
std::vector<double> crossFittedDistances(std::span<const double> distances, int landmarks, int folds = 5,
                                         SigmaFit fit = SigmaFit::Robust);

/// Share of errors inside k sigma: what a Gaussian promises, 1 - exp(-k^2 / 2), and what is observed.
struct CalibrationCurve {
    std::vector<double> k;
    std::vector<double> expected;
    std::vector<double> observed;
    int samples = 0;
    double error = 0; ///< mean |observed - expected| over evenly spaced expected shares: 0 perfect, 0.5 all or nothing
};

/// Curve over 0..maxSigma in `steps` steps. NaN is left out; nothing but `samples` 0 where nothing is left.
CalibrationCurve calibrationCurve(std::span<const double> distances, double maxSigma = 4, int steps = 80);

} // namespace fiducial::analysis
