#include "ui/paint/mark_icon.h"

#include "ui/paint/overlay_painter.h"

#include <QPainter>

namespace fiducial::ui {

namespace {
constexpr double kMarkSize = 10;

QPixmap markAt(const LayerStyle &style, int side, double ratio, bool dark, double opacity)
{
    LayerStyle shown = style;
    shown.colour = dark ? style.colour : style.chartColour;
    QPixmap pixmap(QSize(side, side) * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setOpacity(opacity);
    paintMark(painter, QPointF(side, side) / 2, shown, kMarkSize);
    return pixmap;
}
} // namespace

QPixmap markPixmap(const LayerStyle &style, int side, double devicePixelRatio, bool darkGround)
{
    return markAt(style, side, devicePixelRatio, darkGround, 1);
}

QPixmap hiddenMarkPixmap(const LayerStyle &style, int side, double devicePixelRatio, bool darkGround,
                         const QColor &line)
{
    QPixmap pixmap = markAt(style, side, devicePixelRatio, darkGround, 0.6);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(line, 1.2));
    painter.drawLine(QPointF(1.5, side - 1.5), QPointF(side - 1.5, 1.5));
    return pixmap;
}

} // namespace fiducial::ui
