#pragma once

#include "core/geometry/affine.h"

#include <span>
#include <vector>

namespace fiducial::shape {

/// Rotation about `centre`, clockwise on the screen (y down).
Affine rotationAbout(Point2 centre, double degrees);
Affine scalingAbout(Point2 centre, double factorX, double factorY);
/// Rotation and uniform scale about `centre` that take `from` to `to`: a corner handle. Identity where `from` is the
/// centre.
Affine similarityAbout(Point2 centre, Point2 from, Point2 to);
/// Each axis by itself, so that a place relative to the box stays the same: paste relative to the face box. Identity
/// where a box is empty.
Affine boxFromBox(const Rect &to, const Rect &from);

/// Points that are not finite stay as they are.
std::vector<Point2> transformed(std::span<const Point2> points, const Affine &map);
/// Centre of gravity of the finite points; (0,0) without any.
Point2 centreOf(std::span<const Point2> points);

} // namespace fiducial::shape
