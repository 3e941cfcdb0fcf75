#pragma once

#include "core/geometry/types.h"

#include <QPointF>

#include <array>
#include <functional>

class QPainter;
class QColor;

/// The eight grips of a rectangle, as the tools that change one draw and hit them.
namespace fiducial::ui {

enum class Handle { None, Inside, Turn, TopLeft, Top, TopRight, Right, BottomRight, Bottom, BottomLeft, Left };
inline constexpr std::array kGrips{Handle::TopLeft,     Handle::Top,    Handle::TopRight,   Handle::Right,
                                   Handle::BottomRight, Handle::Bottom, Handle::BottomLeft, Handle::Left};

/// Where a grip lies on the rectangle: -1, 0 or 1 in each axis.
Point2 sideOf(Handle handle);
Point2 anchorOf(const Rect &box, Point2 side);
/// The grip within reach of a place (view pixels), the nearest one; `places`: of the grips.
Handle gripAt(QPointF at, const std::function<QPointF(Handle)> &places, std::initializer_list<Handle> others = {});
/// The cursor that tells where a grip pulls, in a view turned by so many degrees.
Qt::CursorShape gripCursor(Handle handle, double turned = 0);
/// Outline and grips.
void paintGrips(QPainter &painter, const std::function<QPointF(Handle)> &places, const QColor &colour);

} // namespace fiducial::ui
