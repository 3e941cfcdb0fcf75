#include "core/pipeline/evaluation_json.h"

#include <nlohmann/json.hpp>

#include <cmath>

namespace fiducial::pipeline {

using Json = nlohmann::ordered_json;

namespace {
Json valueJson(double v)
{
    return std::isfinite(v) ? Json(v) : Json(nullptr);
}

Json valueJson(const std::optional<double> &v)
{
    return v ? valueJson(*v) : Json(nullptr);
}

Json summaryJson(const metrics::Summary &s)
{
    return {{"faces", s.faces},
            {"missing", s.missing},
            {"nme", valueJson(s.nme)},
            {"failure_rate", valueJson(s.failureRate)},
            {"auc", valueJson(s.auc)}};
}

Json measuredFaceJson(const EvaluateReport &report, const Dataset &dataset, std::size_t i)
{
    const int row = report.faces[i];
    const auto &pose = report.pose[i];
    const auto angle = [](double degrees) { return valueJson(std::round(degrees * 100) / 100 + 0.0); }; // no -0
    return {{"image", dataset.sampleOf(row).image},
            {"face", dataset.numberInImage(row)},
            {"nme", valueJson(report.evaluation.faceNme(static_cast<int>(i)))},
            {"worst_landmark", report.worstPoint[i] < 0 ? Json(nullptr) : Json(report.worstPoint[i])},
            {"worst", valueJson(report.worst[i])},
            {"yaw", pose ? angle(pose->yaw) : Json(nullptr)},
            {"pitch", pose ? angle(pose->pitch) : Json(nullptr)},
            {"roll", pose ? angle(pose->roll) : Json(nullptr)}};
}
} // namespace

std::string printEvaluationJson(const EvaluateReport &report, const Dataset &dataset, const Run &run,
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
            valueJson(e.nmeUnder[static_cast<std::size_t>(n)]);
    out["nme_under"] = under;
    out["per_landmark"] = Json::array();
    for (const double v : e.perLandmark)
        out["per_landmark"].push_back(valueJson(v));
    out["contours"] = Json::object();
    for (const auto &contour : e.contours)
        out["contours"][contour.contour] = valueJson(contour.nme);
    out["subsets"] = Json::object();
    for (const auto &[name, summary] : e.subsets)
        out["subsets"][name] = summaryJson(summary);
    if (perFace) {
        out["per_face"] = Json::array();
        for (std::size_t i = 0; i < report.faces.size(); ++i)
            out["per_face"].push_back(measuredFaceJson(report, dataset, i));
    }
    return out.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

} // namespace fiducial::pipeline
