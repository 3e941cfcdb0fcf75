#include "ui/canvas/canvas_p.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QGestureEvent>
#include <QMouseEvent>
#include <QNativeGestureEvent>
#include <QPinchGesture>
#include <QWheelEvent>

#include <algorithm>

namespace fiducial::ui {

namespace {
constexpr double kNotch = 120;
}

void CanvasPrivate::press(QMouseEvent *event)
{
    endNudge();
    if (gesture.kind != Gesture::None) {
        event->accept(); // a second button does not disturb a gesture
        return;
    }
    const QPointF at = event->position();
    const bool pan = event->button() == Qt::MiddleButton || (event->button() == Qt::LeftButton && spaceHeld);
    if (pan) {
        gesture.kind = Gesture::Pan;
        spaceUsed = true;
    } else if (event->button() == Qt::LeftButton) {
        pressTool(at, event->modifiers());
    } else {
        event->ignore();
        return;
    }
    gesture.button = event->button();
    gesture.modifiers = event->modifiers();
    gesture.press = at;
    gesture.last = at;
    gesture.pressImage = view.current().toImage(at);
    updateCursor();
}

void CanvasPrivate::pressLeft(QPointF at, Qt::KeyboardModifiers modifiers)
{
    std::optional<Hit> hit;
    if (message.isEmpty() && !loading)
        hit = hitTest(shownAt(at), scene.activeIndex(), view.current(), at, hitRadius);
    if (hit && hit->face != scene.activeIndex()) {
        const Uuid id = scene.shown()[static_cast<std::size_t>(hit->face)].id;
        activate(id);
        Q_EMIT q.faceActivated(id);
        // Whoever listens may have replaced the faces.
        hit = hitTest(shownAt(at), scene.activeIndex(), view.current(), at, hitRadius);
        if (hit && hit->face != scene.activeIndex())
            hit.reset();
    }
    gesture.selectedBefore = selected;
    if (!hit) {
        gesture.kind = Gesture::PressedEmpty;
        return;
    }
    gesture.kind = Gesture::PressedPoint;
    gesture.point = hit->point;
    scene.setPreferredLayer(keyOf(scene.active()->overlay.layers[static_cast<std::size_t>(hit->layer)]));
    if (modifiers & Qt::ControlModifier)
        toggle(hit->point);
    else if ((modifiers & Qt::ShiftModifier) && anchor >= 0)
        select(range(anchor, hit->point), anchor);
    else if (!std::binary_search(selected.begin(), selected.end(), hit->point))
        select({hit->point}, hit->point);
    else
        anchor = hit->point;
    setHovered(hit->point, true);
}

void CanvasPrivate::move(QMouseEvent *event)
{
    const QPointF at = event->position();
    cursor = at;
    const Point2 image = view.current().toImage(at);
    const Rect area = pictureArea(backdrop.imageSize());
    Q_EMIT q.cursorMoved(image, !area.empty() && area.contains(image));

    const bool far = (at - gesture.press).manhattanLength() >= QApplication::startDragDistance() / 2.0;
    if (gesture.kind == Gesture::PressedPoint && far &&
        std::binary_search(selected.begin(), selected.end(), gesture.point) && beginMove(Gesture::Drag))
        updateCursor();
    else if (gesture.kind == Gesture::PressedEmpty && far)
        gesture.kind = Gesture::RubberBand;

    switch (gesture.kind) {
    case Gesture::Drag:
        // From the place that was pressed, not from the mark: a drag never jumps, also when the view moves meanwhile.
        moveTo(image - gesture.pressImage);
        break;
    case Gesture::Tool:
        handler->drag(at, event->modifiers());
        break;
    case Gesture::RubberBand:
        updateBand(at);
        break;
    case Gesture::Pan:
        fitted = Fitted::No;
        view.panBy(at - gesture.last);
        gesture.last = at;
        break;
    case Gesture::None:
        hover(at);
        break;
    default:
        break;
    }
    event->accept();
}

void CanvasPrivate::release(QMouseEvent *event)
{
    if (event->button() != gesture.button || gesture.kind == Gesture::None || gesture.isNudge())
        return;
    switch (gesture.kind) {
    case Gesture::Drag:
        finishEdit(EditKind::Drag);
        break;
    case Gesture::Tool:
        handler->release(event->position());
        break;
    case Gesture::RubberBand:
    case Gesture::Pan:
        gesture = {};
        q.update();
        break;
    default:
        finishPress();
        break;
    }
    updateCursor();
    hover(event->position());
}

void CanvasPrivate::doubleClick(QMouseEvent *event)
{
    press(event);
    if (gesture.kind != Gesture::PressedPoint)
        return;
    const int grabbed = gesture.point;
    gesture = {};
    selectContourOf(grabbed);
}

void CanvasPrivate::hover(QPointF at)
{
    std::optional<Hit> hit;
    if (message.isEmpty() && !loading)
        hit = hitTest(shownAt(at), scene.activeIndex(), view.current(), at, hitRadius);
    setHovered(hit && hit->face == scene.activeIndex() ? hit->point : -1, true);
    if (handler) {
        handler->hover(at);
        updateCursor();
    }
    if (loupe)
        updatePlates();
}

void CanvasPrivate::setHovered(int landmark, bool byMouse)
{
    hoveredByMouse = byMouse && landmark >= 0;
    if (landmark == hovered)
        return;
    updateContour(hovered);
    hovered = landmark;
    updateContour(hovered);
    updatePlates();
    if (byMouse)
        Q_EMIT q.hovered(landmark);
}

void CanvasPrivate::leave()
{
    cursor.reset();
    if (gesture.kind == Gesture::None)
        setHovered(-1, true);
    updatePlates();
    if (handler)
        q.update();
    Q_EMIT q.cursorMoved({}, false);
}

void CanvasPrivate::wheel(QWheelEvent *event)
{
    const QPoint turned = event->angleDelta();
    const double delta = turned.y() != 0 ? turned.y() : turned.x(); // Alt turns the axis on some systems
    if (delta == 0 || backdrop.imageSize().empty()) {
        event->ignore();
        return;
    }
    fitted = Fitted::No;
    event->accept();
    if (wheelScrolls != bool(event->modifiers() & Qt::ControlModifier))
        return scroll(*event);
    // A touchpad glides by itself.
    const bool notch = std::abs(delta) >= kNotch && event->pixelDelta().isNull();
    view.zoomAt(event->position(), wheelFactor(delta), notch);
}

/// A touchpad says how many pixels; a notch of a wheel moves as far as in a page of text.
void CanvasPrivate::scroll(const QWheelEvent &event)
{
    constexpr double kPixelsPerNotch = 80;
    QPointF by = event.pixelDelta();
    if (by.isNull())
        by = QPointF(event.angleDelta()) * kPixelsPerNotch / kNotch;
    if (event.modifiers() & Qt::ShiftModifier && by.x() == 0)
        by = {by.y(), 0};
    view.panBy(by);
}

bool CanvasPrivate::nativeGesture(QNativeGestureEvent *event)
{
    if (event->gestureType() != Qt::ZoomNativeGesture)
        return false;
    fitted = Fitted::No;
    view.zoomAt(event->position(), std::exp(event->value()), false);
    event->accept();
    return true;
}

bool CanvasPrivate::gestureEvent(QEvent *event)
{
    auto *gestures = static_cast<QGestureEvent *>(event);
    auto *pinch = static_cast<QPinchGesture *>(gestures->gesture(Qt::PinchGesture));
    if (!pinch || !(pinch->scaleFactor() > 0))
        return false;
    fitted = Fitted::No;
    view.zoomAt(q.mapFromGlobal(pinch->centerPoint()), pinch->scaleFactor(), false);
    gestures->accept(pinch);
    return true;
}

void CanvasPrivate::updateCursor()
{
    switch (gesture.kind) {
    case Gesture::Pan:
        return q.setCursor(Qt::ClosedHandCursor);
    case Gesture::Drag:
        return q.setCursor(Qt::CrossCursor);
    default:
        if (handler && cursor && !spaceHeld)
            return q.setCursor(handler->cursor(*cursor));
        return q.setCursor(spaceHeld ? Qt::OpenHandCursor : Qt::ArrowCursor);
    }
}

void LandmarkCanvas::mousePressEvent(QMouseEvent *event)
{
    d_->press(event);
}

void LandmarkCanvas::mouseMoveEvent(QMouseEvent *event)
{
    d_->move(event);
}

void LandmarkCanvas::mouseReleaseEvent(QMouseEvent *event)
{
    d_->release(event);
}

void LandmarkCanvas::mouseDoubleClickEvent(QMouseEvent *event)
{
    d_->doubleClick(event);
}

void LandmarkCanvas::wheelEvent(QWheelEvent *event)
{
    d_->wheel(event);
}

void LandmarkCanvas::contextMenuEvent(QContextMenuEvent *event)
{
    const QRect legend = d_->legendArea().toAlignedRect();
    const bool keyboard = event->reason() == QContextMenuEvent::Keyboard;
    if (legend.isEmpty() || (!keyboard && !legend.contains(event->pos())))
        return event->ignore();
    Q_EMIT legendMenuRequested(keyboard ? mapToGlobal(legend.topLeft()) : event->globalPos());
}

void LandmarkCanvas::leaveEvent(QEvent *event)
{
    QWidget::leaveEvent(event);
    d_->leave();
}

} // namespace fiducial::ui
