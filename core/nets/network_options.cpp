#include "core/nets/network_options.h"

#include "core/base/option_field.h"

#include <algorithm>
#include <set>

namespace fiducial::nets {

namespace {
using Field = NetworkOptionField;
using Options = NetworkOptions;

const std::vector<Field> &optionTable()
{
    static const std::vector<Field> fields = {
        {"family",
         "Kind of network",
         &Options::family,
         0,
         0,
         {"encoder", "linear", "pfld", "slpt", "hourglass", "hrnet", "keyposs", "fan", "pyramid", "synergy",
          "face-recon"}},
        {"points", "Number of landmarks", &Options::points, 1, 4096, {}},
        {"input", "Side of the square input in pixels", &Options::input, 32, 1024, {}},
        {"backbone",
         "Convolutional network that makes the feature maps",
         &Options::backbone,
         0,
         0,
         {"resnet18", "resnet34", "resnet50", "mobilenet_v3_large", "mobilenet_v3_small"}},
        {"backbone_width", "Factor on the channels of MobileNetV3 and PFLD", &Options::backboneWidth, 0.125, 4, {}},
        {"first_level", "First feature map used: 1 to 4 for strides 4 to 32", &Options::firstLevel, 1, 4, {}},
        {"last_level", "Last feature map used", &Options::lastLevel, 1, 4, {}},
        {"token_stride", "Pixels per image token and axis", &Options::tokenStride, 4, 32, {}},
        {"width", "Channels of a token, or of a heatmap network's features", &Options::width, 16, 2048, {}},
        {"heads", "Attention heads", &Options::heads, 1, 64, {}},
        {"mlp", "Hidden width of the MLP in an encoder layer", &Options::mlp, 16, 8192, {}},
        {"reference_layers",
         "Encoder layers before the first coordinates; 0: one linear layer over all image tokens",
         &Options::referenceLayers,
         0,
         24,
         {}},
        {"refine_layers",
         "Encoder layers that each add offsets; decoder layers of SLPT",
         &Options::refineLayers,
         1,
         24,
         {}},
        {"head_layers", "Hidden layers between a token and its offset", &Options::headLayers, 0, 4, {}},
        {"sample", "Landmark tokens receive the feature maps at the landmark", &Options::sample, 0, 0, {}},
        {"stacks", "Hourglasses one after another", &Options::stacks, 1, 8, {}},
        {"pool", "How an hourglass halves its maps; blur: against aliasing", &Options::pool, 0, 0, {"max", "blur"}},
        {"map_stride", "KeyPosS: pixels of the input a cell of the maps", &Options::mapStride, 4, 64, {}},
        {"decoder",
         "How coordinates are read from maps. soft-argmax: mean of the whole map; local-soft-argmax: of 5 x 5 cells; "
         "the "
         "others are for maps that learned a Gaussian",
         &Options::decoder,
         0,
         0,
         {"soft-argmax", "local-soft-argmax", "argmax", "quarter-offset", "dark", "keypos-linear", "keypos",
          "pseudo-range"}},
        {"grid",
         "Places that cells stand for. corners: the outer ones lie on the borders; centres: each in the middle of its "
         "share; origin: each at its start",
         &Options::grid,
         0,
         0,
         {"corners", "centres", "origin"}},
    };
    return fields;
}

Options encoder(const char *backbone, int points, int width, int mlp, int referenceLayers, int refineLayers,
                int headLayers, int tokenStride)
{
    Options o;
    o.backbone = backbone;
    o.points = points;
    o.width = width;
    o.heads = width / 32;
    o.mlp = mlp;
    o.referenceLayers = referenceLayers;
    o.refineLayers = refineLayers;
    o.headLayers = headLayers;
    o.tokenStride = tokenStride;
    return o;
}

/// MobileNetV3 to stride 16, 8 x 8 tokens at 128 pixels, first coordinates from a linear layer.
Options fastEncoder()
{
    Options o = encoder("mobilenet_v3_large", 98, 128, 256, 0, 4, 0, 16);
    o.input = 128;
    o.firstLevel = o.lastLevel = 3;
    o.sample = false;
    return o;
}

Options other(const char *family, int input)
{
    Options o;
    o.family = family;
    o.input = input;
    return o;
}

Options linear(const char *backbone, int input)
{
    Options o = other("linear", input);
    o.backbone = backbone;
    return o;
}

Options pfld(double width)
{
    Options o = other("pfld", 112);
    o.backboneWidth = width;
    return o;
}

Options slpt(int layers)
{
    Options o = other("slpt", 256);
    o.refineLayers = layers;
    return o;
}

Options hourglass(int points)
{
    Options o = other("hourglass", 256);
    o.points = points;
    o.width = 256;
    return o;
}

/// 68 points that are vertices of a morphable face model.
Options faceModel(const char *family, int input)
{
    Options o = other(family, input);
    o.points = 68;
    return o;
}

/// A family whose maps learn a peak of a given form, so that coordinates are read around it.
Options peaks(const char *family, int points, const char *grid, const char *decoder)
{
    Options o = other(family, 256);
    o.points = points;
    o.decoder = decoder;
    o.grid = grid;
    return o;
}

Options fan(const char *decoder)
{
    Options o = peaks("fan", 68, "centres", decoder);
    o.width = 256;
    return o;
}

Options keyposs(int mapStride)
{
    Options o = peaks("keyposs", 98, "origin", "keypos");
    o.mapStride = mapStride;
    return o;
}

/// MobileNetV3, maps of 32 x 32 cells at 128 pixels.
Options smallHeatmaps(int points)
{
    Options o = other("pyramid", 128);
    o.points = points;
    o.width = 96;
    return o;
}

constexpr char kLarge[] = "mobilenet_v3_large";

std::vector<NetworkPreset> regressionPresets()
{
    return {
        {"resnet34-encoder-98",
         "ResNet34 + encoder, 98 points",
         encoder("resnet34", 98, 512, 2048, 4, 5, 2, 32),
         {53.52, 11.80, 70.7}},
        {"resnet18-encoder-98",
         "ResNet18 + encoder, 98 points",
         encoder("resnet18", 98, 384, 1152, 4, 2, 1, 32),
         {20.88, 5.246, 149.5}},
        {"mobilenetv3-encoder-6.1m-98",
         "MobileNetV3 + encoder, 98 points",
         encoder(kLarge, 98, 192, 576, 3, 5, 1, 32),
         {6.063, 1.187, 198.5}},
        {"mobilenetv3-encoder-3.9m-98",
         "MobileNetV3 + encoder, 98 points",
         encoder(kLarge, 98, 128, 256, 2, 5, 1, 16),
         {3.908, 0.720, 236.7}},
        {"mobilenetv3-encoder-3.4m-98",
         "MobileNetV3 + encoder, 98 points",
         encoder(kLarge, 98, 128, 256, 2, 2, 1, 16),
         {3.442, 0.603, 284.3}},
        {"resnet34-encoder-68",
         "ResNet34 + encoder, 68 points",
         encoder("resnet34", 68, 512, 1536, 3, 5, 1, 32),
         {44.52, 10.20, 93.9}},
        {"resnet18-encoder-68",
         "ResNet18 + encoder, 68 points",
         encoder("resnet18", 68, 384, 1152, 4, 2, 1, 32),
         {20.88, 5.117, 153.5}},
        {"mobilenetv3-encoder-9.9m-68",
         "MobileNetV3 + encoder, 68 points",
         encoder(kLarge, 68, 256, 1024, 4, 4, 2, 32),
         {9.922, 1.861, 157.5}},
        {"mobilenetv3-encoder-3.9m-68",
         "MobileNetV3 + encoder, 68 points",
         encoder(kLarge, 68, 128, 256, 2, 5, 1, 16),
         {3.897, 0.774, 249.8}},
        {"mobilenetv3-encoder-3.7m-68",
         "MobileNetV3 + encoder, 68 points",
         encoder(kLarge, 68, 128, 256, 1, 4, 2, 16),
         {3.700, 0.707, 298.1}},
        {"mobilenetv3-encoder-3.4m-68",
         "MobileNetV3 + encoder, 68 points",
         encoder(kLarge, 68, 128, 256, 2, 2, 1, 16),
         {3.442, 0.601, 286.1}},
        {"resnet50-encoder-98", "ResNet50 + encoder, 98 points", encoder("resnet50", 98, 256, 512, 4, 4, 2, 32), {}},
        {"mobilenetv3-encoder-fast", "MobileNetV3 to stride 16 + encoder at 128 pixels", fastEncoder(), {}},
        {"resnet50-linear", "ResNet50 and one linear layer, for the Wing loss", linear("resnet50", 224), {}},
        {"resnet34-linear", "ResNet34 and one linear layer", linear("resnet34", 256), {}},
        {"resnet18-linear", "ResNet18 and one linear layer", linear("resnet18", 256), {}},
        {"pfld", "PFLD with its auxiliary pose branch", pfld(1), {}},
        {"pfld-0.25", "PFLD at a quarter of the channels", pfld(0.25), {}},
        {"slpt6", "Sparse local patch transformer, 6 layers", slpt(6), {13.19, 6.12, 0}},
        {"slpt12", "Sparse local patch transformer, 12 layers", slpt(12), {19.45, 8.14, 0}},
        {"synergynet-68", "SynergyNet: MobileNetV2 that places a morphable face model", faceModel("synergy", 120), {}},
        {"deep3d-68", "Deep3DFaceRecon: ResNet50 that places a morphable face model", faceModel("face-recon", 224), {}},
    };
}

std::vector<NetworkPreset> heatmapPresets()
{
    return {
        {"star-98", "Stacked hourglass of STAR, 98 points", hourglass(98), {}},
        {"star-68", "Stacked hourglass of STAR, 68 points", hourglass(68), {13.37, 17.05, 0}},
        {"adnet-98", "Stacked hourglass of ADNet, 98 points", hourglass(98), {}},
        {"adnet-68", "Stacked hourglass of ADNet, 68 points", hourglass(68), {}},
        {"fan-68", "FAN, 4 hourglasses, 68 points", fan("quarter-offset"), {}},
        {"sh-fan-68", "FAN with subpixel coordinates, 68 points", fan("local-soft-argmax"), {}},
        {"hrnet-98", "HRNetV2-W18, 98 points", peaks("hrnet", 98, "centres", "quarter-offset"), {}},
        {"hrnet-68", "HRNetV2-W18, 68 points", peaks("hrnet", 68, "centres", "quarter-offset"), {}},
        {"keyposs-64", "KeyPosS, maps of 64 x 64 cells", keyposs(4), {}},
        {"keyposs-32", "KeyPosS, maps of 32 x 32 cells", keyposs(8), {}},
        {"keyposs-16", "KeyPosS, maps of 16 x 16 cells", keyposs(16), {}},
        {"keyposs-8", "KeyPosS, maps of 8 x 8 cells", keyposs(32), {}},
        {"keyposs-4", "KeyPosS, maps of 4 x 4 cells", keyposs(64), {}},
        {"heatmap-small-98", "MobileNetV3 and heatmaps at 128 pixels, 98 points", smallHeatmaps(98), {}},
        {"heatmap-small-68", "MobileNetV3 and heatmaps at 128 pixels, 68 points", smallHeatmaps(68), {}},
    };
}

const std::vector<NetworkPreset> &presetTable()
{
    static const std::vector<NetworkPreset> presets = [] {
        auto all = regressionPresets();
        for (auto &preset : heatmapPresets())
            all.push_back(std::move(preset));
        return all;
    }();
    return presets;
}

Error unfit(Sentence sentence)
{
    return makeError(Errc::InvalidArgument, sentence);
}

Result<void> checkEncoder(const Options &o)
{
    if (o.firstLevel > o.lastLevel)
        return unfit(says("first_level is above last_level."));
    if ((o.tokenStride & (o.tokenStride - 1)) != 0)
        return unfit(says("token_stride must be 4, 8, 16 or 32."));
    if (o.input % 32 != 0)
        return unfit(says("input must be a multiple of 32 pixels."));
    if (o.width % o.heads != 0 || (o.width / o.heads) % 4 != 0)
        return unfit(
            says("width must be a multiple of 4 x heads: the rotary positions turn pairs of channels in x and y."));
    return {};
}

Result<void> checkHeatmaps(const Options &o)
{
    const bool hourglasses = o.family == "hourglass" || o.family == "fan";
    const int multiple = hourglasses ? 64 : 32;
    if (o.input % multiple != 0)
        return unfit(says("input must be a multiple of %1 pixels.", multiple));
    if (hourglasses && o.width % 16 != 0)
        return unfit(says("width must be a multiple of 16: the stem has a quarter of it, in blocks of a quarter."));
    if (o.family == "hourglass" && o.pool == "blur" && o.input < 128)
        return unfit(says("The blur pool of the smallest maps needs an input of 128 pixels or more."));
    if (o.family == "keyposs" && ((o.mapStride & (o.mapStride - 1)) != 0 || o.input < 4 * o.mapStride))
        return unfit(says("map_stride must be 4, 8, 16, 32 or 64 and leave 4 x 4 cells or more."));
    if (o.family == "pyramid" && o.firstLevel > o.lastLevel)
        return unfit(says("first_level is above last_level."));
    const bool maySum = o.family == "hourglass" || o.family == "pyramid";
    if (o.decoder == "soft-argmax" && !maySum)
        return unfit(says("The maps of %1 may be negative; soft-argmax sums them up.", o.family));
    return {};
}
} // namespace

bool givesHeatmaps(const NetworkOptions &options)
{
    static const std::set<std::string> families = {"hourglass", "hrnet", "keyposs", "fan", "pyramid"};
    return families.contains(options.family);
}

std::span<const NetworkOptionField> networkOptionFields()
{
    return optionTable();
}

std::span<const NetworkPreset> networkPresets()
{
    return presetTable();
}

Result<NetworkOptions> networkOptions(const std::string &architecture,
                                      const std::map<std::string, std::string> &changes)
{
    const auto &presets = presetTable();
    const auto preset =
        std::find_if(presets.begin(), presets.end(), [&](const auto &p) { return p.name == architecture; });
    if (preset == presets.end())
        return makeError(Errc::Unsupported, says("There is no network named '%1'.", architecture));
    Options options = preset->options;
    for (const auto &[name, value] : changes) {
        const auto &fields = optionTable();
        const auto field = std::find_if(fields.begin(), fields.end(), [&](const Field &f) { return f.name == name; });
        if (field == fields.end())
            return unfit(says("Networks have no option '%1'.", name));
        if (const auto set = setOption(*field, options, value); !set)
            return set.error();
    }
    if (const auto ok = checkNetworkOptions(options); !ok)
        return ok.error();
    return options;
}

std::map<std::string, std::string> printNetworkOptions(const NetworkOptions &options)
{
    std::map<std::string, std::string> out;
    for (const Field &field : optionTable())
        out[field.name] = printOption(field, options);
    return out;
}

Result<void> checkNetworkOptions(const NetworkOptions &options)
{
    for (const Field &field : optionTable()) {
        Options scratch;
        const std::string value = printOption(field, options);
        if (const auto ok = setOption(field, scratch, value); !ok)
            return ok;
    }
    if (options.family == "encoder")
        return checkEncoder(options);
    if (givesHeatmaps(options))
        return checkHeatmaps(options);
    if (options.family == "pfld" && options.input != 112)
        return unfit(says("PFLD takes 112 x 112 pixels: its last convolution covers the whole map."));
    const bool halvesFiveTimes = options.family == "slpt" || options.family == "face-recon";
    if (halvesFiveTimes && options.input % 32 != 0)
        return unfit(says("input must be a multiple of 32 pixels."));
    return {};
}

} // namespace fiducial::nets
