#pragma once

#include "core/base/job_context.h"
#include "core/scheme/landmark_scheme.h"

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace fiducial::shape {

/// A landmark that somebody placed, image pixels.
struct Pin {
    int landmark = 0;
    Point2 place;
};

struct ShapeLearning {
    double variance = 0.98; ///< share that the modes explain, unless what is left looks like noise before
    int mostFaces = 10'000; ///< drawn from more
    std::uint64_t seed = 1;
    bool mirrored = true; ///< every face counts with its mirror image: the model is symmetric
};

class PointField;

/// What faces of one scheme look like: mean after Procrustes alignment, modes of variation (PCA) and one noise for what
/// the modes leave over (probabilistic PCA). Immutable, cheap to copy, thread-safe.
class ShapeModel {
public:
    /// Nothing learned: the scheme's mean shape, and a smooth mirror-symmetric covariance in which points vary together
    /// the nearer they lie, more so along one contour. The scheme must outlive the model (built-in ones do).
    static ShapeModel generic(const LandmarkScheme &scheme);

    /// From faces in any pixels (one point per landmark). A face with a point that is not finite is left out.
    /// InvalidArgument: fewer than kLeastFaces are left, or points of another number; then generic() serves. Cancelled.
    static Result<ShapeModel> learn(const LandmarkScheme &scheme, std::span<const std::vector<Point2>> faces,
                                    const ShapeLearning &options, const JobContext &context);
    static constexpr std::size_t kLeastFaces = 30;

    int landmarks() const { return static_cast<int>(mean_.size()); }
    /// Faces it was learned from; 0: generic.
    int faces() const { return faces_; }
    /// Centre of gravity at (0,0), mean squared distance from it 1.
    const std::vector<Point2> &mean() const { return mean_; }
    const std::vector<double> &variances() const { return variances_; } ///< of the modes, descending
    /// Unit vector x0 y0 x1 y1 ... of a mode.
    const std::vector<double> &mode(std::size_t i) const { return modes_[i]; }
    /// Variance of each coordinate beside the modes.
    double noise() const { return noise_; }

    /// The likeliest face through the pins: pose and size are free, the shape is the conditional mean. The pins are met
    /// exactly. InvalidArgument: fewer than two different places, a landmark out of range or twice, a place that is not
    /// finite.
    Result<std::vector<Point2>> complete(std::span<const Pin> pins) const;

private:
    std::vector<Point2> mean_;
    std::vector<double> variances_;
    std::vector<std::vector<double>> modes_;
    double noise_ = 0;
    int faces_ = 0;
    std::shared_ptr<const PointField> field_;
};

/// The mean shape of the scheme in a face box: same centre, the longer side on the longer side.
std::vector<Point2> meanShapeIn(const LandmarkScheme &scheme, const Rect &box);

} // namespace fiducial::shape
