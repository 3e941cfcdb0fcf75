#include "core/nets/face_model.h"

#include <torch/torch.h>

#include <algorithm>

namespace fiducial::nets {

ShapeModes shapeModes(const torch::Tensor &shapes, int count)
{
    const auto flat = shapes.to(torch::kDouble).flatten(1);
    const auto mean = flat.mean(0);
    const auto centred = flat - mean;
    const auto covariance = centred.t().mm(centred) / static_cast<double>(std::max<std::int64_t>(1, flat.size(0) - 1));
    const auto [variances, directions] = at::linalg_eigh(covariance); // ascending
    const auto scaled = (directions * variances.clamp_min(0).sqrt()).flip(1);
    const auto known = std::clamp<std::int64_t>(flat.size(0) - 1, 0, std::min<std::int64_t>(count, flat.size(1)));
    auto modes = torch::zeros({flat.size(1), count}, torch::kDouble);
    modes.narrow(1, 0, known).copy_(scaled.narrow(1, 0, known));
    const auto points = shapes.size(1);
    return {mean.view({points, 2}).to(torch::kFloat), modes.view({points, 2, count}).to(torch::kFloat)};
}

torch::Tensor modelVertices(const torch::Tensor &mean, const torch::Tensor &basis, const torch::Tensor &coefficients)
{
    return (mean.flatten() + coefficients.mm(basis.t())).unflatten(-1, {-1, 3});
}

torch::Tensor rotationFromAngles(const torch::Tensor &angles)
{
    const auto c = angles.cos().unbind(1);
    const auto s = angles.sin().unbind(1);
    const auto matrix = [](const std::vector<torch::Tensor> &numbers) {
        return torch::stack(numbers, 1).view({-1, 3, 3});
    };
    const auto o = torch::zeros_like(c[0]);
    const auto i = torch::ones_like(c[0]);
    const auto x = matrix({i, o, o, o, c[0], -s[0], o, s[0], c[0]});
    const auto y = matrix({c[1], o, s[1], o, i, o, -s[1], o, c[1]});
    const auto z = matrix({c[2], -s[2], o, s[2], c[2], o, o, o, i});
    return z.bmm(y).bmm(x);
}

torch::Tensor projectPinhole(const torch::Tensor &vertices, double focal, int side)
{
    const auto depth = kCameraDistance - vertices.select(-1, 2);
    const auto centred = vertices.narrow(-1, 0, 2) / depth.unsqueeze(-1) * focal + side / 2.0;
    return torch::stack({centred.select(-1, 0), side - 1 - centred.select(-1, 1)}, -1);
}

} // namespace fiducial::nets
