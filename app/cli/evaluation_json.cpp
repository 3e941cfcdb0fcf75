#include "app/cli/evaluation_json.h"

#include "app/cli/table.h"
#include "core/base/text.h"

#include <nlohmann/json.hpp>

#include <cmath>

namespace fiducial::cli {

using Json = nlohmann::ordered_json;

namespace {
Json number(double v)
{
    return std::isfinite(v) ? Json(v) : Json(nullptr);
}

Json number(const std::optional<double> &v)
{
    return v ? number(*v) : Json(nullptr);
}

Json summaryJson(const metrics::Summary &s)
{
    return {{"faces", s.faces},
            {"missing", s.missing},
            {"nme", number(s.nme)},
            {"failure_rate", number(s.failureRate)},
            {"auc", number(s.auc)}};
}

Json faceJson(const pipeline::EvaluateReport &report, const Dataset &dataset, std::size_t i)
{
    const int row = report.faces[i];
    const auto &pose = report.pose[i];
    const auto angle = [](double degrees) { return number(std::round(degrees * 100) / 100 + 0.0); }; // no -0
    return {{"image", dataset.sampleOf(row).image},
            {"face", dataset.numberInImage(row)},
            {"nme", number(report.evaluation.faceNme(static_cast<int>(i)))},
            {"worst_landmark", report.worstPoint[i] < 0 ? Json(nullptr) : Json(report.worstPoint[i])},
            {"worst", number(report.worst[i])},
            {"yaw", pose ? angle(pose->yaw) : Json(nullptr)},
            {"pitch", pose ? angle(pose->pitch) : Json(nullptr)},
            {"roll", pose ? angle(pose->roll) : Json(nullptr)}};
}
} // namespace

Json evaluationJson(const pipeline::EvaluateReport &report, const Dataset &dataset, const Run &run,
                    const std::string &reference, bool perFace)
{
    const metrics::Evaluation &e = report.evaluation;
    Json out = summaryJson(e.summary);
    out["unnormalised"] = e.summary.unnormalised;
    out["normaliser"] = metrics::toString(e.normaliser);
    out["threshold"] = e.threshold;
    out["convention"] = metrics::toString(e.convention);
    out["boxes"] = toString(run.boxes);
    out["detector"] = run.detector.empty() ? Json(nullptr) : Json(run.detector);
    out["flip"] = run.views.flip;
    out["jitters"] = run.views.jitters;
    out["reference"] = reference;
    out["device"] = run.device;
    out["model"] = run.modelName;
    out["model_sha256"] = run.modelHash.empty() ? Json(nullptr) : Json(run.modelHash);
    out["scheme"] = dataset.schemeId;
    out["map"] = report.map.empty() ? Json(nullptr) : Json(report.map);
    out["unmatched_predictions"] = report.unmatchedRows.size();
    Json under = Json::object();
    for (int n = 0; n < metrics::kNormaliserCount; ++n)
        under[std::string(metrics::toString(static_cast<metrics::Normaliser>(n)))] =
            number(e.nmeUnder[static_cast<std::size_t>(n)]);
    out["nme_under"] = under;
    out["per_landmark"] = Json::array();
    for (const double v : e.perLandmark)
        out["per_landmark"].push_back(number(v));
    out["contours"] = Json::object();
    for (const auto &contour : e.contours)
        out["contours"][contour.contour] = number(contour.nme);
    out["subsets"] = Json::object();
    for (const auto &[name, summary] : e.subsets)
        out["subsets"][name] = summaryJson(summary);
    if (perFace) {
        out["per_face"] = Json::array();
        for (std::size_t i = 0; i < report.faces.size(); ++i)
            out["per_face"].push_back(faceJson(report, dataset, i));
    }
    return out;
}

std::string evaluationText(const pipeline::EvaluateReport &report, const Dataset &dataset, const Run &run,
                           const std::string &reference)
{
    const metrics::Evaluation &e = report.evaluation;
    const auto value = [](const std::optional<double> &v) { return v ? percent(*v) : std::string("-"); };
    std::string out =
        run.modelName + " against " + reference + ", " + std::string(metrics::toString(e.normaliser)) + ", boxes " +
        std::string(toString(run.boxes)) + (run.detector.empty() ? "" : " (" + run.detector + ")") + ", convention " +
        std::string(metrics::toString(e.convention)) + (report.map.empty() ? "" : ", map " + report.map) + "\n\n";
    Table table({"", "faces", "missing", "NME", "failures > " + percent(e.threshold, 0), "AUC"});
    const auto add = [&](const std::string &name, const metrics::Summary &s) {
        table.add({name, std::to_string(s.faces), std::to_string(s.missing), value(s.nme), value(s.failureRate),
                   s.auc ? text::fixed(*s.auc, 4) : "-"});
    };
    add("all", e.summary);
    for (const auto &[name, summary] : e.subsets)
        add(name, summary);
    out += table.text() + "\n";
    Table contours({"contour", "NME"});
    for (const auto &contour : e.contours)
        contours.add({contour.contour, percent(contour.nme)});
    out += contours.text();
    if (!report.unmatchedRows.empty())
        out += "\n" + std::to_string(report.unmatchedRows.size()) + " predictions belong to no face of " +
               dataset.name + ".\n";
    return out;
}

} // namespace fiducial::cli
