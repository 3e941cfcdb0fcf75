#pragma once

#include "core/base/safetensors.h"
#include "core/nets/landmark_network.h"
#include "core/nets/weight_match.h"

#include <filesystem>

namespace fiducial::nets {

/// Parameters and buffers with their shapes, in the module's order.
WeightShapes weightShapes(const torch::nn::Module &module);

/// Fills the network from a file. Everything must be there with its shape and nothing else may be, but for what the
/// published files keep elsewhere (initial_points of SLPT, which then stay as they are) and what may be lacking because
/// it never runs; the error lists the differences.
Result<WeightMatch> loadWeights(LandmarkNetwork &network, const WeightsFile &file, const WeightNames &names = {});

/// Fills the backbone from a checkpoint of torchvision. Its classifier is left out; every tensor of the backbone must
/// be there.
Result<WeightMatch> loadBackbone(LandmarkNetwork &network, const WeightsFile &file);

/// Parameters and buffers under their names; counters of batches are left out. With `half` floating numbers are F16.
safetensors::File weightsOf(const torch::nn::Module &module, bool half = false);

/// Weights with the network's options beside them, so that loadNetworkFile() needs no card.
Result<void> saveNetwork(const LandmarkNetwork &network, const std::filesystem::path &path, bool half = false);
/// A network as saveNetwork() wrote it, in evaluation mode.
Result<std::shared_ptr<LandmarkNetwork>> loadNetworkFile(const std::filesystem::path &path);

} // namespace fiducial::nets
