#include "core/pipeline/edit_cost.h"

#include "core/base/rng.h"
#include "core/dataset/select.h"
#include "core/metrics/metrics.h"
#include "core/shape/contour_spline.h"
#include "core/shape/soft_drag.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <numeric>
#include <set>

namespace fiducial::pipeline {

namespace {

/// A contour is bent over this share of its length on either side.
constexpr double kBendShare = 0.25;

/// A face to correct.
struct CostFace {
    std::vector<Point2> prediction;
    std::vector<Point2> truth; ///< not finite where it has none
    double length = 0;         ///< inter-ocular distance
    int row = 0;
};

struct Annotation {
    int drags = 0;
    bool givenUp = false;
    int right = 0;
    int pushed = 0;
    int pushedAtEnd = 0;
};

/// One annotator at one face with one tool.
class Annotator {
public:
    Annotator(const CostFace &face, const EditCostRequest &request, Rng rng)
        : face_(face),
          request_(request),
          rng_(rng),
          points_(face.prediction),
          dragged_(points_.size()),
          pushed_(points_.size())
    {}

    /// `tool` moves the points: it is given them, the landmark, its new place and which ones were dragged before.
    template <class Tool>
    Annotation work(const Tool &tool)
    {
        Annotation out;
        const auto before = rightPoints();
        out.right = static_cast<int>(std::ranges::count(before, true));
        while (!(nme() <= request_.goal) && !out.givenUp) {
            drag(tool, worst());
            out.givenUp = ++out.drags >= request_.mostDrags;
        }
        const auto after = rightPoints();
        for (std::size_t i = 0; i < after.size(); ++i)
            out.pushedAtEnd += before[i] && !after[i] && !dragged_[i];
        out.pushed = static_cast<int>(std::ranges::count(pushed_, true));
        return out;
    }

private:
    double error(std::size_t i) const { return distance(points_[i], face_.truth[i]) / face_.length; }
    double nme() const
    {
        std::vector<double> errors;
        for (std::size_t i = 0; i < points_.size(); ++i)
            errors.push_back(distance(points_[i], face_.truth[i]));
        return metrics::nme(errors, face_.length);
    }
    std::vector<bool> rightPoints() const
    {
        std::vector<bool> out;
        for (std::size_t i = 0; i < points_.size(); ++i)
            out.push_back(error(i) < request_.goal);
        return out;
    }
    int worst() const
    {
        int out = 0;
        double most = -1;
        for (std::size_t i = 0; i < points_.size(); ++i)
            if (const double e = error(i); e > most) {
                most = e;
                out = static_cast<int>(i);
            }
        return out;
    }
    template <class Tool>
    void drag(const Tool &tool, int landmark)
    {
        const auto at = static_cast<std::size_t>(landmark);
        const double sigma = request_.noise * face_.length;
        const double dx = sigma * rng_.normal();
        const double dy = sigma * rng_.normal();
        const auto before = rightPoints();
        points_ = tool(points_, landmark, face_.truth[at] + Point2{dx, dy}, dragged_);
        dragged_[at] = true;
        const auto after = rightPoints();
        for (std::size_t i = 0; i < after.size(); ++i)
            if (i != at && before[i] && !after[i])
                pushed_[i] = true;
    }

