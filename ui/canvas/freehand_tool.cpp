#include "core/shape/contour_spline.h"
#include "ui/canvas/canvas_p.h"
#include "ui/canvas/canvas_tool.h"
#include "ui/canvas/tool_paint.h"
#include "ui/paint/scheme_words.h"

#include <QPainter>

#include <algorithm>
#include <limits>

namespace fiducial::ui {

namespace {

constexpr double kLeastStroke = 12; ///< view pixels; less is a slip of the hand

/// Draws a contour in one stroke: that of the selection, else the one under the cursor, else the first that is not
/// complete.
class FreehandTool : public ToolHandler {
public:
    using ToolHandler::ToolHandler;

    bool press(QPointF at, Qt::KeyboardModifiers modifiers) override
    {
        if (modifiers & (Qt::ControlModifier | Qt::ShiftModifier))
            return false;
        contour_ = contourFor(at);
        if (contour_ < 0)
            return false;
        std::vector<int> placed = pointsOf(contour_);
        std::ranges::sort(placed);
        if (!c.beginEdit(std::move(placed)))
            return false;
        c.gesture.kind = Gesture::Tool;
        stroke_ = {c.view.current().toImage(at)};
        return true;
    }

    void drag(QPointF at, Qt::KeyboardModifiers) override
    {
        if (!c.gesture.editing)
            return;
        stroke_.push_back(c.view.current().toImage(at));
        if (strokeLength() * c.view.current().scale < kLeastStroke)
            return c.previewEdit(c.gesture.start);
        const std::vector<int> &landmarks = pointsOf(contour_);
        std::vector<Point2> before;
        for (const int i : landmarks)
            before.push_back(c.gesture.start.isPresent(i) ? c.gesture.start.points[static_cast<std::size_t>(i)]
                                                          : Point2{std::numeric_limits<double>::quiet_NaN(), 0});
        ghost_ = shape::spreadOver(stroke_, before, isClosed());
        LandmarkSet result = c.gesture.start;
        for (std::size_t k = 0; k < landmarks.size(); ++k) {
            result.points[static_cast<std::size_t>(landmarks[k])] = ghost_[k];
            if (result.visibilityAt(landmarks[k]) == Visibility::Absent)
                result.setVisibility(landmarks[k], Visibility::Visible);
        }
        c.previewEdit(c.gesture.start, result);
    }

    void release(QPointF) override { c.finishEdit(EditKind::Freehand); }

    void hover(QPointF at) override
    {
        if (const int now = contourFor(at); now != contour_) {
            contour_ = now;
            c.q.update();
        }
    }

    void paint(QPainter &painter) const override
    {
        if (c.gesture.editing)
            return paintStroke(painter);
        if (contour_ < 0 || c.gesture.kind != Gesture::None)
            return;
        const std::optional<ContourPoints> lit = contourPointsOf(c, contour_);
        if (lit && lit->points.size() >= 2)
            paintCurve(painter, c, lit->points, lit->closed, 2.2);
        if (c.cursor)
            paintHoverPlate(painter, contourCaption(c.scheme->contours[static_cast<std::size_t>(contour_)]), c.q.font(),
                            *c.cursor, QRectF(c.q.rect()).adjusted(4, 4, -4, -4));
    }

    Qt::CursorShape cursor(QPointF) const override { return contour_ >= 0 ? Qt::CrossCursor : Qt::ArrowCursor; }

    QString hint() const override { return LandmarkCanvas::tr("Draw the contour in one stroke"); }

private:
    const std::vector<int> &pointsOf(int contour) const
    {
        return c.scheme->contours[static_cast<std::size_t>(contour)].points;
    }

    bool isClosed() const { return c.scheme->contours[static_cast<std::size_t>(contour_)].closed; }

    bool isCurve(int contour) const
    {
        return contour >= 0 && c.scheme->contours[static_cast<std::size_t>(contour)].curve &&
               pointsOf(contour).size() >= 2;
    }

    int contourFor(QPointF at) const
    {
        const std::optional<EditTarget> target = c.editTarget();
        if (!target || !c.matchesScheme(target->set))
            return -1;
        if (const int chosen = c.selected.empty() ? -1 : c.scheme->contourOf(c.selected.front()); isCurve(chosen))
            return chosen;
        if (const auto near = contourNear(c, at))
            return near->index;
        for (int i = 0; i < static_cast<int>(c.scheme->contours.size()); ++i)
            if (isCurve(i) && !std::ranges::all_of(pointsOf(i), [&](int k) { return target->set.isPresent(k); }))
                return i;
        return -1;
    }

    double strokeLength() const
    {
        double sum = 0;
        for (std::size_t i = 1; i < stroke_.size(); ++i)
            sum += distance(stroke_[i - 1], stroke_[i]);
        return sum;
    }

    void paintStroke(QPainter &painter) const
    {
        QPolygonF line;
        for (const Point2 p : stroke_)
            line << c.view.current().toView(p);
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(accentEdge(c.options.accent), 4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.drawPolyline(line);
        painter.setPen(QPen(c.options.accent, 2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.drawPolyline(line);
        if (!(c.gesture.result == c.gesture.start))
            paintGhostPoints(painter, c, ghost_);
    }

    int contour_ = -1;
    std::vector<Point2> stroke_; ///< image pixels
    std::vector<Point2> ghost_;
};

} // namespace

std::unique_ptr<ToolHandler> makeFreehandTool(CanvasPrivate &canvas)
{
    return std::make_unique<FreehandTool>(canvas);
}

} // namespace fiducial::ui
