#include "ui/paint/face_figure.h"

#include "ui/paint/overlay_painter.h"
#include "ui/paint/picture_painter.h"
#include "ui/paint/view_transform.h"

#include <QPainter>

#include <algorithm>

namespace fiducial::ui {

namespace {

constexpr double kPlateMargin = 10;

QFont figureFont(const FaceFigure &figure)
{
    QFont font = figure.font;
    if (font.pixelSize() <= 0)
        font.setPixelSize(13);
    return font;
}

} // namespace

QImage renderFaceFigure(const FaceFigure &figure, QSize size, double devicePixelRatio)
{
    if (size.isEmpty() || !(devicePixelRatio > 0))
        return {};
    QImage image((QSizeF(size) * devicePixelRatio).toSize(), QImage::Format_RGB32);
    if (image.isNull())
        return {};
    image.setDevicePixelRatio(devicePixelRatio);
    image.fill(figure.ground);

    const Size imageSize =
        figure.imageSize.empty() ? Size{figure.picture.width(), figure.picture.height()} : figure.imageSize;
    Rect area = figure.area.value_or(pictureArea(imageSize));
    if (area.empty())
        area = {-0.5, -0.5, 1, 1};
    const QRectF ground{QPointF(), QSizeF(size)};
    const ViewTransform view = ViewTransform::fitting(area, ground);

    QPainter painter(&image);
    painter.setFont(figureFont(figure));
    paintPicture(painter, figure.picture, imageSize, view, ground, PictureQuality::Smooth);
    figure.heat.paint(painter, view, ground);
    OverlayPainter overlay(painter, view, figure.scheme, figure.options);
    for (std::size_t i = figure.faces.size(); i-- > 0;)
        overlay.paintFace(figure.faces[i], {}, ground, i > 0);
    if (figure.failure)
        paintFailureFrame(painter, ground);
    const double room = std::max(0.0, ground.width() - 2 * kPlateMargin);
    paintNumberPlate(painter, figure.plate, painter.font(), {kPlateMargin, kPlateMargin}, room);
    paintLegend(painter, figure.legend, painter.font(), {kPlateMargin, ground.height() - kPlateMargin}, room);
    return image;
}

std::optional<Rect> faceArea(const FaceOverlay &face, double margin)
{
    std::vector<Point2> corners;
    const auto add = [&corners](const Rect &r) {
        corners.push_back({r.x, r.y});
        corners.push_back({r.right(), r.bottom()});
    };
    for (const FaceLayer &layer : face.layers) {
        if (!layer.visible)
            continue;
        for (int i = 0; i < layer.set.count(); ++i)
            if (layer.set.isPresent(i))
                corners.push_back(layer.set.points[static_cast<std::size_t>(i)]);
    }
    if (face.box && !face.box->empty())
        add(*face.box);
    if (corners.empty())
        return std::nullopt;
    const auto [left, right] =
        std::minmax_element(corners.begin(), corners.end(), [](Point2 a, Point2 b) { return a.x < b.x; });
    const auto [top, bottom] =
        std::minmax_element(corners.begin(), corners.end(), [](Point2 a, Point2 b) { return a.y < b.y; });
    const double width = std::max(right->x - left->x, 1.0) * margin;
    const double height = std::max(bottom->y - top->y, 1.0) * margin;
    const Point2 centre{(left->x + right->x) / 2, (top->y + bottom->y) / 2};
    return Rect{centre.x - width / 2, centre.y - height / 2, width, height};
}

} // namespace fiducial::ui
