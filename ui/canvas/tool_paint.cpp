#include "ui/canvas/tool_paint.h"

#include "core/shape/contour_spline.h"
#include "ui/canvas/canvas_p.h"

#include <QPainter>
#include <QPolygonF>

#include <algorithm>
#include <cmath>

namespace fiducial::ui {

std::optional<ContourPoints> contourPointsOf(const CanvasPrivate &canvas, int index)
{
    const FaceLayer *layer = canvas.workLayer();
    if (!layer || !canvas.matchesScheme(layer->set))
        return std::nullopt;
    const Contour &contour = canvas.scheme->contours[static_cast<std::size_t>(index)];
    if (!contour.curve)
        return std::nullopt;
    const std::vector<int> anchors = shape::anchorsOf(*canvas.scheme, contour);
    const std::vector<int> pinned = canvas.pinnedByHand();
    ContourPoints found{index, {}, {}, {}, contour.closed};
    for (int i = 0; i < static_cast<int>(contour.points.size()); ++i) {
        const int landmark = contour.points[static_cast<std::size_t>(i)];
        if (!layer->set.isPresent(landmark))
            continue;
        if (std::ranges::binary_search(anchors, i) || std::ranges::binary_search(pinned, landmark))
            found.anchors.push_back(static_cast<int>(found.points.size()));
        found.landmarks.push_back(landmark);
        found.points.push_back(layer->set.points[static_cast<std::size_t>(landmark)]);
    }
    return found.points.empty() ? std::nullopt : std::optional(std::move(found));
}

std::optional<ContourPoints> contourNear(const CanvasPrivate &canvas, QPointF at)
{
    constexpr double kRadius = 10; // view pixels
    std::optional<ContourPoints> best;
    double least = kRadius;
    for (int i = 0; i < (canvas.scheme ? static_cast<int>(canvas.scheme->contours.size()) : 0); ++i) {
        std::optional<ContourPoints> contour = contourPointsOf(canvas, i);
        if (!contour || contour->points.size() < 2)
            continue;
        const shape::ContourSpline curve(contour->points, contour->closed);
        const Point2 nearest = curve.at(curve.nearest(canvas.view.current().toImage(at)));
        const QPointF d = canvas.view.current().toView(nearest) - at;
        if (const double distance = std::hypot(d.x(), d.y()); distance < least) {
            least = distance;
            best = std::move(contour);
        }
    }
    return best;
}

void paintCurve(QPainter &painter, const CanvasPrivate &canvas, std::span<const Point2> points, bool closed,
                double width)
{
    constexpr double kStep = 3; // view pixels
    const shape::ContourSpline curve(points, closed);
    const ViewTransform &view = canvas.view.current();
    const int steps = std::clamp(static_cast<int>(curve.length() * view.scale / kStep), 1, 2000);
    QPolygonF line;
    for (int i = 0; i <= steps; ++i)
        line << view.toView(i == steps && closed ? curve.at(0) : curve.at(curve.length() * i / steps));
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(accentEdge(canvas.options.accent), width + 2));
    painter.drawPolyline(line);
    painter.setPen(QPen(canvas.options.accent, width));
    painter.drawPolyline(line);
}

void paintGhostPoints(QPainter &painter, const CanvasPrivate &canvas, std::span<const Point2> points)
{
    const double radius = canvas.options.markSize / 2 + 1.5;
    painter.setBrush(Qt::NoBrush);
    for (const Point2 p : points) {
        const QPointF at = canvas.view.current().toView(p);
        painter.setPen(QPen(accentEdge(canvas.options.accent), 3.2));
        painter.drawEllipse(at, radius, radius);
        painter.setPen(QPen(canvas.options.accent, 1.6));
        painter.drawEllipse(at, radius, radius);
    }
}

} // namespace fiducial::ui
