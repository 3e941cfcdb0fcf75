#pragma once

#include "core/scheme/landmark_scheme.h"

#include <span>
#include <string>
#include <vector>

/// Finds the convention by which one set of landmarks differs from another as a whole: the classic slips of file
/// formats, which cost little on each face and go unseen.
namespace fiducial::analysis {

/// One face in both sets; both in the order of the scheme. NaN points are left out.
struct PairedShape {
    std::span<const Point2> subject;   ///< what is examined, as it was read
    std::span<const Point2> reference; ///< what is taken as right: other annotations or a model, image pixels (PC0)
    Size image;                        ///< 0x0 where unknown: fractions and mirrored images are not looked for
};

/// What makes the subject's shapes those of the reference; of several that do, the first.
enum class CoordinateSlip {
    None,
    SwappedAxes,    ///< (y, x) instead of (x, y)
    MirroredPoints, ///< left and right indices exchanged
    MirroredImage,  ///< points of the flipped image that kept their numbers: x counts from the right border
    MirroredBoth,   ///< points of the flipped image, numbered as it shows them
    Fractions,      ///< of the image's width and height instead of pixels
    Scaled,         ///< pixels of an image of another size
};

/// What remains on an axis after the slip is undone: subject - reference = pixels + perSize x face size. A convention
/// shifts every face by the same number of pixels; a model's habit grows with the face.
struct AxisOffset {
    double pixels = 0;
    double standardError = 0;
    double perSize = 0; ///< share of the face's size, sqrt(w h) of its landmarks' box; 0 where all faces have one size
};

enum class PixelOffset {
    None,    ///< less than a quarter of a pixel on both axes
    Half,    ///< half a pixel on both: one set counts from a pixel's corner, the other from its centre
    One,     ///< one pixel on both: one set counts from 1, the other from 0
    Other,   ///< as much on no known ground
    Unclear, ///< too few faces, or too much noise between them, to tell
};

struct CoordinateDiagnosis {
    int faces = 0; ///< that were compared
    CoordinateSlip slip = CoordinateSlip::None;
    double deviationAsRead = 0;    ///< median over faces of the median distance, share of the face's size
    double deviationRepaired = 0;  ///< the same with the slip undone; > 0.5: no relation was found at all
    double scaleX = 1, scaleY = 1; ///< Scaled: subject / reference
    AxisOffset x, y;
    PixelOffset offset = PixelOffset::Unclear;
    int sign = 0; ///< Half, One: +1 where the subject's numbers are the larger ones

    bool healthy() const { return slip == CoordinateSlip::None && offset == PixelOffset::None; }
    /// One or two English sentences.
    std::string summary() const;
    /// A point of the subject as the reference counts it: slip and a Half or One offset undone. Point numbers of a
    /// mirrored set are the caller's: repaired[i] = repair(subject[mirror[i]]).
    Point2 repaired(Point2 subject, Size image) const;
    bool mirrorsPoints() const
    {
        return slip == CoordinateSlip::MirroredPoints || slip == CoordinateSlip::MirroredBoth;
    }
};

/// 50 faces are enough for everything but half pixels between noisy sets; some thousand take a fraction of a
/// second.
/// InvalidArgument: fewer than kLeastPairs faces with four points in both sets, or shapes that are not of the scheme.
Result<CoordinateDiagnosis> diagnoseCoordinates(std::span<const PairedShape> faces, const LandmarkScheme &scheme);
inline constexpr std::size_t kLeastPairs = 5;

} // namespace fiducial::analysis
