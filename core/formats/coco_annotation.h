#pragma once

#include "core/base/result.h"
#include "core/dataset/landmark_set.h"
#include "core/formats/byte_span.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// The parts of COCO-style face JSON that reading and patching share (algorithms.md 1.7, 1.8).
namespace fiducial::formats {

/// What the flag 1 means. COCO: occluded. Files that use 0 and 1 only: visible.
enum class FlagRule { Coco, Binary };

/// "info.visibility" of files that hold 0/1/2 even where no point is visible.
inline constexpr std::string_view kCocoFlagsDeclared = "0 absent, 1 occluded, 2 visible";

/// One annotation; spans count from the first byte of its element.
struct CocoAnnotation {
    std::string id;
    std::string imageId;
    bool hasFaceKeys = false;           ///< COCO-WholeBody: face_kpts, face_box, face_valid
    bool faceValid = true;              ///< face_valid, where there is one
    std::vector<NumberToken> keypoints; ///< x, y, v in turn
    std::vector<NumberToken> box;       ///< x, y, width, height: of the face
    std::vector<NumberToken> centre;    ///< x, y
    std::optional<NumberToken> scale;
    std::optional<NumberToken> area;
    std::optional<NumberToken> boxSize;
    std::optional<NumberToken> keypointCount;
    std::map<std::string, std::int8_t> attributes; ///< members of "attributes" that are true, false, 1 or 0

    std::size_t points() const { return keypoints.size() / 3; }
    /// The largest flag, 0 without keypoints.
    double largestFlag() const;
};

/// The sentence in the error is without file and line.
Result<CocoAnnotation> parseCocoAnnotation(std::string_view element);

Visibility cocoVisibility(double flag, FlagRule rule);
int cocoFlag(Visibility visibility, FlagRule rule);

/// Whether the "info" object says that the flags are COCO's.
bool declaresCocoFlags(std::string_view info);
/// Whether the file is COCO-WholeBody: only annotations with face keys are faces.
bool isWholeBody(std::string_view json);
/// How the flags of a whole file are to be read.
FlagRule flagRuleOf(std::string_view json);

} // namespace fiducial::formats
