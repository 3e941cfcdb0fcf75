#include "ui/canvas/backdrop.h"

#include <QPainter>
#include <QTransform>

#include <cmath>

namespace fiducial::ui {

Backdrop::Backdrop(QObject *parent) : QObject(parent)
{
    settle_.setSingleShot(true);
    settle_.setInterval(80);
    connect(&settle_, &QTimer::timeout, this, [this] {
        valid_ = valid_ && good_;
        Q_EMIT settled();
    });
}

void Backdrop::setPicture(const QImage &picture, Size imageSize)
{
    // One format that the raster engine draws without converting it in every frame.
    picture_ = picture.hasAlphaChannel() ? picture.convertToFormat(QImage::Format_ARGB32_Premultiplied)
                                         : picture.convertToFormat(QImage::Format_RGB32);
    imageSize_ = imageSize.empty() ? Size{picture.width(), picture.height()} : imageSize;
    valid_ = false;
    settle_.stop();
}

void Backdrop::setGround(const QColor &ground)
{
    if (ground != ground_)
        valid_ = false;
    ground_ = ground;
}

void Backdrop::setPixelatedAbove(double scale)
{
    pixelatedAbove_ = scale;
    valid_ = false;
}

void Backdrop::paint(QPainter &painter, const QRect &rect, QSize size, const ViewTransform &view)
{
    const double ratio = painter.deviceTransform().m11();
    const QSize pixels(static_cast<int>(std::ceil(size.width() * ratio)),
                       static_cast<int>(std::ceil(size.height() * ratio)));
    const bool sameCanvas = valid_ && cache_.size() == pixels && cache_.devicePixelRatio() == ratio;
    if (!sameCanvas || (view != cachedView_ && !scroll(view)))
        render(view, size, ratio);
    painter.save();
    painter.setClipRect(rect, Qt::IntersectClip);
    painter.drawPixmap(QPointF(), cache_);
    painter.restore();
}

void Backdrop::render(const ViewTransform &view, QSize size, double ratio)
{
    const QSize pixels(static_cast<int>(std::ceil(size.width() * ratio)),
                       static_cast<int>(std::ceil(size.height() * ratio)));
    // The first picture after a pause is drawn well at once; one that follows a change of scale is not.
    const bool moving = valid_ && view.scale != cachedView_.scale;
    if (cache_.size() != pixels || cache_.devicePixelRatio() != ratio) {
        cache_ = QPixmap(pixels);
        cache_.setDevicePixelRatio(ratio);
    }
    const PictureQuality best = isPixelated(view.scale) ? PictureQuality::Pixelated : PictureQuality::Smooth;
    renderPart(QRectF(QPointF(), QSizeF(pixels) / ratio), view, moving ? PictureQuality::Fast : best);
    cachedView_ = view;
    valid_ = true;
    good_ = !moving || best == PictureQuality::Pixelated;
    if (good_)
        settle_.stop();
    else
        settle_.start();
}

bool Backdrop::scroll(const ViewTransform &view)
{
    const double ratio = cache_.devicePixelRatio();
    const QPointF shift = (view.offset - cachedView_.offset) * ratio;
    const QPoint whole(qRound(shift.x()), qRound(shift.y()));
    if (view.scale != cachedView_.scale || !good_ || QPointF(shift - whole).manhattanLength() > 1e-6 ||
        std::abs(whole.x()) >= cache_.width() || std::abs(whole.y()) >= cache_.height())
        return false;
    QRegion exposed;
    cache_.scroll(whole.x(), whole.y(), cache_.rect(), &exposed);
    cachedView_ = view;
    const PictureQuality best = isPixelated(view.scale) ? PictureQuality::Pixelated : PictureQuality::Smooth;
    for (const QRect &part : exposed)
        renderPart(QRectF(QPointF(part.topLeft()) / ratio, QSizeF(part.size()) / ratio), view, best);
    return true;
}

void Backdrop::renderPart(const QRectF &part, const ViewTransform &view, PictureQuality quality)
{
    QPainter painter(&cache_);
    painter.fillRect(part, ground_);
    paintPicture(painter, picture_, imageSize_, view, part, quality);
}

} // namespace fiducial::ui
