#pragma once

#include "core/analysis/published.h"
#include "ui/document/project_document.h"
#include "ui/models/face_measurer.h"

#include <QObject>
#include <QPointer>
#include <QTimer>

#include <deque>

namespace fiducial::ui {

/// Of the header of a column that is about a run: as layerStyle() takes it.
inline constexpr int kRunLookRole = Qt::UserRole + 100;

class Job;
class JobRunner;

/// Measures every face of the document in the background and keeps the results as columns: what the error laboratory
/// sorts, filters and plots. While it is active it follows the document: another data set, run, reference or normaliser
/// is measured anew, edits and new predictions only where they are. GUI thread.
class Laboratory : public QObject {
    Q_OBJECT
public:
    /// Whose points a column is about.
    struct Subject {
        int number = -1; ///< of the run; -1: mine
        QString name;    ///< no two alike
        QString boxes;   ///< which boxes the model was given; empty for mine
        bool isRun() const { return number >= 0; }
    };

    Laboratory(ProjectDocument &document, JobRunner &jobs, QObject *parent = nullptr);

    /// Off (as it starts), nothing is measured.
    void setActive(bool active);
    /// Names of what is measured in the language of the moment.
    void retranslate();
    bool isActive() const { return active_; }
    /// While rows still wait for their first numbers under these conditions.
    bool isMeasuring() const { return active_ && (preparing_ || measured_ < existing_); }
    int measuredCount() const { return measured_; } ///< faces that exist
    /// Of the table, those of faces that are removed too; nothing of them is measured.
    int rowCount() const { return static_cast<int>(table_.rows); }

    /// Columns of faces in data set order; NaN where not measured yet. `runs` are as subjects().
    const analysis::FaceTable &table() const { return table_; }
    const std::vector<Subject> &subjects() const { return subjects_; }
    int runCount() const { return task_.runs; } ///< the first so many subjects
    int active() const { return task_.active; } ///< the document's active run among them; -1: none
    Result<analysis::QueryColumns> columns() const { return analysis::queryColumns(table_, task_.active); }
    bool hasNumbers() const; ///< an NME of some run

    /// Of the active run; empty until all faces are measured.
    const std::vector<analysis::LandmarkErrors> &landmarkErrors() const { return landmarkErrors_; }
    /// Of one landmark of the active run on each face, shares; empty where there is no active run.
    std::vector<double> pointErrors(int landmark) const;

    /// Of each face; empty entries where not measured yet.
    const std::vector<FaceChecks> &checks() const { return checks_; }
    /// Rows whose FaceChecks::sigmas are kept: every so many, so that they stay below some ten thousand faces.
    int sigmaStride() const { return task_.sigmaStride; }
    bool activeGivesCovariance() const;
    /// Published figures that speak of the same faces, labels and normaliser as the numbers here; none where the
    /// reference is another one.
    std::vector<const analysis::PublishedRow *> publishedRows() const;
    std::span<const analysis::ReportedSubset> officialSubsets() const { return official_; }

    const ProjectDocument &document() const { return document_; }
    double threshold() const { return document_.threshold(); }
    /// Normaliser, reference and boxes of a subject: "inter-ocular, against ground truth, annotated boxes".
    QString conditions(int subject) const;

Q_SIGNALS:
    void reset(); ///< the table is another one
    /// Faces came or went, or there are other columns: rows speak of the faces they spoke of and keep their numbers.
    void listed();
    void rowsMeasured(const std::vector<int> &rows);
    /// Everything is measured; `edits`: only what was edited, so that rows should stay in their places.
    void settled(bool edits);
    void thresholdChanged();

private:
    struct Conditions {
        quint64 generation = 0; ///< of the data set; 0: none is open
        Reference reference;
        metrics::Normaliser normaliser = metrics::Normaliser::InterOcular;
        int activeRun = -1;
        std::vector<int> runs;
        QStringList names;
        bool mine = false; ///< edited sets are a subject
        friend bool operator==(const Conditions &, const Conditions &) = default;
    };
    Conditions conditionsNow() const;
    void documentChanged(const ChangeEvent &event);
    void facesListed(const std::vector<int> &rows);
    void facesChanged(const FacesChanged &event);
    void followDataset(const std::vector<int> &rows);
    void clearRow(int row);
    void countFaces();
    void addMine();
    void readReview(int row);
    void conditionsChanged();
    void restart();
    void drop();
    void prepare();
    void begin();
    void makeSubjects();
    static QString boxesText(const Run &run);
    QString mineName() const;
    void measureAll(); ///< every row, for a new mean face
    void enqueue(const std::vector<int> &rows);
    void collect();
    void send();
    void merge(MeasuredFaces &faces); ///< takes the checks out of them
    void finishBatch(MeasuredFaces faces);
    void settle();
    FaceSets setsOf(int row);
    bool givesCovariance(std::size_t subject) const;

    ProjectDocument &document_;
    JobRunner &jobs_;
    bool active_ = false;
    bool preparing_ = false;
    int generation_ = 0; ///< answers to earlier ones are dropped
    double threshold_ = 0;
    std::vector<int> looks_; ///< of the runs
    Conditions conditions_;
    std::shared_ptr<const MeasuringBasis> basis_;
    quint64 basisOf_ = 0; ///< generation of its data set
    std::vector<analysis::ReportedSubset> official_;
    MeasuringTask task_;
    std::vector<Subject> subjects_;
    analysis::FaceTable table_;
    std::vector<float> pointErrors_; ///< faces x landmarks, of the active run
    std::vector<analysis::LandmarkErrors> landmarkErrors_;
    std::vector<FaceChecks> checks_;
    std::vector<bool> known_; ///< rows that have been measured
    int existing_ = 0;        ///< rows of faces that are not removed
    int measured_ = 0;        ///< of these

    std::deque<int> queue_;
    std::vector<bool> queued_;
    std::vector<FaceSets> batch_;
    bool inFlight_ = false;
    bool editsOnly_ = false;     ///< all that was measured since settled()
    bool meanFaceStale_ = false; ///< numbers in it have changed
    QTimer collecting_;
    QTimer meanFaceTimer_;
    QPointer<Job> job_;

    struct CovarianceProbe {
        int asked = 0;
        bool found = false;
    };
    std::vector<CovarianceProbe> probes_; ///< per subject
};

} // namespace fiducial::ui
