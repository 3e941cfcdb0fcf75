#include "core/nets/synergy_net.h"

#include "core/nets/face_model.h"
#include "core/nets/landmark_network.h"

#include <torch/torch.h>

#include <array>

namespace fiducial::nets {

namespace {
using Sizes = SynergySizes;

/// The block of MobileNetV2 (Sandler et al. 2018).
struct LinearBottleneckImpl : torch::nn::Module {
    LinearBottleneckImpl(int in, int out, int stride, int expansion) : residual(stride == 1 && in == out)
    {
        const int wide = in * expansion;
        if (expansion != 1)
            conv->push_back(ConvNorm(convolution(in, wide, 1), Activation::Relu6));
        conv->push_back(ConvNorm(convolution(wide, wide, 3, stride, wide), Activation::Relu6));
        conv->push_back(convolution(wide, out, 1));
        conv->push_back(batchNorm(out));
        register_module("conv", conv);
    }
    torch::Tensor forward(const torch::Tensor &x)
    {
        const auto y = conv->forward(x);
        return residual ? x + y : y;
    }
    torch::nn::Sequential conv;
    bool residual;
};
TORCH_MODULE(LinearBottleneck);

torch::nn::Sequential mobileNetV2()
{
    struct Row {
        int expansion, out, count, stride;
    };
    constexpr std::array<Row, 7> kRows{
        {{1, 16, 1, 1}, {6, 24, 2, 2}, {6, 32, 3, 2}, {6, 64, 4, 2}, {6, 96, 3, 1}, {6, 160, 3, 2}, {6, 320, 1, 1}}};
    int in = 32;
    torch::nn::Sequential features(ConvNorm(convolution(3, in, 3, 2), Activation::Relu6));
    for (const Row &row : kRows) {
        for (int i = 0; i < row.count; ++i) {
            features->push_back(LinearBottleneck(in, row.out, i == 0 ? row.stride : 1, row.expansion));
            in = row.out;
        }
    }
    features->push_back(ConvNorm(convolution(in, Sizes::kFeatures, 1), Activation::Relu6));
    return features;
}

torch::nn::Sequential head(int numbers)
{
    return torch::nn::Sequential(torch::nn::Dropout(0.2), torch::nn::Linear(Sizes::kFeatures, numbers));
}

/// Of a map over all points, beside each of them.
torch::Tensor spread(const torch::Tensor &whole, std::int64_t points)
{
    return whole.unsqueeze(-1).expand({-1, -1, points});
}
} // namespace

ImageToNumbersImpl::ImageToNumbersImpl()
    : features_(mobileNetV2()),
      pose_(head(Sizes::kPose)),
      shape_(head(Sizes::kShape)),
      expression_(head(Sizes::kExpression))
{
    auto backbone = std::make_shared<torch::nn::Module>();
    backbone->register_module("features", features_.ptr());
    backbone->register_module("classifier_ori", pose_.ptr());
    backbone->register_module("classifier_shape", shape_.ptr());
    backbone->register_module("classifier_exp", expression_.ptr());
    register_module("backbone", backbone);
}

std::pair<torch::Tensor, torch::Tensor> ImageToNumbersImpl::forward(const torch::Tensor &images)
{
    const auto pooled = torch::adaptive_avg_pool2d(features_->forward(images), {1, 1}).flatten(1);
    return {torch::cat({pose_->forward(pooled), shape_->forward(pooled), expression_->forward(pooled)}, 1), pooled};
}

void PointLayers::add(torch::nn::Module &owner, const std::string &suffix, int in, int out)
{
    layers_.emplace_back(
        owner.register_module("conv" + suffix, torch::nn::Conv1d(torch::nn::Conv1dOptions(in, out, 1))),
        owner.register_module("bn" + suffix, torch::nn::BatchNorm1d(out)));
}

torch::Tensor PointLayers::run(torch::Tensor x, std::size_t first, std::size_t last)
{
    for (std::size_t i = first; i <= last; ++i)
        x = layers_[i].second(layers_[i].first(x)).relu_();
    return x;
}

PointResidualImpl::PointResidualImpl()
{
    constexpr int kJoined = 64 + 1024 + Sizes::kFeatures + Sizes::kShape + Sizes::kExpression;
    constexpr std::array<int, 9> kIn{3, 64, 64, 64, 128, kJoined, 512, 256, 128};
    constexpr std::array<int, 9> kOut{64, 64, 64, 128, 1024, 512, 256, 128, 3};
    for (std::size_t i = 0; i < kIn.size(); ++i)
        layers_.add(*this, std::to_string(i + 1), kIn[i], kOut[i]);
}

torch::Tensor PointResidualImpl::forward(const torch::Tensor &points, const torch::Tensor &features,
                                         const torch::Tensor &shape, const torch::Tensor &expression)
{
    const auto local = layers_.run(points, 0, 1);
    const auto global = std::get<0>(layers_.run(local, 2, 4).max(-1));
    const auto count = points.size(-1);
    return layers_.run(torch::cat({local, spread(global, count), spread(features, count), spread(shape, count),
                                   spread(expression, count)},
                                  1),
                       5, 8);
}

PointsToNumbersImpl::PointsToNumbersImpl()
{
    constexpr std::array<int, 5> kIn{3, 64, 64, 64, 128};
    constexpr std::array<int, 5> kOut{64, 64, 64, 128, 1024};
    for (std::size_t i = 0; i < kIn.size(); ++i)
        layers_.add(*this, std::to_string(i + 1), kIn[i], kOut[i]);
    layers_.add(*this, "6_1", 1024, Sizes::kPose);
    layers_.add(*this, "6_2", 1024, Sizes::kShape);
    layers_.add(*this, "6_3", 1024, Sizes::kExpression);
}

torch::Tensor PointsToNumbersImpl::forward(const torch::Tensor &points)
{
    const auto global = std::get<0>(layers_.run(points, 0, 4).max(-1, true));
    return torch::cat({layers_.run(global, 5, 5), layers_.run(global, 6, 6), layers_.run(global, 7, 7)}, 1).flatten(1);
}

SynergyPartsImpl::SynergyPartsImpl()
{
    register_module("I2P", imageToNumbers);
    register_module("forwardDirection", residual);
    register_module("reverseDirection", numbers);
}

namespace {
/// Points are the model's vertices under the predicted affine pose, in pixels of the input; y counts upwards from one
/// row below it. Their published numbers are whitened: number * param_std + param_mean.
class SynergyNet final : public LandmarkNetwork {
public:
    explicit SynergyNet(const NetworkOptions &o) : LandmarkNetwork(o)
    {
        const std::int64_t rows = 3 * o.points;
        mean_ = register_buffer("param_mean", torch::zeros({Sizes::kNumbers}));
        deviation_ = register_buffer("param_std", torch::ones({Sizes::kNumbers}));
        vertices_ = register_buffer("u_base", torch::zeros({rows, 1}));
        shape_ = register_buffer("w_shp_base", torch::zeros({rows, Sizes::kShape}));
        expression_ = register_buffer("w_exp_base", torch::zeros({rows, Sizes::kExpression}));
        // The parts are not nested: their names are this module's names.
        for (const auto &child : parts_->named_children())
            register_module(child.key(), child.value());
    }

