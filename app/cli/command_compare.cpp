#include "app/cli/commands.h"
#include "app/cli/inputs.h"
#include "app/cli/table.h"
#include "core/base/text.h"
#include "core/pipeline/compare.h"
#include "core/pipeline/run_io.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <cmath>

namespace fiducial::cli {

namespace {
using Json = nlohmann::ordered_json;

struct CompareCommand {
    InputOptions input;
    MetricOptions metrics;
    std::string a, b, order;
    std::string reference = "original";
    int faces = 10;
    analysis::BootstrapOptions bootstrap;
};

/// What was compared, and how.
struct Comparison {
    const CompareCommand &options;
    const Dataset &dataset;
    const Run &a;
    const Run &b;
    const pipeline::CompareReport &report;

    const metrics::Evaluation &evaluationA() const { return report.first.evaluation; }
    const metrics::Evaluation &evaluationB() const { return report.second.evaluation; }
};

double orNone(const std::optional<double> &v)
{
    return v.value_or(std::numeric_limits<double>::quiet_NaN());
}

Json jsonNumber(double v)
{
    return std::isfinite(v) ? Json(v) : Json(nullptr);
}

Json sideJson(const Run &run, const metrics::Summary &s)
{
    return {{"name", run.name},
            {"model", run.modelName},
            {"model_sha256", run.modelHash.empty() ? Json(nullptr) : Json(run.modelHash)},
            {"faces", s.faces},
            {"missing", s.missing},
            {"nme", jsonNumber(orNone(s.nme))},
            {"failure_rate", jsonNumber(orNone(s.failureRate))},
            {"auc", jsonNumber(orNone(s.auc))}};
}

Json pairJson(double a, double b)
{
    return {{"a", jsonNumber(a)}, {"b", jsonNumber(b)}, {"difference", jsonNumber(b - a)}};
}

Json intervalJson(const analysis::Interval &interval, double chance)
{
    return {{"estimate", jsonNumber(interval.estimate)},
            {"low", jsonNumber(interval.low)},
            {"high", jsonNumber(interval.high)},
            {"p", jsonNumber(chance)}};
}

Json facesJson(const Comparison &c)
{
    Json out = Json::array();
    for (std::size_t k = 0; k < c.report.order.size() && k < static_cast<std::size_t>(c.options.faces); ++k) {
        const std::size_t entry = c.report.order[k];
        const int row = c.report.first.faces[entry], i = static_cast<int>(entry);
        Json face = {{"image", c.dataset.sampleOf(row).image}, {"face", c.dataset.numberInImage(row)}};
        face.update(pairJson(c.evaluationA().faceNme(i), c.evaluationB().faceNme(i)));
        out.push_back(std::move(face));
    }
    return out;
}

Json comparisonJson(const Comparison &c)
{
    const metrics::Evaluation &a = c.evaluationA(), &b = c.evaluationB();
    const analysis::PairedComparison &paired = c.report.paired;
    Json out = {{"a", sideJson(c.a, a.summary)},
                {"b", sideJson(c.b, b.summary)},
                {"reference", c.options.reference},
                {"scheme", c.dataset.schemeId},
                {"normaliser", metrics::toString(a.normaliser)},
                {"threshold", a.threshold},
                {"convention", metrics::toString(a.convention)},
                {"faces", paired.faces},
                {"compared", paired.compared},
                {"only_a", c.report.onlyFirst.size()},
                {"only_b", c.report.onlySecond.size()}};
    out["paired"] = {{"nme", intervalJson(paired.nme, paired.nmeChance)},
                     {"failure_rate", intervalJson(paired.failureRate, paired.failureChance)},
                     {"confidence", c.options.bootstrap.confidence},
                     {"resamples", c.options.bootstrap.resamples},
                     {"seed", c.options.bootstrap.seed}};
    out["contours"] = Json::object();
    for (std::size_t i = 0; i < a.contours.size(); ++i)
        out["contours"][a.contours[i].contour] = pairJson(a.contours[i].nme, b.contours[i].nme);
    out["subsets"] = Json::object();
    for (const auto &[name, summary] : a.subsets)
        out["subsets"][name] = pairJson(orNone(summary.nme), orNone(b.subsets.at(name).nme));
    out["most_different"] = facesJson(c);
    return out;
}

std::string chanceText(double chance, int resamples)
{
    const double least = 1.0 / resamples;
    return chance < least ? "< " + text::shortest(least) : text::fixed(chance, 3);
}

std::string comparisonText(const Comparison &c)
{
    const metrics::Evaluation &a = c.evaluationA(), &b = c.evaluationB();
    const analysis::PairedComparison &paired = c.report.paired;
    Table table({"", "A", "B", "B - A", percent(c.options.bootstrap.confidence, 0) + " interval", "p"});
    const auto add = [&](const std::string &name, double first, double second, const analysis::Interval *interval,
                         double chance) {
        table.add({name, percent(first), percent(second), percent(interval ? interval->estimate : second - first),
                   interval ? percent(interval->low) + " to " + percent(interval->high) : "",
                   interval ? chanceText(chance, c.options.bootstrap.resamples) : ""});
    };
    add("NME", orNone(a.summary.nme), orNone(b.summary.nme), &paired.nme, paired.nmeChance);
    add("failures > " + percent(a.threshold, 0), orNone(a.summary.failureRate), orNone(b.summary.failureRate),
        &paired.failureRate, paired.failureChance);
    if (a.summary.auc && b.summary.auc)
        table.add({"AUC", text::fixed(*a.summary.auc, 4), text::fixed(*b.summary.auc, 4),
                   text::fixed(*b.summary.auc - *a.summary.auc, 4), "", ""});
    for (const auto &[name, summary] : a.subsets)
        add("NME, " + name, orNone(summary.nme), orNone(b.subsets.at(name).nme), nullptr, 1);
    for (std::size_t i = 0; i < a.contours.size(); ++i)
        add("NME, " + a.contours[i].contour, a.contours[i].nme, b.contours[i].nme, nullptr, 1);
    Table faces({"face", "A", "B", "B - A"});
    for (std::size_t k = 0; k < c.report.order.size() && k < static_cast<std::size_t>(c.options.faces); ++k) {
        const std::size_t entry = c.report.order[k];
        const int row = c.report.first.faces[entry], i = static_cast<int>(entry);
        faces.add({c.dataset.sampleOf(row).image + " " + std::to_string(c.dataset.numberInImage(row) + 1),
                   percent(a.faceNme(i)), percent(b.faceNme(i)), percent(c.report.difference(entry))});
    }
    return "A: " + c.a.name + ", B: " + c.b.name + ", against " + c.options.reference + ", " +
           std::string(metrics::toString(a.normaliser)) + ", " + std::to_string(paired.compared) +
           " faces with an NME in both (only in A: " + std::to_string(c.report.onlyFirst.size()) +
           ", only in B: " + std::to_string(c.report.onlySecond.size()) + ")\n\n" + table.text() +
           "\nFaces that differ most\n" + faces.text();
}

int runCompare(CliContext &context, const CompareCommand &options)
{
    auto input = openInput(context, options.input);
    if (!input)
        return context.fail(input.error());
    if (options.reference == "corrected" && !input->isProject)
        return context.fail(
            makeError(Errc::InvalidArgument,
                      says("--reference corrected needs a project; %1 is a data set.", options.input.path)));
    auto a = pipeline::readRun(context.formats(), options.a, context.job("Reading A"), options.order);
    if (!a)
        return context.fail(a.error());
    auto b = pipeline::readRun(context.formats(), options.b, context.job("Reading B"), options.order);
    if (!b)
        return context.fail(b.error());
    pipeline::CompareRequest request;
    request.evaluated.dataset = input->dataset.get();
    request.evaluated.run = &*a;
    request.evaluated.faces = input->faces;
    request.evaluated.options = options.metrics.evaluation();
    if (options.reference == "corrected")
        request.evaluated.reference = input->editedSets();
    request.second = &*b;
    request.bootstrap = options.bootstrap;
    auto report = pipeline::compare(request, context.job("Comparing"));
    if (!report)
        return context.fail(report.error());
    const Comparison comparison{options, *input->dataset, *a, *b, *report};
    if (context.json)
        context.printJson(comparisonJson(comparison));
    else
        context.print(comparisonText(comparison));
    return kDone;
}
} // namespace

void addCompare(CLI::App &app, Command *run)
{
    auto *command = app.add_subcommand(
        "compare", "Two runs on the same faces: both errors, their difference, and whether it is more than chance");
    auto options = std::make_shared<CompareCommand>();
    options->input.addTo(*command, "Annotation file, data set folder or project");
    command->add_option("A", options->a, "A run, any readable annotation file or bare numbers")->required();
    command->add_option("B", options->b, "The one to compare with it")->required();
    command->add_option("--order", options->order,
                        "Which face each row of bare numbers is: an annotation file, or images");
    options->metrics.addTo(*command);
    command->add_option("--reference", options->reference, "Of a project: its original or its corrected landmarks")
        ->check(CLI::IsMember({"original", "corrected"}))
        ->capture_default_str();
    command->add_option("--faces", options->faces, "How many faces that differ most are listed")
        ->check(CLI::Range(0, 1'000'000))
        ->capture_default_str();
    command->add_option("--resamples", options->bootstrap.resamples, "Of the paired bootstrap")
        ->check(CLI::Range(1, 10'000))
        ->capture_default_str();
    command->add_option("--seed", options->bootstrap.seed, "The same seed gives the same intervals")
        ->capture_default_str();
    command->footer("Example:\n  fiducial-cli compare WFLW ours.safetensors theirs.safetensors");
    command->callback([=] { *run = [=](CliContext &context) { return runCompare(context, *options); }; });
}

} // namespace fiducial::cli
