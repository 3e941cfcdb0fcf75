#include "core/shape/shape_model.h"
#include "tests/ui/main_window/window_fixture.h"
#include "ui/dialogs/tone_dialog.h"
#include "ui/main_window/actions.h"

#include <QDialogButtonBox>
#include <QSlider>

#include <algorithm>

using namespace fiducial;
using namespace fiducial::test;
using namespace fiducial::ui;
using namespace Qt::StringLiterals;

namespace {

bool isNear(Point2 a, Point2 b, double tolerance = 1e-6)
{
    return distance(a, b) <= tolerance;
}

Point2 at(const LandmarkSet &set, int i)
{
    return set.points[static_cast<std::size_t>(i)];
}

} // namespace

/// The editing tools in the window: chosen by their keys, one undo step each, saved and read again.
class ToolsWindowTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void keys_chooseTheTools();
    void hint_goesWithItsTool();
    void tools_areInMenuAndSheet();
    void everyTool_isOneStepThatIsUndoneRedoneAndKept_data();
    void everyTool_isOneStepThatIsUndoneRedoneAndKept();
    void softDrag_saysWhoPlacedWhat();
    void placedPoints_stayInTheNextSoftDrag();
    void predictOthers_startsFromTheRun();
    void place_annotatesFromNothing();
    void meanShape_isLaidOverTheFace();
    void copiedLandmarks_arePastedRelativeToTheBox();
    void previousFace_isCopied();
    void tone_changesPixelsAlone();
    void tone_staysForTheNextPictureAndGoesWithTheWindow();
    void numbers_chooseFacesOfThePicture();
    void revert_putsBackPointsTheFaceOrARun();

private:
    static const EditedSet &mine(WindowFixture &f) { return f.document().state(f.face()).mine; }
    /// One gesture of a tool, begun by its key.
    static void use(WindowFixture &f, const QByteArray &tool)
    {
        const QPoint brow = f.viewOf(35), nose = f.viewOf(54);
        if (tool == "contour") {
            f.key(Qt::Key_C);
            f.drag(brow, {0, -25});
        } else if (tool == "freehand") {
            f.canvas().setSelection({51});
            f.key(Qt::Key_W);
            f.drag(nose, {30, 60});
        } else if (tool == "transform") {
            f.key(Qt::Key_T);
            f.drag(nose, {14, 9});
        } else if (tool == "snap") {
            f.key(Qt::Key_Y);
            QTest::mouseClick(&f.canvas(), Qt::LeftButton, {}, nose + QPoint(7, 4));
        } else if (tool == "soft drag") {
            f.key(Qt::Key_Q);
            f.drag(nose, {12, 8});
        } else if (tool == "mirror edit") {
            f.key(Qt::Key_K);
            f.drag(brow, {5, -11});
        } else if (tool == "mean shape") {
            f.key(Qt::Key_M, Qt::ControlModifier);
        } else if (tool == "predict others") {
            f.canvas().setSelection({54});
            f.key(Qt::Key_X, Qt::ShiftModifier);
            f.key(Qt::Key_X);
        }
    }
};

void ToolsWindowTest::keys_chooseTheTools()
{
    WindowFixture f;
    QVERIFY(f.openStill());
    Actions &actions = f.window().actions();
    for (const auto &[key, tool, action] : {std::tuple{Qt::Key_C, CanvasTool::Contour, actions.contourTool},
                                            std::tuple{Qt::Key_W, CanvasTool::Freehand, actions.freehandTool},
                                            std::tuple{Qt::Key_T, CanvasTool::Transform, actions.transformTool},
                                            std::tuple{Qt::Key_Y, CanvasTool::Snap, actions.snapTool},
                                            std::tuple{Qt::Key_Insert, CanvasTool::Place, actions.placeTool}}) {
        f.key(key);
        QVERIFY(f.canvas().tool() == tool);
        QVERIFY(action->isChecked());
        f.key(key); // again: back to selecting
        QVERIFY(f.canvas().tool() == CanvasTool::Select);
        QVERIFY(actions.selectTool->isChecked());
        action->trigger();
        QVERIFY(f.canvas().tool() == tool);
        f.key(Qt::Key_Escape);
        QVERIFY(actions.selectTool->isChecked());
    }
    f.key(Qt::Key_Q);
    QVERIFY(f.canvas().isSoftDrag());
    f.key(Qt::Key_K);
    QVERIFY(f.canvas().isMirrorEdit());
    f.key(Qt::Key_K, Qt::ShiftModifier);
    QVERIFY(f.canvas().isMirrorCheck());
}

