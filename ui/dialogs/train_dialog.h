#pragma once

#include "core/model/model_catalogue.h"
#include "ui/dialogs/training_session.h"

#include <QDialog>
#include <QJsonObject>

#include <functional>

class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QScrollArea;

namespace fiducial::ui {

class AppSettings;
class CurveView;
class ModelAdder;
class OptionForm;
class ProjectDocument;
class TrainDataForm;

/// *Train*: the data and the options at the left, the curves of the run at the right. Closing hides it while the
/// training goes on. Not modal.
class TrainDialog : public QDialog {
    Q_OBJECT
public:
    struct Services {
        ProjectDocument &document;
        JobRunner &jobs;
        const formats::FormatRegistry &formats;
        const model::ModelCatalogue &models;
        AppSettings &settings;
        std::filesystem::path userData;
        QString trainer; ///< findTrainer(); empty: there is none, and the dialog says so
    };
    TrainDialog(const Services &services, QWidget *parent = nullptr);

    TrainDataForm &data() { return *data_; }
    OptionForm &options() { return *options_; }
    TrainingSession &session() { return *session_; }
    void setFolder(const QString &folder);
    QString folder() const;
    /// What a training does while this window is closed: "Training 43 % · 5 min left". Empty: there is nothing to say.
    QString activity() const;

Q_SIGNALS:
    void activityChanged();
    /// How a training ended, for the status line.
    void message(const QString &sentence);
    /// The trained network is one of the models.
    void modelAdded(const QString &name);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    QWidget *buildSetup();
    QWidget *buildRun();
    QWidget *buildResult();
    QWidget *buildButtons();
    void connectSession();
    void connectAdder();
    void readOptions();
    void showRunOptions(); ///< of the run that the folder holds
    void showOptionsNote();
    void retranslate();
    QString suggestedFolder() const;

    void chooseFolder();
    /// Shows what the folder holds: the curves of an earlier run, or nothing.
    void readFolder();
    void startOrResume();
    void pauseOrGoOn();
    void take(const TrainingEvent &event);
    void takeStart(const TrainingEvent &event);
    void showProgress(const TrainingEvent &event);
    void ended(TrainingProcess::Outcome outcome, const Sentence &problem);
    void exportModel();
    void updateState();
    void updateButtons(bool idle, bool running, const QString &missing);
    QString startProblem() const;
    using Words = std::function<QString()>;
    /// The sentence below the curves, worded anew in every language. Empty: none.
    void showStatus(Words words, bool problem = false);
    void wordStatus();
    void showHeadline();
    QString progressWords(const TrainingEvent &event) const;
    QString outcomeWords() const;
    double epochOf(qint64 step) const;
    void tellActivity();

    Services services_;
    TrainingSession *session_ = nullptr;
    ModelAdder *adder_ = nullptr;
    TrainDataForm *data_ = nullptr;
    OptionForm *options_ = nullptr;
    QLabel *optionsNote_ = nullptr;
    QWidget *setup_ = nullptr;
    QLineEdit *folder_ = nullptr;
    QWidget *folderRow_ = nullptr;
    CurveView *loss_ = nullptr;
    CurveView *nme_ = nullptr;
    QLabel *headline_ = nullptr;
    QLabel *status_ = nullptr;
    QProgressBar *bar_ = nullptr;
    QWidget *result_ = nullptr;
    QLineEdit *name_ = nullptr;
    QPushButton *add_ = nullptr;
    QPushButton *start_ = nullptr;
    QPushButton *pause_ = nullptr;
    QPushButton *stop_ = nullptr;

    bool ownFolder_ = false;  ///< the user chose it
    bool hasRun_ = false;     ///< the folder holds one that can go on
    bool finished_ = false;   ///< it came to its end
    bool hasWeights_ = false; ///< an epoch of it is done
    bool optionsRead_ = false;
    TrainingEvent run_;                               ///< its start
    TrainingEvent last_;                              ///< what it told last
    Words words_;                                     ///< of the status
    std::optional<TrainingProcess::Outcome> outcome_; ///< of what was started last
    Sentence problem_;                                ///< where it failed
    std::optional<double> secondsLeft_;
    double best_ = 0; ///< validation NME, 0: none
    int bestEpoch_ = 0;
    QString trainedOn_; ///< names of the data
    QString activity_;  ///< as it was told
    QString missing_;   ///< why a training cannot start, as it was shown
};

} // namespace fiducial::ui
