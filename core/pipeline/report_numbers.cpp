#include "core/pipeline/report_numbers.h"

#include <algorithm>
#include <cmath>

namespace fiducial::pipeline {

namespace {
constexpr int kHistogramBins = 40;

std::vector<double> faceErrors(const EvaluateReport &report)
{
    std::vector<double> out;
    for (std::size_t i = 0; i < report.faces.size(); ++i)
        out.push_back(report.evaluation.faceNme(static_cast<int>(i)));
    return out;
}

/// Wide enough for nearly all faces and, unless it lies far beyond them, for the threshold.
double axisEnd(std::vector<double> errors, double threshold)
{
    std::erase_if(errors, [](double v) { return !std::isfinite(v); });
    if (errors.empty())
        return threshold;
    const auto place = errors.begin() + static_cast<std::ptrdiff_t>(static_cast<double>(errors.size() - 1) * 0.98);
    std::nth_element(errors.begin(), place, errors.end());
    const double most = std::max(1.1 * *place, 1e-4);
    return threshold > 3 * most ? most : std::max(1.05 * threshold, std::min(most, 2 * threshold));
}

std::vector<analysis::LandmarkErrors> landmarkErrors(const ReportRequest &request, const LandmarkScheme &scheme,
                                                     const JobContext &context)
{
    analysis::MeanFaceErrors errors(scheme.meanShape);
    const EvaluateRequest &asked = request.evaluated;
    for (std::size_t i = 0; i < request.report->faces.size() && !context.cancelled(); ++i) {
        const int runRow = request.report->rowOfFace[i];
        if (runRow < 0 || asked.run->rows[static_cast<std::size_t>(runRow)].missing)
            continue;
        const auto points = pointsInScheme(asked.run->rows[static_cast<std::size_t>(runRow)], asked.run->schemeId,
                                           asked.dataset->schemeId);
        const int row = request.report->faces[i];
        if (points)
            errors.add(referenceOf(asked, row), *points,
                       normaliserOf(asked, row, request.report->evaluation.normaliser));
    }
    return errors.result();
}

std::vector<std::size_t> worstFaces(std::span<const double> errors, int count)
{
    std::vector<std::size_t> out;
    for (const int entry : analysis::sortedRows(errors, true)) {
        if (std::ssize(out) >= count || !std::isfinite(errors[static_cast<std::size_t>(entry)]))
            break;
        out.push_back(static_cast<std::size_t>(entry));
    }
    return out;
}
} // namespace

const LandmarkSet &referenceOf(const EvaluateRequest &request, int row)
{
    const LandmarkSet *given = request.reference ? request.reference(row) : nullptr;
    return given ? *given : request.dataset->faces[static_cast<std::size_t>(row)].truth;
}

double normaliserOf(const EvaluateRequest &request, int row, metrics::Normaliser normaliser)
{
    const Face &face = request.dataset->faces[static_cast<std::size_t>(row)];
    return metrics::normalisers(referenceOf(request, row), *request.dataset->scheme(), face.box,
                                face.derived.boxSize)[static_cast<std::size_t>(normaliser)];
}

Result<ReportNumbers> reportNumbers(const ReportRequest &request, const JobContext &context)
{
    const metrics::Evaluation &evaluation = request.report->evaluation;
    ReportNumbers out;
    out.scheme = request.evaluated.dataset->scheme();
    const auto errors = faceErrors(*request.report);
    out.upTo = axisEnd(errors, evaluation.threshold);
    if (!std::ranges::all_of(evaluation.nmes, [](double v) { return std::isnan(v); })) {
        auto band = analysis::bootstrapCed(evaluation.nmes, out.upTo, evaluation.threshold, request.bootstrap, context);
        if (!band)
            return band.error();
        out.band = std::move(band).value();
    }
    out.histogram = analysis::histogram(errors, 0, out.upTo, kHistogramBins);
    out.landmarks = landmarkErrors(request, *out.scheme, context);
    out.worst = worstFaces(errors, request.worst);
    return out;
}

} // namespace fiducial::pipeline
