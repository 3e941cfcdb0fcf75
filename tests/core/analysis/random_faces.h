#pragma once

#include "core/base/rng.h"
#include "core/scheme/landmark_scheme.h"
#include "tests/support/numbers.h"

#include <QtGlobal>

#include <cmath>
#include <vector>

namespace fiducial::test {

using Shape = std::vector<Point2>;

/// A face of the scheme that opens its mouth, turns its head, and has its own place, size and tilt.
inline Shape randomFace(const LandmarkScheme &scheme, Rng &rng)
{
    const double open = 0.1 * rng.normal(), yaw = 0.1 * rng.normal(), wide = 1 + 0.06 * rng.normal();
    const double size = rng.uniform(40, 300), tilt = rng.uniform(-0.5, 0.5);
    const Point2 centre{rng.uniform(0, 1000), rng.uniform(0, 1000)};
    Shape face;
    for (Point2 p : scheme.meanShape) {
        p.x = wide * p.x + yaw * (0.25 - p.x * p.x);
        p.y += p.y > 0.15 ? open * (p.y - 0.15) : 0;
        p = p + Point2{0.006 * rng.normal(), 0.006 * rng.normal()};
        face.push_back(
            centre +
            Point2{p.x * std::cos(tilt) - p.y * std::sin(tilt), p.x * std::sin(tilt) + p.y * std::cos(tilt)} * size);
    }
    return face;
}

inline std::vector<Shape> randomFaces(const LandmarkScheme &scheme, int count, std::uint64_t seed)
{
    Rng rng(seed);
    std::vector<Shape> faces;
    for (int i = 0; i < count; ++i)
        faces.push_back(randomFace(scheme, rng));
    return faces;
}

} // namespace fiducial::test
