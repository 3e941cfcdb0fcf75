#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace fiducial::metrics {

/// Keypoint AUC of mmpose (algorithms.md 3.4): thresholds i/20, i = 0..19; a point is correct where its normalised
/// error is strictly below the threshold; averaged per landmark over its valid faces, then over the landmarks.
class KeypointAuc {
public:
    explicit KeypointAuc(int landmarks);
    void add(std::size_t landmark, double normalisedError);
    void merge(const KeypointAuc &other);
    /// nullopt where no point was valid.
    std::optional<double> value() const;

private:
    std::vector<std::int64_t> reached_; ///< thresholds above the error, summed over faces
    std::vector<std::int64_t> valid_;
};

} // namespace fiducial::metrics
