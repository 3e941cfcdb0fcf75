#pragma once

#include "core/dataset/landmark_set.h"
#include "core/scheme/landmark_scheme.h"

#include <span>
#include <vector>

/// What makes a face worth a second look, ground truth included. Points are image pixels; `length` is the face's
/// normaliser in pixels, and shares are of it. What does not exist is NaN.
namespace fiducial::analysis {

/// One run's points of a face; empty where the run has none, NaN where a point is missing.
using RunPoints = std::span<const Point2>;

struct Disagreement {
    double face = 0;            ///< mean over the points
    std::vector<double> points; ///< mean distance over all pairs of runs that have the point; NaN below two runs
};
/// How far runs lie apart, whoever is right. `landmarks`: of the scheme; a run of another length does not count.
Disagreement disagreement(std::span<const RunPoints> runs, int landmarks, double length);

/// A point where the runs agree with each other but not with the ground truth.
struct SuspectPoint {
    int landmark = 0;
    double distance = 0; ///< from the truth to the mean of the runs, share
    double spread = 0;   ///< of the runs among themselves, share
    double score = 0;    ///< distance / max(spread, SuspicionOptions::floor)
    Point2 proposed;     ///< mean of the runs
};
struct SuspicionOptions {
    double leastDistance = 0.03; ///< share: nearer truths are never suspect
    double leastScore = 3;
    double floor = 0.005; ///< share: runs that agree better than this are as good as equal
};
/// Worst score first; empty below two runs or without a positive length. A point that more than a third of the runs
/// lack is not judged.
std::vector<SuspectPoint> suspectPoints(const LandmarkSet &truth, std::span<const RunPoints> runs, double length,
                                        const SuspicionOptions &options = {});

/// Whether left and right are exchanged: indices of a pair of points carry each other's place.
struct SideCheck {
    double asIs = 0;           ///< RMS deviation from the mean shape after alignment, share of the shape's size
    double exchanged = 0;      ///< the same with every point in its mirror point's place
    bool swapped = false;      ///< the exchanged shape fits far better
    std::vector<int> contours; ///< not swapped as a whole: contours that fit their mirror contour's place better
};
/// `mean`: where the landmarks should be: the mean shape of the scheme (LandmarkScheme::meanShape or
/// ShapeStatistics::meanShape), or the reference of this very face, NaN where it lacks a point. Works from six present
/// points on that are not all their own mirror image; NaN, false and empty else.
SideCheck checkSides(std::span<const Point2> points, const LandmarkScheme &scheme, std::span<const Point2> mean);

} // namespace fiducial::analysis
