#include "ui/canvas/backdrop.h"

#include <QPainter>
#include <QTransform>

#include <algorithm>
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
    applyTone();
    imageSize_ = imageSize.empty() ? Size{picture.width(), picture.height()} : imageSize;
    valid_ = false;
    settle_.stop();
}

std::array<uchar, 256> Tone::table() const
{
    std::array<uchar, 256> table{};
    const double slope = contrast < 0 ? 1 + std::max(contrast, -1.0) : std::pow(4.0, std::min(contrast, 1.0));
    const double power = 1 / std::clamp(gamma, 0.2, 5.0);
    for (std::size_t i = 0; i < table.size(); ++i) {
        const double lifted = std::pow(static_cast<double>(i) / 255, power);
        const double value = (lifted - 0.5) * slope + 0.5 + std::clamp(brightness, -1.0, 1.0);
        table[i] = static_cast<uchar>(std::lround(255 * std::clamp(value, 0.0, 1.0)));
    }
    return table;
}

void Backdrop::setTone(const Tone &tone)
{
    if (tone == tone_)
        return;
    tone_ = tone;
    applyTone();
    valid_ = false;
}

void Backdrop::applyTone()
{
    toned_ = picture_;
    if (tone_ == Tone{} || picture_.isNull())
        return;
    const std::array<uchar, 256> table = tone_.table();
    const auto toned = [&](int value, int alpha) { // premultiplied: no channel is beyond alpha
        return std::min(static_cast<int>(table[static_cast<std::size_t>(value)]), alpha);
    };
    for (int y = 0; y < toned_.height(); ++y) {
        auto *line = reinterpret_cast<QRgb *>(toned_.scanLine(y));
        for (int x = 0; x < toned_.width(); ++x)
            line[x] = qRgba(toned(qRed(line[x]), qAlpha(line[x])), toned(qGreen(line[x]), qAlpha(line[x])),
                            toned(qBlue(line[x]), qAlpha(line[x])), qAlpha(line[x]));
    }
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
    // Turned pictures are drawn anew with every move.
    const bool moving = valid_ && (view.scale != cachedView_.scale || view.angle != 0);
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
    const bool turned = view.angle != 0 || cachedView_.angle != 0;
    if (view.scale != cachedView_.scale || turned || !good_ || QPointF(shift - whole).manhattanLength() > 1e-6 ||
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
    paintPicture(painter, toned_, imageSize_, view, part, quality);
}

} // namespace fiducial::ui
