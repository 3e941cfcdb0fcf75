#pragma once

#include <filesystem>

namespace fiducial::model {

/// Folder of the running program.
std::filesystem::path executableFolder();
/// Where ./dev puts what it downloads for a checkout (.deps/models), seen from build/PRESET/bin; may not exist.
std::filesystem::path checkoutModels();

} // namespace fiducial::model
