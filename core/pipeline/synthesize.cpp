#include "core/pipeline/synthesize.h"

#include "core/base/file_io.h"
#include "core/pipeline/portrait.h"
#include "core/scheme/landmark_scheme.h"

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <mutex>
#include <optional>
#include <string_view>
#include <thread>
#include <vector>

namespace fiducial::pipeline {

namespace {

constexpr int kSplitFrom = 100;
constexpr std::string_view kListFolder = "WFLW_annotations/list_98pt_rect_attr_train_test";

bool inTestList(int index, int count)
{
    return count < kSplitFrom || index % 10 == 9;
}

/// 0001.jpg; wider where the set needs it, so that names sort as the pictures were made.
std::string pictureName(int index, int count)
{
    const std::string number = std::to_string(index + 1);
    const std::size_t width = std::max<std::size_t>(4, std::to_string(count).size());
    return std::string(width - number.size(), '0') + number;
}

void appendNumber(std::string &text, double value)
{
    char buffer[48];
    const int length = std::snprintf(buffer, sizeof buffer, "%.6f", value);
    text.append(buffer, static_cast<std::size_t>(length));
}

std::string wflwRow(const PortraitFace &face, const std::string &path)
{
    std::string row;
    for (const Point2 p : face.points98)
        for (const double v : {p.x, p.y}) {
            appendNumber(row, v);
            row += ' ';
        }
    for (const double v : {face.box.x, face.box.y, face.box.right(), face.box.bottom()})
        row += std::to_string(static_cast<int>(v)) + ' ';
    for (const std::int8_t v : face.attributes)
        row += std::to_string(v) + ' ';
    return row + path + '\n';
}

/// 300W counts pixels from one.
std::string ptsText(const std::vector<Point2> &points)
{
    std::string text = "version: 1\nn_points: " + std::to_string(points.size()) + "\n{\n";
    for (const Point2 p : points) {
        appendNumber(text, p.x + 1);
        text += ' ';
        appendNumber(text, p.y + 1);
        text += '\n';
    }
    return text + "}\n";
}

std::optional<Error> refusal(const SynthesizeRequest &request)
{
    const auto invalid = [](Sentence message) { return makeError(Errc::InvalidArgument, std::move(message)); };
    if (request.layout != "wflw" && request.layout != "300w")
        return invalid(says("unknown layout '%1': use wflw or 300w", request.layout));
    if (request.count < 1 || request.count > 1'000'000)
        return invalid(says("the number of portraits must lie between 1 and 1000000, not %1", request.count));
    if (request.facesPerImage < 1 || request.facesPerImage > 8)
        return invalid(says("between 1 and 8 faces fit on a portrait, not %1", request.facesPerImage));
    if (request.layout == "300w" && request.facesPerImage > 1)
        return invalid(
            says("a .pts file of the 300w layout holds one face: use --layout wflw for several faces per image"));
    if (std::min(request.size.width, request.size.height) < 64 ||
        std::max(request.size.width, request.size.height) > 4096)
        return invalid(says("the sides of a portrait must lie between 64 and 4096 pixels"));
    return std::nullopt;
}

/// Renders and writes pictures until all are done, one fails or the job stops. Shared by the worker threads.
class Studio {
public:
    Studio(const SynthesizeRequest &request, const JobContext &job) : request_(request), job_(job), rows_(request.count)
    {}

    void work()
    {
        for (int index = next_++; index < request_.count && !stopped_; index = next_++) {
            if (job_.cancelled()) {
                stop(makeError(Errc::Cancelled, says("cancelled")));
                return;
            }
            if (const auto made = make(index); !made) {
                stop(made.error());
                return;
            }
            const std::lock_guard lock(mutex_);
            job_.progress(++done_, request_.count);
        }
    }
    const std::optional<Error> &failure() const { return failure_; }
    /// One text a picture, a row a face.
    const std::vector<std::string> &rows() const { return rows_; }
    int faces() const { return faces_; }

private:
    Result<void> make(int index)
    {
        const int faces = 1 + index % request_.facesPerImage;
        const Portrait portrait = renderPortrait({request_.seed, index, faces, request_.size});
        faces_ += faces;
        const std::string name = pictureName(index, request_.count), relative = "portraits/" + name + ".jpg";
        const bool wflw = request_.layout == "wflw";
        const auto folder = wflw ? request_.folder / "WFLW_images" : request_.folder;
        const std::string_view bytes(reinterpret_cast<const char *>(portrait.jpeg.data()), portrait.jpeg.size());
        if (auto written = writeFileAtomically(folder / relative, bytes); !written)
            return written;
        if (!wflw) {
            const SchemeMap *map = findSchemeMap("wflw98", "ibug68");
            if (!map)
                return makeError(Errc::Internal, says("the map from 98 to 68 points is missing"));
            return writeFileAtomically(folder / ("portraits/" + name + ".pts"),
                                       ptsText(map->apply(portrait.faces.front().points98)));
        }
        for (const PortraitFace &face : portrait.faces)
            rows_[static_cast<std::size_t>(index)] += wflwRow(face, relative);
        return {};
    }
    void stop(const Error &error)
    {
        const std::lock_guard lock(mutex_);
        stopped_ = true;
        if (!failure_)
            failure_ = error;
    }

    const SynthesizeRequest &request_;
    const JobContext &job_;
    std::atomic<int> next_ = 0;
    std::atomic<int> faces_ = 0;
    std::atomic<bool> stopped_ = false;
    std::mutex mutex_;
    int done_ = 0;
    std::optional<Error> failure_;
    std::vector<std::string> rows_;
};

Result<std::filesystem::path> writeLists(const SynthesizeRequest &request, const std::vector<std::string> &rows)
{
    std::string train, test;
    for (int i = 0; i < request.count; ++i)
        (inTestList(i, request.count) ? test : train) += rows[static_cast<std::size_t>(i)];
    const auto folder = request.folder / kListFolder;
    const auto testList = folder / "list_98pt_rect_attr_test.txt", trainList = folder / "list_98pt_rect_attr_train.txt";
    if (train.empty()) {
        std::error_code ignored; // the list of a larger set that lay here before
        std::filesystem::remove(trainList, ignored);
    } else if (auto written = writeFileAtomically(trainList, train); !written) {
        return written.error();
    }
    if (auto written = writeFileAtomically(testList, test); !written)
        return written.error();
    return testList;
}

} // namespace

Result<SynthesizeReport> synthesize(const SynthesizeRequest &request, const JobContext &job)
{
    if (auto error = refusal(request))
        return *error;
    Studio studio(request, job);
    {
        const int cores = std::clamp(static_cast<int>(std::thread::hardware_concurrency()), 1, request.count);
        std::vector<std::jthread> workers;
        for (int i = 1; i < cores; ++i)
            workers.emplace_back([&studio] { studio.work(); });
        studio.work();
    }
    if (studio.failure())
        return *studio.failure();
    SynthesizeReport report{request.count, studio.faces(), request.folder / "portraits"};
    if (request.layout == "wflw") {
        auto list = writeLists(request, studio.rows());
        if (!list)
            return list.error();
        report.list = list.value();
    }
    return report;
}

} // namespace fiducial::pipeline
