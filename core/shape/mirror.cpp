#include "core/shape/mirror.h"

#include "core/geometry/affine.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace fiducial::shape {

namespace {

std::size_t partnerOf(const LandmarkScheme &scheme, std::size_t i)
{
    return static_cast<std::size_t>(scheme.mirror[i]);
}

bool fits(const LandmarkScheme &scheme, std::span<const Point2> face)
{
    return face.size() == scheme.mirror.size();
}

double medianOf(std::vector<double> values)
{
    const auto middle = values.begin() + std::ssize(values) / 2;
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

/// Centre of a group of landmarks; not finite where one is absent.
Point2 groupCentre(std::span<const Point2> face, const std::vector<int> &group)
{
    Point2 sum;
    for (const int i : group)
        sum = sum + face[static_cast<std::size_t>(i)];
    return sum * (1 / static_cast<double>(group.size()));
}

double mirrorNormaliser(const LandmarkScheme &scheme, std::span<const Point2> face)
{
    if (scheme.interOcular) {
        const double d =
            distance(groupCentre(face, scheme.interOcular->left), groupCentre(face, scheme.interOcular->right));
        if (std::isfinite(d) && d > 0)
            return d;
    }
    double low[2] = {HUGE_VAL, HUGE_VAL}, high[2] = {-HUGE_VAL, -HUGE_VAL};
    for (const Point2 p : face)
        if (isFinite(p)) {
            low[0] = std::min(low[0], p.x);
            low[1] = std::min(low[1], p.y);
            high[0] = std::max(high[0], p.x);
            high[1] = std::max(high[1], p.y);
        }
    return std::max(high[0] - low[0], high[1] - low[1]);
}

/// Mean squared distance from the mean shape, in its frame, of points whose labels are `labels`; the frame is that of
/// the face, so that a mirrored fit and a plain one compare.
double misfit(const LandmarkScheme &scheme, std::span<const Point2> face, bool exchanged)
{
    std::vector<Point2> from, to;
    for (std::size_t i = 0; i < face.size(); ++i) {
        const Point2 p = face[exchanged ? partnerOf(scheme, i) : i];
        if (!isFinite(p))
            continue;
        from.push_back(scheme.meanShape[i]);
        to.push_back(p);
    }
    const auto map = fitSimilarity(from, to);
    if (!map)
        return 0;
    double sum = 0;
    for (std::size_t i = 0; i < from.size(); ++i) {
        const Point2 d = *map * from[i] - to[i];
        sum += d.x * d.x + d.y * d.y;
    }
    return sum;
}

} // namespace

Point2 MidLine::mirroredMove(Point2 d) const
{
    const double along = 2 * (d.x * direction.x + d.y * direction.y);
    return direction * along - d;
}

Point2 MidLine::mirrored(Point2 p) const
{
    return origin + mirroredMove(p - origin);
}

double MidLine::side(Point2 p) const
{
    const Point2 d = p - origin;
    return d.x * direction.y - d.y * direction.x;
}

std::optional<MidLine> fitMidLine(const LandmarkScheme &scheme, std::span<const Point2> face)
{
    if (!fits(scheme, face))
        return std::nullopt;
    std::vector<std::size_t> used;
    Point2 centre;
    for (std::size_t i = 0; i < face.size(); ++i)
        if (isFinite(face[i]) && isFinite(face[partnerOf(scheme, i)])) {
            used.push_back(i);
            centre = centre + face[i];
        }
    if (used.size() < 2)
        return std::nullopt;
    centre = centre * (1 / static_cast<double>(used.size()));
    // Sum of |F p - q|^2 over points p and partners q, F = [cos 2a, sin 2a; sin 2a, -cos 2a], is least where
    // cos 2a C + sin 2a S is largest.
    double c = 0, s = 0, spread = 0;
    for (const std::size_t i : used) {
        const Point2 p = face[i] - centre;
        const Point2 q = face[partnerOf(scheme, i)] - centre;
        c += p.x * q.x - p.y * q.y;
        s += p.x * q.y + p.y * q.x;
        spread += p.x * p.x + p.y * p.y;
    }
    const double rounding = 1e-20 * static_cast<double>(used.size()) * (centre.x * centre.x + centre.y * centre.y);
    if (!(spread > rounding && std::hypot(c, s) > 1e-12 * spread))
        return std::nullopt;
    const double angle = std::atan2(s, c) / 2;
    MidLine out{centre, {std::cos(angle), std::sin(angle)}};
    if (out.direction.y < 0)
        out.direction = out.direction * -1;
    return out;
}

std::vector<Point2> mirrorEdited(const LandmarkScheme &scheme, std::span<const Point2> before,
                                 std::span<const Point2> after, std::span<const int> moved)
{
    std::vector<Point2> out(after.begin(), after.end());
    const auto line = fitMidLine(scheme, before);
    if (!line || !fits(scheme, after))
        return out;
    for (const int landmark : moved) {
        const auto i = static_cast<std::size_t>(landmark);
        if (landmark < 0 || i >= out.size() || std::ranges::find(moved, scheme.mirror[i]) != moved.end())
            continue; // also a point that is its own partner
        const std::size_t partner = partnerOf(scheme, i);
        const Point2 move = line->mirroredMove(after[i] - before[i]);
        if (isFinite(move) && isFinite(before[partner]))
            out[partner] = before[partner] + move;
    }
    return out;
}

MirrorCheck checkMirror(const LandmarkScheme &scheme, std::span<const Point2> face)
{
    MirrorCheck out;
    const auto line = fitMidLine(scheme, face);
    if (!line)
        return out;
    const double normaliser = mirrorNormaliser(scheme, face);
    std::vector<double> distances;
    for (std::size_t i = 0; i < face.size(); ++i) {
        const std::size_t partner = partnerOf(scheme, i);
        if (partner < i || !isFinite(face[i]) || !isFinite(face[partner]))
            continue;
        const double d = distance(line->mirrored(face[i]), face[partner]);
        out.pairs.push_back({static_cast<int>(i), static_cast<int>(partner), d, d / normaliser, false});
        distances.push_back(d);
    }
    const double middle = medianOf(distances);
    std::vector<double> off;
    for (const double d : distances)
        off.push_back(std::abs(d - middle));
    const double limit = std::max(middle + 4 * 1.4826 * medianOf(off), 0.05 * normaliser);
    for (MirrorDeviation &pair : out.pairs)
        pair.outlier = pair.pixels > limit;
    std::ranges::sort(out.pairs, std::greater{}, &MirrorDeviation::pixels);
    out.swapped = misfit(scheme, face, true) < misfit(scheme, face, false);
    return out;
}

} // namespace fiducial::shape
