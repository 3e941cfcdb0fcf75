#pragma once

#include "core/scheme/landmark_scheme.h"

#include <optional>
#include <span>
#include <vector>

namespace fiducial::shape {

/// The line a face is mirrored at, image pixels.
struct MidLine {
    Point2 origin;    ///< centre of the points it was fitted to
    Point2 direction; ///< length 1, towards the larger y (down) for an upright face

    Point2 mirrored(Point2 p) const;
    /// The same for a movement (no origin).
    Point2 mirroredMove(Point2 d) const;
    /// Distance from the line; positive on the image's right of an upright face.
    double side(Point2 p) const;
};

/// Line that takes each point nearest to its mirror partner, by least squares over all pairs of the scheme of which
/// both points are finite and over points that are their own partner (closed form). Nothing where they do not tell:
/// fewer than two points, all in one place, or no direction better than another.
std::optional<MidLine> fitMidLine(const LandmarkScheme &scheme, std::span<const Point2> face);

/// Mirror edit: `moved` holds landmarks that went from their place in `before` to their place in `after`; the partner
/// of each makes the mirrored movement, so that a face that is not symmetric keeps what it has of its own. Points on
/// the mid-line that move stay as moved; where both partners were moved, or the partner is absent, nothing is added.
/// The mid-line is that of `before`; without one `after` is returned as it is.
std::vector<Point2> mirrorEdited(const LandmarkScheme &scheme, std::span<const Point2> before,
                                 std::span<const Point2> after, std::span<const int> moved);

/// One pair against the mid-line.
struct MirrorDeviation {
    int landmark = 0; ///< the lower index; a point that is its own partner has itself
    int partner = 0;
    double pixels = 0; ///< from the mirrored place of the landmark to its partner
    double share = 0;  ///< of the normalising distance
    bool outlier = false;
};

struct MirrorCheck {
    std::vector<MirrorDeviation> pairs; ///< largest first
    bool swapped = false; ///< left and right are exchanged: the points fit the mirrored labels better than their own
};

/// How symmetric a face is, and which pairs stand out: beyond median + 4 robust deviations of this face's pairs and
/// beyond 5 % of the normalising distance (inter-ocular where the scheme has it and its points are there, else the
/// longer side of the points' box). Empty without a mid-line.
MirrorCheck checkMirror(const LandmarkScheme &scheme, std::span<const Point2> face);

} // namespace fiducial::shape
