#pragma once

#include <QDebug>

#include <cmath>
#include <limits>

namespace fiducial::test {

inline constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
inline constexpr double kInfinity = std::numeric_limits<double>::infinity();

/// Says both numbers where they differ by more than `tolerance`.
inline bool near(double actual, double expected, double tolerance = 1e-12)
{
    if (std::abs(actual - expected) <= tolerance)
        return true;
    qWarning("%.9g, not %.9g", actual, expected);
    return false;
}

} // namespace fiducial::test
