#include "app/cli/commands.h"
#include "app/cli/inputs.h"
#include "app/cli/table.h"
#include "core/base/file_io.h"
#include "core/image/image.h"
#include "core/pipeline/evaluate.h"
#include "core/pipeline/run_io.h"
#include "ui/imaging/qimage_convert.h"
#include "ui/paint/face_figure.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <QBuffer>

#include <cmath>

namespace fiducial::cli {

namespace {
using namespace Qt::StringLiterals;

struct RenderCommand {
    InputOptions input;
    MetricOptions metrics;
    std::string predictions;
    std::string order;
    std::string out;
    bool failuresOnly = false;
    int size = 640;
    double magnification = 1;
};

QByteArray png(const QImage &image)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return bytes;
}

/// Faces with their rows in the run; numbers only where there is ground truth to measure against.
struct Drawing {
    const Input &input;
    const Run &run;
    const LandmarkScheme *scheme;
    std::vector<int> faces;
    std::vector<int> rowOfFace;
    std::optional<metrics::Evaluation> evaluation;

    bool failed(std::size_t i) const
    {
        return evaluation && (rowOfFace[i] < 0 || !(evaluation->faceNme(static_cast<int>(i)) <= evaluation->threshold));
    }
};

ui::NumberPlate plateOf(const Drawing &drawing, std::size_t i)
{
    const Dataset &dataset = *drawing.input.dataset;
    const int row = drawing.faces[i];
    const QString run = QString::fromStdString(drawing.run.name);
    ui::NumberPlate plate;
    if (const auto &e = drawing.evaluation) {
        plate.headline = QString::fromStdString(percent(e->faceNme(static_cast<int>(i))));
        plate.text =
            u"NME, %1, %2 against ground truth"_s.arg(QString::fromUtf8(metrics::toString(e->normaliser).data()), run);
    } else {
        plate.text = run;
    }
    plate.second = QString::fromStdString(dataset.sampleOf(row).image) +
                   u" · face %1 of %2"_s.arg(dataset.numberInImage(row) + 1).arg(dataset.sampleOf(row).faces.size());
    return plate;
}

/// One face with its layers; drawn around the face, the whole picture where nothing is placed.
ui::FaceFigure figureOf(const Drawing &drawing, std::size_t i, const QImage &picture, const RenderCommand &options)
{
    const Input &input = drawing.input;
    const Run &run = drawing.run;
    const Dataset &dataset = *input.dataset;
    const int row = drawing.faces[i];
    const Face &face = dataset.faces[static_cast<std::size_t>(row)];
    ui::FaceFigure figure;
    figure.picture = picture;
    figure.scheme = drawing.scheme;
    ui::FaceOverlay overlay;
    overlay.box = face.box;
    if (!face.truth.empty()) {
        overlay.layers.push_back(ui::makeLayer(ui::LayerKind::GroundTruth, face.truth));
        overlay.reference = face.truth;
        figure.legend.push_back({ui::layerStyle(ui::LayerKind::GroundTruth), u"ground truth"_s, 1});
    }
    if (const int at = drawing.rowOfFace[i]; at >= 0 && !run.rows[static_cast<std::size_t>(at)].missing) {
        const Prediction &prediction = run.rows[static_cast<std::size_t>(at)];
        if (auto points = pointsInScheme(prediction, run.schemeId, drawing.scheme->id)) {
            overlay.layers.push_back(ui::makeLayer(ui::LayerKind::Run, {std::move(points).value(), {}}, 0));
            if (run.schemeId == drawing.scheme->id)
                overlay.layers.back().covariance = prediction.covariance;
            figure.legend.push_back({ui::layerStyle(ui::LayerKind::Run, 0), QString::fromStdString(run.name), 1});
        }
    }
    if (const EditedSet *mine = input.edited(row)) {
        overlay.layers.push_back(ui::makeLayer(ui::LayerKind::Mine, mine->set));
        figure.legend.push_back({ui::layerStyle(ui::LayerKind::Mine), u"mine"_s, 1});
    }
    figure.area = ui::faceArea(overlay);
    figure.faces.push_back(std::move(overlay));
    figure.options.errorMagnification = options.magnification;
    figure.failure = drawing.failed(i);
    figure.plate = plateOf(drawing, i);
    return figure;
}

std::filesystem::path targetOf(const RenderCommand &options, const Dataset &dataset, int row)
{
    std::filesystem::path name = std::filesystem::path(dataset.sampleOf(row).image).relative_path().lexically_normal();
    if (!name.empty() && *name.begin() == "..")
        name = name.filename();
    const std::string suffix =
        dataset.sampleOf(row).faces.size() > 1 ? "_" + std::to_string(dataset.numberInImage(row) + 1) : "";
    return std::filesystem::path(options.out) / name.parent_path() / (name.stem().string() + suffix + ".png");
}

Result<int> renderFaces(const Drawing &drawing, const RenderCommand &options, const JobContext &job)
{
    int written = 0;
    const Dataset &dataset = *drawing.input.dataset;
    for (std::size_t i = 0; i < drawing.faces.size(); ++i) {
        if (job.cancelled())
            return makeError(Errc::Cancelled, "Drawing was cancelled after " + std::to_string(written) + " faces.");
        job.progress(static_cast<std::int64_t>(i), static_cast<std::int64_t>(drawing.faces.size()));
        if (options.failuresOnly && !drawing.failed(i))
            continue;
        const int row = drawing.faces[i];
        auto picture = image::decode(dataset.imagePath(dataset.faces[static_cast<std::size_t>(row)].sample));
        if (!picture)
            return picture.error();
        const QImage drawn = ui::renderFaceFigure(figureOf(drawing, i, ui::toQImage(*picture), options),
                                                  QSize(options.size, options.size));
        const QByteArray bytes = png(drawn);
        if (auto saved = writeFileAtomically(targetOf(options, dataset, row),
                                             {bytes.constData(), static_cast<std::size_t>(bytes.size())});
            !saved)
            return saved.error();
        ++written;
    }
    return written;
}

Result<Drawing> measured(const CliContext &context, const RenderCommand &options, const Input &input, const Run &run)
{
    if (!input.dataset->scheme()) {
        if (options.failuresOnly)
            return makeError(Errc::InvalidArgument, "--failures-only needs ground truth, and " + options.input.path +
                                                        " has none; leave it out to draw every face.");
        Drawing drawing{input, run, findScheme(run.schemeId), input.faces, {}, {}};
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
    return Drawing{input,
                   run,
                   input.dataset->scheme(),
                   std::move(report->faces),
                   std::move(report->rowOfFace),
                   std::move(report->evaluation)};
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
            makeError(Errc::Unsupported, "The predictions have the unknown scheme '" + run->schemeId + "'."));
    auto written = renderFaces(*drawing, options, context.job("Drawing"));
    if (!written)
        return context.fail(written.error());
    nlohmann::ordered_json out = {{"pictures", *written}, {"folder", options.out}, {"threshold", nullptr}};
    if (drawing->evaluation)
        out["threshold"] = drawing->evaluation->threshold;
    if (context.json)
        context.printJson(out);
    else
        context.print(std::to_string(*written) + " pictures in " + options.out);
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
    command->add_flag("--failures-only", options->failuresOnly,
                      "Only faces over the threshold and those without a prediction");
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
