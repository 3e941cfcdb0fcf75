#include "core/pipeline/predict.h"

#include "core/base/file_io.h"
#include "core/dataset/select.h"
#include "core/image/image.h"
#include "core/pipeline/predict_boxes.h"
#include "core/pipeline/utc_now.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>
#include <thread>

namespace fiducial::pipeline {

namespace {
using Clock = std::chrono::steady_clock;

double secondsSince(Clock::time_point start)
{
    return std::chrono::duration<double>(Clock::now() - start).count();
}

/// Faces of one image, decoded once.
struct ImageTask {
    int sample = -1;
    std::vector<int> slots; ///< positions in the request's list of faces
};

struct PreparedFace {
    int slot = -1;
    std::optional<model::LandmarkModel::Prepared> prepared; ///< nullopt: missing
    Rect cropBox;
};

/// Decoded and cropped faces on their way to the network; bounded, so that fast decoding never fills the memory.
///
/// `takeTurns`: producers rest while a batch is in the network. On the CPU both use all cores, and each layer waits for
/// its slowest thread: a network that shares its cores with decoding loses more than the decoding takes.
class PreparedQueue {
public:
    PreparedQueue(std::size_t capacity, bool takeTurns) : capacity_(capacity), takeTurns_(takeTurns) {}

    /// Before a producer's next image. False: it is to stop.
    bool waitForTurn()
    {
        std::unique_lock lock(mutex_);
        space_.wait(lock, [&] { return stopped_ || (faces_.size() < capacity_ && !(takeTurns_ && inNetwork_)); });
        return !stopped_;
    }

    void push(std::vector<PreparedFace> faces, std::vector<Issue> issues)
    {
        const std::lock_guard lock(mutex_);
        for (auto &face : faces)
            faces_.push_back(std::move(face));
        issues_.insert(issues_.end(), issues.begin(), issues.end());
        ready_.notify_one();
    }

    /// Up to `count` faces, which are in the network until the next call; waits until that many are there or the
    /// producers are done. Empty: nothing more will come.
    std::vector<PreparedFace> take(std::size_t count)
    {
        std::unique_lock lock(mutex_);
        inNetwork_ = false;
        space_.notify_all();
        ready_.wait(lock, [&] { return faces_.size() >= std::min(count, capacity_) || producers_ == 0; });
        const std::size_t n = std::min(count, faces_.size());
        std::vector<PreparedFace> out(std::make_move_iterator(faces_.begin()),
                                      std::make_move_iterator(faces_.begin() + static_cast<std::ptrdiff_t>(n)));
        faces_.erase(faces_.begin(), faces_.begin() + static_cast<std::ptrdiff_t>(n));
        inNetwork_ = true;
        return out;
    }

    void addProducer()
    {
        const std::lock_guard lock(mutex_);
        ++producers_;
    }

    void producerDone()
    {
        const std::lock_guard lock(mutex_);
        --producers_;
        ready_.notify_all();
    }

    /// Producers stop waiting and stop working.
    void stop()
    {
        const std::lock_guard lock(mutex_);
        stopped_ = true;
        space_.notify_all();
    }

    std::vector<Issue> takeIssues()
    {
        const std::lock_guard lock(mutex_);
        return std::move(issues_);
    }

private:
    std::mutex mutex_;
    std::condition_variable ready_;
    std::condition_variable space_;
    std::deque<PreparedFace> faces_;
    std::vector<Issue> issues_;
    std::size_t capacity_;
    bool takeTurns_;
    bool inNetwork_ = false;
    int producers_ = 0;
    bool stopped_ = false;
};

class Predictor {
public:
    Predictor(const PredictRequest &request, model::LandmarkModel &model, model::FaceDetector *detector,
              const JobContext &context)
        : request_(request),
          dataset_(*request.dataset),
          model_(model),
          detector_(detector),
          context_(context),
          faces_(request.faces),
          onCpu_(!model.device().starts_with("CUDA")),
          queue_(std::max(kBatch, 256 / (1 + static_cast<std::size_t>(model.views().jitters))), onCpu_)
    {
        if (faces_.empty())
            faces_ = facesOf(dataset_);
        std::map<int, std::size_t> taskOfSample;
        for (std::size_t slot = 0; slot < faces_.size(); ++slot) {
            const int sample = dataset_.faces[static_cast<std::size_t>(faces_[slot])].sample;
            const auto [it, added] = taskOfSample.try_emplace(sample, tasks_.size());
            if (added)
                tasks_.push_back({sample, {}});
            tasks_[it->second].slots.push_back(static_cast<int>(slot));
        }
    }

