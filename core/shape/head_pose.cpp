#include "core/shape/head_pose.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace fiducial::shape {

namespace {
using Vec3 = std::array<double, 3>;

double dot(const Vec3 &a, const Vec3 &b)
{
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

Vec3 cross(const Vec3 &a, const Vec3 &b)
{
    return {a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]};
}

Vec3 combined(const Vec3 &a, double s, const Vec3 &b, double t)
{
    return {s * a[0] + t * b[0], s * a[1] + t * b[1], s * a[2] + t * b[2]};
}

Vec3 unit(const Vec3 &a)
{
    return combined(a, 1 / std::sqrt(dot(a, a)), a, 0);
}

/// Gaussian elimination with pivots; nothing where the matrix is singular.
template <std::size_t N>
std::optional<std::array<double, N>> solved(std::array<std::array<double, N>, N> m, std::array<double, N> b)
{
    double largest = 0;
    for (const auto &row : m)
        for (const double v : row)
            largest = std::max(largest, std::abs(v));
    for (std::size_t i = 0; i < N; ++i) {
        std::size_t pivot = i;
        for (std::size_t r = i + 1; r < N; ++r)
            if (std::abs(m[r][i]) > std::abs(m[pivot][i]))
                pivot = r;
        constexpr double kSingular = 1e-9;
        if (!(std::abs(m[pivot][i]) > kSingular * largest))
            return std::nullopt;
        std::swap(m[i], m[pivot]);
        std::swap(b[i], b[pivot]);
        for (std::size_t r = 0; r < N; ++r) {
            if (r == i)
                continue;
            const double f = m[r][i] / m[i][i];
            for (std::size_t c = i; c < N; ++c)
                m[r][c] -= f * m[i][c];
            b[r] -= f * b[i];
        }
    }
    for (std::size_t i = 0; i < N; ++i)
        b[i] /= m[i][i];
    return b;
}

/// All that the fit needs to know of a face, so that an iteration costs the same for any number of points: sums of
/// w X X^T and of w x X^T, w y X^T, where X is a place on the head and (x, y) its landmark, from their weighted means.
struct Moments {
    std::array<Vec3, 3> head{};
    Vec3 x{}, y{};
};

std::optional<Moments> momentsOf(std::span<const HeadPoint> head, std::span<const Point2> points)
{
    const std::size_t n = std::min(head.size(), points.size());
    const auto counts = [&](std::size_t i) { return head[i].weight > 0 && isFinite(points[i]); };
    double weight = 0;
    Vec3 headMean{};
    Point2 mean;
    for (std::size_t i = 0; i < n; ++i) {
        if (!counts(i))
            continue;
        const HeadPoint &h = head[i];
        weight += h.weight;
        headMean = combined(headMean, 1, {h.x, h.y, h.z}, h.weight);
        mean = mean + points[i] * h.weight;
    }
    if (!(weight > 0))
        return std::nullopt;
    headMean = combined(headMean, 1 / weight, headMean, 0);
    mean = mean * (1 / weight);
    Moments m;
    for (std::size_t i = 0; i < n; ++i) {
        if (!counts(i))
            continue;
        const Vec3 place = combined({head[i].x, head[i].y, head[i].z}, 1, headMean, -1);
        const Point2 p = (points[i] - mean) * head[i].weight;
        for (std::size_t row = 0; row < 3; ++row)
            m.head[row] = combined(m.head[row], 1, place, head[i].weight * place[row]);
        m.x = combined(m.x, 1, place, p.x);
        m.y = combined(m.y, 1, place, p.y);
    }
    return m;
}

/// x and y of a view of the head: view = scale * (x . X, y . X).
struct View {
    Vec3 x{}, y{};
    double scale = 0;
};

/// Orthonormal axes nearest to two directions: from their half sum and half difference.
View nearestView(const Vec3 &x, const Vec3 &y, double scale)
{
    const Vec3 a = unit(x), b = unit(y);
    const Vec3 sum = unit(combined(a, 1, b, 1)), difference = unit(combined(a, 1, b, -1));
    constexpr double kHalf = 1 / std::numbers::sqrt2;
    return {combined(sum, kHalf, difference, kHalf), combined(sum, kHalf, difference, -kHalf), scale};
}

/// The affine camera of least squares, made a view.
std::optional<View> startingView(const Moments &m)
{
    const auto x = solved<3>(m.head, m.x), y = solved<3>(m.head, m.y);
    if (!x || !y)
        return std::nullopt;
    return nearestView(*x, *y, (std::sqrt(dot(*x, *x)) + std::sqrt(dot(*y, *y))) / 2);
}

/// A Gauss-Newton step over a small turn (about the picture's axes) and the logarithm of the scale.
std::optional<std::array<double, 4>> stepFrom(const View &view, const Moments &m)
{
    const std::array<Vec3, 3> axes{view.x, view.y, cross(view.x, view.y)};
    std::array<Vec3, 3> s{};
    Vec3 x{}, y{};
    for (std::size_t i = 0; i < 3; ++i) {
        const Vec3 seen = {dot(m.head[0], axes[i]), dot(m.head[1], axes[i]), dot(m.head[2], axes[i])};
        for (std::size_t j = 0; j < 3; ++j)
            s[i][j] = view.scale * view.scale * dot(axes[j], seen);
        x[i] = view.scale * dot(m.x, axes[i]);
        y[i] = view.scale * dot(m.y, axes[i]);
    }
    const double flat = s[0][0] + s[1][1];
    const std::array<std::array<double, 4>, 4> normal{{{s[2][2], 0, -s[2][0], -s[2][1]},
                                                       {0, s[2][2], -s[2][1], s[2][0]},
                                                       {-s[2][0], -s[2][1], flat, 0},
                                                       {-s[2][1], s[2][0], 0, flat}}};
    return solved<4>(normal, {s[2][1] - y[2], x[2] - s[2][0], y[0] - x[1], x[0] + y[1] - flat});
}

HeadPose anglesOf(const View &view)
{
    constexpr double kDegrees = 180 / std::numbers::pi;
    const Vec3 z = cross(view.x, view.y);
    return {std::atan2(-z[0], std::hypot(z[1], z[2])) * kDegrees, std::atan2(z[1], z[2]) * kDegrees,
            std::atan2(view.y[0], view.x[0]) * kDegrees};
}
} // namespace

std::optional<HeadPose> HeadPoseFit::pose(std::span<const Point2> points) const
{
    const auto moments = momentsOf(head_, points);
    auto view = moments ? startingView(*moments) : std::nullopt;
    constexpr int kMostSteps = 100;
    constexpr double kDone = 1e-7;
    for (int i = 0; view && i < kMostSteps; ++i) {
        const auto step = stepFrom(*view, *moments);
        if (!step)
            return std::nullopt;
        const auto &[aboutX, aboutY, aboutZ, growth] = *step;
        const Vec3 z = cross(view->x, view->y);
        view =
            nearestView(combined(combined(view->x, 1, view->y, -aboutZ), 1, z, aboutY),
                        combined(combined(view->y, 1, view->x, aboutZ), 1, z, -aboutX), view->scale * std::exp(growth));
        if (std::max({std::abs(aboutX), std::abs(aboutY), std::abs(aboutZ), std::abs(growth)}) < kDone)
            return anglesOf(*view);
    }
    return std::nullopt;
}

} // namespace fiducial::shape
