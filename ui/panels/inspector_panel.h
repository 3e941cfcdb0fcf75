#pragma once

#include "core/dataset/face_state.h"

#include <QWidget>

#include <vector>

class QTabWidget;
class QTableView;
class QLabel;
class QPushButton;

namespace fiducial::ui {

class IssueModel;
class LandmarkTableModel;
class MetricsView;
class ProjectDocument;
class ReviewView;

/// The right panel: tabs Landmarks, Metrics, Review (attributes, state), Issues; at the foot the review state with
/// *Accept and next*. Shows one face; a preview replaces its numbers while a drag goes on.
class InspectorPanel : public QWidget {
    Q_OBJECT
public:
    InspectorPanel(ProjectDocument &document, LandmarkTableModel &landmarks, IssueModel &issues,
                   QWidget *parent = nullptr);

    void setFace(int face); ///< -1: none
    void showPreview(const LandmarkSet &preview);
    void endPreview();
    /// Selects these landmarks in the table without emitting landmarksSelected().
    void setSelectedLandmarks(const std::vector<int> &landmarks);

    QTabWidget *tabs() const { return tabs_; }
    QTableView *landmarkTable() const { return table_; }

Q_SIGNALS:
    void landmarksSelected(const std::vector<int> &landmarks);
    void landmarkHovered(int landmark); ///< -1: none
    void faceRequested(int face);       ///< an issue was double-clicked
    void acceptRequested();
    void reviewRequested(fiducial::ReviewState state);

private:
    QWidget *buildLandmarksTab();
    QWidget *buildIssuesTab();
    QWidget *buildFoot();
    void updateFoot();
    void updateIssueCount();
    void retranslate();

    ProjectDocument &document_;
    LandmarkTableModel &landmarks_;
    IssueModel &issues_;
    QTabWidget *tabs_ = nullptr;
    QTableView *table_ = nullptr;
    QTableView *issueTable_ = nullptr;
    MetricsView *metrics_ = nullptr;
    ReviewView *review_ = nullptr;
    QLabel *stateLabel_ = nullptr;
    QPushButton *accept_ = nullptr;
    QPushButton *needsWork_ = nullptr;
    int face_ = -1;
    bool syncing_ = false;
};

} // namespace fiducial::ui
