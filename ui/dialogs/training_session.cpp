#include "ui/dialogs/training_session.h"

#include "core/model/trained_card.h"
#include "ui/imaging/qimage_convert.h"
#include "ui/jobs/job_runner.h"

#include <QJsonDocument>

namespace fiducial::ui {

using namespace Qt::StringLiterals;

namespace {
QStringList toArguments(const std::vector<std::string> &arguments)
{
    QStringList out;
    for (const std::string &argument : arguments)
        out += QString::fromStdString(argument);
    return out;
}
} // namespace

TrainingSession::TrainingSession(const formats::FormatRegistry &formats, JobRunner &jobs, QString trainer,
                                 std::filesystem::path userData, QObject *parent)
    : QObject(parent),
      formats_(formats),
      jobs_(jobs),
      trainer_(std::move(trainer)),
      userData_(std::move(userData)),
      process_(trainer_)
{
    connect(&process_, &TrainingProcess::event, this, &TrainingSession::event);
    connect(&process_, &TrainingProcess::finished, this,
            [this](TrainingProcess::Outcome outcome, const Sentence &problem) {
                setState(State::Idle);
                Q_EMIT ended(outcome, problem);
            });
}

void TrainingSession::setState(State state)
{
    state_ = state;
    Q_EMIT stateChanged();
}

bool TrainingSession::isStopping() const
{
    return process_.isStopping() || (job_ && job_->isCancelled());
}

std::pair<qint64, qint64> TrainingSession::cut() const
{
    return job_ ? std::pair(job_->done(), job_->total()) : std::pair<qint64, qint64>(0, 0);
}

void TrainingSession::start(const TrainingSetup &setup)
{
    if (state_ != State::Idle)
        return;
    pipeline::TrainingRun run;
    run.crops = setup.crops;
    run.crops.sources = setup.sources;
    run.options = QJsonDocument(setup.options).toJson().toStdString();
    run.folder = toPath(setup.folder);
    const auto work = [run, files = setup.files, formats = &formats_,
                       userData = userData_](const JobContext &context) -> Result<pipeline::CropCacheReport> {
        pipeline::TrainingRun all = run;
        for (const QString &file : files) {
            auto source = pipeline::openCropSource(*formats, {file.toStdString(), {}, {}, userData}, false, context);
            if (!source)
                return source.error();
            all.crops.sources.push_back(std::move(source).value());
        }
        auto report = pipeline::prepareTraining(all, context);
        if (!report)
            return report.error();
        return report->value_or(pipeline::CropCacheReport{});
    };
    job_ = jobs_.run<pipeline::CropCacheReport>(
        JobRunner::Pool::Io, tr("Cutting faces"), work, this,
        [this, folder = setup.folder](const Result<pipeline::CropCacheReport> &report) { prepared(folder, report); });
    setState(State::Preparing);
}

void TrainingSession::prepared(const QString &folder, const Result<pipeline::CropCacheReport> &report)
{
    const bool cancelled = job_ && job_->isCancelled();
    job_.clear();
    if (!report || cancelled) {
        setState(State::Idle);
        const bool asked = cancelled || report.error().code == Errc::Cancelled;
        Q_EMIT ended(asked ? TrainingProcess::Outcome::Stopped : TrainingProcess::Outcome::Failed,
                     asked ? Sentence() : report.error().sentence());
        return;
    }
    if (!report->issues.empty())
        Q_EMIT issuesFound(report->issues);
    setState(State::Running);
    process_.start(toArguments(pipeline::trainerArguments(toPath(folder), true, false)));
}

void TrainingSession::resume(const QString &folder)
{
    if (state_ != State::Idle)
        return;
    setState(State::Running);
    process_.start(toArguments(pipeline::trainerArguments(toPath(folder), false, true)));
}

void TrainingSession::stop()
{
    if (job_)
        job_->cancel();
    process_.stop();
    Q_EMIT stateChanged();
}

void TrainingSession::exportModel(const QString &folder, const QString &weights)
{
    if (state_ != State::Idle)
        return;
    setState(State::Exporting);
    export_.disconnect(this);
    connect(&export_, &QProcess::finished, this, [this, weights](int code, QProcess::ExitStatus status) {
        exportEnded(weights, status == QProcess::NormalExit ? code : -1);
    });
    connect(&export_, &QProcess::errorOccurred, this, [this, weights](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            exportEnded(weights, -1);
    });
    export_.start(trainer_, {u"export"_s, u"--run"_s, folder, u"-o"_s, weights, u"--half"_s});
}

void TrainingSession::exportEnded(const QString &weights, int code)
{
    setState(State::Idle);
    if (code != 0) {
        const Sentence failure = parseFailureLine(export_.readAllStandardOutput());
        Q_EMIT exportFailed(failure.empty()
                                ? says("The model could not be written: %1.", export_.errorString().toStdString())
                                : failure);
        return;
    }
    const auto card = model::cardOfTrainedWeights(toPath(weights));
    if (!card) {
        Q_EMIT exportFailed(says("%1 does not say what it was trained for.", weights.toStdString()));
        return;
    }
    Q_EMIT exported(weights, *card);
}

} // namespace fiducial::ui
