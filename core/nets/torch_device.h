#pragma once

#include "core/base/result.h"

#include <c10/core/Device.h>
#include <string>

namespace fiducial::nets {

/// "auto" (CUDA where it works, else the CPU), "cpu", "cuda", "cuda:N". A CUDA device that is not there is an error
/// with the reason.
Result<c10::Device> chooseDevice(const std::string &name);
/// Why CUDA cannot be used; empty where it can.
Sentence cudaProblem();
/// "CPU, 2 threads", "CUDA: NVIDIA H200".
std::string describe(const c10::Device &device);

} // namespace fiducial::nets
