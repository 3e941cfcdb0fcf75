#include "core/pipeline/evaluate.h"

#include "core/dataset/select.h"
#include "core/pipeline/face_pose.h"

namespace fiducial::pipeline {

namespace {
/// What evaluation points into, kept alive while it runs.
struct EvaluationInput {
    std::vector<std::vector<Point2>> points;
    std::vector<metrics::EvaluatedFace> faces;
};

std::vector<int> rowsOfFaces(const EvaluateRequest &request, std::vector<int> *unmatched)
{
    if (request.rowOfFace.empty())
        return matchRun(*request.run, *request.dataset, unmatched);
    std::vector<bool> matched(request.run->rows.size());
    for (const int row : request.rowOfFace)
        if (row >= 0)
            matched[static_cast<std::size_t>(row)] = true;
    for (std::size_t row = 0; row < matched.size(); ++row)
        if (!matched[row])
            unmatched->push_back(static_cast<int>(row));
    return request.rowOfFace;
}

Result<std::vector<Point2>> predictedPoints(const EvaluateRequest &request, int runRow)
{
    if (runRow < 0)
        return std::vector<Point2>{};
    const Prediction &prediction = request.run->rows[static_cast<std::size_t>(runRow)];
    return prediction.missing ? std::vector<Point2>{}
                              : pointsInScheme(prediction, request.run->schemeId, request.dataset->schemeId);
}

void findWorst(const metrics::EvaluatedFace &face, const LandmarkScheme &scheme, metrics::Normaliser normaliser,
               double *worst, int *point)
{
    *worst = std::numeric_limits<double>::quiet_NaN();
    *point = -1;
    if (face.prediction.empty())
        return;
    const auto lengths = metrics::normalisers(*face.reference, scheme, face.annotatedBox, face.boxSize);
    const double length = lengths[static_cast<std::size_t>(normaliser)];
    const auto errors = metrics::pointErrors(*face.reference, face.prediction);
    for (std::size_t i = 0; i < errors.size(); ++i) {
        const double share = errors[i] / length;
        if (std::isfinite(share) && !(share <= *worst)) {
            *worst = share;
            *point = static_cast<int>(i);
        }
    }
}
} // namespace

Result<EvaluateReport> evaluate(const EvaluateRequest &request, const JobContext &context)
{
    const Dataset &dataset = *request.dataset;
    const LandmarkScheme *scheme = dataset.scheme();
    if (!scheme)
        return makeError(Errc::InvalidArgument,
                         says("The data set has no landmarks to measure against; give it with --truth."));
    EvaluateReport report;
    report.faces = request.faces;
    if (report.faces.empty())
        report.faces = facesOf(dataset);
    const auto rowOfFace = rowsOfFaces(request, &report.unmatchedRows);
    if (request.run->schemeId != dataset.schemeId) {
        const SchemeMap *map = findSchemeMap(request.run->schemeId, dataset.schemeId);
        if (!map)
            return makeError(
                Errc::Unsupported,
                says("The predictions have the scheme %1, the data set has %2, and there is no map between them.",
                     request.run->schemeId, dataset.schemeId));
        report.map = map->id;
    }
    EvaluationInput input;
    input.points.reserve(report.faces.size());
    for (const int row : report.faces) {
        const Face &face = dataset.faces[static_cast<std::size_t>(row)];
        report.rowOfFace.push_back(rowOfFace[static_cast<std::size_t>(row)]);
        auto points = predictedPoints(request, report.rowOfFace.back());
        if (!points)
            return points.error();
        input.points.push_back(std::move(points).value());
        const LandmarkSet *given = request.reference ? request.reference(row) : nullptr;
        input.faces.push_back(
            {given ? given : &face.truth, input.points.back(), face.box, face.derived.boxSize, face.attributes});
    }
    auto evaluation = metrics::evaluate(input.faces, *scheme, dataset.attributeNames, request.options, context);
    if (!evaluation)
        return evaluation.error();
    report.evaluation = std::move(evaluation).value();
    report.worst.resize(input.faces.size());
    report.worstPoint.resize(input.faces.size());
    const shape::HeadPoseFit fit(*scheme);
    for (std::size_t i = 0; i < input.faces.size(); ++i) {
        findWorst(input.faces[i], *scheme, report.evaluation.normaliser, &report.worst[i], &report.worstPoint[i]);
        report.pose.push_back(headPose(fit, *input.faces[i].reference));
    }
    return report;
}

} // namespace fiducial::pipeline
