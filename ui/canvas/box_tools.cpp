#include "ui/canvas/box_handles.h"
#include "ui/canvas/canvas_p.h"
#include "ui/canvas/canvas_tool.h"

#include <QLocale>
#include <QPainter>
#include <QPolygonF>

#include <algorithm>
#include <cmath>
#include <utility>

namespace fiducial::ui {

namespace {

constexpr double kLeastWay = 4;  ///< view pixels; less is a slip of the hand
constexpr double kLeastSide = 1; ///< image pixels

Rect between(Point2 a, Point2 b)
{
    return Rect::fromCorners(std::min(a.x, b.x), std::min(a.y, b.y), std::max(a.x, b.x), std::max(a.y, b.y));
}

bool isBox(const Rect &box)
{
    return box.width >= kLeastSide && box.height >= kLeastSide;
}

/// What both tools have in common: a rectangle along the picture's axes under the hand.
class BoxTool : public ToolHandler {
public:
    using ToolHandler::ToolHandler;

    void cancel() override { box_.reset(); }

protected:
    QPointF placeOf(const Rect &box, Handle handle) const
    {
        return c.view.current().toView(anchorOf(box, sideOf(handle)));
    }

    void begin(QPointF at)
    {
        c.gesture.kind = Gesture::Tool;
        start_ = c.view.current().toImage(at);
    }

    bool wentFar(QPointF at) const { return (at - c.gesture.press).manhattanLength() >= kLeastWay; }

    /// The size of the box under the hand, beside the cursor.
    void paintSize(QPainter &painter, const Rect &box) const
    {
        if (!c.cursor)
            return;
        const QLocale locale;
        const QString size = LandmarkCanvas::tr("%1 × %2 px")
                                 .arg(locale.toString(box.width, 'f', 1), locale.toString(box.height, 'f', 1));
        paintHoverPlate(painter, size, c.q.font(), *c.cursor, QRectF(c.q.rect()).adjusted(4, 4, -4, -4));
    }

    std::optional<Rect> box_; ///< as the hand has it now
    Point2 start_;
};

/// Draws the box of a new face.
class AddFaceTool : public BoxTool {
public:
    using BoxTool::BoxTool;

    bool needsFace() const override { return false; }

    bool press(QPointF at, Qt::KeyboardModifiers) override
    {
        if (!c.canEdit() || c.backdrop.imageSize().empty())
            return false;
        begin(at);
        return true;
    }

    void drag(QPointF at, Qt::KeyboardModifiers) override
    {
        box_.reset();
        if (wentFar(at))
            box_ = between(start_, c.view.current().toImage(at));
        c.q.update();
    }

    void release(QPointF) override
    {
        const std::optional<Rect> drawn = std::exchange(box_, {});
        c.gesture = {};
        c.q.update();
        if (drawn && isBox(*drawn))
            Q_EMIT c.q.faceDrawn(*drawn); // whoever listens may choose another tool: nothing of this one after it
    }

    void hover(QPointF) override {}

    void paint(QPainter &painter) const override
    {
        if (!box_)
            return;
        paintGrips(
            painter, [this](Handle handle) { return placeOf(*box_, handle); }, c.options.accent);
        paintSize(painter, *box_);
    }

    Qt::CursorShape cursor(QPointF) const override { return Qt::CrossCursor; }

    QString hint() const override { return LandmarkCanvas::tr("Drag a box around the new face"); }
};

/// Handles on the box of the face: sides and corners resize it (Alt: about its centre), inside it moves. Arrow keys
/// move it, with Ctrl its right or lower side. Where the face has no box, the extent of its points is taken, or one is
/// drawn.
class EditBoxTool : public BoxTool {
public:
    using BoxTool::BoxTool;

    bool press(QPointF at, Qt::KeyboardModifiers modifiers) override
    {
        const std::optional<Rect> known = boxOfFace();
        if (!c.canEdit() || modifiers & Qt::ControlModifier)
            return false;
        handle_ = known ? handleAt(at, *known) : Handle::BottomRight;
        if (handle_ == Handle::None)
            return false; // another face may lie there
        begin(at);
        from_ = known.value_or(Rect{start_.x, start_.y, 0, 0});
        face_ = c.scene.active()->id;
        return true;
    }

