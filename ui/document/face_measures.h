#pragma once

#include "core/metrics/metrics.h"

#include <vector>

namespace fiducial::ui {

/// Errors of one set of points of one face against a reference. NaN where a value does not exist.
struct FaceMeasure {
    std::array<float, metrics::kNormaliserCount> nme;
    float worstPixels = std::numeric_limits<float>::quiet_NaN();
    int worstPoint = -1;

    FaceMeasure() { nme.fill(std::numeric_limits<float>::quiet_NaN()); }
    double under(metrics::Normaliser n) const { return static_cast<double>(nme[static_cast<std::size_t>(n)]); }
    bool exists() const { return worstPoint >= 0; }
};

/// `box`, `boxSize`: of the face, for the normaliser that needs them.
FaceMeasure measureFace(const LandmarkSet &reference, const LandmarkSet &points, const LandmarkScheme &scheme,
                        const std::optional<Rect> &box, std::optional<double> boxSize);

} // namespace fiducial::ui
