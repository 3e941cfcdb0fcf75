#include "ui/canvas/canvas_p.h"

#include <QPainter>
#include <QPainterPath>
#include <QRegion>

namespace fiducial::ui {

namespace {
constexpr double kHeatPlateInset = 12; ///< as the other plates
constexpr double kHeatPlateGap = 8;    ///< above the legend
} // namespace

void LandmarkCanvas::setHeat(CanvasHeat heat)
{
    const bool nothing = d_->heat.face.isNil() && heat.face.isNil();
    d_->heat = std::move(heat);
    if (!nothing)
        update();
}

const CanvasHeat &LandmarkCanvas::heat() const
{
    return d_->heat;
}

bool CanvasPrivate::showsHeat() const
{
    // While the next picture loads, the last face is still the active one.
    const CanvasFace *face = scene.active();
    return face && !heat.face.isNil() && face->id == heat.face;
}

void CanvasPrivate::paintHeat(QPainter &painter, const QRegion &region) const
{
    if (!showsHeat() || heat.picture.isNull())
        return;
    const ViewTransform &shown = view.current();
    if (shown.angle == 0) {
        const QRectF picture = shown.pictureRect(backdrop.imageSize());
        for (const QRect &part : region)
            heat.picture.paint(painter, shown, picture.intersected(part));
        return;
    }
    QPainterPath picture;
    picture.addPolygon(shown.toPolygon(pictureArea(backdrop.imageSize())));
    painter.save();
    painter.setClipPath(picture);
    for (const QRect &part : region)
        heat.picture.paint(painter, shown, part);
    painter.restore();
}

void CanvasPrivate::paintHeatPlate(QPainter &painter) const
{
    if (!showsHeat())
        return;
    const QRectF below = legendArea();
    const double bottom = below.isEmpty() ? q.height() - kHeatPlateInset : below.top() - kHeatPlateGap;
    ui::paintHeatPlate(painter, heat.plate, q.font(), {kHeatPlateInset, bottom},
                       std::max(0.0, q.width() - 2 * kHeatPlateInset));
}

} // namespace fiducial::ui
