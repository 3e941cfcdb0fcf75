#pragma once

#include "core/model/model_card.h"
#include "core/pipeline/training_run.h"
#include "ui/jobs/training_process.h"

#include <QObject>
#include <QPointer>
#include <QStringList>

namespace fiducial::ui {

class Job;
class JobRunner;

/// What a training is started with.
struct TrainingSetup {
    std::vector<pipeline::CropSource> sources; ///< of the open data set
    QStringList files;                         ///< further data sets and projects
    pipeline::CropCacheRequest crops;          ///< without sources
    QJsonObject options;                       ///< what differs from the trainer's defaults
    QString folder;
};

/// One training from its faces to the exported model: cuts the faces in the background, runs fiducial-train in a
/// process of its own, writes the model. Whatever happens, the folder holds what is needed to go on. GUI thread.
class TrainingSession : public QObject {
    Q_OBJECT
public:
    enum class State { Idle, Preparing, Running, Exporting };

    /// `trainer`: findTrainer(). `userData`: where projects without a place of their own live.
    TrainingSession(const formats::FormatRegistry &formats, JobRunner &jobs, QString trainer,
                    std::filesystem::path userData, QObject *parent = nullptr);

    State state() const { return state_; }
    bool isPaused() const { return process_.isPaused(); }
    bool isStopping() const;
    /// Faces cut so far and in all, while they are.
    std::pair<qint64, qint64> cut() const;

    void start(const TrainingSetup &setup);
    /// Goes on with the run in the folder, with its own crops and options.
    void resume(const QString &folder);
    void setPaused(bool paused) { process_.setPaused(paused); }
    /// Cancels the cutting, or stops the training with a checkpoint.
    void stop();
    /// Writes the best weights of the run as a model in half precision.
    void exportModel(const QString &folder, const QString &weights);

Q_SIGNALS:
    void stateChanged();
    void event(const fiducial::ui::TrainingEvent &event);
    /// Faces that could not be used.
    void issuesFound(const std::vector<fiducial::Issue> &issues);
    void ended(fiducial::ui::TrainingProcess::Outcome outcome, const fiducial::Sentence &problem);
    /// The card is complete but for its name.
    void exported(const QString &weights, const fiducial::model::ModelCard &card);
    void exportFailed(const fiducial::Sentence &problem);

private:
    void setState(State state);
    void prepared(const QString &folder, const Result<pipeline::CropCacheReport> &report);
    void exportEnded(const QString &weights, int code);

    const formats::FormatRegistry &formats_;
    JobRunner &jobs_;
    QString trainer_;
    std::filesystem::path userData_;
    State state_ = State::Idle;
    TrainingProcess process_;
    QProcess export_;
    QPointer<Job> job_;
};

} // namespace fiducial::ui
