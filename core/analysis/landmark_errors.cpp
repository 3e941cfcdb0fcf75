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

std::vector<ContourCell> ContourConfusion::cells(const LandmarkSet &reference, std::span<const Point2> points) const
{
    std::vector<ContourCell> out;
    if (reference.points.size() != contour_.size() || points.size() != contour_.size())
        return out;
    std::vector<std::size_t> present;
    for (std::size_t k = 0; k < points.size(); ++k)
        if (contour_[k] >= 0 && reference.isPresent(static_cast<int>(k)))
            present.push_back(k);
    const auto squared = [&](std::size_t i, std::size_t k) {
        const Point2 d = points[i] - reference.points[k];
        return d.x * d.x + d.y * d.y;
    };
    std::vector<std::int16_t> counts(counts_.size() * counts_.size());
    for (const std::size_t i : present) {
        if (!isFinite(points[i]))
            continue;
        std::size_t nearest = i; // of equal ones the point's own landmark
        double least = squared(i, i);
        for (const std::size_t k : present)
            if (const double d = squared(i, k); d < least) {
                nearest = k;
                least = d;
            }
        ++counts[static_cast<std::size_t>(contour_[i]) * counts_.size() + static_cast<std::size_t>(contour_[nearest])];
    }
    for (std::size_t cell = 0; cell < counts.size(); ++cell)
        if (counts[cell] > 0)
            out.push_back({static_cast<std::int16_t>(cell / counts_.size()),
                           static_cast<std::int16_t>(cell % counts_.size()), counts[cell]});
    return out;
}

void ContourConfusion::add(std::span<const ContourCell> cells)
{
    for (const ContourCell &cell : cells)
        counts_[static_cast<std::size_t>(cell.from)][static_cast<std::size_t>(cell.to)] += cell.points;
}

} // namespace fiducial::analysis
