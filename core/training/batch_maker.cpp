#include "core/training/batch_maker.h"

#include "core/base/rng.h"
#include "core/base/text.h"

#include <torch/torch.h>

#include <algorithm>
#include <cstring>

namespace fiducial::training {

namespace {
// Streams of random numbers that must not meet.
constexpr std::uint64_t kOrderStream = 1;
constexpr std::uint64_t kAugmentStream = 2;
constexpr std::uint64_t kSecondViewStream = 3;

std::uint64_t streamSeed(const TrainOptions &options, std::uint64_t stream)
{
    return Rng(static_cast<std::uint64_t>(options.seed)).split(stream).next();
}
} // namespace

BatchMaker::BatchMaker(const CropCache &cache, const TrainOptions &options, InputGeometry geometry,
                       torch::Device device)
    : cache_(&cache),
      options_(options),
      geometry_(geometry),
      device_(device),
      augmenter_(geometry, options.colours, cache.mirror()),
      faces_(cache.part(CropCache::Part::Training))
{}

Result<BatchMaker> BatchMaker::make(const CropCache &cache, const TrainOptions &options, int input,
                                    const torch::Device &device)
{
    if (options.margin > cache.margin())
        return makeError(Errc::InvalidArgument,
                         says("The crops show %1 times the face's box, less than the margin of %2.",
                              text::shortest(cache.margin()), text::shortest(options.margin)));
    const InputGeometry geometry{cache.side(), cache.side() * options.margin / cache.margin(), input};
    BatchMaker maker(cache, options, geometry, device);
    if (maker.faces_.empty())
        return makeError(Errc::InvalidArgument, says("The crop cache has no faces to train on."));
    if (options.loss == "pfld") {
        const auto pose = HeadPose::make(cache.landmarks());
        if (!pose)
            return pose.error();
        maker.pose_ = *pose;
    }
    return maker;
}

std::int64_t BatchMaker::stepsPerEpoch() const
{
    return std::max<std::int64_t>(1, static_cast<std::int64_t>(faces_.size()) / options_.batch);
}

void BatchMaker::orderFaces(std::int64_t epoch)
{
    order_ = faces_;
    Rng rng = Rng(streamSeed(options_, kOrderStream)).split(static_cast<std::uint64_t>(epoch));
    for (std::size_t i = order_.size(); i > 1; --i)
        std::swap(order_[i - 1], order_[rng.below(i)]);
    orderedEpoch_ = epoch;
}

Batch BatchMaker::training(std::int64_t step)
{
    const std::int64_t epoch = step / stepsPerEpoch();
    if (epoch != orderedEpoch_)
        orderFaces(epoch);
    const auto first = static_cast<std::size_t>(step % stepsPerEpoch() * options_.batch);
    const auto count = std::min(static_cast<std::size_t>(options_.batch), order_.size() - first);
    const std::span<const std::int64_t> faces = std::span(order_).subspan(first, count);
    const auto view = [&](std::uint64_t stream) {
        return assemble(drawPlan(options_, geometry_, streamSeed(options_, stream), epoch, faces), faces);
    };
    return options_.siamese > 0 ? joined(view(kAugmentStream), view(kSecondViewStream)) : view(kAugmentStream);
}

Batch BatchMaker::plain(std::span<const std::int64_t> faces) const
{
    return assemble(drawPlan(withoutAugmentation(options_), geometry_, 0, 0, faces), faces);
}

Batch BatchMaker::assemble(const AugmentPlan &plan, std::span<const std::int64_t> faces) const
{
    const std::int64_t count = static_cast<std::int64_t>(faces.size()), side = cache_->side();
    const auto host = torch::TensorOptions().pinned_memory(device_.is_cuda());
    const auto crops = torch::empty({count, side, side, 3}, host.dtype(torch::kByte));
    const auto points = torch::empty({count, cache_->landmarks(), 2}, host.dtype(torch::kFloat));
    const auto visibility = torch::empty({count, cache_->landmarks()}, host.dtype(torch::kByte));
    const auto put = [](const torch::Tensor &to, std::size_t row, const auto &from) {
        std::memcpy(static_cast<char *>(to.data_ptr()) + row * from.size_bytes(), from.data(), from.size_bytes());
    };
    for (std::size_t i = 0; i < faces.size(); ++i) {
        put(crops, i, cache_->image(faces[i]));
        put(points, i, cache_->points(faces[i]));
        put(visibility, i, cache_->visibility(faces[i]));
    }
    const auto there = [&](const torch::Tensor &tensor) { return tensor.to(device_, tensor.scalar_type(), true); };
    Batch batch = augmenter_.apply(plan, there(crops), there(points), there(visibility).gt(0).to(torch::kFloat));
    if (pose_)
        batch.target.pose = pose_->angles(batch.target.points);
    return batch;
}

torch::Tensor BatchMaker::meanShape() const
{
    std::vector<double> sum(static_cast<std::size_t>(cache_->landmarks()) * 2), count(sum.size());
    for (const auto face : faces_) {
        const auto points = cache_->points(face);
        const auto visibility = cache_->visibility(face);
        for (std::size_t i = 0; i < points.size(); ++i) {
            if (visibility[i / 2] == 0)
                continue;
            sum[i] += (points[i] - (cache_->side() - 1) / 2.0) / geometry_.field + 0.5;
            count[i] += 1;
        }
    }
    for (std::size_t i = 0; i < sum.size(); ++i)
        sum[i] = count[i] > 0 ? sum[i] / count[i] : 0.5;
    return torch::tensor(sum, torch::kFloat).view({-1, 2});
}

torch::Tensor BatchMaker::wholeShapes() const
{
    constexpr std::int64_t kEnough = 20'000;
    std::vector<float> numbers;
    std::int64_t count = 0;
    for (const auto face : faces_) {
        const auto visibility = cache_->visibility(face);
        if (std::find(visibility.begin(), visibility.end(), 0) != visibility.end())
            continue;
        if (count == kEnough)
            break;
        for (const double v : cache_->points(face))
            numbers.push_back(static_cast<float>((v - (cache_->side() - 1) / 2.0) / geometry_.field + 0.5));
        ++count;
    }
    return torch::tensor(numbers, torch::kFloat).view({count, cache_->landmarks(), 2});
}

} // namespace fiducial::training
