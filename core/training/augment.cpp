#include "core/training/augment.h"

#include "core/base/rng.h"

#include <torch/torch.h>

#include <cmath>
#include <numbers>

namespace fiducial::training {

namespace {
namespace F = torch::nn::functional;

constexpr std::array<float, 3> kLuma = {0.299F, 0.587F, 0.114F};

/// Writes the numbers of one face into the rows of a plan.
class FaceDraw {
public:
    FaceDraw(const TrainOptions &options, const InputGeometry &geometry, AugmentPlan &plan)
        : options_(options), geometry_(geometry), plan_(plan)
    {}

    void draw(std::int64_t row, Rng rng)
    {
        place(row, rng);
        colour(row, rng);
        cover(row, rng);
        const double blur = rng.uniform();
        const auto strength = static_cast<std::size_t>(rng.below(plan_.blurred.size()));
        if (blur < options_.blur)
            plan_.blurred[strength].push_back(row);
        const double blocky = rng.uniform();
        const double quality = rng.uniform(15, 60);
        if (blocky < options_.jpeg) {
            plan_.blocky.push_back(row);
            plan_.quality.push_back(static_cast<float>(quality));
        }
    }

private:
    void place(std::int64_t row, Rng &rng)
    {
        const bool mirrored = rng.uniform() < options_.flip;
        const double angle = rng.uniform(-1, 1) * options_.rotation * std::numbers::pi / 180;
        const double ratio = geometry_.field / geometry_.input * (1 + rng.uniform(-1, 1) * options_.scale);
        const double c = ratio * std::cos(angle), s = ratio * std::sin(angle), sign = mirrored ? -1 : 1;
        const double matrix[] = {sign * c, -s, sign * s, c};
        float *m = plan_.matrix.data_ptr<float>() + row * 4;
        for (int i = 0; i < 4; ++i)
            m[i] = static_cast<float>(matrix[i]);
        float *t = plan_.shift.data_ptr<float>() + row * 2;
        for (int i = 0; i < 2; ++i)
            t[i] = static_cast<float>(rng.uniform(-1, 1) * options_.shift * geometry_.field);
        plan_.mirrored[static_cast<std::size_t>(row)] = mirrored;
    }

    /// Saturation, contrast about mid-grey, brightness and tint are one matrix.
    void colour(std::int64_t row, Rng &rng)
    {
        const double strength = options_.colour;
        const double brightness = rng.uniform(-0.5, 0.5) * strength;
        const double contrast = 1 + rng.uniform(-1, 1) * strength;
        double saturation = 1 + rng.uniform(-1, 1) * strength;
        if (rng.uniform() < options_.grey)
            saturation = 0;
        plan_.coloured = plan_.coloured || strength > 0 || saturation == 0;
        float *m = plan_.colour.data_ptr<float>() + row * 12;
        for (std::size_t i = 0; i < 3; ++i) {
            const double tint = 1 + rng.uniform(-0.3, 0.3) * strength;
            for (std::size_t j = 0; j < 3; ++j) {
                const double mix = (1 - saturation) * kLuma[j] + (i == j ? saturation : 0);
                *m++ = static_cast<float>(tint * contrast * mix);
            }
            *m++ = static_cast<float>(tint * (0.5 - 0.5 * contrast + brightness));
        }
    }

    void cover(std::int64_t row, Rng &rng)
    {
        const bool covered = rng.uniform() < options_.cover;
        const double side = geometry_.input;
        const double width = rng.uniform(0.1, 1) * options_.coverSide * side;
        const double height = rng.uniform(0.1, 1) * options_.coverSide * side;
        const double x = rng.uniform() * side, y = rng.uniform() * side;
        float *fill = plan_.fill.data_ptr<float>() + row * 3;
        for (int i = 0; i < 3; ++i)
            fill[i] = static_cast<float>(rng.uniform());
        if (!covered)
            return;
        const double bounds[] = {x - width / 2, y - height / 2, x + width / 2, y + height / 2};
        float *rectangle = plan_.rectangle.data_ptr<float>() + row * 4;
        for (int i = 0; i < 4; ++i)
            rectangle[i] = static_cast<float>(bounds[i]);
        plan_.covered = true;
    }

