#pragma once

#include <torch/types.h>

namespace fiducial::nets {

/// Mean and modes of shapes: what a morphable face model is replaced by where there is none.
struct ShapeModes {
    torch::Tensor mean;  ///< P x 2
    torch::Tensor modes; ///< P x 2 x count, as long as their standard deviations; zero beyond what the shapes have
};

/// The directions of most variance (principal components) of `shapes`, N x P x 2.
ShapeModes shapeModes(const torch::Tensor &shapes, int count);

/// Vertices of a linear face model, B x P x 3: mean (3P x 1) + basis (3P x K) * coefficients (B x K). Its rows go
/// through x, y, z of a vertex and then to the next one.
torch::Tensor modelVertices(const torch::Tensor &mean, const torch::Tensor &basis, const torch::Tensor &coefficients);

/// Rz * Ry * Rx of angles about x, y, z in radians, B x 3; B x 3 x 3.
torch::Tensor rotationFromAngles(const torch::Tensor &angles);

inline constexpr double kCameraDistance = 10;

/// A pinhole camera that looks at the origin from z = kCameraDistance along -z, as Deep3DFaceRecon's: `vertices`
/// B x P x 3 with y up; B x P x 2 in pixels with y down, (0, 0) the centre of the top left one. `focal` and `side` in
/// pixels.
torch::Tensor projectPinhole(const torch::Tensor &vertices, double focal, int side);

} // namespace fiducial::nets
