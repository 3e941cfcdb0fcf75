#pragma once

#include "core/geometry/types.h"

#include <QPointF>
#include <QPolygonF>
#include <QRectF>
#include <QTransform>

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
/// view = R (image + 0.5) * scale + offset, R a turn by `angle`. Uniform scale, never mirrored.
struct ViewTransform {
    double scale = 1; ///< view pixels per image pixel, > 0
    QPointF offset;   ///< where the outer corner of the top-left pixel lies
    double angle = 0; ///< degrees, clockwise on the screen

    QPointF toView(Point2 image) const { return offset + turned({image.x + 0.5, image.y + 0.5}) * scale; }
    Point2 toImage(QPointF view) const
    {
        const QPointF p = turnedBack(view - offset) / scale;
        return {p.x() - 0.5, p.y() - 0.5};
    }
    /// A direction, between the two.
    QPointF turned(QPointF along) const;
    QPointF turnedBack(QPointF along) const;
    /// The upright rectangle around it; toPolygon(): itself.
    QRectF toView(const Rect &image) const;
    QPolygonF toPolygon(const Rect &image) const;
    /// The ground covered by the pixels of a whole picture, before the turn about the offset.
    QRectF pictureRect(Size size) const;
    /// The turn, for a painter that draws with pictureRect().
    QTransform turn() const;
    /// `factor` times larger, with what lies under `anchor` (view pixels) staying there.
    ViewTransform zoomedAt(QPointF anchor, double factor) const;
    /// The same at another angle, with what lies under `anchor` staying there.
    ViewTransform turnedAt(QPointF anchor, double degrees) const;
    ViewTransform movedBy(QPointF delta) const { return {scale, offset + delta, angle}; }
    /// Centres `image` in `view` as large as fits at this angle. Precondition: neither is empty.
    static ViewTransform fitting(const Rect &image, const QRectF &view, double degrees = 0);
    friend bool operator==(const ViewTransform &, const ViewTransform &) = default;
};

/// A picture's area in PC0: (-0.5, -0.5) to (width - 0.5, height - 0.5).
Rect pictureArea(Size size);

} // namespace fiducial::ui
