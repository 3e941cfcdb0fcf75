#include "core/base/rng.h"
#include "tests/ui/main_window/window_fixture.h"
#include "ui/main_window/actions.h"
#include "ui/models/review_queue.h"
#include "ui/panels/comment_list.h"
#include "ui/panels/face_table_pane.h"
#include "ui/panels/flat_combo.h"
#include "ui/panels/history_view.h"
#include "ui/panels/inspector_panel.h"
#include "ui/panels/laboratory_panel.h"
#include "ui/panels/queue_view.h"
#include "ui/panels/remark_field.h"
#include "ui/panels/review_view.h"

#include <QComboBox>
#include <QPushButton>
#include <QTableView>
#include <QToolButton>

#include <algorithm>

using namespace fiducial;
using namespace fiducial::test;
using namespace fiducial::ui;
using namespace Qt::StringLiterals;

namespace {
constexpr int kChin = 16;

QWidget *childNamed(QWidget &parent, const QString &name)
{
    for (auto *button : parent.findChildren<QToolButton *>(name))
        if (button->isVisible())
            return button;
    return nullptr;
}

/// What the field is asked for is typed and sent by the keyboard.
void answer(WindowFixture &f, const QString &text)
{
    QTest::keyClicks(f.window().remarkField().field(), text);
    QTest::keyClick(f.window().remarkField().field(), Qt::Key_Return);
}
} // namespace

/// The review workflow in the window, by keys and mouse.
class ReviewWindowTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void exclude_asksForTheReasonInline();
    void exclude_byItsButtonGivesUpWithEscape();
    void comment_isPinnedListedAndResolved();
    void comment_selectsItsPointWhenClicked();
    void question_isDroppedWithItsFace();
    void space_walksTheQueueAndSkipsTheDecided();
    void queue_goesOnAfterARestart();
    void queue_byWorstErrorStandsStill();
    void queue_byAMeasureOfTheLaboratory_data();
    void queue_byAMeasureOfTheLaboratory();
    void queue_asTheLaboratoryListsThem();
    void queue_byAMeasureThatNoFaceHas();
    void accept_goesOnInTheQueue();
    void undo_selectsThePointsItMoved();
    void history_previewsAndReverts();
    void history_revertsSelectedPoints();
    void history_ofTheProjectLeadsToTheFace();
    void work_isCountedPerFace();
};

