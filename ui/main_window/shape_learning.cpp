#include "ui/main_window/shape_learning.h"

#include "core/base/heap.h"
#include "ui/canvas/landmark_canvas.h"
#include "ui/document/project_document.h"
#include "ui/jobs/job_runner.h"

#include <QDeadlineTimer>

#include <algorithm>
#include <utility>

namespace fiducial::ui {

namespace {

constexpr int kMostPairs = 600;

std::vector<Point2> wholeFace(const LandmarkSet &set)
{
    for (int i = 0; i < set.count(); ++i)
        if (!set.isPresent(i))
            return {};
    return set.points;
}

} // namespace

ShapeLearning::ShapeLearning(ProjectDocument &document, JobRunner &jobs, LandmarkCanvas &canvas, QObject *parent)
    : QObject(parent), document_(document), jobs_(jobs), canvas_(canvas)
{
    later_.setSingleShot(true);
    later_.setInterval(300);
    connect(&later_, &QTimer::timeout, this, &ShapeLearning::beginResiduals);
    connect(&gathering_, &QTimer::timeout, this, &ShapeLearning::gatherPairs);
    connect(&document_, &ProjectDocument::changed, this, [this](const ChangeEvent &event) {
        if (std::holds_alternative<DatasetReset>(event))
            reset();
        else if (!std::holds_alternative<FacesChanged>(event))
            later_.start();
    });
}

void ShapeLearning::reset()
{
    ++generation_;
    shapes_.reset();
    residuals_.reset();
    learnedRun_ = -1;
    later_.stop();
    gathering_.stop();
    canvas_.setShapeModels({}, {});
    if (!document_.isOpen() || !document_.scheme())
        return;
    learnShapes();
    later_.start();
}

void ShapeLearning::learnShapes()
{
    const auto work = [data = document_.sharedDataset()](const JobContext &context) -> Result<shape::ShapeModel> {
        const shape::ShapeLearning options;
        // Evenly drawn: a copy of every face of a large data set would take hundreds of megabytes.
        const auto most = static_cast<std::size_t>(options.mostFaces);
        const std::size_t step = std::max<std::size_t>(1, (data->faces.size() + most - 1) / most);
        std::vector<std::vector<Point2>> faces;
        for (std::size_t i = 0; i < data->faces.size(); i += step)
            if (std::vector<Point2> points = wholeFace(data->faces[i].truth);
                !points.empty() && !data->faces[i].removed)
                faces.push_back(std::move(points));
        auto learned = shape::ShapeModel::learn(*data->scheme(), faces, options, context);
        faces = {};
        giveFreedMemoryBack();
        return learned;
    };
    jobs_.run<shape::ShapeModel>(JobRunner::Pool::Learning, {}, work, this,
                                 [this, generation = generation_](Result<shape::ShapeModel> learned) {
                                     if (generation != generation_ || !learned)
                                         return; // too few faces: the generic model serves
                                     shapes_ = std::move(learned).value();
                                     canvas_.setShapeModels(residuals_, shapes_);
                                 });
}

void ShapeLearning::beginResiduals()
{
    const DocumentRun *run = document_.isOpen() ? document_.run(document_.activeRun()) : nullptr;
    if (!run || !run->complete || !document_.scheme() || run->number == learnedRun_)
        return;
    learnedRun_ = run->number;
    predictions_.clear();
    truths_.clear();
    nextRow_ = 0;
    gathering_.start();
}

void ShapeLearning::gatherPairs()
{
    constexpr int kPieceMs = 3; // runs are read on this thread; within a frame, with the rest of what the window does
    const QDeadlineTimer deadline(kPieceMs);
    const int step = std::max(1, document_.faceCount() / kMostPairs);
    for (; nextRow_ < document_.faceCount() && !deadline.hasExpired(); nextRow_ += step) {
        std::vector<Point2> truth = wholeFace(document_.face(nextRow_).truth);
        std::vector<Point2> predicted = truth.empty() ? truth : wholeFace(document_.runSet(nextRow_, learnedRun_));
        if (predicted.size() != truth.size() || truth.empty() || !document_.exists(nextRow_))
            continue;
        predictions_.push_back(std::move(predicted));
        truths_.push_back(std::move(truth));
    }
    if (nextRow_ < document_.faceCount())
        return;
    gathering_.stop();
    learnResiduals();
}

void ShapeLearning::learnResiduals()
{
    const auto work = [scheme = document_.scheme(), data = document_.sharedDataset(),
                       predictions = std::exchange(predictions_, {}),
                       truths = std::exchange(truths_, {})](const JobContext &context) -> Result<shape::ResidualModel> {
        return shape::ResidualModel::learn(*scheme, predictions, truths, {}, context);
    };
    jobs_.run<shape::ResidualModel>(JobRunner::Pool::Learning, {}, work, this,
                                    [this, generation = generation_](Result<shape::ResidualModel> learned) {
                                        if (generation != generation_)
                                            return;
                                        residuals_.reset(); // too few pairs: the local model serves
                                        if (learned)
                                            residuals_ = std::move(learned).value();
                                        canvas_.setShapeModels(residuals_, shapes_);
                                    });
}

} // namespace fiducial::ui
