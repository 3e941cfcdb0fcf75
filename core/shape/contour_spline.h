#pragma once

#include "core/scheme/landmark_scheme.h"

#include <span>
#include <vector>

namespace fiducial::shape {

/// Curve through the points of a contour: centripetal Catmull-Rom (Barry and Goldman 1988, exponent 1/2: no cusps and
/// no loops within a segment), measured by arc length in pixels from the first point. Neighbours that coincide are one
/// knot; two points make a straight line, one point a curve of length 0.
class ContourSpline {
public:
    /// `points`: finite, at least one. Closed: a last segment leads back to the first point.
    ContourSpline(std::span<const Point2> points, bool closed);

    bool closed() const { return closed_; }
    double length() const { return arcs_.back(); }
    /// Arc length at which the curve passes through the i-th point.
    double arcOf(int i) const { return arcOfPoint_[static_cast<std::size_t>(i)]; }

    /// Arcs beyond the ends are the ends of an open curve; a closed one goes round.
    Point2 at(double arc) const;
    /// Length 1, in the direction of growing arc; (1,0) on a curve of length 0.
    Point2 tangentAt(double arc) const;
    /// The tangent turned a quarter clockwise as seen on the screen (y down).
    Point2 normalAt(double arc) const;
    /// Arc of the point of the curve that is nearest to `p`.
    double nearest(Point2 p) const;

private:
    struct Cubic {
        Point2 c0, c1, c2, c3; ///< c0 + c1 t + c2 t^2 + c3 t^3, t in 0..1
        Point2 at(double t) const;
        Point2 derivative(double t) const;
        double lengthTo(double t) const;
    };
    struct Spot {
        std::size_t segment = 0;
        double t = 0;
    };
    void makeSegments(const std::vector<Point2> &knots);
    Spot spotAt(double arc) const;

    bool closed_;
    Point2 start_;
    std::vector<Cubic> segments_;
    std::vector<double> arcs_; ///< at the start of each segment, then the whole length
    std::vector<double> arcOfPoint_;
};

/// The tools below work on the points of one contour in drawing order (present ones only), image pixels; `anchors` are
/// positions in that list. The ends of an open contour are always anchors. All return as many points as they got.

/// Points that have a meaning of their own: ends of an open contour, corners of the mean shape (it turns by more than
/// 50 degrees), points on the mid-line (chin, middle of the lips). Ascending positions in Contour::points.
std::vector<int> anchorsOf(const LandmarkScheme &scheme, const Contour &contour);

/// Points between two anchors evenly spaced along the curve through all points; anchors stay exactly. A closed contour
/// without anchors keeps its first point.
std::vector<Point2> respaced(std::span<const Point2> points, bool closed, std::span<const int> anchors);

/// The same with the spacing that `pattern` (as many points: the contour before it was bent, or of the mean shape) has
/// between the anchors, in shares of arc length.
std::vector<Point2> respacedLike(std::span<const Point2> pattern, std::span<const Point2> points, bool closed,
                                 std::span<const int> anchors);

/// Slides along the curve: the grabbed point goes to the place of the curve nearest to `cursor`, those between it and
/// the next anchor on either side keep their shares of the way, so that the order never changes. A grabbed anchor
/// slides between its neighbours among the anchors; an open contour's end stays on the curve.
std::vector<Point2> slid(std::span<const Point2> points, bool closed, std::span<const int> anchors, int grabbed,
                         Point2 cursor);

/// Bends: the grabbed point moves by `by`, a point at arc distance s of it by (1 + cos(pi s / r)) / 2 of that and
/// nothing beyond r. r is `reach` pixels, on each side no farther than the next anchor (anchors but the grabbed one
/// stay) and half of a closed contour.
std::vector<Point2> bent(std::span<const Point2> points, bool closed, std::span<const int> anchors, int grabbed,
                         Point2 by, double reach);

/// `count` points evenly spaced by arc length along a freehand stroke, in its direction. Open: both ends exactly.
/// Closed: the first point exactly, the stroke's end is joined to its start. A stroke of one place gives that place.
std::vector<Point2> spread(std::span<const Point2> stroke, int count, bool closed);

/// A stroke drawn over an existing contour: as spread(), but in the direction, and for a closed contour from the
/// starting place on the stroke, that moves the contour's points least. Absent points of `contour` (not finite) get a
/// place too; all absent: as spread().
std::vector<Point2> spreadOver(std::span<const Point2> stroke, std::span<const Point2> contour, bool closed);

} // namespace fiducial::shape
