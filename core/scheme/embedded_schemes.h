#pragma once

#include <span>
#include <string_view>

/// The texts of resources/schemes as they were when the program was built.
namespace fiducial::embedded {

std::span<const std::string_view> schemes();
std::string_view schemeMaps();

} // namespace fiducial::embedded
