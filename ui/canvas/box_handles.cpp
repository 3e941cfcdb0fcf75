#include "ui/canvas/box_handles.h"

#include "ui/paint/layer_style.h"

#include <QColor>
#include <QPainter>
#include <QPolygonF>

#include <cmath>

namespace fiducial::ui {

namespace {
constexpr double kHandleRadius = 9; ///< view pixels within which a grip is hit
} // namespace

Point2 sideOf(Handle handle)
{
    switch (handle) {
    case Handle::TopLeft:
        return {-1, -1};
    case Handle::Top:
        return {0, -1};
    case Handle::TopRight:
        return {1, -1};
    case Handle::Right:
        return {1, 0};
    case Handle::BottomRight:
        return {1, 1};
    case Handle::Bottom:
        return {0, 1};
    case Handle::BottomLeft:
        return {-1, 1};
    case Handle::Left:
        return {-1, 0};
    default:
        return {0, 0};
    }
}

Point2 anchorOf(const Rect &box, Point2 side)
{
    return box.centre() + Point2{side.x * box.width / 2, side.y * box.height / 2};
}

Handle gripAt(QPointF at, const std::function<QPointF(Handle)> &places, std::initializer_list<Handle> others)
{
    Handle nearest = Handle::None;
    double least = kHandleRadius;
    const auto consider = [&](Handle handle) {
        const QPointF d = places(handle) - at;
        if (const double distance = std::hypot(d.x(), d.y()); distance <= least) {
            least = distance;
            nearest = handle;
        }
    };
    for (const Handle handle : kGrips)
        consider(handle);
    for (const Handle handle : others)
        consider(handle);
    return nearest;
}

Qt::CursorShape gripCursor(Handle handle, double turned)
{
    const Point2 side = sideOf(handle);
    if (side == Point2{})
        return handle == Handle::Turn     ? Qt::PointingHandCursor
               : handle == Handle::Inside ? Qt::SizeAllCursor
                                          : Qt::ArrowCursor;
    constexpr Qt::CursorShape kShapes[] = {Qt::SizeHorCursor, Qt::SizeFDiagCursor, Qt::SizeVerCursor,
                                           Qt::SizeBDiagCursor};
    const double degrees = std::atan2(side.y, side.x) * 180 / M_PI + turned;
    const int eighth = static_cast<int>(std::lround(degrees / 45));
    return kShapes[((eighth % 4) + 4) % 4];
}

void paintGrips(QPainter &painter, const std::function<QPointF(Handle)> &places, const QColor &colour)
{
    QPolygonF outline;
    for (const Handle corner : {Handle::TopLeft, Handle::TopRight, Handle::BottomRight, Handle::BottomLeft})
        outline << places(corner);
    painter.setBrush(Qt::NoBrush);
    for (const QPen &pen : {QPen(accentEdge(colour), 2.8), QPen(colour, 1.2)}) {
        painter.setPen(pen);
        painter.drawPolygon(outline);
    }
    painter.setPen(QPen(accentEdge(colour), 1.2));
    painter.setBrush(colour);
    for (const Handle handle : kGrips)
        painter.drawRect(QRectF(places(handle) - QPointF(3.5, 3.5), QSizeF(7, 7)));
}

} // namespace fiducial::ui
