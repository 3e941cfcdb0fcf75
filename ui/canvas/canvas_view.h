#pragma once

#include "ui/paint/view_transform.h"

#include <QObject>
#include <QSizeF>
#include <QVariantAnimation>

namespace fiducial::ui {

/// Zoom for a wheel turn in eighths of a degree; any delta counts, and opposite turns cancel.
double wheelFactor(double delta);
/// Part `t` (0..1) of the way from one view to another: the scale grows evenly, what stays in place in both ends stays
/// in place on the way.
ViewTransform between(const ViewTransform &from, const ViewTransform &to, double t);
/// The same view moved by less than a device pixel, so that the picture's corner meets the device's grid.
ViewTransform snapped(const ViewTransform &view, double devicePixelRatio);

/// Where the picture stands, with limits and the glide of zoom and fit.
class CanvasView : public QObject {
    Q_OBJECT
public:
    explicit CanvasView(QObject *parent = nullptr);

    static constexpr double kMinScale = 0.005;
    static constexpr double kMaxScale = 64;

    const ViewTransform &current() const { return current_; }
    /// Where a running glide ends; the current view otherwise.
    const ViewTransform &target() const { return target_; }
    void jumpTo(const ViewTransform &view);
    void glideTo(const ViewTransform &view);
    void panBy(QPointF delta);
    void zoomAt(QPointF anchor, double factor, bool glide);
    void setAnimated(bool animated) { animated_ = animated; }
    bool isAnimated() const { return animated_; }

Q_SIGNALS:
    void changed();

private:
    void show(const ViewTransform &view);

    ViewTransform from_;
    ViewTransform current_;
    ViewTransform target_;
    QVariantAnimation glide_;
    bool animated_ = true;
};

} // namespace fiducial::ui
