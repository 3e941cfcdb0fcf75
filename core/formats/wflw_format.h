#pragma once

#include "core/formats/annotation_format.h"

#include <memory>

namespace fiducial::formats {

/// WFLW lists: one face a row, 207 fields, or 197 in subset lists. Coordinates are taken as PC0.
std::unique_ptr<AnnotationFormat> makeWflwFormat();

} // namespace fiducial::formats
