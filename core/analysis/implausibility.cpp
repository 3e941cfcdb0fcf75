#include "core/analysis/implausibility.h"

#include "core/base/rng.h"
#include "core/shape/procrustes.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <numeric>

namespace fiducial::analysis {

namespace {

constexpr double kNotJudged = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t kLeastPoints = 4; ///< a similarity takes two of them away

using Shape = std::vector<Point2>;

/// Median of the finite values; NaN without any.
double middleOf(std::vector<double> values)
{
    std::erase_if(values, [](double v) { return !std::isfinite(v); });
    if (values.empty())
        return kNotJudged;
    const auto middle = values.begin() + std::ssize(values) / 2;
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

} // namespace

/// Distances of a deviation under the Gaussian C = D V D' + noise I of the points that are present. Of the precision
/// matrix P = (I - D M^-1 D') / noise with M = D'D + noise V^-1 only what is needed is computed; a point's deviation
/// from what all others predict has covariance (P_ii)^-1 and is (P_ii)^-1 (P x)_i.
class ShapeGaussian {
public:
    /// Nothing where M has no inverse.
    static std::shared_ptr<const ShapeGaussian> make(const std::vector<std::vector<double>> &directions,
                                                     const std::vector<double> &variances, double noise,
                                                     std::span<const std::size_t> present)
    {
        auto out = std::make_shared<ShapeGaussian>();
        out->noise_ = noise;
        for (const auto &direction : directions) {
            out->directions_.emplace_back();
            for (const std::size_t i : present) {
                out->directions_.back().push_back(direction[2 * i]);
                out->directions_.back().push_back(direction[2 * i + 1]);
            }
        }
        if (!out->invert(variances))
            return nullptr;
        out->findPointPrecisions(present.size());
        return out;
    }

    std::vector<double> precisionTimes(const std::vector<double> &x) const
    {
        std::vector<double> along, out = x;
        for (const auto &direction : directions_)
            along.push_back(product(direction, x));
        for (std::size_t k = 0; k < directions_.size(); ++k) {
            double weight = 0;
            for (std::size_t l = 0; l < directions_.size(); ++l)
                weight += inverse_(k, l) * along[l];
            for (std::size_t i = 0; i < out.size(); ++i)
                out[i] -= weight * directions_[k][i];
        }
        for (double &value : out)
            value /= noise_;
        return out;
    }

    /// Distance of point i (its place among the present ones) from what the others predict, in sigmas.
    double pointDistance(std::size_t i, const std::vector<double> &precisionX) const
    {
        const Block &p = points_[i];
        const double x = precisionX[2 * i];
        const double y = precisionX[2 * i + 1];
        const double squared = (x * x * p.yy - 2 * x * y * p.xy + y * y * p.xx) / (p.xx * p.yy - p.xy * p.xy);
        return std::sqrt(std::max(0.0, noise_ * squared));
    }

private:
    /// noise P_ii
    struct Block {
        double xx = 1;
        double xy = 0;
        double yy = 1;
    };

    static double product(const std::vector<double> &a, const std::vector<double> &b)
    {
        return std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
    }

    bool invert(const std::vector<double> &variances)
    {
        shape::SymmetricMatrix m(directions_.size());
        for (std::size_t k = 0; k < directions_.size(); ++k) {
            for (std::size_t l = 0; l < directions_.size(); ++l)
                m(k, l) = product(directions_[k], directions_[l]);
            m(k, k) += noise_ / variances[k];
        }
        auto inverse = shape::inverseOf(m);
        if (inverse)
            inverse_ = std::move(*inverse);
        return inverse.has_value();
    }

    void findPointPrecisions(std::size_t count)
    {
        points_.resize(count);
        for (std::size_t i = 0; i < count; ++i)
            for (std::size_t k = 0; k < directions_.size(); ++k)
                for (std::size_t l = 0; l < directions_.size(); ++l) {
                    const double *a = directions_[k].data() + 2 * i;
                    const double *b = directions_[l].data() + 2 * i;
                    points_[i].xx -= a[0] * inverse_(k, l) * b[0];
                    points_[i].xy -= a[0] * inverse_(k, l) * b[1];
                    points_[i].yy -= a[1] * inverse_(k, l) * b[1];
                }
    }

