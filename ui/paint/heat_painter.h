#pragma once

#include "core/geometry/affine.h"
#include "ui/paint/view_transform.h"

#include <QImage>
#include <QRectF>

#include <span>
#include <vector>

class QPainter;

namespace fiducial::ui {

/// Heat over a picture: the map of one landmark, or the sum of several.
struct HeatGrid {
    int width = 0;
    int height = 0;
    std::vector<float> values; ///< row by row; negative and NaN count as 0
    Affine imageFromCell;      ///< the centre of cell (0, 0) lies at imageFromCell * (0, 0)
    float peak() const;        ///< the largest value
};

/// `maps`: any number of height x width cells one after the other; landmarks without a map are left out.
HeatGrid sumOfMaps(std::span<const float> maps, int height, int width, const Affine &imageFromCell,
                   std::span<const int> landmarks);

/// A grid as a picture in cividis over 0 .. its peak, bilinear between the cells, the more opaque the hotter. Made
/// once, drawn at any zoom.
class HeatPicture {
public:
    HeatPicture() = default; ///< nothing
    explicit HeatPicture(const HeatGrid &grid);

    bool isNull() const { return image_.isNull(); }
    const QImage &image() const { return image_; } ///< premultiplied
    /// Inside `clip` (view pixels).
    void paint(QPainter &painter, const ViewTransform &view, const QRectF &clip) const;

private:
    QImage image_;
    Affine imageFromPixel_; ///< from the corner of this picture's pixels
};

} // namespace fiducial::ui
