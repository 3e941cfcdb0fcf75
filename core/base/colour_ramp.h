#pragma once

#include <array>
#include <cstdint>

namespace fiducial {

/// Red, green, blue of cividis, dark blue (0) to yellow (1): perceptually even and safe for colour-blind people (Nuñez,
/// Anderton and Renslow 2018). Values outside 0..1 are clamped, NaN is 0.
std::array<std::uint8_t, 3> cividisRgb(double t);

} // namespace fiducial
