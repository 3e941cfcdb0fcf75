#pragma once

#include "core/dataset/dataset.h"
#include "core/formats/number_patch.h"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// One row of a WFLW list (algorithms.md 1.1).
namespace fiducial::formats {

inline constexpr std::size_t kWflwPoints = 98;
inline constexpr std::size_t kWflwAttributes = 6;

struct WflwRow {
    std::vector<Point2> points;
    bool full = false;       ///< with rectangle and attributes (207 fields); else a subset list's row (197)
    std::optional<Rect> box; ///< none where the rectangle has no extent
    std::array<std::int8_t, kWflwAttributes> attributes{}; ///< -1 where the field is neither 0 nor 1
    std::string_view firstPoint;                           ///< text of the first landmark, joins lists
    std::string_view image;                                ///< everything behind the last field
    Sentence warning;                                      ///< one sentence about what was mended, else empty
};

/// `text`: the row without its line end. The error is the sentence for people, without file and line.
Result<WflwRow> parseWflwRow(std::string_view text);

/// The fields of a row that parseWflwRow accepts: 196 coordinates, then for a full row rectangle and attributes.
std::vector<std::string_view> wflwFields(std::string_view text, bool full);

/// The rectangle of the points as lists have it: whole pixels, rounded outwards. xMin yMin xMax yMax.
std::array<double, 4> wflwRectangle(const std::vector<Point2> &points);
std::array<double, 4> wflwRectangle(const Rect &box); ///< rounded to whole pixels

/// Replacements (offsets within `text`) that bring the row from `original` to `edited` points; the rectangle too where
/// asked for. `text` must be a row that parses.
std::vector<Replacement> patchWflwRow(std::string_view text, bool full, const std::vector<Point2> &original,
                                      const std::vector<Point2> &edited, bool recomputeBox);
/// Of a full row, for what differs from Face::asRead: attributes and, where asked for, the rectangle.
std::vector<Replacement> patchWflwFields(std::string_view text, const Face &face, bool rectangle);

} // namespace fiducial::formats
