#include "app/cli/commands.h"
#include "app/cli/inputs.h"
#include "app/cli/table.h"
#include "core/base/text.h"
#include "core/pipeline/edit_cost.h"
#include "core/pipeline/run_io.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <cmath>

namespace fiducial::cli {

namespace {

struct EditCostCommand {
    InputOptions input;
    ModelOptions model;
    std::string predictions;
    std::string train;
    std::string trainPredictions;
    pipeline::EditCostRequest request;
};

nlohmann::ordered_json editCostJson(const pipeline::EditCostRequest &request, const pipeline::EditCostReport &report,
                                    const Run &run)
{
    nlohmann::ordered_json tools = nlohmann::ordered_json::array();
    for (const pipeline::ToolCost &tool : report.tools)
        tools.push_back({{"tool", tool.tool},
                         {"drags_per_face", tool.mean},
                         {"sd", std::isfinite(tool.deviation) ? nlohmann::ordered_json(tool.deviation) : nullptr},
                         {"by_seed", tool.drags},
                         {"given_up", tool.givenUp},
                         {"right_points", tool.right},
                         {"pushed_points", tool.pushed},
                         {"pushed_at_end", tool.pushedAtEnd}});
    return {{"predictions", run.name},        {"model_sha256", run.modelHash},
            {"normaliser", "inter-ocular"},   {"goal", request.goal},
            {"noise", request.noise},         {"seeds", request.seeds},
            {"seed", request.seed},           {"faces", report.faces},
            {"skipped", report.skipped},      {"learned_from", report.learnedFrom},
            {"nme_before", report.nmeBefore}, {"faces_at_goal", report.atGoal},
            {"tools", std::move(tools)}};
}

std::string editCostText(const pipeline::EditCostRequest &request, const pipeline::EditCostReport &report,
                         const Run &run)
{
    const double plain = report.tools.front().mean;
    Table table({"tool", "drags a face", "sd", "of plain", "pushed", "at the end", "given up"});
    for (const pipeline::ToolCost &tool : report.tools) {
        const auto ofRight = [&](std::int64_t points) {
            return percent(static_cast<double>(points) / static_cast<double>(tool.right));
        };
        table.add({tool.tool, text::fixed(tool.mean, 2),
                   std::isfinite(tool.deviation) ? text::fixed(tool.deviation, 2) : "-", percent(tool.mean / plain, 0),
                   ofRight(tool.pushed), ofRight(tool.pushedAtEnd), std::to_string(tool.givenUp)});
    }
    return run.name + ": " + std::to_string(report.faces) + " faces from " + percent(report.nmeBefore) + " to " +
           percent(request.goal) + " NME (inter-ocular; " + std::to_string(report.atGoal) +
           " were there), placement noise " + percent(request.noise) + ", " + std::to_string(request.seeds) +
           (request.seeds == 1 ? " annotator" : " annotators") + "; soft drag learned from " +
           std::to_string(report.learnedFrom) + " faces" +
           (report.skipped > 0 ? "; skipped: " + std::to_string(report.skipped) : "") + "\n\n" + table.text() +
           "\npushed: of the points under " + percent(request.goal) +
           " in the prediction, how many a drag of another point put over it; at the end: and left there\n";
}

/// The predictions of one side: a file, or made with the model.
Result<Run> predictionsOf(const CliContext &context, const std::string &file, const Input &input,
                          const ModelOptions &model)
{
    if (!file.empty())
        return pipeline::readRun(context.formats(), file, context.job("Reading predictions"));
    auto report = predictInput(context, input, model);
    if (!report)
        return report.error();
    context.issues(report->issues);
    if (report->cancelled)
        return makeError(Errc::Cancelled, says("Predicting was cancelled; nothing was measured."));
    return std::move(report->run);
}

int runEditCost(CliContext &context, const EditCostCommand &options)
{
    if (options.model.model.empty() == options.predictions.empty())
        return context.fail(makeError(Errc::InvalidArgument, says("Give either --model or --predictions.")));
    if (!options.train.empty() && options.model.model.empty() && options.trainPredictions.empty())
        return context.fail(
            makeError(Errc::InvalidArgument,
                      says("--train needs the same model's predictions: --train-predictions or --model.")));
    auto input = openInput(context, options.input);
    if (!input)
        return context.fail(input.error());
    auto run = predictionsOf(context, options.predictions, *input, options.model);
    if (!run)
        return context.fail(run.error());
    pipeline::EditCostRequest request = options.request;
    request.dataset = input->dataset.get();
    request.run = &*run;
    request.faces = input->faces;
    Input train;
    Run trainRun;
    if (!options.train.empty()) {
        auto opened = openInput(context, {options.train, options.input.images, {}});
        if (!opened)
            return context.fail(opened.error());
        train = std::move(*opened);
        auto predicted = predictionsOf(context, options.trainPredictions, train, options.model);
        if (!predicted)
            return context.fail(predicted.error());
        trainRun = std::move(*predicted);
        request.trainDataset = train.dataset.get();
        request.trainRun = &trainRun;
    }
    const auto report = pipeline::editCost(request, context.job("Correcting"));
    if (!report)
        return context.fail(report.error());
    if (context.json)
        context.printJson(editCostJson(request, *report, *run));
    else
        context.print(editCostText(request, *report, *run));
    return kDone;
}
} // namespace

void addEditCost(CLI::App &app, Command *run)
{
    auto *command = app.add_subcommand(
        "edit-cost",
        "Drags that correcting predictions takes with each tool, by simulated annotators who know the truth");
    auto options = std::make_shared<EditCostCommand>();
    options->input.addTo(*command, "Annotation file, data set folder or project");
    options->model.addTo(*command, false);
    command->add_option("--predictions", options->predictions, "A run of PATH instead of a model");
    command->add_option("--train", options->train,
                        "Annotation file of other people: the soft drag learns from the model's errors there");
    command->add_option("--train-predictions", options->trainPredictions, "A run of --train instead of the model")
        ->needs("--train");
    pipeline::EditCostRequest &request = options->request;
    command->add_option("--faces", request.mostFaces, "Faces to correct, evenly drawn")
        ->check(CLI::Range(1, 10'000'000))
        ->capture_default_str();
    command->add_option("--seeds", request.seeds, "Annotators")->check(CLI::Range(1, 1000))->capture_default_str();
    command->add_option("--seed", request.seed, "Of the first one; the same seed gives the same numbers")
        ->capture_default_str();
    command->add_option("--goal", request.goal, "NME at which a face is done, error at which a point is right")
        ->check(CLI::Range(0.0001, 1.0))
        ->capture_default_str();
    command->add_option("--noise", request.noise, "Standard deviation of x and y of a placed point, inter-ocular share")
        ->check(CLI::Range(0.0, 1.0))
        ->capture_default_str();
    command->footer("Example:\n  fiducial-cli edit-cost list_98pt_rect_attr_test.txt --model "
                    "mobilenetv3_encoder_128_wflw98 \\\n      --train list_98pt_rect_attr_train.txt");
    command->callback([=] { *run = [=](CliContext &context) { return runEditCost(context, *options); }; });
}

} // namespace fiducial::cli
