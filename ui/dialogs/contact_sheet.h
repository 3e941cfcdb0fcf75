#pragma once

#include "ui/imaging/face_drawing.h"
#include "ui/models/run_gatherer.h"

#include <QDialog>
#include <QPointer>

class QComboBox;
class QLabel;
class QListView;
class QPushButton;
class QSpinBox;
class QStandardItemModel;

namespace fiducial::ui {

class AppSettings;
class Job;
class JobRunner;

/// The faces of a run with the largest NME, drawn as reports and `fiducial-cli render --sheet` draw them; a click leads
/// to the face. Follows the document. Not modal.
class ContactSheet : public QDialog {
    Q_OBJECT
public:
    ContactSheet(ProjectDocument &document, JobRunner &jobs, AppSettings &settings, QWidget *parent = nullptr);

    /// The sheet as one PNG; sheetSaved() or failed() tells the end.
    void savePicture(const QString &path);
    bool isDrawn() const { return measured_ && drawn_ == static_cast<int>(entries_.size()); }
    QListView &view() { return *view_; }

Q_SIGNALS:
    void faceChosen(int face);
    void sheetSaved(const QString &path);
    void failed(const QString &sentence);

private:
    struct Measured; ///< what pictures are drawn from, in any thread
    void build();
    void retranslate();
    void documentChanged(const ChangeEvent &event);
    void refresh();
    void measure(std::shared_ptr<const GatheredRuns> runs);
    void showMeasured(std::shared_ptr<const Measured> measured);
    void fill();
    void drawNext();
    void choosePicture();

    ProjectDocument &document_;
    JobRunner &jobs_;
    AppSettings &settings_;
    RunGatherer gatherer_;
    QTimer refreshing_;  ///< once after several changes
    int generation_ = 0; ///< of what is measured; answers to earlier ones are dropped
    int filling_ = 0;    ///< of the grid
    std::shared_ptr<const Measured> measured_;
    std::vector<std::size_t> entries_;
    int asked_ = 0; ///< entries that are being drawn or have been
    int drawn_ = 0;

    QLabel *caption_ = nullptr;
    QSpinBox *count_ = nullptr;
    QLabel *conditions_ = nullptr;
    QLabel *empty_ = nullptr;
    QListView *view_ = nullptr;
    QStandardItemModel *model_ = nullptr;
    QPushButton *save_ = nullptr;
    QPushButton *close_ = nullptr;
};

} // namespace fiducial::ui
