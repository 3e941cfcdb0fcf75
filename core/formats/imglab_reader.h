#pragma once

#include "core/formats/annotation_format.h"
#include "core/formats/byte_span.h"

#include <map>

namespace fiducial::formats {

/// The part names of all boxes of a file in their order, with those that only the scheme knows.
struct ImglabNames {
    std::vector<std::string> names;
    const LandmarkScheme *scheme = nullptr; ///< null: no part occurs, or no scheme has as many
    bool guessed = false;                   ///< some names never occur, and the file does not tell its scheme
};
ImglabNames imglabNames(std::string_view xml);

/// The <image> elements by Sample::image; of an image that is named twice the first one.
std::map<std::string, ByteSpan> imglabImages(std::string_view xml);

Result<Dataset> readImglabFiles(const ReadRequest &request, const JobContext &context);

/// Face::extra keys of box attributes beside the rectangle (ignore, difficult, gender ...) and of its label.
inline constexpr std::string_view kImglabPrefix = "imglab.";
inline constexpr std::string_view kImglabLabel = "imglab:label";

/// What <comment> starts with in files of ours; the scheme's id follows.
inline constexpr std::string_view kImglabScheme = "landmark scheme ";

} // namespace fiducial::formats
