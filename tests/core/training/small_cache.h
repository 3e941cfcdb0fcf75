#pragma once

#include "core/base/safetensors.h"

#include <filesystem>

namespace fiducial::test {

/// A crop cache of drawn faces, each turned and placed in its own way, a spot of its own colour at every landmark: five
/// (eyes, nose, corners of the mouth) or more, somewhere on the face and without mirror pairs. Every fourth face is for
/// validation.
safetensors::File smallCache(int faces, int side = 64, int landmarks = 5);
/// The same in a file; returns its path.
std::filesystem::path writeSmallCache(const std::filesystem::path &path, int faces, int side = 64);

} // namespace fiducial::test