    Result<PredictReport> run()
    {
        const auto start = Clock::now();
        PredictReport report;
        report.run = emptyRun();
        rows_.resize(faces_.size());
        done_.assign(faces_.size(), false);
        const int cores = static_cast<int>(std::thread::hardware_concurrency());
        const int threads =
            request_.decodeThreads > 0 ? request_.decodeThreads : std::max(1, onCpu_ ? cores : cores - 1);
        std::vector<std::jthread> producers;
        for (int i = 0; i < threads; ++i) {
            queue_.addProducer();
            producers.emplace_back([this] {
                produce();
                queue_.producerDone();
            });
        }
        const Result<void> consumed = consume(report);
        queue_.stop();
        producers.clear();
        if (!consumed)
            return consumed.error();
        report.issues = queue_.takeIssues();
        for (std::size_t slot = 0; slot < rows_.size(); ++slot)
            if (done_[slot])
                report.run.rows.push_back(std::move(rows_[slot]));
        report.seconds = secondsSince(start);
        return report;
    }

private:
    Run emptyRun() const
    {
        Run run;
        run.id = Uuid::random();
        run.name = model_.card().name;
        run.schemeId = model_.card().schemeId;
        run.modelName = model_.card().name;
        run.modelHash = model_.hash();
        run.device = model_.device();
        run.boxes = request_.boxes;
        run.detector = request_.boxes == BoxSource::Detector && detector_ ? detector_->name() : std::string();
        run.views = model_.views();
        run.created = utcNow();
        run.source = toUtf8(dataset_.root);
        return run;
    }

    void produce()
    {
        while (queue_.waitForTurn()) {
            const std::size_t next = nextTask_++;
            if (next >= tasks_.size())
                return;
            std::vector<Issue> issues;
            auto prepared = prepareImage(tasks_[next], issues);
            queue_.push(std::move(prepared), std::move(issues));
        }
    }

    std::vector<PreparedFace> prepareImage(const ImageTask &task, std::vector<Issue> &issues)
    {
        std::vector<PreparedFace> out;
        for (const int slot : task.slots)
            out.push_back({slot, std::nullopt, {}});
        const auto path = dataset_.imagePath(task.sample);
        auto picture = image::decode(path);
        if (!picture) {
            issues.push_back({Severity::Error, picture.error().file, 0, picture.error().message,
                              says("Its faces were not predicted."),
                              faces_[static_cast<std::size_t>(task.slots.front())]});
            return out;
        }
        std::vector<int> rows;
        for (const int slot : task.slots)
            rows.push_back(faces_[static_cast<std::size_t>(slot)]);
        auto boxes = findBoxes(rows, *picture, issues);
        if (!boxes) {
            issues.push_back({Severity::Error, toUtf8(path), 0, boxes.error().message, {}, rows.front()});
            return out;
        }
        for (std::size_t i = 0; i < out.size(); ++i) {
            if (!(*boxes)[i])
                continue;
            out[i].cropBox = *(*boxes)[i];
            const Face &face = dataset_.faces[static_cast<std::size_t>(rows[i])];
            const bool annotated = request_.boxes == BoxSource::Annotated;
            out[i].prepared =
                model_.prepare({*picture, out[i].cropBox, annotated ? face.derived.centreScale : std::nullopt});
        }
        return out;
    }

    Result<std::vector<std::optional<Rect>>> findBoxes(const std::vector<int> &rows, const cv::Mat &picture,
                                                       std::vector<Issue> &issues)
    {
        // A detector serves one thread at a time.
        std::unique_lock lock(detectorMutex_, std::defer_lock);
        if (request_.boxes == BoxSource::Detector)
            lock.lock();
        return boxesForFaces(dataset_, rows, request_.boxes, picture, detector_, issues);
    }

    Result<void> consume(PredictReport &report)
    {
        const auto total = static_cast<std::int64_t>(faces_.size());
        std::int64_t finished = 0;
        context_.progress(0, total);
        for (;;) {
            if (context_.cancelled()) {
                report.cancelled = true;
                return {};
            }
            std::vector<PreparedFace> batch = queue_.take(kBatch);
            if (batch.empty())
                return {};
            const JobContext part{context_.cancelled, [this, finished, total](std::int64_t done, std::int64_t) {
                                      context_.progress(finished + done, total);
                                  }};
            if (auto predicted = predictBatch(batch, part, report); !predicted) {
                if (predicted.error().code != Errc::Cancelled)
                    return predicted;
                report.cancelled = true;
                return {};
            }
            finished += static_cast<std::int64_t>(batch.size());
            context_.progress(finished, total);
        }
    }