    double noise_ = 1;
    std::vector<std::vector<double>> directions_;
    shape::SymmetricMatrix inverse_{0};
    std::vector<Block> points_;
};

/// One fit after another over fewer and fewer shapes.
class ShapeFitter {
public:
    ShapeFitter(std::vector<Shape> shapes, double variance)
        : shapes_(std::move(shapes)), variance_(variance), all_(shape::allOf(shapes_.front().size()))
    {}

    Result<ShapeStatistics> run(const JobContext &context)
    {
        constexpr int kRounds = 3;
        for (int round = 0; round < kRounds; ++round) {
            if (context.cancelled())
                return makeError(Errc::Cancelled, says("The statistics of shapes were cancelled."));
            if ((round == 0 || dropFarOnes()) && !fitAll())
                return makeError(Errc::InvalidArgument, says("All shapes are alike; there is no spread to judge by."));
            context.progress(round + 1, kRounds);
        }
        setScales();
        return std::move(out_);
    }

private:
    bool fitAll()
    {
        constexpr std::size_t kMany = 1000; // one of so many hardly moves a component
        constexpr std::size_t kParts = 5;
        if (!fit(shapes_, out_.all_))
            return false;
        out_.parts_.clear();
        for (std::size_t part = 0; shapes_.size() < kMany && part < kParts; ++part) {
            std::vector<Shape> others;
            for (std::size_t i = 0; i < shapes_.size(); ++i)
                if (i % kParts != part)
                    others.push_back(shapes_[i]);
            if (!fit(others, out_.parts_.emplace_back()))
                return false;
        }
        return true;
    }

    bool fit(const std::vector<Shape> &shapes, ShapeStatistics::Fit &out) const
    {
        auto aligned = shape::alignShapes(shapes, out_.all_.mean.empty() ? shapes.front() : out_.all_.mean);
        auto modes = shape::principalModes(shape::secondMoments(aligned.deviations, 2 * aligned.mean.size()),
                                           aligned.deviations.size(), variance_);
        if (!modes)
            return false;
        out = {std::move(aligned.mean), std::move(modes->directions), std::move(modes->variances), modes->noise, {}};
        out.whole = ShapeGaussian::make(out.directions, out.variances, out.noise, all_);
        return out.whole != nullptr;
    }

    bool dropFarOnes()
    {
        setScales();
        std::vector<double> distances;
        for (const Shape &shape : shapes_)
            distances.push_back(out_.judge(shape).face);
        const double middle = middleOf(distances);
        std::vector<double> off;
        for (const double d : distances)
            off.push_back(std::abs(d - middle));
        const double limit = middle + 4 * 1.4826 * middleOf(off);
        std::vector<Shape> kept;
        for (std::size_t i = 0; i < shapes_.size(); ++i)
            if (distances[i] <= limit)
                kept.push_back(std::move(shapes_[i]));
        const bool dropped = kept.size() < shapes_.size();
        shapes_ = std::move(kept);
        return dropped;
    }

    void resetScales()
    {
        out_.wholeScale_ = out_.worstScale_ = out_.faceScale_ = 1;
        out_.pointScale_.assign(all_.size(), 1.0);
    }

    /// From what stands by itself to what is judged by it.
    void setScales()
    {
        resetScales();
        constexpr std::size_t kEnough = 500; // medians of so many are good to a few per cent
        const auto some = std::span(shapes_).first(std::min(shapes_.size(), kEnough));
        const auto scaleOf = [](std::vector<double> values) { return std::max(middleOf(std::move(values)), 1e-9); };
        std::vector<std::vector<double>> points(all_.size());
        for (const Shape &shape : some) {
            const Implausibility judged = out_.judge(shape);
            for (std::size_t k = 0; k < points.size(); ++k)
                points[k].push_back(judged.points[k]);
        }
        for (std::size_t k = 0; k < points.size(); ++k)
            out_.pointScale_[k] = scaleOf(std::move(points[k]));
        std::vector<double> whole, worst, larger;
        for (const Shape &shape : some) {
            const ShapeStatistics::Distances distances = out_.distancesOf(shape);
            whole.push_back(distances.whole);
            worst.push_back(distances.worst);
        }
        out_.wholeScale_ = scaleOf(whole);
        out_.worstScale_ = scaleOf(worst);
        for (std::size_t i = 0; i < whole.size(); ++i)
            larger.push_back(std::max(whole[i] / out_.wholeScale_, worst[i] / out_.worstScale_));
        out_.faceScale_ = scaleOf(std::move(larger));
    }

