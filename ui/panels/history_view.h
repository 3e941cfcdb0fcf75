#pragma once

#include "ui/models/history_model.h"

#include <QWidget>

class QLabel;
class QListView;
class QPushButton;
class QToolButton;

namespace fiducial::ui {

/// The history panel: revisions of the face on screen or of the project; choosing one asks for its preview, the buttons
/// bring the face, its selected points, or all faces of its picture, back to it.
class HistoryView : public QWidget {
    Q_OBJECT
public:
    explicit HistoryView(ProjectDocument &document, QWidget *parent = nullptr);
    void setFace(int face); ///< -1: none
    /// Landmarks selected on the canvas: what *Revert points* speaks of.
    void setSelectedLandmarks(const std::vector<int> &landmarks);
    /// Nothing chosen, nothing previewed.
    void endPreview();

    QListView *list() const { return list_; }
    HistoryModel &model() { return model_; }
    QPushButton *revertFaceButton() const { return revertFace_; }
    QPushButton *revertPointsButton() const { return revertPoints_; }
    QPushButton *revertPictureButton() const { return revertPicture_; }
    QToolButton *projectButton() const { return project_; }
    QSize sizeHint() const override { return {276, 320}; }

Q_SIGNALS:
    void previewRequested(int face, const fiducial::LandmarkSet &set, const std::vector<int> &changed);
    void previewEnded();
    void revertRequested(int face, const fiducial::EditedSet &earlier, const std::vector<int> &points);
    void revertPictureRequested(int face, std::int64_t sequence);
    void closeRequested();

protected:
    void showEvent(QShowEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    QWidget *buildHead();
    QWidget *buildFoot();
    void choose(const QModelIndex &index);
    void revert(bool points);
    /// Reads the log of every face of the chosen picture, so it is not part of refresh().
    void weighPicture();
    void refresh();
    void retranslate();

    ProjectDocument &document_;
    HistoryModel model_;
    int face_ = -1;
    std::vector<int> selected_;
    std::optional<HistoryModel::Moment> chosen_;
    bool pictureDiffers_ = false; ///< from the chosen moment
    QLabel *title_ = nullptr;
    QToolButton *ofFace_ = nullptr;
    QToolButton *project_ = nullptr;
    QToolButton *close_ = nullptr;
    QListView *list_ = nullptr;
    QLabel *empty_ = nullptr;
    QPushButton *revertFace_ = nullptr;
    QPushButton *revertPoints_ = nullptr;
    QPushButton *revertPicture_ = nullptr;
};

} // namespace fiducial::ui
