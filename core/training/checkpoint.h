#pragma once

#include "core/nets/landmark_network.h"
#include "core/training/optimiser.h"
#include "core/training/trainer.h"

#include <map>

namespace fiducial::training {

/// What grows while a network is trained.
struct TrainState {
    std::shared_ptr<nets::LandmarkNetwork> network;
    std::shared_ptr<nets::LandmarkNetwork> average; ///< its weights averaged over time, in evaluation mode
    std::unique_ptr<Optimiser> optimiser;
    std::int64_t step = 0; ///< steps taken
    std::optional<double> bestNme;
    int bestEpoch = 0;
};

/// What a run is: it is resumed by nothing else.
struct RunIdentity {
    TrainOptions options;
    std::string crops; ///< key and number of faces
};

Result<void> saveCheckpoint(const std::filesystem::path &path, const TrainState &state, const RunIdentity &identity);
/// Fills a state whose networks and optimiser are built. InvalidArgument where the run is another one; the sentence
/// names what differs. Options of where and how often may differ: device, threads, log_steps, checkpoint_steps.
Result<void> loadCheckpoint(const std::filesystem::path &path, TrainState &state, const RunIdentity &identity);

/// A network with its options, and what is known of it, for nets::loadNetworkFile().
Result<void> saveWeights(const std::filesystem::path &path, const nets::LandmarkNetwork &network, bool half,
                         const std::map<std::string, std::string> &facts);

} // namespace fiducial::training
