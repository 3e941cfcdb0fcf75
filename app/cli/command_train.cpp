#include "app/cli/commands.h"
#include "app/cli/train_config.h"
#include "app/cli/trainer_process.h"
#include "core/base/file_io.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

namespace fiducial::cli {

namespace {
struct TrainCommand {
    std::string config;
    std::vector<std::string> paths;
    std::string images;
    std::string out;
    bool resume = false;
};

/// The configuration with what the command line says instead.
Result<TrainConfig> configured(const TrainCommand &options)
{
    auto config = readTrainConfig(options.config);
    if (!config)
        return config;
    if (!options.paths.empty())
        config->data.clear();
    for (const std::string &path : options.paths)
        config->data.push_back({{path, options.images, {}}, false});
    if (!options.out.empty())
        config->out = options.out;
    if (config->out.empty())
        return makeError(Errc::InvalidArgument, "The configuration names no folder for the network: add \"out\" or -o.",
                         options.config);
    return config;
}

Result<void> prepareCrops(const CliContext &context, const TrainConfig &config, const std::filesystem::path &file)
{
    const auto job = CropJob::open(context, config.data, config.crops);
    if (!job)
        return job.error();
    const auto current = pipeline::isCropCacheCurrent(job->request(), file);
    if (!current)
        return current.error();
    if (*current) {
        context.note("The crops in " + toUtf8(file) + " are up to date.");
        return {};
    }
    const auto report = job->write(context, file);
    if (!report)
        return report.error();
    if (context.json)
        context.print(cropsJson(*report, toUtf8(file)).dump()); // one line, as those of the log
    else
        context.note(cropsText(*report));
    return {};
}

int runTrain(CliContext &context, const TrainCommand &options)
{
    const auto config = configured(options);
    if (!config)
        return context.fail(config.error());
    const auto trainer = findTrainer();
    if (!trainer)
        return context.fail(makeError(
            Errc::Missing, "This build has no LibTorch, and so no trainer; ./dev setup gets it, or FIDUCIAL_TRAIN "
                           "names a fiducial-train built elsewhere."));
    if (std::error_code ec; !options.resume && std::filesystem::exists(config->out / "checkpoint.safetensors", ec))
        return context.fail(makeError(Errc::InvalidArgument,
                                      "The folder holds a run already: --resume goes on with it, or choose another.",
                                      toUtf8(config->out))); // before its crops are replaced
    const auto crops = config->out / "crops.safetensors", train = config->out / "train.json";
    if (auto prepared = prepareCrops(context, *config, crops); !prepared)
        return context.fail(prepared.error());
    if (auto written = writeFileAtomically(train, config->train); !written)
        return context.fail(written.error());
    const auto argument = [](const std::filesystem::path &path) { return QString::fromStdString(toUtf8(path)); };
    QStringList arguments{QStringLiteral("--crops"),  argument(crops), QStringLiteral("--out"), argument(config->out),
                          QStringLiteral("--config"), argument(train)};
    if (options.resume)
        arguments << QStringLiteral("--resume");
    return runTrainer(context, *trainer, arguments);
}
} // namespace

void addTrain(CLI::App &app, Command *run)
{
    auto *command = app.add_subcommand("train", "Train a network as a configuration file says");
    auto options = std::make_shared<TrainCommand>();
    command->add_option("--config", options->config, "JSON: data, crops, train, out (see the README)")->required();
    command->add_option("PATH", options->paths, "Data sets instead of those of the configuration");
    command->add_option("--images", options->images, "Folder the image paths of PATH start from");
    command->add_option("-o,--output", options->out, "Folder for crops, checkpoints, log and the trained network");
    command->add_flag("--resume", options->resume, "Go on where the run in the folder was interrupted");
    command->footer("Crops that are up to date are used again. Ctrl+C stops after the step; --resume goes on.\n"
                    "Example:\n  fiducial-cli train --config train.json WFLW/list_train.txt -o trained");
    command->callback([=] { *run = [=](CliContext &context) { return runTrain(context, *options); }; });
}

} // namespace fiducial::cli
