#pragma once

#include "core/base/safetensors.h"

#include <filesystem>

namespace fiducial::test {

/// A crop cache of drawn faces with five landmarks (eyes, nose, corners of the mouth), each face another one; every
/// fourth is for validation.
safetensors::File smallCache(int faces, int side = 64);
/// The same in a file; returns its path.
std::filesystem::path writeSmallCache(const std::filesystem::path &path, int faces, int side = 64);

} // namespace fiducial::test
