#pragma once

#include "ui/paint/picture_painter.h"
#include "ui/paint/view_transform.h"

#include <QColor>
#include <QImage>
#include <QObject>
#include <QPixmap>
#include <QTimer>

namespace fiducial::ui {

/// The picture as it lies under the overlays, kept as a pixmap of the widget's size. While the scale changes it is
/// drawn roughly; 80 ms after the last change it is drawn well. A move by whole device pixels only draws the new edge.
class Backdrop : public QObject {
    Q_OBJECT
public:
    explicit Backdrop(QObject *parent = nullptr);

    void setPicture(const QImage &picture, Size imageSize);
    const QImage &picture() const { return picture_; }
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

    QImage picture_;
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
