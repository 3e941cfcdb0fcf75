#pragma once

#include "core/nets/landmark_network.h"

namespace fiducial::nets {

/// Forward passes a second of a network over `images` after a warm-up, at least one; each has ended on its device.
/// Without autograd.
double passesPerSecond(LandmarkNetwork &network, const torch::Tensor &images, double seconds);

} // namespace fiducial::nets
