#pragma once

#include "core/scheme/landmark_scheme.h"

#include <vector>

namespace fiducial::shape {

/// Place of a landmark on a head that faces the viewer: cm, x right, y down, z towards the viewer. Weight 0: it moves
/// too much against the skull to tell the pose.
struct HeadPoint {
    double x = 0, y = 0, z = 0;
    double weight = 0;
};

/// One entry a landmark. Mean of 500 synthetic heads at rest (`fiducial-cli synth`) and their mirror images in WFLW's
/// points. Brows, eyes and nose weigh 1; the face contour is the silhouette, which slides over a turning head, but lies
/// far from the nose in depth: 0.05 has the smallest error over synthetic faces; mouth and pupils have no weight. Other
/// schemes take the places through their map from wflw98, else of the landmarks with the same name.
std::vector<HeadPoint> meanHead(const LandmarkScheme &scheme);

} // namespace fiducial::shape
