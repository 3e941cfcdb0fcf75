#pragma once

#include "core/base/result.h"
#include "core/dataset/landmark_set.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// Replacing numbers inside a text without touching any other byte.
namespace fiducial::formats {

struct Replacement {
    std::uint64_t offset = 0; ///< of the token's first byte
    std::uint64_t length = 0;
    std::string text;
};

/// The source with all tokens replaced. Fails (Internal) where two overlap or one ends behind the source.
Result<std::string> applyReplacements(std::string_view source, std::vector<Replacement> replacements);

/// Digits behind the decimal point; 0 for whole numbers and for exponent notation.
int decimalsOf(std::string_view token);

/// A number in the style of its neighbours: as many decimals as they show, and more (at most `needed`, without trailing
/// zeros) only where rounding would move the value.
std::string styledNumber(double value, int neighbourDecimals, int needed = 3);

/// The replacement for one coordinate, or nothing where it has not moved. Both values are in the file's own units.
void replaceMoved(std::vector<Replacement> &out, double original, double edited, std::uint64_t offset,
                  std::string_view token, int neighbourDecimals, int needed = 3);

/// What a file that cannot leave a point out writes for each point of an edited set: its place, or where it was never
/// placed the original one.
std::vector<Point2> placedPoints(const LandmarkSet &edited, const LandmarkSet &original);

} // namespace fiducial::formats
