#include "app/cli/commands.h"
#include "app/cli/evaluation_json.h"
#include "app/cli/inputs.h"
#include "core/pipeline/run_io.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

namespace fiducial::cli {

namespace {
struct EvaluateCommand {
    InputOptions input;
    ModelOptions model;
    MetricOptions metrics;
    std::string predictions;
    std::string order;
    std::string truth;
    std::string reference = "original";
    bool perFace = false;
};

Result<Run> predictionsFor(const CliContext &context, const EvaluateCommand &options, const Input &input)
{
    if (!options.predictions.empty())
        return pipeline::readRun(context.formats(), options.predictions, context.job("Reading"), options.order);
    auto report = predictInput(context, input, options.model);
    if (!report)
        return report.error();
    context.issues(report->issues);
    if (report->cancelled)
        return makeError(Errc::Cancelled, "Predicting was cancelled; nothing was evaluated.");
    return std::move(report->run);
}

int runEvaluate(CliContext &context, const EvaluateCommand &options)
{
    if (options.model.model.empty() == options.predictions.empty())
        return context.fail(makeError(Errc::InvalidArgument, "Give either --model or --predictions."));
    auto input = openInputWithFaces(context, options.input);
    if (!input)
        return context.fail(input.error());
    if (options.reference == "corrected" && !input->isProject)
        return context.fail(makeError(Errc::InvalidArgument, "--reference corrected needs a project; " +
                                                                 options.input.path + " is a data set."));
    auto run = predictionsFor(context, options, *input);
    if (!run)
        return context.fail(run.error());

    Input reference = *input;
    std::string referenceName = options.reference == "corrected" ? "corrected" : "original";
    if (!options.truth.empty()) {
        auto truth = openInput(context, {options.truth, options.input.images, {}});
        if (!truth)
            return context.fail(truth.error());
        reference = std::move(truth).value();
        referenceName = options.truth;
        *run = rebased(std::move(*run), *input->dataset, *reference.dataset);
        // Only faces that the evaluated data hold.
        const auto rows = matchRun(*run, *reference.dataset);
        reference.faces.clear();
        for (std::size_t i = 0; i < rows.size(); ++i)
            if (rows[i] >= 0)
                reference.faces.push_back(static_cast<int>(i));
        if (reference.faces.empty())
            return context.fail(
                makeError(Errc::Malformed, "No prediction belongs to a face of " + options.truth + "."));
    }
    pipeline::EvaluateRequest request;
    request.dataset = reference.dataset.get();
    request.run = &*run;
    request.faces = reference.faces;
    request.options = options.metrics.evaluation();
    if (options.reference == "corrected")
        request.reference = input->editedSets();
    auto report = pipeline::evaluate(request, context.job("Evaluating"));
    if (!report)
        return context.fail(report.error());
    if (context.json)
        context.printJson(evaluationJson(*report, *reference.dataset, *run, referenceName, options.perFace));
    else
        context.print(evaluationText(*report, *reference.dataset, *run, referenceName));
    return kDone;
}
} // namespace

void addEvaluate(CLI::App &app, Command *run)
{
    auto *command = app.add_subcommand("evaluate", "NME, failure rate and AUC of a model or of stored predictions");
    auto options = std::make_shared<EvaluateCommand>();
    options->input.addTo(*command, "Annotation file, data set folder or project");
    options->model.addTo(*command, false);
    options->metrics.addTo(*command);
    command->add_option("--predictions", options->predictions,
                        "A run, any readable annotation file or bare numbers (.npy, .csv), matched by image and box");
    command->add_option("--order", options->order,
                        "Which face each row of bare numbers is: an annotation file, or images");
    command->add_option("--truth", options->truth, "Measure against this annotation file or folder instead");
    command->add_option("--reference", options->reference, "Of a project: its original or its corrected landmarks")
        ->check(CLI::IsMember({"original", "corrected"}))
        ->capture_default_str();
    command->add_flag("--per-face", options->perFace, "With --json: one entry for each face as well");
    command->footer("Examples:\n  fiducial-cli evaluate WFLW/list_98pt_rect_attr_test.txt --model pfld.onnx\n"
                    "  fiducial-cli evaluate WFLW --predictions run.safetensors --convention star --json");
    command->callback([=] { *run = [=](CliContext &context) { return runEvaluate(context, *options); }; });
}

} // namespace fiducial::cli
