#include "core/shape/transform.h"
#include "ui/canvas/box_handles.h"
#include "ui/canvas/canvas_p.h"
#include "ui/canvas/canvas_tool.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace fiducial::ui {

namespace {

constexpr double kFrameMargin = 12; ///< view pixels between the outermost points and the frame
constexpr double kTurnHandle = 26;  ///< above the frame
constexpr double kLeastFactor = 0.05;
constexpr double kTurnStep = 15; ///< degrees, with Shift

/// Handles around the selection, or around the whole face where nothing is selected. A corner scales evenly, a side
/// along one axis, both against what lies opposite (Alt: against the centre); the grip above turns (Shift: in steps of
/// 15 degrees); inside, everything moves.
class TransformTool : public ToolHandler {
public:
    using ToolHandler::ToolHandler;

    bool press(QPointF at, Qt::KeyboardModifiers modifiers) override
    {
        if (modifiers & Qt::ControlModifier)
            return false;
        const Handle handle = handleAt(at);
        const std::optional<Rect> box = frame();
        if (handle == Handle::None || !box || !c.beginEdit(points()))
            return false;
        c.gesture.kind = Gesture::Tool;
        handle_ = handle;
        box_ = *box;
        map_ = {};
        return true;
    }

    void drag(QPointF at, Qt::KeyboardModifiers modifiers) override
    {
        if (!c.gesture.editing)
            return;
        map_ = mapFor(c.gesture.pressImage, c.view.current().toImage(at), modifiers);
        LandmarkSet set = c.gesture.start;
        for (const int i : c.gesture.placed)
            set.points[static_cast<std::size_t>(i)] = map_ * set.points[static_cast<std::size_t>(i)];
        c.previewEdit(set);
    }

    void release(QPointF) override { c.finishEdit(EditKind::Transform); }

    void hover(QPointF) override { c.q.update(); }

    void paint(QPainter &painter) const override
    {
        const bool editing = c.gesture.editing && c.gesture.kind == Gesture::Tool;
        const std::optional<Rect> box = editing ? std::optional(box_) : frame();
        if (!box || c.gesture.kind == Gesture::RubberBand)
            return;
        const Affine map = editing ? map_ : Affine{};
        const QPointF top = placeOf(Handle::Top, *box, map), turn = placeOf(Handle::Turn, *box, map);
        for (const QPen &pen : {QPen(accentEdge(c.options.accent), 2.8), QPen(c.options.accent, 1.2)}) {
            painter.setPen(pen);
            painter.drawLine(top, turn);
        }
        paintGrips(
            painter, [&](Handle handle) { return placeOf(handle, *box, map); }, c.options.accent);
        painter.drawEllipse(turn, 4.5, 4.5);
    }

    Qt::CursorShape cursor(QPointF at) const override { return gripCursor(handleAt(at), c.view.current().angle); }

    QString hint() const override
    {
        return LandmarkCanvas::tr("Move, scale or turn the selected landmarks by the handles, the whole face where "
                                  "none are selected");
    }

private:
    std::vector<int> points() const
    {
        const FaceLayer *layer = c.workLayer();
        std::vector<int> all;
        for (int i = 0; layer && i < layer->set.count(); ++i)
            if (layer->set.isPresent(i) && (c.selected.size() < 2 || std::ranges::binary_search(c.selected, i)))
                all.push_back(i);
        return all;
    }

    /// In image pixels, with the margin.
    std::optional<Rect> frame() const
    {
        const FaceLayer *layer = c.workLayer();
        if (!layer || !c.canEdit() || c.scene.editLayer() < 0)
            return std::nullopt;
        std::vector<Point2> places;
        for (const int i : points())
            places.push_back(layer->set.points[static_cast<std::size_t>(i)]);
        if (places.size() < 2)
            return std::nullopt;
        const Rect box = landmarkBox(places);
        const double margin = kFrameMargin / c.view.current().scale;
        return Rect{box.x - margin, box.y - margin, box.width + 2 * margin, box.height + 2 * margin};
    }

    QPointF placeOf(Handle handle, const Rect &box, const Affine &map) const
    {
        const ViewTransform &view = c.view.current();
        if (handle == Handle::Turn) {
            const QPointF top = placeOf(Handle::Top, box, map), bottom = placeOf(Handle::Bottom, box, map);
            const QPointF up = top - bottom;
            const double length = std::max(1.0, std::hypot(up.x(), up.y()));
            return top + up * (kTurnHandle / length);
        }
        return view.toView(map * anchorOf(box, sideOf(handle)));
    }

    Handle handleAt(QPointF at) const
    {
        if (c.gesture.editing)
            return handle_;
        const std::optional<Rect> box = frame();
        if (!box)
            return Handle::None;
        const Handle nearest = gripAt(at, [&](Handle handle) { return placeOf(handle, *box, {}); }, {Handle::Turn});
        if (nearest == Handle::None && box->contains(c.view.current().toImage(at)))
            return Handle::Inside;
        return nearest;
    }

    Affine mapFor(Point2 from, Point2 to, Qt::KeyboardModifiers modifiers) const
    {
        const Point2 centre = box_.centre();
        if (handle_ == Handle::Inside) {
            Affine move;
            move.tx = to.x - from.x;
            move.ty = to.y - from.y;
            return move;
        }
        if (handle_ == Handle::Turn) {
            const Point2 a = from - centre, b = to - centre;
            double degrees = (std::atan2(b.y, b.x) - std::atan2(a.y, a.x)) * 180 / M_PI;
            if (modifiers & Qt::ShiftModifier)
                degrees = std::round(degrees / kTurnStep) * kTurnStep;
            return shape::rotationAbout(centre, degrees);
        }
        const Point2 side = sideOf(handle_);
        const Point2 fixed = modifiers & Qt::AltModifier ? centre : anchorOf(box_, side * -1);
        const Point2 grip = anchorOf(box_, side) - fixed; // the hand's way counts, not where it took the handle
        const Point2 now = grip + to - from;
        if (side.x != 0 && side.y != 0) {
            const double share = (now.x * grip.x + now.y * grip.y) / (grip.x * grip.x + grip.y * grip.y);
            const double factor = std::max(kLeastFactor, share);
            return shape::scalingAbout(fixed, factor, factor);
        }
        return shape::scalingAbout(fixed, side.x != 0 ? std::max(kLeastFactor, now.x / grip.x) : 1,
                                   side.y != 0 ? std::max(kLeastFactor, now.y / grip.y) : 1);
    }

    Handle handle_ = Handle::None;
    Rect box_;
    Affine map_;
};

} // namespace

std::unique_ptr<ToolHandler> makeTransformTool(CanvasPrivate &canvas)
{
    return std::make_unique<TransformTool>(canvas);
}

} // namespace fiducial::ui
