#include "core/nets/torch_device.h"

#include <torch/torch.h>

#include <charconv>

namespace fiducial::nets {

Sentence cudaProblem()
{
    if (!torch::hasCUDA())
        return says("This LibTorch is built for the CPU alone; install its CUDA build.");
    if (!torch::cuda::is_available())
        return says("No CUDA device is found: is there an NVIDIA GPU, and does its driver fit this LibTorch?");
    return {};
}

Result<c10::Device> chooseDevice(const std::string &name)
{
    if (name == "cpu")
        return c10::Device(c10::kCPU);
    const Sentence problem = cudaProblem();
    if (name == "auto")
        return problem.empty() ? c10::Device(c10::kCUDA, 0) : c10::Device(c10::kCPU);
    int index = 0;
    if (name != "cuda") {
        const std::string number = name.starts_with("cuda:") ? name.substr(5) : std::string();
        const auto [end, failure] = std::from_chars(number.data(), number.data() + number.size(), index);
        if (number.empty() || failure != std::errc{} || end != number.data() + number.size() || index < 0)
            return makeError(Errc::InvalidArgument, says("'%1' is no device; use auto, cpu, cuda or cuda:N.", name));
    }
    if (!problem.empty())
        return makeError(Errc::Missing, problem);
    if (index >= static_cast<int>(torch::cuda::device_count()))
        return makeError(Errc::InvalidArgument,
                         says("There is no %1; this machine has %2.", name, torch::cuda::device_count()));
    return c10::Device(c10::kCUDA, static_cast<c10::DeviceIndex>(index));
}

std::string describe(const c10::Device &device)
{
    if (device.is_cpu()) {
        const int threads = at::get_num_threads();
        return "CPU, " + std::to_string(threads) + (threads == 1 ? " thread" : " threads");
    }
    return "CUDA device " + std::to_string(device.index());
}

} // namespace fiducial::nets
