#include "core/pipeline/crop_cache.h"

#include "core/base/file_io.h"
#include "core/base/safetensors.h"
#include "core/geometry/crop_transform.h"
#include "core/image/image.h"
#include "core/pipeline/crop_plan.h"
#include "core/pipeline/portrait.h"

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <unordered_map>

namespace fiducial::pipeline {

namespace {
constexpr Size kPortraitSize{400, 400};

struct Crop {
    std::string pixels; ///< RGB
    std::vector<float> points;
    std::vector<float> box;
    std::string visibility;
    bool validation = false;
};

struct CroppedTask {
    std::vector<Crop> crops;
    std::vector<Issue> issues;
    int lost = 0;
};

/// Results that come in any order and are taken in that of the tasks. Bounded, so that fast decoding never fills the
/// memory; the task whose turn it is always finds room.
class OrderedQueue {
public:
    void push(std::size_t index, CroppedTask done)
    {
        std::unique_lock lock(mutex_);
        space_.wait(lock, [&] { return stopped_ || crops_ < kCapacity || index == next_; });
        crops_ += done.crops.size();
        waiting_.emplace(index, std::move(done));
        ready_.notify_one();
    }

    CroppedTask takeNext()
    {
        std::unique_lock lock(mutex_);
        ready_.wait(lock, [&] { return waiting_.contains(next_); });
        CroppedTask done = std::move(waiting_.extract(next_++).mapped());
        crops_ -= done.crops.size();
        space_.notify_all();
        return done;
    }

    /// Nothing is taken any more: producers stop waiting and stop working.
    void stop()
    {
        const std::lock_guard lock(mutex_);
        stopped_ = true;
        space_.notify_all();
    }

    bool stopped() const { return stopped_; }

private:
    static constexpr std::size_t kCapacity = 256;

    std::mutex mutex_;
    std::condition_variable ready_;
    std::condition_variable space_;
    std::unordered_map<std::size_t, CroppedTask> waiting_;
    std::size_t next_ = 0;
    std::size_t crops_ = 0;
    std::atomic<bool> stopped_ = false;
};

class CropCutter {
public:
    explicit CropCutter(const CropPlan &plan) : plan_(plan) {}

    CroppedTask cut(const CropTask &task) const { return task.source < 0 ? portrait(task) : faces(task); }

private:
    CroppedTask portrait(const CropTask &task) const
    {
        const Portrait drawn = renderPortrait({plan_.request().syntheticSeed, task.sample, 1, kPortraitSize});
        const PortraitFace &face = drawn.faces.front();
        CroppedTask out;
        out.crops.push_back(
            crop(cv::imdecode(drawn.jpeg, cv::IMREAD_COLOR), plan_.portraitLabel(face.points98, face.box)));
        return out;
    }

    CroppedTask faces(const CropTask &task) const
    {
        const Dataset &dataset = *plan_.request().sources[static_cast<std::size_t>(task.source)].dataset;
        const auto path = dataset.imagePath(task.sample);
        CroppedTask out;
        const auto leaveOut = [&](const std::string &file, const Sentence &what, int row) {
            out.issues.push_back({Severity::Error, file, 0, what, {}, row});
        };
        const auto picture = image::decode(path);
        if (!picture) {
            leaveOut(picture.error().file, joined(picture.error().message, says("Its faces were left out.")),
                     task.rows.front());
            out.lost = static_cast<int>(task.rows.size());
            return out;
        }
        const Rect all{-0.5, -0.5, static_cast<double>(picture->cols), static_cast<double>(picture->rows)};
        for (const int row : task.rows) {
            const CropLabel label = plan_.label(task.source, row);
            if (!(intersectionOverUnion(label.box, all) > 0)) {
                leaveOut(toUtf8(path), says("The face box lies outside the picture; the face was left out."), row);
                ++out.lost;
                continue;
            }
            out.crops.push_back(crop(*picture, label));
            out.crops.back().validation = plan_.inValidation(task.source, row);
        }
        return out;
    }

    Crop crop(const cv::Mat &picture, const CropLabel &label) const
    {
        const int side = plan_.request().side;
        const CropRule rule{.margin = plan_.request().margin,
                            .extraPixels = plan_.request().extraPixels,
                            .square = plan_.request().square,
                            .law = GridLaw::PixelCentre};
        const Affine map = cropFromImage(label.box, rule, {side, side});
        cv::Mat rgb;
        cv::cvtColor(image::warp(picture, map, {side, side}), rgb, cv::COLOR_BGR2RGB);
        Crop out;
        out.pixels.assign(reinterpret_cast<const char *>(rgb.data), rgb.total() * rgb.elemSize());
        for (std::size_t i = 0; i < label.points.size(); ++i) {
            const bool present = label.visibility[i] != Visibility::Absent;
            const Point2f p = toFloat(present ? map * label.points[i] : Point2{});
            out.points.insert(out.points.end(), {p.x, p.y});
            out.visibility += static_cast<char>(label.visibility[i]);
        }
        const Point2f corner = toFloat(map * Point2{label.box.x, label.box.y});
        const Point2f extent = toFloat({label.box.width * map.a, label.box.height * map.d});
        out.box = {corner.x, corner.y, extent.x, extent.y};
        return out;
    }

    const CropPlan &plan_;
};

std::string_view viewOf(const std::vector<float> &values)
{
    return {reinterpret_cast<const char *>(values.data()), values.size() * sizeof(float)};
}

/// What stands behind the images in the file and is small enough to be kept until they are written.
struct SmallTensors {
    std::vector<float> points;
    std::vector<float> boxes;
    std::string visibility;
    std::string split;

