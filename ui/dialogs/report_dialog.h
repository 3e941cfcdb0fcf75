#pragma once

#include "core/pipeline/report.h"
#include "ui/models/run_gatherer.h"

#include <QDialog>
#include <QPointer>

#include <vector>

class QComboBox;
class QLabel;
class QLineEdit;
class QListWidget;
class QProgressBar;
class QPushButton;
class QSpinBox;

namespace fiducial::ui {

class AppSettings;
class Job;
class JobRunner;

/// Asks what a report is about and where it goes, writes it in the background, and says at the end where it lies. Not
/// modal: the hand may go on meanwhile.
class ReportDialog : public QDialog {
    Q_OBJECT
public:
    enum class Scope { All, Filtered, Selected };

    /// `filtered`, `selected`: rows of the browser.
    ReportDialog(ProjectDocument &document, JobRunner &jobs, AppSettings &settings, std::vector<int> filtered,
                 std::vector<int> selected, QWidget *parent = nullptr);

    /// Whether the document has anything to report: landmarks, and a run or corrections.
    static bool hasSubject(const ProjectDocument &document);

    /// While it writes, this stops it.
    void reject() override;

Q_SIGNALS:
    void written(const QString &page);
    void failed(const QString &sentence);

private:
    enum class Phase { Asking, Writing, Done };
    QString scopeName(Scope scope) const;
    QString doneSentence() const;
    void build();
    void retranslate();
    QWidget *buildPlace();
    void fillRuns();
    void fillOthers();
    void fillScopes();
    void setPhase(Phase phase);
    void check();
    void begin();
    void write(std::shared_ptr<const GatheredRuns> runs);
    void finish(const Result<void> &result, const QString &folder);
    void showProgress();
    std::vector<int> facesOf(Scope scope) const;
    QString conditions() const;

    ProjectDocument &document_;
    JobRunner &jobs_;
    AppSettings &settings_;
    std::vector<int> filtered_;
    std::vector<int> selected_;
    RunGatherer gatherer_;
    Phase phase_ = Phase::Asking;
    QPointer<Job> job_;
    QString page_;
    QString excluded_;                                  ///< faces that were left out, as a sentence ...
    std::vector<pipeline::ExcludedFace> excludedFaces_; ///< ... and one by one

    QWidget *form_ = nullptr;
    QComboBox *run_ = nullptr;
    QListWidget *others_ = nullptr;
    QLabel *othersLabel_ = nullptr;
    QPushButton *browse_ = nullptr;
    QComboBox *scope_ = nullptr;
    QSpinBox *worst_ = nullptr;
    QLineEdit *folder_ = nullptr;
    QLabel *measured_ = nullptr;
    QLabel *message_ = nullptr;
    QProgressBar *bar_ = nullptr;
    QPushButton *write_ = nullptr;
    QPushButton *open_ = nullptr;
    QPushButton *close_ = nullptr;
};

} // namespace fiducial::ui
