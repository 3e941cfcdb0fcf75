#pragma once

#include "core/model/backend.h"
#include "core/model/landmark_model.h"

#include <filesystem>
#include <memory>
#include <string>

namespace fiducial::model {

struct Network {
    std::unique_ptr<Backend> backend;
    std::string sha256;
};

/// Opens `card.file` below `folder` with the backend of its architecture. A file that is not the one of the card's
/// SHA-256 is refused.
Result<Network> loadNetwork(const ModelCard &card, const std::filesystem::path &folder, const DeviceOptions &options);

/// A model over a network that is already open: the card's crop, values and decoding.
Result<std::unique_ptr<LandmarkModel>> networkModel(const ModelCard &card, Network network, int batch);

/// "onnx", "torchscript", or empty: what the file's name says.
std::string architectureOfFile(const std::filesystem::path &weights);

} // namespace fiducial::model
