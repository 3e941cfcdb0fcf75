#pragma once

#include "ui/paint/layer_style.h"

#include <QColor>
#include <QList>
#include <QRectF>
#include <QWidget>

class QSlider;

namespace fiducial::ui {

/// The divider of a split picture: moved by the mouse, and by arrow keys while it has focus (Shift: by single pixels,
/// Home and End: to the edges). It only asks; its parent moves it.
class SplitDivider : public QWidget {
    Q_OBJECT
public:
    explicit SplitDivider(QWidget *parent);

    /// `x`: the first pixel right of the line. It ends at the plates, which lie along the upper and the lower edge. All
    /// in the parent's coordinates.
    void moveTo(int x, const QList<QRectF> &plates);
    int position() const { return x_; }
    void setAccent(const QColor &accent);

Q_SIGNALS:
    void moveRequested(int x);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    int x_ = 0;
    double grab_ = 0; ///< where the hand holds it, from the line
    QColor accent_;
};

/// Slider between the marks of two sets, on a plate.
class OnionPlate : public QWidget {
    Q_OBJECT
public:
    explicit OnionPlate(QWidget *parent);

    void setAccent(const QColor &accent); ///< of the ring while the slider has the focus
    void setStyles(const LayerStyle &first, const LayerStyle &second);
    QSlider *slider() { return slider_; } ///< 0..100: percent of the second

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    QSlider *slider_;
    QColor accent_;
    LayerStyle first_;
    LayerStyle second_;
};

} // namespace fiducial::ui
