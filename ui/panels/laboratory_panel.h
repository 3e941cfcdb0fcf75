#pragma once

#include "ui/models/face_table_model.h"
#include "ui/models/laboratory.h"

#include <QWidget>

#include <array>

class QHBoxLayout;
class QLabel;
class QPushButton;
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
class LaboratoryDoubts;
class LaboratoryFaces;
class LaboratoryLandmarks;
class LaboratoryOverview;
class LaboratoryPage;
class MeanFaceView;
class SubsetModel;

/// The error laboratory: where and why runs fail, from the whole data set down to single faces and landmarks. Docked it
/// shows one page, filling the window two that belong together. It measures only while it is visible.
class LaboratoryPanel : public QWidget {
    Q_OBJECT
public:
    LaboratoryPanel(ProjectDocument &document, JobRunner &jobs, AppSettings &settings, QWidget *parent = nullptr);
    ~LaboratoryPanel() override;

    void setCurrentFace(int face);
    /// In the table's order; -1: there is none.
    int nextFailure(int face, int step) const { return table_.nextFailure(face, step); }
    void setFilling(bool filling);
    /// As buttons in the header.
    void addActions(const QList<QAction *> &actions);
    bool isFilling() const { return filling_; }

    Laboratory &laboratory() { return laboratory_; }
    FaceTableModel &tableModel() { return table_; }
    FaceTablePane &tablePane() { return *pane_; }
    SubsetModel &subsetModel();
    CedView &cedView();
    HistogramView &histogramView();
    MeanFaceView &meanFaceView();
    QTableView &subsetView();
    LaboratoryLandmarks &landmarksPage() { return *landmarks_; }
    LaboratoryDoubts &doubtsPage() { return *doubts_; }
    FlatCombo &runChoice() { return *run_; }             ///< the active run
    FlatCombo &referenceChoice() { return *reference_; } ///< what runs are measured against
    /// What stands in place of the charts; empty where they are shown.
    QString emptyReason() const;
    QSize sizeHint() const override { return {840, 290}; }
    enum class Page { Overview, Faces, Landmarks, Doubts };
    void showPage(Page page); ///< and, while it fills the window, its neighbour

Q_SIGNALS:
    void faceChosen(int face);
    void faceActivated(int face);
    void landmarksChosen(int face, const std::vector<int> &landmarks);
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
    QWidget *buildPages(JobRunner &jobs, AppSettings &settings);
    QWidget *buildEmptyState();
    void connectPages();
    void retranslate();
    void nameTabs();
    int tabOf(int page) const; ///< the tab that shows it
    void arrange();
    void sortByLandmark(int landmark);
    void refresh();
    void refreshTitles();
    void refreshProgress();
    QString chartNote() const;

    static constexpr int kPages = 4;
    static constexpr int kPagesFilling = 2; ///< at a time

    ProjectDocument &document_;
    Laboratory laboratory_;
    FaceTableModel table_;
    bool filling_ = false;

    QTabBar *tabs_ = nullptr;
    QLabel *title_ = nullptr;
    FlatCombo *run_ = nullptr;
    QLabel *against_ = nullptr;
    FlatCombo *reference_ = nullptr;
    QLabel *conditions_ = nullptr;
    QLabel *progress_ = nullptr;
    QHBoxLayout *buttons_ = nullptr; ///< at the end of the header
    QToolButton *fill_ = nullptr;
    QToolButton *close_ = nullptr;
    QStackedWidget *stack_ = nullptr;
    std::array<LaboratoryPage *, kPages> pages_{};
    LaboratoryOverview *overview_ = nullptr;
    LaboratoryFaces *faces_ = nullptr;
    LaboratoryLandmarks *landmarks_ = nullptr;
    LaboratoryDoubts *doubts_ = nullptr;
    QLabel *emptyText_ = nullptr;
    QPushButton *prefill_ = nullptr;
    QPushButton *import_ = nullptr;
    FaceTablePane *pane_ = nullptr;
};

} // namespace fiducial::ui
