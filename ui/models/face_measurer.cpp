#include "ui/models/face_measurer.h"

#include "core/analysis/calibration.h"
#include "core/pipeline/face_pose.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace fiducial::ui {

namespace {
constexpr double kNoNumber = std::numeric_limits<double>::quiet_NaN();

std::vector<Point2> presentPoints(const LandmarkSet &set)
{
    std::vector<Point2> points = set.points;
    for (int i = 0; i < set.count(); ++i)
        if (!set.isPresent(i))
            points[static_cast<std::size_t>(i)] = {kNoNumber, kNoNumber};
    return points;
}

/// Ground truth shapes, evenly over the data set: enough for the statistics without a copy of everything.
std::vector<std::vector<Point2>> sampledShapes(const Dataset &dataset)
{
    const auto most = static_cast<std::size_t>(analysis::ShapeStatisticsOptions{}.mostShapes);
    const std::size_t stride = std::max<std::size_t>(1, dataset.faces.size() / most);
    std::vector<std::vector<Point2>> shapes;
    for (std::size_t row = 0; row < dataset.faces.size(); row += stride)
        if (!dataset.faces[row].removed && !dataset.faces[row].truth.empty())
            shapes.push_back(presentPoints(dataset.faces[row].truth));
    return shapes;
}

/// All measures of one face after another.
class Measuring {
public:
    Measuring(const MeasuringBasis &basis, std::span<const FaceSets> faces, const MeasuringTask &task)
        : basis_(basis), task_(task), scheme_(*basis.scheme), confusion_(scheme_)
    {
        const std::size_t subjects = faces.empty() ? 0 : faces.front().subjects.size();
        for (std::size_t i = 0; i < subjects; ++i)
            measurers_.emplace_back(std::string(), faces.size());
    }

    void add(std::size_t at, const FaceSets &face)
    {
        const double length = face.reference.count() != scheme_.count
                                  ? kNoNumber
                                  : metrics::normalisers(face.reference, scheme_, face.box,
                                                         face.boxSize)[static_cast<std::size_t>(task_.normaliser)];
        const SubjectPoints *active =
            task_.active >= 0 ? &face.subjects[static_cast<std::size_t>(task_.active)] : nullptr;
        out_.rows.push_back(face.row);
        for (std::size_t i = 0; i < face.subjects.size(); ++i)
            measurers_[i].add(at, face.reference, face.subjects[i].points, face.subjects[i].covariance, length);
        out_.checks.emplace_back();
        addPose(face, active);
        addRuns(face, length);
        const bool predicted = active && !active->points.empty();
        out_.implausibility.push_back(
            basis_.shapes ? basis_.shapes->judge(predicted ? active->points : presentPoints(face.truth)).face
                          : kNoNumber);
        addPointErrors(face, active, length);
        addSides(face, active);
        if (predicted) {
            out_.checks.back().contours = confusion_.cells(face.reference, active->points);
            addSigmas(face, *active);
        }
    }

    MeasuredFaces take(std::span<const FaceSets> faces)
    {
        for (std::size_t i = 0; i < measurers_.size(); ++i) {
            out_.subjects.push_back(measurers_[i].take());
            for (std::size_t at = 0; at < faces.size(); ++at)
                if (faces[at].subjects[i].missing)
                    out_.subjects[i].nme[at] = std::numeric_limits<double>::infinity();
        }
        return std::move(out_);
    }

private:
    void addPose(const FaceSets &face, const SubjectPoints *active)
    {
        auto pose = pipeline::headPose(basis_.pose, face.reference);
        if (!pose && active)
            pose = basis_.pose.pose(active->points);
        out_.yaw.push_back(pose ? pose->yaw : kNoNumber);
        out_.pitch.push_back(pose ? pose->pitch : kNoNumber);
        out_.roll.push_back(pose ? pose->roll : kNoNumber);
    }

