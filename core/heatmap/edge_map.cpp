#include "core/heatmap/edge_map.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace fiducial::heatmap {

namespace {

constexpr int kSamples = 5; ///< of an interval

/// A row of a linear system with two right sides: the curve's x and y.
struct SplineRow {
    std::vector<double> factors;
    Cell right;
};

/// Elimination with pivots; second derivatives at the knots.
std::vector<Cell> solveRows(std::vector<SplineRow> rows)
{
    const std::size_t n = rows.size();
    for (std::size_t k = 0; k < n; ++k) {
        const auto pivot = std::max_element(
            rows.begin() + static_cast<std::ptrdiff_t>(k), rows.end(),
            [k](const SplineRow &a, const SplineRow &b) { return std::abs(a.factors[k]) < std::abs(b.factors[k]); });
        std::swap(rows[k], *pivot);
        for (std::size_t i = k + 1; i < n; ++i) {
            const double factor = rows[i].factors[k] / rows[k].factors[k];
            for (std::size_t j = k; j < n; ++j)
                rows[i].factors[j] -= factor * rows[k].factors[j];
            rows[i].right.x -= factor * rows[k].right.x;
            rows[i].right.y -= factor * rows[k].right.y;
        }
    }
    std::vector<Cell> out(n);
    for (std::size_t k = n; k-- > 0;) {
        Cell sum = rows[k].right;
        for (std::size_t j = k + 1; j < n; ++j) {
            sum.x -= rows[k].factors[j] * out[j].x;
            sum.y -= rows[k].factors[j] * out[j].y;
        }
        out[k] = {sum.x / rows[k].factors[k], sum.y / rows[k].factors[k]};
    }
    return out;
}

class Spline {
public:
    /// At least four knots at growing places; a closed curve's last knot is its first.
    Spline(std::vector<Cell> knots, std::vector<double> places, bool closed)
        : knots_(std::move(knots)), places_(std::move(places))
    {
        const std::size_t n = knots_.size();
        std::vector<SplineRow> rows;
        for (std::size_t i = 1; i + 1 < n; ++i)
            rows.push_back(smoothAt(i - 1, i, i + 1));
        if (closed) {
            rows.push_back(smoothAt(n - 2, 0, 1));
            rows.push_back(emptyRow());
            rows.back().factors[0] = 1;
            rows.back().factors[n - 1] = -1;
        } else {
            rows.push_back(notAKnot(0));
            rows.push_back(notAKnot(n - 3));
        }
        bends_ = solveRows(std::move(rows));
    }

    Cell at(std::size_t interval, double share) const
    {
        const double h = width(interval);
        const double left = 1 - share;
        const double bendLeft = (left * left * left - left) * h * h / 6;
        const double bendRight = (share * share * share - share) * h * h / 6;
        const auto blend = [&](double a, double b, double bendA, double bendB) {
            return left * a + share * b + bendLeft * bendA + bendRight * bendB;
        };
        const Cell &a = knots_[interval], &b = knots_[interval + 1];
        const Cell &bendA = bends_[interval], &bendB = bends_[interval + 1];
        return {blend(a.x, b.x, bendA.x, bendB.x), blend(a.y, b.y, bendA.y, bendB.y)};
    }

private:
    double width(std::size_t interval) const { return places_[interval + 1] - places_[interval]; }
    SplineRow emptyRow() const { return {std::vector<double>(knots_.size()), {}}; }

    /// The first derivative is continuous at knot `i`, whose intervals begin at `before` and `i`.
    SplineRow smoothAt(std::size_t before, std::size_t i, std::size_t after) const
    {
        const double h = width(before), k = width(i);
        SplineRow row = emptyRow();
        row.factors[before] += h / 6;
        row.factors[i] += (h + k) / 3;
        row.factors[after] += k / 6;
        const Cell &p = knots_[before], &q = knots_[i], &r = knots_[after];
        row.right = {(r.x - q.x) / k - (q.x - p.x) / h, (r.y - q.y) / k - (q.y - p.y) / h};
        return row;
    }

    /// The third derivative is continuous at the end of interval `first`.
    SplineRow notAKnot(std::size_t first) const
    {
        const double h = width(first), k = width(first + 1);
        SplineRow row = emptyRow();
        row.factors[first] = -1 / h;
        row.factors[first + 1] = 1 / h + 1 / k;
        row.factors[first + 2] = -1 / k;
        return row;
    }

