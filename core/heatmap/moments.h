#pragma once

#include "core/heatmap/heatmap.h"

namespace fiducial::heatmap {

/// Upper triangle of a symmetric 2x2 covariance in square cells.
struct Spread {
    double xx = 0;
    double xy = 0;
    double yy = 0;
};

/// Variances along the principal axes of a Spread.
struct Axes {
    double minor = 0; ///< square cells
    double major = 0;
    double angle = 0; ///< of the major axis, radians from x towards y, in -pi/2..pi/2
};
Axes axesOf(const Spread &spread);

/// What a map says as a distribution of weights. Negative values weigh nothing.
struct Moments {
    double mass = 0; ///< sum of the weights
    Cell mean;       ///< sum(h x) / sum(h): soft-argmax
    Spread covariance;
};

/// The covariance is STAR's (algorithms.md 6.2): sum(w d d^T) / (V1 - V2 / V1) with w = h / sum(h), V1 = sum(w) + 1e-5,
/// V2 = sum(w^2) + 1e-5. Its reliability correction makes narrow maps wider: 2 % for a Gaussian of sigma 2, 0.5 % for
/// sigma 4. Cells below `floor` times the largest one weigh nothing: the background of a map that was trained by MSE is
/// noise, and its many cells would make every landmark look uncertain. Zero everywhere for a map without weight.
/// Precondition: finite values.
Moments moments(const MapView &map, double floor = 0);

} // namespace fiducial::heatmap