void ReviewWindowTest::exclude_asksForTheReasonInline()
{
    WindowFixture f;
    QVERIFY(f.open());
    f.key(Qt::Key_X, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(f.window().remarkField().isVisible());
    QVERIFY(!QApplication::activeModalWidget());
    answer(f, u"not a face"_s);
    QVERIFY(!f.window().remarkField().isVisible());
    QVERIFY(f.document().review(0) == ReviewState::Excluded);
    QCOMPARE(f.document().state(0).note.reason, std::string("not a face"));
    QVERIFY(f.gui.waitSaved());
    f.key(Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(f.document().state(0) == FaceState{});
}

void ReviewWindowTest::exclude_byItsButtonGivesUpWithEscape()
{
    WindowFixture f;
    QVERIFY(f.open());
    f.window().inspector().showReview();
    auto *states = f.window().inspector().reviewView();
    for (auto *button : states->findChildren<QToolButton *>())
        if (button->text() == u"excluded"_s)
            QTest::mouseClick(button, Qt::LeftButton);
    QVERIFY(f.window().remarkField().isAsking());
    QTest::keyClick(f.window().remarkField().field(), Qt::Key_Escape);
    QVERIFY(!f.window().remarkField().isVisible());
    QVERIFY(f.document().review(0) == ReviewState::New);
    QCOMPARE(f.document().undoStack()->count(), 0);
}

void ReviewWindowTest::comment_isPinnedListedAndResolved()
{
    WindowFixture f;
    QVERIFY(f.open());
    f.window().inspector().showReview();
    f.canvas().setSelection({kChin});
    f.key(Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    answer(f, u"too low"_s);
    QCOMPARE(f.document().state(0).comments.size(), std::size_t{1});
    QCOMPARE(f.document().state(0).comments[0].point, kChin);
    QVERIFY(f.says(u"too low"_s));
    QCOMPARE(f.canvas().faces().front().overlay.remarked, std::vector<int>{kChin});
    auto &list = *f.window().inspector().reviewView()->comments();
    QTest::mouseClick(childNamed(list, u"resolve"_s), Qt::LeftButton);
    QCOMPARE(f.document().openComments(0), 0);
    QVERIFY(f.canvas().faces().front().overlay.remarked.empty());
    QTRY_VERIFY(childNamed(list, u"remove"_s));
    QTest::mouseClick(childNamed(list, u"remove"_s), Qt::LeftButton);
    QVERIFY(f.document().state(0).comments.empty());
    QVERIFY(!f.says(u"too low"_s));
    f.key(Qt::Key_Z, Qt::ControlModifier);
    f.key(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(f.document().openComments(0), 1);
}

void ReviewWindowTest::comment_selectsItsPointWhenClicked()
{
    WindowFixture f;
    QVERIFY(f.open());
    f.window().inspector().showReview();
    f.document().addComment(0, kChin, u"here"_s);
    QVERIFY(f.canvas().selection().empty());
    QTest::mouseClick(childNamed(*f.window().inspector().reviewView()->comments(), u"pin"_s), Qt::LeftButton);
    QCOMPARE(f.canvas().selection(), std::vector<int>{kChin});
}

void ReviewWindowTest::question_isDroppedWithItsFace()
{
    WindowFixture f;
    QVERIFY(f.open());
    f.key(Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(f.window().remarkField().isAsking());
    f.window().actions().nextFace->trigger();
    QCOMPARE(f.face(), 1);
    QVERIFY(!f.window().remarkField().isVisible());
}

void ReviewWindowTest::space_walksTheQueueAndSkipsTheDecided()
{
    WindowFixture f;
    QVERIFY(f.open());
    f.document().setReview({1}, ReviewState::Accepted);
    f.document().setReview({3}, ReviewState::Excluded, "twice");
    f.key(Qt::Key_Space); // makes the queue out of the browser's order
    QCOMPARE(f.window().reviewQueue().size(), 6);
    QCOMPARE(f.face(), 0);
    std::vector<int> walked;
    for (int i = 0; i < 4; ++i) {
        f.key(Qt::Key_Space);
        walked.push_back(f.face());
    }
    QCOMPARE(walked, (std::vector<int>{2, 4, 5, 0}));
    QVERIFY(f.says(u"Reviewed 2 of 6"_s));
}

void ReviewWindowTest::queue_goesOnAfterARestart()
{
    WindowFixture f;
    QVERIFY(f.open());
    f.window().reviewQueue().start(QueueOrder::Random, {4, 1, 5, 0});
    f.key(Qt::Key_Space);
    f.key(Qt::Key_Space);
    QCOMPARE(f.face(), 1);
    f.gui.restart();
    QVERIFY(f.open());
    QCOMPARE(f.window().reviewQueue().size(), 4);
    QCOMPARE(f.window().reviewQueue().order(), QueueOrder::Random);
    QCOMPARE(f.window().reviewQueue().position(), 1);
    f.key(Qt::Key_Space);
    QCOMPARE(f.face(), 5);
}

void ReviewWindowTest::queue_byWorstErrorStandsStill()
{
    WindowFixture f;
    QVERIFY(f.open());
    f.document().addRun(ProjectFixture::shiftedRun(f.document(), {1, 6, 3, 9, 2, 4}), true);
    QueueView &view = *f.window().inspector().reviewView()->queueView();
    f.window().inspector().showReview();
    view.orderBox()->setCurrentIndex(view.orderBox()->findData(static_cast<int>(QueueOrder::WorstFirst)));
    QTest::mouseClick(view.startButton(), Qt::LeftButton);
    QCOMPARE(f.face(), 3);
    f.document().usePrediction(1, f.document().activeRun(), {}); // whose number is another one now
    f.key(Qt::Key_Space);
    QCOMPARE(f.face(), 1);
    f.key(Qt::Key_Space);
    QCOMPARE(f.face(), 5);
}

namespace {
/// By the box and the button of the review tab.
void startQueue(WindowFixture &f, QueueOrder order)
{
    QueueView &view = *f.window().inspector().reviewView()->queueView();
    f.window().inspector().showReview();
    view.orderBox()->setCurrentIndex(view.orderBox()->findData(static_cast<int>(order)));
    QTest::mouseClick(view.startButton(), Qt::LeftButton);
}

/// The first faces of the queue as Space walks them.
std::vector<int> walked(WindowFixture &f, int count)
{
    std::vector<int> faces{f.face()};
    while (static_cast<int>(faces.size()) < count) {
        f.key(Qt::Key_Space);
        faces.push_back(f.face());
    }
    return faces;
}

/// Every point of the list's faces a little elsewhere, and some points of two faces further off.
void scatter(const ProjectFixture &project, int far, int farther)
{
    const QStringList lines = q(readAll(project.listFile())).split(u'\n', Qt::SkipEmptyParts);
    Rng rng(5);
    std::string out;
    for (int face = 0; face < lines.size(); ++face) {
        QStringList words = lines[face].split(u' ');
        for (int i = 0; i < 196; ++i) {
            const bool slipped =
                i % 2 == 0 && ((face == far && i >= 20 && i < 24) || (face == farther && i >= 120 && i < 126));
            words[i] = QString::number(words[i].toDouble() + 0.4 * rng.normal() + (slipped ? 3 : 0), 'f', 6);
        }
        out += words.join(u' ').toStdString() + "\n";
    }
    writeAll(project.listFile(), out);
}
} // namespace

void ReviewWindowTest::queue_byAMeasureOfTheLaboratory_data()
{
    QTest::addColumn<int>("order");
    QTest::addColumn<std::vector<double>>("first");
    QTest::addColumn<std::vector<double>>("second");
    QTest::addColumn<std::vector<int>>("expected");
    const std::vector<double> shifts{1, 5, 2, 4, 3, 0.5};
    // The runs disagree by their difference; where they agree and differ from the ground truth that is suspect.
    QTest::newRow("disagreement") << static_cast<int>(QueueOrder::Disagreement) << shifts << std::vector<double>{0}
                                  << std::vector<int>{1, 3, 4, 2, 0, 5};
    QTest::newRow("suspicion") << static_cast<int>(QueueOrder::Suspicion) << shifts << shifts
                               << std::vector<int>{1, 3, 4, 2};
    QTest::newRow("implausibility") << static_cast<int>(QueueOrder::Implausibility) << std::vector<double>{}
                                    << std::vector<double>{} << std::vector<int>{31, 7};
}

void ReviewWindowTest::queue_byAMeasureOfTheLaboratory()
{
    QFETCH(const int, order);
    QFETCH(const std::vector<double>, first);
    QFETCH(const std::vector<double>, second);
    QFETCH(const std::vector<int>, expected);
    WindowFixture f(first.empty() ? 200 : 6);
    if (first.empty())
        scatter(f.project, 7, 31);
    QVERIFY(f.open());
    for (const std::vector<double> &shifts : {first, second})
        if (!shifts.empty())
            f.document().addRun(ProjectFixture::shiftedRun(f.document(), shifts), true);
    QVERIFY(!f.window().laboratory().isVisible());
    startQueue(f, static_cast<QueueOrder>(order));
    QVERIFY(f.says(u"The faces are being measured"_s)); // the laboratory was never open
    QVERIFY(QTest::qWaitFor([&] { return !f.window().reviewQueue().isEmpty(); }, 20'000));
    QCOMPARE(static_cast<int>(f.window().reviewQueue().order()), order);
    QCOMPARE(walked(f, static_cast<int>(expected.size())), expected);
    QVERIFY(!f.window().laboratory().isVisible() && !f.window().laboratory().laboratory().isActive());
}

void ReviewWindowTest::queue_asTheLaboratoryListsThem()
{
    WindowFixture f;
    QVERIFY(f.open());
    f.document().addRun(ProjectFixture::shiftedRun(f.document(), {1, 5, 2, 4, 3, 0.5}), true);
    LaboratoryPanel &laboratory = f.window().laboratory();
    f.window().actions().laboratory->setChecked(true);
    QVERIFY(QTest::qWaitFor([&] {
        return laboratory.laboratory().rowCount() > 0 && !laboratory.laboratory().isMeasuring() &&
               !f.document().isMeasuring();
    }));
    laboratory.tablePane().view()->sortByColumn(0, Qt::DescendingOrder);
    const std::vector<int> listed = laboratory.tableModel().faces();
    QVERIFY(listed.size() == 6 && !std::ranges::is_sorted(listed) && listed.front() != 1);
    startQueue(f, QueueOrder::Laboratory);
    QCOMPARE(walked(f, 6), listed);
}

void ReviewWindowTest::queue_byAMeasureThatNoFaceHas()
{
    WindowFixture f;
    QVERIFY(f.open());
    f.document().addRun(ProjectFixture::shiftedRun(f.document(), {1}), true); // one run cannot disagree
    startQueue(f, QueueOrder::Disagreement);
    QVERIFY(QTest::qWaitFor([&] { return f.says(u"No face has that number yet"_s); }, 20'000));
    QVERIFY(f.window().reviewQueue().isEmpty());
}

void ReviewWindowTest::accept_goesOnInTheQueue()
{
    WindowFixture f;
    QVERIFY(f.open());
    f.window().reviewQueue().start(QueueOrder::Random, {4, 1, 5});
    f.key(Qt::Key_Space);
    for (const int next : {1, 5}) {
        f.key(Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(f.face(), next);
    }
    f.key(Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(f.document().reviewCount(ReviewState::Accepted), 3);
    QCOMPARE(f.face(), 5); // none is left
    QCOMPARE(f.window().reviewQueue().decidedCount(), 3);
}

void ReviewWindowTest::undo_selectsThePointsItMoved()
{
    WindowFixture f;
    QVERIFY(f.open());
    f.dragLandmark(kChin, {30, -20});
    f.canvas().setSelection({});
    f.window().actions().nextFace->trigger();
    QCOMPARE(f.face(), 1);
    f.key(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(f.face(), 0);
    QTRY_COMPARE(f.canvas().selection(), std::vector<int>{kChin});
}

void ReviewWindowTest::history_previewsAndReverts()
{
    WindowFixture f;
    QVERIFY(f.open());
    f.key(Qt::Key_H, Qt::ControlModifier);
    HistoryView &history = f.window().history();
    QVERIFY(history.isVisible());
    f.dragLandmark(kChin, {30, -20});
    QVERIFY(f.gui.waitSaved());
    const EditedSet first = f.document().state(0).mine;
    f.dragLandmark(kChin + 1, {10, 10});
    QVERIFY(f.gui.waitSaved());
    const FaceState before = f.document().state(0);
    QTRY_COMPARE(history.model().rowCount(), 3); // two drags and the original

    const QModelIndex older = history.model().index(1, 0);
    QTest::mouseClick(history.list()->viewport(), Qt::LeftButton, {}, history.list()->visualRect(older).center());
    QVERIFY(f.canvas().faces().front().overlay.ghost == first.set);
    QVERIFY(f.document().state(0) == before); // looking changes nothing
    QTest::mouseClick(history.revertFaceButton(), Qt::LeftButton);
    QVERIFY(f.document().state(0).mine == first);
    QVERIFY(f.canvas().faces().front().overlay.ghost.empty());
    f.key(Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(f.document().state(0) == before);

    QVERIFY(f.gui.waitSaved());
    QTRY_COMPARE(history.model().rowCount(), 5);
    const QModelIndex original = history.model().index(4, 0);
    history.list()->scrollTo(original);
    QTest::mouseClick(history.list()->viewport(), Qt::LeftButton, {}, history.list()->visualRect(original).center());
    QVERIFY(f.canvas().faces().front().overlay.ghost == f.document().face(0).truth);
    QTest::mouseClick(history.revertFaceButton(), Qt::LeftButton);
    QVERIFY(!f.document().isEdited(0));
}

void ReviewWindowTest::history_revertsSelectedPoints()
{
    WindowFixture f;
    QVERIFY(f.open());
    f.window().actions().history->trigger();
    HistoryView &history = f.window().history();
    f.dragLandmark(kChin, {30, -20});
    f.dragLandmark(kChin + 4, {10, 10});
    QVERIFY(f.gui.waitSaved());
    QTRY_COMPARE(history.model().rowCount(), 3);
    history.list()->setCurrentIndex(history.model().index(2, 0));
    f.canvas().setSelection({kChin});
    QVERIFY(history.revertPointsButton()->isEnabled());
    const FaceState before = f.document().state(0);
    QTest::mouseClick(history.revertPointsButton(), Qt::LeftButton);
    const FaceState after = f.document().state(0);
    QVERIFY(after.mine.set.points[kChin] == f.document().face(0).truth.points[kChin]);
    QVERIFY(after.mine.set.points[kChin + 4] == before.mine.set.points[kChin + 4]);
    f.key(Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(f.document().state(0) == before);
}

void ReviewWindowTest::history_ofTheProjectLeadsToTheFace()
{
    WindowFixture f;
    QVERIFY(f.open());
    f.dragLandmark(kChin, {30, -20});
    f.window().actions().nextFace->trigger();
    QVERIFY(f.gui.waitSaved());
    f.window().actions().history->trigger();
    HistoryView &history = f.window().history();
    QCOMPARE(history.model().rowCount(), 0); // of this face
    QTest::mouseClick(history.projectButton(), Qt::LeftButton);
    QCOMPARE(history.model().rowCount(), 1);
    history.list()->setCurrentIndex(history.model().index(0, 0));
    QCOMPARE(f.face(), 0);
    QVERIFY(!f.canvas().faces().front().overlay.ghost.empty());
    f.window().actions().nextFace->trigger();
    QVERIFY(!f.window().presenter().hasGhost());
}

void ReviewWindowTest::work_isCountedPerFace()
{
    WindowFixture f;
    QVERIFY(f.open());
    f.dragLandmark(kChin, {30, -20});
    QTest::mouseClick(&f.canvas(), Qt::LeftButton, {}, {5, 5});
    f.key(Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(f.document().cost(0).drags, 1);
    QCOMPARE(f.document().cost(0).clicks, 1);
    QVERIFY(f.document().cost(1).drags == 0);
    QVERIFY(f.gui.waitSaved());
    QCOMPARE(f.document().store()->editCosts()->at(f.document().faceId(0)).drags, 1);
}

QTEST_MAIN(ReviewWindowTest)
#include "review_window_test.moc"
