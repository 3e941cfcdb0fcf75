#pragma once

#include "core/base/result.h"

#include <map>
#include <span>
#include <string>
#include <variant>
#include <vector>

namespace fiducial::training {

/// How a network is trained. Command line, configuration file, form, log and weights file all read and write it through
/// trainOptionFields(); nothing else lists its members. The defaults are the recipe of the bundled model. Lengths are
/// pixels of the network's input, shares are 0..1.
struct TrainOptions {
    std::string network = "mobilenetv3-encoder-fast"; ///< a preset of networkPresets()
    std::map<std::string, std::string> changes;       ///< networkOptions() on top of the preset
    std::string weights;                              ///< start from these weights of the same network
    std::string backbone;                             ///< start the backbone from a checkpoint of torchvision

    double margin = 1.25; ///< the input's field over the longer side of the box
    std::string colours = "half";

    std::string loss = "smooth_l1";
    double smooth = 1.5;
    double wingWidth = 10;
    double wingCurvature = 2;
    double earlierStages = 0.5;
    double stageGrowth = 1;
    double poseFloor = 0.1;
    std::string starDistance = "smooth_l1";
    double spread = 1;
    double mapWeight = 0;
    std::string mapLoss = "awing";
    double mapSigma = 1;
    double siamese = 0;

    std::string optimiser = "adamw";
    double learningRate = 1.5e-3;
    double finalRate = 0;
    double warmUp = 0.02;
    double weightDecay = 0.02;
    double momentum = 0.9;
    double clip = 5;
    double ema = 0.999;
    double freezeNorms = 0;
    int batch = 64;
    int epochs = 42;
    int patience = 0;

    double flip = 0.5;
    double rotation = 30;
    double scale = 0.18;
    double shift = 0.07;
    double colour = 0.3;
    double grey = 0.1;
    double blur = 0.2;
    double cover = 0.4;
    double coverSide = 0.4;
    double jpeg = 0.15;

    std::string device = "auto";
    std::string precision = "float32";
    int threads = 0;
    int seed = 1;
    bool deterministic = true;
    int logSteps = 20;
    int checkpointSteps = 0;

    friend bool operator==(const TrainOptions &, const TrainOptions &) = default;
};

/// One member of TrainOptions under its name in files and on the command line.
struct TrainOptionField {
    const char *group;
    const char *name; ///< "learning_rate"
    const char *description;
    std::variant<int TrainOptions::*, double TrainOptions::*, bool TrainOptions::*, std::string TrainOptions::*> member;
    double low = 0; ///< of numbers
    double high = 0;
    std::vector<std::string> choices; ///< of texts; none: any text
};
std::span<const TrainOptionField> trainOptionFields();

/// Before the name of an option of the network: "network.width".
inline constexpr char kNetworkPrefix[] = "network.";

/// Sets one option from text; `name` is that of a field, or of a field of the network with its prefix.
Result<void> setTrainOption(TrainOptions &options, const std::string &name, const std::string &value);
/// All options as text, those of the network that were changed with their prefix; setTrainOption() gives them back.
std::map<std::string, std::string> printTrainOptions(const TrainOptions &options);
/// What no single field can tell: whether the network can be built, whether members fit together.
Result<void> checkTrainOptions(const TrainOptions &options);

/// The options of a JSON object {"epochs": 42, "network.width": 128, ...} on top of `options`. Unknown names are
/// errors.
Result<TrainOptions> readTrainOptions(std::string_view json, TrainOptions options = {});
/// That object, values with their types.
std::string writeTrainOptions(const TrainOptions &options);
/// Every field with group, description, type, range, choices and default, for a form: a JSON array.
std::string describeTrainOptions();

} // namespace fiducial::training
