#pragma once

#include "core/scheme/landmark_scheme.h"

namespace fiducial {

/// Reads and checks a list of scheme maps (resources/schemes/maps.json) against the schemes they connect. The error
/// says which field is wrong.
Result<std::vector<SchemeMap>> parseSchemeMaps(std::string_view json, std::span<const LandmarkScheme *const> schemes);

} // namespace fiducial
