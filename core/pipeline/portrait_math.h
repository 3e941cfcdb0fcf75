#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <span>

/// Small vectors, curves and lattice noise for the portrait renderer. The head's frame: centimetres, x to the image's
/// right, y down, z towards the viewer; the origin lies between the pupils at the depth of the ear canals.
namespace fiducial::pipeline::portrait {

struct Vec3 {
    float x = 0;
    float y = 0;
    float z = 0;
    friend Vec3 operator+(Vec3 a, Vec3 b) { return {a.x + b.x, a.y + b.y, a.z + b.z}; }
    friend Vec3 operator-(Vec3 a, Vec3 b) { return {a.x - b.x, a.y - b.y, a.z - b.z}; }
    friend Vec3 operator*(Vec3 a, float k) { return {a.x * k, a.y * k, a.z * k}; }
    friend Vec3 operator*(Vec3 a, Vec3 b) { return {a.x * b.x, a.y * b.y, a.z * b.z}; }
    Vec3 &operator+=(Vec3 b) { return *this = *this + b; }
};

inline float dot(Vec3 a, Vec3 b)
{
    return a.x * b.x + a.y * b.y + a.z * b.z;
}
inline Vec3 cross(Vec3 a, Vec3 b)
{
    return {a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x};
}
inline float norm(Vec3 a)
{
    return std::sqrt(dot(a, a));
}
inline Vec3 normalized(Vec3 a)
{
    const float n = norm(a);
    return n > 1e-12F ? a * (1 / n) : Vec3{0, 0, 1};
}
inline float lerp(float a, float b, float k)
{
    return a + (b - a) * k;
}
inline Vec3 lerp(Vec3 a, Vec3 b, float k)
{
    return a + (b - a) * k;
}
inline float clamp01(float v)
{
    return std::clamp(v, 0.0F, 1.0F);
}
inline float smoothstep(float low, float high, float v)
{
    const float k = clamp01((v - low) / (high - low));
    return k * k * (3 - 2 * k);
}
/// exp(-v^2), exactly 0 where it no longer matters.
inline float bump(float v)
{
    const float q = v * v;
    return q > 9 ? 0 : std::exp(-q);
}
/// max(a, b) with a rounded edge of width k.
inline float softMax(float a, float b, float k)
{
    const float h = std::max(k - std::abs(a - b), 0.0F) / k;
    return std::max(a, b) + h * h * k / 4;
}

struct Mat3 {
    std::array<Vec3, 3> rows = {Vec3{1, 0, 0}, Vec3{0, 1, 0}, Vec3{0, 0, 1}};
    Vec3 operator*(Vec3 v) const { return {dot(rows[0], v), dot(rows[1], v), dot(rows[2], v)}; }
    Mat3 operator*(const Mat3 &m) const
    {
        Mat3 out;
        for (std::size_t i = 0; i < 3; ++i)
            out.rows[i] = m.rows[0] * rows[i].x + m.rows[1] * rows[i].y + m.rows[2] * rows[i].z;
        return out;
    }
};

/// Radians. Yaw > 0 turns the nose to the image's right, pitch > 0 raises it, roll > 0 turns the head clockwise.
inline Mat3 rotation(float yaw, float pitch, float roll)
{
    const float cy = std::cos(yaw), sy = std::sin(yaw), cp = std::cos(pitch), sp = std::sin(pitch);
    const float cr = std::cos(roll), sr = std::sin(roll);
    const Mat3 aboutY{{Vec3{cy, 0, sy}, Vec3{0, 1, 0}, Vec3{-sy, 0, cy}}};
    const Mat3 aboutX{{Vec3{1, 0, 0}, Vec3{0, cp, -sp}, Vec3{0, sp, cp}}};
    const Mat3 aboutZ{{Vec3{cr, -sr, 0}, Vec3{sr, cr, 0}, Vec3{0, 0, 1}}};
    return aboutZ * (aboutX * aboutY);
}

struct Knot {
    float at = 0;
    float value = 0;
};

/// Cubic Hermite curve through the knots (ascending `at`), level beyond its ends.
inline float curve(std::span<const Knot> knots, float at)
{
    if (at <= knots.front().at)
        return knots.front().value;
    if (at >= knots.back().at)
        return knots.back().value;
    std::size_t i = 1;
    while (knots[i].at < at)
        ++i;
    const auto slope = [&](std::size_t k) {
        const std::size_t a = k > 0 ? k - 1 : k, b = k + 1 < knots.size() ? k + 1 : k;
        return (knots[b].value - knots[a].value) / (knots[b].at - knots[a].at);
    };
    const Knot &p = knots[i - 1], &q = knots[i];
    const float span = q.at - p.at, u = (at - p.at) / span, v = 1 - u;
    return (1 + 2 * u) * v * v * p.value + u * v * v * span * slope(i - 1) + u * u * (3 - 2 * u) * q.value -
           u * u * v * span * slope(i);
}

/// In [0, 1), the same for equal arguments.
inline float hashed(int x, int y, std::uint32_t seed = 0)
{
    std::uint32_t h =
        static_cast<std::uint32_t>(x) * 0x8DA6B343U ^ static_cast<std::uint32_t>(y) * 0xD8163841U ^ seed * 0xCB1AB31FU;
    h = (h ^ (h >> 15)) * 0x2C1B3C6DU;
    h = (h ^ (h >> 12)) * 0x297A2D39U;
    return static_cast<float>((h ^ (h >> 15)) >> 8) * 0x1.0p-24F;
}

/// std::floor, which is a library call on the oldest processors.
inline int floorOf(float v)
{
    const int i = static_cast<int>(v);
    return i - (static_cast<float>(i) > v ? 1 : 0);
}

/// Value noise in [-1, 1] with unit cells.
inline float noise(float x, float y, std::uint32_t seed = 0)
{
    const int ix = floorOf(x), iy = floorOf(y);
    const float dx = x - static_cast<float>(ix), dy = y - static_cast<float>(iy);
    const float u = dx * dx * (3 - 2 * dx), v = dy * dy * (3 - 2 * dy);
    const float top = lerp(hashed(ix, iy, seed), hashed(ix + 1, iy, seed), u);
    const float bottom = lerp(hashed(ix, iy + 1, seed), hashed(ix + 1, iy + 1, seed), u);
    return 2 * lerp(top, bottom, v) - 1;
}

/// Three octaves of noise().
inline float cloud(float x, float y, std::uint32_t seed = 0)
{
    return (4 * noise(x, y, seed) + 2 * noise(2 * x, 2 * y, seed + 1) + noise(4 * x, 4 * y, seed + 2)) / 7;
}

} // namespace fiducial::pipeline::portrait
