#pragma once

#include "core/base/sentence.h"

#include <QJsonObject>
#include <QObject>
#include <QProcess>
#include <QStringList>

#include <optional>

namespace fiducial::ui {

/// The program that trains, beside the running one; FIDUCIAL_TRAIN names another. Empty where it was not built.
QString findTrainer();
/// A process group of its own, so that a Ctrl+C of the terminal reaches it only through us, and SIGTERM when we are
/// gone. For a QProcess's child process modifier.
void leaveTerminal();

/// One line of the trainer's log.
struct TrainingEvent {
    enum class Kind { Start, Step, Epoch, End };
    Kind kind = Kind::Step;
    qint64 step = 0;
    int epoch = 0;
    std::optional<double> loss;
    std::optional<double> nme;        ///< of the validation faces, a fraction; averaged weights
    std::optional<double> networkNme; ///< of the weights as they are
    std::optional<double> imagesPerSecond;
    std::optional<double> waiting; ///< share of the time in which the network waited for faces
    std::optional<double> secondsLeft;
    // Start and resume:
    bool resumed = false;
    qint64 steps = 0;
    qint64 stepsPerEpoch = 0;
    int trainingFaces = 0;
    int validationFaces = 0;
    QString device;
    QString scheme;
    QJsonObject options;
    // End:
    QString reason; ///< "done", "patience", "stopped"
    int bestEpoch = 0;
};
/// Nothing for lines that are no part of a log.
std::optional<TrainingEvent> parseTrainingLine(const QByteArray &line);
/// What training::failureLine() wrote; empty for other lines.
Sentence parseFailureLine(const QByteArray &line);

/// fiducial-train at work: its log becomes events, and it is steered by lines on its standard input. GUI thread.
class TrainingProcess : public QObject {
    Q_OBJECT
public:
    enum class Outcome { Done, Stopped, Failed };

    explicit TrainingProcess(QString program, QObject *parent = nullptr);
    /// Stops a running training with a checkpoint; waits for it some seconds.
    ~TrainingProcess() override;

    bool isRunning() const { return process_.state() != QProcess::NotRunning; }
    bool isPaused() const { return paused_; }
    bool isStopping() const { return stopping_; }
    void start(const QStringList &arguments);
    void setPaused(bool paused);
    /// Ends after the step with a checkpoint, from which it can go on.
    void stop();

Q_SIGNALS:
    void event(const fiducial::ui::TrainingEvent &event);
    /// Why it failed, else empty.
    void finished(fiducial::ui::TrainingProcess::Outcome outcome, const fiducial::Sentence &problem);

private:
    void readLines();
    void ended(Outcome outcome, const Sentence &problem);

    QString program_;
    QProcess process_;
    Sentence failure_; ///< told on standard output
    bool paused_ = false;
    bool stopping_ = false;
    bool running_ = false; ///< finished() is due
};

} // namespace fiducial::ui
