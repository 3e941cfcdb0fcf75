#include "ui/document/edit_meter.h"

#include "ui/document/project_document.h"

#include <QElapsedTimer>
#include <QEvent>
#include <QMouseEvent>

#include <utility>

namespace fiducial::ui {

namespace {
constexpr double kDragPixels = 3;
} // namespace

EditMeter::EditMeter(ProjectDocument &document, QObject *parent) : QObject(parent), document_(document)
{
    QElapsedTimer timer;
    timer.start();
    clock_ = [timer] { return timer.elapsed(); };
    document_.setCostSource([this] {
        tick();
        flush();
    });
}

void EditMeter::watch(QObject *widget)
{
    widget->installEventFilter(this);
}

void EditMeter::setFace(int face)
{
    if (face == face_)
        return;
    tick();
    flush();
    face_ = face;
    pressed_ = false;
    last_ = face >= 0 ? clock_() : -1;
}

/// Something happened: the time since the last event was work, unless it was too long.
void EditMeter::tick()
{
    const std::int64_t now = clock_();
    if (face_ >= 0 && last_ >= 0 && now - last_ <= kPauseMs)
        counted_.activeMs += now - last_;
    last_ = face_ >= 0 ? now : -1;
}

void EditMeter::flush()
{
    const store::EditCost counted = std::exchange(counted_, {});
    if (!counted.empty() && face_ >= 0 && face_ < document_.faceCount())
        document_.addCost(face_, counted);
}

bool EditMeter::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::MouseButtonPress:
        tick();
        if (static_cast<QMouseEvent *>(event)->button() == Qt::LeftButton) {
            pressed_ = true;
            dragging_ = false;
            pressedAt_ = static_cast<QMouseEvent *>(event)->position();
        }
        break;
    case QEvent::MouseMove: {
        tick();
        const QPointF way = static_cast<QMouseEvent *>(event)->position() - pressedAt_;
        dragging_ = dragging_ || (pressed_ && way.manhattanLength() >= kDragPixels);
        break;
    }
    case QEvent::MouseButtonRelease:
        tick();
        if (static_cast<QMouseEvent *>(event)->button() == Qt::LeftButton && std::exchange(pressed_, false))
            ++(dragging_ ? counted_.drags : counted_.clicks);
        break;
    case QEvent::ShortcutOverride:
    case QEvent::KeyPress:
    case QEvent::KeyRelease:
    case QEvent::Wheel:
        tick();
        break;
    default:
        break;
    }
    return QObject::eventFilter(watched, event);
}

ScratchEstimate scratchEstimate(int count, const store::EditCost &done)
{
    constexpr int kEnough = 20;             // gestures that tell a pace
    constexpr std::int64_t kUsualMs = 2500; // a placement
    const int gestures = done.clicks + done.drags;
    const bool own = gestures >= kEnough && done.activeMs > 0;
    return {count, count * (own ? done.activeMs / gestures : kUsualMs), own};
}

} // namespace fiducial::ui
