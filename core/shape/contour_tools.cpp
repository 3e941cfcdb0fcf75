#include "core/shape/contour_spline.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numbers>

namespace fiducial::shape {

namespace {

constexpr double kCornerDegrees = 50;

/// Valid anchors, ascending, without repeats; the ends of an open contour among them.
std::vector<int> usedAnchors(std::span<const int> anchors, int count, bool closed)
{
    std::vector<int> out;
    for (const int a : anchors)
        if (a >= 0 && a < count)
            out.push_back(a);
    if (!closed)
        out.insert(out.end(), {0, count - 1});
    std::ranges::sort(out);
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
}

/// A way along a curve from one anchor to the next; on a closed curve it may lead past the start.
struct Stretch {
    int first = 0;
    int steps = 0; ///< points on the way, the last anchor included
};

std::vector<Stretch> stretchesOf(const std::vector<int> &anchors, int count, bool closed)
{
    std::vector<Stretch> out;
    for (std::size_t i = 0; i + 1 < anchors.size(); ++i)
        out.push_back({anchors[i], anchors[i + 1] - anchors[i]});
    if (closed)
        out.push_back({anchors.back(), anchors.front() + count - anchors.back()});
    return out;
}

/// Arc from point `from` forward to the point `steps` later, once round at most.
double arcAhead(const ContourSpline &curve, int from, int steps, int count)
{
    if (steps == count)
        return curve.length();
    const double arc = curve.arcOf((from + steps) % count) - curve.arcOf(from);
    return arc < 0 || (from + steps >= count && arc <= 0) ? arc + curve.length() : arc;
}

using ShareOf = std::function<double(const Stretch &, int step)>;

std::vector<Point2> placedAlong(std::span<const Point2> points, bool closed, std::span<const int> anchors,
                                const ShareOf &share)
{
    std::vector<Point2> out(points.begin(), points.end());
    const int count = static_cast<int>(points.size());
    auto used = usedAnchors(anchors, count, closed);
    if (count < 2)
        return out;
    if (used.empty())
        used.push_back(0);
    const ContourSpline curve(points, closed);
    for (const Stretch &stretch : stretchesOf(used, count, closed)) {
        const double start = curve.arcOf(stretch.first);
        const double way = arcAhead(curve, stretch.first, stretch.steps, count);
        for (int k = 1; k < stretch.steps; ++k)
            out[static_cast<std::size_t>((stretch.first + k) % count)] = curve.at(start + way * share(stretch, k));
    }
    return out;
}

double evenShare(const Stretch &stretch, int step)
{
    return static_cast<double>(step) / stretch.steps;
}

double turnDegrees(Point2 a, Point2 b, Point2 c)
{
    const Point2 u = b - a;
    const Point2 v = c - b;
    return std::abs(std::atan2(u.x * v.y - u.y * v.x, u.x * v.x + u.y * v.y)) * 180 / std::numbers::pi;
}

/// Next anchor from `grabbed` in a direction, counted in points; 0 where there is none.
int stepsToAnchor(const std::vector<int> &anchors, int grabbed, int count, bool closed, int direction)
{
    for (int steps = 1; steps <= count; ++steps) {
        const int i = grabbed + direction * steps;
        if (!closed && (i < 0 || i >= count))
            return 0;
        if (std::ranges::binary_search(anchors, (i % count + count) % count))
            return steps;
    }
    return 0;
}

/// Points at even arcs of a polyline.
class Stroke {
public:
    Stroke(std::span<const Point2> stroke, bool closed)
    {
        for (const Point2 p : stroke)
            if (isFinite(p))
                points_.push_back(p);
        if (closed && !points_.empty())
            points_.push_back(points_.front());
        arcs_.push_back(0);
        for (std::size_t i = 1; i < points_.size(); ++i)
            arcs_.push_back(arcs_.back() + distance(points_[i - 1], points_[i]));
    }
    bool empty() const { return points_.empty(); }
    double length() const { return arcs_.back(); }
    Point2 at(double arc) const
    {
        if (arc <= 0 || length() <= 0)
            return points_.front();
        if (arc >= length())
            return points_.back();
        const auto next = std::upper_bound(arcs_.begin(), arcs_.end(), arc) - arcs_.begin();
        const auto i = static_cast<std::size_t>(next);
        const double t = (arc - arcs_[i - 1]) / (arcs_[i] - arcs_[i - 1]);
        return points_[i - 1] + (points_[i] - points_[i - 1]) * t;
    }

private:
    std::vector<Point2> points_;
    std::vector<double> arcs_;
};

std::vector<Point2> spreadFrom(const Stroke &stroke, std::size_t count, bool closed, double start)
{
    std::vector<Point2> out;
    const double whole = stroke.length();
    const auto parts = static_cast<double>(closed ? count : std::max<std::size_t>(count, 2) - 1);
    for (std::size_t i = 0; i < count; ++i) {
        double share = start + static_cast<double>(i) / parts;
        if (closed)
            share -= std::floor(share);
        out.push_back(stroke.at(share >= 1 ? whole : share * whole));
    }
    return out;
}

double squaredMoves(std::span<const Point2> from, std::span<const Point2> to)
{
    double sum = 0;
    for (std::size_t i = 0; i < from.size(); ++i)
        if (isFinite(from[i])) {
            const Point2 d = to[i] - from[i];
            sum += d.x * d.x + d.y * d.y;
        }
    return sum;
}

} // namespace

std::vector<int> anchorsOf(const LandmarkScheme &scheme, const Contour &contour)
{
    const auto count = contour.points.size();
    const auto meanAt = [&](std::size_t i) {
        return scheme.meanShape[static_cast<std::size_t>(contour.points[i % count])];
    };
    const auto onMidLine = [&](int p) { return scheme.mirror[static_cast<std::size_t>(p)] == p; };
    const bool allOnMidLine = std::ranges::all_of(contour.points, onMidLine);
    std::vector<int> out;
    for (std::size_t i = 0; i < count; ++i) {
        const bool end = !contour.closed && (i == 0 || i + 1 == count);
        const bool corner = !end && turnDegrees(meanAt(i + count - 1), meanAt(i), meanAt(i + 1)) > kCornerDegrees;
        if (!contour.curve || end || corner || (!allOnMidLine && onMidLine(contour.points[i])))
            out.push_back(static_cast<int>(i));
    }
    return out;
}

std::vector<Point2> respaced(std::span<const Point2> points, bool closed, std::span<const int> anchors)
{
    return placedAlong(points, closed, anchors, evenShare);
}

std::vector<Point2> respacedLike(std::span<const Point2> pattern, std::span<const Point2> points, bool closed,
                                 std::span<const int> anchors)
{
    if (pattern.size() != points.size() || pattern.size() < 2)
        return respaced(points, closed, anchors);
    const ContourSpline like(pattern, closed);
    const int count = static_cast<int>(pattern.size());
    return placedAlong(points, closed, anchors, [&](const Stretch &stretch, int step) {
        const double way = arcAhead(like, stretch.first, stretch.steps, count);
        return way > 0 ? arcAhead(like, stretch.first, step, count) / way : evenShare(stretch, step);
    });
}

std::vector<Point2> slid(std::span<const Point2> points, bool closed, std::span<const int> anchors, int grabbed,
                         Point2 cursor)
{
    std::vector<Point2> out(points.begin(), points.end());
    const int count = static_cast<int>(points.size());
    if (count < 2 || grabbed < 0 || grabbed >= count || !isFinite(cursor))
        return out;
    const ContourSpline curve(points, closed);
    const double whole = curve.length();
    auto used = usedAnchors(anchors, count, closed);
    std::erase(used, grabbed);
    const double here = curve.arcOf(grabbed);
    double by = curve.nearest(cursor) - here; // along the curve, the short way round
    if (closed && whole > 0)
        by -= whole * std::round(by / whole);
    const auto place = [&](int i, double arc) {
        out[static_cast<std::size_t>((i % count + count) % count)] = curve.at(arc);
    };
    if (closed && used.empty()) {
        for (int i = 0; i < count; ++i)
            place(i, curve.arcOf(i) + by);
        return out;
    }
    const int back = stepsToAnchor(used, grabbed, count, closed, -1);
    const int ahead = stepsToAnchor(used, grabbed, count, closed, 1);
    const double wayBack = back > 0 ? arcAhead(curve, ((grabbed - back) % count + count) % count, back, count) : 0;
    const double wayAhead = ahead > 0 ? arcAhead(curve, grabbed, ahead, count) : 0;
    by = std::clamp(by, -wayBack, wayAhead);
    place(grabbed, here + by);
    for (int k = 1; k < back; ++k) {
        const double share = wayBack > 0 ? (wayBack + by) / wayBack : 1;
        const double before = arcAhead(curve, ((grabbed - k) % count + count) % count, k, count);
        place(grabbed - k, here - wayBack + (wayBack - before) * share);
    }
    for (int k = 1; k < ahead; ++k) {
        const double share = wayAhead > 0 ? (wayAhead - by) / wayAhead : 1;
        place(grabbed + k, here + wayAhead - (wayAhead - arcAhead(curve, grabbed, k, count)) * share);
    }
    return out;
}

std::vector<Point2> bent(std::span<const Point2> points, bool closed, std::span<const int> anchors, int grabbed,
                         Point2 by, double reach)
{
    std::vector<Point2> out(points.begin(), points.end());
    const int count = static_cast<int>(points.size());
    if (count < 1 || grabbed < 0 || grabbed >= count || !isFinite(by))
        return out;
    const ContourSpline curve(points, closed);
    auto used = usedAnchors(anchors, count, closed);
    std::erase(used, grabbed);
    out[static_cast<std::size_t>(grabbed)] = points[static_cast<std::size_t>(grabbed)] + by;
    for (const int direction : {-1, 1}) {
        const int anchor = stepsToAnchor(used, grabbed, count, closed, direction);
        const auto index = [&](int steps) { return ((grabbed + direction * steps) % count + count) % count; };
        const auto arcTo = [&](int steps) {
            return direction > 0 ? arcAhead(curve, grabbed, steps, count) : arcAhead(curve, index(steps), steps, count);
        };
        double limit = anchor > 0 ? std::min(reach, arcTo(anchor)) : reach;
        if (closed)
            limit = std::min(limit, curve.length() / 2);
        const int last = anchor > 0 ? anchor : closed ? count : direction > 0 ? count - grabbed : grabbed + 1;
        for (int steps = 1; steps < last; ++steps)
            if (const double s = arcTo(steps); s < limit)
                out[static_cast<std::size_t>(index(steps))] = points[static_cast<std::size_t>(index(steps))] +
                                                              by * ((1 + std::cos(std::numbers::pi * s / limit)) / 2);
    }
    return out;
}

std::vector<Point2> spread(std::span<const Point2> stroke, int count, bool closed)
{
    const Stroke line(stroke, closed);
    return line.empty() || count <= 0 ? std::vector<Point2>()
                                      : spreadFrom(line, static_cast<std::size_t>(count), closed, 0);
}

std::vector<Point2> spreadOver(std::span<const Point2> stroke, std::span<const Point2> contour, bool closed)
{
    std::vector<Point2> reversed(stroke.rbegin(), stroke.rend());
    std::vector<Point2> best;
    double least = HUGE_VAL;
    const auto consider = [&](std::vector<Point2> candidate) {
        const double cost = squaredMoves(contour, candidate);
        if (cost < least) {
            least = cost;
            best = std::move(candidate);
        }
    };
    for (const std::span<const Point2> way : {stroke, std::span<const Point2>(reversed)}) {
        const Stroke line(way, closed);
        if (line.empty())
            return {};
        const std::size_t starts = closed ? 16 * contour.size() : 1;
        for (std::size_t s = 0; s < starts; ++s)
            consider(spreadFrom(line, contour.size(), closed, static_cast<double>(s) / static_cast<double>(starts)));
    }
    return best;
}

} // namespace fiducial::shape
