#include "core/metrics/metrics.h"

#include <algorithm>

namespace fiducial::metrics {

namespace {

// In the order of the enumeration.
constexpr std::array<std::string_view, 5> kConventionNames{"exact", "star", "hrnet", "mmpose", "fan"};

} // namespace

std::string_view toString(Convention convention)
{
    return kConventionNames.at(static_cast<std::size_t>(convention));
}

std::optional<Convention> parseConvention(std::string_view text)
{
    const auto found = std::ranges::find(kConventionNames, text);
    if (found == kConventionNames.end())
        return std::nullopt;
    return static_cast<Convention>(found - kConventionNames.begin());
}

double defaultThreshold(const LandmarkScheme &scheme, Convention convention)
{
    switch (convention) {
    case Convention::Exact:
    case Convention::Star:
        return scheme.id == "ibug68" ? 0.05 : 0.10;
    case Convention::Hrnet:
        break;
    case Convention::Mmpose:
        return 1.0;
    case Convention::Fan:
        return 0.07;
    }
    return 0.10;
}

} // namespace fiducial::metrics
