#pragma once

#include <cmath>
#include <cstdint>
#include <numbers>

namespace fiducial {

/// Seeded generator (SplitMix64) whose numbers are the same on every platform, which std distributions are not.
class Rng {
public:
    explicit Rng(std::uint64_t seed) : state_(seed) {}

    std::uint64_t next()
    {
        std::uint64_t z = (state_ += 0x9E3779B97F4A7C15ULL);
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
        return z ^ (z >> 31);
    }
    /// In [0, 1).
    double uniform() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }
    double uniform(double low, double high) { return low + (high - low) * uniform(); }
    /// In [0, count); count > 0.
    std::uint64_t below(std::uint64_t count) { return next() % count; }
    /// Standard normal (Box-Muller).
    double normal()
    {
        const double radius = std::sqrt(-2.0 * std::log(1.0 - uniform()));
        return radius * std::cos(2.0 * std::numbers::pi * uniform());
    }
    /// An independent stream, for work that runs in parallel.
    Rng split(std::uint64_t stream) const { return Rng(state_ ^ (0xD1342543DE82EF95ULL * (stream + 1))); }

private:
    std::uint64_t state_;
};

} // namespace fiducial
