#pragma once

#include "core/nets/conv_layers.h"

#include <torch/nn/modules/container/modulelist.h>

#include <array>
#include <vector>

namespace fiducial::nets {

struct HrnetOptions {
    std::array<int, 4> channels{18, 36, 72, 144}; ///< of the branches: HRNetV2-W18
    std::array<int, 3> modules{1, 4, 3};          ///< in stages 2, 3, 4
    int outputs = 98;                             ///< maps that the head gives
};

/// HRNetV2 (Sun et al. 2019), names as the HRNet repositories publish them. B x 3 x H x W -> B x outputs x H/4 x W/4.
struct HrnetImpl : torch::nn::Module {
    explicit HrnetImpl(const HrnetOptions &options);
    torch::Tensor forward(torch::Tensor x);

    torch::nn::Conv2d conv1{nullptr}, conv2{nullptr};
    torch::nn::BatchNorm2d bn1{nullptr}, bn2{nullptr};
    torch::nn::Sequential layer1{nullptr};
    std::vector<ConvNorm> transitions; ///< the two of stage 2, then the new branch of stages 3 and 4
    std::vector<torch::nn::ModuleList> stages;
    torch::nn::Sequential head{nullptr};
};
TORCH_MODULE(Hrnet);

} // namespace fiducial::nets
