#include "core/shape/transform.h"

#include <cmath>
#include <numbers>

namespace fiducial::shape {

namespace {
/// The linear map with `centre` kept in place.
Affine about(Point2 centre, double a, double b, double c, double d)
{
    return {a, b, centre.x - a * centre.x - b * centre.y, c, d, centre.y - c * centre.x - d * centre.y};
}
} // namespace

Affine rotationAbout(Point2 centre, double degrees)
{
    const double angle = degrees * std::numbers::pi / 180;
    return about(centre, std::cos(angle), -std::sin(angle), std::sin(angle), std::cos(angle));
}

Affine scalingAbout(Point2 centre, double factorX, double factorY)
{
    return about(centre, factorX, 0, 0, factorY);
}

Affine similarityAbout(Point2 centre, Point2 from, Point2 to)
{
    const Point2 f = from - centre;
    const Point2 t = to - centre;
    const double squared = f.x * f.x + f.y * f.y;
    if (!(squared > 0))
        return {};
    const double a = (f.x * t.x + f.y * t.y) / squared;
    const double b = (f.x * t.y - f.y * t.x) / squared;
    return about(centre, a, -b, b, a);
}

Affine boxFromBox(const Rect &to, const Rect &from)
{
    if (to.empty() || from.empty())
        return {};
    const double sx = to.width / from.width;
    const double sy = to.height / from.height;
    return {sx, 0, to.x - sx * from.x, 0, sy, to.y - sy * from.y};
}

std::vector<Point2> transformed(std::span<const Point2> points, const Affine &map)
{
    std::vector<Point2> out(points.begin(), points.end());
    for (Point2 &p : out)
        if (isFinite(p))
            p = map * p;
    return out;
}

Point2 centreOf(std::span<const Point2> points)
{
    Point2 sum;
    int count = 0;
    for (const Point2 p : points)
        if (isFinite(p)) {
            sum = sum + p;
            ++count;
        }
    return count > 0 ? sum * (1.0 / count) : sum;
}

} // namespace fiducial::shape
