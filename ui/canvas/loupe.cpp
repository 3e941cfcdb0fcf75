#include "ui/canvas/loupe.h"

#include "ui/paint/picture_painter.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace fiducial::ui {

double loupeScale(double viewScale)
{
    return std::clamp(viewScale * 4, 12.0, 96.0);
}

QRectF loupeRect(QSizeF view, QPointF followed)
{
    const double reach = kLoupeSide + 2 * kLoupeMargin;
    if (view.width() < reach * 1.5 || view.height() < reach)
        return {};
    QRectF rect(view.width() - kLoupeMargin - kLoupeSide, view.height() - kLoupeMargin - kLoupeSide, kLoupeSide,
                kLoupeSide);
    if (rect.adjusted(-24, -24, 24, 24).contains(followed))
        rect.moveTop(kLoupeMargin);
    return rect;
}

void paintLoupe(QPainter &painter, const QRectF &rect, const QImage &picture, Size imageSize, const Loupe &loupe)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath shape;
    shape.addRoundedRect(rect, 6, 6);
    painter.setClipPath(shape, Qt::IntersectClip);
    painter.fillRect(rect, QColor(14, 16, 19));
    ViewTransform view{loupe.scale, {}};
    view.offset = rect.center() - view.toView(loupe.centre);
    paintPicture(painter, picture, imageSize, view, rect, PictureQuality::Pixelated);

    const QPointF c = rect.center();
    const auto cross = [&](const QPen &pen) {
        painter.setPen(pen);
        painter.drawLine(QPointF(rect.left(), c.y()), QPointF(rect.right(), c.y()));
        painter.drawLine(QPointF(c.x(), rect.top()), QPointF(c.x(), rect.bottom()));
    };
    cross(QPen(QColor(12, 14, 16, 90), 2.6));
    cross(QPen(QColor(255, 255, 255, 170), 1));
    if (loupe.mark) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(edgeColour(), 3.4));
        painter.drawEllipse(c, 8, 8);
        painter.setPen(QPen(loupe.colour, 2));
        painter.drawEllipse(c, 8, 8);
    }
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(QColor(255, 255, 255, 110), 2));
    painter.drawPath(shape);
    painter.restore();
}

} // namespace fiducial::ui
