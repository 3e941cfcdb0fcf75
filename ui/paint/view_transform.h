#pragma once

#include "core/geometry/types.h"

#include <QPointF>
#include <QRectF>

namespace fiducial::ui {

inline QPointF toQPointF(Point2 p)
{
    return {p.x, p.y};
}
inline Point2 toPoint2(QPointF p)
{
    return {p.x(), p.y()};
}

/// Map between image pixels (PC0: the picture's left edge lies at -0.5) and device-independent view pixels:
/// view = (image + 0.5) * scale + offset. Uniform scale, no rotation, never mirrored.
struct ViewTransform {
    double scale = 1; ///< view pixels per image pixel, > 0
    QPointF offset;   ///< where the outer corner of the top-left pixel lies

    QPointF toView(Point2 image) const
    {
        return {(image.x + 0.5) * scale + offset.x(), (image.y + 0.5) * scale + offset.y()};
    }
    Point2 toImage(QPointF view) const
    {
        return {(view.x() - offset.x()) / scale - 0.5, (view.y() - offset.y()) / scale - 0.5};
    }
    QRectF toView(const Rect &image) const;
    /// The ground covered by the pixels of a whole picture.
    QRectF pictureRect(Size size) const;
    /// `factor` times larger, with what lies under `anchor` (view pixels) staying there.
    ViewTransform zoomedAt(QPointF anchor, double factor) const;
    ViewTransform movedBy(QPointF delta) const { return {scale, offset + delta}; }
    /// Centres `image` in `view` as large as fits. Precondition: neither is empty.
    static ViewTransform fitting(const Rect &image, const QRectF &view);
    friend bool operator==(const ViewTransform &, const ViewTransform &) = default;
};

/// A picture's area in PC0: (-0.5, -0.5) to (width - 0.5, height - 0.5).
Rect pictureArea(Size size);

} // namespace fiducial::ui
