#pragma once

#include "core/base/job_context.h"
#include "core/base/result.h"

#include <QObject>
#include <QPointer>
#include <QThreadPool>
#include <QTimer>

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <vector>

namespace fiducial::ui {

/// A running piece of background work as the status line shows it. Lives on the GUI thread and is deleted by its runner
/// after finished().
class Job : public QObject {
    Q_OBJECT
public:
    explicit Job(QString title, QObject *parent);
    QString title() const { return title_; }
    qint64 done() const { return state_->done; }
    qint64 total() const { return state_->total; } ///< 0: unknown
    /// Whole seconds left as the progress so far tells, -1 while it cannot be told.
    int secondsLeft() const;
    double seconds() const; ///< since the start
    bool isCancelled() const { return state_->cancelled; }
    void cancel() { state_->cancelled = true; }

Q_SIGNALS:
    void finished();

private:
    friend class JobRunner;
    struct State {
        std::atomic<bool> cancelled = false;
        std::atomic<qint64> done = 0;
        std::atomic<qint64> total = 0;
    };
    JobContext context() const;

    QString title_;
    std::shared_ptr<State> state_ = std::make_shared<State>();
    std::chrono::steady_clock::time_point started_ = std::chrono::steady_clock::now();
};

/// Background work in four pools, so that none starves another: files (2 threads), decoding (cores - 1), inference
/// (1), and learning (1 of low priority: what makes the program better and nobody waits for). GUI thread only; `done`
/// callbacks arrive there.
class JobRunner : public QObject {
    Q_OBJECT
public:
    enum class Pool { Io, Decode, Inference, Learning };

    explicit JobRunner(QObject *parent = nullptr);
    /// Cancels everything and waits.
    ~JobRunner() override;

    /// Runs `work` in the pool and hands its result to `done` on the GUI thread, unless `receiver` has been destroyed
    /// by then. An empty title keeps the job out of the status line. An exception becomes an Internal error.
    template <class T>
    Job *run(Pool pool, const QString &title, std::function<Result<T>(const JobContext &)> work, QObject *receiver,
             std::function<void(Result<T>)> done);

    const std::vector<Job *> &jobs() const { return jobs_; }
    void cancelAll();
    /// Waits for every job; callbacks of finished jobs are delivered by the event loop as usual.
    void waitForDone();

Q_SIGNALS:
    void jobStarted(fiducial::ui::Job *job);
    void jobFinished(fiducial::ui::Job *job);
    /// Ten times a second while titled jobs run.
    void progressed();

private:
    Job *begin(const QString &title);
    void end(Job *job);
    void start(Pool pool, std::function<void()> task);

    QThreadPool pools_[4];
    std::vector<Job *> jobs_;
    QTimer ticker_;
};

template <class T>
Job *JobRunner::run(Pool pool, const QString &title, std::function<Result<T>(const JobContext &)> work,
                    QObject *receiver, std::function<void(Result<T>)> done)
{
    Job *job = begin(title);
    start(pool, [this, job, context = job->context(), work = std::move(work), guard = QPointer<QObject>(receiver),
                 done = std::move(done)] {
        std::shared_ptr<Result<T>> result;
        try {
            result = std::make_shared<Result<T>>(work(context));
        } catch (const std::exception &e) {
            result = std::make_shared<Result<T>>(makeError(Errc::Internal, Sentence::verbatim(e.what())));
        }
        QMetaObject::invokeMethod(
            this,
            [this, job, result, guard, done] {
                end(job);
                if (guard && done)
                    done(std::move(*result));
            },
            Qt::QueuedConnection);
    });
    return job;
}

} // namespace fiducial::ui
