#include "ui/canvas/canvas_p.h"

#include <cmath>
#include <optional>

namespace fiducial::ui {

namespace {
constexpr double kWhole = 360;

std::optional<Point2> centreOf(const LandmarkSet &set, const std::vector<int> &landmarks)
{
    Point2 sum;
    for (const int i : landmarks) {
        if (i >= set.count() || !set.isPresent(i))
            return std::nullopt;
        sum = sum + set.points[static_cast<std::size_t>(i)];
    }
    return landmarks.empty() ? std::nullopt : std::optional(sum * (1.0 / static_cast<double>(landmarks.size())));
}
} // namespace

void LandmarkCanvas::setRotation(double degrees)
{
    double angle = std::remainder(degrees, kWhole);
    if (angle == -kWhole / 2)
        angle = -angle;
    if (angle == rotation())
        return;
    // A face or picture that is fitted stays so.
    const ViewTransform turned = d_->view.target().turnedAt(QRectF(rect()).center(), angle);
    d_->view.jumpTo(turned);
    if (d_->fitted == CanvasPrivate::Fitted::Image)
        d_->view.jumpTo(d_->imageFit());
    else if (d_->fitted == CanvasPrivate::Fitted::Face)
        d_->view.jumpTo(d_->faceFit());
    if (d_->cursor)
        d_->hover(*d_->cursor);
}

double LandmarkCanvas::rotation() const
{
    return d_->view.target().angle;
}

bool LandmarkCanvas::levelEyes()
{
    const FaceLayer *layer = d_->workLayer();
    if (!layer || !d_->matchesScheme(layer->set))
        return false;
    const auto &eyes = d_->scheme->interPupil ? d_->scheme->interPupil : d_->scheme->interOcular;
    const std::optional<Point2> left = eyes ? centreOf(layer->set, eyes->left) : std::nullopt;
    const std::optional<Point2> right = eyes ? centreOf(layer->set, eyes->right) : std::nullopt;
    if (!left || !right || distance(*left, *right) == 0)
        return false;
    setRotation(-std::atan2(right->y - left->y, right->x - left->x) * 180 / M_PI);
    d_->fitted = CanvasPrivate::Fitted::Face;
    d_->view.jumpTo(d_->faceFit());
    return true;
}

} // namespace fiducial::ui
