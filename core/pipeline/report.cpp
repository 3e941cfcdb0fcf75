#include "core/pipeline/report.h"

#include "core/base/file_io.h"
#include "core/base/uuid.h"
#include "core/pipeline/evaluation_json.h"
#include "core/pipeline/report_page.h"
#include "core/pipeline/report_tables.h"

namespace fiducial::pipeline {

namespace fs = std::filesystem;

namespace {
/// A folder beside its destination that takes its place when everything lies in it, and goes where something failed.
class FolderInWork {
public:
    static Result<FolderInWork> create(const fs::path &destination)
    {
        std::error_code code;
        fs::path target = fs::weakly_canonical(destination, code);
        if (!target.has_filename())
            target = target.parent_path();
        fs::path work = target;
        work.replace_filename("." + toUtf8(target.filename()) + "-" + Uuid::random().toString());
        fs::create_directories(work, code);
        if (code)
            return makeError(Errc::Unwritable, says("The folder cannot be made: %1.", code.message()),
                             toUtf8(target.parent_path()));
        return FolderInWork(std::move(target), std::move(work));
    }
    FolderInWork(FolderInWork &&other) noexcept
        : target_(std::move(other.target_)), work_(std::exchange(other.work_, {}))
    {}
    FolderInWork &operator=(FolderInWork &&) = delete;
    ~FolderInWork()
    {
        std::error_code ignored;
        if (!work_.empty())
            fs::remove_all(work_, ignored);
    }

    Result<void> write(const std::string &name, std::string_view bytes) const
    {
        return writeFileAtomically(work_ / name, bytes);
    }

    /// An empty folder in that place is replaced; one that has been filled meanwhile is not.
    Result<void> commit()
    {
        std::error_code code;
        fs::rename(work_, target_, code);
        if (code)
            return makeError(Errc::Unwritable, says("The report cannot take its place: %1.", code.message()),
                             toUtf8(target_));
        work_.clear();
        return {};
    }

private:
    FolderInWork(fs::path target, fs::path work) : target_(std::move(target)), work_(std::move(work)) {}

    fs::path target_;
    fs::path work_;
};

Result<std::vector<ReportPicture>> reportPictures(const ReportRequest &request, const std::vector<std::size_t> &faces,
                                                  const JobContext &context)
{
    std::vector<ReportPicture> out;
    for (const std::size_t entry : faces) {
        if (context.cancelled())
            return makeError(Errc::Cancelled, says("The report was cancelled."));
        context.progress(std::ssize(out), std::ssize(faces));
        ReportPicture picture;
        picture.entry = entry;
        auto bytes = request.picture ? request.picture(entry)
                                     : Result<std::string>(makeError(Errc::Missing, says("No picture was asked for.")));
        if (bytes) {
            picture.bytes = std::move(bytes).value();
            picture.png = picture.bytes.starts_with("\x89PNG");
        } else {
            picture.problem = bytes.error().text();
        }
        out.push_back(std::move(picture));
    }
    return out;
}

using NamedFiles = std::vector<std::pair<std::string, std::string>>;

Result<void> addFigures(const ReportRequest &request, const std::vector<ReportFigure> &figures, NamedFiles *files)
{
    for (const ReportFigure &figure : figures) {
        files->emplace_back(figure.name + ".svg", figure.drawing.file());
        if (!request.raster)
            continue;
        auto png = request.raster(files->back().second);
        if (!png)
            return png.error();
        files->emplace_back(figure.name + ".png", std::move(png).value());
    }
    return {};
}

std::string pictureName(std::size_t index, const ReportPicture &picture)
{
    const std::string number = std::to_string(index + 1);
    return "worst_" + std::string(number.size() < 2 ? "0" : "") + number + (picture.png ? ".png" : ".jpg");
}
} // namespace

Result<void> checkReportFolder(const fs::path &folder)
{
    std::error_code code;
    const fs::file_status status = fs::status(folder, code);
    if (!fs::exists(status))
        return {};
    if (!fs::is_directory(status))
        return makeError(Errc::InvalidArgument, says("A report is a folder, and there is a file of this name."),
                         toUtf8(folder));
    const bool empty = fs::is_empty(folder, code);
    if (code)
        return makeError(Errc::Unreadable, says("The folder cannot be read: %1.", code.message()), toUtf8(folder));
    if (!empty)
        return makeError(Errc::InvalidArgument,
                         says("A report goes into a new or an empty folder; this one has files in it."),
                         toUtf8(folder));
    return {};
}

Result<void> writeReport(const fs::path &folder, const ReportRequest &request, const JobContext &context)
{
    if (auto usable = checkReportFolder(folder); !usable)
        return usable;
    auto numbers = reportNumbers(request, context);
    if (!numbers)
        return numbers.error();
    const auto figures = reportFigures(request, *numbers);
    auto pictures = reportPictures(request, numbers->worst, context);
    if (!pictures)
        return pictures.error();
    NamedFiles files;
    files.emplace_back("report.html", reportPage(request, *numbers, figures, *pictures));
    files.emplace_back("evaluation.json", printEvaluationJson(*request.report, *request.evaluated.dataset,
                                                              *request.evaluated.run, request.reference, true));
    files.emplace_back("faces.csv", facesCsv(request));
    files.emplace_back("landmarks.csv", landmarksCsv(request, *numbers));
    if (!numbers->comparisons.empty())
        files.emplace_back("comparison.csv", comparisonCsv(request, *numbers));
    if (auto drawn = addFigures(request, figures, &files); !drawn)
        return drawn;
    for (std::size_t i = 0; i < pictures->size(); ++i)
        if (!(*pictures)[i].bytes.empty())
            files.emplace_back(pictureName(i, (*pictures)[i]), (*pictures)[i].bytes);
    auto work = FolderInWork::create(folder);
    if (!work)
        return work.error();
    for (const auto &[name, bytes] : files)
        if (auto written = work->write(name, bytes); !written)
            return written;
    if (context.cancelled())
        return makeError(Errc::Cancelled, says("The report was cancelled."));
    return work->commit();
}

} // namespace fiducial::pipeline
