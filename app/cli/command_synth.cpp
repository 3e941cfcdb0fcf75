#include "app/cli/cli_context.h"
#include "app/cli/commands.h"
#include "core/base/file_io.h"
#include "core/pipeline/synthesize.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

namespace fiducial::cli {

void addSynth(CLI::App &app, Command *run)
{
    auto *command = app.add_subcommand("synth", "Draw portraits with exact landmarks and true attributes");
    auto request = std::make_shared<pipeline::SynthesizeRequest>();
    auto folder = std::make_shared<std::string>();
    command->add_option("-o,--output", *folder, "Folder to make")->required();
    command->add_option("--count", request->count, "Images")->check(CLI::Range(1, 1000000))->capture_default_str();
    command->add_option("--layout", request->layout, "wflw (98 points) or 300w (68 points)")
        ->check(CLI::IsMember({"wflw", "300w"}))
        ->capture_default_str();
    command->add_option("--seed", request->seed, "The same seed draws the same pictures")->capture_default_str();
    command->add_option("--faces", request->facesPerImage, "Faces in each image")
        ->check(CLI::Range(1, 8))
        ->capture_default_str();
    command->footer("Example:\n  fiducial-cli synth -o portraits --count 1000 --layout wflw --seed 7");
    command->callback([=] {
        *run = [=](CliContext &context) {
            request->folder = *folder;
            auto report = pipeline::synthesize(*request, context.job("Drawing"));
            if (!report)
                return context.fail(report.error());
            if (context.json)
                context.printJson(
                    {{"images", report->images}, {"faces", report->faces}, {"list", toUtf8(report->list)}});
            else
                context.print(std::to_string(report->images) + " images with " + std::to_string(report->faces) +
                              " faces in " + *folder);
            return static_cast<int>(kDone);
        };
    });
}

} // namespace fiducial::cli
