#include "ui/paint/view_transform.h"

#include <algorithm>

namespace fiducial::ui {

QRectF ViewTransform::toView(const Rect &image) const
{
    return QRectF(toView(Point2{image.x, image.y}), toView(Point2{image.right(), image.bottom()}));
}

QRectF ViewTransform::pictureRect(Size size) const
{
    return toView(pictureArea(size));
}

ViewTransform ViewTransform::zoomedAt(QPointF anchor, double factor) const
{
    return {scale * factor, anchor + (offset - anchor) * factor};
}

ViewTransform ViewTransform::fitting(const Rect &image, const QRectF &view)
{
    ViewTransform fitted;
    fitted.scale = std::min(view.width() / image.width, view.height() / image.height);
    const Point2 centre = image.centre();
    fitted.offset = view.center() - QPointF(centre.x + 0.5, centre.y + 0.5) * fitted.scale;
    return fitted;
}

Rect pictureArea(Size size)
{
    return {-0.5, -0.5, static_cast<double>(size.width), static_cast<double>(size.height)};
}

} // namespace fiducial::ui
