#include "app/cli/cli_context.h"
#include "app/cli/commands.h"
#include "app/cli/table.h"
#include "core/base/text.h"
#include "core/heatmap/decoder_study.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

namespace fiducial::cli {

namespace {
using Json = nlohmann::ordered_json;

struct DecodersCommand {
    heatmap::DecoderStudy study;
    std::string encoding = "gaussian";
    std::string unit = "cells";
};

Json studyJson(const heatmap::DecoderStudy &study, const std::vector<heatmap::DecoderError> &errors)
{
    Json rows = Json::array();
    const auto number = [](double v) { return std::isfinite(v) ? Json(v) : Json(nullptr); };
    for (const heatmap::DecoderError &e : errors)
        rows.push_back({{"side", e.side},
                        {"noise", e.noise},
                        {"decoder", heatmap::toString(e.decoder)},
                        {"mean_cells", number(e.meanCells)},
                        {"mean_share", number(e.meanShare)},
                        {"lost", e.lost}});
    return {{"encoding", heatmap::toString(study.encoder.encoding)},
            {"sigma", study.encoder.sigma},
            {"amplitude", study.amplitude},
            {"points", study.points},
            {"seed", study.seed},
            {"rows", std::move(rows)}};
}

/// A row for each noise and size, a column for each decoder.
std::string studyText(const DecodersCommand &command, const std::vector<heatmap::DecoderError> &errors)
{
    const heatmap::DecoderStudy &study = command.study;
    const std::size_t columns = study.decoders.size();
    std::vector<std::string> header{"noise", "side"};
    for (const auto &options : study.decoders)
        header.emplace_back(heatmap::toString(options.decoder));
    Table table(header);
    for (std::size_t noise = 0; noise < study.noise.size(); ++noise)
        for (std::size_t side = 0; side < study.sides.size(); ++side) {
            std::vector<std::string> row{text::shortest(study.noise[noise]), std::to_string(study.sides[side])};
            for (std::size_t k = 0; k < columns; ++k) {
                const auto &e = errors[(side * study.noise.size() + noise) * columns + k];
                row.push_back(command.unit == "cells" ? text::fixed(e.meanCells, 4) : percent(e.meanShare, 3));
            }
            table.add(std::move(row));
        }
    return "Mean distance between decoded and true place, " +
           std::string(command.unit == "cells" ? "cells" : "share of the side") + "; " +
           std::string(heatmap::toString(study.encoder.encoding)) + " maps, sigma " +
           text::shortest(study.encoder.sigma) + ", peak " + text::shortest(study.amplitude) + ", " +
           std::to_string(study.points) + " places a row\n\n" + table.text();
}

int runDecoders(CliContext &context, DecodersCommand command)
{
    heatmap::DecoderStudy &study = command.study;
    study.encoder.encoding = heatmap::parseEncoding(command.encoding).value_or(heatmap::Encoding::Gaussian);
    if (study.decoders.empty())
        for (int i = 0; i < heatmap::kDecoderCount; ++i)
            study.decoders.push_back({.decoder = static_cast<heatmap::Decoder>(i)});
    for (heatmap::DecoderOptions &options : study.decoders)
        options.sigma = study.encoder.sigma;
    const auto errors = heatmap::studyDecoders(study, context.job("Decoding"));
    if (!errors)
        return context.fail(errors.error());
    if (context.json)
        context.printJson(studyJson(study, *errors));
    else
        context.print(studyText(command, *errors));
    return kDone;
}

std::vector<std::string> decoderNames()
{
    std::vector<std::string> names;
    for (int i = 0; i < heatmap::kDecoderCount; ++i)
        names.emplace_back(heatmap::toString(static_cast<heatmap::Decoder>(i)));
    return names;
}
} // namespace

void addDecoders(CLI::App &app, Command *run)
{
    auto *command = app.add_subcommand(
        "decoders",
        "How far the decoders of heatmaps miss, by size of the map and noise: KeyPosS beside argmax, DARK ...");
    auto options = std::make_shared<DecodersCommand>();
    auto names = std::make_shared<std::vector<std::string>>();
    heatmap::DecoderStudy &study = options->study;
    command->add_option("DECODERS", *names, "Decoders to compare (default: all)")->check(CLI::IsMember(decoderNames()));
    command->add_option("--sides", study.sides, "Cells along a side of the map")
        ->check(CLI::Range(2, 512))
        ->delimiter(',')
        ->capture_default_str();
    command->add_option("--noise", study.noise, "Standard deviation of the noise; the peak is 1")
        ->check(CLI::Range(0.0, 10.0))
        ->delimiter(',')
        ->capture_default_str();
    command->add_option("--points", study.points, "Random places of each size and noise")
        ->check(CLI::Range(1, 100'000))
        ->capture_default_str();
    command->add_option("--amplitude", study.amplitude, "Height of the peak")
        ->check(CLI::Range(0.01, 100.0))
        ->capture_default_str();
    command->add_option("--encoding", options->encoding, "What the maps are")
        ->check(CLI::IsMember({"gaussian", "rounded-gaussian", "laplacian"}))
        ->capture_default_str();
    command->add_option("--sigma", study.encoder.sigma, "Of the maps, cells")
        ->check(CLI::Range(0.1, 100.0))
        ->capture_default_str();
    command->add_option("--seed", study.seed, "The same seed gives the same numbers")->capture_default_str();
    command->add_option("--unit", options->unit, "Of the table: cells, or share of the side")
        ->check(CLI::IsMember({"cells", "share"}))
        ->capture_default_str();
    command->footer("Example:\n  fiducial-cli decoders argmax dark soft-argmax keypos --noise 0,0.05 --unit share");
    command->callback([=] {
        for (const std::string &name : *names)
            options->study.decoders.push_back({.decoder = *heatmap::parseDecoder(name)});
        *run = [=](CliContext &context) { return runDecoders(context, *options); };
    });
}

} // namespace fiducial::cli
