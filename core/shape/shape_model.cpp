#include "core/shape/shape_model.h"

#include "core/shape/learning.h"
#include "core/shape/point_field.h"
#include "core/shape/procrustes.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <optional>
#include <set>

namespace fiducial::shape {

namespace {

/// Placed points are taken to be good to about this share of the shape's spread.
constexpr double kPinVariance = 1e-5;

/// The four directions in which a shape moves under small similarities, x0 y0 x1 y1 ...; rotation and scale first.
std::vector<std::vector<double>> similarityDirections(std::span<const Point2> mean)
{
    std::vector<std::vector<double>> out(4);
    for (const Point2 p : mean) {
        out[0].insert(out[0].end(), {p.x, p.y});
        out[1].insert(out[1].end(), {-p.y, p.x});
        out[2].insert(out[2].end(), {1, 0});
        out[3].insert(out[3].end(), {0, 1});
    }
    return out;
}

SymmetricMatrix covarianceOf(const PrincipalModes &modes, std::size_t side)
{
    SymmetricMatrix out(side);
    for (std::size_t k = 0; k < modes.variances.size(); ++k)
        for (std::size_t i = 0; i < side; ++i)
            for (std::size_t j = 0; j < side; ++j)
                out(i, j) += modes.variances[k] * modes.directions[k][i] * modes.directions[k][j];
    for (std::size_t i = 0; i < side; ++i)
        out(i, i) += modes.noise;
    return out;
}

/// Takes the part of a covariance that is no change of shape out of it: (I - J J+) C (I - J J+).
SymmetricMatrix withoutSimilarity(SymmetricMatrix c, std::span<const Point2> mean)
{
    const std::size_t side = c.side();
    for (const auto &direction : similarityDirections(mean)) { // orthogonal for a normalised mean
        double squared = 0;
        for (const double v : direction)
            squared += v * v;
        const auto remove = [&](auto element) {
            for (std::size_t j = 0; j < side; ++j) {
                double along = 0;
                for (std::size_t i = 0; i < side; ++i)
                    along += direction[i] * element(i, j);
                for (std::size_t i = 0; i < side; ++i)
                    element(i, j) -= along / squared * direction[i];
            }
        };
        remove([&](std::size_t i, std::size_t j) -> double & { return c(i, j); });
        remove([&](std::size_t i, std::size_t j) -> double & { return c(j, i); });
    }
    return c;
}

/// Generalised least squares of a similarity and the shape's deviation together, from the places of some landmarks in
/// the frame of the mean (kriging with the four similarity directions as drift).
class PosedDeviation {
public:
    PosedDeviation(const PointField &field, std::span<const Point2> mean, const std::vector<int> &seen)
        : covariance_(field.covariance())
    {
        for (const int i : seen)
            at_.insert(at_.end(), {2 * static_cast<std::size_t>(i), 2 * static_cast<std::size_t>(i) + 1});
        SymmetricMatrix observed(at_.size());
        for (std::size_t i = 0; i < at_.size(); ++i) {
            for (std::size_t j = 0; j < at_.size(); ++j)
                observed(i, j) = covariance_(at_[i], at_[j]);
            observed(i, i) += kPinVariance;
        }
        root_ = Cholesky::of(std::move(observed));
        if (!root_)
            return;
        SymmetricMatrix normal(4);
        for (const auto &direction : similarityDirections(mean)) {
            std::vector<double> part;
            for (const std::size_t i : at_)
                part.push_back(direction[i]);
            weighted_.push_back(part);
            root_->solve(weighted_.back());
            drift_.push_back(std::move(part));
        }
        for (std::size_t k = 0; k < 4; ++k)
            for (std::size_t l = 0; l < 4; ++l)
                normal(k, l) = product(drift_[k], weighted_[l]);
        normal_ = Cholesky::of(std::move(normal));
    }
    bool solvable() const { return normal_.has_value(); }

