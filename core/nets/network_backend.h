#pragma once

#include "core/model/backend.h"

namespace fiducial::nets {

/// Names that loadNetwork() knows: "resnet18-linear", "resnet34-linear" (option "points": number of landmarks).
std::vector<std::string> networkNames();

/// A network of ours with its weights from a safetensors file. Every parameter and buffer must be there with its shape
/// and nothing else may be; the error lists what is missing, left over or of another shape.
Result<std::unique_ptr<model::Backend>> loadNetwork(const model::BackendRequest &request);

} // namespace fiducial::nets
