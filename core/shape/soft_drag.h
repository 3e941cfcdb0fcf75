#pragma once

#include "core/shape/shape_model.h"
#include "core/shape/symmetric.h"

namespace fiducial::shape {

/// How the errors that are left in a face hang together: covariance of (truth - prediction) of all points in the frame
/// of the mean shape. Immutable, cheap to copy, thread-safe.
class ResidualModel {
public:
    /// Nothing known about the predictions: errors hang together over short distances, farther along a contour, and not
    /// across the face. The scheme must outlive the model.
    static ResidualModel local(const LandmarkScheme &scheme);

    /// From predictions of faces whose truth is known, pair by pair (image pixels, one point per landmark). A pair with
    /// a point that is not finite is left out. Shrunk towards local() where pairs are few and between points far apart.
    /// InvalidArgument: lists or faces of different length, or fewer than kLeastFaces pairs; then local() serves.
    /// Cancelled.
    static Result<ResidualModel> learn(const LandmarkScheme &scheme, std::span<const std::vector<Point2>> predictions,
                                       std::span<const std::vector<Point2>> truths, const ShapeLearning &options,
                                       const JobContext &context);
    static constexpr std::size_t kLeastFaces = 30;

    int landmarks() const;
    /// Pairs it was learned from; 0: local.
    int faces() const;
    /// Of x0 y0 x1 y1 ... in the frame of the symmetric mean shape (centre of gravity (0,0), mean squared distance 1).
    const SymmetricMatrix &covariance() const;
    /// Variance that a placed point is taken to have, per coordinate in the same frame.
    static double placementVariance();

private:
    friend class SoftDrag;
    struct Parts;
    std::shared_ptr<const Parts> parts_;
};

/// One soft drag: some points are dragged, pinned ones stay, all others follow the conditional mean of what is wrong
/// with them given how far the dragged ones went, relative to where they stand when the drag begins. Far and unrelated
/// points stay. Made when the drag begins (about a millisecond for 98 points); moved() then costs microseconds.
/// To re-predict the others from everything that is pinned, drag all pins at once from the untouched prediction.
class SoftDrag {
public:
    /// `face`: image pixels where the points stand now; a point that is not finite is absent, neither moves nor counts.
    /// `dragged`, `pinned`: landmarks; a pinned one that is also dragged is dragged; absent, repeated and out of range
    /// ones are ignored. Where the face gives no frame (fewer than two points, all in one place) only the dragged move.
    SoftDrag(const ResidualModel &model, std::span<const Point2> face, std::span<const int> dragged,
             std::span<const int> pinned);

    /// The whole face with the dragged points at `places` (in the order of `dragged`, which must be as long); these are
    /// met exactly and pinned points are exactly where they were. A place that is not finite leaves its point alone.
    std::vector<Point2> moved(std::span<const Point2> places) const;

    /// Landmarks that move along, ascending; all others, but the dragged, stay exactly where they are.
    const std::vector<int> &followers() const { return followers_; }

private:
    void findGain(std::span<const Point2> mean, const PointField &field, const std::vector<int> &seen,
                  std::size_t columns);

    std::vector<Point2> face_;
    std::vector<int> dragged_;   ///< as given; -1 for those that are ignored
    std::vector<int> followers_; ///< landmarks that move along
    std::vector<double> gain_;   ///< rows: x y of followers, columns: x y of dragged; image frame
};

} // namespace fiducial::shape
