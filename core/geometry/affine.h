#pragma once

#include "core/base/result.h"
#include "core/geometry/types.h"

#include <span>

namespace fiducial {

/// 2x3 affine map: x' = a x + b y + tx, y' = c x + d y + ty. Names tell the direction: cropFromImage * pInImage.
struct Affine {
    double a = 1, b = 0, tx = 0;
    double c = 0, d = 1, ty = 0;

    Point2 operator*(Point2 p) const { return {a * p.x + b * p.y + tx, c * p.x + d * p.y + ty}; }
    /// First `right`, then this.
    Affine operator*(const Affine &right) const;
    double determinant() const { return a * d - b * c; }
    /// Precondition: determinant() != 0.
    Affine inverse() const;
    friend bool operator==(const Affine &, const Affine &) = default;
};

/// Least-squares similarity (rotation, uniform scale, shift, no reflection) that takes `from` to `to` (Umeyama 1991; in
/// two dimensions the closed form of algorithms.md 4.1). Fails for fewer than two points or points that coincide.
Result<Affine> fitSimilarity(std::span<const Point2> from, std::span<const Point2> to);

/// Covariance seen through the linear part of `map`: A S A^T.
Covariance2f transformed(const Covariance2f &covariance, const Affine &map);

} // namespace fiducial
