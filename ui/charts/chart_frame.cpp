#include "ui/charts/chart_frame.h"

#include "ui/charts/curve_view.h"
#include "ui/paint/layer_style.h"
#include "ui/theme/marks.h"
#include "ui/theme/palette.h"

#include <QPainter>
#include <QWidget>

#include <algorithm>

namespace fiducial::ui {

namespace {
constexpr int kFrameYTicks = 4;
constexpr double kPixelsPerTick = 56;
} // namespace

ChartFrame::ChartFrame(const QRectF &area, ChartAxis x, ChartAxis y) : area_(area), x_(std::move(x)), y_(std::move(y))
{}

QRectF ChartFrame::areaOf(const QWidget &widget)
{
    return {kLeft, kTop, std::max(1.0, widget.width() - kLeft - kRight),
            std::max(1.0, widget.height() - kTop - kBottom)};
}

double ChartFrame::toX(double value) const
{
    return area_.left() + (value - x_.low) / (x_.high - x_.low) * area_.width();
}

double ChartFrame::toY(double value) const
{
    return area_.bottom() - (value - y_.low) / (y_.high - y_.low) * area_.height();
}

double ChartFrame::xAt(double pixel) const
{
    return x_.low + (pixel - area_.left()) / area_.width() * (x_.high - x_.low);
}

void ChartFrame::paint(QPainter &painter, const QWidget &widget) const
{
    const Palette &colours = paletteOf(widget.palette());
    painter.save();
    painter.setFont(chartFont(widget));
    painter.setRenderHint(QPainter::Antialiasing, false);
    const int rows = std::clamp(static_cast<int>(area_.height() / 28), 2, kFrameYTicks);
    for (const double tick : CurveView::ticks(y_.low, y_.high, rows)) {
        painter.setPen(colours.chartGrid);
        painter.drawLine(QPointF(area_.left(), toY(tick)), QPointF(area_.right(), toY(tick)));
        painter.setPen(colours.muted);
        painter.drawText(QRectF(0, toY(tick) - 8, area_.left() - 6, 16), Qt::AlignRight | Qt::AlignVCenter,
                         y_.format(tick));
    }
    for (const double tick :
         CurveView::ticks(x_.low, x_.high, std::max(2, static_cast<int>(area_.width() / kPixelsPerTick)))) {
        painter.setPen(colours.border);
        painter.drawLine(QPointF(toX(tick), area_.bottom()), QPointF(toX(tick), area_.bottom() + 3));
        painter.setPen(colours.muted);
        painter.drawText(QRectF(toX(tick) - 30, area_.bottom() + 3, 60, 15), Qt::AlignCenter, x_.format(tick));
    }
    painter.setPen(colours.border);
    painter.drawLine(area_.bottomLeft(), area_.bottomRight());
    painter.setPen(colours.muted);
    painter.drawText(QRectF(0, area_.bottom() + 17, widget.width(), 16), Qt::AlignCenter,
                     painter.fontMetrics().elidedText(x_.name, Qt::ElideRight, widget.width()));
    painter.restore();
}

QFont chartFont(const QWidget &widget)
{
    QFont font = widget.font();
    font.setPixelSize(measures::kCaptionPixels);
    return font;
}

QColor runColour(int look, const QWidget &widget)
{
    const LayerStyle style = layerStyle(LayerKind::Run, look);
    return paletteOf(widget.palette()).dark ? style.colour : style.chartColour;
}

void paintFocusFrame(QPainter &painter, const QWidget &widget)
{
    if (!widget.hasFocus())
        return;
    painter.setBrush(Qt::NoBrush);
    painter.setPen(paletteOf(widget.palette()).accent);
    painter.drawRoundedRect(QRectF(widget.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
}

void paintChartNote(QPainter &painter, const QWidget &widget, const QString &sentence)
{
    painter.setFont(widget.font());
    painter.setPen(paletteOf(widget.palette()).muted);
    painter.drawText(widget.rect().adjusted(12, 8, -12, -8), Qt::AlignCenter | Qt::TextWordWrap, sentence);
}

void paintChartPlate(QPainter &painter, const QWidget &widget, QPointF at, const QString &text)
{
    const Palette &colours = paletteOf(widget.palette());
    painter.save();
    painter.setFont(chartFont(widget));
    QRectF plate =
        QRectF(painter.fontMetrics().boundingRect(widget.rect(), Qt::AlignLeft, text)).adjusted(-7, -4, 7, 4);
    plate.moveTopLeft(at + QPointF(10, 4));
    if (plate.right() > widget.width() - 2)
        plate.moveRight(at.x() - 10);
    plate.moveLeft(std::max(2.0, plate.left()));
    plate.moveBottom(std::min<double>(widget.height() - 2, plate.bottom()));
    painter.setPen(colours.border);
    painter.setBrush(colours.raised);
    painter.drawRoundedRect(plate, 4, 4);
    painter.setPen(colours.text);
    painter.drawText(plate.adjusted(7, 4, -7, -4), Qt::AlignLeft | Qt::AlignTop, text);
    painter.restore();
}

} // namespace fiducial::ui
