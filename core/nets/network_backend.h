#pragma once

#include "core/model/backend.h"

namespace fiducial::nets {

/// A network of ours (a name of networkPresets(), the request's options on top of it) with weights from safetensors or
/// a PyTorch file. The options "weights.level" and "weights.rename" say where in a foreign file they stand. Its outputs
/// are the stages, "0", "1", ..., N x P x 2; a heatmap network's covariance and peak stand before them.
Result<std::unique_ptr<model::Backend>> loadNetwork(const model::BackendRequest &request);

/// Size and work of a network of ours.
Result<model::NetworkFigures> networkFigures(const std::string &architecture,
                                             const std::map<std::string, std::string> &options);

/// How fast a network of ours runs here.
Result<model::NetworkSpeed> networkSpeed(const std::string &architecture,
                                         const std::map<std::string, std::string> &options,
                                         const model::SpeedRequest &request);

} // namespace fiducial::nets
