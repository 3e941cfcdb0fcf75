#include "core/analysis/landmark_errors.h"

#include "core/geometry/affine.h"

#include <limits>

namespace fiducial::analysis {

MeanFaceErrors::MeanFaceErrors(std::vector<Point2> mean) : mean_(std::move(mean)), sums_(mean_.size()) {}

void MeanFaceErrors::add(const LandmarkSet &reference, std::span<const Point2> points, double length)
{
    if (reference.points.size() != mean_.size() || points.size() != mean_.size() || !(length > 0))
        return;
    std::vector<Point2> from, to;
    for (std::size_t i = 0; i < mean_.size(); ++i)
        if (reference.isPresent(static_cast<int>(i))) {
            from.push_back(reference.points[i]);
            to.push_back(mean_[i]);
        }
    const auto aligned = fitSimilarity(from, to);
    if (!aligned)
        return;
    for (std::size_t i = 0; i < mean_.size(); ++i) {
        if (!reference.isPresent(static_cast<int>(i)) || !isFinite(points[i]))
            continue;
        const Point2 error = *aligned * points[i] - *aligned * reference.points[i];
        Sums &sums = sums_[i];
        ++sums.faces;
        const Point2 before = error - sums.mean;
        sums.mean = sums.mean + before * (1.0 / sums.faces);
        const Point2 after = error - sums.mean;
        sums.xx += before.x * after.x;
        sums.xy += before.x * after.y;
        sums.yy += before.y * after.y;
        sums.nme += distance(points[i], reference.points[i]) / length;
    }
}

std::vector<LandmarkErrors> MeanFaceErrors::result() const
{
    constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
    std::vector<LandmarkErrors> out;
    for (const Sums &sums : sums_) {
        LandmarkErrors errors{{kNone, kNone}, kNone, kNone, kNone, kNone, sums.faces};
        if (sums.faces > 0) {
            errors.bias = sums.mean;
            errors.nme = sums.nme / sums.faces;
        }
        if (sums.faces > 1) {
            errors.xx = sums.xx / (sums.faces - 1);
            errors.xy = sums.xy / (sums.faces - 1);
            errors.yy = sums.yy / (sums.faces - 1);
        }
        out.push_back(errors);
    }
    return out;
}

ContourConfusion::ContourConfusion(const LandmarkScheme &scheme)
    : counts_(scheme.contours.size(), std::vector<int>(scheme.contours.size()))
{
    for (int i = 0; i < scheme.count; ++i)
        contour_.push_back(scheme.contourOf(i));
}

void ContourConfusion::add(const LandmarkSet &reference, std::span<const Point2> points)
{
    if (reference.points.size() != contour_.size() || points.size() != contour_.size())
        return;
    for (std::size_t i = 0; i < points.size(); ++i) {
        if (contour_[i] < 0 || !isFinite(points[i]) || !reference.isPresent(static_cast<int>(i)))
            continue;
        std::size_t nearest = i; // of equal ones the point's own landmark
        for (std::size_t k = 0; k < points.size(); ++k)
            if (contour_[k] >= 0 && reference.isPresent(static_cast<int>(k)) &&
                distance(points[i], reference.points[k]) < distance(points[i], reference.points[nearest]))
                nearest = k;
        ++counts_[static_cast<std::size_t>(contour_[i])][static_cast<std::size_t>(contour_[nearest])];
    }
}

} // namespace fiducial::analysis
