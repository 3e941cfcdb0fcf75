#include "ui/jobs/job_runner.h"

#include <QSemaphore>
#include <QSignalSpy>
#include <QTest>
#include <QThread>

using namespace fiducial;
using namespace fiducial::ui;

class JobRunnerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void result_arrivesOnTheGuiThread();
    void error_andExceptionArriveAsErrors();
    void vanishedReceiver_isNotCalled();
    void cancelledJob_seesIt();
    void progress_isToldWithTimeLeft();
    void jobs_areListedWhileTheyRun();
    void pools_doNotStarveEachOther();
    void inference_isOneAtATime();
    void end_cancelsAndWaits();
};

namespace {
constexpr int kWaitMs = 20000;
}

void JobRunnerTest::result_arrivesOnTheGuiThread()
{
    JobRunner runner;
    QThread *worker = nullptr, *answered = nullptr;
    int value = 0;
    runner.run<int>(
        JobRunner::Pool::Io, {},
        [&](const JobContext &) -> Result<int> {
            worker = QThread::currentThread();
            return 42;
        },
        this,
        [&](const Result<int> &result) {
            answered = QThread::currentThread();
            value = *result;
        });
    QCOMPARE(value, 0);
    QVERIFY(QTest::qWaitFor([&] { return value != 0; }, kWaitMs));
    QCOMPARE(value, 42);
    QCOMPARE(answered, thread());
    QVERIFY(worker != thread());
}

void JobRunnerTest::error_andExceptionArriveAsErrors()
{
    JobRunner runner;
    std::vector<Error> errors;
    const auto keep = [&](const Result<int> &result) { errors.push_back(result.error()); };
    runner.run<int>(
        JobRunner::Pool::Inference, {},
        [](const JobContext &) -> Result<int> { return makeError(Errc::NotFound, says("no")); }, this, keep);
    runner.run<int>(
        JobRunner::Pool::Inference, {},
        [](const JobContext &) -> Result<int> { throw std::runtime_error("out of luck"); }, this, keep);
    QVERIFY(QTest::qWaitFor([&] { return errors.size() == 2; }, kWaitMs));
    QCOMPARE(errors[0].code, Errc::NotFound);
    QCOMPARE(errors[1].code, Errc::Internal);
    QVERIFY(errors[1].message.text().find("out of luck") != std::string::npos);
}

void JobRunnerTest::vanishedReceiver_isNotCalled()
{
    JobRunner runner;
    auto receiver = std::make_unique<QObject>();
    bool called = false;
    QSemaphore go;
    QSignalSpy finished(&runner, &JobRunner::jobFinished);
    runner.run<int>(
        JobRunner::Pool::Io, {},
        [&](const JobContext &) -> Result<int> {
            go.acquire();
            return 1;
        },
        receiver.get(), [&](const Result<int> &) { called = true; });
    receiver.reset();
    go.release();
    QVERIFY(QTest::qWaitFor([&] { return finished.count() == 1; }, kWaitMs));
    QVERIFY(!called);
    QVERIFY(runner.jobs().empty());
}

void JobRunnerTest::cancelledJob_seesIt()
{
    JobRunner runner;
    QSemaphore started;
    bool answered = false, cancelled = false;
    Job *job = runner.run<int>(
        JobRunner::Pool::Decode, {},
        [&](const JobContext &context) -> Result<int> {
            started.release();
            while (!context.cancelled())
                QThread::yieldCurrentThread();
            return makeError(Errc::Cancelled, says("cancelled"));
        },
        this,
        [&](const Result<int> &result) {
            answered = true;
            cancelled = result.error().code == Errc::Cancelled;
        });
    started.acquire();
    QVERIFY(!job->isCancelled());
    job->cancel();
    QVERIFY(QTest::qWaitFor([&] { return answered; }, kWaitMs));
    QVERIFY(cancelled);
}

void JobRunnerTest::progress_isToldWithTimeLeft()
{
    JobRunner runner;
    QSignalSpy progressed(&runner, &JobRunner::progressed);
    QSemaphore halfway, go;
    Job *job = runner.run<int>(JobRunner::Pool::Io, QStringLiteral("Counting"),
                               [&](const JobContext &context) -> Result<int> {
                                   context.progress(50, 100);
                                   halfway.release();
                                   go.acquire();
                                   return 1;
                               },
                               this, {});
    halfway.acquire();
    QCOMPARE(job->done(), 50);
    QCOMPARE(job->total(), 100);
    QVERIFY(QTest::qWaitFor([&] { return !progressed.isEmpty(); }, kWaitMs));
    go.release();
    QVERIFY(QTest::qWaitFor([&] { return runner.jobs().empty(); }, kWaitMs));
}

void JobRunnerTest::jobs_areListedWhileTheyRun()
{
    JobRunner runner;
    QSignalSpy started(&runner, &JobRunner::jobStarted), finished(&runner, &JobRunner::jobFinished);
    QSemaphore go;
    Job *job = runner.run<int>(JobRunner::Pool::Io, QStringLiteral("Opening"),
                               [&](const JobContext &) -> Result<int> {
                                   go.acquire();
                                   return 1;
                               },
                               this, {});
    QSignalSpy end(job, &Job::finished);
    QCOMPARE(started.count(), 1);
    QCOMPARE(runner.jobs(), std::vector<Job *>{job});
    QCOMPARE(job->title(), QStringLiteral("Opening"));
    go.release();
    QVERIFY(QTest::qWaitFor([&] { return finished.count() == 1; }, kWaitMs));
    QCOMPARE(end.count(), 1);
    QVERIFY(runner.jobs().empty());
}

void JobRunnerTest::pools_doNotStarveEachOther()
{
    JobRunner runner;
    QSemaphore go;
    int answers = 0;
    const auto wait = [&](const JobContext &) -> Result<int> {
        go.acquire();
        return 1;
    };
    for (const auto pool : {JobRunner::Pool::Inference, JobRunner::Pool::Learning})
        for (int i = 0; i < 4; ++i)
            runner.run<int>(pool, {}, wait, this, {});
    for (const auto pool : {JobRunner::Pool::Io, JobRunner::Pool::Decode})
        runner.run<int>(
            pool, {}, [](const JobContext &) -> Result<int> { return 1; }, this,
            [&](const Result<int> &) { ++answers; });
    QVERIFY(QTest::qWaitFor([&] { return answers == 2; }, kWaitMs));
    go.release(8);
    runner.waitForDone();
}

void JobRunnerTest::inference_isOneAtATime()
{
    JobRunner runner;
    std::atomic<int> inside = 0, most = 0;
    for (int i = 0; i < 8; ++i)
        runner.run<int>(JobRunner::Pool::Inference, {},
                        [&](const JobContext &) -> Result<int> {
                            most = std::max(most.load(), ++inside);
                            QThread::yieldCurrentThread();
                            return --inside;
                        },
                        this, {});
    runner.waitForDone();
    QCOMPARE(most.load(), 1);
}

void JobRunnerTest::end_cancelsAndWaits()
{
    std::atomic<bool> ended = false;
    bool called = false;
    QSemaphore started;
    {
        JobRunner runner;
        runner.run<int>(
            JobRunner::Pool::Io, {},
            [&](const JobContext &context) -> Result<int> {
                started.release();
                while (!context.cancelled())
                    QThread::yieldCurrentThread();
                ended = true;
                return 1;
            },
            this, [&](const Result<int> &) { called = true; });
        started.acquire();
    }
    QVERIFY(ended);
    QCoreApplication::processEvents();
    QVERIFY(!called);
}

QTEST_GUILESS_MAIN(JobRunnerTest)
#include "job_runner_test.moc"
