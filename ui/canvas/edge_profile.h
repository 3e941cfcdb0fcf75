#pragma once

#include "core/geometry/types.h"

#include <QImage>

#include <optional>
#include <vector>

namespace fiducial::ui {

/// Brightness across a contour, along its normal through one of its points.
struct EdgeProfile {
    static constexpr double kStep = 0.25; ///< image pixels between samples

    Point2 centre;
    Point2 normal;              ///< length 1
    std::vector<double> values; ///< 0..255, an odd number; the middle one lies at the centre
    double reach() const { return kStep * static_cast<double>(values.size() / 2); }
    /// Along the normal from the centre, image pixels, of the steepest change; nearer ones win over equally steep ones
    /// farther away. Nothing where the profile is flat.
    std::optional<double> peak() const;
};

/// `reach`: image pixels to either side. `picture` may be a reduced decode of a picture of `imageSize`. Averaged over
/// three pixels along the contour; outside the picture its border goes on.
EdgeProfile edgeProfile(const QImage &picture, Size imageSize, Point2 centre, Point2 normal, double reach);

} // namespace fiducial::ui