    std::vector<Shape> shapes_;
    double variance_;
    std::vector<std::size_t> all_;
    ShapeStatistics out_;
};

Result<ShapeStatistics> ShapeStatistics::fit(std::span<const std::vector<Point2>> shapes,
                                             const ShapeStatisticsOptions &options, const JobContext &context)
{
    std::vector<std::size_t> complete;
    for (std::size_t i = 0; i < shapes.size(); ++i) {
        if (shapes[i].size() != shapes[0].size())
            return makeError(Errc::InvalidArgument, says("Shapes of different numbers of points have no statistics."));
        if (std::ranges::all_of(shapes[i], isFinite))
            complete.push_back(i);
    }
    if (complete.size() < kLeastShapes || shapes[0].size() <= kLeastPoints)
        return makeError(
            Errc::InvalidArgument,
            says("The statistics of shapes need at least %1 faces with all of their points, and 5 points a face.",
                 kLeastShapes));
    Rng rng(options.seed);
    std::vector<Shape> drawn;
    const std::size_t most = std::max(static_cast<std::size_t>(std::max(options.mostShapes, 0)), kLeastShapes);
    for (std::size_t i = 0; i < std::min(complete.size(), most); ++i) {
        std::swap(complete[i], complete[i + rng.below(complete.size() - i)]);
        const Shape &shape = shapes[complete[i]];
        if (std::ranges::any_of(shape, [&](Point2 p) { return !(p == shape.front()); }))
            drawn.push_back(shape);
    }
    if (drawn.size() < kLeastShapes)
        return makeError(Errc::InvalidArgument, says("Most faces have all of their points in one place."));
    return ShapeFitter(std::move(drawn), std::clamp(options.variance, 0.1, 0.999)).run(context);
}

Implausibility ShapeStatistics::judge(std::span<const Point2> shape) const
{
    Distances distances = distancesOf(shape);
    const double face =
        std::max(distances.whole / wholeScale_, distances.worst / worstScale_) / faceScale_; // NaN stays where it is
    return {std::isnan(distances.whole) ? kNotJudged : face, std::move(distances.points)};
}

ShapeStatistics::Distances ShapeStatistics::distancesOf(std::span<const Point2> shape) const
{
    Distances out;
    if (shape.size() != landmarks())
        return out;
    std::vector<std::size_t> present;
    for (std::size_t i = 0; i < shape.size(); ++i)
        if (isFinite(shape[i]))
            present.push_back(i);
    if (parts_.empty())
        out = distancesOf(all_, shape, present);
    for (const Fit &part : parts_) // a shape is in all of them but one, to which it is the strangest
        if (Distances other = distancesOf(part, shape, present); !(other.whole <= out.whole))
            out = std::move(other);
    for (std::size_t i = 0; i < out.points.size(); ++i) {
        out.points[i] /= pointScale_[i];
        if (std::isfinite(out.points[i]))
            out.worst = std::max(out.worst, out.points[i]);
    }
    return out;
}

ShapeStatistics::Distances ShapeStatistics::distancesOf(const Fit &fit, std::span<const Point2> shape,
                                                        std::span<const std::size_t> present)
{
    Distances out;
    out.points.assign(shape.size(), kNotJudged);
    if (present.size() < kLeastPoints)
        return out;
    const auto x = shape::deviation(shape, fit.mean, present);
    const auto gaussian = present.size() == shape.size()
                              ? fit.whole
                              : ShapeGaussian::make(fit.directions, fit.variances, fit.noise, present);
    if (x.empty() || !gaussian)
        return out;
    const auto precisionX = gaussian->precisionTimes(x);
    const double squared = std::inner_product(x.begin(), x.end(), precisionX.begin(), 0.0);
    const double freedom = 2 * static_cast<double>(present.size()) - 4;
    out.whole = std::sqrt(std::max(0.0, squared) / freedom);
    for (std::size_t i = 0; i < present.size(); ++i)
        out.points[present[i]] = gaussian->pointDistance(i, precisionX);
    return out;
}

} // namespace fiducial::analysis
