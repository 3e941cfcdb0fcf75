#include "ui/canvas/loupe.h"

#include "ui/paint/picture_painter.h"

#include <QPainter>
#include <QPainterPath>
#include <QPolygonF>

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

namespace {

constexpr double kGraphHeight = 40;

/// The profile as a curve on a dark strip, with the place of the landmark in the middle and that of the peak.
void paintProfile(QPainter &painter, const QRectF &rect, const EdgeProfile &profile, const QColor &colour)
{
    const QRectF strip(rect.left(), rect.bottom() - kGraphHeight, rect.width(), kGraphHeight);
    painter.fillRect(strip, QColor(14, 16, 19, 190));
    const auto [least, most] = std::ranges::minmax(profile.values);
    const double range = std::max(16.0, most - least); // a flat profile stays flat
    const auto x = [&](double offset) { return strip.center().x() + offset / profile.reach() * strip.width() / 2; };
    QPolygonF line;
    for (std::size_t i = 0; i < profile.values.size(); ++i)
        line << QPointF(x(EdgeProfile::kStep * static_cast<double>(i) - profile.reach()),
                        strip.bottom() - 5 - (profile.values[i] - least) / range * (kGraphHeight - 10));
    painter.setPen(QPen(QColor(255, 255, 255, 110), 1, Qt::DotLine));
    painter.drawLine(QPointF(x(0), strip.top()), QPointF(x(0), strip.bottom()));
    if (const std::optional<double> peak = profile.peak()) {
        painter.setPen(QPen(colour, 1.4));
        painter.drawLine(QPointF(x(*peak), strip.top() + 2), QPointF(x(*peak), strip.bottom()));
    }
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(QColor(235, 238, 242), 1.4));
    painter.drawPolyline(line);
}

/// The normal that the profile was taken along, with a notch at the peak.
void paintNormal(QPainter &painter, const ViewTransform &view, const EdgeProfile &profile, const QColor &colour)
{
    const auto at = [&](double offset) { return view.toView(profile.centre + profile.normal * offset); };
    painter.setPen(QPen(QColor(235, 238, 242, 150), 1, Qt::DashLine));
    painter.drawLine(at(-profile.reach()), at(profile.reach()));
    if (const std::optional<double> peak = profile.peak()) {
        const QPointF along = view.turned({-profile.normal.y * 7, profile.normal.x * 7});
        painter.setPen(QPen(edgeColour(), 4));
        painter.drawLine(at(*peak) - along, at(*peak) + along);
        painter.setPen(QPen(colour, 2));
        painter.drawLine(at(*peak) - along, at(*peak) + along);
    }
}

} // namespace

void paintLoupe(QPainter &painter, const QRectF &rect, const QImage &picture, Size imageSize, const Loupe &loupe)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath shape;
    shape.addRoundedRect(rect, 6, 6);
    painter.setClipPath(shape, Qt::IntersectClip);
    painter.fillRect(rect, QColor(14, 16, 19));
    ViewTransform view{loupe.scale, {}, loupe.angle};
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
    if (loupe.profile) {
        paintNormal(painter, view, *loupe.profile, loupe.colour);
        paintProfile(painter, rect, *loupe.profile, loupe.colour);
    }
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(QColor(255, 255, 255, 110), 2));
    painter.drawPath(shape);
    painter.restore();
}

} // namespace fiducial::ui
