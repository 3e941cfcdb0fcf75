#include "ui/canvas/canvas_p.h"
#include "ui/canvas/canvas_tool.h"
#include "ui/paint/scheme_words.h"

#include <QPainter>

#include <algorithm>
#include <limits>

namespace fiducial::ui {

namespace {

Visibility placedVisibility(Visibility before)
{
    return before == Visibility::Absent ? Visibility::Visible : before;
}

/// A tool of which a click is an edit: it is shown while the button is down, moves with the hand, and stays on release.
class ClickTool : public ToolHandler {
public:
    using ToolHandler::ToolHandler;

    bool press(QPointF at, Qt::KeyboardModifiers modifiers) override
    {
        const int landmark = landmarkFor(at);
        if (landmark < 0 || modifiers & (Qt::ControlModifier | Qt::ShiftModifier))
            return false;
        if (!c.beginEdit({landmark}))
            return false;
        c.gesture.kind = Gesture::Tool;
        c.gesture.point = landmark;
        if (c.gesture.start.isPresent(landmark))
            c.prepareFollowers();
        c.select({landmark}, landmark);
        drag(at, modifiers);
        return true;
    }

    void drag(QPointF at, Qt::KeyboardModifiers) override
    {
        if (!c.gesture.editing)
            return;
        const int landmark = c.gesture.point;
        LandmarkSet set = c.gesture.start;
        set.points[static_cast<std::size_t>(landmark)] = c.view.current().toImage(at);
        if (const Visibility before = set.visibilityAt(landmark); before != placedVisibility(before))
            set.setVisibility(landmark, placedVisibility(before));
        c.applyFollowers(set);
        c.previewEdit(set);
    }

    Qt::CursorShape cursor(QPointF) const override { return Qt::CrossCursor; }

protected:
    /// The landmark that a press here places; -1: none.
    virtual int landmarkFor(QPointF at) const = 0;
};

class SnapTool : public ClickTool {
public:
    using ClickTool::ClickTool;

    void release(QPointF) override { c.finishEdit(EditKind::Snap); }

    void hover(QPointF at) override { c.setHovered(landmarkFor(at), true); }

    void paint(QPainter &painter) const override
    {
        const FaceLayer *layer = c.workLayer();
        const int landmark = c.cursor && !c.gesture.editing ? landmarkFor(*c.cursor) : -1;
        if (!layer || landmark < 0)
            return;
        const QPointF from = c.view.current().toView(layer->set.points[static_cast<std::size_t>(landmark)]);
        painter.setPen(QPen(accentEdge(c.options.accent), 2.6));
        painter.drawLine(from, *c.cursor);
        painter.setPen(QPen(c.options.accent, 1.2, Qt::DashLine));
        painter.drawLine(from, *c.cursor);
    }

    QString hint() const override { return LandmarkCanvas::tr("Click: the nearest landmark goes there"); }

protected:
    int landmarkFor(QPointF at) const override
    {
        const FaceLayer *layer = c.workLayer();
        int nearest = -1;
        double least = std::numeric_limits<double>::infinity();
        for (int i = 0; layer && i < layer->set.count(); ++i) {
            if (!layer->set.isPresent(i))
                continue;
            const QPointF d = c.view.current().toView(layer->set.points[static_cast<std::size_t>(i)]) - at;
            if (const double distance = std::hypot(d.x(), d.y()); distance < least) {
                least = distance;
                nearest = i;
            }
        }
        return nearest;
    }
};

class PlaceTool : public ClickTool {
public:
    using ClickTool::ClickTool;

    void release(QPointF at) override
    {
        c.finishEdit(EditKind::Place);
        hover(at);
    }

    void hover(QPointF) override { c.q.update(); }

    void paint(QPainter &painter) const override
    {
        if (c.gesture.editing)
            return;
        const std::optional<EditTarget> target = c.editTarget();
        const int next = target ? nextMissing(target->set) : -1;
        if (next < 0)
            return;
        paintGhost(painter, target->set, next);
        if (c.cursor)
            paintHoverPlate(painter, QStringLiteral("#") + fiducial::ui::landmarkLabel(*c.scheme, next), c.q.font(),
                            *c.cursor, QRectF(c.q.rect()).adjusted(4, 4, -4, -4));
    }

    QString hint() const override { return LandmarkCanvas::tr("Click: places the landmark named at the cursor"); }

protected:
    int landmarkFor(QPointF) const override
    {
        const std::optional<EditTarget> target = c.editTarget();
        return target ? nextMissing(target->set) : -1;
    }

private:
    /// The first landmark from the chosen one on that was never placed; -1: none.
    int nextMissing(const LandmarkSet &set) const
    {
        if (!c.matchesScheme(set))
            return -1;
        const int from = std::max(0, c.anchor);
        for (int k = 0; k < set.count(); ++k)
            if (const int i = (from + k) % set.count(); !isFinite(set.points[static_cast<std::size_t>(i)]))
                return i;
        return -1;
    }

    void paintGhost(QPainter &painter, const LandmarkSet &set, int next) const
    {
        const std::vector<Point2> ghost = c.guess(set);
        if (ghost.empty())
            return;
        painter.setBrush(Qt::NoBrush);
        for (int i = 0; i < set.count(); ++i) {
            if (isFinite(set.points[static_cast<std::size_t>(i)]))
                continue;
            const double radius = (i == next ? 1.2 : 0.6) * c.options.markSize;
            const QPointF at = c.view.current().toView(ghost[static_cast<std::size_t>(i)]);
            painter.setPen(i == next ? QPen(accentEdge(c.options.accent), 3.6) : QPen(edgeColour(), 2.6));
            painter.drawEllipse(at, radius, radius);
            painter.setPen(QPen(i == next ? c.options.accent : QColor(255, 255, 255, 150), i == next ? 2 : 1));
            painter.drawEllipse(at, radius, radius);
        }
    }
};

} // namespace

std::unique_ptr<ToolHandler> makeSnapTool(CanvasPrivate &canvas)
{
    return std::make_unique<SnapTool>(canvas);
}

std::unique_ptr<ToolHandler> makePlaceTool(CanvasPrivate &canvas)
{
    return std::make_unique<PlaceTool>(canvas);
}

} // namespace fiducial::ui
