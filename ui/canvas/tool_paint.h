#pragma once

#include "core/geometry/types.h"

#include <QPointF>

#include <optional>
#include <span>
#include <vector>

class QPainter;

namespace fiducial::ui {

class CanvasPrivate;

/// A contour of the set that is edited, as the tools of core/shape take it.
struct ContourPoints {
    int index = -1; ///< in the scheme
    std::vector<int> landmarks;
    std::vector<Point2> points; ///< image pixels, of the landmarks
    std::vector<int> anchors;   ///< positions in points: those of the scheme and the pinned ones
    bool closed = false;
};

/// Present points of a contour that is a curve; nothing where there are none or the set is of another scheme.
std::optional<ContourPoints> contourPointsOf(const CanvasPrivate &canvas, int contour);

/// The contour whose curve is nearest to a place (view pixels), within a few pixels.
std::optional<ContourPoints> contourNear(const CanvasPrivate &canvas, QPointF at);

/// The smooth curve through points, in the accent colour.
void paintCurve(QPainter &painter, const CanvasPrivate &canvas, std::span<const Point2> points, bool closed,
                double width);
/// Where points will be: hollow rings.
void paintGhostPoints(QPainter &painter, const CanvasPrivate &canvas, std::span<const Point2> points);

} // namespace fiducial::ui
