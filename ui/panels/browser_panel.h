#pragma once

#include "ui/models/face_list_model.h"

#include <QTimer>
#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QListView;
class QPushButton;
class QToolButton;

namespace fiducial::ui {

class FaceDelegate;

/// The left panel: filter, sorting, grid or list, faces or images, and the thumbnails. Choosing a row is view state,
/// never an edit.
class BrowserPanel : public QWidget {
    Q_OBJECT
public:
    BrowserPanel(ProjectDocument &document, FaceListModel &model, QWidget *parent = nullptr);

    /// Shows the face as current without emitting faceChosen(); keeps it current when the order changes. -1: none.
    void setCurrentFace(int face);
    int currentFace() const { return current_; }
    /// Faces selected in the list, in list order; the current face where nothing else is selected.
    std::vector<int> selectedFaces() const;
    /// The face `step` list rows from the current one, -1 beyond the ends.
    int faceFromCurrent(int step) const;
    /// Overlays on the thumbnails: the landmarks of the subject (mine, else the active run, else the ground truth).
    void setOverlaysShown(bool shown);
    void setFailuresShown(bool shown); ///< frames around faces beyond the threshold
    void focusFilter();
    void clearFilter();

    QListView *view() const { return view_; }
    QLineEdit *filterField() const { return filter_; }
    QComboBox *sortBox() const { return sort_; }

Q_SIGNALS:
    void faceChosen(int face);
    /// Return or double click: go to the canvas.
    void faceActivated(int face);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    QLayout *buildFilter();
    QLayout *buildSwitches();
    void buildView();
    QWidget *buildEmptyState();
    void applyOrder();
    void sortAgain(); ///< by numbers as they are now
    void restoreCurrent();
    void updateCount();
    void updateCells();
    void setGrid(bool grid);
    void chooseRow(const QModelIndex &index);
    void retranslate();

    ProjectDocument &document_;
    FaceListModel &model_;
    FaceDelegate *delegate_ = nullptr;
    QLineEdit *filter_ = nullptr;
    QLabel *count_ = nullptr;
    QLabel *sortLabel_ = nullptr;
    QComboBox *sort_ = nullptr;
    QToolButton *grid_ = nullptr;
    QToolButton *list_ = nullptr;
    QToolButton *images_ = nullptr;
    QListView *view_ = nullptr;
    QWidget *empty_ = nullptr;
    QLabel *emptyText_ = nullptr;
    QPushButton *clear_ = nullptr;
    QTimer filterTimer_;
    int current_ = -1;
    bool restoring_ = false;
};

} // namespace fiducial::ui