    NetworkOutput forward(const torch::Tensor &images) override
    {
        const auto [whitened, features] = parts_->imageToNumbers(images);
        const auto numbers = whitened * deviation_.narrow(0, 0, Sizes::kNumbers) + mean_.narrow(0, 0, Sizes::kNumbers);
        const auto shape = numbers.narrow(1, Sizes::kPose, Sizes::kShape);
        const auto expression = numbers.narrow(1, Sizes::kPose + Sizes::kShape, Sizes::kExpression);
        const auto pose = numbers.narrow(1, 0, Sizes::kPose).unflatten(-1, {3, 4});
        const auto vertices =
            modelVertices(vertices_, torch::cat({shape_, expression_}, 1), torch::cat({shape, expression}, 1));
        const auto points = vertices.bmm(pose.narrow(2, 0, 3).transpose(1, 2)) + pose.select(2, 3).unsqueeze(1);
        NetworkOutput out;
        if (is_training()) {
            const auto residual = parts_->residual(points.transpose(1, 2), features, shape, expression);
            out.stages.push_back(toInput(points + 0.05 * residual.transpose(1, 2)));
        }
        out.stages.push_back(toInput(points));
        return out;
    }

    void setMeanShape(const torch::Tensor &points) override
    {
        const torch::NoGradGuard noGrad;
        const double side = options().input;
        const auto xy = torch::stack({points.select(1, 0) * side, side + 1 - points.select(1, 1) * side}, 1);
        const auto centre = xy.mean(0);
        vertices_.copy_(torch::cat({xy - centre, torch::zeros({xy.size(0), 1})}, 1).view({-1, 1}));
        mean_.zero_();
        auto pose = mean_.narrow(0, 0, Sizes::kPose).view({3, 4});
        pose.narrow(1, 0, 3).copy_(torch::eye(3));
        pose.select(1, 3).narrow(0, 0, 2).copy_(centre);
        // One whitened unit turns and scales by a tenth and shifts by a twentieth of the input.
        deviation_.fill_(1);
        deviation_.narrow(0, 0, Sizes::kPose).fill_(0.1);
        deviation_.narrow(0, 0, Sizes::kPose).view({3, 4}).select(1, 3).fill_(0.05 * side);
        for (auto &item : parts_->imageToNumbers->named_parameters())
            if (item.key().find("classifier") != std::string::npos)
                item.value().mul_(0.1); // starts near the mean shape
    }

    void setShapeModes(const torch::Tensor &shapes) override
    {
        const torch::NoGradGuard noGrad;
        const double side = options().input;
        const auto modes =
            shapeModes(shapes, Sizes::kShape + Sizes::kExpression).modes * torch::tensor({side, -side}).view({1, 2, 1});
        const auto rows = torch::cat({modes, torch::zeros({modes.size(0), 1, modes.size(2)})}, 1).flatten(0, 1);
        shape_.copy_(rows.narrow(1, 0, Sizes::kShape));
        expression_.copy_(rows.narrow(1, Sizes::kShape, Sizes::kExpression));
    }

    /// Published files whiten more numbers than these.
    void makeRoom(const std::string &name, const std::vector<std::int64_t> &shape) override
    {
        constexpr std::int64_t kMost = 1024;
        if (shape.size() != 1 || shape[0] < Sizes::kNumbers || shape[0] > kMost)
            return;
        for (auto *buffer : {&mean_, &deviation_})
            if (name == (buffer == &mean_ ? "param_mean" : "param_std"))
                buffer->resize_({shape[0]});
    }

    bool mayIgnore(const std::string &name) const override
    {
        return name == "u" || name == "w_shp" || name == "w_exp"; // the dense mesh
    }

private:
    torch::Tensor toInput(const torch::Tensor &points) const
    {
        const double side = options().input;
        return torch::stack({points.select(-1, 0) / side, (side + 1 - points.select(-1, 1)) / side}, -1);
    }

    SynergyParts parts_;
    torch::Tensor mean_, deviation_, vertices_, shape_, expression_;
};
} // namespace

std::shared_ptr<LandmarkNetwork> makeSynergyNet(const NetworkOptions &options)
{
    return std::make_shared<SynergyNet>(options);
}

} // namespace fiducial::nets
