#pragma once

#include "core/base/job_context.h"
#include "core/base/result.h"
#include "core/geometry/types.h"

#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <vector>

/// How unlike the faces of its data set a shape is, whatever its place, size and rotation: a Gaussian over shapes
/// aligned by Procrustes analysis, with principal components and one noise for what they leave over.
namespace fiducial::analysis {

struct ShapeStatisticsOptions {
    double variance = 0.98; ///< share that the components explain, unless what is left looks like noise before
    int mostShapes = 4000;  ///< drawn from more
    std::uint64_t seed = 1;
};

/// 1 is an ordinary face or point of the data set; NaN where there is nothing to judge.
struct Implausibility {
    double face = 0;            ///< by all points together, or by the worst one where that is stranger
    std::vector<double> points; ///< of each point, given all others: a single slipped point stands out by itself
};

class ShapeGaussian;

class ShapeStatistics {
public:
    /// From shapes of one scheme in any pixels; shapes with a point that is not finite are left out. Fitted three
    /// times, each time without the shapes that lay far out (median + 4 robust deviations): the faces that are to be
    /// found do not widen the distribution. Of few shapes, where each one shapes the components, there are five fits,
    /// each without a fifth of the shapes: judge() asks the one that knows a shape least. InvalidArgument: fewer than
    /// kLeastShapes complete shapes, or shapes of different length. Cancelled.
    static Result<ShapeStatistics> fit(std::span<const std::vector<Point2>> shapes,
                                       const ShapeStatisticsOptions &options, const JobContext &context);
    static constexpr std::size_t kLeastShapes = 30;

    std::size_t landmarks() const { return all_.mean.size(); }
    /// Centre of gravity at (0,0), mean squared distance from it 1.
    const std::vector<Point2> &meanShape() const { return all_.mean; }
    std::size_t components() const { return all_.variances.size(); }

    /// Points that are not finite are left out; they have NaN, and so has a face of fewer than four points. A set of
    /// another length has NaN and no points. Thread-safe.
    Implausibility judge(std::span<const Point2> shape) const;

private:
    friend class ShapeFitter;
    struct Fit {
        std::vector<Point2> mean;
        std::vector<std::vector<double>> directions; ///< of each component: x0 y0 x1 y1 ...
        std::vector<double> variances;
        double noise = 0;                           ///< variance of each coordinate beside the components
        std::shared_ptr<const ShapeGaussian> whole; ///< of all points
    };
    struct Distances {
        double whole = std::numeric_limits<double>::quiet_NaN(); ///< of all points together
        double worst = 0;                                        ///< of a point, scaled
        std::vector<double> points;
    };
    Distances distancesOf(std::span<const Point2> shape) const; ///< points are scaled
    static Distances distancesOf(const Fit &fit, std::span<const Point2> shape, std::span<const std::size_t> present);

    Fit all_;                        ///< of all shapes
    std::vector<Fit> parts_;         ///< each without some of the shapes; empty: there are enough shapes for all_ alone
    double wholeScale_ = 1;          ///< distance of the median face
    double worstScale_ = 1;          ///< worst point of the median face
    double faceScale_ = 1;           ///< the larger of both in the median face
    std::vector<double> pointScale_; ///< of each point: distance of the median face, in Gaussian sigmas
};

} // namespace fiducial::analysis
