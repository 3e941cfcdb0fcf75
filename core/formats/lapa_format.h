#pragma once

#include "core/formats/annotation_format.h"

#include <memory>

namespace fiducial::formats {

/// LaPa: SPLIT/images/NAME.jpg with SPLIT/landmarks/NAME.txt; the first line is the count (106). Coordinates are taken
/// as PC0.
std::unique_ptr<AnnotationFormat> makeLapaFormat();

} // namespace fiducial::formats
