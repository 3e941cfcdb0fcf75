#include "app/train/commands.h"
#include "app/train/run_control.h"
#include "core/base/file_io.h"
#include "core/nets/network_options.h"
#include "core/training/train_log.h"

#include <CLI/CLI.hpp>

#include <clocale>
#include <cstdio>
#include <cstdlib>
#include <memory>

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace fiducial::train {

namespace {
struct TrainCommand {
    std::string config, crops, out;
    std::map<std::string, std::string> options; ///< given on the command line
    bool resume = false, quiet = false, describe = false;
};

struct ExportCommand {
    std::string run, file;
    bool half = false;
};

/// Activations of a step are given back and taken again by the next one; kept, their pages need not be made again.
void keepFreedMemory()
{
#ifdef __GLIBC__
    mallopt(M_MMAP_MAX, 0);
    mallopt(M_TRIM_THRESHOLD, 2147483647);
#endif
}

/// To the program that started this one.
void tell(const Error &error)
{
    std::fputs(training::failureLine(error).c_str(), stdout);
}

/// Of the run that is resumed, then of the file, then of the command line.
Result<training::TrainOptions> gatherOptions(const TrainCommand &command)
{
    training::TrainOptions options;
    std::vector<std::filesystem::path> files;
    const auto earlier = std::filesystem::path(command.out) / training::kOptionsFile;
    std::error_code ec;
    if (command.resume && std::filesystem::exists(earlier, ec))
        files.push_back(earlier);
    if (!command.config.empty())
        files.emplace_back(command.config);
    for (const auto &file : files) {
        const auto json = readFile(file);
        if (!json)
            return json.error();
        auto read = training::readTrainOptions(*json, options);
        if (!read)
            return makeError(read.error().code, read.error().message, toUtf8(file));
        options = std::move(read).value();
    }
    for (const auto &[name, value] : command.options)
        if (const auto set = training::setTrainOption(options, name, value); !set)
            return set.error();
    return options;
}

int runTrain(const TrainCommand &command)
{
    if (command.describe) {
        std::fputs(training::describeTrainOptions().c_str(), stdout);
        return kDone;
    }
    if (command.crops.empty() || command.out.empty())
        return fail(makeError(Errc::InvalidArgument, says("--crops and --out are needed; --help shows all options.")));
    const auto options = gatherOptions(command);
    if (!options) {
        if (!command.quiet)
            tell(options.error());
        return fail(options.error());
    }
    RunControl control;
    const auto report =
        training::train({*options, command.crops, command.out, command.resume}, control.control(command.quiet));
    if (!report) {
        if (!command.quiet)
            tell(report.error());
        return fail(report.error());
    }
    return report->stopped ? kCancelled : kDone;
}

template <class Field>
void addField(CLI::App &app, TrainCommand &command, const Field &field, const std::string &name,
              const std::string &group)
{
    std::string description = field.description;
    std::string choices;
    for (const auto &choice : field.choices)
        choices += (choices.empty() ? "" : ", ") + choice;
    if (!choices.empty())
        description += " (" + choices + ")";
    app.add_option_function<std::string>(
           "--" + name, [&command, name](const std::string &value) { command.options[name] = value; }, description)
        ->group(group);
}

void addTrain(CLI::App &app, TrainCommand &command)
{
    app.add_option("--config", command.config, "Options as a JSON object; those given here go before it");
    app.add_option("--crops", command.crops, "Crop cache, written by fiducial-cli");
    app.add_option("--out", command.out, "Folder of the run: log, checkpoint, best and last weights");
    app.add_flag("--resume", command.resume, "Go on where the run in --out was interrupted");
    app.add_flag("--quiet", command.quiet, "Nothing on standard output");
    app.add_flag("--describe", command.describe, "Print every option as JSON");
    for (const auto &field : training::trainOptionFields())
        addField(app, command, field, field.name, field.group);
    for (const auto &field : nets::networkOptionFields())
        addField(app, command, field, std::string(training::kNetworkPrefix) + field.name, "Network, over the preset");
}

void addExport(CLI::App &app, Command *run)
{
    auto *command = app.add_subcommand("export", "Write the best weights of a run as a model");
    auto options = std::make_shared<ExportCommand>();
    command->add_option("--run", options->run, "Folder of the run")->required();
    command->add_option("-o,--output", options->file, "Weights file (.safetensors)")->required();
    command->add_flag("--half", options->half, "Half precision: half the bytes");
    command->callback([=] {
        *run = [=] {
            const auto written = training::exportRun(options->run, options->file, options->half);
            if (!written)
                tell(written.error());
            return written ? static_cast<int>(kDone) : fail(written.error());
        };
    });
}
} // namespace

int fail(const Error &error)
{
    std::fprintf(stderr, "fiducial-train: %s\n", error.text().c_str());
    return error.code == Errc::InvalidArgument ? kWrongUse : kFailed;
}
} // namespace fiducial::train

int main(int argc, char **argv)
{
    using namespace fiducial::train;
    std::setlocale(LC_NUMERIC, "C");
    setenv("CUBLAS_WORKSPACE_CONFIG", ":4096:8", 0); // deterministic matrix products need it
    keepFreedMemory();

    CLI::App app("Trains the networks of Fiducial on a crop cache.", "fiducial-train");
    app.set_version_flag("--version", std::string("fiducial-train ") + FIDUCIAL_VERSION);
    app.require_subcommand(0, 1);
    app.footer("While it runs: the lines pause, resume and stop on standard input; Ctrl+C stops. A stopped run goes on "
               "with --resume.\nExit codes: 0 done, 1 failed, 2 wrong use, 130 stopped.");
    TrainCommand train;
    Command chosen = [&] { return runTrain(train); };
    addTrain(app, train);
    addExport(app, &chosen);
    addBench(app, &chosen);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError &e) {
        return app.exit(e) == 0 ? kDone : kWrongUse;
    }
    return chosen();
}
