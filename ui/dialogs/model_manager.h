#pragma once

#include "core/model/model_catalogue.h"
#include "ui/dialogs/face_preview.h"

#include <QDialog>
#include <QPointer>

class QLabel;
class QProgressBar;
class QPushButton;
class QToolButton;
class QVBoxLayout;

namespace fiducial::ui {

class AppSettings;
class Job;
class JobRunner;
class ModelAdder;
class ModelDetails;
class ModelTable;

/// The models at hand with their cards: add, remove, make one the default of its scheme, measure, try on the face on
/// screen. Work runs in the background, one piece at a time; closing cancels it. Not modal.
class ModelManager : public QDialog {
    Q_OBJECT
public:
    /// `face`: the face on screen, asked for when a preview is wanted.
    ModelManager(const model::ModelCatalogue &models, JobRunner &jobs, AppSettings &settings,
                 std::function<PreviewFace()> face, QWidget *parent = nullptr);
    ~ModelManager() override;

    void addFile(const QString &weights);
    QString currentModel() const; ///< empty: none
    void select(const QString &name);
    /// Reads the catalogue again and selects a model; empty: the one that is selected.
    void refresh(const QString &select = {});
    bool isBusy() const;

Q_SIGNALS:
    /// Models were added or removed, or another one pre-fills.
    void modelsChanged();

protected:
    bool event(QEvent *event) override;

private:
    void build();
    QWidget *buildButtons();
    QWidget *buildChosen();
    QWidget *buildActivity();
    QWidget *buildSide();
    QPushButton *makeButton(void (ModelManager::*slot)());
    void retranslate();
    void connectAdder();

    QString preFilling() const; ///< the model for the data set on screen
    void readSpeeds();
    void showCurrent();
    void updateButtons();
    void updateChosen();
    /// Enabled unless there is a reason against it, which becomes the tooltip.
    static void enable(QPushButton &button, const QString &tip, const QString &reason);

    void chooseFile();
    void removeCurrent();
    void makeDefault();
    void measure();
    void preview();
    void begin(Job *job, const QString &what);
    void endActivity();
    void showNote(const QString &sentence, bool problem = false);

    const model::ModelCatalogue &models_;
    JobRunner &jobs_;
    AppSettings &settings_;
    std::function<PreviewFace()> face_;
    ModelTable *table_;
    ModelAdder *adder_ = nullptr;
    QPointer<Job> job_;

    QWidget *chosenBar_ = nullptr;
    QLabel *chosen_ = nullptr;
    QPushButton *back_ = nullptr; ///< to the defaults
    QPushButton *add_ = nullptr;
    QPushButton *remove_ = nullptr;
    QPushButton *default_ = nullptr;
    QPushButton *measure_ = nullptr;
    QPushButton *preview_ = nullptr;
    QLabel *note_ = nullptr;
    QProgressBar *bar_ = nullptr;
    QToolButton *cancel_ = nullptr;
    QPushButton *close_ = nullptr;
    ModelDetails *details_ = nullptr;
    FacePreview *picture_ = nullptr;
};

} // namespace fiducial::ui