    /// `offsets`: x y of each landmark seen, from its mean. Returns the similarity's four parameters; the deviation of
    /// all coordinates goes to `deviation`.
    std::array<double, 4> solve(std::vector<double> offsets, std::vector<double> *deviation) const
    {
        std::array<double, 4> pose{};
        for (std::size_t k = 0; k < 4; ++k)
            pose[k] = product(weighted_[k], offsets);
        normal_->solve(pose);
        for (std::size_t k = 0; k < 4; ++k)
            for (std::size_t i = 0; i < offsets.size(); ++i)
                offsets[i] -= pose[k] * drift_[k][i];
        root_->solve(offsets);
        deviation->assign(covariance_.side(), 0.0);
        for (std::size_t j = 0; j < at_.size(); ++j)
            for (std::size_t i = 0; i < deviation->size(); ++i)
                (*deviation)[i] += covariance_(at_[j], i) * offsets[j];
        return pose;
    }

private:
    static double product(const std::vector<double> &a, const std::vector<double> &b)
    {
        return std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
    }

    const SymmetricMatrix &covariance_;
    std::vector<std::size_t> at_;
    std::vector<std::vector<double>> drift_;
    std::vector<std::vector<double>> weighted_; ///< drift after the inverse of what is observed
    std::optional<Cholesky> root_;
    std::optional<Cholesky> normal_;
};

Result<void> checkPins(std::span<const Pin> pins, int landmarks)
{
    std::set<int> seen;
    for (const Pin &pin : pins) {
        if (pin.landmark < 0 || pin.landmark >= landmarks || !isFinite(pin.place))
            return makeError(Errc::InvalidArgument,
                             says("A placed point is no landmark of the scheme or has no place."));
        if (!seen.insert(pin.landmark).second)
            return makeError(Errc::InvalidArgument, says("Landmark %1 was placed more than once.", pin.landmark));
    }
    return {};
}

} // namespace

ShapeModel ShapeModel::generic(const LandmarkScheme &scheme)
{
    ShapeModel out;
    out.mean_ = canonicalMean(scheme);
    auto covariance = withoutSimilarity(kernelCovariance(scheme, out.mean_, {0.6, 0.4, 0.4, 0.6}), out.mean_);
    constexpr double kSpread = 0.09; // standard deviation of a coordinate of ordinary faces, in the normalised frame
    double whole = 0;
    for (std::size_t i = 0; i < covariance.side(); ++i)
        whole += covariance(i, i);
    const double scale = kSpread * kSpread * static_cast<double>(covariance.side()) / whole;
    for (std::size_t i = 0; i < covariance.side(); ++i)
        for (std::size_t j = 0; j < covariance.side(); ++j)
            covariance(i, j) *= scale;
    auto modes = principalModes(covariance, std::size_t{1'000'000}, 0.99);
    if (modes) {
        out.field_ = std::make_shared<const PointField>(covarianceOf(*modes, covariance.side()));
        out.variances_ = std::move(modes->variances);
        out.modes_ = std::move(modes->directions);
        out.noise_ = modes->noise;
    } else { // a handful of points: the kernel as it is
        out.field_ = std::make_shared<const PointField>(std::move(covariance));
    }
    return out;
}

Result<ShapeModel> ShapeModel::learn(const LandmarkScheme &scheme, std::span<const std::vector<Point2>> faces,
                                     const ShapeLearning &options, const JobContext &context)
{
    for (const auto &face : faces)
        if (static_cast<int>(face.size()) != scheme.count)
            return makeError(Errc::InvalidArgument,
                             says("A face has %1 points, %2 has %3.", face.size(), scheme.name, scheme.count));
    std::vector<std::vector<Point2>> shapes;
    for (const std::size_t i : drawn(
             faces.size(), [&](std::size_t f) { return isShape(faces[f]); }, options))
        shapes.push_back(faces[i]);
    if (shapes.size() < kLeastFaces)
        return makeError(Errc::InvalidArgument,
                         says("A shape model is learned from at least %1 faces with all of their points; there are %2.",
                              kLeastFaces, shapes.size()));
    context.progress(0, 2);
    const std::span<const int> mirror = options.mirrored ? std::span<const int>(scheme.mirror) : std::span<const int>();
    const auto aligned = alignShapes(shapes, canonicalMean(scheme), mirror);
    if (context.cancelled())
        return makeError(Errc::Cancelled, says("Learning the shape model was cancelled."));
    context.progress(1, 2);
    const std::size_t side = 2 * aligned.mean.size();
    auto covariance = secondMoments(aligned.deviations, side);
    if (options.mirrored)
        covariance = symmetrised(covariance, scheme.mirror);
    auto modes = principalModes(std::move(covariance), shapes.size() * (options.mirrored ? 2 : 1),
                                std::clamp(options.variance, 0.1, 0.999));
    if (!modes)
        return makeError(Errc::InvalidArgument, says("All faces have the same shape; there is nothing to learn from."));
    ShapeModel out;
    out.mean_ = aligned.mean;
    out.field_ = std::make_shared<const PointField>(covarianceOf(*modes, side));
    out.variances_ = std::move(modes->variances);
    out.modes_ = std::move(modes->directions);
    out.noise_ = modes->noise;
    out.faces_ = static_cast<int>(shapes.size());
    context.progress(2, 2);
    return out;
}

Result<std::vector<Point2>> ShapeModel::complete(std::span<const Pin> pins) const
{
    if (const auto checked = checkPins(pins, landmarks()); !checked)
        return checked.error();
    std::vector<int> seen;
    std::vector<Point2> from, to;
    for (const Pin &pin : pins) {
        seen.push_back(pin.landmark);
        from.push_back(mean_[static_cast<std::size_t>(pin.landmark)]);
        to.push_back(pin.place);
    }
    auto map = fitSimilarity(from, to);
    if (!map || !(std::abs(map->determinant()) > 0))
        return makeError(Errc::InvalidArgument,
                         says("A face is completed from two points in different places at least."));
    const PosedDeviation posed(*field_, mean_, seen);
    if (!posed.solvable())
        return makeError(Errc::InvalidArgument,
                         says("The placed points do not tell how the face lies; place one more."));
    std::vector<double> deviation;
    // The deviation turns and grows with the pose, which makes the problem slightly nonlinear: a few rounds.
    constexpr int kRounds = 30;
    for (int round = 0; round < kRounds; ++round) {
        const Affine shapeFromImage = map->inverse();
        std::vector<double> offsets;
        for (std::size_t k = 0; k < seen.size(); ++k) {
            const Point2 d = shapeFromImage * to[k] - from[k];
            offsets.insert(offsets.end(), {d.x, d.y});
        }
        const auto pose = posed.solve(std::move(offsets), &deviation);
        const Affine better = *map * Affine{1 + pose[0], -pose[1], pose[2], pose[1], 1 + pose[0], pose[3]};
        if (!(better.determinant() > 0))
            break;
        map = better;
        if (std::ranges::all_of(pose, [](double v) { return std::abs(v) < 1e-13; }))
            break;
    }
    std::vector<Point2> shape;
    for (std::size_t i = 0; i < mean_.size(); ++i)
        shape.push_back(*map * (mean_[i] + Point2{deviation[2 * i], deviation[2 * i + 1]}));
    for (const Pin &pin : pins)
        shape[static_cast<std::size_t>(pin.landmark)] = pin.place;
    return shape;
}

std::vector<Point2> meanShapeIn(const LandmarkScheme &scheme, const Rect &box)
{
    const double side = std::max(box.width, box.height);
    std::vector<Point2> out;
    for (const Point2 p : scheme.meanShape)
        out.push_back(box.centre() + p * side);
    return out;
}

} // namespace fiducial::shape
