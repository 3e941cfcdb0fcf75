#include "ui/paint/picture_painter.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace fiducial::ui {

void paintPicture(QPainter &painter, const QImage &picture, Size imageSize, const ViewTransform &view,
                  const QRectF &clip, PictureQuality quality)
{
    const QRectF ground = view.pictureRect(imageSize);
    const QTransform turn = view.turn();
    const QRectF seen = ground.intersected(turn.inverted().mapRect(clip));
    if (picture.isNull() || seen.isEmpty())
        return;
    // View pixels per pixel of the decoded picture, which may be smaller than the image.
    const double perX = ground.width() / picture.width();
    const double perY = ground.height() / picture.height();
    const int left = std::max(0, static_cast<int>(std::floor((seen.left() - ground.left()) / perX)) - 1);
    const int top = std::max(0, static_cast<int>(std::floor((seen.top() - ground.top()) / perY)) - 1);
    const int right = std::min(picture.width(), static_cast<int>(std::ceil((seen.right() - ground.left()) / perX)) + 1);
    const int bottom =
        std::min(picture.height(), static_cast<int>(std::ceil((seen.bottom() - ground.top()) / perY)) + 1);
    const QRect source(left, top, right - left, bottom - top);
    const QRectF target(ground.left() + left * perX, ground.top() + top * perY, source.width() * perX,
                        source.height() * perY);

    painter.save();
    painter.setClipRect(clip, Qt::IntersectClip);
    painter.setRenderHint(QPainter::SmoothPixmapTransform, quality == PictureQuality::Smooth);
    const double ratio = painter.deviceTransform().m11();
    painter.setRenderHint(QPainter::Antialiasing, view.angle != 0); // the slanting edge
    painter.setTransform(turn, true);
    if (quality == PictureQuality::Smooth && std::min(perX, perY) * ratio < 0.75) {
        const QSize shrunk(std::max(1, qRound(target.width() * ratio)), std::max(1, qRound(target.height() * ratio)));
        const QImage small = picture.copy(source).scaled(shrunk, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
        painter.drawImage(target, small, QRectF(small.rect()));
    } else {
        painter.drawImage(target, picture, QRectF(source));
    }
    painter.restore();
}

} // namespace fiducial::ui
