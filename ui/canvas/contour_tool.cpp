#include "core/shape/contour_spline.h"
#include "ui/canvas/canvas_p.h"
#include "ui/canvas/canvas_tool.h"
#include "ui/canvas/tool_paint.h"

#include <QApplication>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace fiducial::ui {

namespace {

constexpr double kLeaveCurve = 12; ///< a slide that is pulled this far off the curve becomes a bend
constexpr double kReach = 0.3;     ///< of the contour's length, to either side of the hand

/// Drags a contour as the curve it is. Along the curve the grabbed point slides; across it the curve bends, and its
/// points are spaced anew between the anchors on release; a ghost shows how before.
class ContourTool : public ToolHandler {
public:
    using ToolHandler::ToolHandler;

    bool press(QPointF at, Qt::KeyboardModifiers modifiers) override
    {
        lit_ = contourNear(c, at);
        if (!lit_ || !c.canEdit() || c.scene.editLayer() < 0)
            return false;
        grabbed_ = nearestPoint(*lit_, at);
        const int landmark = lit_->landmarks[static_cast<std::size_t>(grabbed_)];
        if (modifiers & Qt::ControlModifier) {
            c.togglePin(landmark);
            lit_ = contourNear(c, at);
            return true;
        }
        if (modifiers & Qt::ShiftModifier)
            return false;
        if (!std::ranges::binary_search(c.selected, landmark))
            c.select({landmark}, landmark);
        c.gesture.kind = Gesture::Tool;
        c.gesture.point = landmark;
        start_ = *lit_;
        curve_.emplace(start_.points, start_.closed);
        way_ = Way::Unknown;
        return true;
    }

    void drag(QPointF at, Qt::KeyboardModifiers modifiers) override
    {
        const Point2 by = c.view.current().toImage(at) - c.gesture.pressImage;
        if (way_ == Way::Unknown && !begin(at))
            return;
        if (!c.gesture.editing)
            return;
        const Point2 target = start_.points[static_cast<std::size_t>(grabbed_)] + by;
        const Point2 onCurve = curve_->at(curve_->nearest(target));
        if (way_ == Way::Slide && distance(onCurve, target) * c.view.current().scale > kLeaveCurve)
            way_ = Way::Bend;
        std::vector<Point2> shown, result;
        if (way_ == Way::Slide) {
            result = shape::slid(start_.points, start_.closed, start_.anchors, grabbed_, target);
            shown = result;
        } else {
            shown = shape::bent(start_.points, start_.closed, start_.anchors, grabbed_, by, kReach * curve_->length());
            result = spacedAnew(shown, modifiers & Qt::ShiftModifier);
        }
        c.previewEdit(with(shown), with(result));
    }

    void release(QPointF) override
    {
        if (c.gesture.editing)
            return c.finishEdit(way_ == Way::Slide ? EditKind::Slide : EditKind::Bend);
        c.gesture = {};
        c.q.update();
    }

    void hover(QPointF at) override
    {
        std::optional<ContourPoints> now = contourNear(c, at);
        const bool changed = now.has_value() != lit_.has_value() || (now && now->index != lit_->index);
        lit_ = std::move(now);
        if (lit_ && c.hovered < 0)
            c.setHovered(lit_->landmarks[static_cast<std::size_t>(nearestPoint(*lit_, at))], true);
        if (changed)
            c.q.update();
    }

    void paint(QPainter &painter) const override
    {
        if (c.gesture.editing)
            return paintGesture(painter);
        if (!lit_ || c.gesture.kind != Gesture::None)
            return;
        paintCurve(painter, c, lit_->points, lit_->closed, 2.2);
        paintAnchors(painter, *lit_);
    }

    Qt::CursorShape cursor(QPointF) const override { return lit_ ? Qt::OpenHandCursor : Qt::ArrowCursor; }

