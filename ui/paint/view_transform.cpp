#include "ui/paint/view_transform.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace fiducial::ui {

namespace {
struct Turn {
    double cos = 1;
    double sin = 0;
};

/// Exact at right angles, so that an upright picture stays on the grid of pixels.
Turn turnOf(double degrees)
{
    if (degrees == 0)
        return {};
    const double quarters = degrees / 90;
    if (quarters == std::round(quarters)) {
        constexpr std::array<Turn, 4> kQuarters{{{1, 0}, {0, 1}, {-1, 0}, {0, -1}}};
        return kQuarters[static_cast<std::size_t>(((std::lround(quarters) % 4) + 4) % 4)];
    }
    return {std::cos(degrees * M_PI / 180), std::sin(degrees * M_PI / 180)};
}
} // namespace

QPointF ViewTransform::turned(QPointF along) const
{
    const Turn t = turnOf(angle);
    return {t.cos * along.x() - t.sin * along.y(), t.sin * along.x() + t.cos * along.y()};
}

QPointF ViewTransform::turnedBack(QPointF along) const
{
    const Turn t = turnOf(angle);
    return {t.cos * along.x() + t.sin * along.y(), t.cos * along.y() - t.sin * along.x()};
}

QPolygonF ViewTransform::toPolygon(const Rect &image) const
{
    return QPolygonF({toView(Point2{image.x, image.y}), toView(Point2{image.right(), image.y}),
                      toView(Point2{image.right(), image.bottom()}), toView(Point2{image.x, image.bottom()})});
}

QRectF ViewTransform::toView(const Rect &image) const
{
    if (angle != 0)
        return toPolygon(image).boundingRect();
    return QRectF(toView(Point2{image.x, image.y}), toView(Point2{image.right(), image.bottom()}));
}

QRectF ViewTransform::pictureRect(Size size) const
{
    return QRectF(offset, QSizeF(size.width, size.height) * scale);
}

QTransform ViewTransform::turn() const
{
    const Turn t = turnOf(angle);
    return QTransform::fromTranslate(-offset.x(), -offset.y()) * QTransform(t.cos, t.sin, -t.sin, t.cos, 0, 0) *
           QTransform::fromTranslate(offset.x(), offset.y());
}

ViewTransform ViewTransform::zoomedAt(QPointF anchor, double factor) const
{
    return {scale * factor, anchor + (offset - anchor) * factor, angle};
}

ViewTransform ViewTransform::turnedAt(QPointF anchor, double degrees) const
{
    ViewTransform out{scale, offset, degrees};
    out.offset += anchor - out.toView(toImage(anchor));
    return out;
}

ViewTransform ViewTransform::fitting(const Rect &image, const QRectF &view, double degrees)
{
    ViewTransform fitted{1, {}, degrees};
    const QSizeF around = degrees == 0 ? QSizeF(image.width, image.height) : fitted.toView(image).size();
    fitted.scale = std::min(view.width() / around.width(), view.height() / around.height());
    fitted.offset = view.center() - fitted.toView(image.centre());
    return fitted;
}

Rect pictureArea(Size size)
{
    return {-0.5, -0.5, static_cast<double>(size.width), static_cast<double>(size.height)};
}

} // namespace fiducial::ui
