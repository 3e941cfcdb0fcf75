#pragma once

#include "ui/models/doubt_models.h"
#include "ui/panels/laboratory_page.h"

class QLabel;

namespace fiducial::ui {

class CalibrationView;
class ConfusionView;
class JobRunner;
class Section;

/// The active run landmark by landmark: whether its ellipses tell the truth, and where its points land.
class LaboratoryLandmarks : public LaboratoryPage {
    Q_OBJECT
public:
    LaboratoryLandmarks(ProjectDocument &document, Laboratory &laboratory, JobRunner &jobs, QWidget *parent);

    CalibrationView &calibrationView() { return *calibration_; }
    ConfusionView &confusionView() { return *confusion_; }
    void refresh(const QString &note) override;
    void retranslate() override;

protected:
    void showEvent(QShowEvent *event) override;

private:
    void startCalibration();
    void refreshConfusion(const QString &note);
    void pickCell(int from, int to);

    JobRunner &jobs_;
    bool calibrationStale_ = true;
    int generation_ = 0; ///< answers to earlier ones are dropped
    QString note_;
    Section *calibrationSection_ = nullptr;
    Section *confusionSection_ = nullptr;
    CalibrationView *calibration_ = nullptr;
    ConfusionView *confusion_ = nullptr;
};

/// What may be wrong with the ground truth or with the order of the points.
class LaboratoryDoubts : public LaboratoryPage {
    Q_OBJECT
public:
    LaboratoryDoubts(ProjectDocument &document, Laboratory &laboratory, QWidget *parent);

    SuspectModel &suspectModel() { return suspects_; }
    SideModel &sideModel() { return sides_; }
    QTableView &suspectView() { return *suspectView_; }
    QTableView &sideView() { return *sideView_; }
    /// What stands in place of each list; empty where it is shown.
    QString suspectNote() const;
    QString sideNote() const;
    void refresh(const QString &note) override;
    void retranslate() override;

private:
    QTableView *buildList(DoubtModel &model, Section *section, QLabel *&note);

    SuspectModel suspects_;
    SideModel sides_;
    Section *suspectSection_ = nullptr;
    Section *sideSection_ = nullptr;
    QLabel *suspectNote_ = nullptr;
    QLabel *sideNote_ = nullptr;
    QTableView *suspectView_ = nullptr;
    QTableView *sideView_ = nullptr;
};

} // namespace fiducial::ui
