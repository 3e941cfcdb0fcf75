#include "core/shape/soft_drag.h"

#include "core/shape/learning.h"
#include "core/shape/point_field.h"
#include "core/shape/procrustes.h"

#include <algorithm>
#include <cmath>

namespace fiducial::shape {

struct ResidualModel::Parts {
    std::vector<Point2> mean;
    PointField field;
    int faces = 0;
};

namespace {

/// How exactly people place points, per coordinate in the normalised frame (about 1 % of the inter-ocular distance):
/// others need not follow the hand's tremor.
constexpr double kPlacement = 0.011;
/// Of an ordinary prediction, the same way; only its ratio to kPlacement counts.
constexpr double kOrdinaryResidual = 0.025;
/// A landmark that follows with less than this share of a movement stays.
constexpr double kLeastGain = 0.02;

constexpr KernelRule kLocal{0.08, 0.18, 0.5, 0};

/// Correlations that many faces show over long distances are true of the sum, and push single points that were right:
/// what is learned keeps its full strength only nearby and, weaker, along a contour.
constexpr KernelRule kTaper{0.1, 0.3, 0.6, 0};
/// As many faces' worth of trust the local rule has.
constexpr double kLocalWeight = 50;

/// Residuals of one pair in the frame of the mean shape, x0 y0 x1 y1 ...; nothing where the prediction has no frame.
std::vector<double> residual(std::span<const Point2> prediction, std::span<const Point2> truth,
                             std::span<const Point2> mean)
{
    std::vector<double> out;
    const auto map = fitSimilarity(mean, prediction);
    if (!map || !(map->determinant() > 0))
        return out;
    const Affine back = map->inverse();
    for (std::size_t i = 0; i < mean.size(); ++i) {
        const Point2 d = truth[i] - prediction[i];
        out.push_back(back.a * d.x + back.b * d.y);
        out.push_back(back.c * d.x + back.d * d.y);
    }
    return out;
}

double rootMeanSquare(const std::vector<double> &values)
{
    double sum = 0;
    for (const double v : values)
        sum += v * v;
    return std::sqrt(sum / static_cast<double>(values.size()));
}

/// Brings every face to about the size of the median one, so that the few whose prediction went astray do not decide
/// what hangs together; faces with hardly any error are not blown up.
void evenOut(std::vector<std::vector<double>> &residuals)
{
    std::vector<double> sizes;
    for (const auto &r : residuals)
        sizes.push_back(rootMeanSquare(r));
    std::vector<double> sorted = sizes;
    const auto middle = sorted.begin() + std::ssize(sorted) / 2;
    std::nth_element(sorted.begin(), middle, sorted.end());
    for (std::size_t f = 0; f < residuals.size(); ++f)
        for (double &v : residuals[f])
            v *= *middle / std::max(std::hypot(sizes[f], *middle / 2), 1e-12);
}

double traceOf(const SymmetricMatrix &m)
{
    double sum = 0;
    for (std::size_t i = 0; i < m.side(); ++i)
        sum += m(i, i);
    return sum;
}

SymmetricMatrix localCovariance(const LandmarkScheme &scheme, std::span<const Point2> mean, double variance)
{
    auto out = kernelCovariance(scheme, mean, kLocal);
    for (std::size_t i = 0; i < out.side(); ++i)
        for (std::size_t j = 0; j < out.side(); ++j)
            out(i, j) *= variance;
    return out;
}

/// (1 - share) taper * learned + share * local. The taper holds one value for each pair of landmarks.
SymmetricMatrix shrunk(SymmetricMatrix learned, const SymmetricMatrix &taper, const SymmetricMatrix &local,
                       double share)
{
    for (std::size_t i = 0; i < learned.side(); ++i)
        for (std::size_t j = 0; j < learned.side(); ++j)
            learned(i, j) = (1 - share) * learned(i, j) * taper(i / 2 * 2, j / 2 * 2) + share * local(i, j);
    return learned;
}

} // namespace

ResidualModel ResidualModel::local(const LandmarkScheme &scheme)
{
    ResidualModel out;
    const auto mean = canonicalMean(scheme);
    out.parts_ = std::make_shared<const Parts>(
        Parts{mean, PointField(localCovariance(scheme, mean, kOrdinaryResidual * kOrdinaryResidual)), 0});
    return out;
}

Result<ResidualModel> ResidualModel::learn(const LandmarkScheme &scheme,
                                           std::span<const std::vector<Point2>> predictions,
                                           std::span<const std::vector<Point2>> truths, const ShapeLearning &options,
                                           const JobContext &context)
{
    const auto count = static_cast<std::size_t>(scheme.count);
    const auto fits = [count](const std::vector<Point2> &face) { return face.size() == count; };
    if (predictions.size() != truths.size() || !std::ranges::all_of(predictions, fits) ||
        !std::ranges::all_of(truths, fits))
        return makeError(Errc::InvalidArgument,
                         says("Predictions and truths must be of the same faces, with the points of %1.", scheme.name));
    const auto mean = canonicalMean(scheme);
    const auto usable = [&](std::size_t f) { return isShape(predictions[f]) && isShape(truths[f]); };
    std::vector<std::vector<double>> residuals;
    for (const std::size_t f : drawn(predictions.size(), usable, options)) {
        auto r = residual(predictions[f], truths[f], mean);
        if (!r.empty())
            residuals.push_back(std::move(r));
    }
    if (residuals.size() < kLeastFaces)
        return makeError(
            Errc::InvalidArgument,
            says("The errors of a model are learned from at least %1 faces with all of their points; there are %2.",
                 kLeastFaces, residuals.size()));
    if (context.cancelled())
        return makeError(Errc::Cancelled, says("Learning the errors of the predictions was cancelled."));
    evenOut(residuals);
    auto learned = secondMoments(residuals, 2 * count);
    if (options.mirrored)
        learned = symmetrised(learned, scheme.mirror);
    const double variance = traceOf(learned) / static_cast<double>(2 * count);
    if (!(variance > 1e-12))
        return makeError(Errc::InvalidArgument,
                         says("The predictions equal the truth; there are no errors to learn from."));
    const double share = kLocalWeight / (kLocalWeight + static_cast<double>(residuals.size()));
    ResidualModel out;
    out.parts_ = std::make_shared<const Parts>(
        Parts{mean,
              PointField(shrunk(std::move(learned), kernelCovariance(scheme, mean, kTaper),
                                localCovariance(scheme, mean, variance), share)),
              static_cast<int>(residuals.size())});
    context.progress(1, 1);
    return out;
}

int ResidualModel::landmarks() const
{
    return static_cast<int>(parts_->mean.size());
}

int ResidualModel::faces() const
{
    return parts_->faces;
}

const SymmetricMatrix &ResidualModel::covariance() const
{
    return parts_->field.covariance();
}

double ResidualModel::placementVariance()
{
    return kPlacement * kPlacement;
}

SoftDrag::SoftDrag(const ResidualModel &model, std::span<const Point2> face, std::span<const int> dragged,
                   std::span<const int> pinned)
    : face_(face.begin(), face.end())
{
    const auto present = [&](int i) {
        return i >= 0 && i < std::ssize(face) && isFinite(face_[static_cast<std::size_t>(i)]);
    };
    std::vector<int> seen;
    const auto isSeen = [&](int i) { return std::ranges::find(seen, i) != seen.end(); };
    for (const int i : dragged) {
        dragged_.push_back(present(i) && !isSeen(i) ? i : -1);
        if (dragged_.back() >= 0)
            seen.push_back(i);
    }
    const std::size_t columns = seen.size();
    for (const int i : pinned)
        if (present(i) && !isSeen(i))
            seen.push_back(i);
    const ResidualModel::Parts &parts = *model.parts_;
    if (face.size() == parts.mean.size())
        findGain(parts.mean, parts.field, seen, columns);
}

void SoftDrag::findGain(std::span<const Point2> mean, const PointField &field, const std::vector<int> &seen,
                        std::size_t columns)
{
    std::vector<Point2> from, to;
    for (std::size_t i = 0; i < face_.size(); ++i)
        if (isFinite(face_[i])) {
            from.push_back(mean[i]);
            to.push_back(face_[i]);
        }
    const auto map = fitSimilarity(from, to);
    if (!map || !(map->determinant() > 0))
        return;
    const double scale = std::sqrt(map->determinant());
    const double c = map->a / scale;
    const double s = map->c / scale;
    const auto gain = field.gain(seen, columns, ResidualModel::placementVariance());
    for (std::size_t i = 0; i < face_.size(); ++i) {
        const int landmark = static_cast<int>(i);
        if (!isFinite(face_[i]) || std::ranges::find(seen, landmark) != seen.end())
            continue;
        std::vector<double> x, y;
        double largest = 0;
        for (std::size_t k = 0; k < columns; ++k) { // R G R' of each 2x2 block: the frame's turn, both ways
            const double xx = gain[2 * k][2 * i], yx = gain[2 * k][2 * i + 1];
            const double xy = gain[2 * k + 1][2 * i], yy = gain[2 * k + 1][2 * i + 1];
            const double ax = c * xx - s * yx, bx = c * xy - s * yy;
            const double ay = s * xx + c * yx, by = s * xy + c * yy;
            x.insert(x.end(), {ax * c - bx * s, ax * s + bx * c});
            y.insert(y.end(), {ay * c - by * s, ay * s + by * c});
            largest = std::max({largest, std::hypot(xx, yx), std::hypot(xy, yy)});
        }
        if (largest < kLeastGain)
            continue;
        followers_.push_back(landmark);
        gain_.insert(gain_.end(), x.begin(), x.end());
        gain_.insert(gain_.end(), y.begin(), y.end());
    }
}

std::vector<Point2> SoftDrag::moved(std::span<const Point2> places) const
{
    std::vector<Point2> out = face_;
    std::vector<double> by;
    for (std::size_t k = 0; k < dragged_.size() && k < places.size(); ++k) {
        if (dragged_[k] < 0)
            continue;
        Point2 &p = out[static_cast<std::size_t>(dragged_[k])];
        const Point2 d = isFinite(places[k]) ? places[k] - p : Point2{};
        by.insert(by.end(), {d.x, d.y});
        if (isFinite(places[k]))
            p = places[k];
    }
    const std::size_t columns = followers_.empty() ? 0 : gain_.size() / (2 * followers_.size());
    if (by.size() != columns)
        return out;
    const double *row = gain_.data();
    for (const int follower : followers_) {
        Point2 &p = out[static_cast<std::size_t>(follower)];
        for (std::size_t k = 0; k < columns; ++k)
            p = p + Point2{row[k], row[columns + k]} * by[k];
        row += 2 * columns;
    }
    return out;
}

} // namespace fiducial::shape
