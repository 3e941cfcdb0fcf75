#include "ui/jobs/training_process.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>

#include <csignal>
#include <sys/prctl.h>
#include <unistd.h>

namespace fiducial::ui {

using namespace Qt::StringLiterals;

namespace {
constexpr int kStopped = 130; ///< exit code of a stopped run
constexpr int kFarewellMs = 5000;

std::optional<double> numberAt(const QJsonObject &entry, QLatin1StringView key)
{
    const QJsonValue value = entry[key];
    return value.isDouble() ? std::optional(value.toDouble()) : std::nullopt;
}

std::optional<TrainingEvent::Kind> kindOf(const QString &name)
{
    if (name == u"start"_s || name == u"resume"_s)
        return TrainingEvent::Kind::Start;
    if (name == u"step"_s)
        return TrainingEvent::Kind::Step;
    if (name == u"epoch"_s)
        return TrainingEvent::Kind::Epoch;
    if (name == u"end"_s)
        return TrainingEvent::Kind::End;
    return std::nullopt;
}

/// As training::failureLine() writes it.
Sentence sentenceFrom(const QJsonValue &value)
{
    if (!value.isArray())
        return Sentence::verbatim(value.toString().toStdString());
    const QJsonArray parts = value.toArray();
    std::vector<Sentence> values;
    for (qsizetype i = 1; i < parts.size(); ++i)
        values.push_back(sentenceFrom(parts[i]));
    return Sentence(parts.at(0).toString().toStdString(), std::move(values));
}
} // namespace

QString findTrainer()
{
    const QString given = qEnvironmentVariable("FIDUCIAL_TRAIN");
    const QFileInfo file(given.isEmpty() ? QCoreApplication::applicationDirPath() + u"/fiducial-train"_s : given);
    return file.isFile() && file.isExecutable() ? file.absoluteFilePath() : QString();
}

void leaveTerminal()
{
    ::setpgid(0, 0);
    ::prctl(PR_SET_PDEATHSIG, SIGTERM);
}

std::optional<TrainingEvent> parseTrainingLine(const QByteArray &line)
{
    const QJsonObject entry = QJsonDocument::fromJson(line).object();
    const QString name = entry["event"_L1].toString();
    const auto kind = kindOf(name);
    if (!kind)
        return std::nullopt;
    TrainingEvent event;
    event.kind = *kind;
    event.step = entry["step"_L1].toInteger();
    event.epoch = entry["epoch"_L1].toInt();
    event.loss = numberAt(entry, "loss"_L1);
    event.nme = numberAt(entry, *kind == TrainingEvent::Kind::End ? "best_nme"_L1 : "val_nme_ema"_L1);
    event.networkNme = numberAt(entry, "val_nme"_L1);
    event.imagesPerSecond = numberAt(entry, "images_per_second"_L1);
    event.waiting = numberAt(entry, "waiting"_L1);
    event.secondsLeft = numberAt(entry, "seconds_left"_L1);
    event.resumed = name == u"resume"_s;
    event.steps = entry["steps"_L1].toInteger();
    event.stepsPerEpoch = entry["steps_per_epoch"_L1].toInteger();
    event.trainingFaces = entry["training_faces"_L1].toInt();
    event.validationFaces = entry["validation_faces"_L1].toInt();
    event.device = entry["device"_L1].toString();
    event.scheme = entry["scheme"_L1].toString();
    event.options = entry["options"_L1].toObject();
    event.reason = entry["reason"_L1].toString();
    event.bestEpoch = entry["best_epoch"_L1].toInt();
    return event;
}

Sentence parseFailureLine(const QByteArray &line)
{
    const QJsonObject entry = QJsonDocument::fromJson(line).object();
    return entry["event"_L1] == u"failure"_s ? sentenceFrom(entry["sentence"_L1]) : Sentence();
}

TrainingProcess::TrainingProcess(QString program, QObject *parent) : QObject(parent), program_(std::move(program))
{
    process_.setChildProcessModifier(leaveTerminal);
    connect(&process_, &QProcess::readyReadStandardOutput, this, &TrainingProcess::readLines);
    connect(&process_, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            ended(Outcome::Failed, says("The trainer cannot be started: %1.", process_.errorString().toStdString()));
    });
    connect(&process_, &QProcess::finished, this, [this](int code, QProcess::ExitStatus status) {
        readLines();
        const QString said = QString::fromUtf8(process_.readAllStandardError()).trimmed();
        if (status == QProcess::NormalExit && code == 0)
            ended(Outcome::Done, {});
        else if (status == QProcess::NormalExit && code == kStopped)
            ended(Outcome::Stopped, {});
        else if (status != QProcess::NormalExit)
            ended(Outcome::Failed, says("The trainer was ended by the system, perhaps for lack of memory; it can be "
                                        "resumed from its last checkpoint."));
        else if (!failure_.empty())
            ended(Outcome::Failed, failure_);
        else if (!said.isEmpty()) // of the system or a library
            ended(Outcome::Failed,
                  Sentence::verbatim(said.section(u'\n', -1).remove(u"fiducial-train: "_s).toStdString()));
        else
            ended(Outcome::Failed, says("The trainer ended with code %1.", code));
    });
}

TrainingProcess::~TrainingProcess()
{
    process_.disconnect(this);
    if (!isRunning())
        return;
    stop();
    if (process_.waitForFinished(kFarewellMs))
        return;
    process_.terminate(); // a step may be long; it still ends with a checkpoint
    if (!process_.waitForFinished(kFarewellMs))
        process_.kill();
    process_.waitForFinished(kFarewellMs);
}

void TrainingProcess::start(const QStringList &arguments)
{
    paused_ = stopping_ = false;
    running_ = true;
    failure_ = {};
    process_.start(program_, arguments);
}

void TrainingProcess::setPaused(bool paused)
{
    if (!isRunning() || stopping_ || paused == paused_)
        return;
    paused_ = paused;
    process_.write(paused ? "pause\n" : "resume\n");
}

void TrainingProcess::stop()
{
    if (!isRunning() || stopping_)
        return;
    stopping_ = true;
    process_.write("stop\n");
}

void TrainingProcess::readLines()
{
    while (process_.canReadLine()) {
        const QByteArray line = process_.readLine();
        if (const auto parsed = parseTrainingLine(line))
            Q_EMIT event(*parsed);
        else if (Sentence failure = parseFailureLine(line); !failure.empty())
            failure_ = std::move(failure);
    }
}

void TrainingProcess::ended(Outcome outcome, const Sentence &problem)
{
    if (!running_)
        return;
    running_ = paused_ = stopping_ = false;
    Q_EMIT finished(outcome, problem);
}

} // namespace fiducial::ui