    void addRuns(const FaceSets &face, double length)
    {
        std::vector<analysis::RunPoints> runs;
        std::size_t withPoints = 0;
        for (int i = 0; i < task_.runs; ++i) {
            runs.emplace_back(face.subjects[static_cast<std::size_t>(i)].points);
            withPoints += !runs.back().empty();
        }
        out_.disagreement.push_back(analysis::disagreement(runs, scheme_.count, length).face);
        if (withPoints < 2 || face.truth.empty() || !(length > 0)) {
            out_.suspicion.push_back(kNoNumber);
            return;
        }
        auto &suspects = out_.checks.back().suspects;
        suspects = analysis::suspectPoints(face.truth, runs, length);
        out_.suspicion.push_back(suspects.empty() ? 0 : suspects.front().score);
    }

    void addPointErrors(const FaceSets &face, const SubjectPoints *active, double length)
    {
        const auto count = static_cast<std::size_t>(scheme_.count);
        const std::size_t first = out_.pointErrors.size();
        out_.pointErrors.resize(first + count, std::numeric_limits<float>::quiet_NaN());
        if (!active || !(length > 0) || active->points.size() != count || face.reference.points.size() != count)
            return;
        const auto errors = metrics::pointErrors(face.reference, active->points);
        for (std::size_t i = 0; i < count; ++i)
            out_.pointErrors[first + i] = static_cast<float>(errors[i] / length);
        if (task_.meanFace)
            task_.meanFace->add(face.reference, active->points, length);
    }

    void addSides(const FaceSets &face, const SubjectPoints *active)
    {
        const auto &mean = basis_.shapes ? basis_.shapes->meanShape() : scheme_.meanShape;
        const auto check = [this](bool ofTruth, std::span<const Point2> points, std::span<const Point2> places) {
            auto found = analysis::checkSides(points, scheme_, places);
            if (found.swapped || !found.contours.empty())
                out_.checks.back().sides.push_back({ofTruth, std::move(found)});
        };
        check(true, presentPoints(face.truth), mean);
        if (active && !active->points.empty() && face.reference.count() == scheme_.count)
            check(false, active->points, presentPoints(face.reference));
    }

    void addSigmas(const FaceSets &face, const SubjectPoints &active)
    {
        const auto count = static_cast<std::size_t>(scheme_.count);
        if (face.row % task_.sigmaStride != 0 || active.covariance.size() != count || active.points.size() != count ||
            face.reference.points.size() != count)
            return;
        auto &sigmas = out_.checks.back().sigmas;
        sigmas.assign(count, std::numeric_limits<float>::quiet_NaN());
        for (std::size_t i = 0; i < count; ++i)
            if (face.reference.isPresent(static_cast<int>(i)))
                sigmas[i] = static_cast<float>(
                    analysis::mahalanobis(active.points[i] - face.reference.points[i], active.covariance[i]));
    }

    const MeasuringBasis &basis_;
    const MeasuringTask &task_;
    const LandmarkScheme &scheme_;
    analysis::ContourConfusion confusion_;
    std::vector<analysis::RunMeasurer> measurers_;
    MeasuredFaces out_;
};
} // namespace

Result<std::shared_ptr<const MeasuringBasis>> measuringBasis(const Dataset &dataset, const JobContext &context)
{
    auto basis = std::make_shared<MeasuringBasis>(
        MeasuringBasis{dataset.scheme(), analysis::faceTable(dataset), shape::HeadPoseFit(*dataset.scheme()), {}});
    auto shapes = analysis::ShapeStatistics::fit(sampledShapes(dataset), {}, context);
    if (shapes)
        basis->shapes = std::move(shapes).value();
    else if (shapes.error().code == Errc::Cancelled)
        return shapes.error();
    return std::shared_ptr<const MeasuringBasis>(std::move(basis));
}

MeasuredFaces measureFaces(const MeasuringBasis &basis, std::span<const FaceSets> faces, const MeasuringTask &task)
{
    Measuring measuring(basis, faces, task);
    for (std::size_t i = 0; i < faces.size(); ++i)
        measuring.add(i, faces[i]);
    return measuring.take(faces);
}

} // namespace fiducial::ui
