#pragma once

#include "core/formats/annotation_format.h"
#include "core/pipeline/examine.h"
#include "ui/models/run_gatherer.h"

#include <QDialog>
#include <QStringList>

class QComboBox;
class QGridLayout;
class QLabel;
class QPushButton;

namespace fiducial::ui {

class AppSettings;
class JobRunner;

/// One sentence for each way in which the coordinates differ as a whole; a single one where they do not.
QStringList coordinateFindings(const analysis::CoordinateDiagnosis &diagnosis);

/// The coordinate doctor: whether a run or an annotation file counts its coordinates as the ground truth does. Not
/// modal.
class DoctorDialog : public QDialog {
    Q_OBJECT
public:
    DoctorDialog(ProjectDocument &document, JobRunner &jobs, const formats::FormatRegistry &formats,
                 AppSettings &settings, QWidget *parent = nullptr);

    void examineRun(int number);
    void examineFile(const QString &path);
    bool isExamining() const { return examining_; }
    QString findings() const; ///< what is written on the screen

Q_SIGNALS:
    void examined();

private:
    void build();
    void retranslate();
    void fillSubjects();
    void choose(int index);
    void begin(const QString &sentence);
    void examine(std::shared_ptr<const GatheredRuns> runs);
    void showAnswer(const Result<analysis::CoordinateDiagnosis> &answer);
    void sayAnswer();
    void showFigures(const analysis::CoordinateDiagnosis &diagnosis);
    void addFigure(int line, const QStringList &fields, bool header = false);

    ProjectDocument &document_;
    JobRunner &jobs_;
    const formats::FormatRegistry &formats_;
    AppSettings &settings_;
    RunGatherer gatherer_;
    int generation_ = 0;
    int chosen_ = 0; ///< of subject_
    bool examining_ = false;
    std::optional<Result<analysis::CoordinateDiagnosis>> answer_; ///< none: nothing was examined

    QLabel *intro_ = nullptr;
    QLabel *caption_ = nullptr;
    QLabel *against_ = nullptr;
    QPushButton *close_ = nullptr;
    QComboBox *subject_ = nullptr;
    QLabel *icon_ = nullptr;
    QLabel *findings_ = nullptr;
    QLabel *basis_ = nullptr;
    QWidget *figures_ = nullptr;
    QGridLayout *grid_ = nullptr;
};

} // namespace fiducial::ui
