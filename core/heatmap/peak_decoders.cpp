#include "core/heatmap/peak_decoders.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace fiducial::heatmap {

namespace {

double quarterTowards(float before, float after)
{
    return after > before ? 0.25 : after < before ? -0.25 : 0.0;
}

constexpr int kReach = 2; ///< cells on each side that the second differences of DARK look at
constexpr int kPatch = 2 * kReach + 1;
using Patch = std::array<std::array<double, kPatch>, kPatch>;

double blurredAt(const MapView &map, int x, int y, const std::vector<double> &blur)
{
    const int half = static_cast<int>(blur.size()) / 2;
    double sum = 0;
    for (int j = std::max(-half, -y); j <= std::min(half, map.height() - 1 - y); ++j) {
        double row = 0;
        for (int i = std::max(-half, -x); i <= std::min(half, map.width() - 1 - x); ++i)
            row += blur[static_cast<std::size_t>(i + half)] * static_cast<double>(map.at(x + i, y + j));
        sum += blur[static_cast<std::size_t>(j + half)] * row;
    }
    return sum;
}

/// Logarithms around (x, y). The blurred map is scaled back to its old maximum before values below 1e-10 are clipped;
/// scaling the neighbourhood by its own largest value does the same for every map whose peak is not below the clip.
Patch logarithms(const MapView &map, int x, int y, const std::vector<double> &blur)
{
    Patch patch{};
    double largest = 0;
    for (int j = 0; j < kPatch; ++j)
        for (int i = 0; i < kPatch; ++i) {
            patch[j][i] = blurredAt(map, x + i - kReach, y + j - kReach, blur);
            largest = std::max(largest, patch[j][i]);
        }
    for (auto &row : patch)
        for (double &value : row)
            value = std::log(std::max(value / largest, 1e-10));
    return patch;
}

} // namespace

Cell quarterOffset(const MapView &map, int x, int y)
{
    Cell p{static_cast<double>(x), static_cast<double>(y)};
    if (x > 0 && x + 1 < map.width())
        p.x += quarterTowards(map.at(x - 1, y), map.at(x + 1, y));
    if (y > 0 && y + 1 < map.height())
        p.y += quarterTowards(map.at(x, y - 1), map.at(x, y + 1));
    return p;
}

std::vector<double> blurAxis(int side)
{
    if (side == 0)
        return {1.0};
    const double sigma = 0.3 * ((side - 1) * 0.5 - 1) + 0.8;
    std::vector<double> axis(static_cast<std::size_t>(side));
    double sum = 0;
    for (int i = 0; i < side; ++i) {
        const double d = i - side / 2;
        sum += axis[static_cast<std::size_t>(i)] = std::exp(-d * d / (2 * sigma * sigma));
    }
    for (double &value : axis)
        value /= sum;
    return axis;
}

Cell dark(const MapView &map, int x, int y, const std::vector<double> &blur)
{
    const Cell peak{static_cast<double>(x), static_cast<double>(y)};
    if (x < kReach || y < kReach || x + kReach >= map.width() || y + kReach >= map.height())
        return peak;
    const Patch l = logarithms(map, x, y, blur);
    constexpr int c = kReach;
    const double dx = 0.5 * (l[c][c + 1] - l[c][c - 1]);
    const double dy = 0.5 * (l[c + 1][c] - l[c - 1][c]);
    const double dxx = 0.25 * (l[c][c + 2] - 2 * l[c][c] + l[c][c - 2]);
    const double dyy = 0.25 * (l[c + 2][c] - 2 * l[c][c] + l[c - 2][c]);
    const double dxy = 0.25 * (l[c + 1][c + 1] - l[c - 1][c + 1] - l[c + 1][c - 1] + l[c - 1][c - 1]);
    const double determinant = dxx * dyy - dxy * dxy;
    if (!(dxx < 0 && determinant > 0)) // no maximum ahead
        return peak;
    const double stepX = (dxy * dy - dyy * dx) / determinant;
    const double stepY = (dxy * dx - dxx * dy) / determinant;
    if (!(std::abs(stepX) <= kReach && std::abs(stepY) <= kReach))
        return peak;
    return {peak.x + stepX, peak.y + stepY};
}

Cell localSoftArgMax(const MapView &map, int x, int y, int window, double temperature)
{
    const int half = window / 2;
    const double largest = static_cast<double>(map.at(x, y));
    double mass = 0, sumX = 0, sumY = 0;
    for (int j = std::max(y - half, 0); j <= std::min(y + half, map.height() - 1); ++j)
        for (int i = std::max(x - half, 0); i <= std::min(x + half, map.width() - 1); ++i) {
            const double weight = std::exp(temperature * (static_cast<double>(map.at(i, j)) - largest));
            mass += weight;
            sumX += weight * i;
            sumY += weight * j;
        }
    return {sumX / mass, sumY / mass};
}

} // namespace fiducial::heatmap
