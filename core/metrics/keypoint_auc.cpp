#include "core/metrics/keypoint_auc.h"

#include <algorithm>
#include <array>
#include <iterator>

namespace fiducial::metrics {

namespace {

constexpr int kKeypointThresholds = 20;

constexpr std::array<double, kKeypointThresholds> keypointThresholds()
{
    std::array<double, kKeypointThresholds> values{};
    for (int i = 0; i < kKeypointThresholds; ++i)
        values[static_cast<std::size_t>(i)] = static_cast<double>(i) / kKeypointThresholds;
    return values;
}

constexpr auto kKeypointGrid = keypointThresholds();

} // namespace

KeypointAuc::KeypointAuc(int landmarks)
    : reached_(static_cast<std::size_t>(landmarks)), valid_(static_cast<std::size_t>(landmarks))
{}

void KeypointAuc::add(std::size_t landmark, double normalisedError)
{
    const auto firstAbove = std::upper_bound(kKeypointGrid.begin(), kKeypointGrid.end(), normalisedError);
    reached_[landmark] += std::distance(firstAbove, kKeypointGrid.end());
    ++valid_[landmark];
}

void KeypointAuc::merge(const KeypointAuc &other)
{
    for (std::size_t i = 0; i < reached_.size(); ++i) {
        reached_[i] += other.reached_[i];
        valid_[i] += other.valid_[i];
    }
}

std::optional<double> KeypointAuc::value() const
{
    double sum = 0;
    int landmarks = 0;
    for (std::size_t i = 0; i < reached_.size(); ++i) {
        if (valid_[i] == 0)
            continue;
        sum += static_cast<double>(reached_[i]) / static_cast<double>(valid_[i]) / kKeypointThresholds;
        ++landmarks;
    }
    return landmarks > 0 ? std::optional(sum / landmarks) : std::nullopt;
}

} // namespace fiducial::metrics
