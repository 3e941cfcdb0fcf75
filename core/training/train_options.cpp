#include "core/training/train_options.h"

#include "core/base/option_field.h"
#include "core/base/text.h"
#include "core/nets/network_options.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace fiducial::training {

namespace {
using Field = TrainOptionField;
using Options = TrainOptions;
using Json = nlohmann::ordered_json;

std::vector<std::string> presetNames()
{
    std::vector<std::string> names;
    for (const auto &preset : nets::networkPresets())
        names.push_back(preset.name);
    return names;
}

std::vector<Field> networkFields()
{
    return {
        {"Network", "network", "Preset of the network", &Options::network, 0, 0, presetNames()},
        {"Network", "weights", "Start from these weights of the same network", &Options::weights, 0, 0, {}},
        {"Network", "backbone", "Start the backbone from this checkpoint of torchvision", &Options::backbone, 0, 0, {}},
        {"Network",
         "margin",
         "Field of the input over the longer side of the face's box",
         &Options::margin,
         0.5,
         4,
         {}},
        {"Network",
         "colours",
         "Values the network sees. half: -1..1; unit: 0..1; imagenet: mean and deviation of ImageNet, for backbones of "
         "torchvision",
         &Options::colours,
         0,
         0,
         {"half", "unit", "imagenet"}},
    };
}

std::vector<Field> lossFields()
{
    return {
        {"Loss",
         "loss",
         "Of the coordinates in pixels of the input; awing: in fractions of it; pfld: squared and weighted by the "
         "error of the pose; star, star_v1, direction: with what heatmaps know of directions; none: of the maps alone",
         &Options::loss,
         0,
         0,
         {"smooth_l1", "l1", "l2", "wing", "awing", "pfld", "star", "star_v1", "direction", "none"}},
        {"Loss",
         "smooth",
         "smooth_l1, star: pixels below which the loss is quadratic",
         &Options::smooth,
         1e-3,
         1000,
         {}},
        {"Loss", "wing_width", "wing: pixels of the logarithmic part", &Options::wingWidth, 1e-3, 1000, {}},
        {"Loss", "wing_curvature", "wing: pixels of the steep start", &Options::wingCurvature, 1e-3, 1000, {}},
        {"Loss",
         "earlier_stages",
         "Weight of the stages before the last one (deep supervision)",
         &Options::earlierStages,
         0,
         10,
         {}},
        {"Loss",
         "stage_growth",
         "So much more each of those weighs than the one before it; STAR and ADNet: 2",
         &Options::stageGrowth,
         1,
         100,
         {}},
        {"Loss",
         "pose_floor",
         "pfld: added to the weight by pose, which is 0 for a perfect pose; 0: as published",
         &Options::poseFloor,
         0,
         100,
         {}},
    };
}

std::vector<Field> mapFields()
{
    return {
        {"Loss",
         "star_distance",
         "star: of the errors along the axes of a heatmap",
         &Options::starDistance,
         0,
         0,
         {"smooth_l1", "l1", "l2"}},
        {"Loss", "spread", "star: weight of the variances of the heatmaps", &Options::spread, 0, 100, {}},
        {"Loss",
         "map_weight",
         "Weight of the loss of point and edge maps; STAR and ADNet: 10",
         &Options::mapWeight,
         0,
         1e6,
         {}},
        {"Loss", "map_loss", "Of point and edge maps", &Options::mapLoss, 0, 0, {"awing", "mse"}},
        {"Loss", "map_sigma", "Of the Gaussians that maps learn, in cells", &Options::mapSigma, 0.1, 100, {}},
        {"Loss",
         "siamese",
         "Weight of what two views of each face disagree about; 0: one view. Two views take twice the memory",
         &Options::siamese,
         0,
         1000,
         {}},
    };
}

std::vector<Field> optimiserFields()
{
    return {
        {"Optimiser", "optimiser", "Kind of optimiser", &Options::optimiser, 0, 0, {"adamw", "sgd"}},
        {"Optimiser", "learning_rate", "Highest learning rate", &Options::learningRate, 0, 100, {}},
        {"Optimiser", "final_rate", "Share of it that is left at the end of the cosine", &Options::finalRate, 0, 1, {}},
        {"Optimiser", "warm_up", "Share of the steps in which the rate rises", &Options::warmUp, 0, 1, {}},
        {"Optimiser", "weight_decay", "Of weights; not of biases and norms", &Options::weightDecay, 0, 10, {}},
        {"Optimiser", "momentum", "sgd: momentum; adamw: the first beta", &Options::momentum, 0, 0.9999, {}},
        {"Optimiser", "clip", "Largest norm of the gradient; 0: any", &Options::clip, 0, 1e6, {}},
        {"Optimiser",
         "ema",
         "Decay of the averaged weights; they remember at most 5 % of the steps; 0: no average",
         &Options::ema,
         0,
         0.999999,
         {}},
        {"Optimiser",
         "freeze_norms",
         "Share of the steps, at the end, in which batch norms use their memory as they do when predicting; for few "
         "faces or small maps",
         &Options::freezeNorms,
         0,
         1,
         {}},
        {"Optimiser", "batch", "Faces a step", &Options::batch, 1, 65536, {}},
        {"Optimiser", "epochs", "Passes over the training faces", &Options::epochs, 1, 1000000, {}},
        {"Optimiser",
         "patience",
         "Stop after so many epochs without a better validation NME; 0: never",
         &Options::patience,
         0,
         1000000,
         {}},
    };
}

std::vector<Field> augmentFields()
{
    return {
        {"Augmentation", "flip", "Share of faces that are mirrored", &Options::flip, 0, 1, {}},
        {"Augmentation", "rotation", "Largest rotation in degrees", &Options::rotation, 0, 180, {}},
        {"Augmentation", "scale", "Largest change of size, as a share", &Options::scale, 0, 0.9, {}},
        {"Augmentation", "shift", "Largest shift along each axis, as a share of the field", &Options::shift, 0, 1, {}},
        {"Augmentation",
         "colour",
         "Strength of changes of brightness, contrast, saturation and tint",
         &Options::colour,
         0,
         1,
         {}},
        {"Augmentation", "grey", "Share of faces without colour", &Options::grey, 0, 1, {}},
        {"Augmentation", "blur", "Share of faces blurred by down-sampling", &Options::blur, 0, 1, {}},
        {"Augmentation", "cover", "Share of faces with a covering rectangle", &Options::cover, 0, 1, {}},
        {"Augmentation",
         "cover_side",
         "Largest side of such a rectangle, as a share of the input",
         &Options::coverSide,
         0,
         1,
         {}},
        {"Augmentation", "jpeg", "Share of faces with the blocks of a JPEG", &Options::jpeg, 0, 1, {}},
    };
}

std::vector<Field> runFields()
{
    return {
        {"Run", "device", "auto, cpu, cuda or cuda:N", &Options::device, 0, 0, {}},
        {"Run",
         "precision",
         "Of the network's layers; half precision on CUDA only",
         &Options::precision,
         0,
         0,
         {"float32", "bfloat16", "float16"}},
        {"Run", "threads", "Threads on the CPU; 0: all cores", &Options::threads, 0, 1024, {}},
        {"Run", "seed", "The same seed gives the same weights on the same machine", &Options::seed, 0, 2147483647, {}},
        {"Run",
         "deterministic",
         "Repeatable kernels on CUDA, which are somewhat slower",
         &Options::deterministic,
         0,
         0,
         {}},
        {"Run", "log_steps", "Steps between lines of the log", &Options::logSteps, 1, 1000000, {}},
        {"Run",
         "checkpoint_steps",
         "Steps between checkpoints within an epoch; 0: at its end only",
         &Options::checkpointSteps,
         0,
         1000000000,
         {}},
    };
}

const std::vector<Field> &optionTable()
{
    static const std::vector<Field> fields = [] {
        std::vector<Field> all;
        for (auto part : {networkFields(), lossFields(), mapFields(), optimiserFields(), augmentFields(), runFields()})
            all.insert(all.end(), part.begin(), part.end());
        return all;
    }();
    return fields;
}

/// The value of a field of TrainOptions or NetworkOptions with its type.
template <class AnyField, class AnyOptions>
Json valueOf(const AnyField &field, const AnyOptions &options)
{
    return std::visit([&](auto member) { return Json(options.*member); }, field.member);
}

std::string printed(const Json &value)
{
    if (value.is_string())
        return value.get<std::string>();
    return value.is_number_float() ? text::shortest(value.get<double>()) : value.dump();
}

template <class AnyField>
Json described(const AnyField &field, const std::string &group, const std::string &prefix, const Json &initial)
{
    static constexpr const char *kTypes[] = {"integer", "number", "boolean", "text"};
    Json entry = {{"group", group},
                  {"name", prefix + field.name},
                  {"description", field.description},
                  {"type", kTypes[field.member.index()]},
                  {"default", initial}};
    if (field.member.index() < 2)
        entry.update({{"low", field.low}, {"high", field.high}});
    if (!field.choices.empty())
        entry["choices"] = field.choices;
    return entry;
}

Result<void> setNetworkOption(Options &options, const std::string &name, const std::string &value)
{
    const auto fields = nets::networkOptionFields();
    const auto field = std::find_if(fields.begin(), fields.end(), [&](const auto &f) { return f.name == name; });
    if (field == fields.end())
        return makeError(Errc::InvalidArgument, says("Networks have no option '%1'.", name));
    options.changes[name] = value; // checked with the others, once the preset is known
    return {};
}

/// Losses that look at maps need such maps; maps that coordinates cannot teach need a loss of their own.
Result<void> checkMaps(const Options &options, const nets::NetworkOptions &network)
{
    const auto misfit = [](Sentence sentence) { return makeError(Errc::InvalidArgument, sentence); };
    const bool heatmaps = nets::givesHeatmaps(network), whole = network.decoder == "soft-argmax";
    if ((options.loss == "star" || options.loss == "star_v1") && !(heatmaps && whole))
        return misfit(
            says("The loss star needs a network whose coordinates are the mean of a heatmap: hourglass, pyramid."));
    if (options.loss == "direction" && network.family != "hourglass")
        return misfit(says("The loss direction needs the attention that only the hourglass has."));
    const bool learnsMaps = heatmaps && network.family != "pyramid";
    if (options.mapWeight > 0 && !learnsMaps)
        return misfit(says("map_weight is for networks with maps of a given form: hourglass, hrnet, keyposs, fan."));
    if (options.mapWeight == 0 && heatmaps && !whole)
        return misfit(says("The coordinates of this network are read around the peaks of its maps, which only a "
                           "map_weight above 0 teaches."));
    if (network.decoder.starts_with("keypos") && options.mapSigma != 2)
        return misfit(says("The decoder %1 knows distances from maps of map_sigma 2.", network.decoder));
    if (options.mapWeight == 0 && options.loss == "none")
        return misfit(says("Without a loss there is nothing to learn; set loss or map_weight."));
    return {};
}
} // namespace

