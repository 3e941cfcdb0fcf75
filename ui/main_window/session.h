#pragma once

#include "core/formats/annotation_format.h"
#include "core/pipeline/examine.h"
#include "core/pipeline/export_dataset.h"

#include <QObject>

#include <filesystem>
#include <optional>

namespace fiducial::ui {

class JobRunner;
class ProjectDocument;

/// Opening, relocating, copying and exporting of projects, each in the background. Talks in signals; asks nothing. GUI
/// thread.
class Session : public QObject {
    Q_OBJECT
public:
    Session(ProjectDocument &document, JobRunner &jobs, const formats::FormatRegistry &formats,
            std::filesystem::path userData, QObject *parent = nullptr);

    const formats::FormatRegistry &formats() const { return formats_; }
    /// Opens a data set, folder of pictures or project; the one before is closed once the new one is read.
    void open(const QString &path);
    bool isOpening() const { return opening_; }
    /// *Locate folder*: the project's data set is now at `folder`.
    void locate(const QString &project, const QString &folder);
    void saveCopy(const QString &path);
    /// `remark` is said with the result. Faces that the review has excluded are left out.
    void exportDataset(const pipeline::ExportRequest &request, const QString &remark = {});
    /// Adds a run, an annotation file or bare numbers with their list `order` to the runs of the open data set.
    void importRun(const QString &file, const QString &order);
    /// False where no export has been done yet.
    bool exportAgain();

Q_SIGNALS:
    void opening(const QString &name);
    void opened(const QString &path);
    /// The project is there, its data set is not: ask for the folder, then locate().
    void locateNeeded(const QString &project, const QString &sentence);
    void failed(const QString &title, const QString &sentence);
    void exported(const QString &sentence);
    void saved(const QString &path);
    void imported(const QString &sentence);
    /// The predictions of this run, just imported, seem to count their coordinates in another way than the ground
    /// truth.
    void coordinatesSuspicious(int run, const fiducial::analysis::CoordinateDiagnosis &diagnosis);
    /// What finding faces in plain images or importing a run came across.
    void issuesFound(const std::vector<fiducial::Issue> &issues);

private:
    void findFaces(const QString &path);

    ProjectDocument &document_;
    JobRunner &jobs_;
    const formats::FormatRegistry &formats_;
    std::filesystem::path userData_;
    bool opening_ = false;
    quint64 ticket_ = 0;
    std::optional<pipeline::ExportRequest> lastExport_;
    QString lastRemark_;
    quint64 exportedGeneration_ = 0;
    std::vector<int> exportedFaces_; ///< that there were at the time
};

} // namespace fiducial::ui
