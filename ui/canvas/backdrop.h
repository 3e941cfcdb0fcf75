#pragma once

#include "ui/paint/picture_painter.h"
#include "ui/paint/view_transform.h"

#include <QColor>
#include <QImage>
#include <QObject>
#include <QPixmap>
#include <QTimer>

#include <array>

namespace fiducial::ui {

/// How the picture is shown; the pixels themselves stay as they are.
struct Tone {
    double brightness = 0; ///< -1..1, added to what is 0..1
    double contrast = 0;   ///< -1..1: flat .. four times as steep, about the middle
    double gamma = 1;      ///< 0.2..5, above 1: dark parts lighter
    friend bool operator==(const Tone &, const Tone &) = default;
    /// What a channel's 0..255 becomes.
    std::array<uchar, 256> table() const;
};

/// The picture as it lies under the overlays, kept as a pixmap of the widget's size. While the scale changes it is
/// drawn roughly; 80 ms after the last change it is drawn well. A move by whole device pixels only draws the new edge.
class Backdrop : public QObject {
    Q_OBJECT
public:
    explicit Backdrop(QObject *parent = nullptr);

    void setPicture(const QImage &picture, Size imageSize);
    const QImage &picture() const { return toned_; }    ///< as it is shown
    const QImage &original() const { return picture_; } ///< as it was given
    void setTone(const Tone &tone);
    const Tone &tone() const { return tone_; }
    Size imageSize() const { return imageSize_; }
    void setGround(const QColor &ground);
    void setPixelatedAbove(double scale);
    bool isPixelated(double scale) const { return scale > pixelatedAbove_; }

    /// Draws the part `rect` (view pixels); `size` is the widget's.
    void paint(QPainter &painter, const QRect &rect, QSize size, const ViewTransform &view);

Q_SIGNALS:
    /// The good picture can be drawn now.
    void settled();

private:
    void render(const ViewTransform &view, QSize size, double ratio);
    bool scroll(const ViewTransform &view);
    void renderPart(const QRectF &part, const ViewTransform &view, PictureQuality quality);

    void applyTone();

    QImage picture_;
    QImage toned_;
    Tone tone_;
    Size imageSize_;
    QColor ground_;
    double pixelatedAbove_ = 4;
    QPixmap cache_;
    ViewTransform cachedView_;
    bool valid_ = false;
    bool good_ = false; ///< the cache has its final quality
    QTimer settle_;
};

} // namespace fiducial::ui
