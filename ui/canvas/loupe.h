#pragma once

#include "ui/canvas/edge_profile.h"
#include "ui/paint/layer_style.h"
#include "ui/paint/view_transform.h"

#include <QColor>
#include <QImage>
#include <QRectF>
#include <QSizeF>

class QPainter;

namespace fiducial::ui {

/// The magnified surroundings of one place, in a corner of the view.
struct Loupe {
    Point2 centre;     ///< image pixels
    double scale = 14; ///< loupe pixels per image pixel
    double angle = 0;  ///< ViewTransform::angle
    bool mark = false; ///< ring the place in `colour`
    QColor colour;
    std::optional<EdgeProfile> profile; ///< across the contour: drawn below, its direction and peak in the picture
};

inline constexpr double kLoupeSide = 168;
inline constexpr double kLoupeMargin = 12;

/// Magnification for a view at `viewScale`: at least four times the view's, pixels large enough to count.
double loupeScale(double viewScale);
/// Lower right of the view; upper right where the followed place (view pixels) lies under it. Empty where there is no
/// room.
QRectF loupeRect(QSizeF view, QPointF followed);
void paintLoupe(QPainter &painter, const QRectF &rect, const QImage &picture, Size imageSize, const Loupe &loupe);

} // namespace fiducial::ui
