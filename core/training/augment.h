#pragma once

#include "core/training/losses.h"

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace fiducial::training {

/// How the network's input lies in a stored crop: both are square and share their centre.
struct InputGeometry {
    int crop = 192;     ///< side of a stored crop in pixels
    double field = 128; ///< side of the input's field in pixels of the crop, before augmentation
    int input = 128;    ///< side of the input in pixels
};

/// What is done to each face of a batch. Drawn face by face from seeds, applied to all at once.
struct AugmentPlan {
    /// B x 2 x 2 and B x 2: offset from the input's centre -> offset from the crop's centre, pixels.
    torch::Tensor matrix, shift;
    std::vector<std::uint8_t> mirrored;
    torch::Tensor colour;                             ///< B x 3 x 4, for values in 0..1
    torch::Tensor rectangle, fill;                    ///< B x 4: x0, y0, x1, y1 in pixels of the input; B x 3
    std::array<std::vector<std::int64_t>, 3> blurred; ///< rows that are reduced to 1/2, 1/3, 1/4
    std::vector<std::int64_t> blocky;                 ///< rows compressed like a JPEG
    std::vector<float> quality;                       ///< of each of them, 1..100
    bool coloured = false, covered = false;           ///< any row at all
};

/// The same options without any augmentation: a plan that only takes the field.
TrainOptions withoutAugmentation(TrainOptions options);

/// Each face has its own stream of numbers: what is drawn for it depends on nothing but seed, epoch and face.
AugmentPlan drawPlan(const TrainOptions &options, const InputGeometry &geometry, std::uint64_t seed, std::int64_t epoch,
                     std::span<const std::int64_t> faces);

/// From the network's input back into the unaugmented face.
struct ViewFrame {
    torch::Tensor matrix, shift; ///< as AugmentPlan
    torch::Tensor order;         ///< B x P: landmark i of the view is landmark order[i] of the face, and the reverse
    /// `points`: B x P x 2 in 0..1 of the input -> pixels of the crop from its centre, in the face's order.
    torch::Tensor points(const torch::Tensor &points, int input) const;
    torch::Tensor weights(const torch::Tensor &weights) const { return weights.gather(1, order); }
};

struct Batch {
    torch::Tensor images; ///< B x 3 x input x input, as the network takes them, channels last
    Target target;
    ViewFrame frame{};
};
/// One after the other.
Batch joined(const Batch &first, const Batch &second);

/// Applies plans on the device of the tensors it is given. Thread-safe.
class Augmenter {
public:
    Augmenter(InputGeometry geometry, std::string colours, const std::vector<int> &mirror);

    /// `crops`: B x crop x crop x 3 bytes; `points`: B x P x 2 in pixels of the crop; `weights`: B x P.
    Batch apply(const AugmentPlan &plan, const torch::Tensor &crops, const torch::Tensor &points,
                const torch::Tensor &weights) const;

    /// B x 3 x input x input in 0..1: all but the last step.
    torch::Tensor pictures(const AugmentPlan &plan, const torch::Tensor &crops) const;

private:
    Target target(const ViewFrame &frame, const torch::Tensor &points, const torch::Tensor &weights) const;
    torch::Tensor warp(const AugmentPlan &plan, const torch::Tensor &crops) const;
    void cover(const AugmentPlan &plan, torch::Tensor &images) const;

    InputGeometry geometry_;
    std::string colours_;
    torch::Tensor mirror_; ///< 2 x P: itself, and the mirror map
};

/// The blocks a JPEG leaves: 8 x 8 cosine transform of luma and chroma, rounded to the steps of each quality (1..100).
/// B x 3 x H x W in 0..1, sides multiples of 8; quality: B.
torch::Tensor compressBlocks(const torch::Tensor &images, const torch::Tensor &quality);

} // namespace fiducial::training
