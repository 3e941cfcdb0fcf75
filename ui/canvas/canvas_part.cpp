#include "ui/canvas/canvas_p.h"

#include <algorithm>
#include <cmath>

namespace fiducial::ui {

namespace {
constexpr double kPartShare = 0.6; ///< of the view that a contour fills when a pass begins

double sizeOf(const Rect &box)
{
    return std::sqrt(std::max(1.0, box.width) * std::max(1.0, box.height));
}
} // namespace

std::optional<ViewTransform> CanvasPrivate::partFit() const
{
    const FaceLayer *layer = workLayer();
    const std::vector<int> landmarks = contourPoints(lockedContour);
    if (!layer || landmarks.empty() || q.rect().isEmpty())
        return std::nullopt;
    std::vector<Point2> points;
    for (const int i : landmarks)
        points.push_back(layer->set.points[static_cast<std::size_t>(i)]);
    const Rect box = landmarkBox(points);
    ViewTransform fit{1, {}, view.target().angle};
    if (partZoom > 0)
        fit.scale = partZoom / sizeOf(landmarkBox(layer->set));
    else
        fit.scale = kPartShare * std::min(q.width() / std::max(1.0, box.width), q.height() / std::max(1.0, box.height));
    fit.scale = std::clamp(fit.scale, CanvasView::kMinScale, CanvasView::kMaxScale);
    fit.offset = QRectF(q.rect()).center() - fit.toView(box.centre());
    return snapped(fit, q.devicePixelRatioF());
}

void CanvasPrivate::rememberPartZoom()
{
    const FaceLayer *layer = workLayer();
    if (lockedContour >= 0 && layer && layer->set.presentCount() > 1)
        partZoom = view.target().scale * sizeOf(landmarkBox(layer->set));
}

bool CanvasPrivate::fitPart(bool glide)
{
    const std::optional<ViewTransform> fit = partFit();
    if (!fit)
        return false;
    fitted = Fitted::No;
    if (glide)
        view.glideTo(*fit);
    else
        view.jumpTo(*fit);
    std::vector<int> points = contourPoints(lockedContour);
    const int first = points.front();
    std::ranges::sort(points);
    select(std::move(points), first);
    return true;
}

void LandmarkCanvas::setPartPass(bool on)
{
    if (on == isPartPass())
        return;
    d_->partZoom = 0;
    d_->lockedContour = -1;
    if (!on) {
        fitFace();
        return Q_EMIT partPassChanged(false);
    }
    const int landmark = d_->selected.empty() ? d_->hovered : d_->selected.front();
    d_->lockedContour = d_->scheme && landmark >= 0 ? d_->scheme->contourOf(landmark) : -1;
    if (d_->lockedContour < 0 || !d_->fitPart(true)) {
        d_->lockedContour = -1;
        Q_EMIT notice(LandmarkCanvas::tr("Select a landmark of the part to look at, or point at one, first."));
        return Q_EMIT partPassChanged(false);
    }
    d_->rememberPartZoom();
    Q_EMIT partPassChanged(true);
}

bool LandmarkCanvas::isPartPass() const
{
    return d_->lockedContour >= 0;
}

void LandmarkCanvas::setOnlyActiveFace(bool on)
{
    d_->scene.setOnlyActive(on);
    d_->setHovered(-1, true);
    update();
}

bool LandmarkCanvas::showsOnlyActiveFace() const
{
    return d_->scene.onlyActive();
}

} // namespace fiducial::ui
