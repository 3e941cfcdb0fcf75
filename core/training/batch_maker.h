#pragma once

#include "core/training/augment.h"
#include "core/training/crop_cache.h"
#include "core/training/head_pose.h"

#include <optional>

namespace fiducial::training {

/// Batches of a crop cache on a device. training() is for one thread; the rest may be called beside it.
class BatchMaker {
public:
    /// `cache` must outlive it. InvalidArgument where options and faces do not fit.
    static Result<BatchMaker> make(const CropCache &cache, const TrainOptions &options, int input,
                                   const torch::Device &device);

    /// Steps of an epoch over `faces`; what is left over after whole batches waits for another epoch's order.
    std::int64_t stepsPerEpoch() const;
    /// Batch of a training step, counted from 0 over all epochs. It depends on nothing but the options and the step.
    /// With the option siamese a second view of all its faces follows the first.
    Batch training(std::int64_t step);
    /// Faces as they are, without augmentation.
    Batch plain(std::span<const std::int64_t> faces) const;
    /// P x 2: mean of the training faces without augmentation.
    torch::Tensor meanShape() const;
    /// N x P x 2: of training faces that have all their points, without augmentation; at most 20,000 of them.
    torch::Tensor wholeShapes() const;

private:
    BatchMaker(const CropCache &cache, const TrainOptions &options, InputGeometry geometry, torch::Device device);
    Batch assemble(const AugmentPlan &plan, std::span<const std::int64_t> faces) const;
    void orderFaces(std::int64_t epoch);

    const CropCache *cache_;
    TrainOptions options_;
    InputGeometry geometry_;
    torch::Device device_;
    Augmenter augmenter_;
    std::optional<HeadPose> pose_;
    std::vector<std::int64_t> faces_; ///< of the training part
    std::vector<std::int64_t> order_; ///< of orderedEpoch_
    std::int64_t orderedEpoch_ = -1;
};

} // namespace fiducial::training
