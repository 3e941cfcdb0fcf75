#pragma once

#include "core/base/result.h"

#include <filesystem>
#include <string_view>

/// What the first bytes of a picture file tell, without decoding it.
namespace fiducial {

enum class ImageFormat { Jpeg, Png, Bmp, WebP, Tiff, Gif };

struct ImageHeader {
    ImageFormat format = ImageFormat::Jpeg;
    int width = 0; ///< as stored, before the orientation is applied; positive
    int height = 0;
    int orientation = 1; ///< EXIF, 1..8

    /// Orientations 5..8 exchange the axes.
    int uprightWidth() const { return orientation >= 5 ? height : width; }
    int uprightHeight() const { return orientation >= 5 ? width : height; }
    friend bool operator==(const ImageHeader &, const ImageHeader &) = default;
};

/// Reads only as much of the file as it takes. Errors: NotFound, Unreadable, Unsupported (another format), Malformed
/// (no size in it).
Result<ImageHeader> readImageHeader(const std::filesystem::path &file);
/// The same from the start of a file (a few kilobytes suffice for most, all of it always does).
Result<ImageHeader> parseImageHeader(std::string_view bytes);
/// Whether a whole JPEG or PNG file ends before its end marker; decoders fill the missing rest with grey or with
/// whatever was in memory. False for other formats.
bool isCutOff(std::string_view file);

} // namespace fiducial
