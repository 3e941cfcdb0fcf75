#include "ui/panels/flat_combo.h"

#include "ui/theme/palette.h"

#include <QAbstractItemModel>
#include <QPainter>

namespace fiducial::ui {

namespace {
constexpr int kSidePadding = 4;
constexpr int kArrowRoom = 14;

QFont boldFont(QFont font)
{
    font.setBold(true);
    return font;
}
} // namespace

FlatCombo::FlatCombo(QWidget *parent) : QComboBox(parent)
{
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    connect(this, &QComboBox::currentIndexChanged, this, [this] { updateGeometry(); });
    connect(model(), &QAbstractItemModel::dataChanged, this, [this] { updateGeometry(); });
}

QSize FlatCombo::sizeHint() const
{
    const QFontMetrics metrics(boldFont(font()));
    return {metrics.horizontalAdvance(currentText()) + 1 + 2 * kSidePadding + kArrowRoom, metrics.height() + 8};
}

QSize FlatCombo::minimumSizeHint() const
{
    return {60, sizeHint().height()};
}

void FlatCombo::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Palette &colours = paletteOf(palette());
    if (underMouse() || hasFocus()) {
        painter.setPen(hasFocus() ? QPen(colours.accent, 1) : QPen(Qt::NoPen));
        painter.setBrush(colours.raised);
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    }
    painter.setFont(boldFont(font()));
    painter.setPen(colours.text);
    const QRect text = rect().adjusted(kSidePadding, 0, -kSidePadding - kArrowRoom, 0);
    painter.drawText(text, Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(currentText(), Qt::ElideMiddle, text.width()));
    const QPointF tip(text.left() + std::min(text.width(), painter.fontMetrics().horizontalAdvance(currentText())) + 9,
                      rect().center().y() + 2.5);
    painter.setPen(QPen(colours.muted, 1.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    painter.drawPolyline(QPolygonF{tip + QPointF(-3.5, -3.5), tip, tip + QPointF(3.5, -3.5)});
}

void FlatCombo::enterEvent(QEnterEvent *event)
{
    QComboBox::enterEvent(event);
    update();
}

void FlatCombo::leaveEvent(QEvent *event)
{
    QComboBox::leaveEvent(event);
    update();
}

} // namespace fiducial::ui
