#pragma once

#include "core/nets/network_options.h"

#include <cstdint>
#include <string>

namespace fiducial::training {

struct NetworkBenchRequest {
    nets::NetworkOptions network;
    std::string device = "auto";
    bool half = false; ///< CUDA only
    int batch = 1;
    double seconds = 2; ///< of measuring, after a warm-up
};

struct NetworkBench {
    std::string device;
    std::int64_t parameters = 0;
    std::int64_t executedParameters = 0;  ///< of these: they take part in a forward pass
    double gmacs = 0, attentionGmacs = 0; ///< one face
    double facesPerSecond = 0;
    std::int64_t deviceBytes = 0; ///< most that was allocated on the GPU; 0 on the CPU
};

/// Forward passes of a network with random weights.
Result<NetworkBench> benchNetwork(const NetworkBenchRequest &request);

} // namespace fiducial::training
