#pragma once

#include <string>

namespace fiducial::pipeline {

/// "2024-05-31T08:15:00Z"
std::string utcNow();

} // namespace fiducial::pipeline
