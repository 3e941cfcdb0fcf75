#pragma once

#include "core/heatmap/heatmap.h"

namespace fiducial::heatmap {

/// A contour to be drawn: landmarks in drawing order, in pixels of the input (PC0).
struct Edge {
    std::vector<Cell> points; ///< those that are not finite are left out
    bool closed = false;
};

/// The curve through the points: a cubic spline over the chord length, periodic where closed, else with the not-a-knot
/// condition (algorithms.md 5.3); five samples an interval, the end of an open curve added. The points themselves where
/// there are fewer than four (a closed curve counts its first point twice) or neighbours coincide.
std::vector<Cell> sampledCurve(std::span<const Cell> points, bool closed);

/// ADNet's and STAR's edge maps, one an edge: the curve as a line one pixel wide in the square input of 4 x side
/// pixels, cut at its border, reduced like the point maps. `out` has edges.size() x side x side numbers, 0..1; an edge
/// of fewer than two points is a map of zeros. Sizes as StackView::of.
Result<void> encodeEdges(std::span<float> out, std::span<const Edge> edges, int side);

} // namespace fiducial::heatmap
