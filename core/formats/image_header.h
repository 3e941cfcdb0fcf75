#pragma once

#include "core/base/result.h"
#include "core/geometry/types.h"

#include <filesystem>
#include <string_view>

namespace fiducial::formats {

/// Width and height of a JPEG or PNG as it is displayed: after its EXIF orientation. Reads a few kilobytes, decodes
/// nothing. Unsupported for other kinds, Malformed where the header is broken.
Result<Size> readImageSize(const std::filesystem::path &path);

/// The same from the first bytes of the file.
Result<Size> imageSizeOf(std::string_view head);

} // namespace fiducial::formats
