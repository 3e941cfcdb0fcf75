#pragma once

#include "core/heatmap/heatmap.h"

/// Decoders that refine the largest cell (x, y) by the cells around it. All values are finite and the largest is
/// positive.
namespace fiducial::heatmap {

Cell quarterOffset(const MapView &map, int x, int y);

/// One axis of the normalised Gaussian kernel that OpenCV makes of this side (sigma by its rule); {1} for 0.
std::vector<double> blurAxis(int side);

/// `blur`: an axis of blurAxis(); zeros beyond the border. A step that does not lead to a maximum within two cells is
/// not taken: the published form would follow it out of the map.
Cell dark(const MapView &map, int x, int y, const std::vector<double> &blur);

Cell localSoftArgMax(const MapView &map, int x, int y, int window, double temperature);

} // namespace fiducial::heatmap
