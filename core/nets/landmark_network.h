#pragma once

#include "core/nets/network_options.h"

#include <torch/nn/module.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace fiducial::nets {

struct NetworkOutput {
    /// Each B x P x 2, x then y in 0..1 of the input, from rough to fine; the last one is the result. A loss over all
    /// of them is deep supervision.
    std::vector<torch::Tensor> stages;
    /// B x 3: what the auxiliary branch of PFLD says about the head's pose. Undefined for other networks and in
    /// evaluation mode.
    torch::Tensor pose;
};

/// A network of ours. Parameters and buffers bear the published names where there are any. One thread at a time.
class LandmarkNetwork : public torch::nn::Module {
public:
    explicit LandmarkNetwork(NetworkOptions options) : options_(std::move(options)) {}
    const NetworkOptions &options() const { return options_; }

    /// `images`: B x 3 x H x W, side options().input.
    virtual NetworkOutput forward(const torch::Tensor &images) = 0;

    /// P x 2 in 0..1: where the network starts from. It becomes the buffer or bias that is saved with the weights.
    virtual void setMeanShape(const torch::Tensor &points) = 0;
    /// What stands before torchvision's names in this network; nothing where no part of it is one of torchvision's.
    virtual std::optional<std::string> backbonePrefix() const { return {}; }

private:
    NetworkOptions options_;
};

/// A network with initial weights drawn from LibTorch's generator (torch::manual_seed), in training mode, on the CPU.
Result<std::shared_ptr<LandmarkNetwork>> makeNetwork(const NetworkOptions &options);

/// The families; makeNetwork() checks the options first.
std::shared_ptr<LandmarkNetwork> makeEncoderNetwork(const NetworkOptions &options);
std::shared_ptr<LandmarkNetwork> makeLinearNetwork(const NetworkOptions &options);
std::shared_ptr<LandmarkNetwork> makePfld(const NetworkOptions &options);
std::shared_ptr<LandmarkNetwork> makeSlpt(const NetworkOptions &options);

} // namespace fiducial::nets