std::span<const TrainOptionField> trainOptionFields()
{
    return optionTable();
}

Result<void> setTrainOption(TrainOptions &options, const std::string &name, const std::string &value)
{
    if (name.starts_with(kNetworkPrefix))
        return setNetworkOption(options, name.substr(std::string_view(kNetworkPrefix).size()), value);
    const auto &fields = optionTable();
    const auto field = std::find_if(fields.begin(), fields.end(), [&](const Field &f) { return f.name == name; });
    if (field == fields.end())
        return makeError(Errc::InvalidArgument, says("Training has no option '%1'.", name));
    return setOption(*field, options, value);
}

std::map<std::string, std::string> printTrainOptions(const TrainOptions &options)
{
    std::map<std::string, std::string> out;
    for (const Field &field : optionTable())
        out[field.name] = printOption(field, options);
    for (const auto &[name, value] : options.changes)
        out[kNetworkPrefix + name] = value;
    return out;
}

Result<void> checkTrainOptions(const TrainOptions &options)
{
    for (const auto &[name, value] : printTrainOptions(options)) {
        TrainOptions scratch;
        if (const auto ok = setTrainOption(scratch, name, value); !ok)
            return ok;
    }
    const auto network = nets::networkOptions(options.network, options.changes);
    if (!network)
        return network.error();
    if (options.loss == "pfld" && network->family != "pfld")
        return makeError(Errc::InvalidArgument, says("The loss pfld needs the pose branch that only PFLD has."));
    if (const auto fit = checkMaps(options, *network); !fit)
        return fit;
    if (options.jpeg > 0 && network->input % 8 != 0)
        return makeError(Errc::InvalidArgument, says("JPEG blocks have 8 pixels, which do not divide the input of %1; "
                                                     "set jpeg to 0 or network.input to a multiple of 8.",
                                                     network->input));
    if (!options.weights.empty() && !options.backbone.empty())
        return makeError(Errc::InvalidArgument, says("Options weights and backbone exclude each other."));
    return {};
}