void ToolsWindowTest::hint_goesWithItsTool()
{
    WindowFixture f;
    QVERIFY(f.openStill());
    f.canvas().setFocus();
    f.key(Qt::Key_W);
    QVERIFY(f.says(u"Draw the contour in one stroke"_s));
    f.key(Qt::Key_W);
    QCOMPARE(f.canvas().tool(), CanvasTool::Select);
    QVERIFY(!f.says(u"Draw the contour"_s));
    f.window().findChild<StatusLine *>()->showMessage(u"Report written"_s);
    f.key(Qt::Key_C);
    f.window().findChild<StatusLine *>()->showMessage(u"Report written"_s);
    f.key(Qt::Key_C);
    QVERIFY(f.says(u"Report written"_s)); // is no hint
}

void ToolsWindowTest::tools_areInMenuAndSheet()
{
    WindowFixture f;
    QVERIFY(f.openStill());
    Actions &actions = f.window().actions();
    QList<QAction *> listed;
    for (const auto &group : actions.groups())
        listed += group.actions;
    for (QAction *action : {actions.contourTool, actions.freehandTool, actions.transformTool, actions.softDrag,
                            actions.predictOthers, actions.meanShape, actions.placeTool}) {
        QVERIFY(listed.contains(action));
        QVERIFY(actions.all().contains(action));
        QVERIFY(!action->text().isEmpty() && !action->toolTip().isEmpty());
    }
    for (QAction *action : {actions.contourTool, actions.freehandTool, actions.transformTool, actions.snapTool,
                            actions.placeTool, actions.softDrag, actions.mirrorEdit, actions.mirrorCheck})
        QVERIFY2(!action->icon().isNull(), qPrintable(action->objectName()));
}

void ToolsWindowTest::everyTool_isOneStepThatIsUndoneRedoneAndKept_data()
{
    QTest::addColumn<QByteArray>("tool");
    for (const char *tool : {"contour", "freehand", "transform", "snap", "soft drag", "mirror edit", "mean shape"})
        QTest::newRow(tool) << QByteArray(tool);
}

