#include "core/base/colour_ramp.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace fiducial {

std::array<std::uint8_t, 3> cividisRgb(double t)
{
    // Ten evenly spaced colours of the published map.
    static constexpr std::array<std::array<std::uint8_t, 3>, 10> stops = {{{0x00, 0x22, 0x4e},
                                                                           {0x12, 0x35, 0x70},
                                                                           {0x3b, 0x49, 0x6c},
                                                                           {0x57, 0x5d, 0x6d},
                                                                           {0x70, 0x71, 0x73},
                                                                           {0x8a, 0x86, 0x78},
                                                                           {0xa5, 0x9c, 0x74},
                                                                           {0xc3, 0xb3, 0x69},
                                                                           {0xe1, 0xcc, 0x55},
                                                                           {0xfe, 0xe8, 0x38}}};
    const double position = std::isnan(t) ? 0 : std::clamp(t, 0.0, 1.0) * (stops.size() - 1);
    const auto low = std::min(static_cast<std::size_t>(position), stops.size() - 2);
    const double share = position - static_cast<double>(low);
    std::array<std::uint8_t, 3> out{};
    for (std::size_t c = 0; c < out.size(); ++c)
        out[c] = static_cast<std::uint8_t>(std::lround(stops[low][c] + (stops[low + 1][c] - stops[low][c]) * share));
    return out;
}

} // namespace fiducial
