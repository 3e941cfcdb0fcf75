#include "ui/jobs/job_runner.h"
#include "ui/main_window/status_line.h"

#include <QLabel>
#include <QProgressBar>
#include <QTest>
#include <QVBoxLayout>

#include <thread>

using namespace fiducial;
using namespace fiducial::ui;
using namespace Qt::StringLiterals;

namespace {
QStringList wordsOf(const StatusLine &line)
{
    QStringList words;
    for (const auto *label : line.findChildren<QLabel *>())
        if (!label->text().isEmpty())
            words += label->text();
    return words;
}
} // namespace

class StatusLineTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void workThatBeginsAndEnds_movesNothingAboveTheLine();
    void messageThatIsOver_endsAtOnceAndNoOther();
    void cleared_saysNothing();
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

void StatusLineTest::messageThatIsOver_endsAtOnceAndNoOther()
{
    JobRunner jobs;
    StatusLine line(jobs);
    const auto said = [&] { return wordsOf(line).join(u'|'); };
    line.showMessage(u"Drag a box"_s);
    line.endMessage(u"Draw a contour"_s);
    QCOMPARE(said(), u"Drag a box"_s);
    line.endMessage(u"Drag a box"_s);
    QCOMPARE(said(), QString());
}

void StatusLineTest::cleared_saysNothing()
{
    JobRunner jobs;
    StatusLine line(jobs);
    line.showCursor({3, 4}, true);
    line.showZoom(447);
    line.showRotation(15);
    line.showModel([] { return u"PFLD · CPU"_s; });
    line.showSaving(SaveQueue::State::Saved, 0, {});
    line.showMessage(u"12 faces predicted"_s);
    QCOMPARE(wordsOf(line).size(), 5);
    line.clear();
    QCOMPARE(wordsOf(line), QStringList());
    QEvent language(QEvent::LanguageChange);
    QCoreApplication::sendEvent(&line, &language);
    QCOMPARE(wordsOf(line), QStringList());
}

QTEST_MAIN(StatusLineTest)
#include "status_line_test.moc"
