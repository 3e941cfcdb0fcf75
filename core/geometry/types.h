#pragma once

#include <cmath>

/// Coordinates are PC0 pixels unless a name says otherwise: x right, y down, (0,0) is the centre of the top-left pixel.
namespace fiducial {

struct Point2 {
    double x = 0;
    double y = 0;
    friend bool operator==(const Point2 &, const Point2 &) = default;
    friend Point2 operator+(Point2 a, Point2 b) { return {a.x + b.x, a.y + b.y}; }
    friend Point2 operator-(Point2 a, Point2 b) { return {a.x - b.x, a.y - b.y}; }
    friend Point2 operator*(Point2 a, double s) { return {a.x * s, a.y * s}; }
};

inline double length(Point2 p)
{
    return std::hypot(p.x, p.y);
}
inline double distance(Point2 a, Point2 b)
{
    return length(a - b);
}
inline bool isFinite(Point2 p)
{
    return std::isfinite(p.x) && std::isfinite(p.y);
}

/// Compact form for predictions.
struct Point2f {
    float x = 0;
    float y = 0;
    friend bool operator==(const Point2f &, const Point2f &) = default;
};

inline Point2 toDouble(Point2f p)
{
    return {static_cast<double>(p.x), static_cast<double>(p.y)};
}
inline Point2f toFloat(Point2 p)
{
    return {static_cast<float>(p.x), static_cast<float>(p.y)};
}

/// Upper triangle of a symmetric 2x2 covariance, in square pixels.
struct Covariance2f {
    float xx = 0;
    float xy = 0;
    float yy = 0;
    friend bool operator==(const Covariance2f &, const Covariance2f &) = default;
};

/// Corner and extent: width = xMax - xMin. Empty where an extent is not positive.
struct Rect {
    double x = 0;
    double y = 0;
    double width = 0;
    double height = 0;

    double right() const { return x + width; }
    double bottom() const { return y + height; }
    Point2 centre() const { return {x + width / 2, y + height / 2}; }
    bool empty() const { return !(width > 0 && height > 0); }
    bool contains(Point2 p) const { return p.x >= x && p.x <= right() && p.y >= y && p.y <= bottom(); }
    static Rect fromCorners(double xMin, double yMin, double xMax, double yMax)
    {
        return {xMin, yMin, xMax - xMin, yMax - yMin};
    }
    friend bool operator==(const Rect &, const Rect &) = default;
};

/// Share of the united area that two rectangles have in common, 0..1.
double intersectionOverUnion(const Rect &a, const Rect &b);

struct Size {
    int width = 0;
    int height = 0;
    bool empty() const { return width <= 0 || height <= 0; }
    friend bool operator==(const Size &, const Size &) = default;
};

} // namespace fiducial
