#pragma once

#include "ui/canvas/canvas_types.h"

#include <QPointF>
#include <Qt>

#include <memory>

class QPainter;

namespace fiducial::ui {

class CanvasPrivate;

/// What the left button and the cursor do while a tool other than Select is chosen. One tool is one file. A tool works
/// on the canvas's parts, begins, previews and finishes edits through them, and keeps only what its gesture needs.
class ToolHandler {
public:
    explicit ToolHandler(CanvasPrivate &canvas) : c(canvas) {}
    virtual ~ToolHandler() = default;
    ToolHandler(const ToolHandler &) = delete;
    ToolHandler &operator=(const ToolHandler &) = delete;

    /// Whether the press is the tool's; else it selects, as without a tool. The canvas has not noted the press yet.
    virtual bool press(QPointF at, Qt::KeyboardModifiers modifiers) = 0;
    /// While the button is held after a press that was the tool's.
    virtual void drag(QPointF, Qt::KeyboardModifiers) {}
    virtual void release(QPointF) {}
    virtual void hover(QPointF) {}
    /// Whether the arrow keys are the tool's; else they nudge the selection.
    virtual bool takesArrows() const { return false; }
    /// Begins a ToolNudge, or goes on with it; release() ends it. `resizes`: Ctrl is held. False where there is nothing
    /// to nudge.
    virtual bool nudge(Point2, bool /*resizes*/) { return false; }
    /// A drag that is no edit of landmarks is given up.
    virtual void cancel() {}
    virtual bool needsFace() const { return true; }
    /// Above the overlays, in view pixels.
    virtual void paint(QPainter &) const {}
    virtual Qt::CursorShape cursor(QPointF) const { return Qt::ArrowCursor; }
    /// What to do next, for the status line.
    virtual QString hint() const { return {}; }

protected:
    CanvasPrivate &c;
};

std::unique_ptr<ToolHandler> makeContourTool(CanvasPrivate &canvas);
std::unique_ptr<ToolHandler> makeFreehandTool(CanvasPrivate &canvas);
std::unique_ptr<ToolHandler> makeTransformTool(CanvasPrivate &canvas);
std::unique_ptr<ToolHandler> makeSnapTool(CanvasPrivate &canvas);
std::unique_ptr<ToolHandler> makePlaceTool(CanvasPrivate &canvas);
std::unique_ptr<ToolHandler> makeAddFaceTool(CanvasPrivate &canvas);
std::unique_ptr<ToolHandler> makeEditBoxTool(CanvasPrivate &canvas);

} // namespace fiducial::ui
