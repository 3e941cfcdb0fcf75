#include "core/heatmap/moments.h"

#include <algorithm>
#include <cmath>

namespace fiducial::heatmap {

namespace {

template <class Visit>
void forEachWeight(const MapView &map, double least, Visit visit)
{
    const float *value = map.values().data();
    for (int y = 0; y < map.height(); ++y)
        for (int x = 0; x < map.width(); ++x, ++value)
            if (const double weight = *value; weight > 0 && weight >= least)
                visit(x, y, weight);
}

} // namespace

Axes axesOf(const Spread &s)
{
    const double half = (s.xx - s.yy) / 2;
    const double radius = std::hypot(half, s.xy);
    const double centre = (s.xx + s.yy) / 2;
    return {centre - radius, centre + radius, 0.5 * std::atan2(2 * s.xy, s.xx - s.yy)};
}

Moments moments(const MapView &map, double floor)
{
    const double largest = std::max<double>(*std::ranges::max_element(map.values()), 0);
    const double least = floor * largest;
    Moments out;
    if (!(largest > 0))
        return out;
    double sumX = 0, sumY = 0;
    forEachWeight(map, least, [&](int x, int y, double weight) {
        out.mass += weight;
        sumX += weight * x;
        sumY += weight * y;
    });
    out.mean = {sumX / out.mass, sumY / out.mass};

    constexpr double kEpsilon = 1e-5;
    double v1 = kEpsilon, v2 = kEpsilon;
    Spread sum;
    forEachWeight(map, least, [&](int x, int y, double weight) {
        const double w = weight / out.mass;
        const double dx = x - out.mean.x;
        const double dy = y - out.mean.y;
        v1 += w;
        v2 += w * w;
        sum.xx += w * dx * dx;
        sum.xy += w * dx * dy;
        sum.yy += w * dy * dy;
    });
    const double share = 1 / (v1 - v2 / v1);
    out.covariance = {sum.xx * share, sum.xy * share, sum.yy * share};
    return out;
}

} // namespace fiducial::heatmap
