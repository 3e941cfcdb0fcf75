#include "ui/canvas/canvas_view.h"

#include <algorithm>
#include <cmath>

namespace fiducial::ui {

double wheelFactor(double delta)
{
    return std::exp2(delta / 360); // three notches double the size
}

ViewTransform between(const ViewTransform &from, const ViewTransform &to, double t)
{
    if (t >= 1)
        return to;
    const double scale = from.scale * std::pow(to.scale / from.scale, t);
    const double change = to.scale - from.scale;
    const double share = std::abs(change) > 1e-9 * from.scale ? (scale - from.scale) / change : t;
    return {scale, from.offset + (to.offset - from.offset) * share, to.angle};
}

ViewTransform snapped(const ViewTransform &view, double devicePixelRatio)
{
    const auto snap = [devicePixelRatio](double v) { return std::round(v * devicePixelRatio) / devicePixelRatio; };
    return {view.scale, {snap(view.offset.x()), snap(view.offset.y())}, view.angle};
}

CanvasView::CanvasView(QObject *parent) : QObject(parent)
{
    glide_.setStartValue(0.0);
    glide_.setEndValue(1.0);
    glide_.setDuration(120);
    glide_.setEasingCurve(QEasingCurve::OutCubic);
    connect(&glide_, &QVariantAnimation::valueChanged, this,
            [this](const QVariant &t) { show(between(from_, target_, t.toDouble())); });
}

void CanvasView::jumpTo(const ViewTransform &view)
{
    glide_.stop();
    target_ = view;
    target_.scale = std::clamp(view.scale, kMinScale, kMaxScale);
    show(target_);
}

void CanvasView::glideTo(const ViewTransform &view)
{
    if (!animated_ || view.angle != current_.angle) // a turn is at once
        return jumpTo(view);
    glide_.stop();
    from_ = current_;
    target_ = view;
    glide_.start();
}

void CanvasView::panBy(QPointF delta)
{
    jumpTo(current_.movedBy(delta));
}

void CanvasView::zoomAt(QPointF anchor, double factor, bool glide)
{
    const double scale = std::clamp(target_.scale * factor, kMinScale, kMaxScale);
    const ViewTransform view = target_.zoomedAt(anchor, scale / target_.scale);
    if (glide)
        glideTo(view);
    else
        jumpTo(view);
}

void CanvasView::show(const ViewTransform &view)
{
    if (view == current_)
        return;
    current_ = view;
    Q_EMIT changed();
}

} // namespace fiducial::ui
