#include "tests/ui/main_window/window_fixture.h"
#include "ui/main_window/actions.h"
#include "ui/panels/history_view.h"

using namespace fiducial;
using namespace fiducial::test;
using namespace fiducial::ui;
using namespace Qt::StringLiterals;

/// All faces of a picture brought back in one step: to what was read, to a run, to any revision.
class RevertWindowTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void picture_goesBackToTheOriginal();
    void picture_takesARun();
    void picture_goesBackToARevision();
    void picture_bringsBackTheFaceThatWasDeletedLast();
    void reasons_areSaidWhereNothingCanBeReverted();

private:
    static std::vector<FaceState> states(WindowFixture &f)
    {
        std::vector<FaceState> all;
        for (int row = 0; row < f.document().faceCount(); ++row)
            all.push_back(f.document().state(row));
        return all;
    }
    /// A point, a box, an attribute, a deleted face and an added one; of two pictures with three faces each.
    static void edit(WindowFixture &f)
    {
        f.dragLandmark(54, {9, 6});
        f.document().setBox(1, {20, 20, 30, 40});
        f.document().setAttribute({1}, "blur", 1);
        f.document().deleteFace(2);
        (void)f.document().addFace(0, {5, 8, 35, 36}, f.document().face(0).truth);
    }
    static bool isOneStep(WindowFixture &f, const std::vector<FaceState> &before, const std::vector<FaceState> &after)
    {
        const int steps = f.document().undoStack()->index();
        if (states(f) != after)
            return false;
        f.undo();
        if (states(f) != before || f.document().undoStack()->index() != steps - 1)
            return false;
        f.redo();
        if (states(f) != after)
            return false;
        f.gui.restart();
        if (!f.openStill() || states(f) != after)
            return false;
        f.undo();
        return states(f) == before;
    }
};

void RevertWindowTest::picture_goesBackToTheOriginal()
{
    WindowFixture f(2, 3);
    QVERIFY(f.openStill());
    edit(f);
    f.document().setReview({1}, ReviewState::NeedsWork);
    f.document().setBox(4, {20, 20, 30, 40}); // of the other picture
    const std::vector<FaceState> before = states(f);
    QVERIFY(f.window().actions().revertPicture->isEnabled());
    f.window().actions().revertPicture->trigger();
    QCOMPARE(f.document().dataset().sampleOf(0).faces, (std::vector<std::int32_t>{0, 1, 2}));
    std::vector<FaceState> after = before;
    for (int row : {0, 1, 2, 6}) { // review states stay
        after[static_cast<std::size_t>(row)].fields = {};
        if (row < 3)
            after[static_cast<std::size_t>(row)].mine = {};
    }
    QVERIFY(f.document().review(1) == ReviewState::NeedsWork);
    QVERIFY(!f.window().actions().revertPicture->isEnabled());
    QVERIFY(isOneStep(f, before, after));
}

void RevertWindowTest::picture_takesARun()
{
    WindowFixture f(2, 3);
    QVERIFY(f.openStill());
    const double none = std::nan("");
    const int run =
        f.document().addRun(ProjectFixture::shiftedRun(f.document(), {3.0, none, 5.0, none, none, none}), true);
    f.document().finishRun(run);
    QVERIFY(QTest::qWaitFor([&] { return !f.document().isStoringRuns(); }));
    f.dragLandmark(54, {9, 6});
    const std::vector<FaceState> before = states(f);
    f.window().actions().usePicture->trigger();
    QVERIFY(f.says(u"1 face(s) not in the run"_s));
    const std::vector<FaceState> after = states(f);
    for (const int row : {0, 2}) {
        const EditedSet &mine = f.document().state(row).mine;
        const LandmarkSet predicted = f.document().runSet(row, run);
        for (std::size_t i = 0; i < mine.set.points.size(); ++i) {
            QVERIFY(distance(mine.set.points[i], predicted.points[i]) < 1e-4);
            QVERIFY(mine.origin[i].source == PointSource::Model && mine.origin[i].run == run);
        }
    }
    QVERIFY(f.document().state(1) == before[1]);
    QVERIFY(isOneStep(f, before, after));
    f.key(Qt::Key_D);
    f.key(Qt::Key_D);
    f.key(Qt::Key_D);
    QCOMPARE(f.face(), 3);
    QVERIFY(!f.window().actions().usePicture->isEnabled()); // the run has no face of this picture
}

