#include "core/training/augment.h"

#include <torch/torch.h>

#include <cmath>
#include <numbers>

namespace fiducial::training {

namespace {
constexpr int kBlock = 8;

/// Quantisation steps of Annex K of the JPEG standard at quality 50.
constexpr float kLumaSteps[kBlock * kBlock] = {16, 11, 10, 16, 24,  40,  51,  61,  12, 12, 14, 19, 26,  58,  60,  55,
                                               14, 13, 16, 24, 40,  57,  69,  56,  14, 17, 22, 29, 51,  87,  80,  62,
                                               18, 22, 37, 56, 68,  109, 103, 77,  24, 35, 55, 64, 81,  104, 113, 92,
                                               49, 64, 78, 87, 103, 121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99};
constexpr float kChromaSteps[kBlock * kBlock] = {17, 18, 24, 47, 99, 99, 99, 99, 18, 21, 26, 66, 99, 99, 99, 99,
                                                 24, 26, 56, 99, 99, 99, 99, 99, 47, 66, 99, 99, 99, 99, 99, 99,
                                                 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99,
                                                 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99};

/// Rows are the orthonormal cosines.
torch::Tensor cosineTransform()
{
    torch::Tensor out = torch::empty({kBlock, kBlock});
    auto values = out.accessor<float, 2>();
    for (int k = 0; k < kBlock; ++k)
        for (int i = 0; i < kBlock; ++i)
            values[k][i] = static_cast<float>(std::sqrt((k ? 2.0 : 1.0) / kBlock) *
                                              std::cos(std::numbers::pi * (2 * i + 1) * k / (2 * kBlock)));
    return out;
}

torch::Tensor lumaChroma()
{
    return torch::tensor({{0.299F, 0.587F, 0.114F}, {-0.168736F, -0.331264F, 0.5F}, {0.5F, -0.418688F, -0.081312F}});
}

/// 3 x 8 x 8.
torch::Tensor baseSteps()
{
    const auto table = [](const float *values) {
        return torch::from_blob(const_cast<float *>(values), {kBlock, kBlock}, torch::kFloat).clone();
    };
    return torch::stack({table(kLumaSteps), table(kChromaSteps), table(kChromaSteps)});
}
} // namespace

torch::Tensor compressBlocks(const torch::Tensor &images, const torch::Tensor &quality)
{
    static const torch::Tensor kCosine = cosineTransform(), kColour = lumaChroma(), kSteps = baseSteps();
    const auto device = images.device();
    const std::int64_t count = images.size(0), rows = images.size(2) / kBlock, columns = images.size(3) / kBlock;
    const auto percent = torch::where(quality < 50, 5000 / quality, 200 - 2 * quality).view({-1, 1, 1, 1});
    const auto steps = ((kSteps.to(device) * percent + 50) / 100).floor().clamp(1, 255).view({count, 3, 1, 1, 8, 8});
    const auto colour = kColour.to(device), cosine = kCosine.to(device);
    const auto planes = torch::matmul(colour, images.flatten(2) * 255 - 128);
    const auto blocks = planes.view({count, 3, rows, kBlock, columns, kBlock}).transpose(3, 4);
    const auto waves = torch::matmul(torch::matmul(cosine, blocks), cosine.t());
    const auto rounded = (waves / steps).round() * steps;
    const auto restored = torch::matmul(torch::matmul(cosine.t(), rounded), cosine).transpose(3, 4).reshape_as(planes);
    const auto rgb = torch::matmul(torch::linalg_inv(colour), restored);
    return ((rgb + 128) / 255).clamp(0, 1).view_as(images);
}

} // namespace fiducial::training