    const CostFace &face_;
    const EditCostRequest &request_;
    Rng rng_;
    std::vector<Point2> points_;
    std::vector<bool> dragged_;
    std::vector<bool> pushed_;
};

using Points = std::vector<Point2>;

Points plainDrag(const Points &points, int landmark, Point2 place, const std::vector<bool> &)
{
    Points out = points;
    out[static_cast<std::size_t>(landmark)] = place;
    return out;
}

/// Bend and re-space. Points that were dragged before are anchors; loose points are dragged alone.
Points contourDrag(const LandmarkScheme &scheme, const Points &points, int landmark, Point2 place,
                   const std::vector<bool> &dragged)
{
    const int index = scheme.contourOf(landmark);
    if (index < 0 || !scheme.contours[static_cast<std::size_t>(index)].curve)
        return plainDrag(points, landmark, place, dragged);
    const Contour &contour = scheme.contours[static_cast<std::size_t>(index)];
    Points before;
    std::vector<int> stays;
    int grabbed = -1;
    std::vector<int> anchors = shape::anchorsOf(scheme, contour);
    for (std::size_t i = 0; i < contour.points.size(); ++i) {
        const auto at = static_cast<std::size_t>(contour.points[i]);
        before.push_back(points[at]);
        if (contour.points[i] == landmark)
            grabbed = static_cast<int>(i);
        else if (dragged[at])
            stays.push_back(static_cast<int>(i));
    }
    anchors.insert(anchors.end(), stays.begin(), stays.end());
    anchors.push_back(grabbed);
    const shape::ContourSpline curve(before, contour.closed);
    const auto bent = shape::bent(before, contour.closed, stays, grabbed,
                                  place - points[static_cast<std::size_t>(landmark)], curve.length() * kBendShare);
    const auto spaced = shape::respacedLike(before, bent, contour.closed, anchors);
    Points out = points;
    for (std::size_t i = 0; i < spaced.size(); ++i)
        out[static_cast<std::size_t>(contour.points[i])] = spaced[i];
    return out;
}

Points softDrag(const shape::ResidualModel &model, const Points &points, int landmark, Point2 place,
                const std::vector<bool> &dragged)
{
    std::vector<int> pinned;
    for (std::size_t i = 0; i < dragged.size(); ++i)
        if (dragged[i])
            pinned.push_back(static_cast<int>(i));
    const std::array<int, 1> grabbed = {landmark};
    const std::array<Point2, 1> places = {place};
    return shape::SoftDrag(model, points, grabbed, pinned).moved(places);
}

/// Every tool's annotators over all faces.
class CostStudy {
public:
    CostStudy(const EditCostRequest &request, const std::vector<CostFace> &faces, const JobContext &context, int tools)
        : request_(request),
          faces_(faces),
          context_(context),
          whole_(static_cast<std::int64_t>(tools) * request.seeds * std::ssize(faces))
    {}

