#include "app/cli/commands.h"
#include "app/cli/train_config.h"
#include "app/cli/trainer_process.h"
#include "core/base/file_io.h"
#include "ui/jobs/training_process.h"

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
        return makeError(Errc::InvalidArgument,
                         says("The configuration names no folder for the network: add \"out\" or -o."), options.config);
    return config;
}

Result<void> prepare(const CliContext &context, const TrainConfig &config, bool resume)
{
    const auto job = CropJob::open(context, config.data, config.crops);
    if (!job)
        return job.error();
    const auto report =
        pipeline::prepareTraining({job->request(), config.train, config.out, resume}, context.job("Cutting faces"));
    if (!report)
        return report.error();
    const auto file = toUtf8(config.out / pipeline::kTrainingCrops);
    if (!*report) {
        context.note("The crops in " + file + " are up to date.");
        return {};
    }
    context.issues((*report)->issues);
    if (context.json)
        context.print(cropsJson(**report, file).dump()); // one line, as those of the log
    else
        context.note(cropsText(**report));
    return {};
}

int runTrain(CliContext &context, const TrainCommand &options)
{
    const auto config = configured(options);
    if (!config)
        return context.fail(config.error());
    const QString trainer = ui::findTrainer();
    if (trainer.isEmpty())
        return context.fail(
            makeError(Errc::Missing, says("This build has no LibTorch, and so no trainer; ./dev setup gets it, or "
                                          "FIDUCIAL_TRAIN names a fiducial-train built elsewhere.")));
    if (const auto free = pipeline::checkTrainingFolder(config->out, options.resume); !free)
        return context.fail(free.error()); // before data sets are read
    if (const auto prepared = prepare(context, *config, options.resume); !prepared)
        return context.fail(prepared.error());
    QStringList arguments;
    for (const std::string &argument : pipeline::trainerArguments(config->out, true, options.resume))
        arguments += QString::fromStdString(argument);
    return runTrainer(context, trainer, arguments);
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
