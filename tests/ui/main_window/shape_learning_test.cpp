#include "tests/ui/document/project_fixture.h"
#include "ui/canvas/landmark_canvas.h"
#include "ui/jobs/job_runner.h"
#include "ui/main_window/shape_learning.h"

#include <QSemaphore>
#include <QSignalSpy>
#include <QTest>
#include <QThread>

using namespace fiducial;
using namespace fiducial::test;
using namespace fiducial::ui;

namespace {
constexpr int kWaitMs = 20000;
}

class ShapeLearningTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void picturesFilesAndPredictions_doNotWaitForIt();
};

/// Every thread that decodes, reads or predicts is held up: what is learned then keeps none of them from its work.
void ShapeLearningTest::picturesFilesAndPredictions_doNotWaitForIt()
{
    JobRunner jobs;
    QSemaphore go;
    const auto wait = [&](const JobContext &) -> Result<int> {
        go.acquire();
        return 1;
    };
    const int each = QThread::idealThreadCount() + 2;
    for (const auto pool : {JobRunner::Pool::Decode, JobRunner::Pool::Io, JobRunner::Pool::Inference})
        for (int i = 0; i < each; ++i)
            jobs.run<int>(pool, {}, wait, this, {});
    const std::size_t held = jobs.jobs().size();

    ProjectFixture project(40); // enough faces to learn from
    ProjectDocument document;
    LandmarkCanvas canvas;
    const ShapeLearning learning(document, jobs, canvas, nullptr);
    QSignalSpy started(&jobs, &JobRunner::jobStarted);
    project.open(document);
    QCOMPARE(started.count(), 1);
    QVERIFY(QTest::qWaitFor([&] { return jobs.jobs().size() == held; }, kWaitMs));
    document.addRun(ProjectFixture::shiftedRun(document, {3.0}), true); // and what is wrong with a run
    QVERIFY(QTest::qWaitFor([&] { return started.count() == 2 && jobs.jobs().size() == held; }, kWaitMs));
    go.release(3 * each);
    jobs.waitForDone();
}

QTEST_MAIN(ShapeLearningTest)
#include "shape_learning_test.moc"