    template <class Tool>
    ToolCost run(std::string name, const Tool &tool)
    {
        ToolCost out;
        out.tool = std::move(name);
        for (int annotator = 0; annotator < request_.seeds; ++annotator) {
            std::int64_t drags = 0;
            for (const CostFace &face : faces_) {
                if (context_.cancelled())
                    return out;
                const Rng rng = Rng(request_.seed + static_cast<std::uint64_t>(annotator))
                                    .split(static_cast<std::uint64_t>(face.row));
                const Annotation done = Annotator(face, request_, rng).work(tool);
                drags += done.drags;
                out.givenUp += done.givenUp;
                out.right += done.right;
                out.pushed += done.pushed;
                out.pushedAtEnd += done.pushedAtEnd;
                context_.progress(++done_, whole_);
            }
            out.drags.push_back(static_cast<double>(drags) / static_cast<double>(faces_.size()));
        }
        const auto count = static_cast<double>(out.drags.size());
        out.mean = std::accumulate(out.drags.begin(), out.drags.end(), 0.0) / count;
        double squares = 0;
        for (const double d : out.drags)
            squares += (d - out.mean) * (d - out.mean);
        out.deviation = std::sqrt(squares / (count - 1));
        return out;
    }

private:
    const EditCostRequest &request_;
    const std::vector<CostFace> &faces_;
    const JobContext &context_;
    std::int64_t whole_;
    std::int64_t done_ = 0;
};

/// Prediction, truth and inter-ocular distance of the face; its length is 0 where one of them is missing.
CostFace costFace(const Dataset &dataset, const Run &run, int row, int runRow)
{
    CostFace out;
    out.row = row;
    const Face &face = dataset.faces[static_cast<std::size_t>(row)];
    if (runRow < 0 || run.rows[static_cast<std::size_t>(runRow)].missing)
        return out;
    auto points = pointsInScheme(run.rows[static_cast<std::size_t>(runRow)], run.schemeId, dataset.schemeId);
    if (!points || std::ssize(*points) != face.truth.count() || !std::ranges::all_of(*points, isFinite))
        return out;
    out.prediction = std::move(*points);
    for (int i = 0; i < face.truth.count(); ++i)
        out.truth.push_back(face.truth.isPresent(i) ? face.truth.points[static_cast<std::size_t>(i)]
                                                    : Point2{std::nan(""), std::nan("")});
    const double length =
        metrics::normalisers(face, *dataset.scheme())[static_cast<std::size_t>(metrics::Normaliser::InterOcular)];
    out.length = std::isfinite(length) ? length : 0;
    return out;
}

std::vector<CostFace> costFaces(const Dataset &dataset, const Run &run, std::vector<int> rows)
{
    if (rows.empty())
        rows = facesOf(dataset);
    const auto rowOfFace = matchRun(run, dataset);
    std::vector<CostFace> out;
    for (const int row : rows) {
        CostFace face = costFace(dataset, run, row, rowOfFace[static_cast<std::size_t>(row)]);
        if (face.length > 0)
            out.push_back(std::move(face));
    }
    return out;
}

/// Every n-th, the first and the last among them.
std::vector<CostFace> evenlyDrawn(std::vector<CostFace> faces, int most)
{
    const std::size_t wanted = static_cast<std::size_t>(std::max(most, 1));
    if (faces.size() <= wanted)
        return faces;
    std::vector<CostFace> out;
    for (std::size_t i = 0; i < wanted; ++i)
        out.push_back(std::move(faces[wanted > 1 ? i * (faces.size() - 1) / (wanted - 1) : 0]));
    return out;
}

std::string imageFile(const Dataset &dataset, int row)
{
    std::error_code ignored;
    const auto path = dataset.imagePath(dataset.faces[static_cast<std::size_t>(row)].sample);
    return std::filesystem::weakly_canonical(path, ignored).string();
}

Result<shape::ResidualModel> learnResiduals(const EditCostRequest &request, const std::vector<CostFace> &tested,
                                            const JobContext &context)
{
    const Dataset &train = *request.trainDataset;
    if (train.schemeId != request.dataset->schemeId)
        return makeError(Errc::InvalidArgument,
                         says("The training faces have another scheme than the faces to correct."));
    std::set<std::string> images;
    for (const CostFace &face : tested)
        images.insert(imageFile(*request.dataset, face.row));
    std::vector<std::vector<Point2>> predictions, truths;
    for (CostFace &face : costFaces(train, *request.trainRun, {})) {
        if (images.contains(imageFile(train, face.row)))
            return makeError(Errc::InvalidArgument,
                             says("%1 is among the faces to correct and among the training faces; they must be apart.",
                                  train.sampleOf(face.row).image));
        predictions.push_back(std::move(face.prediction));
        truths.push_back(std::move(face.truth));
    }
    return shape::ResidualModel::learn(*train.scheme(), predictions, truths, {}, context);
}

} // namespace

Result<EditCostReport> editCost(const EditCostRequest &request, const JobContext &context)
{
    const LandmarkScheme *scheme = request.dataset->scheme();
    if (!scheme)
        return makeError(Errc::InvalidArgument, says("The data set has no landmarks that could be corrected."));
    auto faces = costFaces(*request.dataset, *request.run, request.faces);
    EditCostReport report;
    report.skipped =
        static_cast<int>((request.faces.empty() ? request.dataset->faces.size() : request.faces.size()) - faces.size());
    faces = evenlyDrawn(std::move(faces), request.mostFaces);
    if (faces.empty())
        return makeError(Errc::InvalidArgument,
                         says("No face has a prediction and an inter-ocular distance; are these the predictions of %1?",
                              request.dataset->name));
    report.faces = static_cast<int>(faces.size());
    for (const CostFace &face : faces) {
        std::vector<double> errors;
        for (std::size_t i = 0; i < face.truth.size(); ++i)
            errors.push_back(distance(face.prediction[i], face.truth[i]));
        const double nme = metrics::nme(errors, face.length);
        report.nmeBefore += nme / report.faces;
        report.atGoal += nme <= request.goal;
    }
    const bool learns = request.trainDataset && request.trainRun;
    const auto local = shape::ResidualModel::local(*scheme);
    auto learned = learns ? learnResiduals(request, faces, context) : Result<shape::ResidualModel>(local);
    if (!learned)
        return learned.error();
    report.learnedFrom = learned->faces();
    const auto soft = [](const shape::ResidualModel &model) {
        return [&model](const Points &points, int landmark, Point2 place, const std::vector<bool> &dragged) {
            return softDrag(model, points, landmark, place, dragged);
        };
    };
    const auto contour = [scheme](const Points &points, int landmark, Point2 place, const std::vector<bool> &dragged) {
        return contourDrag(*scheme, points, landmark, place, dragged);
    };
    CostStudy study(request, faces, context, learns ? 4 : 3);
    report.tools.push_back(study.run("plain", plainDrag));
    report.tools.push_back(study.run("contour", contour));
    report.tools.push_back(study.run("soft, nothing learned", soft(local)));
    if (learns)
        report.tools.push_back(study.run("soft", soft(*learned)));
    if (context.cancelled())
        return makeError(Errc::Cancelled, says("The study of editing costs was cancelled."));
    return report;
}

} // namespace fiducial::pipeline
