#pragma once

#include "core/base/result.h"
#include "core/geometry/types.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace fiducial {

/// A named run of landmarks: a curve (open or closed) or loose points.
struct Contour {
    std::string id;          ///< stable, e.g. "left_eye"
    std::string name;        ///< for people, English, e.g. "left eye"
    std::vector<int> points; ///< landmark indices in drawing order
    bool closed = false;
    bool curve = true; ///< false: loose points (pupils), no line is drawn
    friend bool operator==(const Contour &, const Contour &) = default;
};

/// A normaliser that is a distance of two landmark groups' centres: inter-ocular (outer eye corners), inter-pupil.
struct LandmarkDistance {
    std::vector<int> left;  ///< image-left group; its centre is one end
    std::vector<int> right; ///< image-right group
    friend bool operator==(const LandmarkDistance &, const LandmarkDistance &) = default;
};

/// What the points of a set mean. Immutable after loading; every index in it is valid and the mirror map is an
/// involution. Facts: algorithms.md section 2. "Left" and "right" are the subject's.
struct LandmarkScheme {
    std::string id;   ///< "wflw98"
    std::string name; ///< "WFLW"
    int count = 0;
    std::vector<std::string> pointNames; ///< count entries
    std::vector<Contour> contours;       ///< a landmark may be in two of them (COFW's mouth corners); see contourOf
    std::vector<int> mirror;             ///< new point i takes the mirrored position of old point mirror[i]
    std::optional<LandmarkDistance> interOcular;
    std::optional<LandmarkDistance> interPupil;
    std::string defaultNormaliser; ///< "inter-ocular", "box", ...
    std::vector<Point2> meanShape; ///< count points; their box has its centre at (0,0) and longer side 1; y down

    Sentence title() const; ///< "WFLW, 98 points"
    /// Index into contours of the first contour that holds the landmark, -1 where none does.
    int contourOf(int landmark) const;
    /// "16 chin"; only the index where it has no name.
    std::string label(int landmark) const;
};

/// The built-in schemes (compiled in from resources/schemes/*.json): ibug68, wflw98, cofw29, aflw19, lapa106.
/// Thread-safe; pointers live as long as the program.
const LandmarkScheme *findScheme(std::string_view id);
std::span<const LandmarkScheme *const> builtinSchemes();
/// The only built-in scheme with this number of points, or null.
const LandmarkScheme *findSchemeByCount(int count);

/// Reads and checks one scheme description (resources/schemes). The error says which field is wrong.
Result<LandmarkScheme> parseScheme(std::string_view json);

/// Landmarks of one scheme taken from another, e.g. 98 -> 68 (algorithms.md 2.5 a), 29 -> 98 correspondences (2.6).
struct SchemeMap {
    std::string id; ///< "wflw98-ibug68"
    std::string from;
    std::string to;
    std::vector<int> source; ///< for each target landmark its source landmark, or -1: cannot be had
    bool complete() const;
    /// Target points; those that cannot be had are NaN. Precondition: points.size() is the source scheme's count.
    std::vector<Point2> apply(std::span<const Point2> points) const;
};

/// The map between two schemes, or null. A scheme to itself has none: ask first whether the ids are equal.
const SchemeMap *findSchemeMap(std::string_view from, std::string_view to);

} // namespace fiducial
