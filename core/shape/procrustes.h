#pragma once

#include "core/geometry/affine.h"
#include "core/shape/symmetric.h"

#include <optional>
#include <span>
#include <vector>

/// Alignment of shapes and their principal components, as the models of shapes and the statistics share them.
namespace fiducial::shape {

/// Centre of gravity to (0,0), mean squared distance from it to 1. Precondition: not all in one place.
void normalise(std::vector<Point2> &shape);

/// Deviation from `mean` after the similarity that brings `shape` nearest, x0 y0 x1 y1 ..., of the points in `present`;
/// nothing where they coincide.
std::vector<double> deviation(std::span<const Point2> shape, std::span<const Point2> mean,
                              std::span<const std::size_t> present);
std::vector<std::size_t> allOf(std::size_t count);

struct AlignedShapes {
    std::vector<Point2> mean; ///< normalised
    std::vector<std::vector<double>> deviations;
};
/// Generalised Procrustes analysis, a few rounds from `start`. With a mirror map the mean is kept symmetric about x =
/// 0, as if every shape came with its mirror image. Precondition: finite points, as many in each, not all in one place.
AlignedShapes alignShapes(std::span<const std::vector<Point2>> shapes, std::vector<Point2> start,
                          std::span<const int> mirror = {});

/// Mean of a shape and its mirror image at x = 0.
std::vector<Point2> symmetrised(std::span<const Point2> shape, std::span<const int> mirror);
/// The same of a covariance of x0 y0 x1 y1 ...
SymmetricMatrix symmetrised(const SymmetricMatrix &covariance, std::span<const int> mirror);

/// Mean of the outer products (about zero) of `vectors`, all of length `side`.
SymmetricMatrix secondMoments(std::span<const std::vector<double>> vectors, std::size_t side);

/// Probabilistic PCA.
struct PrincipalModes {
    std::vector<double> variances;               ///< descending
    std::vector<std::vector<double>> directions; ///< of each variance, length 1
    double noise = 0;                            ///< variance of each coordinate beside the modes
};
/// Modes of a covariance of aligned shapes (which leaves four directions empty) estimated from `samples`, until they
/// explain the share `variance` or the next is no larger than noise would have. Nothing where there is no spread.
std::optional<PrincipalModes> principalModes(SymmetricMatrix covariance, std::size_t samples, double variance);

} // namespace fiducial::shape
