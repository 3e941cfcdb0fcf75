#include "ui/canvas/compare_controls.h"

#include "ui/paint/overlay_painter.h"
#include "ui/paint/plates.h"
#include "ui/theme/translated.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QSlider>

namespace fiducial::ui {

namespace {
constexpr int kDividerReach = 8; ///< on each side of the line: what the hand can catch
constexpr int kDividerStep = 10;
constexpr double kPlateMark = 9;
constexpr int kPlateMargin = 26; ///< room for a mark beside the slider

void giveFocusBack(QWidget &control)
{
    control.parentWidget()->setFocus(Qt::OtherFocusReason);
}
} // namespace

SplitDivider::SplitDivider(QWidget *parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("split-divider"));
    setCursor(Qt::SplitHCursor);
    setFocusPolicy(Qt::StrongFocus);
    translated(this, [this] {
        setAccessibleName(tr("Divider"));
        setAccessibleDescription(tr("Arrow keys move it; Escape goes back to the picture"));
    });
}

void SplitDivider::moveTo(int x, const QList<QRectF> &plates)
{
    x_ = x;
    QRect line(x - kDividerReach, 0, 2 * kDividerReach, parentWidget()->height());
    for (const QRectF &plate : plates) {
        if (!plate.intersects(line))
            continue;
        if (plate.center().y() < line.center().y())
            line.setTop(static_cast<int>(plate.bottom()));
        else
            line.setBottom(static_cast<int>(plate.top()));
    }
    setGeometry(line);
}

void SplitDivider::setAccent(const QColor &accent)
{
    accent_ = accent;
    update();
}

void SplitDivider::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QColor ground = hasFocus() ? accent_ : QColor(255, 255, 255);
    const QColor edge = accentEdge(ground);
    painter.fillRect(QRectF(kDividerReach - 2, 0, 4, height()), edge);
    painter.fillRect(QRectF(kDividerReach - 1, 0, 2, height()), ground);
    painter.setRenderHint(QPainter::Antialiasing);
    const QPointF middle(kDividerReach, parentWidget()->height() / 2.0 - y());
    painter.setPen(QPen(edge, 1));
    painter.setBrush(ground);
    painter.drawRoundedRect(QRectF(middle - QPointF(6, 14), QSizeF(12, 28)), 6, 6);
    painter.setPen(QPen(QColor(edge.red(), edge.green(), edge.blue()), 1.4));
    for (const double side : {-1.0, 1.0}) {
        painter.drawLine(middle + QPointF(4 * side, 0), middle + QPointF(1.5 * side, -3));
        painter.drawLine(middle + QPointF(4 * side, 0), middle + QPointF(1.5 * side, 3));
    }
}

void SplitDivider::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return event->ignore();
    grab_ = event->position().x() - kDividerReach;
}

void SplitDivider::mouseMoveEvent(QMouseEvent *event)
{
    if (event->buttons() & Qt::LeftButton)
        Q_EMIT moveRequested(qRound(mapToParent(event->position()).x() - grab_));
}

void SplitDivider::keyPressEvent(QKeyEvent *event)
{
    const int step = event->modifiers() & Qt::ShiftModifier ? 1 : kDividerStep;
    switch (event->key()) {
    case Qt::Key_Left:
        return Q_EMIT moveRequested(x_ - step);
    case Qt::Key_Right:
        return Q_EMIT moveRequested(x_ + step);
    case Qt::Key_Home:
        return Q_EMIT moveRequested(0);
    case Qt::Key_End:
        return Q_EMIT moveRequested(parentWidget()->width());
    case Qt::Key_Escape:
        return giveFocusBack(*this);
    default:
        QWidget::keyPressEvent(event); // keys of the picture
    }
}

OnionPlate::OnionPlate(QWidget *parent) : QWidget(parent), slider_(new QSlider(Qt::Horizontal, this))
{
    setObjectName(QStringLiteral("onion-plate"));
    setCursor(Qt::ArrowCursor);
    slider_->setRange(0, 100);
    slider_->setPageStep(25);
    slider_->setFocusPolicy(Qt::StrongFocus);
    // A plate is dark in both themes, and so is what lies on it.
    slider_->setStyleSheet(
        QStringLiteral("QSlider::groove:horizontal { height: 4px; border-radius: 2px;"
                       " background: rgba(255, 255, 255, 70); }"
                       "QSlider::handle:horizontal { width: 14px; margin: -5px 0; border-radius: 7px;"
                       " background: #f2f4f7; }"));
    translated(slider_, [this] { slider_->setAccessibleName(tr("From the first set to the second")); });
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(kPlateMargin, 4, kPlateMargin, 4);
    row->addWidget(slider_);
    setFixedSize(216, 32);
}

void OnionPlate::setAccent(const QColor &accent)
{
    accent_ = accent;
    update();
}

void OnionPlate::setStyles(const LayerStyle &first, const LayerStyle &second)
{
    first_ = first;
    second_ = second;
    update();
}

void OnionPlate::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintPlateGround(painter, rect());
    if (slider_->hasFocus()) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(accent_, 2));
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 5, 5);
    }
    paintMark(painter, {kPlateMargin / 2.0, height() / 2.0}, first_, kPlateMark);
    paintMark(painter, {width() - kPlateMargin / 2.0, height() / 2.0}, second_, kPlateMark);
}

void OnionPlate::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        return giveFocusBack(*this);
    QWidget::keyPressEvent(event);
}

} // namespace fiducial::ui
