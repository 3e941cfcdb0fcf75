#pragma once

#include "core/formats/annotation_format.h"

#include <memory>
#include <string>
#include <string_view>

namespace fiducial::formats {

/// 300W: an image with a .pts file beside it, coordinates 1-based (PC1). Holds any built-in scheme, known by n_points.
std::unique_ptr<AnnotationFormat> makePtsFormat();

/// The split that the folders of a 300W file tell: "train", "common", "challenge", "private", else empty.
std::string split300w(const std::filesystem::path &file);
/// Whether a face of `split` belongs to `wanted`; "full" is common and challenge.
bool isInSplit300w(std::string_view split, std::string_view wanted);

} // namespace fiducial::formats
