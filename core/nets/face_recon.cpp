#include "core/nets/face_recon.h"

#include "core/nets/face_model.h"
#include "core/nets/landmark_network.h"

#include <torch/torch.h>

namespace fiducial::nets {

FaceReconImpl::FaceReconImpl() : backbone_(register_module("backbone", makeBackbone({"resnet50"})))
{
    for (const int numbers : {kIdentity, kExpression, kTexture, kAngles, kLight, 2, 1}) {
        auto layer = torch::nn::Conv2d(torch::nn::Conv2dOptions(backbone_->channels().back(), numbers, 1));
        torch::nn::init::zeros_(layer->weight); // as published: the mean face looking ahead
        torch::nn::init::zeros_(layer->bias);
        layers_->push_back(layer);
    }
    register_module("final_layers", layers_);
}

torch::Tensor FaceReconImpl::forward(const torch::Tensor &images)
{
    const auto pooled = torch::adaptive_avg_pool2d(backbone_->levels(images).back(), {1, 1});
    std::vector<torch::Tensor> groups;
    for (const auto &layer : *layers_)
        groups.push_back(layer->as<torch::nn::Conv2dImpl>()->forward(pooled));
    return torch::cat(groups, 1).flatten(1);
}

namespace {
/// Points are the model's landmark vertices, turned, shifted and seen by the published camera. The published weights
/// come without the face model: "face_model.mean" (3P x 1), "face_model.identity" (3P x 80) and "face_model.expression"
/// (3P x 64), y up, in the model's decimetres, have to be added to them.
class FaceReconNetwork final : public LandmarkNetwork {
public:
    explicit FaceReconNetwork(const NetworkOptions &o) : LandmarkNetwork(o)
    {
        const std::int64_t rows = 3 * o.points;
        auto model = std::make_shared<torch::nn::Module>();
        mean_ = model->register_buffer("mean", torch::zeros({rows, 1}));
        identity_ = model->register_buffer("identity", torch::zeros({rows, FaceReconImpl::kIdentity}));
        expression_ = model->register_buffer("expression", torch::zeros({rows, FaceReconImpl::kExpression}));
        register_module("face_model", model);
        model_ = model;
        for (const auto &child : net_->named_children())
            register_module(child.key(), child.value());
    }

    NetworkOutput forward(const torch::Tensor &images) override
    {
        using Net = FaceReconImpl;
        const auto numbers = net_(images);
        const auto shape = numbers.narrow(1, 0, Net::kIdentity + Net::kExpression);
        const auto angles = numbers.narrow(1, Net::kIdentity + Net::kExpression + Net::kTexture, Net::kAngles);
        const auto shift = numbers.narrow(1, numbers.size(1) - 3, 3);
        const auto vertices = modelVertices(mean_, torch::cat({identity_, expression_}, 1), shape);
        const auto placed = vertices.bmm(rotationFromAngles(angles).transpose(1, 2)) + shift.unsqueeze(1);
        return {{(projectPinhole(placed, focal(), options().input) + 0.5) / options().input}, {}};
    }

    void setMeanShape(const torch::Tensor &points) override
    {
        const torch::NoGradGuard noGrad;
        const double side = options().input;
        const auto pixels = points * side - 0.5;
        const auto up = torch::stack({pixels.select(1, 0), side - 1 - pixels.select(1, 1)}, 1);
        const auto xy = (up - side / 2) * modelPerPixel();
        mean_.copy_(torch::cat({xy, torch::zeros({xy.size(0), 1})}, 1).view({-1, 1}));
    }

    void setShapeModes(const torch::Tensor &shapes) override
    {
        const torch::NoGradGuard noGrad;
        const auto modes = shapeModes(shapes, FaceReconImpl::kIdentity + FaceReconImpl::kExpression).modes *
                           (torch::tensor({1, -1}).view({1, 2, 1}) * options().input * modelPerPixel());
        const auto rows = torch::cat({modes, torch::zeros({modes.size(0), 1, modes.size(2)})}, 1).flatten(0, 1);
        identity_.copy_(rows.narrow(1, 0, FaceReconImpl::kIdentity));
        expression_.copy_(rows.narrow(1, FaceReconImpl::kIdentity, FaceReconImpl::kExpression));
    }

    std::optional<std::string> backbonePrefix() const override { return "backbone."; }

private:
    double focal() const { return 1015.0 / 224.0 * options().input; }

    /// At the camera's distance.
    double modelPerPixel() const { return kCameraDistance / focal(); }

    FaceRecon net_;
    std::shared_ptr<torch::nn::Module> model_;
    torch::Tensor mean_, identity_, expression_;
};
} // namespace

std::shared_ptr<LandmarkNetwork> makeFaceRecon(const NetworkOptions &options)
{
    return std::make_shared<FaceReconNetwork>(options);
}

} // namespace fiducial::nets