    const TrainOptions &options_;
    const InputGeometry &geometry_;
    AugmentPlan &plan_;
};

torch::Tensor rowsTensor(const std::vector<std::int64_t> &rows, const torch::Device &device)
{
    return torch::tensor(rows, torch::kLong).to(device);
}

/// Reduced by averaging, enlarged again.
torch::Tensor blurred(const torch::Tensor &images, std::int64_t factor)
{
    const std::int64_t side = images.size(2);
    const auto small = torch::adaptive_avg_pool2d(
        images, {std::max<std::int64_t>(1, side / factor), std::max<std::int64_t>(1, side / factor)});
    return torch::upsample_bilinear2d(small, {side, side}, false);
}

struct ColourScale {
    std::array<float, 3> mean, deviation;
};

ColourScale colourScale(const std::string &name)
{
    if (name == "imagenet")
        return {{0.485F, 0.456F, 0.406F}, {0.229F, 0.224F, 0.225F}};
    if (name == "unit")
        return {{0, 0, 0}, {1, 1, 1}};
    TORCH_CHECK(name == "half", "there are no colours named ", name);
    return {{0.5F, 0.5F, 0.5F}, {0.5F, 0.5F, 0.5F}};
}

torch::Tensor perChannel(const std::array<float, 3> &values, const torch::Device &device)
{
    return torch::tensor({values[0], values[1], values[2]}).view({1, 3, 1, 1}).to(device);
}
} // namespace

TrainOptions withoutAugmentation(TrainOptions options)
{
    options.flip = options.rotation = options.scale = options.shift = 0;
    options.colour = options.grey = options.blur = options.cover = options.jpeg = 0;
    return options;
}

AugmentPlan drawPlan(const TrainOptions &options, const InputGeometry &geometry, std::uint64_t seed, std::int64_t epoch,
                     std::span<const std::int64_t> faces)
{
    const auto count = static_cast<std::int64_t>(faces.size());
    AugmentPlan plan;
    plan.matrix = torch::empty({count, 2, 2});
    plan.shift = torch::empty({count, 2});
    plan.mirrored.resize(faces.size());
    plan.colour = torch::empty({count, 3, 4});
    plan.rectangle = torch::zeros({count, 4});
    plan.fill = torch::empty({count, 3});
    FaceDraw draw(options, geometry, plan);
    const Rng epochs = Rng(seed).split(static_cast<std::uint64_t>(epoch));
    for (std::int64_t row = 0; row < count; ++row)
        draw.draw(row, Rng(Rng(epochs).next()).split(static_cast<std::uint64_t>(faces[static_cast<std::size_t>(row)])));
    return plan;
}

Augmenter::Augmenter(InputGeometry geometry, std::string colours, const std::vector<int> &mirror)
    : geometry_(geometry), colours_(std::move(colours))
{
    const auto same = torch::arange(static_cast<std::int64_t>(mirror.size()));
    mirror_ = torch::stack({same, torch::tensor(mirror, torch::kLong)});
}

Batch Augmenter::apply(const AugmentPlan &plan, const torch::Tensor &crops, const torch::Tensor &points,
                       const torch::Tensor &weights) const
{
    const torch::NoGradGuard noGrad;
    Batch batch;
    const ColourScale scale = colourScale(colours_);
    batch.images = pictures(plan, crops)
                       .sub_(perChannel(scale.mean, crops.device()))
                       .div_(perChannel(scale.deviation, crops.device()))
                       .contiguous(torch::MemoryFormat::ChannelsLast);
    const auto which = torch::tensor(plan.mirrored, torch::kUInt8).to(torch::kLong);
    batch.frame = {plan.matrix.to(points.device()), plan.shift.to(points.device()),
                   mirror_.index_select(0, which).to(points.device())};
    batch.target = target(batch.frame, points, weights);
    return batch;
}

torch::Tensor Augmenter::pictures(const AugmentPlan &plan, const torch::Tensor &crops) const
{
    const torch::NoGradGuard noGrad;
    torch::Tensor images = warp(plan, crops);
    if (plan.coloured) {
        const auto colour = plan.colour.to(images.device());
        images = torch::baddbmm(colour.narrow(2, 3, 1), colour.narrow(2, 0, 3), images.flatten(2)).view_as(images);
        images.clamp_(0, 1);
    }
    if (plan.covered)
        cover(plan, images);
    for (std::size_t i = 0; i < plan.blurred.size(); ++i) {
        if (plan.blurred[i].empty())
            continue;
        const auto rows = rowsTensor(plan.blurred[i], images.device());
        images.index_copy_(0, rows, blurred(images.index_select(0, rows), static_cast<std::int64_t>(i) + 2));
    }
    if (!plan.blocky.empty()) {
        const auto rows = rowsTensor(plan.blocky, images.device());
        const auto quality = torch::tensor(plan.quality).to(images.device());
        images.index_copy_(0, rows, compressBlocks(images.index_select(0, rows), quality));
    }
    return images;
}

torch::Tensor Augmenter::warp(const AugmentPlan &plan, const torch::Tensor &crops) const
{
    const double crop = geometry_.crop, input = geometry_.input;
    // affine_grid and grid_sample count -1..1 between the outer edges of the pixels.
    const auto affine = torch::cat({plan.matrix * (input / crop), plan.shift.unsqueeze(2) * (2 / crop)}, 2);
    const auto grid = torch::affine_grid_generator(affine.to(crops.device()),
                                                   {crops.size(0), 3, geometry_.input, geometry_.input}, false);
    const auto planes = crops.permute({0, 3, 1, 2}).to(torch::kFloat).mul_(1.0 / 255);
    const auto options = F::GridSampleFuncOptions().mode(torch::kBilinear).padding_mode(torch::kZeros);
    return F::grid_sample(planes, grid, F::GridSampleFuncOptions(options).align_corners(false)).contiguous();
}

void Augmenter::cover(const AugmentPlan &plan, torch::Tensor &images) const
{
    const auto bounds = plan.rectangle.to(images.device());
    const auto places = torch::arange(geometry_.input, images.options());
    const auto inside = [&](std::int64_t axis) { // B x input
        const auto low = bounds.narrow(1, axis, 1), high = bounds.narrow(1, axis + 2, 1);
        return (places >= low).logical_and(places < high);
    };
    const auto mask = inside(1).unsqueeze(2).logical_and(inside(0).unsqueeze(1)).unsqueeze(1);
    images = torch::where(mask, plan.fill.to(images.device()).unsqueeze(2).unsqueeze(3), images);
}

Target Augmenter::target(const ViewFrame &frame, const torch::Tensor &points, const torch::Tensor &weights) const
{
    // A rotation, mirror and scale: the inverse is the transpose over the squared scale.
    const auto squared = frame.matrix.select(2, 0).square().sum(1).view({-1, 1, 1});
    const auto offset = points - (geometry_.crop - 1) / 2.0 - frame.shift.unsqueeze(1);
    const auto inInput = torch::matmul(offset, frame.matrix) / squared; // row vectors: times the transposed inverse
    const auto fractions = inInput / geometry_.input + 0.5;
    Target out;
    out.points = fractions.gather(1, frame.order.unsqueeze(2).expand({-1, -1, 2}));
    out.weights = frame.weights(weights);
    return out;
}

torch::Tensor ViewFrame::points(const torch::Tensor &points, int input) const
{
    const auto offset = (points.to(matrix.scalar_type()) - 0.5) * input;
    const auto inCrop = torch::matmul(offset, matrix.transpose(1, 2)) + shift.unsqueeze(1);
    return inCrop.gather(1, order.unsqueeze(2).expand({-1, -1, 2})); // mirroring twice is nothing
}

Batch joined(const Batch &first, const Batch &second)
{
    const auto both = [](const torch::Tensor &a, const torch::Tensor &b) {
        return a.defined() ? torch::cat({a, b}) : a;
    };
    return {both(first.images, second.images),
            {both(first.target.points, second.target.points), both(first.target.weights, second.target.weights),
             both(first.target.pose, second.target.pose)},
            {both(first.frame.matrix, second.frame.matrix), both(first.frame.shift, second.frame.shift),
             both(first.frame.order, second.frame.order)}};
}

} // namespace fiducial::training
