#include "core/heatmap/multilateration.h"

#include "core/heatmap/encode.h"

#include <queue>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <optional>
#include <set>

namespace fiducial::heatmap {

namespace {

struct Station {
    int x = 0;
    int y = 0;
    double value = 0;
};

Station stationAt(const MapView &map, int x, int y)
{
    return {x, y, static_cast<double>(map.at(x, y))};
}

/// Symmetric N x N system by elimination with pivots; nothing where it is singular.
template <std::size_t N>
std::optional<std::array<double, N>> solve(std::array<std::array<double, N + 1>, N> m)
{
    for (std::size_t k = 0; k < N; ++k) {
        const auto pivot = std::ranges::max_element(
            m.begin() + k, m.end(), [k](const auto &a, const auto &b) { return std::abs(a[k]) < std::abs(b[k]); });
        if (!(std::abs((*pivot)[k]) > 1e-12))
            return std::nullopt;
        std::swap(m[k], *pivot);
        for (std::size_t row = 0; row < N; ++row) {
            if (row == k)
                continue;
            const double factor = m[row][k] / m[k][k];
            for (std::size_t column = k; column <= N; ++column)
                m[row][column] -= factor * m[k][column];
        }
    }
    std::array<double, N> out{};
    for (std::size_t k = 0; k < N; ++k) {
        out[k] = m[k][N] / m[k][k];
        if (!std::isfinite(out[k]))
            return std::nullopt;
    }
    return out;
}

/// Normal equations of a weighted linear least-squares problem.
template <std::size_t N>
class LeastSquares {
public:
    void add(const std::array<double, N> &factors, double right, double weight = 1)
    {
        for (std::size_t i = 0; i < N; ++i) {
            for (std::size_t j = 0; j < N; ++j)
                matrix_[i][j] += weight * factors[i] * factors[j];
            matrix_[i][N] += weight * factors[i] * right;
        }
    }
    std::optional<std::array<double, N>> solution() const { return solve<N>(matrix_); }

private:
    std::array<std::array<double, N + 1>, N> matrix_{};
};

/// First and one past the last cell of the released search window on one axis.
std::pair<int, int> searchRange(int peak, int cells)
{
    if (cells < 3)
        return {0, cells};
    return {std::max(peak - 2, 0), std::min(peak + 3, cells - 1)};
}

/// Upper left cell of the heaviest 2x2 block; of equal ones the last.
std::optional<std::pair<int, int>> heaviestBlock(const MapView &map, int x, int y)
{
    const auto [left, right] = searchRange(x, map.width());
    const auto [top, bottom] = searchRange(y, map.height());
    std::optional<std::pair<int, int>> best;
    double most = 0;
    for (int j = top; j + 1 < bottom; ++j)
        for (int i = left; i + 1 < right; ++i) {
            const double sum = static_cast<double>(map.at(i, j)) + static_cast<double>(map.at(i + 1, j)) +
                               static_cast<double>(map.at(i, j + 1)) + static_cast<double>(map.at(i + 1, j + 1));
            if (!best || sum >= most) {
                best = {i, j};
                most = sum;
            }
        }
    return best;
}

/// The highest cells, highest first; of equal ones the first in row order.
std::vector<Station> highestCells(const MapView &map, int count)
{
    const auto values = map.values();
    std::vector<int> order(values.size());
    std::iota(order.begin(), order.end(), 0);
    const auto kept = std::min<std::ptrdiff_t>(count, std::ssize(order));
    std::ranges::partial_sort(order, order.begin() + kept, [values](int a, int b) {
        const float left = values[static_cast<std::size_t>(a)];
        const float right = values[static_cast<std::size_t>(b)];
        return left > right || (left == right && a < b);
    });
    std::vector<Station> stations;
    for (auto index = order.begin(); index != order.begin() + kept; ++index)
        stations.push_back(stationAt(map, *index % map.width(), *index / map.width()));
    return stations;
}

/// The highest cells that hang together with the largest one, highest neighbour first: on a bell these are the highest
/// of all, and a noisy background far away is none of them.
std::vector<Station> highestAround(const MapView &map, int x, int y, int count)
{
    const auto lower = [](const Station &a, const Station &b) { return a.value < b.value; };
    std::priority_queue<Station, std::vector<Station>, decltype(lower)> border(lower);
    std::set<std::pair<int, int>> seen{{y, x}};
    border.push(stationAt(map, x, y));
    std::vector<Station> stations;
    while (!border.empty() && std::ssize(stations) < count) {
        const Station next = border.top();
        border.pop();
        stations.push_back(next);
        for (int j = std::max(next.y - 1, 0); j <= std::min(next.y + 1, map.height() - 1); ++j)
            for (int i = std::max(next.x - 1, 0); i <= std::min(next.x + 1, map.width() - 1); ++i)
                if (seen.insert({j, i}).second)
                    border.push(stationAt(map, i, j));
    }
    return stations;
}

bool isNearMap(const MapView &map, Cell p)
{
    constexpr double kBeside = 2; // a landmark a little outside still leaves its slope on the map
    return p.x >= -kBeside && p.y >= -kBeside && p.x <= map.width() - 1 + kBeside && p.y <= map.height() - 1 + kBeside;
}

Cell cellAt(int x, int y)
{
    return {static_cast<double>(x), static_cast<double>(y)};
}

/// Offset of the landmark from the largest cell.
std::optional<Cell> pseudoRangeOffset(const std::vector<Station> &stations, const Station &peak, double sigma)
{
    LeastSquares<3> known;
    LeastSquares<4> fitted;
    for (const Station &station : stations) {
        const double share = station.value / peak.value;
        if (!(share > 1e-6))
            continue;
        const double ux = station.x - peak.x;
        const double uy = station.y - peak.y;
        const double squared = ux * ux + uy * uy;
        const double drop = -2 * std::log(share); // times sigma^2: squared distance but for a constant
        const double weight = share * share;
        if (sigma > 0)
            known.add({2 * ux, 2 * uy, 1}, squared - sigma * sigma * drop, weight);
        else
            fitted.add({2 * ux, 2 * uy, 1, drop}, squared, weight);
    }
    if (sigma > 0) {
        const auto solution = known.solution();
        return solution ? std::optional(Cell{(*solution)[0], (*solution)[1]}) : std::nullopt;
    }
    const auto solution = fitted.solution();
    const bool bell = solution && (*solution)[3] > 0;
    return bell ? std::optional(Cell{(*solution)[0], (*solution)[1]}) : std::nullopt;
}

} // namespace

Cell linearRanges(const MapView &map, int x, int y, double sigma)
{
    const auto block = heaviestBlock(map, x, y);
    if (!block)
        return cellAt(x, y);
    const auto [left, top] = *block;
    const auto squaredRange = [sigma](const Station &station) { return std::pow(rangeOf(station.value, sigma), 2); };
    const auto squaredPlace = [](const Station &s) { return static_cast<double>(s.x * s.x + s.y * s.y); };
    const Station last = stationAt(map, left + 1, top + 1);
    LeastSquares<2> system;
    for (const auto &[i, j] : {std::pair{0, 0}, {1, 0}, {0, 1}}) {
        const Station station = stationAt(map, left + i, top + j);
        system.add({static_cast<double>(last.x - station.x), static_cast<double>(last.y - station.y)},
                   0.5 * (squaredRange(station) - squaredRange(last) + squaredPlace(last) - squaredPlace(station)));
    }
    const auto p = system.solution();
    if (!p || !isNearMap(map, {(*p)[0], (*p)[1]}))
        return cellAt(x, y);
    return {(*p)[0], (*p)[1]};
}

Cell gaussNewtonRanges(const MapView &map, int x, int y, double sigma, int anchors)
{
    const auto stations = highestCells(map, anchors);
    Cell p = cellAt(x, y);
    double lastCost = 0;
    constexpr int kMostSteps = 20;
    for (int step = 0; step < kMostSteps; ++step) {
        LeastSquares<2> system;
        double cost = 0;
        for (const Station &station : stations) {
            const double ux = station.x - p.x;
            const double uy = station.y - p.y;
            const double error = ux * ux + uy * uy - std::pow(rangeOf(station.value, sigma), 2);
            system.add({-2 * ux, -2 * uy}, -error);
            cost += error * error;
        }
        const auto move = system.solution();
        if (!move || (step > 0 && cost >= lastCost))
            break;
        lastCost = cost;
        p = {p.x + (*move)[0], p.y + (*move)[1]};
    }
    return isNearMap(map, p) ? p : cellAt(x, y);
}

Cell pseudoRanges(const MapView &map, int x, int y, double sigma, int anchors)
{
    const auto offset = pseudoRangeOffset(highestAround(map, x, y, anchors), stationAt(map, x, y), sigma);
    if (!offset || !isNearMap(map, {x + offset->x, y + offset->y}))
        return cellAt(x, y);
    return {x + offset->x, y + offset->y};
}

} // namespace fiducial::heatmap
