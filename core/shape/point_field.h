#pragma once

#include "core/scheme/landmark_scheme.h"
#include "core/shape/symmetric.h"

#include <span>
#include <vector>

/// Gaussian fields over the landmarks of a scheme in the frame of its mean shape: the machinery of ShapeModel and
/// ResidualModel.
namespace fiducial::shape {

/// The scheme's mean shape, symmetric about x = 0, normalised.
std::vector<Point2> canonicalMean(const LandmarkScheme &scheme);

/// What a kernel of distance and contour says about how two points vary together; lengths in the normalised frame.
struct KernelRule {
    double reach = 0.5;        ///< standard deviation of the Gaussian over distance, any two points
    double contourReach = 1.0; ///< the same for points of one contour
    double contourShare = 0.5; ///< of the variance
    double symmetry = 0;       ///< correlation of a point with its mirror partner's mirrored movement, 0..1
};
/// Covariance of x0 y0 x1 y1 ..., variance 1 a coordinate where symmetry is 0. Positive semidefinite: sums and products
/// of Gaussian kernels and of "same contour".
SymmetricMatrix kernelCovariance(const LandmarkScheme &scheme, std::span<const Point2> mean, const KernelRule &rule);

/// A zero-mean Gaussian over the coordinates of all landmarks.
class PointField {
public:
    explicit PointField(SymmetricMatrix covariance) : covariance_(std::move(covariance)) {}

    std::size_t landmarks() const { return covariance_.side() / 2; }
    const SymmetricMatrix &covariance() const { return covariance_; }

    /// Conditional mean of all coordinates given noisy observations of those of the landmarks `seen`: columns of
    /// C(all, seen) (C(seen, seen) + noise I)^-1 for the first `columns` of `seen`, one vector of all coordinates for
    /// each of their coordinates. Precondition: noise > 0, `seen` valid and without repeats.
    std::vector<std::vector<double>> gain(std::span<const int> seen, std::size_t columns, double noise) const;

private:
    SymmetricMatrix covariance_;
};

} // namespace fiducial::shape
