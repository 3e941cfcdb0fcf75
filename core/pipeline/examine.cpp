#include "core/pipeline/examine.h"

#include "core/image/image.h"

#include <limits>

namespace fiducial::pipeline {

namespace {
/// NaN where a point is absent.
std::vector<Point2> presentPoints(const LandmarkSet &set)
{
    constexpr double nan = std::numeric_limits<double>::quiet_NaN();
    std::vector<Point2> out(set.points.size(), {nan, nan});
    for (int i = 0; i < set.count(); ++i)
        if (set.isPresent(i))
            out[static_cast<std::size_t>(i)] = set.points[static_cast<std::size_t>(i)];
    return out;
}

Size imageSizeOf(const Dataset &dataset, int row)
{
    if (const Size known = dataset.sampleOf(row).size; !known.empty())
        return known;
    const auto probed = image::probeSize(dataset.imagePath(dataset.faces[static_cast<std::size_t>(row)].sample));
    return probed ? *probed : Size{};
}
} // namespace

Result<analysis::CoordinateDiagnosis> examineCoordinates(const ExamineRequest &request, const JobContext &context)
{
    const Dataset &dataset = *request.dataset;
    const LandmarkScheme *scheme = dataset.scheme();
    if (!scheme)
        return makeError(Errc::InvalidArgument, says("The data set has no landmarks to compare with."));
    const auto rowOfFace = request.rowOfFace.empty() ? matchRun(*request.run, dataset) : request.rowOfFace;
    std::vector<std::vector<Point2>> subjects, references;
    std::vector<Size> sizes;
    for (const int face : request.faces) {
        if (context.cancelled())
            return makeError(Errc::Cancelled, says("Examining was cancelled."));
        const int at = rowOfFace[static_cast<std::size_t>(face)];
        const LandmarkSet &truth = dataset.faces[static_cast<std::size_t>(face)].truth;
        if (at < 0 || truth.empty())
            continue;
        const Prediction &prediction = request.run->rows[static_cast<std::size_t>(at)];
        if (prediction.missing || prediction.points.empty())
            continue;
        auto points = pointsInScheme(prediction, request.run->schemeId, dataset.schemeId);
        if (!points)
            return points.error();
        subjects.push_back(request.runIsSubject ? std::move(points).value() : presentPoints(truth));
        references.push_back(request.runIsSubject ? presentPoints(truth) : std::move(points).value());
        sizes.push_back(imageSizeOf(dataset, face));
        context.progress(std::ssize(sizes), std::ssize(request.faces));
    }
    std::vector<analysis::PairedShape> pairs;
    for (std::size_t i = 0; i < sizes.size(); ++i)
        pairs.push_back({subjects[i], references[i], sizes[i]});
    return analysis::diagnoseCoordinates(pairs, *scheme);
}

} // namespace fiducial::pipeline
