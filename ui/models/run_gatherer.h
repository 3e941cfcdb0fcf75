#pragma once

#include "core/pipeline/evaluate.h"
#include "ui/document/project_document.h"

#include <QObject>
#include <QTimer>

#include <memory>
#include <unordered_map>
#include <vector>

namespace fiducial::ui {

/// Runs and reference of a document as they stood when they were gathered: a job may measure them while the hand goes
/// on.
struct GatheredRuns {
    struct Subject {
        int number = -1; ///< of the run; -1: mine
        Run run;         ///< rows of faces that were not asked for are empty
        std::vector<int> rowOfFace;
    };
    std::shared_ptr<const Dataset> dataset;
    std::vector<Subject> subjects;
    std::vector<int> faces;
    bool againstTruth = true;
    std::unordered_map<int, LandmarkSet> reference; ///< of the faces that have one, unless `againstTruth`
    std::unordered_map<int, EditedSet> mine;        ///< of the faces that have one
    QString referenceName;
    metrics::EvaluationOptions options;

    /// Refers to this.
    pipeline::EvaluateRequest request(std::size_t subject = 0) const;
    const EditedSet *mineOf(int face) const; ///< or null
};

/// Reads runs of a document, whose rows mostly lie in the project file, in pieces that do not hold up the event loop.
/// GUI thread; one at a time.
class RunGatherer : public QObject {
    Q_OBJECT
public:
    explicit RunGatherer(ProjectDocument &document, QObject *parent = nullptr);

    /// `subjects`: numbers of runs, -1 for mine. Ends with gathered(), or with stopped() where the data set or one of
    /// the runs goes away.
    void start(const std::vector<int> &subjects, std::vector<int> faces);
    void cancel(); ///< says nothing
    bool isRunning() const { return timer_.isActive(); }

Q_SIGNALS:
    void progressed(qint64 done, qint64 total);
    void gathered(std::shared_ptr<const fiducial::ui::GatheredRuns> runs);
    void stopped();

private:
    void gatherMore();
    void gather(int face);
    bool addSubject(int number);

    ProjectDocument &document_;
    QTimer timer_;
    std::shared_ptr<GatheredRuns> runs_;
    std::size_t next_ = 0;
    quint64 generation_ = 0; ///< of the document
};

} // namespace fiducial::ui
