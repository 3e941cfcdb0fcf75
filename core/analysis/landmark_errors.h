#pragma once

#include "core/base/result.h"
#include "core/dataset/landmark_set.h"
#include "core/scheme/landmark_scheme.h"

#include <cstdint>
#include <span>
#include <vector>

/// Where on the face, and in which direction, a run errs.
namespace fiducial::analysis {

/// Errors of one landmark over all faces, in the mean shape's frame and unit: each face is turned and scaled by the
/// similarity that takes its reference to the mean shape. NaN without faces, the covariance below two of them.
struct LandmarkErrors {
    Point2 bias;                   ///< mean error: the habit
    double xx = 0, xy = 0, yy = 0; ///< covariance around it: the noise
    double nme = 0;                ///< mean distance as a share of the faces' normalisers
    int faces = 0;
};

class MeanFaceErrors {
public:
    /// `mean`: as LandmarkScheme::meanShape.
    explicit MeanFaceErrors(std::vector<Point2> mean);

    /// `points` in the reference's scheme, NaN where missing; `length`: normaliser. A face that cannot be aligned, is
    /// of another scheme or has no normaliser is left out.
    void add(const LandmarkSet &reference, std::span<const Point2> points, double length);
    std::vector<LandmarkErrors> result() const;

private:
    struct Sums {
        int faces = 0;
        Point2 mean;
        double xx = 0, xy = 0, yy = 0, nme = 0;
    };
    std::vector<Point2> mean_;
    std::vector<Sums> sums_;
};

/// So many points of one face that belong to the contour `from` landed on the contour `to`.
struct ContourCell {
    std::int16_t from = 0;
    std::int16_t to = 0;
    std::int16_t points = 0;
    friend bool operator==(const ContourCell &, const ContourCell &) = default;
};

/// How often a point of one contour landed on another: rows are the contours of the predicted points, columns those of
/// the reference landmark that each is nearest to. Points in no contour are left out.
class ContourConfusion {
public:
    explicit ContourConfusion(const LandmarkScheme &scheme);
    /// Of one face; the cells that are not zero, by `from`, then `to`.
    std::vector<ContourCell> cells(const LandmarkSet &reference, std::span<const Point2> points) const;
    void add(std::span<const ContourCell> cells);
    void add(const LandmarkSet &reference, std::span<const Point2> points) { add(cells(reference, points)); }
    const std::vector<std::vector<int>> &counts() const { return counts_; }

private:
    std::vector<int> contour_; ///< of each landmark, or -1
    std::vector<std::vector<int>> counts_;
};

} // namespace fiducial::analysis
