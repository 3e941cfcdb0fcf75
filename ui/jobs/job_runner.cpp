#include "ui/jobs/job_runner.h"

#include <QThread>

#include <algorithm>

namespace fiducial::ui {

namespace {
constexpr int kProgressIntervalMs = 100;
} // namespace

Job::Job(QString title, QObject *parent) : QObject(parent), title_(std::move(title)) {}

double Job::seconds() const
{
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - started_).count();
}

int Job::secondsLeft() const
{
    const qint64 finished = done();
    const qint64 all = total();
    if (finished <= 0 || all <= 0)
        return -1;
    return static_cast<int>(seconds() * static_cast<double>(all - finished) / static_cast<double>(finished) + 0.5);
}

JobContext Job::context() const
{
    return {[state = state_] { return state->cancelled.load(); },
            [state = state_](std::int64_t done, std::int64_t total) {
                state->done = done;
                state->total = total;
            }};
}

JobRunner::JobRunner(QObject *parent) : QObject(parent)
{
    pools_[static_cast<int>(Pool::Io)].setMaxThreadCount(2);
    pools_[static_cast<int>(Pool::Decode)].setMaxThreadCount(std::max(1, QThread::idealThreadCount() - 1));
    pools_[static_cast<int>(Pool::Inference)].setMaxThreadCount(1);
    pools_[static_cast<int>(Pool::Learning)].setMaxThreadCount(1);
    pools_[static_cast<int>(Pool::Learning)].setThreadPriority(QThread::LowPriority);
    ticker_.setInterval(kProgressIntervalMs);
    connect(&ticker_, &QTimer::timeout, this, &JobRunner::progressed);
}

JobRunner::~JobRunner()
{
    cancelAll();
    waitForDone();
}

Job *JobRunner::begin(const QString &title)
{
    auto *job = new Job(title, this);
    jobs_.push_back(job);
    if (!title.isEmpty() && !ticker_.isActive())
        ticker_.start();
    Q_EMIT jobStarted(job);
    return job;
}

void JobRunner::end(Job *job)
{
    std::erase(jobs_, job);
    if (std::none_of(jobs_.begin(), jobs_.end(), [](const Job *j) { return !j->title().isEmpty(); }))
        ticker_.stop();
    Q_EMIT jobFinished(job);
    Q_EMIT job->finished();
    job->deleteLater();
}

void JobRunner::start(Pool pool, std::function<void()> task)
{
    pools_[static_cast<int>(pool)].start(std::move(task));
}

void JobRunner::cancelAll()
{
    for (Job *job : jobs_)
        job->cancel();
}

void JobRunner::waitForDone()
{
    for (auto &pool : pools_)
        pool.waitForDone();
}

} // namespace fiducial::ui
