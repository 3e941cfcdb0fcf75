#pragma once

#include "core/nets/conv_layers.h"

#include <torch/nn/modules/linear.h>

#include <memory>
#include <string>
#include <vector>

namespace fiducial::nets {

/// A classification network used for its feature maps. Parameters are named as torchvision names them.
class Backbone : public torch::nn::Module {
public:
    /// Feature maps of strides 4, 8, 16, 32 (levels 1, 2, ...), as many as were built.
    virtual std::vector<torch::Tensor> levels(torch::Tensor x) = 0;
    /// The classifier's numbers, N x outputs. Precondition: built with outputs > 0.
    virtual torch::Tensor classify(torch::Tensor x) = 0;
    /// Of each level.
    const std::vector<int> &channels() const { return channels_; }

protected:
    std::vector<int> channels_;
};

struct BackboneOptions {
    std::string name;  ///< as NetworkOptions::backbone
    double width = 1;  ///< MobileNetV3 only
    int lastLevel = 4; ///< 1 to 4; deeper layers are not built
    int outputs = 0;   ///< of a classifier on the last level; 0: none is built
};

/// Precondition: the name is one of NetworkOptions::backbone's choices.
std::shared_ptr<Backbone> makeBackbone(const BackboneOptions &options);
std::shared_ptr<Backbone> makeResNet(const BackboneOptions &options);
std::shared_ptr<Backbone> makeMobileNetV3(const BackboneOptions &options);

} // namespace fiducial::nets
