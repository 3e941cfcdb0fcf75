#pragma once

#include "core/heatmap/heatmap.h"

/// Decoders that read each cell of a map as a station with a known distance to the landmark (algorithms.md section 7).
/// (x, y) is the largest cell; all values are finite, the largest is positive, sigma is the encoder's in cells. Where
/// the system has no solution, the answer is the largest cell.
namespace fiducial::heatmap {

/// Stations: the 2x2 block with the largest sum within two cells of the largest cell; at the border the last row and
/// column stay out of the search, as released. The last station's equation is subtracted from the others', which takes
/// out the height of the map as long as no value exceeds 1.
Cell linearRanges(const MapView &map, int x, int y, double sigma);

/// Stations: the `anchors` highest cells. At most 20 steps of unweighted Gauss-Newton on |a - p|^2 - d^2 from the
/// largest cell, until the cost no longer falls. Exact for a map whose peak is 1, biased for other heights.
Cell gaussNewtonRanges(const MapView &map, int x, int y, double sigma, int anchors);

/// The `anchors` highest cells around the largest one know their squared distance up to one constant that they have in
/// common: the height of the map. With it as an unknown, and sigma too where it is given as 0, the least-squares
/// problem becomes linear, so that one solution stands for all Gauss-Newton steps. A cell weighs as its squared value:
/// noise of one size in the values makes the distance of low cells uncertain.
Cell pseudoRanges(const MapView &map, int x, int y, double sigma, int anchors);

} // namespace fiducial::heatmap
