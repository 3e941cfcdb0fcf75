#include "core/nets/landmark_network.h"

#include "core/nets/backbone.h"

#include <torch/torch.h>

namespace fiducial::nets {

namespace {
/// Backbone and one linear layer. The parameters bear torchvision's names without prefix.
class LinearNetwork final : public LandmarkNetwork {
public:
    explicit LinearNetwork(const NetworkOptions &options)
        : LandmarkNetwork(options), net_(makeBackbone({options.backbone, options.backboneWidth, 4, 2 * options.points}))
    {
        // The classifier is not nested: its names are this module's names.
        for (const auto &child : net_->named_children())
            register_module(child.key(), child.value());
    }

    NetworkOutput forward(const torch::Tensor &images) override
    {
        return {{net_->classify(images).unflatten(-1, {options().points, 2})}, {}};
    }

    void setMeanShape(const torch::Tensor &points) override
    {
        const torch::NoGradGuard noGrad;
        const auto parameters = net_->named_parameters();
        const std::string layer = parameters.contains("fc.bias") ? "fc" : "classifier.3";
        parameters[layer + ".bias"].copy_(points.flatten());
        parameters[layer + ".weight"].mul_(0.1); // starts near the mean shape
    }

    std::optional<std::string> backbonePrefix() const override { return std::string(); }

private:
    std::shared_ptr<Backbone> net_;
};
} // namespace

std::shared_ptr<LandmarkNetwork> makeLinearNetwork(const NetworkOptions &options)
{
    return std::make_shared<LinearNetwork>(options);
}

Result<std::shared_ptr<LandmarkNetwork>> makeNetwork(const NetworkOptions &options)
{
    if (const auto ok = checkNetworkOptions(options); !ok)
        return ok.error();
    static const std::map<std::string, std::shared_ptr<LandmarkNetwork> (*)(const NetworkOptions &)> families = {
        {"encoder", makeEncoderNetwork},
        {"linear", makeLinearNetwork},
        {"pfld", makePfld},
        {"slpt", makeSlpt},
        {"hourglass", makeHourglass},
        {"hrnet", makeHrnetMaps},
        {"keyposs", makeKeyposs},
        {"fan", makeFan},
        {"pyramid", makePyramid},
        {"synergy", makeSynergyNet},
        {"face-recon", makeFaceRecon},
    };
    return families.at(options.family)(options);
}

} // namespace fiducial::nets