    std::vector<Cell> knots_;
    std::vector<double> places_;
    std::vector<Cell> bends_; ///< second derivatives at the knots
};

double distanceToSegment(Cell p, Cell a, Cell b)
{
    const double dx = b.x - a.x, dy = b.y - a.y;
    const double squared = dx * dx + dy * dy;
    const double share = squared > 0 ? std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / squared, 0.0, 1.0) : 0.0;
    return std::hypot(p.x - a.x - share * dx, p.y - a.y - share * dy);
}

/// Coverage of the input's pixels that a reduction by four looks at: 4j+1 and 4j+2 on each axis.
class LineCanvas {
public:
    explicit LineCanvas(int side) : side_(side), covered_(static_cast<std::size_t>(4 * side * side)) {}

    void draw(Cell a, Cell b)
    {
        const auto [left, right] = range(a.x, b.x);
        const auto [top, bottom] = range(a.y, b.y);
        for (int j = top; j <= bottom; ++j)
            for (int i = left; i <= right; ++i) {
                // A line one pixel wide covers what lies within half a pixel; a pixel's own half is the soft edge.
                const double covered = 1 - distanceToSegment({pixelOf(i), pixelOf(j)}, a, b);
                float &value = covered_[static_cast<std::size_t>(j * 2 * side_ + i)];
                value = std::max(value, static_cast<float>(std::clamp(covered, 0.0, 1.0)));
            }
    }

    void reduce(std::span<float> out) const
    {
        for (int y = 0; y < side_; ++y)
            for (int x = 0; x < side_; ++x) {
                const float *above = covered_.data() + std::ptrdiff_t{2 * y} * 2 * side_ + 2 * x;
                const float *below = above + 2 * side_;
                out[static_cast<std::size_t>(y * side_ + x)] = (above[0] + above[1] + below[0] + below[1]) / 4;
            }
    }

private:
    static double pixelOf(int kept) { return 4 * (kept / 2) + 1 + kept % 2; }

    /// Kept pixels that a line between `a` and `b` may touch.
    std::pair<int, int> range(double a, double b) const
    {
        const int first = static_cast<int>((std::min(a, b) - 1) / 4) * 2;
        const int last = static_cast<int>((std::max(a, b) + 1) / 4) * 2 + 1;
        return {std::max(first, 0), std::min(last, 2 * side_ - 1)};
    }

    int side_;
    std::vector<float> covered_;
};

} // namespace

std::vector<Cell> sampledCurve(std::span<const Cell> points, bool closed)
{
    std::vector<Cell> knots(points.begin(), points.end());
    if (closed && !knots.empty())
        knots.push_back(knots.front());
    std::vector<double> places{0};
    bool coincide = false;
    for (std::size_t i = 1; i < knots.size(); ++i) {
        const double chord = std::hypot(knots[i].x - knots[i - 1].x, knots[i].y - knots[i - 1].y);
        coincide = coincide || !(chord > 1e-9);
        places.push_back(places.back() + chord);
    }
    constexpr std::size_t kLeastKnots = 4;
    if (knots.size() < kLeastKnots || coincide)
        return {points.begin(), points.end()};
    const double whole = places.back();
    for (double &place : places)
        place /= whole;
    const Cell end = knots.back();
    const std::size_t intervals = knots.size() - 1;
    const Spline spline(std::move(knots), std::move(places), closed);
    std::vector<Cell> out;
    for (std::size_t i = 0; i < intervals; ++i)
        for (int k = 0; k < kSamples; ++k)
            out.push_back(spline.at(i, static_cast<double>(k) / kSamples));
    if (!closed)
        out.push_back(end);
    return out;
}

Result<void> encodeEdges(std::span<float> out, std::span<const Edge> edges, int side)
{
    if (const auto view = StackView::of(out, static_cast<int>(edges.size()), side, side); !view)
        return view.error();
    const std::size_t each = static_cast<std::size_t>(side) * static_cast<std::size_t>(side);
    const double last = 4.0 * side - 1;
    for (std::size_t n = 0; n < edges.size(); ++n) {
        std::vector<Cell> points;
        for (const Cell p : edges[n].points)
            if (std::isfinite(p.x) && std::isfinite(p.y))
                points.push_back(p);
        auto curve = points.size() < 2 ? std::vector<Cell>{} : sampledCurve(points, edges[n].closed);
        for (Cell &p : curve)
            p = {std::clamp(p.x, 0.0, last), std::clamp(p.y, 0.0, last)};
        LineCanvas canvas(side);
        for (std::size_t i = 0; i + 1 < curve.size(); ++i)
            canvas.draw(curve[i], curve[i + 1]);
        if (edges[n].closed && !curve.empty())
            canvas.draw(curve.back(), curve.front());
        canvas.reduce(out.subspan(n * each, each));
    }
    return {};
}

} // namespace fiducial::heatmap
