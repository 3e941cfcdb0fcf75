#include "ui/paint/overlay_painter.h"

#include <QPainter>
#include <QPainterPath>

namespace fiducial::ui {

namespace {

constexpr double kStroke = 1.7;
constexpr double kEdge = 1.4; // how much wider the dark stroke below is

QPen roundPen(const QColor &colour, double width)
{
    return QPen(colour, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
}

/// The same outline twice: a wider dark one, then the colour.
template <class Draw>
void strokeWithEdge(QPainter &painter, const QColor &colour, double width, Draw draw)
{
    painter.setBrush(Qt::NoBrush);
    painter.setPen(roundPen(edgeColour(), width + kEdge));
    draw();
    painter.setPen(roundPen(colour, width));
    draw();
}

void paintCross(QPainter &painter, QPointF c, const QColor &colour, double r)
{
    strokeWithEdge(painter, colour, kStroke, [&] {
        painter.drawLine(c + QPointF(-r, -r), c + QPointF(r, r));
        painter.drawLine(c + QPointF(-r, r), c + QPointF(r, -r));
    });
}

void paintPlus(QPainter &painter, QPointF c, const QColor &colour, double r)
{
    strokeWithEdge(painter, colour, kStroke, [&] {
        painter.drawLine(c + QPointF(-r, 0), c + QPointF(r, 0));
        painter.drawLine(c + QPointF(0, -r), c + QPointF(0, r));
    });
}

void paintPolygon(QPainter &painter, const QPolygonF &outline, const QColor &colour)
{
    strokeWithEdge(painter, colour, kStroke - 0.2, [&] { painter.drawPolygon(outline); });
}

void paintFilled(QPainter &painter, const QColor &colour)
{
    painter.setPen(roundPen(QColor(12, 14, 16, 235), 1.3));
    painter.setBrush(colour);
}

void paintHalfFilled(QPainter &painter, QPointF c, const QColor &colour, double r)
{
    const QRectF box(c.x() - r, c.y() - r, 2 * r, 2 * r);
    strokeWithEdge(painter, colour, kStroke - 0.3, [&] { painter.drawEllipse(box); });
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawPie(box, 90 * 16, 180 * 16);
}

void paintDashed(QPainter &painter, QPointF c, const QColor &colour, double r)
{
    painter.setBrush(Qt::NoBrush);
    painter.setPen(roundPen(edgeColour(), kStroke + kEdge - 0.3));
    painter.drawEllipse(c, r, r);
    QPen dashed(colour, kStroke - 0.3, Qt::CustomDashLine, Qt::FlatCap);
    dashed.setDashPattern({1.6, 1.6});
    painter.setPen(dashed);
    painter.drawEllipse(c, r, r);
}

} // namespace

void paintMark(QPainter &painter, QPointF centre, const LayerStyle &style, double size, Visibility visibility)
{
    const double r = size / 2;
    const QPointF c = centre;
    if (visibility == Visibility::Absent)
        return paintDashed(painter, c, style.colour, r);
    if (visibility == Visibility::Occluded)
        return paintHalfFilled(painter, c, style.colour, r);
    switch (style.mark) {
    case Mark::Circle:
        return strokeWithEdge(painter, style.colour, kStroke, [&] { painter.drawEllipse(c, r, r); });
    case Mark::Cross:
        return paintCross(painter, c, style.colour, r * 0.8);
    case Mark::Plus:
        return paintPlus(painter, c, style.colour, r);
    case Mark::Diamond:
        return paintPolygon(painter, {c + QPointF(0, -r), c + QPointF(r, 0), c + QPointF(0, r), c + QPointF(-r, 0)},
                            style.colour);
    case Mark::Triangle:
        return paintPolygon(painter, {c + QPointF(0, -r), c + QPointF(r * 0.87, r / 2), c + QPointF(-r * 0.87, r / 2)},
                            style.colour);
    case Mark::Disc:
        paintFilled(painter, style.colour);
        painter.drawEllipse(c, r - 0.5, r - 0.5);
        return;
    case Mark::Square:
        paintFilled(painter, style.colour);
        painter.drawRect(QRectF(c.x() - r + 0.5, c.y() - r + 0.5, size - 1, size - 1));
        return;
    }
}

} // namespace fiducial::ui