Result<TrainOptions> readTrainOptions(std::string_view json, TrainOptions options)
{
    const auto object = Json::parse(json, nullptr, false);
    if (!object.is_object())
        return makeError(Errc::Malformed, says("The configuration is not a JSON object of options."));
    for (const auto &[name, value] : object.items()) {
        if (value.is_structured() || value.is_null())
            return makeError(Errc::Malformed, says("Option %1 is neither text nor a number nor true or false.", name));
        if (const auto set = setTrainOption(options, name, printed(value)); !set)
            return set.error();
    }
    return options;
}

std::string writeTrainOptions(const TrainOptions &options)
{
    Json object = Json::object();
    for (const Field &field : optionTable())
        object[field.name] = valueOf(field, options);
    for (const auto &[name, value] : options.changes)
        object[kNetworkPrefix + name] = value;
    return object.dump(2) + "\n";
}

std::string describeTrainOptions()
{
    Json fields = Json::array();
    for (const Field &field : optionTable())
        fields.push_back(described(field, field.group, {}, valueOf(field, TrainOptions())));
    for (const auto &field : nets::networkOptionFields()) {
        Json entry = described(field, "Network", kNetworkPrefix, nullptr);
        for (const auto &preset : nets::networkPresets()) // the preset gives the default
            entry["default_of"][preset.name] = valueOf(field, preset.options);
        entry.erase("default");
        fields.push_back(std::move(entry));
    }
    return fields.dump(2) + "\n";
}

} // namespace fiducial::training
