#pragma once

#include "ui/models/face_table_model.h"
#include "ui/models/laboratory.h"
#include "ui/models/subset_model.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QPushButton;
class QSplitter;
class QStackedWidget;
class QTabBar;
class QTableView;
class QToolButton;

namespace fiducial::ui {

class AppSettings;
class CedView;
class FaceTablePane;
class FlatCombo;
class HistogramView;
class JobRunner;
class MeanFaceView;
class Section;

/// The error laboratory: where and why runs fail, from the whole data set down to single faces. Docked it shows charts
/// or the table, filling the window both. It measures only while it is visible.
class LaboratoryPanel : public QWidget {
    Q_OBJECT
public:
    LaboratoryPanel(ProjectDocument &document, JobRunner &jobs, AppSettings &settings, QWidget *parent = nullptr);

    void setCurrentFace(int face);
    /// In the table's order; -1: there is none.
    int nextFailure(int face, int step) const { return table_.nextFailure(face, step); }
    void setFilling(bool filling);
    bool isFilling() const { return filling_; }

    Laboratory &laboratory() { return laboratory_; }
    FaceTableModel &tableModel() { return table_; }
    SubsetModel &subsetModel() { return subsets_; }
    FaceTablePane &tablePane() { return *pane_; }
    CedView &cedView() { return *ced_; }
    HistogramView &histogramView() { return *histogram_; }
    MeanFaceView &meanFaceView() { return *meanFace_; }
    QTableView &subsetView() { return *subsetView_; }
    FlatCombo &runChoice() { return *run_; }             ///< the active run
    FlatCombo &referenceChoice() { return *reference_; } ///< what runs are measured against
    /// What stands in place of the charts; empty where they are shown.
    QString emptyReason() const;
    QSize sizeHint() const override { return {840, 290}; }
    enum class Page { Overview, Faces };
    void showPage(Page page); ///< while it does not fill the window

Q_SIGNALS:
    void faceChosen(int face);
    void faceActivated(int face);
    void fillRequested(bool fill);
    void closeRequested();
    void prefillRequested();
    void importRequested();

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    QWidget *buildHeader();
    void buildChoices(QWidget *header);
    void refreshChoices();
    QWidget *buildOverview();
    QWidget *buildSubsets();
    QWidget *buildFaces();
    QWidget *buildEmptyState();
    void connectCharts();
    void retranslate();
    void arrange();
    void refresh();
    void refreshCurves();
    void refreshTitles();
    void refreshProgress();
    void refreshThreshold();
    void startBands();
    QString chartNote() const;
    QString activeConditions() const;

    ProjectDocument &document_;
    JobRunner &jobs_;
    Laboratory laboratory_;
    FaceTableModel table_;
    SubsetModel subsets_;
    bool filling_ = false;
    int bandGeneration_ = 0;
    QTimer bandTimer_;

    QTabBar *tabs_ = nullptr;
    QLabel *title_ = nullptr;
    FlatCombo *run_ = nullptr;
    QLabel *against_ = nullptr;
    FlatCombo *reference_ = nullptr;
    QLabel *conditions_ = nullptr;
    QLabel *progress_ = nullptr;
    QToolButton *fill_ = nullptr;
    QToolButton *close_ = nullptr;
    QStackedWidget *stack_ = nullptr;
    QSplitter *pages_ = nullptr;
    QWidget *overview_ = nullptr;
    QWidget *faces_ = nullptr;
    QLabel *emptyText_ = nullptr;
    QPushButton *prefill_ = nullptr;
    QPushButton *import_ = nullptr;
    Section *cedSection_ = nullptr;
    Section *meanFaceSection_ = nullptr;
    Section *subsetSection_ = nullptr;
    Section *histogramSection_ = nullptr;
    CedView *ced_ = nullptr;
    MeanFaceView *meanFace_ = nullptr;
    HistogramView *histogram_ = nullptr;
    QTableView *subsetView_ = nullptr;
    FlatCombo *subsetNumber_ = nullptr;
    FaceTablePane *pane_ = nullptr;
};

} // namespace fiducial::ui
