#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace fiducial::analysis {

/// Equal bins over [low, high]; a bin holds its lower edge, the last one its upper edge too.
struct Histogram {
    double low = 0;
    double high = 0;
    std::vector<int> counts;
    int below = 0;
    int above = 0;   ///< +infinity (missing faces) among them
    int missing = 0; ///< NaN

    double edge(std::size_t bin) const
    {
        return low + (high - low) * static_cast<double>(bin) / static_cast<double>(counts.size());
    }
};

/// Empty counts where the range is empty or not finite, or `bins` is not positive.
Histogram histogram(std::span<const double> values, double low, double high, int bins);

/// What a brush from `from` to `to` selects: rows whose value lies in [from, to], ascending. Either end may be
/// infinite.
std::vector<int> rowsBetween(std::span<const double> values, double from, double to);

/// Rows in order of their values, equal ones in row order, NaN last whatever the direction.
std::vector<int> sortedRows(std::span<const double> values, bool descending);

} // namespace fiducial::analysis