void RevertWindowTest::picture_goesBackToARevision()
{
    WindowFixture f(2, 3);
    QVERIFY(f.openStill());
    f.key(Qt::Key_H, Qt::ControlModifier);
    f.dragLandmark(54, {9, 6});
    f.document().setBox(1, {22, 18, 33, 44});
    f.document().deleteFace(2);
    f.dragLandmark(16, {7, 7}); // the moment to come back to
    const std::vector<FaceState> wanted = states(f);
    QVERIFY(f.gui.waitSaved());
    f.dragLandmark(54, {-20, 6});
    f.document().setBox(1, {1, 1, 50, 50});
    f.undo(); // shows the face whose step it was
    f.key(Qt::Key_1);
    f.document().setAttribute({1}, "blur", 1);
    (void)f.document().addFace(0, {5, 8, 35, 36}, f.document().face(0).truth);
    f.document().pushEdit("review", u"Review"_s, {{2, FaceState{}}}); // the deleted face comes back
    QVERIFY(f.gui.waitSaved());
    const std::vector<FaceState> before = states(f);
    HistoryView &history = f.window().history();
    QTRY_COMPARE(history.model().rowCount(), 4); // three drags of this face and the original
    QVERIFY(!history.revertPictureButton()->isEnabled());
    const QModelIndex chosen = history.model().index(1, 0);
    QTest::mouseClick(history.list()->viewport(), Qt::LeftButton, {}, history.list()->visualRect(chosen).center());
    QVERIFY(history.revertPictureButton()->isEnabled());
    QTest::mouseClick(history.revertPictureButton(), Qt::LeftButton);
    QCOMPARE(f.document().dataset().sampleOf(0).faces, (std::vector<std::int32_t>{0, 1}));
    const std::vector<FaceState> after = states(f);
    for (std::size_t row = 0; row < wanted.size(); ++row) {
        QVERIFY(after[row].mine == wanted[row].mine);
        QVERIFY(after[row].fields == wanted[row].fields);
    }
    QVERIFY(!f.document().exists(6));
    QVERIFY(isOneStep(f, before, after));
}

void RevertWindowTest::picture_bringsBackTheFaceThatWasDeletedLast()
{
    WindowFixture f(2, 1);
    QVERIFY(f.openStill());
    f.key(Qt::Key_Delete, Qt::ControlModifier);
    QVERIFY(!f.document().exists(0));
    f.gui.restart();
    QVERIFY(f.openStill());
    f.key(Qt::Key_A); // the picture without faces
    QCOMPARE(f.document().face(f.face()).sample, 0);
    f.window().actions().revertPicture->trigger();
    QVERIFY(f.document().exists(0));
    QVERIFY(f.document().state(0) == FaceState{});
}

void RevertWindowTest::reasons_areSaidWhereNothingCanBeReverted()
{
    WindowFixture f(2, 2);
    QVERIFY(f.openStill());
    Actions &actions = f.window().actions();
    QVERIFY(!actions.revertPicture->isEnabled() && !actions.usePicture->isEnabled());
    QVERIFY(actions.revertPicture->toolTip().contains(u"as the files have them"_s));
    QVERIFY(actions.usePicture->toolTip().contains(u"no face of this picture"_s));
    f.key(Qt::Key_H, Qt::ControlModifier);
    QPushButton *button = f.window().history().revertPictureButton();
    QVERIFY(!button->isEnabled() && button->toolTip().contains(u"Choose a revision"_s));
    f.dragLandmark(54, {9, 6});
    QVERIFY(actions.revertPicture->isEnabled());
    QVERIFY(actions.revertPicture->toolTip().contains(u"Take back"_s));
    QVERIFY(f.gui.waitSaved());
    HistoryView &history = f.window().history();
    QTRY_COMPARE(history.model().rowCount(), 2);
    history.list()->setCurrentIndex(history.model().index(0, 0));
    QVERIFY(!button->isEnabled() && button->toolTip().contains(u"as this revision left it"_s));
    history.list()->setCurrentIndex(history.model().index(1, 0));
    QVERIFY(button->isEnabled());
    for (const auto &group : actions.groups())
        if (group.actions.contains(actions.revertFace))
            QVERIFY(group.actions.contains(actions.revertPicture));
}

QTEST_MAIN(RevertWindowTest)
#include "revert_window_test.moc"
