#include "core/training/head_pose.h"

#include <torch/torch.h>

namespace fiducial::training {

namespace {
constexpr int kTracked = 14;
constexpr std::int64_t kTracked98[kTracked] = {33, 38, 50, 46, 60, 64, 68, 72, 55, 59, 76, 82, 85, 16};
constexpr std::int64_t kTracked68[kTracked] = {17, 21, 22, 26, 36, 39, 42, 45, 31, 35, 48, 54, 57, 8};

/// Mean head: x towards the image's left, y up, z towards the camera.
constexpr float kHead[kTracked][3] = {
    {6.825897F, 6.760612F, 4.402142F},  {1.330353F, 7.122144F, 6.903745F},  {-1.330353F, 7.122144F, 6.903745F},
    {-6.825897F, 6.760612F, 4.402142F}, {5.311432F, 5.485328F, 3.987654F},  {1.789930F, 5.393625F, 4.413414F},
    {-1.789930F, 5.393625F, 4.413414F}, {-5.311432F, 5.485328F, 3.987654F}, {2.005628F, 1.409845F, 6.165652F},
    {-2.005628F, 1.409845F, 6.165652F}, {2.774015F, -2.080775F, 5.048531F}, {-2.774015F, -2.080775F, 5.048531F},
    {0.000000F, -3.116408F, 6.097667F}, {0.000000F, -7.415691F, 4.070434F},
};
} // namespace

HeadPose::HeadPose(torch::Tensor indices, torch::Tensor solver)
    : indices_(std::move(indices)), solver_(std::move(solver))
{}

Result<HeadPose> HeadPose::make(int landmarks)
{
    if (landmarks != 98 && landmarks != 68)
        return makeError(
            Errc::Unsupported,
            says("The pose of a head is known for 98 and 68 landmarks, not for %1; use another loss than pfld.",
                 landmarks));
    torch::Tensor head = torch::ones({kTracked, 4}, torch::kDouble);
    torch::Tensor indices = torch::empty({kTracked}, torch::kLong);
    for (int i = 0; i < kTracked; ++i) {
        indices[i] = (landmarks == 98 ? kTracked98 : kTracked68)[i];
        for (int axis = 0; axis < 3; ++axis)
            head[i][axis] = -kHead[i][axis]; // to x right, y down, z away
    }
    return HeadPose(indices, torch::linalg_pinv(head).to(torch::kFloat));
}

torch::Tensor HeadPose::angles(const torch::Tensor &points) const
{
    const auto tracked = points.index_select(1, indices_.to(points.device()));
    const auto camera = torch::matmul(solver_.to(points.device()), tracked); // B x 4 x 2
    const auto x = camera.select(2, 0).narrow(1, 0, 3), y = camera.select(2, 1).narrow(1, 0, 3);
    const auto norm = torch::nn::functional::NormalizeFuncOptions().dim(1);
    // The axes nearest to both that are orthogonal: of their half sum and half difference.
    const auto sum = torch::nn::functional::normalize(
        torch::nn::functional::normalize(x, norm) + torch::nn::functional::normalize(y, norm), norm);
    const auto difference = torch::nn::functional::normalize(
        torch::nn::functional::normalize(x, norm) - torch::nn::functional::normalize(y, norm), norm);
    const auto first = (sum + difference) * M_SQRT1_2, second = (sum - difference) * M_SQRT1_2;
    const auto third = torch::linalg_cross(first, second, 1);
    const auto pitch = torch::atan2(third.select(1, 1), third.select(1, 2));
    const auto yaw =
        torch::atan2(-third.select(1, 0), (third.select(1, 1).square() + third.select(1, 2).square()).sqrt());
    const auto roll = torch::atan2(second.select(1, 0), first.select(1, 0));
    return torch::stack({pitch, yaw, roll}, 1);
}

} // namespace fiducial::training
