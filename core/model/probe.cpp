#include "core/base/file_io.h"
#include "core/base/sha256.h"
#include "core/model/card_folder.h"
#include "core/model/model_catalogue.h"
#include "core/model/network_loader.h"
#include "core/model/onnx_graph.h"
#include "core/model/trained_card.h"
#include "core/scheme/landmark_scheme.h"

#include <algorithm>
#include <limits>

namespace fiducial::model {

namespace fs = std::filesystem;

namespace {
using Shape = std::vector<std::int64_t>;

/// What the contract of TorchScript models leaves open (DESIGN section 5) has these values.
void fillTorchScriptContract(ModelCard &card)
{
    constexpr int kSide = 256;
    card.input = {kSide, kSide};
    card.rgb = false;
    card.scale = 1;
    card.mean = {127.5, 127.5, 127.5};
    card.deviation = {127.5, 127.5, 127.5};
    card.crop = CropRule{};
    card.crop.law = GridLaw::PixelCentre;
    card.centreScaleMargin = 1;
    card.output = OutputKind::Stages;
}

/// Number of points that a shape stands for, 0 where it is no layout of landmarks.
int pointCount(const Shape &shape, OutputKind &kind)
{
    const auto known = [](std::int64_t n) {
        const bool fits = n > 0 && n <= std::numeric_limits<int>::max();
        return fits && findSchemeByCount(static_cast<int>(n)) ? static_cast<int>(n) : 0;
    };
    if (shape.size() == 2 && shape[0] == 1 && shape[1] % 2 == 0) {
        kind = OutputKind::Coordinates;
        return known(shape[1] / 2);
    }
    if (shape.size() == 3 && shape[0] == 1 && shape[2] == 2) {
        kind = OutputKind::Coordinates;
        return known(shape[1]);
    }
    if (shape.size() == 4 && shape[0] == 1 && shape[2] > 1 && shape[3] > 1) {
        kind = OutputKind::Heatmaps;
        return known(shape[1]);
    }
    return 0;
}

void ask(ProbeReport &report, std::initializer_list<const char *> fields)
{
    report.missing.insert(report.missing.end(), fields.begin(), fields.end());
}

/// What the shapes of the outputs tell about a file that follows no contract.
void readOutputShapes(ProbeReport &report)
{
    if (report.outputs.empty()) {
        ask(report, {"scheme", "output.kind"});
        return;
    }
    if (report.outputs.size() > 1) {
        ask(report, {"scheme", "output.kind", "output.name"});
        return;
    }
    const int count = pointCount(report.outputs.front(), report.draft.output);
    if (count == 0) {
        ask(report, {"scheme", "output.kind", "output.offset"});
        return;
    }
    report.draft.schemeId = findSchemeByCount(count)->id;
    if (report.draft.output == OutputKind::Coordinates)
        ask(report, {"output.unit"});
}

/// The last stage of the TorchScript contract gives the scheme; anything else is asked for.
void readStageShapes(ProbeReport &report)
{
    Shape last = report.outputs.empty() ? Shape() : report.outputs.back();
    if (last.size() == 3 && last[0] == 1)
        last.erase(last.begin());
    const bool stage = last.size() == 2 && last[1] >= 2 && last[0] <= std::numeric_limits<int>::max();
    const LandmarkScheme *scheme = stage ? findSchemeByCount(static_cast<int>(last[0])) : nullptr;
    if (!scheme) {
        ask(report, {"scheme", "output.kind", "output.offset"});
        return;
    }
    report.draft.schemeId = scheme->id;
    report.card = report.draft;
}

Result<std::vector<Shape>> runOnZeros(const ProbeReport &report, const fs::path &weights)
{
    auto network = loadNetwork(report.draft, weights.parent_path(), DeviceOptions{.device = "cpu"});
    if (!network)
        return network.error();
    FloatTensor zeros;
    zeros.shape = {1, 3, report.draft.input.height, report.draft.input.width};
    zeros.data.assign(static_cast<std::size_t>(zeros.count()), 0.0F);
    const auto outputs = network->backend->forward(zeros);
    if (!outputs)
        return outputs.error();
    std::vector<Shape> shapes;
    for (const auto &output : outputs.value())
        shapes.push_back(output.tensor.shape);
    return shapes;
}

Result<void> probeOnnx(ProbeReport &report, const fs::path &weights)
{
    const auto bytes = readFile(weights);
    if (!bytes)
        return bytes.error();
    const auto graph = parseOnnxGraph(*bytes);
    if (!graph)
        return makeError(graph.error().code, graph.error().message, toUtf8(weights));
    constexpr std::int64_t kMaxSide = 4096;
    const Shape &shape = graph.value().inputs.front().shape;
    const bool picture = shape.size() == 4 && shape[1] == 3 && shape[2] <= kMaxSide && shape[3] <= kMaxSide;
    if (graph.value().inputs.size() != 1 || (shape.size() == 4 && !picture))
        return makeError(Errc::Unsupported, says("This model does not take one picture with three channels."),
                         toUtf8(weights));
    if (picture)
        report.input = {static_cast<int>(shape[3]), static_cast<int>(shape[2])};
    report.draft.input = report.input;
    if (report.input.empty()) {
        ask(report, {"input.width", "input.height"});
    } else {
        const auto shapes = runOnZeros(report, weights);
        if (!shapes)
            return shapes.error();
        report.outputs = shapes.value();
    }
    ask(report,
        {"input.colour", "input.scale", "input.mean", "input.deviation", "crop.margin", "crop.square", "crop.law"});
    readOutputShapes(report);
    return {};
}

Result<void> probeTorchScript(ProbeReport &report, const fs::path &weights)
{
    fillTorchScriptContract(report.draft);
    report.input = report.draft.input;
    const auto shapes = runOnZeros(report, weights);
    if (!shapes)
        return shapes.error();
    report.outputs = shapes.value();
    readStageShapes(report);
    return {};
}
} // namespace

Result<ProbeReport> probeModel(const fs::path &weights)
{
    auto hash = sha256OfFile(weights);
    if (!hash)
        return hash.error();
    ProbeReport report;
    report.sha256 = *hash;
    report.architecture = architectureOfFile(weights);
    report.draft.name = toUtf8(weights.stem());
    report.draft.architecture = report.architecture;
    report.draft.file = toUtf8(weights.filename());
    report.draft.sha256 = report.sha256;
    if (auto known = findCardByHash({resourcesFolder() / "models", userDataFolder() / "models"}, report.sha256)) {
        known->file = report.draft.file;
        report.architecture = known->architecture;
        report.input = known->input;
        report.draft = *known;
        report.card = std::move(known);
        return report;
    }
    if (auto trained = cardOfTrainedWeights(weights)) {
        trained->name = report.draft.name;
        trained->file = report.draft.file;
        trained->sha256 = report.sha256;
        report.architecture = trained->architecture;
        report.input = trained->input;
        report.draft = *trained;
        report.card = std::move(trained);
        return report;
    }
    Result<void> probed;
    if (report.architecture == "onnx")
        probed = probeOnnx(report, weights);
    else if (report.architecture == "torchscript")
        probed = probeTorchScript(report, weights);
    else
        ask(report, {"architecture", "scheme", "input.width", "input.height", "input.colour", "input.scale",
                     "input.mean", "input.deviation", "crop.margin", "crop.square", "crop.law", "output.kind"});
    if (!probed)
        return probed.error();
    return report;
}

} // namespace fiducial::model
