#include "app/cli/cli_context.h"
#include "app/cli/commands.h"
#include "core/base/file_io.h"
#include "core/base/text.h"
#include "core/pipeline/synthesize.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <optional>

namespace fiducial::cli {

namespace {
/// "720x540"
std::optional<Size> sizeOf(const std::string &given)
{
    constexpr int kSmallest = 64, kLargest = 4096;
    const auto parts = text::split(given, 'x');
    if (parts.size() != 2)
        return {};
    const auto width = text::parseInteger(parts[0]), height = text::parseInteger(parts[1]);
    if (!width || !height || std::min(*width, *height) < kSmallest || std::max(*width, *height) > kLargest)
        return {};
    return Size{static_cast<int>(*width), static_cast<int>(*height)};
}
} // namespace

void addSynth(CLI::App &app, Command *run)
{
    auto *command = app.add_subcommand("synth", "Draw portraits with exact landmarks and true attributes");
    auto request = std::make_shared<pipeline::SynthesizeRequest>();
    auto folder = std::make_shared<std::string>();
    auto size = std::make_shared<std::string>("512x512");
    command->add_option("-o,--output", *folder, "Folder to make")->required();
    command->add_option("--count", request->count, "Images")->check(CLI::Range(1, 1000000))->capture_default_str();
    command->add_option("--layout", request->layout, "wflw (98 points) or 300w (68 points)")
        ->check(CLI::IsMember({"wflw", "300w"}))
        ->capture_default_str();
    command->add_option("--seed", request->seed, "The same seed draws the same pictures")->capture_default_str();
    command->add_option("--size", *size, "Width and height of each image in pixels")
        ->check([](const std::string &text) {
            return sizeOf(text) ? std::string() : "WIDTHxHEIGHT with 64 to 4096 pixels each, for example 720x540";
        })
        ->capture_default_str();
    command
        ->add_option("--faces", request->facesPerImage, "Up to this many faces an image: 1, 2 ... in turn (wflw only)")
        ->check(CLI::Range(1, 8))
        ->capture_default_str();
    command->footer("Example:\n  fiducial-cli synth -o portraits --count 1000 --layout wflw --seed 7");
    command->callback([=] {
        *run = [=](CliContext &context) {
            request->folder = *folder;
            request->size = *sizeOf(*size);
            if (request->layout == "300w" && request->facesPerImage > 1)
                return context.fail(
                    makeError(Errc::InvalidArgument,
                              says("A 300W pair holds one face; use --layout wflw for several an image.")));
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
