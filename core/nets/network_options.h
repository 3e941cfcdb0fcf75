#pragma once

#include "core/base/result.h"

#include <map>
#include <span>
#include <string>
#include <variant>
#include <vector>

namespace fiducial::nets {

/// What a network of ours is built from. Cards, the command line, the trainer's form and the weights file all read and
/// write it through networkOptionFields(); nothing else lists its members. Members that a family does not use keep
/// their default.
struct NetworkOptions {
    /// "encoder": backbone + transformer encoder, several stages. "linear": backbone + one linear layer. "pfld",
    /// "slpt". Those that place a morphable face model: "synergy", "face-recon". Those that give heatmaps: "hourglass"
    /// (STAR, ADNet), "hrnet", "keyposs", "fan", "pyramid" (a backbone's levels joined from coarse to fine).
    std::string family = "encoder";
    int points = 98;
    int input = 256; ///< side of the square input in pixels
    std::string backbone =
        "mobilenet_v3_large"; ///< "resnet18", "resnet34", "resnet50", "mobilenet_v3_large", "..._small"
    double backboneWidth = 1; ///< factor on the channels of MobileNetV3 and PFLD
    int firstLevel = 1;       ///< the feature maps of strides 4, 8, 16, 32 are levels 1 to 4; these are used
    int lastLevel = 4;        ///< deeper layers of the backbone are not built
    int tokenStride = 16;     ///< encoder: pixels per image token and axis
    int width = 128;          ///< channels of a token, or of a heatmap network's features
    int heads = 4;            ///< encoder: attention heads
    int mlp = 256;            ///< encoder: hidden width of the MLP in a layer
    int referenceLayers = 2;  ///< encoder: layers before the first coordinates; 0: a linear layer over all image tokens
    int refineLayers = 4;     ///< encoder: layers that each add offsets; slpt: decoder layers of each stage
    int headLayers = 1;       ///< encoder: hidden layers of the MLP that turns a token into an offset
    bool sample =
        true;       ///< encoder: landmark tokens receive the feature maps at the landmark before each refining layer
    int stacks = 4; ///< hourglass, fan: hourglasses one after another, each with its own maps
    std::string pool = "max";            ///< hourglass: "max", or "blur" against aliasing
    int mapStride = 4;                   ///< keyposs: pixels of the input a cell of the maps
    std::string decoder = "soft-argmax"; ///< how coordinates are read from maps
    std::string grid = "corners";        ///< which place of the input a cell stands for

    friend bool operator==(const NetworkOptions &, const NetworkOptions &) = default;
};

/// One member of NetworkOptions under its name in files.
struct NetworkOptionField {
    const char *name; ///< "token_stride"
    const char *description;
    std::variant<int NetworkOptions::*, double NetworkOptions::*, bool NetworkOptions::*, std::string NetworkOptions::*>
        member;
    double low = 0; ///< of numbers
    double high = 0;
    std::vector<std::string> choices; ///< of texts
};
std::span<const NetworkOptionField> networkOptionFields();

/// What its authors print for a network: millions of parameters, G multiply-accumulates of executed layers without
/// attention products, and frames per second on an RTX 3060 at batch 1; 0 where nothing is published.
struct PublishedNumbers {
    double parametersM = 0;
    double gmacs = 0;
    double framesPerSecond = 0;
};

/// An architecture that cards name. Options may be given on top of it.
struct NetworkPreset {
    std::string name; ///< "mobilenetv3-encoder-3.4m-98"
    std::string description;
    NetworkOptions options;
    PublishedNumbers published;
};
std::span<const NetworkPreset> networkPresets();

/// The preset `architecture` with `changes` (names and values as text) on top. Unknown names, values out of range and
/// combinations that cannot be built are errors.
Result<NetworkOptions> networkOptions(const std::string &architecture,
                                      const std::map<std::string, std::string> &changes);
/// All options as text; networkOptions() with any preset gives them back.
std::map<std::string, std::string> printNetworkOptions(const NetworkOptions &options);
/// Whether its coordinates come from maps.
bool givesHeatmaps(const NetworkOptions &options);
/// Whether such a network can be built; the error says what does not fit together.
Result<void> checkNetworkOptions(const NetworkOptions &options);

} // namespace fiducial::nets