void ToolsWindowTest::everyTool_isOneStepThatIsUndoneRedoneAndKept()
{
    QFETCH(QByteArray, tool);
    WindowFixture f;
    QVERIFY(f.openStill());
    const int row = f.face();
    f.document().addRun(ProjectFixture::shiftedRun(f.document(), {3.0}), true);
    use(f, tool);
    QCOMPARE(f.document().undoStack()->count(), 1);
    QVERIFY(f.document().undoStack()->undoText() != QStringLiteral("") &&
            !f.document().undoStack()->undoText().contains(u'-'));
    const EditedSet after = mine(f);
    QVERIFY(!after.empty());
    f.key(Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(mine(f).empty());
    f.key(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(mine(f), after);
    QVERIFY(f.gui.waitSaved());
    f.gui.restart();
    QVERIFY(f.openStill());
    QCOMPARE(f.document().state(row).mine, after);
    QCOMPARE(f.document().undoStack()->count(), 1);
    QVERIFY(!f.document().undoStack()->undoText().contains(u'-'));
}

void ToolsWindowTest::softDrag_saysWhoPlacedWhat()
{
    WindowFixture f;
    QVERIFY(f.openStill());
    use(f, "soft drag");
    QVERIFY(mine(f).origin[54].source == PointSource::Human);
    QVERIFY(mine(f).origin[53].source == PointSource::Model);
    QVERIFY(mine(f).origin[0].source != PointSource::Human);
}

void ToolsWindowTest::placedPoints_stayInTheNextSoftDrag()
{
    WindowFixture f;
    QVERIFY(f.openStill());
    f.dragLandmark(53, {9, 0});
    const Point2 placed = at(mine(f).set, 53);
    use(f, "soft drag");
    QCOMPARE(at(mine(f).set, 53), placed);
    QVERIFY(mine(f).origin[52].source == PointSource::Model);
    QCOMPARE(f.canvas().pinnedLandmarks(), (std::vector<int>{53, 54}));
}

void ToolsWindowTest::predictOthers_startsFromTheRun()
{
    WindowFixture f;
    QVERIFY(f.openStill());
    const int run = f.document().addRun(ProjectFixture::shiftedRun(f.document(), {3.0}), true);
    f.document().usePrediction(f.face(), run, {});
    f.dragLandmark(54, {12, 8});
    const Point2 placed = at(mine(f).set, 54);
    f.key(Qt::Key_X);
    QCOMPARE(f.document().undoStack()->count(), 3);
    QCOMPARE(at(mine(f).set, 54), placed);
    const LandmarkSet predicted = f.document().runSet(f.face(), run);
    QVERIFY(distance(at(mine(f).set, 53), at(predicted, 53)) > 0.1);
    QVERIFY(mine(f).origin[54].source == PointSource::Human);
    f.key(Qt::Key_X); // the same pins, the same prediction: nothing new
    QCOMPARE(f.document().undoStack()->count(), 3);
}

void ToolsWindowTest::place_annotatesFromNothing()
{
    WindowFixture f;
    QVERIFY(f.openStill());
    f.window().actions().groundTruth->setChecked(false); // from scratch
    f.canvas().setFocus();
    f.key(Qt::Key_Insert);
    const QPoint middle = f.canvas().rect().center();
    for (int i = 0; i < 3; ++i) {
        QTest::mouseMove(&f.canvas(), middle + QPoint(20 * i, 10));
        QTest::mouseClick(&f.canvas(), Qt::LeftButton, {}, middle + QPoint(20 * i, 10));
    }
    QCOMPARE(f.document().undoStack()->count(), 3);
    QCOMPARE(mine(f).set.count(), 98);
    QCOMPARE(mine(f).set.presentCount(), 3);
    QVERIFY(mine(f).origin[2].source == PointSource::Human);
    QVERIFY(f.canvas().numberPlate().second.contains(u"3 point(s) placed"_s)); // none has moved
    QVERIFY(isNear(at(mine(f).set, 2), f.canvas().viewTransform().toImage(middle + QPoint(40, 10))));
    f.key(Qt::Key_X); // three are placed: the others are the likeliest face through them
    QCOMPARE(mine(f).set.presentCount(), 98);
    QVERIFY(isNear(at(mine(f).set, 2), f.canvas().viewTransform().toImage(middle + QPoint(40, 10))));
}

void ToolsWindowTest::meanShape_isLaidOverTheFace()
{
    WindowFixture f;
    QVERIFY(f.openStill());
    use(f, "mean shape");
    // The faces of this data set are mean shapes.
    const LandmarkSet &truth = f.document().face(f.face()).truth;
    for (int i = 0; i < 98; ++i)
        QVERIFY(isNear(at(mine(f).set, i), at(truth, i), 1e-4));
    QVERIFY(mine(f).origin[7].source == PointSource::Model);
}

void ToolsWindowTest::copiedLandmarks_arePastedRelativeToTheBox()
{
    WindowFixture f;
    QVERIFY(f.openStill());
    f.dragLandmark(54, {12, 8});
    const EditedSet first = mine(f);
    const Rect from = *f.document().face(f.face()).box;
    f.key(Qt::Key_C, Qt::ControlModifier);
    f.key(Qt::Key_D);
    QTRY_VERIFY(f.window().presenter().isFaceShown());
    f.key(Qt::Key_V, Qt::ControlModifier);
    const Rect to = *f.document().face(f.face()).box;
    for (int i = 0; i < 98; ++i) {
        const Point2 p = at(first.set, i);
        const Point2 expected{to.x + (p.x - from.x) / from.width * to.width,
                              to.y + (p.y - from.y) / from.height * to.height};
        QVERIFY(isNear(at(mine(f).set, i), expected));
    }
    QVERIFY(mine(f).origin[54].source != PointSource::Human); // nobody has looked at it here
    QCOMPARE(f.document().undoStack()->count(), 2);
}

void ToolsWindowTest::previousFace_isCopied()
{
    WindowFixture f;
    QVERIFY(f.openStill());
    f.key(Qt::Key_V, Qt::ControlModifier | Qt::ShiftModifier); // there is none before
    QCOMPARE(f.document().undoStack()->count(), 0);
    f.dragLandmark(54, {12, 8});
    const EditedSet first = mine(f);
    f.key(Qt::Key_D);
    QTRY_VERIFY(f.window().presenter().isFaceShown());
    f.key(Qt::Key_V, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(f.document().undoStack()->count(), 2);
    QVERIFY(isNear(at(mine(f).set, 54), at(first.set, 54), 1.5)); // all boxes are nearly the same
}

namespace {
ToneDialog *showTone(WindowFixture &f)
{
    f.key(Qt::Key_L, Qt::ControlModifier | Qt::ShiftModifier);
    auto *dialog = f.window().findChild<ToneDialog *>();
    if (!dialog || !QTest::qWaitForWindowActive(dialog))
        qFatal("no tone dialog");
    return dialog;
}

int equalPixels(const QImage &a, const QImage &b)
{
    int equal = 0;
    for (int y = 0; y < a.height(); ++y)
        for (int x = 0; x < a.width(); ++x)
            equal += a.pixel(x, y) == b.pixel(x, y);
    return equal;
}

void press(QWidget *widget, Qt::Key key)
{
    widget->setFocus();
    QTest::keyClick(widget, key);
}
} // namespace

void ToolsWindowTest::tone_changesPixelsAlone()
{
    WindowFixture f;
    QVERIFY(f.openStill());
    const LandmarkSet shown = *f.canvas().shownLandmarks();
    const auto view = f.canvas().viewTransform();
    const QRect aroundMark(f.viewOf(54) - QPoint(8, 8), QSize(17, 17));
    const QImage before = f.canvas().grab(aroundMark).toImage();
    ToneDialog *tone = showTone(f);
    QVERIFY(f.showsPictureOf(0));
    auto *reset = tone->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Reset);
    for (QSlider *slider : {tone->brightnessSlider(), tone->contrastSlider(), tone->gammaSlider()}) {
        press(slider, Qt::Key_PageUp);
        QCOMPARE(slider->value(), 10);
        QVERIFY(!f.showsPictureOf(0));
        const int kept = equalPixels(f.canvas().grab(aroundMark).toImage(), before);
        QVERIFY2(kept > 10 && kept < 17 * 17 / 2, qPrintable(QString::number(kept))); // those of the marks
        QTest::mouseClick(reset, Qt::LeftButton);
        QCOMPARE(slider->value(), 0);
        QVERIFY(f.showsPictureOf(0));
    }
    QCOMPARE(*f.canvas().shownLandmarks(), shown);
    QVERIFY(f.canvas().viewTransform().scale == view.scale);
    QCOMPARE(f.document().undoStack()->count(), 0);
}

void ToolsWindowTest::tone_staysForTheNextPictureAndGoesWithTheWindow()
{
    WindowFixture f;
    QVERIFY(f.openStill());
    ToneDialog *tone = showTone(f);
    press(tone->brightnessSlider(), Qt::Key_PageUp);
    press(tone, Qt::Key_Escape);
    QVERIFY(!tone->isVisible());
    f.window().activateWindow();
    (void)QTest::qWaitForWindowActive(&f.window());
    f.key(Qt::Key_D);
    QTRY_VERIFY(f.window().presenter().isFaceShown());
    QVERIFY(!f.showsPictureOf(1));
    QCOMPARE(showTone(f), tone);
    QCOMPARE(tone->brightnessSlider()->value(), 10);
    f.gui.restart();
    QVERIFY(f.openStill());
    QCOMPARE(f.face(), 1);
    QTRY_VERIFY(f.showsPictureOf(1)); // as it is in the file
}

void ToolsWindowTest::numbers_chooseFacesOfThePicture()
{
    WindowFixture f(2, 3);
    QVERIFY(f.openStill());
    for (const auto &[key, face] : {std::pair{Qt::Key_3, 2}, std::pair{Qt::Key_2, 1}, std::pair{Qt::Key_1, 0}}) {
        f.key(key);
        QCOMPARE(f.face(), face);
        QCOMPARE(f.canvas().activeFace(), f.document().faceId(face));
    }
    f.key(Qt::Key_4);
    QCOMPARE(f.face(), 0);
    QVERIFY(f.says(QStringLiteral("This picture has 3 face(s)")));
    for (int i = 0; i < 3; ++i)
        f.key(Qt::Key_D);
    QTRY_VERIFY(f.window().presenter().isFaceShown());
    QCOMPARE(f.face(), 3);
    f.key(Qt::Key_2); // of this picture
    QCOMPARE(f.face(), 4);
    f.key(Qt::Key_O, Qt::ShiftModifier);
    QVERIFY(f.canvas().showsOnlyActiveFace());
    f.key(Qt::Key_3);
    QCOMPARE(f.canvas().activeFace(), f.document().faceId(5));
}

void ToolsWindowTest::revert_putsBackPointsTheFaceOrARun()
{
    WindowFixture f;
    QVERIFY(f.openStill());
    const int run = f.document().addRun(ProjectFixture::shiftedRun(f.document(), {3.0}), true);
    const LandmarkSet truth = f.document().face(0).truth, predicted = f.document().runSet(0, run);
    f.window().actions().prediction->setChecked(false); // the ground truth is grabbed
    f.dragLandmark(54, {12, 8});
    f.dragLandmark(16, {0, 20});
    const EditedSet dragged = mine(f);
    Actions &actions = f.window().actions();

    f.canvas().setSelection({});
    actions.revertPoints->trigger();
    QVERIFY(f.says(QStringLiteral("Select the landmarks to revert first")));
    f.canvas().setSelection({54});
    actions.revertPoints->trigger();
    QCOMPARE(at(mine(f).set, 54), at(truth, 54));
    QVERIFY(mine(f).origin[54].source == PointSource::GroundTruth);
    QCOMPARE(at(mine(f).set, 16), at(dragged.set, 16));

    f.key(Qt::Key_U, Qt::AltModifier); // the same point as the run has it
    QVERIFY(isNear(at(mine(f).set, 54), at(predicted, 54), 1e-4));
    QVERIFY(mine(f).origin[54].source == PointSource::Model);
    QCOMPARE(at(mine(f).set, 16), at(dragged.set, 16));
    f.key(Qt::Key_U); // the whole face
    QVERIFY(isNear(at(mine(f).set, 16), at(predicted, 16), 1e-4));

    actions.revertFace->trigger();
    QVERIFY(mine(f).empty());
    QVERIFY(!actions.revertFace->isEnabled() && !actions.revertPoints->isEnabled());
    QCOMPARE(f.document().undoStack()->count(), 6);
    for (int i = 0; i < 4; ++i)
        f.key(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(mine(f), dragged);
}

QTEST_MAIN(ToolsWindowTest)
#include "tools_window_test.moc"
