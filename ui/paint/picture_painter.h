#pragma once

#include "ui/paint/view_transform.h"

#include <QImage>

class QPainter;

namespace fiducial::ui {

enum class PictureQuality {
    Fast,      ///< nearest neighbour, while the view moves
    Smooth,    ///< area-averaged where it shrinks, bilinear where it grows
    Pixelated, ///< every pixel a square, for a view far zoomed in
};

/// Draws what of `picture` lies inside `clip` (view pixels). `picture` may be a reduced decode of a picture of
/// `imageSize`; the two cover the same ground. The resolution of the paint device is used.
void paintPicture(QPainter &painter, const QImage &picture, Size imageSize, const ViewTransform &view,
                  const QRectF &clip, PictureQuality quality);

} // namespace fiducial::ui
