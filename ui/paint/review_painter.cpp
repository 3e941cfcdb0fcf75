#include "ui/paint/review_painter.h"

#include <QPainter>
#include <QPainterPath>

namespace fiducial::ui {

namespace {
constexpr QColor kGhostColour(0xd8, 0xde, 0xe6, 0xd0);
constexpr QColor kBubbleColour(0xff, 0xff, 0xff);
constexpr double kGhostRing = 2.2;
constexpr double kBubble = 11;

QPen dashedPen(const QColor &colour, double width)
{
    QPen pen(colour, width, Qt::CustomDashLine, Qt::FlatCap);
    pen.setDashPattern({4 / width, 3 / width});
    return pen;
}
} // namespace

void paintGhost(QPainter &painter, const ViewTransform &view, const LandmarkScheme *scheme, const LandmarkSet &ghost)
{
    painter.save();
    painter.setBrush(Qt::NoBrush);
    if (scheme && scheme->count == ghost.count())
        for (const Contour &contour : scheme->contours) {
            QPolygonF line;
            for (const int i : contour.points)
                if (ghost.isPresent(i))
                    line.append(view.toView(ghost.points[static_cast<std::size_t>(i)]));
            if (!contour.curve || line.size() < 2)
                continue;
            if (contour.closed)
                line.append(line.front());
            painter.setPen(QPen(edgeColour(), 2.4));
            painter.drawPolyline(line);
            painter.setPen(dashedPen(kGhostColour, 1.2));
            painter.drawPolyline(line);
        }
    for (int i = 0; i < ghost.count(); ++i) {
        if (!ghost.isPresent(i))
            continue;
        const QPointF c = view.toView(ghost.points[static_cast<std::size_t>(i)]);
        painter.setPen(QPen(edgeColour(), 2.6));
        painter.drawEllipse(c, kGhostRing, kGhostRing);
        painter.setPen(QPen(kGhostColour, 1.2));
        painter.drawEllipse(c, kGhostRing, kGhostRing);
    }
    painter.restore();
}

void paintCommentMark(QPainter &painter, QPointF tip, double size, const QColor &ground, const QColor &edge)
{
    const double height = size * 0.72;
    const QRectF body(tip.x(), tip.y() - size, size, height);
    QPainterPath bubble;
    bubble.addRoundedRect(body, size * 0.22, size * 0.22);
    QPainterPath tail;
    tail.moveTo(tip);
    tail.lineTo(body.left() + size * 0.18, body.bottom() - size * 0.12);
    tail.lineTo(body.left() + size * 0.52, body.bottom() - size * 0.12);
    tail.closeSubpath();
    painter.setPen(QPen(edge, 1.2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(ground);
    painter.drawPath(bubble.united(tail));
    painter.setPen(QPen(edge, 1, Qt::SolidLine, Qt::FlatCap));
    for (const double at : {0.36, 0.64})
        painter.drawLine(QPointF(body.left() + size * 0.24, body.top() + height * at),
                         QPointF(body.right() - size * 0.24, body.top() + height * at));
}

void paintCommentMarks(QPainter &painter, const ViewTransform &view, const LandmarkSet &set,
                       const std::vector<int> &remarked, double markSize)
{
    painter.save();
    for (const int i : remarked)
        if (i >= 0 && i < set.count() && isFinite(set.points[static_cast<std::size_t>(i)])) {
            const double away = markSize / 2 + 1;
            paintCommentMark(painter, view.toView(set.points[static_cast<std::size_t>(i)]) + QPointF(away, -away),
                             kBubble, kBubbleColour, edgeColour());
        }
    painter.restore();
}

} // namespace fiducial::ui
