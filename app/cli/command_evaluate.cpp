#include "app/cli/commands.h"
#include "app/cli/evaluation_report.h"
#include "app/cli/evaluation_text.h"
#include "app/cli/inputs.h"
#include "core/base/file_io.h"
#include "core/pipeline/evaluation_json.h"
#include "core/pipeline/report.h"
#include "core/pipeline/run_io.h"

#include <CLI/CLI.hpp>

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
    std::string report;
    std::vector<std::string> others;
    int worst = 12;
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
        return makeError(Errc::Cancelled, says("Predicting was cancelled; nothing was evaluated."));
    return std::move(report->run);
}

/// What the run is measured against; image paths of the run are made to fit.
Result<Input> referenceFor(const CliContext &context, const EvaluateCommand &options, const Input &input, Run *run)
{
    if (options.truth.empty())
        return input;
    auto truth = openInput(context, {options.truth, options.input.images, {}});
    if (!truth)
        return truth.error();
    *run = rebased(std::move(*run), *input.dataset, *truth->dataset);
    // Only faces that the evaluated data hold.
    const auto rows = matchRun(*run, *truth->dataset);
    std::erase_if(truth->faces, [&](int face) { return rows[static_cast<std::size_t>(face)] < 0; });
    if (truth->faces.empty())
        return makeError(Errc::Malformed, says("No prediction belongs to a face of %1.", options.truth));
    return truth;
}

Result<std::vector<Run>> otherRuns(const CliContext &context, const EvaluateCommand &options, const Input &input,
                                   const Input &reference)
{
    std::vector<Run> runs;
    for (const std::string &file : options.others) {
        auto run = pipeline::readRun(context.formats(), file, context.job("Reading"), options.order);
        if (!run)
            return run.error();
        runs.push_back(options.truth.empty() ? std::move(run).value()
                                             : rebased(std::move(run).value(), *input.dataset, *reference.dataset));
    }
    return runs;
}

int runEvaluate(CliContext &context, const EvaluateCommand &options)
{
    if (options.model.model.empty() == options.predictions.empty())
        return context.fail(makeError(Errc::InvalidArgument, says("Give either --model or --predictions.")));
    if (!options.report.empty())
        if (auto usable = pipeline::checkReportFolder(options.report); !usable)
            return context.fail(usable.error());
    auto input = openInputWithFaces(context, options.input);
    if (!input)
        return context.fail(input.error());
    if (options.reference == "corrected" && !input->isProject)
        return context.fail(
            makeError(Errc::InvalidArgument,
                      says("--reference corrected needs a project; %1 is a data set.", options.input.path)));
    auto run = predictionsFor(context, options, *input);
    if (!run)
        return context.fail(run.error());

    auto reference = referenceFor(context, options, *input, &*run);
    if (!reference)
        return context.fail(reference.error());
    const std::string referenceName = !options.truth.empty() ? options.truth : options.reference;
    pipeline::EvaluateRequest request;
    request.dataset = reference->dataset.get();
    request.run = &*run;
    request.faces = reference->faces;
    request.options = options.metrics.evaluation();
    if (options.reference == "corrected")
        request.reference = input->editedSets();
    auto report = pipeline::evaluate(request, context.job("Evaluating"));
    if (!report)
        return context.fail(report.error());
    if (!options.report.empty()) {
        auto others = otherRuns(context, options, *input, *reference);
        if (!others)
            return context.fail(others.error());
        if (auto written = writeEvaluationReport(context, options.report, *reference, request, *report, referenceName,
                                                 options.worst, *others);
            !written)
            return context.fail(written.error());
        context.note("The report is " + toUtf8(std::filesystem::path(options.report) / "report.html") + ".");
    }
    if (context.json)
        context.print(
            pipeline::printEvaluationJson(*report, *reference->dataset, *run, referenceName, options.perFace));
    else
        context.print(evaluationText(*report, *reference->dataset, *run, referenceName));
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
    auto *truth =
        command->add_option("--truth", options->truth, "Measure against this annotation file or folder instead");
    command->add_option("--reference", options->reference, "Of a project: its original or its corrected landmarks")
        ->check(CLI::IsMember({"original", "corrected"}))
        ->capture_default_str()
        ->excludes(truth);
    command->add_flag("--per-face", options->perFace, "With --json: one entry for each face as well");
    auto *report = command->add_option("--report", options->report,
                                       "Write a page with figures and the worst faces, CSV and JSON into a new folder");
    command->add_option("--beside", options->others, "Runs that the report compares with this one, face by face")
        ->needs(report);
    command->add_option("--worst", options->worst, "Faces shown in the report")
        ->check(CLI::Range(0, 1000))
        ->capture_default_str()
        ->needs(report);
    command->footer("Examples:\n  fiducial-cli evaluate WFLW/list_98pt_rect_attr_test.txt --model pfld.onnx\n"
                    "  fiducial-cli evaluate WFLW --predictions run.safetensors --convention star --json\n"
                    "  fiducial-cli evaluate WFLW --predictions run.safetensors --report report");
    command->callback([=] { *run = [=](CliContext &context) { return runEvaluate(context, *options); }; });
}

} // namespace fiducial::cli
