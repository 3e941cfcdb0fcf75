#include "core/nets/network_speed.h"

#include <torch/torch.h>

#include <chrono>

namespace fiducial::nets {

double passesPerSecond(LandmarkNetwork &network, const torch::Tensor &images, double seconds)
{
    using Clock = std::chrono::steady_clock;
    constexpr int kWarmUpPasses = 3;
    const torch::InferenceMode inference;
    const auto pass = [&] {
        network.forward(images);
        if (images.is_cuda()) // the time is that of the work done
            torch::cuda::synchronize(images.device().index());
    };
    for (int i = 0; i < kWarmUpPasses; ++i)
        pass();
    const auto start = Clock::now();
    double elapsed = 0;
    int passes = 0;
    do {
        pass();
        ++passes;
        elapsed = std::chrono::duration<double>(Clock::now() - start).count();
    } while (elapsed < seconds);
    return passes / elapsed;
}

} // namespace fiducial::nets