    Result<void> predictBatch(std::vector<PreparedFace> &batch, const JobContext &context, PredictReport &report)
    {
        std::vector<model::LandmarkModel::Prepared> inputs;
        std::vector<std::size_t> inputOf;
        for (std::size_t i = 0; i < batch.size(); ++i) {
            if (!batch[i].prepared)
                continue;
            inputs.push_back(std::move(*batch[i].prepared));
            inputOf.push_back(i);
        }
        const auto start = Clock::now();
        auto outputs = model_.run(inputs, context);
        if (!outputs)
            return outputs.error();
        report.networkSeconds += secondsSince(start);

        std::vector<int> rows;
        std::vector<Prediction> predictions;
        for (const PreparedFace &face : batch)
            predictions.push_back(emptyPrediction(face));
        for (std::size_t k = 0; k < inputOf.size(); ++k) {
            Prediction &p = predictions[inputOf[k]];
            p.missing = false;
            p.points = std::move((*outputs)[k].points);
            p.covariance = std::move((*outputs)[k].covariance);
            p.peak = std::move((*outputs)[k].peak);
        }
        for (std::size_t i = 0; i < batch.size(); ++i) {
            const auto slot = static_cast<std::size_t>(batch[i].slot);
            rows.push_back(faces_[slot]);
            rows_[slot] = predictions[i];
            done_[slot] = true;
            ++(predictions[i].missing ? report.missing : report.predicted);
        }
        if (request_.onBatch)
            request_.onBatch(rows, predictions);
        return {};
    }

    Prediction emptyPrediction(const PreparedFace &prepared) const
    {
        const int row = faces_[static_cast<std::size_t>(prepared.slot)];
        const Face &face = dataset_.faces[static_cast<std::size_t>(row)];
        Prediction p;
        p.image = dataset_.sampleOf(row).image;
        p.box = face.box.value_or(Rect{});
        p.cropBox = prepared.cropBox;
        p.missing = true;
        return p;
    }

    static constexpr std::size_t kBatch = 32;

    const PredictRequest &request_;
    const Dataset &dataset_;
    model::LandmarkModel &model_;
    model::FaceDetector *detector_;
    const JobContext &context_;
    std::vector<int> faces_;
    std::vector<ImageTask> tasks_;
    std::atomic<std::size_t> nextTask_ = 0;
    std::mutex detectorMutex_;
    bool onCpu_;
    PreparedQueue queue_;
    std::vector<Prediction> rows_;
    std::vector<bool> done_;
};
} // namespace

Result<PredictReport> predict(const PredictRequest &request, model::LandmarkModel &model, model::FaceDetector *detector,
                              const JobContext &context)
{
    if (!request.dataset || request.dataset->faces.empty())
        return makeError(Errc::InvalidArgument,
                         says("The data set has no faces to predict; find them with the detector first."));
    if (request.boxes == BoxSource::Detector && !detector)
        return makeError(Errc::Missing, says("Boxes from a detector were asked for, but there is no detector."));
    return Predictor(request, model, detector, context).run();
}

Result<DetectReport> detectFaces(const Dataset &images, model::FaceDetector &detector, const JobContext &context)
{
    DetectReport report{images, {}};
    Dataset &out = report.dataset;
    out.faces.clear();
    const auto total = static_cast<std::int64_t>(out.samples.size());
    for (std::size_t s = 0; s < out.samples.size(); ++s) {
        if (context.cancelled())
            return makeError(Errc::Cancelled, says("Finding faces was cancelled."));
        context.progress(static_cast<std::int64_t>(s), total);
        out.samples[s].faces.clear();
        auto picture = image::decode(out.imagePath(static_cast<int>(s)));
        if (!picture) {
            report.issues.push_back({Severity::Error, picture.error().file, 0, picture.error().message, {}, -1});
            continue;
        }
        out.samples[s].size = {picture->cols, picture->rows};
        auto found = detector.detect(*picture);
        if (!found)
            return found.error();
        for (const model::DetectedFace &detected : *found) {
            Face face;
            face.sample = static_cast<std::int32_t>(s);
            face.box = detected.box;
            out.samples[s].faces.push_back(static_cast<std::int32_t>(out.faces.size()));
            out.faces.push_back(std::move(face));
        }
        if (found->empty())
            report.issues.push_back(
                {Severity::Note, out.samples[s].image, 0, says("No face was found by %1.", detector.name()), {}, -1});
    }
    context.progress(total, total);
    return report;
}

} // namespace fiducial::pipeline