    QString hint() const override
    {
        return LandmarkCanvas::tr("Drag across a contour to bend it, along it to slide a point; Shift keeps the "
                                  "spacing, Ctrl+click sets an anchor");
    }

private:
    enum class Way { Unknown, Slide, Bend };

    bool begin(QPointF at)
    {
        const QPointF moved = at - c.gesture.press;
        if (moved.manhattanLength() < QApplication::startDragDistance() / 2.0)
            return false;
        const QPointF along = c.view.current().turned(toQPointF(curve_->tangentAt(curve_->arcOf(grabbed_))));
        const double tangential = std::abs(moved.x() * along.x() + moved.y() * along.y());
        const double normal = std::abs(moved.x() * along.y() - moved.y() * along.x());
        way_ = tangential > 2 * normal ? Way::Slide : Way::Bend;
        std::vector<int> placed = start_.landmarks;
        std::ranges::sort(placed);
        return c.beginEdit(std::move(placed));
    }

    /// Between the anchors on either side of the hand; the rest of the contour is left alone.
    std::vector<Point2> spacedAnew(const std::vector<Point2> &points, bool keepSpacing) const
    {
        const std::vector<Point2> all = keepSpacing
                                            ? shape::respacedLike(start_.points, points, start_.closed, start_.anchors)
                                            : shape::respaced(points, start_.closed, start_.anchors);
        std::vector<Point2> result = points;
        const int count = static_cast<int>(points.size());
        for (const int step : {-1, 1})
            for (int k = 0; k < count; ++k) {
                const int walked = grabbed_ + step * k;
                if (!start_.closed && (walked < 0 || walked >= count))
                    break;
                const int i = (walked % count + count) % count;
                if (k > 0 && std::ranges::binary_search(start_.anchors, i))
                    break;
                result[static_cast<std::size_t>(i)] = all[static_cast<std::size_t>(i)];
            }
        return result;
    }

    LandmarkSet with(const std::vector<Point2> &points) const
    {
        LandmarkSet set = c.gesture.start;
        for (std::size_t i = 0; i < points.size(); ++i)
            set.points[static_cast<std::size_t>(start_.landmarks[i])] = points[i];
        return set;
    }

    int nearestPoint(const ContourPoints &contour, QPointF at) const
    {
        const Point2 image = c.view.current().toImage(at);
        const auto nearest =
            std::ranges::min_element(contour.points, {}, [image](Point2 p) { return distance(p, image); });
        return static_cast<int>(nearest - contour.points.begin());
    }

    void paintAnchors(QPainter &painter, const ContourPoints &contour) const
    {
        const double half = c.options.markSize / 2 + 2;
        painter.setBrush(Qt::NoBrush);
        for (const int anchor : contour.anchors) {
            const QPointF at = c.view.current().toView(contour.points[static_cast<std::size_t>(anchor)]);
            const QRectF square(at - QPointF(half, half), QSizeF(2 * half, 2 * half));
            painter.setPen(QPen(edgeColour(), 3));
            painter.drawRect(square);
            painter.setPen(QPen(c.options.accent, 1.4));
            painter.drawRect(square);
        }
    }

    void paintGesture(QPainter &painter) const
    {
        std::vector<Point2> result;
        for (const int landmark : start_.landmarks)
            result.push_back(c.gesture.result.points[static_cast<std::size_t>(landmark)]);
        paintCurve(painter, c, result, start_.closed, 1.6);
        paintAnchors(painter, {start_.index, start_.landmarks, result, start_.anchors, start_.closed});
        if (way_ == Way::Bend)
            paintGhostPoints(painter, c, result);
    }

    std::optional<ContourPoints> lit_;
    ContourPoints start_;
    std::optional<shape::ContourSpline> curve_;
    int grabbed_ = -1; ///< position in start_
    Way way_ = Way::Unknown;
};

} // namespace

std::unique_ptr<ToolHandler> makeContourTool(CanvasPrivate &canvas)
{
    return std::make_unique<ContourTool>(canvas);
}

} // namespace fiducial::ui
