#include "app/train/commands.h"
#include "core/training/network_bench.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <cstdio>
#include <memory>

namespace fiducial::train {

namespace {
struct BenchCommand {
    std::vector<std::string> networks;
    std::vector<int> batches = {1, 64};
    training::NetworkBenchRequest request;
};

/// One line of JSON for every network and batch: what was measured beside what its authors publish.
int runBench(const BenchCommand &command)
{
    for (const auto &preset : nets::networkPresets()) {
        const auto &wanted = command.networks;
        if (!wanted.empty() && std::find(wanted.begin(), wanted.end(), preset.name) == wanted.end())
            continue;
        for (const int batch : command.batches) {
            auto request = command.request;
            request.network = preset.options;
            request.batch = batch;
            const auto bench = training::benchNetwork(request);
            if (!bench)
                return fail(bench.error());
            nlohmann::ordered_json row = {
                {"network", preset.name},
                {"device", bench->device},
                {"precision", request.half ? "float16" : "float32"},
                {"batch", batch},
                {"parameters_m", static_cast<double>(bench->parameters) * 1e-6},
                {"executed_parameters_m", static_cast<double>(bench->executedParameters) * 1e-6},
                {"gmacs", bench->gmacs},
                {"attention_gmacs", bench->attentionGmacs},
                {"faces_per_second", bench->facesPerSecond},
                {"device_bytes", bench->deviceBytes}};
            if (preset.published.parametersM > 0)
                row["published"] = {{"parameters_m", preset.published.parametersM},
                                    {"gmacs", preset.published.gmacs},
                                    {"frames_per_second", preset.published.framesPerSecond}};
            std::printf("%s\n", row.dump().c_str());
            std::fflush(stdout);
        }
    }
    return kDone;
}

std::vector<std::string> presetNames()
{
    std::vector<std::string> names;
    for (const auto &preset : nets::networkPresets())
        names.push_back(preset.name);
    return names;
}
} // namespace

void addBench(CLI::App &app, Command *run)
{
    auto *command = app.add_subcommand("bench", "Measure the forward pass of networks");
    auto options = std::make_shared<BenchCommand>();
    command->add_option("NETWORK", options->networks, "Presets (default: all)")->check(CLI::IsMember(presetNames()));
    command->add_option("--device", options->request.device, "auto, cpu, cuda or cuda:N")->capture_default_str();
    command->add_option("--batch", options->batches, "Faces at a time, one or more numbers")
        ->check(CLI::Range(1, 65536))
        ->capture_default_str();
    command->add_option("--seconds", options->request.seconds, "Time for each")
        ->check(CLI::Range(0.01, 3600.0))
        ->capture_default_str();
    command->add_flag("--half", options->request.half, "Half precision (CUDA only)");
    command->callback([=] { *run = [=] { return runBench(*options); }; });
}

} // namespace fiducial::train
