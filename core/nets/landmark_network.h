#pragma once

#include "core/nets/network_options.h"

#include <torch/nn/module.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace fiducial::nets {

/// What a heatmap network says at one stage; B x maps x H x W, undefined where it says nothing.
struct HeatStage {
    torch::Tensor heat;      ///< a map a landmark, which its coordinates are read from
    torch::Tensor points;    ///< a map a landmark, which learns a peak of height 1 at it; may be `heat`
    torch::Tensor edges;     ///< a map for each of edgesOf(), which learns the line
    torch::Tensor attention; ///< what `heat` was multiplied with: where points and edges agree
};

/// What core/heatmap reads from maps: places in 0..1, B x P x 2; covariance, B x P x 3 (xx, xy, yy) in squares of that;
/// the largest values, B x P. Landmarks whose map says nothing are NaN. Float tensors on the CPU.
struct DecodedMaps {
    torch::Tensor points, covariance, peak;
};

struct NetworkOutput {
    /// Each B x P x 2, x then y in 0..1 of the input, from rough to fine; the last one is the result. A loss over all
    /// of them is deep supervision.
    std::vector<torch::Tensor> stages;
    /// B x 3: what the auxiliary branch of PFLD says about the head's pose. Undefined for other networks and in
    /// evaluation mode.
    torch::Tensor pose;
    std::vector<HeatStage> maps{}; ///< one a stage; none where coordinates do not come from maps
    DecodedMaps decoded{};         ///< of the last stage, where its coordinates were read by core/heatmap
};

/// A network of ours. Parameters and buffers bear the published names where there are any. One thread at a time.
class LandmarkNetwork : public torch::nn::Module {
public:
    explicit LandmarkNetwork(NetworkOptions options) : options_(std::move(options)) {}
    const NetworkOptions &options() const { return options_; }

    /// `images`: B x 3 x H x W, side options().input.
    virtual NetworkOutput forward(const torch::Tensor &images) = 0;

    /// P x 2 in 0..1: where the network starts from. It becomes the buffer or bias that is saved with the weights;
    /// heatmap networks start from nothing.
    virtual void setMeanShape(const torch::Tensor &points) = 0;
    /// N x P x 2 in 0..1: whole shapes, for networks whose points move along modes of variation; others need none.
    virtual void setShapeModes(const torch::Tensor &) {}
    /// What stands before torchvision's names in this network; nothing where no part of it is one of torchvision's.
    virtual std::optional<std::string> backbonePrefix() const { return {}; }
    /// Whether weights may come without this tensor, which never runs.
    virtual bool mayLack(const std::string &) const { return false; }
    /// Whether weights may bring this tensor, which has no use here.
    virtual bool mayIgnore(const std::string &) const { return false; }
    /// Weights hold this tensor in this shape: the place to resize a buffer that they hold in several lengths.
    virtual void makeRoom(const std::string &, const std::vector<std::int64_t> &) {}

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
std::shared_ptr<LandmarkNetwork> makeHourglass(const NetworkOptions &options);
std::shared_ptr<LandmarkNetwork> makeHrnetMaps(const NetworkOptions &options);
std::shared_ptr<LandmarkNetwork> makeKeyposs(const NetworkOptions &options);
std::shared_ptr<LandmarkNetwork> makeFan(const NetworkOptions &options);
std::shared_ptr<LandmarkNetwork> makePyramid(const NetworkOptions &options);
std::shared_ptr<LandmarkNetwork> makeSynergyNet(const NetworkOptions &options);
std::shared_ptr<LandmarkNetwork> makeFaceRecon(const NetworkOptions &options);

} // namespace fiducial::nets
