#pragma once

#include "core/model/backend.h"

#include <torch/torch.h>

namespace fiducial::nets {

inline torch::Tensor toTensor(const model::FloatTensor &t, const torch::Device &device, torch::ScalarType type)
{
    // from_blob does not own the data; to() or clone() below copies before the caller's buffer goes.
    const auto view = torch::from_blob(const_cast<float *>(t.data.data()), t.shape, torch::kFloat32);
    return device.is_cpu() && type == torch::kFloat32 ? view.clone() : view.to(device, type);
}

inline model::FloatTensor fromTensor(const torch::Tensor &tensor)
{
    const auto host = tensor.detach().to(torch::kCPU, torch::kFloat32).contiguous();
    model::FloatTensor out;
    out.shape.assign(host.sizes().begin(), host.sizes().end());
    out.data.assign(host.data_ptr<float>(), host.data_ptr<float>() + host.numel());
    return out;
}

/// Runs `work` and turns LibTorch's exceptions into Errors: out of memory is TooLarge.
template <class Work>
auto guarded(Work work) -> decltype(work())
{
    try {
        return work();
    } catch (const c10::OutOfMemoryError &) {
        return makeError(Errc::TooLarge, says("The device has too little memory for this batch."));
    } catch (const c10::Error &e) {
        return makeError(Errc::Malformed, says("LibTorch refuses: %1", e.what_without_backtrace()));
    } catch (const std::exception &e) {
        return makeError(Errc::Malformed, says("LibTorch refuses: %1", e.what()));
    }
}

} // namespace fiducial::nets
