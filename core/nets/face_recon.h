#pragma once

#include "core/nets/backbone.h"

#include <torch/nn/modules/container/modulelist.h>

#include <vector>

namespace fiducial::nets {

/// The network of Deep3DFaceRecon (Deng et al. 2019, the authors' PyTorch version): ResNet50 and a 1 x 1 convolution
/// for each group of the 257 coefficients of a morphable face model. Names as published.
struct FaceReconImpl : torch::nn::Module {
    static constexpr int kIdentity = 80, kExpression = 64, kTexture = 80, kAngles = 3, kLight = 27;

    FaceReconImpl();
    /// B x 257: identity, expression, texture, angles in radians, light, translation x, y, z.
    torch::Tensor forward(const torch::Tensor &images);

private:
    std::shared_ptr<Backbone> backbone_;
    torch::nn::ModuleList layers_;
};
TORCH_MODULE(FaceRecon);

} // namespace fiducial::nets
