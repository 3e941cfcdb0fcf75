#pragma once

#include "core/geometry/affine.h"

namespace fiducial {

/// How pixel positions of a network input of side S relate to the unit square of the crop.
enum class GridLaw {
    Edge,        ///< u = x / S: the crop's left edge lies at pixel 0 (ED0 read as PC0; PFLD, HRNet, mmpose)
    PixelCentre, ///< u = (x + 0.5) / S: the crop's left edge lies half a pixel before pixel centre 0 (STAR, OpenCV
                 ///< resize)
};

/// Which rectangle around the box is cropped.
struct CropRule {
    double margin = 1.0;    ///< factor on the side(s) of the box
    double extraPixels = 0; ///< added on every side of the box before the margin, in image pixels
    bool square = true;     ///< the longer side on both axes; otherwise each axis is scaled by itself
    double shiftY = 0;      ///< moves the centre by this share of the box height (FAN: -0.12)
    double rotation = 0;    ///< degrees, counter-clockwise rotation of the picture content
    GridLaw law = GridLaw::PixelCentre;
    friend bool operator==(const CropRule &, const CropRule &) = default;
};

/// Map from image pixels (PC0) to input pixels of a width x height network input.
/// Precondition: box and input are not empty. Round trip through the inverse is exact to 1e-9 of the input side.
Affine cropFromImage(const Rect &box, const CropRule &rule, Size input);

/// STAR/ADNet crop of a tsv row: side = 200 x scale image pixels around `centre`, input pixel law
/// x' = s x + (S-1)/2 - s cx (algorithms.md 4.1).
Affine starCropFromImage(Point2 centre, double scale, int inputSide);

} // namespace fiducial
