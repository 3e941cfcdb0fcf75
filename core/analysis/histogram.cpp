#include "core/analysis/histogram.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace fiducial::analysis {

Histogram histogram(std::span<const double> values, double low, double high, int bins)
{
    Histogram out{low, high, {}, 0, 0, 0};
    if (!(high > low) || !std::isfinite(high - low) || bins < 1)
        return out;
    out.counts.resize(static_cast<std::size_t>(bins));
    for (const double value : values) {
        if (std::isnan(value))
            ++out.missing;
        else if (value < low)
            ++out.below;
        else if (value > high)
            ++out.above;
        else
            ++out.counts[std::min(static_cast<std::size_t>((value - low) / (high - low) * bins),
                                  out.counts.size() - 1)];
    }
    return out;
}

std::vector<int> rowsBetween(std::span<const double> values, double from, double to)
{
    std::vector<int> rows;
    for (std::size_t i = 0; i < values.size(); ++i)
        if (values[i] >= from && values[i] <= to)
            rows.push_back(static_cast<int>(i));
    return rows;
}

std::vector<int> sortedRows(std::span<const double> values, bool descending)
{
    std::vector<int> rows(values.size());
    std::iota(rows.begin(), rows.end(), 0);
    const auto value = [values](int row) { return values[static_cast<std::size_t>(row)]; };
    const auto numbers =
        std::stable_partition(rows.begin(), rows.end(), [&](int row) { return !std::isnan(value(row)); });
    std::stable_sort(rows.begin(), numbers,
                     [&](int a, int b) { return descending ? value(a) > value(b) : value(a) < value(b); });
    return rows;
}

} // namespace fiducial::analysis
