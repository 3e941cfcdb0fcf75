#include "ui/jobs/job_runner.h"
#include "ui/main_window/status_line.h"

#include <QProgressBar>
#include <QTest>
#include <QVBoxLayout>

#include <thread>

using namespace fiducial;
using namespace fiducial::ui;
using namespace Qt::StringLiterals;

class StatusLineTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void workThatBeginsAndEnds_movesNothingAboveTheLine();
};

void StatusLineTest::workThatBeginsAndEnds_movesNothingAboveTheLine()
{
    JobRunner jobs;
    QWidget window;
    auto *layout = new QVBoxLayout(&window);
    auto *picture = new QWidget;
    auto *line = new StatusLine(jobs, nullptr);
    layout->addWidget(picture, 1);
    layout->addWidget(line);
    window.resize(900, 400);
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    const QRect before = picture->geometry();
    auto *bar = line->findChild<QProgressBar *>();
    QVERIFY(!bar->isVisible());

    const auto work = [](const JobContext &context) -> Result<int> {
        context.progress(3, 10);
        while (!context.cancelled())
            std::this_thread::yield();
        return 1;
    };
    Job *job = jobs.run<int>(JobRunner::Pool::Inference, u"Working"_s, work, &window, [](const Result<int> &) {});
    QTRY_VERIFY(bar->isVisible());
    QCOMPARE(bar->value(), 3);
    QCOMPARE(picture->geometry(), before);
    job->cancel();
    QTRY_VERIFY(!bar->isVisible());
    QCOMPARE(picture->geometry(), before);
}

QTEST_MAIN(StatusLineTest)
#include "status_line_test.moc"
