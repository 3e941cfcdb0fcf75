#pragma once

#include "core/model/backend.h"

namespace fiducial::nets {

/// A TorchScript file. Whatever tensors its forward returns (a tensor, or tuples and lists of them) come out in order.
Result<std::unique_ptr<model::Backend>> loadScript(const model::BackendRequest &request);

} // namespace fiducial::nets