    void add(const Crop &crop)
    {
        points.insert(points.end(), crop.points.begin(), crop.points.end());
        boxes.insert(boxes.end(), crop.box.begin(), crop.box.end());
        visibility += crop.visibility;
        split += crop.validation ? '\1' : '\0';
    }

    Result<void> write(safetensors::Writer &file, std::int64_t landmarks) const
    {
        const auto one = [&](const char *name, const char *type, std::vector<std::int64_t> row,
                             std::string_view bytes) {
            file.begin(name, type, std::move(row));
            return file.append(bytes);
        };
        if (auto written = one("points", "F32", {landmarks, 2}, viewOf(points)); !written)
            return written;
        if (auto written = one("box", "F32", {4}, viewOf(boxes)); !written)
            return written;
        if (auto written = one("visibility", "U8", {landmarks}, visibility); !written)
            return written;
        return one("split", "U8", {}, split);
    }
};

Result<void> writeCrops(const CropPlan &plan, safetensors::Writer &file, SmallTensors &small, CropCacheReport &report,
                        const JobContext &context)
{
    const CropCutter cutter(plan);
    const auto &tasks = plan.tasks();
    OrderedQueue queue;
    std::atomic<std::size_t> nextTask = 0;
    const auto produce = [&] {
        for (std::size_t i = nextTask++; i < tasks.size() && !queue.stopped(); i = nextTask++)
            queue.push(i, cutter.cut(tasks[i]));
    };
    const int threads = plan.request().threads > 0 ? plan.request().threads
                                                   : std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
    std::vector<std::jthread> workers;
    for (int i = 0; i < threads; ++i)
        workers.emplace_back(produce);
    const auto consume = [&]() -> Result<void> {
        int done = 0;
        for (std::size_t i = 0; i < tasks.size(); ++i) {
            if (context.cancelled())
                return makeError(Errc::Cancelled, says("Cutting the crops was cancelled; nothing was written."));
            context.progress(done, plan.faceCount());
            const CroppedTask task = queue.takeNext();
            for (const Crop &crop : task.crops) {
                if (auto written = file.append(crop.pixels); !written)
                    return written;
                small.add(crop);
                ++(crop.validation ? report.validation : report.training);
            }
            done += static_cast<int>(tasks[i].rows.size());
            report.leftOut += task.lost;
            report.issues.insert(report.issues.end(), task.issues.begin(), task.issues.end());
        }
        context.progress(done, plan.faceCount());
        return {};
    };
    Result<void> consumed = consume();
    queue.stop();
    return consumed;
}

/// A share that came out empty, which a trainer would only notice later.
void checkSplit(const CropCacheRequest &request, CropCacheReport &report)
{
    const std::string by = std::string(toString(request.group));
    const Sentence fix = says("Choose another group, share or seed.");
    if (request.validation > 0 && report.validation == 0)
        report.issues.push_back(
            {Severity::Warning, {}, 0, says("The split by %1 left no face for validation.", by), fix, -1});
    if (report.training == 0)
        report.issues.push_back(
            {Severity::Warning, {}, 0, says("The split by %1 left no face for training.", by), fix, -1});
}
} // namespace

Result<CropCacheReport> writeCropCache(const CropCacheRequest &request, const std::filesystem::path &file,
                                       const JobContext &context)
{
    const auto start = std::chrono::steady_clock::now();
    const auto plan = CropPlan::make(request);
    if (!plan)
        return plan.error();
    const auto metadata = plan->metadata();
    std::size_t headerRoom = 2048; // the tensors' entries
    for (const auto &[key, value] : metadata)
        headerRoom += key.size() + 2 * value.size(); // quotes become escapes
    auto writer = safetensors::Writer::create(file, headerRoom);
    if (!writer)
        return writer.error();
    CropCacheReport report;
    report.schemeId = plan->scheme().id;
    report.synthetic = request.synthetic;
    report.leftOut = plan->leftOut();
    report.issues = plan->issues();
    writer->begin("images", "U8", {request.side, request.side, 3});
    SmallTensors small;
    if (auto written = writeCrops(*plan, *writer, small, report, context); !written)
        return written.error();
    report.faces = report.training + report.validation;
    if (report.faces == 0)
        return makeError(Errc::Malformed, says("No face could be cropped. %1", report.issues.front().text()));
    if (auto written = small.write(*writer, plan->scheme().count); !written)
        return written.error();
    if (auto committed = writer->commit(metadata); !committed)
        return committed.error();
    checkSplit(request, report);
    std::error_code ec;
    report.bytes = std::filesystem::file_size(file, ec);
    report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return report;
}

Result<bool> isCropCacheCurrent(const CropCacheRequest &request, const std::filesystem::path &file)
{
    const auto plan = CropPlan::make(request);
    if (!plan)
        return plan.error();
    std::error_code ec;
    const auto written = std::filesystem::last_write_time(file, ec);
    if (ec)
        return false;
    const auto metadata = safetensors::readMetadata(file);
    if (!metadata)
        return false; // broken: to be written anew
    const auto key = metadata->find("key");
    if (key == metadata->end() || key->second != plan->metadata().at("key"))
        return false;
    for (const CropTask &task : plan->tasks()) {
        if (task.source < 0)
            continue;
        const auto picture = request.sources[static_cast<std::size_t>(task.source)].dataset->imagePath(task.sample);
        const auto changed = std::filesystem::last_write_time(picture, ec);
        if (!ec && changed > written) // one that is missing is left out again
            return false;
    }
    return true;
}

} // namespace fiducial::pipeline
