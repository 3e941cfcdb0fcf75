#include "core/pipeline/report_tables.h"

#include "core/base/text.h"
#include "core/formats/hrnet_csv_format.h"

#include <cmath>

namespace fiducial::pipeline {

namespace {
constexpr char kByteOrderMark[] = "\xEF\xBB\xBF";

std::string csvNumber(double value)
{
    return std::isfinite(value) ? text::shortest(value) : std::string();
}

std::string csvNumber(float value)
{
    return std::isfinite(value) ? text::shortestFloat(value) : std::string();
}

std::string joined(const std::vector<std::string> &fields)
{
    std::string out;
    for (std::size_t i = 0; i < fields.size(); ++i)
        out += (i > 0 ? "," : "") + formats::csvField(fields[i]);
    return out + "\n";
}

std::vector<std::string> faceColumns(const Dataset &dataset)
{
    std::vector<std::string> out{"image",   "face", "box_x",          "box_y", "box_width", "box_height", "missing",
                                 "failure", "nme",  "worst_landmark", "worst", "yaw",       "pitch",      "roll"};
    for (int n = 0; n < metrics::kNormaliserCount; ++n)
        out.push_back("nme_" + std::string(metrics::toString(static_cast<metrics::Normaliser>(n))));
    for (const std::string &name : dataset.attributeNames)
        out.push_back("attribute_" + name);
    return out;
}

std::vector<std::string> faceFields(const ReportRequest &request, std::size_t i)
{
    const EvaluateReport &report = *request.report;
    const Dataset &dataset = *request.evaluated.dataset;
    const metrics::Evaluation &e = report.evaluation;
    const int row = report.faces[i];
    const Face &face = dataset.faces[static_cast<std::size_t>(row)];
    std::vector<std::string> out{dataset.sampleOf(row).image, std::to_string(dataset.numberInImage(row))};
    if (face.box)
        for (const double v : {face.box->x, face.box->y, face.box->width, face.box->height})
            out.push_back(csvNumber(v));
    else
        out.resize(out.size() + 4);
    out.emplace_back(std::isinf(e.nmes[i]) ? "1" : "0");
    out.emplace_back(std::isnan(e.nmes[i]) ? "" : e.nmes[i] > e.threshold ? "1" : "0");
    out.push_back(csvNumber(e.faceNme(static_cast<int>(i))));
    out.push_back(report.worstPoint[i] < 0 ? std::string() : std::to_string(report.worstPoint[i]));
    out.push_back(csvNumber(report.worst[i]));
    const auto &pose = report.pose[i];
    for (const double angle :
         {pose ? pose->yaw : std::nan(""), pose ? pose->pitch : std::nan(""), pose ? pose->roll : std::nan("")})
        out.push_back(csvNumber(std::round(angle * 100) / 100 + 0.0));
    for (const float v : e.perFace[i])
        out.push_back(csvNumber(v));
    for (std::size_t a = 0; a < dataset.attributeNames.size(); ++a)
        out.push_back(a < face.attributes.size() && face.attributes[a] >= 0 ? std::to_string(face.attributes[a])
                                                                            : std::string());
    return out;
}
} // namespace

std::string facesCsv(const ReportRequest &request)
{
    std::string out = kByteOrderMark + joined(faceColumns(*request.evaluated.dataset));
    for (std::size_t i = 0; i < request.report->faces.size(); ++i)
        out += joined(faceFields(request, i));
    return out;
}

std::string landmarksCsv(const ReportRequest &request, const ReportNumbers &numbers)
{
    std::string out = kByteOrderMark + joined({"landmark", "name", "contour", "faces", "nme", "bias_x", "bias_y",
                                               "covariance_xx", "covariance_xy", "covariance_yy"});
    const LandmarkScheme &scheme = *numbers.scheme;
    for (std::size_t i = 0; i < numbers.landmarks.size(); ++i) {
        const analysis::LandmarkErrors &e = numbers.landmarks[i];
        const int contour = scheme.contourOf(static_cast<int>(i));
        out += joined({std::to_string(i), scheme.pointNames[i],
                       contour < 0 ? std::string() : scheme.contours[static_cast<std::size_t>(contour)].id,
                       std::to_string(e.faces), csvNumber(request.report->evaluation.perLandmark[i]),
                       csvNumber(e.bias.x), csvNumber(e.bias.y), csvNumber(e.xx), csvNumber(e.xy), csvNumber(e.yy)});
    }
    return out;
}

std::string comparisonCsv(const ReportRequest &request, const ReportNumbers &numbers)
{
    const auto summary = [](const Run &run, const metrics::Summary &s) {
        const auto number = [](const std::optional<double> &v) { return v ? csvNumber(*v) : std::string(); };
        return std::vector<std::string>{run.name,
                                        run.modelHash,
                                        std::to_string(s.faces),
                                        std::to_string(s.missing),
                                        number(s.nme),
                                        number(s.failureRate),
                                        number(s.auc)};
    };
    std::vector<std::string> header{"run", "model_sha256", "faces", "missing",
                                    "nme", "failure_rate", "auc",   "compared"};
    for (const std::string name : {"nme", "failure_rate"})
        for (const char *part : {"_difference", "_low", "_high", "_p"})
            header.push_back(name + part);
    auto first = summary(*request.evaluated.run, request.report->evaluation.summary);
    first.resize(header.size());
    std::string out = kByteOrderMark + joined(header) + joined(first);
    for (const RunComparison &c : numbers.comparisons) {
        auto fields = summary(*c.run, c.summary);
        fields.push_back(std::to_string(c.paired.compared));
        for (const double v : {c.paired.nme.estimate, c.paired.nme.low, c.paired.nme.high, c.paired.nmeChance,
                               c.paired.failureRate.estimate, c.paired.failureRate.low, c.paired.failureRate.high,
                               c.paired.failureChance})
            fields.push_back(csvNumber(v));
        out += joined(fields);
    }
    return out;
}

} // namespace fiducial::pipeline
