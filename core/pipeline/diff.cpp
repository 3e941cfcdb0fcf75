#include "core/pipeline/diff.h"

#include "core/dataset/run.h"
#include "core/metrics/metrics.h"

#include <algorithm>

namespace fiducial::pipeline {

namespace {
/// The data set's faces as the rows of a run, so that both are matched by the one rule there is.
Run asRows(const Dataset &dataset)
{
    Run run;
    run.schemeId = dataset.schemeId;
    for (std::size_t i = 0; i < dataset.faces.size(); ++i) {
        const Face &face = dataset.faces[i];
        Prediction row;
        row.missing = face.removed;
        if (!face.removed) // without an image it belongs to no face
            row.image = dataset.sampleOf(static_cast<int>(i)).image;
        row.box = face.box.value_or(Rect{});
        for (const Point2 p : face.truth.points)
            row.points.push_back(toFloat(p));
        run.rows.push_back(std::move(row));
    }
    return run;
}

const EditedSet *editedOf(const std::function<const EditedSet *(int)> &edited, int row)
{
    const EditedSet *set = edited ? edited(row) : nullptr;
    return set && !set->empty() ? set : nullptr;
}

void comparePoints(const DiffRequest &request, int faceA, int faceB, double length, DiffReport &report)
{
    const EditedSet *editedA = editedOf(request.editedA, faceA);
    const EditedSet *editedB = editedOf(request.editedB, faceB);
    const LandmarkSet &a = editedA ? editedA->set : request.a->faces[static_cast<std::size_t>(faceA)].truth;
    const LandmarkSet &b = editedB ? editedB->set : request.b->faces[static_cast<std::size_t>(faceB)].truth;
    const std::size_t before = report.points.size();
    for (int i = 0; i < std::min(a.count(), b.count()); ++i) {
        const auto k = static_cast<std::size_t>(i);
        PointDifference d;
        d.faceA = faceA;
        d.faceB = faceB;
        d.landmark = i;
        d.from = a.points[k];
        d.to = b.points[k];
        d.pixels = distance(d.from, d.to);
        d.normalised = d.pixels / length;
        d.visibilityChanged = a.visibilityAt(i) != b.visibilityAt(i);
        if (!d.visibilityChanged && !(d.pixels > request.minPixels) && isFinite(d.from) == isFinite(d.to))
            continue;
        if (editedB)
            d.origin = editedB->origin[k];
        report.points.push_back(d);
    }
    ++report.comparedFaces;
    report.changedFaces += report.points.size() > before;
}
} // namespace

Result<DiffReport> diff(const DiffRequest &request)
{
    const LandmarkScheme *scheme = request.a->scheme();
    if (request.a->schemeId != request.b->schemeId || !scheme)
        return makeError(Errc::InvalidArgument,
                         says("The two have different schemes (%1 and %2); convert one of them first.",
                              request.a->schemeId, request.b->schemeId));
    DiffReport report;
    std::vector<int> unmatched;
    report.rowOfFace = matchRun(asRows(*request.b), *request.a, &unmatched);
    const std::vector<int> &rowOfFace = report.rowOfFace;
    const auto keysA = faceKeys(*request.a);
    const auto keysB = faceKeys(*request.b);
    const metrics::Normaliser normaliser = metrics::defaultNormaliser(*scheme);
    for (std::size_t face = 0; face < rowOfFace.size(); ++face) {
        if (request.a->faces[face].removed)
            continue;
        if (rowOfFace[face] < 0) {
            report.onlyInA.push_back(keysA[face]);
            continue;
        }
        const double length =
            metrics::normalisers(request.a->faces[face], *scheme)[static_cast<std::size_t>(normaliser)];
        comparePoints(request, static_cast<int>(face), rowOfFace[face], length, report);
    }
    for (const int row : unmatched)
        if (!request.b->faces[static_cast<std::size_t>(row)].removed)
            report.onlyInB.push_back(keysB[static_cast<std::size_t>(row)]);
    double sum = 0;
    int moved = 0;
    for (const PointDifference &d : report.points) {
        if (!std::isfinite(d.pixels))
            continue;
        sum += d.pixels;
        ++moved;
        report.maxPixels = std::max(report.maxPixels, d.pixels);
    }
    report.meanPixels = moved > 0 ? sum / moved : 0;
    return report;
}

} // namespace fiducial::pipeline
