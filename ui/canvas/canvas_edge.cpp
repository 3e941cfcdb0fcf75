#include "core/shape/contour_spline.h"
#include "ui/canvas/canvas_p.h"
#include "ui/canvas/edge_profile.h"
#include "ui/canvas/tool_paint.h"

#include <algorithm>

namespace fiducial::ui {

namespace {
constexpr double kReachOfFace = 0.03; ///< share of the longer side of the face
constexpr double kLeastReach = 4;     ///< image pixels
} // namespace

std::optional<EdgeProfile> CanvasPrivate::profileAt(int landmark) const
{
    const std::optional<ContourPoints> contour =
        scheme && landmark >= 0 && landmark < scheme->count && scheme->contourOf(landmark) >= 0
            ? contourPointsOf(*this, scheme->contourOf(landmark))
            : std::nullopt;
    if (!contour || contour->points.size() < 2 || backdrop.picture().isNull())
        return std::nullopt;
    const auto place = std::ranges::find(contour->landmarks, landmark);
    if (place == contour->landmarks.end())
        return std::nullopt;
    const int position = static_cast<int>(place - contour->landmarks.begin());
    const shape::ContourSpline curve(contour->points, contour->closed);
    const Rect box = landmarkBox(workLayer()->set);
    return edgeProfile(backdrop.original(), backdrop.imageSize(), contour->points[static_cast<std::size_t>(position)],
                       curve.normalAt(curve.arcOf(position)),
                       std::max(kLeastReach, kReachOfFace * std::max(box.width, box.height)));
}

void LandmarkCanvas::moveToGradientPeak()
{
    const std::optional<EditTarget> target = d_->editTarget();
    if (d_->gesture.kind != Gesture::None || !target)
        return;
    std::vector<int> landmarks = d_->selected;
    if (landmarks.empty() && d_->hovered >= 0)
        landmarks = {d_->hovered};
    LandmarkSet result = target->set;
    int found = 0;
    for (const int i : landmarks) {
        const std::optional<EdgeProfile> profile = d_->profileAt(i);
        const std::optional<double> peak = profile ? profile->peak() : std::nullopt;
        if (!peak || !result.isPresent(i))
            continue;
        result.points[static_cast<std::size_t>(i)] = profile->centre + profile->normal * *peak;
        ++found;
    }
    if (landmarks.empty())
        Q_EMIT notice(LandmarkCanvas::tr("Select a landmark, or point at one, first."));
    else if (found == 0)
        Q_EMIT notice(LandmarkCanvas::tr("There is no edge across the contour here."));
    d_->commit(*target, result, landmarks, EditKind::Peak);
}

} // namespace fiducial::ui
