#pragma once

#include "core/dataset/face_state.h"

#include <QWidget>

#include <vector>

class QLabel;
class QListView;
class QPushButton;
class QTabWidget;
class QTableView;
class QLabel;
class QPushButton;

namespace fiducial::ui {

class IssueModel;
class LandmarkSorter;
class LandmarkTableModel;
class MetricsView;
class ProjectDocument;
class ReviewBadge;
class ReviewQueue;
class ReviewView;

/// The right panel: tabs Landmarks, Metrics, Review (attributes, state), Issues; at the foot the review state with
/// *Accept and next*. Shows one face; a preview replaces its numbers while a drag goes on.
class InspectorPanel : public QWidget {
    Q_OBJECT
public:
    InspectorPanel(ProjectDocument &document, LandmarkTableModel &landmarks, IssueModel &issues, ReviewQueue &queue,
                   QWidget *parent = nullptr);

    void setFace(int face); ///< -1: none
    void showPreview(const LandmarkSet &preview);
    void endPreview();
    void showReview(); ///< its tab
    /// Selects these landmarks in the table without emitting landmarksSelected().
    void setSelectedLandmarks(const std::vector<int> &landmarks);

    MetricsView *metricsView() const { return metrics_; }
    ReviewView *reviewView() const { return review_; }
    QListView *issueView() const { return issueList_; }
    QTabWidget *tabs() const { return tabs_; }
    QTableView *landmarkTable() const { return table_; }

Q_SIGNALS:
    void landmarksSelected(const std::vector<int> &landmarks);
    void landmarkHovered(int landmark); ///< -1: none
    void faceRequested(int face);       ///< an issue was double-clicked
    void acceptRequested();
    void reviewRequested(fiducial::ReviewState state);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    QWidget *buildLandmarksTab();
    QWidget *buildIssuesTab();
    QWidget *buildFoot();
    void fitColumns();
    void makeRoomForNames();
    void emitSelection();
    void updateLandmarks();
    void updateFoot();
    void updateIssueCount();
    void retranslate();

    ProjectDocument &document_;
    LandmarkTableModel &landmarks_;
    IssueModel &issues_;
    LandmarkSorter *sorter_ = nullptr;
    QTabWidget *tabs_ = nullptr;
    QTableView *table_ = nullptr;
    QLabel *noLandmarks_ = nullptr;
    QListView *issueList_ = nullptr;
    QLabel *noIssues_ = nullptr;
    QLabel *issueCount_ = nullptr;
    MetricsView *metrics_ = nullptr;
    ReviewView *review_ = nullptr;
    QLabel *stateCaption_ = nullptr;
    ReviewBadge *state_ = nullptr;
    QPushButton *accept_ = nullptr;
    QPushButton *needsWork_ = nullptr;
    int face_ = -1;
    bool syncing_ = false;
};

} // namespace fiducial::ui
