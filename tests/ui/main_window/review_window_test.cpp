#include "tests/ui/main_window/window_fixture.h"
#include "ui/main_window/actions.h"
#include "ui/models/review_queue.h"
#include "ui/panels/comment_list.h"
#include "ui/panels/flat_combo.h"
#include "ui/panels/history_view.h"
#include "ui/panels/inspector_panel.h"
#include "ui/panels/queue_view.h"
#include "ui/panels/remark_field.h"
#include "ui/panels/review_view.h"

#include <QComboBox>
#include <QPushButton>
#include <QToolButton>

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
