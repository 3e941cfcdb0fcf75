#pragma once

#include "core/base/result.h"
#include "core/base/safetensors.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace fiducial::nets {

/// A tensor that PyTorch has saved: a view of a storage.
struct TorchTensor {
    std::string name;
    std::string dtype; ///< as safetensors::Tensor
    std::vector<std::int64_t> shape;
    std::vector<std::int64_t> strides;
    std::int64_t offset = 0;  ///< of the first element in the storage
    std::string_view storage; ///< points into the file's bytes
};

/// Whether the file begins like one of torch.save(), zip or legacy.
bool isTorchFile(std::string_view bytes);
/// The tensors of a file of torch.save(). Every element of every tensor lies within its storage, and no tensor has more
/// elements than its storage. A TorchScript file is Unsupported.
Result<std::vector<TorchTensor>> readTorchFile(std::string_view bytes);
/// Contiguous copy.
safetensors::Tensor gather(const TorchTensor &tensor);

} // namespace fiducial::nets
