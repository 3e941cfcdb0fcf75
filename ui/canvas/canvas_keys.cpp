#include "ui/canvas/canvas_p.h"

#include <QFocusEvent>
#include <QKeyEvent>

namespace fiducial::ui {

namespace {

std::optional<Point2> arrowDirection(int key)
{
    switch (key) {
    case Qt::Key_Left:
        return Point2{-1, 0};
    case Qt::Key_Right:
        return Point2{1, 0};
    case Qt::Key_Up:
        return Point2{0, -1};
    case Qt::Key_Down:
        return Point2{0, 1};
    default:
        return std::nullopt;
    }
}

double nudgeStep(Qt::KeyboardModifiers modifiers)
{
    if (modifiers & Qt::AltModifier)
        return 0.1;
    return modifiers & Qt::ShiftModifier ? 10 : 1;
}

bool isModifier(int key)
{
    return key == Qt::Key_Shift || key == Qt::Key_Alt || key == Qt::Key_Control || key == Qt::Key_Meta ||
           key == Qt::Key_AltGr;
}

} // namespace

bool CanvasPrivate::wantsShortcut(const QKeyEvent &event) const
{
    // Only what means something else here than in the window; everything else may be a shortcut of the window.
    if (arrowDirection(event.key()))
        return canEdit() &&
               (handler && handler->takesArrows() ? scene.active() != nullptr
                                                  : !selected.empty() && !(event.modifiers() & Qt::ControlModifier));
    if (event.key() == Qt::Key_Escape)
        return gesture.kind != Gesture::None || handler || !selected.empty();
    return (event.key() == Qt::Key_H || event.key() == Qt::Key_B || event.key() == Qt::Key_Space) &&
           event.modifiers() == Qt::NoModifier;
}

bool CanvasPrivate::keyPress(const QKeyEvent &event)
{
    if (arrowDirection(event.key()))
        return arrow(event);
    if (!isModifier(event.key()))
        endNudge();
    const bool control = event.modifiers() & Qt::ControlModifier;
    switch (event.key()) {
    case Qt::Key_Escape:
        return escape();
    case Qt::Key_Tab:
    case Qt::Key_Backtab:
        if (control || !workLayer())
            return false;
        q.selectNext(event.key() == Qt::Key_Tab ? 1 : -1);
        return true;
    case Qt::Key_BraceLeft:
    case Qt::Key_BraceRight:
        q.selectNextContour(event.key() == Qt::Key_BraceRight ? 1 : -1);
        return true;
    case Qt::Key_A:
        if (!control)
            return false;
        q.selectAll();
        return true;
    case Qt::Key_V:
        if (control || selected.empty())
            return false;
        editVisibility();
        return true;
    default:
        return viewKey(event);
    }
}

bool CanvasPrivate::viewKey(const QKeyEvent &event)
{
    const bool plain = !(event.modifiers() & (Qt::ControlModifier | Qt::AltModifier));
    switch (event.key()) {
    case Qt::Key_Space:
        if (!event.isAutoRepeat()) {
            spaceHeld = true;
            spaceUsed = false;
            updateCursor();
        }
        return true;
    case Qt::Key_H:
        if (!plain)
            return false;
        peeking = true;
        scene.setHidden(true);
        setHovered(-1, true);
        q.update();
        return true;
    case Qt::Key_B:
        if (plain && !event.isAutoRepeat())
            q.setBlinking(true);
        return plain;
    case Qt::Key_F:
        if (!plain)
            return false;
        if (event.modifiers() & Qt::ShiftModifier)
            q.fitImage();
        else
            q.fitFace();
        return true;
    case Qt::Key_M:
        if (plain)
            q.setLoupeVisible(!loupe);
        return plain;
    case Qt::Key_0:
        if (!plain)
            q.zoomTo(100);
        return !plain;
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        q.zoomBy(1.25);
        return true;
    case Qt::Key_Minus:
        q.zoomBy(1 / 1.25);
        return true;
    default:
        return false;
    }
}

bool CanvasPrivate::keyRelease(const QKeyEvent &event)
{
    if (event.isAutoRepeat())
        return false;
    if (gesture.isNudge() && gesture.keys.erase(event.key()) > 0) {
        if (gesture.keys.empty())
            endNudge();
        return true;
    }
    if (event.key() == Qt::Key_H && peeking) {
        peeking = false;
        scene.setHidden(hiddenBySwitch);
        q.update();
        return true;
    }
    if (event.key() == Qt::Key_B && blinking) {
        q.setBlinking(false);
        return true;
    }
    if (event.key() == Qt::Key_Space && spaceHeld) {
        spaceHeld = false;
        updateCursor();
        if (!spaceUsed)
            Q_EMIT q.spaceTapped();
        return true;
    }
    return false;
}

bool CanvasPrivate::arrow(const QKeyEvent &event)
{
    // Along the screen, however the view is turned.
    const Point2 way =
        toPoint2(view.current().turnedBack(toQPointF(*arrowDirection(event.key())))) * nudgeStep(event.modifiers());
    const bool control = event.modifiers() & Qt::ControlModifier;
    if (handler && handler->takesArrows()) {
        if (gesture.kind != Gesture::None && gesture.kind != Gesture::ToolNudge)
            return true; // a drag is not disturbed
        if (!handler->nudge(way, control))
            return false;
        gesture.keys.insert(event.key());
        return true;
    }
    if (selected.empty() || control)
        return false;
    if (gesture.kind == Gesture::None && !beginMove(Gesture::Nudge))
        return false;
    if (gesture.kind != Gesture::Nudge)
        return true; // nor is it here
    gesture.keys.insert(event.key());
    moveTo(gesture.delta + way);
    return true;
}

bool CanvasPrivate::escape()
{
    if (gesture.edits()) {
        cancelEdit();
        return true;
    }
    if (gesture.kind == Gesture::Tool) {
        q.cancelGesture();
        return true;
    }
    if (gesture.kind == Gesture::RubberBand) {
        std::vector<int> before = gesture.selectedBefore;
        gesture = {};
        const int first = before.empty() ? -1 : before.front();
        select(std::move(before), first);
        q.update();
        return true;
    }
    if (handler) {
        q.setTool(CanvasTool::Select);
        return true;
    }
    if (!selected.empty()) {
        select({}, -1);
        return true;
    }
    return q.focusNextPrevChild(true);
}

void LandmarkCanvas::keyPressEvent(QKeyEvent *event)
{
    if (!d_->keyPress(*event))
        QWidget::keyPressEvent(event);
}

void LandmarkCanvas::keyReleaseEvent(QKeyEvent *event)
{
    if (!d_->keyRelease(*event))
        QWidget::keyReleaseEvent(event);
}

void LandmarkCanvas::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    d_->keyboardFocus = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason;
    update();
}

void LandmarkCanvas::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    d_->endNudge();
    d_->releaseHeldKeys(); // their releases will not arrive here any more
}

} // namespace fiducial::ui
