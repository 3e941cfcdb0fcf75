#include "app/cli/commands.h"
#include "app/cli/inputs.h"
#include "core/base/text.h"
#include "core/pipeline/export_dataset.h"
#include "core/pipeline/run_io.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <limits>

namespace fiducial::cli {

namespace {
struct PredictCommand {
    InputOptions input;
    ModelOptions model;
    std::string out;
    std::string format;
};

/// The predictions as the ground truth of a data set of the model's scheme, for writing annotations.
Result<Dataset> asAnnotations(const Dataset &dataset, const std::vector<int> &faces, const Run &run)
{
    Dataset out = dataset;
    out.schemeId = run.schemeId;
    const auto rows = matchRun(run, dataset);
    for (const int face : faces) {
        Face &f = out.faces[static_cast<std::size_t>(face)];
        f.records.clear();
        f.truth = {};
        const int row = rows[static_cast<std::size_t>(face)];
        if (row < 0 || run.rows[static_cast<std::size_t>(row)].missing)
            continue;
        for (const Point2f p : run.rows[static_cast<std::size_t>(row)].points)
            f.truth.points.push_back(toDouble(p));
    }
    return out;
}

Result<void> writeAnnotations(const CliContext &context, const PredictCommand &options, const Input &input,
                              const Run &run)
{
    auto annotations = asAnnotations(*input.dataset, input.faces, run);
    if (!annotations)
        return annotations.error();
    pipeline::ExportRequest request;
    request.dataset = &*annotations;
    for (const int face : input.faces)
        if (!annotations->faces[static_cast<std::size_t>(face)].truth.empty())
            request.faces.push_back(face);
    if (request.faces.empty())
        return makeError(Errc::InvalidArgument, says("No face was predicted; there is nothing to write."));
    request.formatId = options.format;
    request.target = options.out;
    auto written = pipeline::exportDataset(context.formats(), request, context.job("Writing"));
    if (!written)
        return written.error();
    for (const Sentence &loss : written->losses)
        context.note(loss.text());
    return {};
}

int runPredict(CliContext &context, const PredictCommand &options)
{
    auto input = openInputWithFaces(context, options.input);
    if (!input)
        return context.fail(input.error());
    auto report = predictInput(context, *input, options.model);
    if (!report)
        return context.fail(report.error());
    context.issues(report->issues);
    const auto written = options.format.empty() ? pipeline::writeRun(options.out, report->run)
                                                : writeAnnotations(context, options, *input, report->run);
    if (!written)
        return context.fail(written.error());
    const double perSecond = report->seconds > 0 ? report->predicted / report->seconds : 0;
    if (context.json) {
        context.printJson({{"run", options.out},
                           {"faces", report->predicted + report->missing},
                           {"predicted", report->predicted},
                           {"missing", report->missing},
                           {"scheme", report->run.schemeId},
                           {"model", report->run.modelName},
                           {"device", report->run.device},
                           {"boxes", toString(report->run.boxes)},
                           {"detector", report->run.detector},
                           {"flip", report->run.views.flip},
                           {"jitters", report->run.views.jitters},
                           {"seconds", report->seconds},
                           {"network_seconds", report->networkSeconds},
                           {"faces_per_second", perSecond},
                           {"cancelled", report->cancelled}});
    } else {
        context.print(std::to_string(report->predicted) + " faces predicted by " + report->run.modelName + " on " +
                      report->run.device + ", " + text::fixed(perSecond, 1) + " a second" +
                      (report->missing ? ", " + std::to_string(report->missing) + " missing" : std::string()) + ": " +
                      options.out);
    }
    return report->cancelled ? kCancelled : kDone;
}
} // namespace

void addPredict(CLI::App &app, Command *run)
{
    auto *command = app.add_subcommand("predict", "Predict the landmarks of every face with a model");
    auto options = std::make_shared<PredictCommand>();
    options->input.addTo(*command, "Annotation file, data set folder, image folder or project");
    options->model.addTo(*command, true);
    command
        ->add_option("-o,--output", options->out,
                     "RUN file: .safetensors, .json or .csv; with --format the annotation file")
        ->required();
    command->add_option("--format", options->format, "Write annotations instead of a run: wflw, 300w, coco, ...");
    command->footer("Examples:\n  fiducial-cli predict WFLW --model mean-shape -o run.safetensors\n"
                    "  fiducial-cli predict photos --model pfld.onnx --boxes detector -o photos.json --format coco");
    command->callback([=] { *run = [=](CliContext &context) { return runPredict(context, *options); }; });
}

} // namespace fiducial::cli
