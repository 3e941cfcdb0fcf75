#pragma once

#include "core/nets/conv_layers.h"

#include <torch/nn/modules/container/modulelist.h>

#include <array>
#include <vector>

namespace fiducial::nets {

struct HrnetOptions {
    std::array<int, 4> channels{18, 36, 72, 144}; ///< of the branches: HRNetV2-W18
    std::array<int, 3> modules{1, 4, 3};          ///< in stages 2, 3, 4
    int outputs = 98;                             ///< maps that the head gives; 0: there is no head
    NormOptions norm{.eps = 1e-5, .momentum = 0.01};
    std::vector<int> stem{2, 2}; ///< strides of conv1, conv2, ...; all after the first share one norm
    std::size_t stemRun = 2;     ///< so many of them run
    std::size_t branches = 4;    ///< 2 to 4: stages that would open further ones are built, but do not run
};

/// HRNetV2 (Sun et al. 2019), names as the HRNet repositories publish them. B x 3 x H x W -> B x outputs x H/4 x W/4
/// with the usual stem; without a head all branches, joined at the size of the first.
struct HrnetImpl : torch::nn::Module {
    explicit HrnetImpl(const HrnetOptions &options);
    torch::Tensor forward(torch::Tensor x);
    int channels() const { return joined; } ///< of all branches that run

    int joined = 0;
    std::size_t branches;
    std::vector<torch::nn::Conv2d> stem; ///< those that run
    torch::nn::BatchNorm2d bn1{nullptr}, bn2{nullptr};
    torch::nn::Sequential layer1{nullptr};
    std::vector<ConvNorm> transitions; ///< the two of stage 2, then the new branch of stages 3 and 4
    std::vector<torch::nn::ModuleList> stages;
    torch::nn::Sequential head{nullptr};
};
TORCH_MODULE(Hrnet);

} // namespace fiducial::nets
