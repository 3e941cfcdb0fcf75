#pragma once

#include "core/dataset/dataset.h"
#include "core/dataset/face_state.h"

#include <functional>

namespace fiducial::pipeline {

/// One landmark that differs between two data sets.
struct PointDifference {
    int faceA = -1; ///< rows
    int faceB = -1;
    int landmark = -1;
    Point2 from, to;
    double pixels = 0;     ///< NaN where one side has no such point
    double normalised = 0; ///< share of the face's default normaliser (in A); NaN where it does not exist
    bool visibilityChanged = false;
    Provenance origin; ///< of the point in B, where B is a project
};

struct DiffRequest {
    const Dataset *a = nullptr;
    const Dataset *b = nullptr;
    /// Sets that stand for the ground truth of a or b (projects: mine where there is one); may be null.
    std::function<const EditedSet *(int)> editedA;
    std::function<const EditedSet *(int)> editedB;
    double minPixels = 1e-6; ///< smaller moves are no difference
};

struct DiffReport {
    std::vector<PointDifference> points;
    int comparedFaces = 0;
    int changedFaces = 0;
    std::vector<int> rowOfFace;       ///< per face of A: the one of B that it is, or -1
    std::vector<std::string> onlyInA; ///< face keys
    std::vector<std::string> onlyInB;
    double meanPixels = 0; ///< over the points that moved
    double maxPixels = 0;
};

/// Faces are matched by image and box, then by overlap, never by row. Both sides must have the same scheme.
Result<DiffReport> diff(const DiffRequest &request);

} // namespace fiducial::pipeline