    void drag(QPointF at, Qt::KeyboardModifiers modifiers) override
    {
        if (!box_ && !wentFar(at)) // a click moves nothing
            return;
        const Point2 way = c.view.current().toImage(at) - start_;
        box_ = resized(way, modifiers & Qt::AltModifier);
        c.q.update();
    }

    void release(QPointF) override
    {
        const std::optional<Rect> drawn = std::exchange(box_, {});
        const Uuid face = face_;
        c.gesture = {};
        c.q.update();
        if (drawn && isBox(*drawn) && *drawn != from_)
            Q_EMIT c.q.boxEdited(face, *drawn);
    }

    void hover(QPointF) override {}

    void paint(QPainter &painter) const override
    {
        const std::optional<Rect> shown = box_ ? box_ : boxOfFace();
        if (!shown)
            return;
        paintGrips(
            painter, [&](Handle handle) { return placeOf(*shown, handle); }, c.options.accent);
        if (box_)
            paintSize(painter, *box_);
    }

    Qt::CursorShape cursor(QPointF at) const override
    {
        const std::optional<Rect> known = boxOfFace();
        if (!known)
            return Qt::CrossCursor;
        return gripCursor(box_ ? handle_ : handleAt(at, *known), c.view.current().angle);
    }

    bool takesArrows() const override { return true; }

    bool nudge(Point2 way, bool resizes) override
    {
        if (c.gesture.kind == Gesture::None) {
            const std::optional<Rect> known = boxOfFace();
            if (!c.canEdit() || !known || c.scene.isHidden())
                return false;
            c.gesture.kind = Gesture::ToolNudge;
            face_ = c.scene.active()->id;
            box_ = from_ = *known;
        }
        if (resizes) {
            box_->width = std::max(kLeastSide, box_->width + way.x);
            box_->height = std::max(kLeastSide, box_->height + way.y);
        } else {
            box_->x += way.x;
            box_->y += way.y;
        }
        c.q.update();
        return true;
    }

    QString hint() const override
    {
        return LandmarkCanvas::tr(
            "Move the box by the arrow keys or inside it; resize it by its handles, with Alt about "
            "its centre, or by Ctrl and the arrow keys");
    }

private:
    std::optional<Rect> boxOfFace() const
    {
        const CanvasFace *face = c.scene.active();
        if (!face)
            return std::nullopt;
        if (face->overlay.box && !face->overlay.box->empty())
            return face->overlay.box;
        const FaceLayer *layer = c.workLayer();
        const Rect points = layer ? landmarkBox(layer->set) : Rect{};
        return points.empty() ? std::nullopt : std::optional(points);
    }

    Handle handleAt(QPointF at, const Rect &box) const
    {
        const Handle grip = gripAt(at, [&](Handle handle) { return placeOf(box, handle); });
        return grip == Handle::None && box.contains(c.view.current().toImage(at)) ? Handle::Inside : grip;
    }

    Rect resized(Point2 way, bool aboutCentre) const
    {
        if (handle_ == Handle::Inside)
            return {from_.x + way.x, from_.y + way.y, from_.width, from_.height};
        const Point2 side = sideOf(handle_);
        Point2 low{from_.x, from_.y}, high{from_.right(), from_.bottom()};
        const auto pull = [aboutCentre](double &min, double &max, double where, double by) {
            if (where < 0 || (where != 0 && aboutCentre))
                min += where < 0 ? by : -by;
            if (where > 0 || (where != 0 && aboutCentre))
                max += where > 0 ? by : -by;
        };
        pull(low.x, high.x, side.x, way.x);
        pull(low.y, high.y, side.y, way.y);
        return between(low, high);
    }

    Handle handle_ = Handle::None;
    Rect from_;
    Uuid face_;
};

} // namespace

std::unique_ptr<ToolHandler> makeAddFaceTool(CanvasPrivate &canvas)
{
    return std::make_unique<AddFaceTool>(canvas);
}

std::unique_ptr<ToolHandler> makeEditBoxTool(CanvasPrivate &canvas)
{
    return std::make_unique<EditBoxTool>(canvas);
}

} // namespace fiducial::ui
