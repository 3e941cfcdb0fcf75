#include "app/cli/commands.h"
#include "app/cli/inputs.h"
#include "core/base/file_io.h"
#include "core/pipeline/evaluate.h"
#include "core/pipeline/face_maps.h"
#include "core/pipeline/run_io.h"
#include "ui/imaging/contact_sheet.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <numeric>

namespace fiducial::cli {

namespace {
struct RenderCommand {
    InputOptions input;
    MetricOptions metrics;
    std::string predictions;
    std::string order;
    std::string out;
    bool failuresOnly = false;
    bool heatmaps = false;
    int sheet = 0;
    int size = 640;
    double magnification = 1;
};

std::filesystem::path targetOf(const RenderCommand &options, const Dataset &dataset, int row)
{
    std::filesystem::path name = std::filesystem::path(dataset.sampleOf(row).image).relative_path().lexically_normal();
    if (!name.empty() && *name.begin() == "..")
        name = name.filename();
    const std::string suffix =
        dataset.sampleOf(row).faces.size() > 1 ? "_" + std::to_string(dataset.numberInImage(row) + 1) : "";
    return std::filesystem::path(options.out) / name.parent_path() / (name.stem().string() + suffix + ".png");
}

Result<void> writePicture(const std::filesystem::path &file, const QImage &picture)
{
    const QByteArray bytes = ui::encoded(picture, "PNG");
    return writeFileAtomically(file, {bytes.constData(), static_cast<std::size_t>(bytes.size())});
}

/// The faces with the largest NME, row by row, in one picture.
Result<int> renderSheet(const ui::FaceDrawing &drawing, const RenderCommand &options, const JobContext &job)
{
    const auto sheet =
        ui::contactSheet(drawing, ui::worstEntries(drawing, options.sheet), options.size, options.magnification, job);
    if (!sheet)
        return sheet.error();
    if (auto saved = writePicture(std::filesystem::path(options.out) / "sheet.png", *sheet); !saved)
        return saved.error();
    return 1;
}

Result<int> renderFaces(const ui::FaceDrawing &drawing, const RenderCommand &options, const JobContext &job)
{
    int written = 0;
    const Dataset &dataset = *drawing.dataset;
    for (std::size_t i = 0; i < drawing.faces.size(); ++i) {
        if (job.cancelled())
            return makeError(Errc::Cancelled, says("Drawing was cancelled after %1 faces.", written));
        job.progress(static_cast<std::int64_t>(i), static_cast<std::int64_t>(drawing.faces.size()));
        if (options.failuresOnly && !drawing.failed(i))
            continue;
        const int row = drawing.faces[i];
        const auto drawn = ui::drawFace(drawing, i, options.size, options.magnification);
        if (!drawn)
            return drawn.error();
        if (auto saved = writePicture(targetOf(options, dataset, row), *drawn); !saved)
            return saved.error();
        ++written;
    }
    return written;
}

/// The sum of the heatmaps that a face's points were read from; none where the run has no prediction of it.
Result<ui::HeatPicture> heatOf(const ui::FaceDrawing &drawing, std::size_t entry, model::LandmarkModel &model,
                               const JobContext &job)
{
    const int at = drawing.rowOfFace[entry];
    if (at < 0 || drawing.run->rows[static_cast<std::size_t>(at)].missing)
        return ui::HeatPicture();
    const auto request = pipeline::mapsRequest(*drawing.dataset, drawing.faces[entry], *drawing.run,
                                               drawing.run->rows[static_cast<std::size_t>(at)]);
    if (!request)
        return request.error();
    const auto maps = pipeline::faceMaps(*request, model, job);
    if (!maps)
        return maps.error();
    std::vector<int> all(static_cast<std::size_t>(maps->count));
    std::iota(all.begin(), all.end(), 0);
    return ui::HeatPicture(ui::sumOfMaps(maps->values, maps->height, maps->width, maps->imageFromCell, all));
}

Result<ui::FaceDrawing> measured(const CliContext &context, const RenderCommand &options, const Input &input,
                                 const Run &run)
{
    const auto mine = [&input](int face) { return input.edited(face); };
    if (!input.dataset->scheme()) {
        if (options.failuresOnly)
            return makeError(
                Errc::InvalidArgument,
                says("--failures-only needs ground truth, and %1 has none; leave it out to draw every face.",
                     options.input.path));
        ui::FaceDrawing drawing{input.dataset.get(), &run, findScheme(run.schemeId), input.faces, {}, {}};
        drawing.mine = mine;
        const auto rows = matchRun(run, *input.dataset);
        for (const int face : input.faces)
            drawing.rowOfFace.push_back(rows[static_cast<std::size_t>(face)]);
        return drawing;
    }
    pipeline::EvaluateRequest request;
    request.dataset = input.dataset.get();
    request.run = &run;
    request.faces = input.faces;
    request.options = options.metrics.evaluation();
    auto report = pipeline::evaluate(request, context.job("Evaluating"));
    if (!report)
        return report.error();
    ui::FaceDrawing drawing{input.dataset.get(),          &run,
                            input.dataset->scheme(),      std::move(report->faces),
                            std::move(report->rowOfFace), std::move(report->evaluation)};
    drawing.mine = mine;
    return drawing;
}

int runRender(CliContext &context, const RenderCommand &options)
{
    auto input = openInputWithFaces(context, options.input);
    if (!input)
        return context.fail(input.error());
    auto run = pipeline::readRun(context.formats(), options.predictions, context.job("Reading"), options.order);
    if (!run)
        return context.fail(run.error());
    auto drawing = measured(context, options, *input, *run);
    if (!drawing)
        return context.fail(drawing.error());
    if (!drawing->scheme)
        return context.fail(
            makeError(Errc::Unsupported, says("The predictions have the unknown scheme '%1'.", run->schemeId)));
    std::unique_ptr<model::LandmarkModel> model;
    if (options.heatmaps) {
        auto made = pipeline::modelOfRun(*run, context.models(), {.batch = 1});
        if (!made)
            return context.fail(made.error());
        model = std::move(made).value();
        drawing->heat = [&](std::size_t entry) { return heatOf(*drawing, entry, *model, context.job({})); };
    }
    auto written = options.sheet > 0 ? renderSheet(*drawing, options, context.job("Drawing"))
                                     : renderFaces(*drawing, options, context.job("Drawing"));
    if (!written)
        return context.fail(written.error());
    nlohmann::ordered_json out = {{"pictures", *written}, {"folder", options.out}, {"threshold", nullptr}};
    if (drawing->evaluation)
        out["threshold"] = drawing->evaluation->threshold;
    if (context.json)
        context.printJson(out);
    else
        context.print(std::to_string(*written) + (*written == 1 ? " picture in " : " pictures in ") + options.out);
    return kDone;
}
} // namespace

void addRender(CLI::App &app, Command *run)
{
    auto *command =
        app.add_subcommand("render", "Draw faces with ground truth, predictions and errors as PNG pictures");
    auto options = std::make_shared<RenderCommand>();
    options->input.addTo(*command, "Annotation file, data set folder, image folder or project");
    options->metrics.addTo(*command);
    command->add_option("--predictions", options->predictions, "A run, any readable annotation file or bare numbers")
        ->required();
    command->add_option("--order", options->order,
                        "Which face each row of bare numbers is: an annotation file, or images");
    command->add_option("-o,--output", options->out, "Folder for the pictures")->required();
    auto *failures = command->add_flag("--failures-only", options->failuresOnly,
                                       "Only faces over the threshold and those without a prediction");
    command->add_option("--sheet", options->sheet, "One picture, sheet.png, of so many faces with the largest NME")
        ->check(CLI::Range(1, 1000))
        ->excludes(failures);
    command->add_flag("--heatmaps", options->heatmaps,
                      "Under the marks the sum of the heatmaps, computed again by the model that made the run");
    command->add_option("--size", options->size, "Side of the pictures in pixels")
        ->check(CLI::Range(64, 8192))
        ->capture_default_str();
    command->add_option("--magnify", options->magnification, "Length of the error lines")
        ->check(CLI::Range(1.0, 20.0))
        ->capture_default_str();
    command->footer("Example:\n  fiducial-cli render WFLW --predictions run.safetensors -o failures --failures-only "
                    "--threshold 0.08");
    command->callback([=] { *run = [=](CliContext &context) { return runRender(context, *options); }; });
}

} // namespace fiducial::cli
