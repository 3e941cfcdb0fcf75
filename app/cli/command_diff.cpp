#include "app/cli/commands.h"
#include "app/cli/inputs.h"
#include "app/cli/table.h"
#include "core/base/text.h"
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
    if (context.json) {
        context.printJson(diffJson(*report, *a->dataset));
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
        "diff", "Which points differ between two data sets or projects, by how much, and who moved them");
    auto options = std::make_shared<DiffCommand>();
    command->add_option("A", options->a, "Annotation file, data set folder or project")->required();
    command->add_option("B", options->b, "The one to compare with it")->required();
    command->add_option("--images", options->images, "Folder the image paths start from");
    command->add_flag("--csv", options->csv, "Comma-separated rows");
    command->footer("Example:\n  fiducial-cli diff WFLW corrected.fiducial --csv > moved.csv");
    command->callback([=] { *run = [=](CliContext &context) { return runDiff(context, *options); }; });
}

} // namespace fiducial::cli
