#include "app/cli/commands.h"
#include "app/cli/inputs.h"
#include "app/cli/table.h"
#include "core/base/text.h"
#include "core/pipeline/agreement.h"
#include "core/pipeline/diff.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <cmath>

namespace fiducial::cli {

namespace {
struct DiffCommand {
    std::string a, b, images;
    bool csv = false;
};

const char *sourceName(PointSource source)
{
    switch (source) {
    case PointSource::GroundTruth:
        return "ground truth";
    case PointSource::Model:
        return "model";
    case PointSource::Human:
        return "human";
    case PointSource::None:
        break;
    }
    return "";
}

std::string number(double v)
{
    return std::isfinite(v) ? text::fixed(v, 3) : std::string();
}

std::vector<std::string> rowOf(const pipeline::PointDifference &d, const Dataset &a)
{
    const LandmarkScheme *scheme = a.scheme();
    return {a.sampleOf(d.faceA).image,
            std::to_string(a.numberInImage(d.faceA)),
            std::to_string(d.landmark),
            scheme->pointNames[static_cast<std::size_t>(d.landmark)],
            number(d.from.x),
            number(d.from.y),
            number(d.to.x),
            number(d.to.y),
            number(d.pixels),
            number(100 * d.normalised),
            d.visibilityChanged ? "yes" : "",
            sourceName(d.origin.source)};
}

const std::vector<std::string> kHeader = {"image", "face", "landmark", "name",    "x_a",        "y_a",
                                          "x_b",   "y_b",  "pixels",   "percent", "visibility", "source"};

std::string csvLine(const std::vector<std::string> &fields)
{
    std::string out;
    for (std::size_t i = 0; i < fields.size(); ++i)
        out += (i ? "," : "") +
               (fields[i].find_first_of(",\"") == std::string::npos ? fields[i] : "\"" + fields[i] + "\"");
    return out + "\n";
}

using Json = nlohmann::ordered_json;

Json jsonNumber(double v)
{
    return std::isfinite(v) ? Json(v) : Json(nullptr);
}

Json disagreementJson(const pipeline::Disagreement &d)
{
    return {{"points", d.count},
            {"mean_pixels", jsonNumber(d.meanPixels)},
            {"median_pixels", jsonNumber(d.medianPixels)},
            {"p90_pixels", jsonNumber(d.p90Pixels)},
            {"mean", jsonNumber(d.mean)},
            {"median", jsonNumber(d.median)},
            {"p90", jsonNumber(d.p90)}};
}

Json agreementJson(const pipeline::AgreementReport &report, const Dataset &a)
{
    Json out = disagreementJson(report.all);
    out["normaliser"] = metrics::toString(report.normaliser);
    out["faces"] = report.faces.size();
    out["only_annotated_in_a"] = report.onlyFirst;
    out["only_annotated_in_b"] = report.onlySecond;
    out["landmarks"] = Json::array();
    for (std::size_t i = 0; i < report.landmarks.size(); ++i) {
        Json landmark = {{"landmark", i}, {"name", a.scheme()->pointNames[i]}};
        landmark.update(disagreementJson(report.landmarks[i]));
        out["landmarks"].push_back(std::move(landmark));
    }
    out["disagreements"] = Json::array();
    for (const auto &d : report.faces)
        out["disagreements"].push_back({{"image", a.sampleOf(d.face).image},
                                        {"face", a.numberInImage(d.face)},
                                        {"nme", jsonNumber(d.nme)},
                                        {"mean_pixels", jsonNumber(d.meanPixels)},
                                        {"worst_landmark", d.worstLandmark < 0 ? Json(nullptr) : Json(d.worstLandmark)},
                                        {"worst_pixels", jsonNumber(d.worstPixels)},
                                        {"visibility", d.visibility}});
    return out;
}

std::vector<std::string> disagreementRow(const std::string &name, const pipeline::Disagreement &d)
{
    return {name,
            std::to_string(d.count),
            number(d.meanPixels),
            number(d.medianPixels),
            number(d.p90Pixels),
            number(100 * d.mean),
            number(100 * d.median),
            number(100 * d.p90)};
}

std::string agreementText(const pipeline::AgreementReport &report, const Dataset &a)
{
    constexpr std::size_t kMostFaces = 20;
    Table landmarks({"landmark", "points", "mean px", "median px", "90 % px", "mean %", "median %", "90 % %"});
    landmarks.add(disagreementRow("all", report.all));
    for (std::size_t i = 0; i < report.landmarks.size(); ++i)
        landmarks.add(disagreementRow(a.scheme()->label(static_cast<int>(i)), report.landmarks[i]));
    Table faces({"face", "NME %", "mean px", "worst landmark", "px", "visibility"});
    for (std::size_t i = 0; i < std::min(report.faces.size(), kMostFaces); ++i) {
        const pipeline::FaceDisagreement &d = report.faces[i];
        faces.add({a.sampleOf(d.face).image + " " + std::to_string(a.numberInImage(d.face) + 1), number(100 * d.nme),
                   number(d.meanPixels), d.worstLandmark < 0 ? "" : a.scheme()->label(d.worstLandmark),
                   number(d.worstPixels), std::to_string(d.visibility)});
    }
    return "Inter-annotator error of " + std::to_string(report.faces.size()) +
           " faces annotated in both (only in A: " + std::to_string(report.onlyFirst) +
           ", only in B: " + std::to_string(report.onlySecond) + "); shares of " +
           std::string(metrics::toString(report.normaliser)) + "\n\n" + landmarks.text() +
           "\nFaces that differ most\n" + faces.text();
}

/// Of the points that were corrected where a side is a project, else of its ground truth.
Result<pipeline::AgreementReport> agreementOf(const CliContext &context, const Input &a, const Input &b,
                                              const pipeline::DiffReport &diff)
{
    const auto annotated = [](const Input &input, int face) -> const LandmarkSet * {
        if (!input.isProject)
            return &input.dataset->faces[static_cast<std::size_t>(face)].truth;
        const EditedSet *mine = input.edited(face);
        return mine ? &mine->set : nullptr;
    };
    pipeline::AgreementRequest request;
    request.dataset = a.dataset.get();
    request.faces = a.faces;
    request.first = [&](int face) { return annotated(a, face); };
    request.second = [&](int face) {
        const int row = diff.rowOfFace[static_cast<std::size_t>(face)];
        return row < 0 ? nullptr : annotated(b, row);
    };
    return pipeline::agreement(request, context.job("Comparing"));
}

nlohmann::ordered_json diffJson(const pipeline::DiffReport &report, const Dataset &a)
{
    nlohmann::ordered_json out = {{"compared_faces", report.comparedFaces},
                                  {"changed_faces", report.changedFaces},
                                  {"changed_points", report.points.size()},
                                  {"mean_pixels", report.meanPixels},
                                  {"max_pixels", report.maxPixels},
                                  {"only_in_a", report.onlyInA},
                                  {"only_in_b", report.onlyInB},
                                  {"points", nlohmann::ordered_json::array()}};
    for (const auto &d : report.points) {
        const auto fields = rowOf(d, a);
        nlohmann::ordered_json point;
        for (std::size_t i = 0; i < fields.size(); ++i)
            point[kHeader[i]] = fields[i];
        out["points"].push_back(std::move(point));
    }
    return out;
}

int runDiff(CliContext &context, const DiffCommand &options)
{
    auto a = openInput(context, {options.a, options.images, {}});
    if (!a)
        return context.fail(a.error());
    auto b = openInput(context, {options.b, options.images, {}});
    if (!b)
        return context.fail(b.error());
    const Dataset other = rebased(*b->dataset, *a->dataset);
    auto report = pipeline::diff(
        {a->dataset.get(), &other, [&](int f) { return a->edited(f); }, [&](int f) { return b->edited(f); }});
    if (!report)
        return context.fail(report.error());
    const bool twoProjects = a->isProject && b->isProject;
    const auto agreed = agreementOf(context, *a, *b, *report);
    if (!agreed && agreed.error().code == Errc::Cancelled)
        return context.fail(agreed.error());
    if (context.json) {
        Json out = diffJson(*report, *a->dataset);
        out["agreement"] = agreed ? agreementJson(*agreed, *a->dataset) : Json(nullptr);
        context.printJson(out);
        return kDone;
    }
    if (twoProjects && !options.csv) {
        if (!agreed)
            return context.fail(agreed.error());
        context.print(agreementText(*agreed, *a->dataset));
        return kDone;
    }
    if (options.csv) {
        std::string out = csvLine(kHeader);
        for (const auto &d : report->points)
            out += csvLine(rowOf(d, *a->dataset));
        context.print(out);
        return kDone;
    }
    Table table(kHeader);
    for (const auto &d : report->points)
        table.add(rowOf(d, *a->dataset));
    if (!report->points.empty())
        context.print(table.text());
    context.print(std::to_string(report->points.size()) + " points of " + std::to_string(report->changedFaces) +
                  " faces differ (" + std::to_string(report->comparedFaces) + " compared); mean " +
                  text::fixed(report->meanPixels, 3) + " px, largest " + text::fixed(report->maxPixels, 3) +
                  " px; only in A: " + std::to_string(report->onlyInA.size()) +
                  ", only in B: " + std::to_string(report->onlyInB.size()) + ".");
    return kDone;
}
} // namespace

void addDiff(CLI::App &app, Command *run)
{
    auto *command = app.add_subcommand(
        "diff", "Which points differ between two data sets or projects, by how much, and who moved them; of two "
                "projects the error between their annotators");
    auto options = std::make_shared<DiffCommand>();
    command->add_option("A", options->a, "Annotation file, data set folder or project")->required();
    command->add_option("B", options->b, "The one to compare with it")->required();
    command->add_option("--images", options->images, "Folder the image paths start from");
    command->add_flag("--csv", options->csv, "Comma-separated rows");
    command->footer("Examples:\n  fiducial-cli diff WFLW corrected.fiducial --csv > moved.csv\n"
                    "  fiducial-cli diff anna.fiducial ben.fiducial");
    command->callback([=] { *run = [=](CliContext &context) { return runDiff(context, *options); }; });
}

} // namespace fiducial::cli
