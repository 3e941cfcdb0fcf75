#pragma once

#include "core/heatmap/heatmap.h"

namespace fiducial::heatmap {

/// Where cell x of a map with W cells lies in an input with S pixels (PC0). All four are in use (algorithms.md 5.4);
/// a network answers by the law it was trained with. Cell 20.3 of 64 in 256 pixels:
enum class CellLaw {
    Edge,         ///< x S / W: 81.2 (mmpose 0.x, HRNet, KeyPosS)
    PixelCentre,  ///< (x + 0.5) S / W - 0.5: 82.7
    AlignCorners, ///< x (S - 1) / (W - 1): 82.1667
    Star,         ///< decoded on an align-corners grid, read by the half-pixel law of the labels: 81.9889 (STAR, ADNet)
};

/// input = scale * cell + offset on one axis; both axes together are an affine map whose linear part is diagonal.
struct AxisMap {
    double scale = 1;
    double offset = 0;
    double operator()(double cell) const { return scale * cell + offset; }
};

/// `pixels`: side of the input, `cells`: side of the map; both positive. With a single cell the two laws of the corners
/// have no scale and every place is the middle of the input.
inline AxisMap inputFromCell(CellLaw law, int pixels, int cells)
{
    const double s = pixels;
    const double w = cells;
    switch (law) {
    case CellLaw::Edge:
        return {s / w, 0};
    case CellLaw::PixelCentre:
        return {s / w, 0.5 * s / w - 0.5};
    case CellLaw::AlignCorners:
        return cells > 1 ? AxisMap{(s - 1) / (w - 1), 0} : AxisMap{0, (s - 1) / 2};
    case CellLaw::Star:
        return cells > 1 ? AxisMap{s / (w - 1), -0.5} : AxisMap{0, (s - 1) / 2};
    }
    return {};
}

/// -1 at the first cell's centre, 1 at the last one's: the unit of STAR's labels and covariances.
inline double alignCorners(double cell, int cells)
{
    return cells > 1 ? 2 * cell / (cells - 1) - 1 : 0;
}

} // namespace fiducial::heatmap
