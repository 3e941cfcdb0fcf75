#include "ui/main_window/session.h"

#include "core/base/file_io.h"
#include "core/model/face_detector.h"
#include "core/pipeline/predict.h"
#include "core/pipeline/run_io.h"
#include "ui/document/project_document.h"
#include "ui/document/wording.h"
#include "ui/imaging/qimage_convert.h"
#include "ui/jobs/job_runner.h"

#include <QFileInfo>

#include <algorithm>

namespace fiducial::ui {

using namespace Qt::StringLiterals;

namespace {
/// Where the coordinate doctor finds a convention that differs; nothing where all is well or cannot be told.
std::optional<analysis::CoordinateDiagnosis> suspiciousCoordinates(const Dataset &dataset, const Run &run,
                                                                   const std::vector<int> &rowOfFace,
                                                                   const JobContext &context)
{
    constexpr int kEnoughFaces = 500;
    constexpr double kRelated = 0.5;
    std::vector<int> faces;
    for (int face = 0; face < std::ssize(rowOfFace) && std::ssize(faces) < kEnoughFaces; ++face)
        if (rowOfFace[static_cast<std::size_t>(face)] >= 0)
            faces.push_back(face);
    const auto found = pipeline::examineCoordinates({&dataset, &run, rowOfFace, faces, true}, context);
    if (!found || !(found->deviationRepaired < kRelated))
        return std::nullopt;
    const bool offset = found->offset == analysis::PixelOffset::Half || found->offset == analysis::PixelOffset::One;
    return found->slip != analysis::CoordinateSlip::None || offset ? std::optional(*found) : std::nullopt;
}
} // namespace

Session::Session(ProjectDocument &document, JobRunner &jobs, const formats::FormatRegistry &formats,
                 std::filesystem::path userData, QObject *parent)
    : QObject(parent), document_(document), jobs_(jobs), formats_(formats), userData_(std::move(userData))
{}

void Session::open(const QString &path)
{
    const quint64 ticket = ++ticket_;
    const QString absolute = QFileInfo(path).absoluteFilePath();
    // The same project may be opened again: its lock has to go first.
    if (document_.isOpen() && !document_.close()) {
        Q_EMIT failed(tr("Some edits are not saved yet"), sentenceText(document_.saveQueue().problem()));
        return;
    }
    opening_ = true;
    Q_EMIT opening(QFileInfo(absolute).fileName());
    // OpenedProject is not copyable; it travels behind a pointer.
    using Opened = std::shared_ptr<pipeline::OpenedProject>;
    jobs_.run<Opened>(
        JobRunner::Pool::Io, tr("Opening"),
        [this, request = pipeline::OpenProjectRequest{toPath(absolute), {}, userData_}](
            const JobContext &context) -> Result<Opened> {
            auto opened = pipeline::openProject(formats_, request, context);
            if (!opened)
                return opened.error();
            return std::make_shared<pipeline::OpenedProject>(std::move(opened).value());
        },
        this,
        [this, ticket, absolute](Result<Opened> result) {
            if (ticket != ticket_)
                return;
            opening_ = false;
            if (!result) {
                const QString sentence = errorText(result.error());
                if (result.error().code == Errc::NotFound && store::ProjectStore::isProject(toPath(absolute)))
                    Q_EMIT locateNeeded(absolute, sentence);
                else
                    Q_EMIT failed(tr("%1 could not be opened").arg(QFileInfo(absolute).fileName()), sentence);
                return;
            }
            const bool pending = (*result)->facesPending;
            document_.open(std::move(**result));
            Q_EMIT opened(absolute);
            if (pending)
                findFaces(absolute);
        });
}

void Session::findFaces(const QString &path)
{
    using Found = std::shared_ptr<pipeline::DetectReport>;
    jobs_.run<Found>(
        JobRunner::Pool::Inference, tr("Finding faces"),
        [dataset = document_.sharedDataset()](const JobContext &context) -> Result<Found> {
            auto detector = model::defaultDetector();
            if (!detector)
                return detector.error();
            auto found = pipeline::detectFaces(*dataset, **detector, context);
            if (!found)
                return found.error();
            return std::make_shared<pipeline::DetectReport>(std::move(found).value());
        },
        this,
        [this, path, ticket = ticket_](Result<Found> result) {
            if (ticket != ticket_ || !document_.isOpen())
                return;
            if (!result) {
                if (result.error().code != Errc::Cancelled)
                    Q_EMIT failed(tr("No faces could be found"), errorText(result.error()));
                return;
            }
            if (auto kept = pipeline::rememberFaces(*document_.store(), (*result)->dataset); !kept) {
                Q_EMIT failed(tr("The faces could not be kept in the project"), errorText(kept.error()));
                return;
            }
            open(path);
            Q_EMIT issuesFound((*result)->issues);
        });
}

void Session::locate(const QString &project, const QString &folder)
{
    if (auto moved = pipeline::relocateProject(toPath(project), toPath(folder)); !moved) {
        Q_EMIT failed(tr("The folder could not be set"), errorText(moved.error()));
        return;
    }
    open(project);
}

void Session::saveCopy(const QString &path)
{
    if (!document_.isOpen())
        return;
    if (auto copied = document_.store()->saveCopy(toPath(path)); !copied)
        Q_EMIT failed(tr("The project could not be copied"), errorText(copied.error()));
    else
        Q_EMIT saved(path);
}

void Session::exportDataset(const pipeline::ExportRequest &request, const QString &remark)
{
    lastExport_ = request;
    lastRemark_ = remark;
    exportedGeneration_ = document_.generation();
    exportedFaces_ = document_.existingRows();
    // The export works on what is edited now, while the hand may go on.
    auto edited = std::make_shared<std::unordered_map<int, LandmarkSet>>();
    for (int row = 0; row < document_.faceCount(); ++row)
        if (const auto &mine = document_.state(row).mine; !mine.empty())
            (*edited)[row] = mine.set;
    pipeline::ExportRequest snapshot = request;
    if (snapshot.faces.empty())
        snapshot.faces = document_.existingRows();
    const QString excluded = document_.leaveOutExcluded(snapshot.faces); // since the faces were chosen
    if (snapshot.faces.empty()) {
        Q_EMIT failed(tr("Nothing was exported"), excluded);
        return;
    }
    const QString said = !excluded.isEmpty() ? excluded : remark;
    snapshot.edited = [edited](int row) -> const LandmarkSet * {
        const auto it = edited->find(row);
        return it == edited->end() ? nullptr : &it->second;
    };
    jobs_.run<formats::WriteReport>(
        JobRunner::Pool::Io, tr("Exporting"),
        [this, snapshot, dataset = document_.sharedDataset()](const JobContext &context) mutable {
            snapshot.dataset = dataset.get();
            return pipeline::exportDataset(formats_, snapshot, context);
        },
        this,
        [this, said](const Result<formats::WriteReport> &result) {
            if (!result) {
                Q_EMIT failed(tr("Nothing was exported"), errorText(result.error()));
                return;
            }
            const QString place = result->files.empty() ? QString() : toQString(result->files.front());
            const QString done =
                result->files.size() == 1
                    ? tr("%n face(s) exported to %1", nullptr, result->faces).arg(place)
                    : tr("%n face(s) exported to %1 files", nullptr, result->faces).arg(result->files.size());
            Q_EMIT exported(said.isEmpty() ? done : done + u" · "_s + said);
        });
}

void Session::importRun(const QString &file, const QString &order)
{
    struct Imported {
        std::shared_ptr<Run> run;
        std::vector<int> unmatched;
        int matched = 0;
        std::optional<analysis::CoordinateDiagnosis> coordinates;
    };
    const auto dataset = document_.sharedDataset();
    jobs_.run<Imported>(
        JobRunner::Pool::Io, tr("Importing predictions"),
        [this, file = toPath(file), order = toPath(order), dataset](const JobContext &context) -> Result<Imported> {
            auto run = pipeline::readRun(formats_, file, context, order);
            if (!run)
                return run.error();
            if (run->schemeId != dataset->schemeId && !findSchemeMap(run->schemeId, dataset->schemeId))
                return makeError(Errc::Unsupported,
                                 says("The predictions have the points of %1, the data set those of %2; no map leads "
                                      "from one to the other.",
                                      run->schemeId, dataset->schemeId),
                                 toUtf8(file));
            Imported imported;
            const auto rows = matchRun(*run, *dataset, &imported.unmatched);
            imported.matched = static_cast<int>(std::count_if(rows.begin(), rows.end(), [](int r) { return r >= 0; }));
            if (imported.matched == 0)
                return makeError(Errc::InvalidArgument,
                                 says("None of its %1 rows belongs to a face of this data set.", run->rows.size()),
                                 toUtf8(file));
            imported.coordinates = suspiciousCoordinates(*dataset, *run, rows, context);
            run->id = Uuid::random(); // the same file may be imported again
            imported.run = std::make_shared<Run>(std::move(run).value());
            return imported;
        },
        this,
        [this, file, generation = document_.generation()](const Result<Imported> &result) {
            if (!result) {
                Q_EMIT failed(tr("No predictions were imported"), errorText(result.error()));
                return;
            }
            if (document_.generation() != generation)
                return;
            std::vector<Issue> issues;
            for (const int row : result->unmatched)
                issues.push_back({Severity::Note,
                                  toUtf8(toPath(file)),
                                  row + 1,
                                  says("This prediction belongs to no face: %1.",
                                       result->run->rows[static_cast<std::size_t>(row)].image),
                                  {},
                                  -1});
            if (!issues.empty())
                Q_EMIT issuesFound(issues);
            const int number = document_.addRun(std::move(*result->run), true);
            Q_EMIT imported(tr("%n prediction(s) imported", nullptr, result->matched));
            if (result->coordinates)
                Q_EMIT coordinatesSuspicious(number, *result->coordinates);
        });
}

bool Session::exportAgain()
{
    // Faces that have come or gone since: let somebody look at what is chosen.
    if (!lastExport_ || exportedGeneration_ != document_.generation() || exportedFaces_ != document_.existingRows())
        return false;
    exportDataset(pipeline::ExportRequest(*lastExport_), QString(lastRemark_));
    return true;
}

} // namespace fiducial::ui
