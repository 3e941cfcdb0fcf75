#include "ui/canvas/canvas_tool.h"

#include "ui/canvas/canvas_p.h"

#include <QPainter>

namespace fiducial::ui {

namespace {
std::unique_ptr<ToolHandler> makeTool(CanvasTool tool, CanvasPrivate &canvas)
{
    switch (tool) {
    case CanvasTool::Select:
        return nullptr;
    case CanvasTool::Contour:
        return makeContourTool(canvas);
    case CanvasTool::Freehand:
        return makeFreehandTool(canvas);
    case CanvasTool::Transform:
        return makeTransformTool(canvas);
    case CanvasTool::Snap:
        return makeSnapTool(canvas);
    case CanvasTool::Place:
        return makePlaceTool(canvas);
    case CanvasTool::AddFace:
        return makeAddFaceTool(canvas);
    case CanvasTool::EditBox:
        return makeEditBoxTool(canvas);
    }
    return nullptr;
}
} // namespace

void CanvasPrivate::pressTool(QPointF at, Qt::KeyboardModifiers modifiers)
{
    const bool ready =
        handler && message.isEmpty() && !loading && !scene.isHidden() && (scene.active() || !handler->needsFace());
    if (!ready || !handler->press(at, modifiers))
        pressLeft(at, modifiers);
}

void CanvasPrivate::paintTools(QPainter &painter)
{
    if (scene.isHidden() || (!scene.active() && (!handler || handler->needsFace())))
        return;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    if (mirrorCheck && scene.active())
        paintMirrorCheck(painter);
    if (handler)
        handler->paint(painter);
    painter.restore();
}

void LandmarkCanvas::setTool(CanvasTool tool)
{
    if (tool == d_->tool)
        return;
    cancelGesture();
    d_->tool = tool;
    d_->handler = makeTool(tool, *d_);
    if (d_->handler && d_->cursor)
        d_->handler->hover(*d_->cursor);
    d_->updateCursor();
    update();
    Q_EMIT toolChanged(tool);
    Q_EMIT notice(d_->handler ? d_->handler->hint() : QString());
}

CanvasTool LandmarkCanvas::tool() const
{
    return d_->tool;
}

} // namespace fiducial::ui
