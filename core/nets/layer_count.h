#pragma once

#include <torch/types.h>

#include <cstdint>
#include <functional>

namespace torch::nn {
class Module;
}

namespace fiducial::nets {

/// Work of one forward pass, counted while it runs: what is not executed is not counted.
struct LayerCount {
    std::int64_t macs = 0;          ///< multiply-accumulates of convolutions and linear layers
    std::int64_t attentionMacs = 0; ///< of the products of queries with keys and of weights with values
    std::int64_t parameters = 0;    ///< numbers learned by the module that an operator took
};

/// Counts on the calling thread; `run` must use it alone, without autograd's graph tasks. `module`: whose parameters
/// are counted; null: nobody's.
LayerCount countLayers(const std::function<void()> &run, const torch::nn::Module *module = nullptr);

/// Most bytes of tensors on the CPU that `run` holds at once beyond what there was before. Counts on the calling
/// thread.
std::int64_t peakTensorBytes(const std::function<void()> &run);

/// Numbers that are learned; buffers do not count.
std::int64_t parameterCount(const torch::nn::Module &module);

} // namespace fiducial::nets
