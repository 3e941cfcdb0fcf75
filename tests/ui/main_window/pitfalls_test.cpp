#include "tests/support/faulty_vfs.h"
#include "tests/ui/main_window/window_fixture.h"
#include "ui/main_window/actions.h"
#include "ui/settings/app_settings.h"

#include <QLocale>

using namespace fiducial;
using namespace fiducial::test;
using namespace Qt::StringLiterals;

/// What went wrong in other programs of this kind must not go wrong in the window. The letter and number above a test
/// is that of the pitfall.
class PitfallsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { installFaultyVfs(); }
    void cleanup() { setFault(Fault::None); }

    void undoneOrRedoneDrag_isWhatReopeningShows_data();
    void undoneOrRedoneDrag_isWhatReopeningShows();
    void refusedWrite_isSaidOnce_andWrittenLater();
    void workGoesOnWithoutSpace_andIsWrittenByItself_data();
    void workGoesOnWithoutSpace_andIsWrittenByItself();
    void everyWayOut_keepsEditsThatCannotBeWritten_data();
    void everyWayOut_keepsEditsThatCannotBeWritten();
    void discarding_closesAfterAsking();
    void cancelledClose_leavesTheStoredLayout();
    void latePrediction_landsOnItsOwnFace();
    void predictionForAnotherDataSet_isDropped();
    void heldKey_endsOnThePictureOfItsFace();
    void walkingAndLooking_writesNothing();
    void deletedLandmark_staysDeleted();
    void pointsOutsideThePicture_areCounted();
    void oddNamesAndLocale_openEditAndReopen();
    void unreadablePicture_losesNothing();
    void searching_changesNeitherFaceNorEdits();
    void typingInTheFilter_isOnlyText();
    void arrowKeys_walkTheListWithoutAClick();
};

namespace {
constexpr int kChin = 16;
constexpr int kWaitMs = 20000;
} // namespace

void PitfallsTest::undoneOrRedoneDrag_isWhatReopeningShows_data()
{
    QTest::addColumn<bool>("redone");
    QTest::newRow("undone") << false;
    QTest::newRow("redone") << true;
}

// P1
void PitfallsTest::undoneOrRedoneDrag_isWhatReopeningShows()
{
    QFETCH(const bool, redone);
    WindowFixture f;
    QVERIFY(f.open());
    const LandmarkSet truth = f.document().face(0).truth;
    f.dragLandmark(kChin, {40, -24});
    const FaceState dragged = f.document().state(0);
    QVERIFY(!dragged.mine.empty());
    f.key(Qt::Key_Z, Qt::ControlModifier);
    if (redone)
        f.key(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    f.key(Qt::Key_D);
    QCOMPARE(f.face(), 1);
    f.gui.restart();
    QVERIFY(f.open());
    QVERIFY(f.document().state(0) == (redone ? dragged : FaceState{}));
    QVERIFY(f.document().face(0).truth == truth);
}

// P2
void PitfallsTest::refusedWrite_isSaidOnce_andWrittenLater()
{
    WindowFixture f;
    QVERIFY(f.open());
    f.dragLandmark(kChin, {30, 0});
    QVERIFY(f.gui.waitSaved());
    QSignalSpy failed(&f.document().saveQueue(), &ui::SaveQueue::failed);
    setFault(Fault::DiskIsFull);
    f.dragLandmark(kChin, {0, -30});
    QVERIFY(QTest::qWaitFor([&] { return !failed.isEmpty(); }, kWaitMs));
    f.dragLandmark(kChin, {30, 0});
    f.dragLandmark(kChin, {0, 30});
    QVERIFY(!f.document().saveQueue().flush());
    QCOMPARE(failed.count(), 1);
    QVERIFY(f.says(u"disk is full"_s));
    QCOMPARE(f.window().statusLine().savingText(), u"3 edit(s) not saved"_s);
    const FaceState edited = f.document().state(0);

    setFault(Fault::None);
    const AnswerBoxes answers(QMessageBox::Cancel);
    f.gui.restart();
    QCOMPARE(answers.count(), 0);
    QVERIFY(f.open());
    QVERIFY(f.document().state(0) == edited);
    QCOMPARE(f.document().undoStack()->count(), 4);
}

void PitfallsTest::workGoesOnWithoutSpace_andIsWrittenByItself_data()
{
    QTest::addColumn<int>("fault");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("full disk") << static_cast<int>(Fault::DiskIsFull) << u"disk is full"_s;
    QTest::newRow("read-only folder") << static_cast<int>(Fault::ReadOnly) << u"cannot be written"_s;
}

// P2
void PitfallsTest::workGoesOnWithoutSpace_andIsWrittenByItself()
{
    QFETCH(const int, fault);
    QFETCH(const QString, sentence);
    WindowFixture f;
    QVERIFY(f.open());
    f.dragLandmark(kChin, {30, 0});
    QVERIFY(f.gui.waitSaved());
    ui::SaveQueue &queue = f.document().saveQueue();
    QSignalSpy failed(&queue, &ui::SaveQueue::failed);
    const AnswerBoxes answers(QMessageBox::Ok);
    setFault(static_cast<Fault>(fault));
    f.dragLandmark(kChin, {0, -30});
    QVERIFY(QTest::qWaitFor([&] { return !failed.isEmpty(); }, kWaitMs));
    QVERIFY(f.says(sentence));

    // Another face, a review, a nudge, an undo and a redo, and the queue tries again in between.
    f.key(Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(QTest::qWaitFor([&] { return f.showsPictureOf(1); }, kWaitMs));
    f.dragLandmark(kChin, {20, 10});
    QVERIFY(!queue.flush());
    f.key(Qt::Key_Right);
    f.key(Qt::Key_Z, Qt::ControlModifier);
    f.key(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(!queue.flush());
    QCOMPARE(queue.pending(), 6);
    QCOMPARE(f.window().statusLine().savingText(), u"6 edit(s) not saved"_s);
    QCOMPARE(failed.count(), 1);
    QCOMPARE(answers.count(), 0);
    const FaceState first = f.document().state(0), second = f.document().state(1);
    QVERIFY(first.review == ReviewState::Accepted && !second.mine.empty());

    setFault(Fault::None);
    QVERIFY(f.gui.waitSaved());
    QCOMPARE(f.window().statusLine().savingText(), u"All edits saved"_s);
    QVERIFY(!f.says(sentence)); // what is no longer true is no longer said
    QCOMPARE(f.document().store()->revisionHeaders()->size(), std::size_t{7});
    f.gui.restart();
    QVERIFY(f.open());
    QVERIFY(f.document().state(0) == first && f.document().state(1) == second);
}

void PitfallsTest::everyWayOut_keepsEditsThatCannotBeWritten_data()
{
    QTest::addColumn<QString>("way");
    QTest::addColumn<bool>("asks");
    QTest::newRow("close button") << u"close"_s << true;
    QTest::newRow("Ctrl+Q") << u"quit"_s << true;
    QTest::newRow("Ctrl+W") << u"close data set"_s << false;
    QTest::newRow("another data set dropped") << u"drop"_s << false;
    QTest::newRow("next face") << u"next"_s << false;
}

// P3
void PitfallsTest::everyWayOut_keepsEditsThatCannotBeWritten()
{
    QFETCH(const QString, way);
    QFETCH(const bool, asks);
    WindowFixture f;
    const ProjectFixture other(2);
    QVERIFY(f.open());
    QSignalSpy failed(&f.document().saveQueue(), &ui::SaveQueue::failed);
    setFault(Fault::ReadOnly);
    f.dragLandmark(kChin, {40, 20});
    const FaceState edited = f.document().state(0);
    QVERIFY(QTest::qWaitFor([&] { return !failed.isEmpty(); }, kWaitMs));
    const AnswerBoxes answers(QMessageBox::Cancel);
    if (way == u"close"_s)
        f.window().close();
    else if (way == u"quit"_s)
        f.key(Qt::Key_Q, Qt::ControlModifier);
    else if (way == u"close data set"_s)
        f.key(Qt::Key_W, Qt::ControlModifier);
    else if (way == u"drop"_s)
        f.drop(ui::toQString(other.root()));
    else
        f.key(Qt::Key_D);
    QCOMPARE(answers.count(), asks ? 1 : 0);
    QVERIFY(f.window().isVisible());
    QVERIFY(f.document().isOpen());
    QCOMPARE(f.document().faceCount(), 6);
    QVERIFY(f.document().state(0) == edited);
    QVERIFY(f.says(u"cannot be written"_s));

    setFault(Fault::None);
    f.gui.restart();
    QVERIFY(f.open());
    QVERIFY(f.document().state(0) == edited);
}

// P3
void PitfallsTest::discarding_closesAfterAsking()
{
    WindowFixture f;
    QVERIFY(f.open());
    setFault(Fault::ReadOnly);
    f.dragLandmark(kChin, {40, 20});
    const AnswerBoxes answers(QMessageBox::Discard);
    f.window().close();
    QCOMPARE(answers.count(), 1);
    QVERIFY(answers.text().contains(u"1 edit"_s));
    QVERIFY(!f.window().isVisible());
}

// P25
void PitfallsTest::cancelledClose_leavesTheStoredLayout()
{
    WindowFixture f;
    QVERIFY(f.open());
    f.gui.restart(); // keeps the layout as it is
    QVERIFY(f.open());
    const QByteArray geometry = f.gui.settings().windowGeometry(), state = f.gui.settings().windowState();
    QVERIFY(!geometry.isEmpty() && !state.isEmpty());
    f.window().resize(1100, 720);
    f.window().actions().history->setChecked(true);
    setFault(Fault::ReadOnly);
    f.dragLandmark(kChin, {40, 20});
    {
        const AnswerBoxes answers(QMessageBox::Cancel);
        f.window().close();
        QCOMPARE(answers.count(), 1);
    }
    QVERIFY(f.window().isVisible());
    QCOMPARE(f.window().size(), QSize(1100, 720));
    QVERIFY(f.gui.settings().windowGeometry() == geometry && f.gui.settings().windowState() == state);
    setFault(Fault::None);
    f.window().close();
    QVERIFY(f.gui.settings().windowGeometry() != geometry && f.gui.settings().windowState() != state);
}

// P4
void PitfallsTest::latePrediction_landsOnItsOwnFace()
{
    WindowFixture f;
    f.gui.settings().setModel(u"mean-shape"_s);
    QVERIFY(f.open());
    QSignalSpy finished(&f.window().prefill(), &ui::Prefill::finished);
    f.key(Qt::Key_R);
    f.key(Qt::Key_D); // the answer can only arrive after this
    QCOMPARE(f.face(), 1);
    QVERIFY(QTest::qWaitFor([&] { return !finished.isEmpty(); }, kWaitMs));
    QCOMPARE(f.document().runs().size(), std::size_t{1});
    const int run = f.document().activeRun();
    QVERIFY(f.document().prediction(0, run));
    for (int row = 0; row < f.document().faceCount(); ++row) {
        QVERIFY(row == 0 || !f.document().prediction(row, run));
        QVERIFY(f.document().state(row) == FaceState{});
    }
    QCOMPARE(f.canvas().activeFace(), f.document().faceId(1));
    for (const ui::CanvasFace &face : f.canvas().faces())
        for (const ui::FaceLayer &layer : face.overlay.layers)
            QVERIFY(layer.kind != ui::LayerKind::Run);
}

// P4
void PitfallsTest::predictionForAnotherDataSet_isDropped()
{
    WindowFixture f;
    const ProjectFixture other(3);
    f.gui.settings().setModel(u"mean-shape"_s);
    QVERIFY(f.open());
    QSignalSpy opened(&f.window().session(), &ui::Session::opened);
    f.key(Qt::Key_R, Qt::ControlModifier);
    f.drop(ui::toQString(other.root()));
    QVERIFY(QTest::qWaitFor([&] { return !opened.isEmpty() && !f.window().prefill().isRunning(); }, kWaitMs));
    QCOMPARE(f.document().faceCount(), 3);
    QVERIFY(f.document().runs().empty());
}

// P4
void PitfallsTest::heldKey_endsOnThePictureOfItsFace()
{
    WindowFixture f(30);
    QVERIFY(f.open());
    for (int i = 0; i < 29; ++i) {
        f.key(Qt::Key_D);
        if (i % 4 == 0)
            QCoreApplication::processEvents();
    }
    QCOMPARE(f.face(), 29);
    QVERIFY(QTest::qWaitFor([&] { return f.showsPictureOf(29); }, kWaitMs));
    f.key(Qt::Key_A);
    f.key(Qt::Key_A);
    f.key(Qt::Key_D);
    QCOMPARE(f.face(), 28);
    QVERIFY(QTest::qWaitFor([&] { return f.showsPictureOf(28); }, kWaitMs));
    QVERIFY(!f.showsPictureOf(29));
}

// P4
void PitfallsTest::walkingAndLooking_writesNothing()
{
    WindowFixture f;
    QVERIFY(f.open());
    for (const Qt::Key key : {Qt::Key_D, Qt::Key_F, Qt::Key_L, Qt::Key_I, Qt::Key_M, Qt::Key_D, Qt::Key_G, Qt::Key_A})
        f.key(key);
    QTest::mouseClick(&f.canvas(), Qt::LeftButton, {}, f.canvas().rect().center());
    QTest::mouseMove(&f.canvas(), f.canvas().rect().center() + QPoint(20, 20));
    QCOMPARE(f.document().undoStack()->count(), 0);
    QCOMPARE(f.document().editedFaceCount(), 0);
    QVERIFY(f.document().store()->revisions()->empty());
}

// P6
void PitfallsTest::deletedLandmark_staysDeleted()
{
    WindowFixture f;
    f.gui.settings().setModel(u"mean-shape"_s);
    QVERIFY(f.open());
    const QPoint chin = f.canvas().viewTransform().toView(f.document().face(0).truth.points[kChin]).toPoint();
    QTest::mouseClick(&f.canvas(), Qt::LeftButton, {}, chin);
    QCOMPARE(f.canvas().selection(), std::vector<int>{kChin});
    f.key(Qt::Key_V); // occluded
    f.key(Qt::Key_V); // absent
    QCOMPARE(f.document().state(0).mine.set.visibilityAt(kChin), Visibility::Absent);
    const FaceState deleted = f.document().state(0);
    QVERIFY(f.gui.prefill({0, 1}, u"mean-shape"_s));
    f.key(Qt::Key_D);
    f.key(Qt::Key_A);
    f.gui.restart();
    QVERIFY(f.open());
    QVERIFY(f.gui.prefill({0}, u"mean-shape"_s));
    QVERIFY(f.document().state(0) == deleted);
}

// P13
void PitfallsTest::pointsOutsideThePicture_areCounted()
{
    WindowFixture f;
    QVERIFY(f.open());
    QVERIFY(!f.window().presenter().faceSentence().contains(u"outside"_s));
    const double scale = f.canvas().viewTransform().scale;
    const double left = f.document().face(0).truth.points[0].x;
    f.dragLandmark(0, {-static_cast<int>((left + 6) * scale), 0});
    QVERIFY(f.document().state(0).mine.set.points[0].x < 0);
    QVERIFY2(f.window().presenter().faceSentence().contains(u"1 point(s) outside the picture"_s),
             qPrintable(f.window().presenter().faceSentence()));
    f.key(Qt::Key_F);
    const QPointF out = f.canvas().viewTransform().toView(f.document().state(0).mine.set.points[0]);
    QVERIFY(QRectF(f.canvas().rect()).contains(out));
    f.dragLandmark(0, {static_cast<int>(12 * f.canvas().viewTransform().scale), 0});
    QVERIFY(f.document().state(0).mine.set.points[0].x > 0);
    QVERIFY(!f.window().presenter().faceSentence().contains(u"outside"_s));
}

// P15
void PitfallsTest::oddNamesAndLocale_openEditAndReopen()
{
    const QLocale before;
    QLocale::setDefault(QLocale(QLocale::German, QLocale::Germany));
    WindowFixture f;
    const auto folder = f.project.folder() / "тест 顔 é@#%";
    std::filesystem::rename(f.project.root(), folder);
    std::filesystem::rename(folder / "WFLW_images/web/0.png", folder / "WFLW_images/web/顔 é@#%&+.png");
    const auto list = folder / std::filesystem::relative(f.project.listFile(), f.project.root());
    std::string text = readAll(list);
    text.replace(text.find("web/0.png"), 9, "web\\顔 é@#%&+.png");
    writeAll(list, text);

    QVERIFY(f.gui.open(folder));
    QCOMPARE(f.document().faceCount(), 6);
    QVERIFY(QTest::qWaitFor([&] { return f.showsPictureOf(0); }, kWaitMs));
    f.dragLandmark(kChin, {25, 15});
    const FaceState edited = f.document().state(0);
    QVERIFY(!edited.mine.empty());
    f.gui.restart();
    QVERIFY(f.gui.open(folder));
    QVERIFY(f.document().state(0) == edited);
    QCOMPARE(readAll(list), text);
    QLocale::setDefault(before);
}

// P20
void PitfallsTest::unreadablePicture_losesNothing()
{
    WindowFixture f;
    const auto broken = f.project.root() / "WFLW_images/video/1.png";
    writeAll(broken, readAll(broken).substr(0, 60));
    QVERIFY(f.open());
    f.dragLandmark(kChin, {25, 15});
    const FaceState edited = f.document().state(0);
    f.key(Qt::Key_D);
    QCOMPARE(f.face(), 1);
    QVERIFY(QTest::qWaitFor([&] { return !f.canvas().hasPicture(); }, kWaitMs));
    f.dragLandmark(kChin, {25, 15}); // there is nothing to grab
    QVERIFY(f.document().state(1) == FaceState{});
    QVERIFY(f.document().state(0) == edited);
    QCOMPARE(f.window().browser().currentFace(), 1);
    f.key(Qt::Key_D);
    QVERIFY(QTest::qWaitFor([&] { return f.showsPictureOf(2); }, kWaitMs));
    f.key(Qt::Key_A);
    f.key(Qt::Key_A);
    QVERIFY(QTest::qWaitFor([&] { return f.showsPictureOf(0); }, kWaitMs));
    QVERIFY(f.document().state(0) == edited);
    f.key(Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(f.document().state(0) == FaceState{});
}

// P22
void PitfallsTest::searching_changesNeitherFaceNorEdits()
{
    WindowFixture f(12);
    QVERIFY(f.open());
    f.key(Qt::Key_D);
    QVERIFY(QTest::qWaitFor([&] { return f.showsPictureOf(1); }, kWaitMs));
    f.dragLandmark(kChin, {25, 15});
    const FaceState edited = f.document().state(1);
    QSignalSpy shown(&f.window().presenter(), &ui::FacePresenter::currentFaceChanged);
    const AnswerBoxes answers(QMessageBox::Cancel);
    QLineEdit *filter = f.window().browser().filterField();
    QListView *view = f.window().browser().view();
    filter->setFocus();
    for (const auto &[text, rows] : {std::pair{u"web/"_s, 6}, std::pair{u"nothing"_s, 0}, std::pair{QString(), 12}}) {
        filter->selectAll();
        if (text.isEmpty())
            QTest::keyClick(filter, Qt::Key_Delete);
        else
            QTest::keyClicks(filter, text);
        const int expected = rows;
        QVERIFY(QTest::qWaitFor([&] { return view->model()->rowCount() == expected; }, kWaitMs));
        QCOMPARE(f.face(), 1);
        QVERIFY(f.document().state(1) == edited);
    }
    QCOMPARE(shown.count(), 0);
    QCOMPARE(answers.count(), 0);
    QCOMPARE(f.document().undoStack()->count(), 1);
    QCOMPARE(view->currentIndex().row(), 1);
}

// P23
void PitfallsTest::typingInTheFilter_isOnlyText()
{
    WindowFixture f(4);
    QVERIFY(f.open());
    f.canvas().setSelection({kChin});
    QLineEdit *filter = f.window().browser().filterField();
    QTest::mouseClick(filter, Qt::LeftButton, {}, {20, filter->height() / 2});
    QVERIFY(filter->hasFocus());
    const QString everyKey = u"dDaAvVrRuUfFgGpPmMeElLiInNhH?[]0123456789 .,-+=/*"_s;
    QTest::keyClicks(filter, everyKey);
    for (const Qt::Key key : {Qt::Key_Left, Qt::Key_Right, Qt::Key_Home, Qt::Key_End, Qt::Key_Backspace})
        QTest::keyClick(filter, key);
    QTest::keyClick(filter, Qt::Key_Right, Qt::ShiftModifier);
    QTest::keyClick(filter, Qt::Key_A, Qt::ControlModifier);
    QCOMPARE(filter->text(), everyKey.chopped(1));
    QCOMPARE(filter->selectedText(), filter->text());
    QTest::keyClick(filter, Qt::Key_Z, Qt::ControlModifier); // takes typing back, not edits
    QCOMPARE(f.face(), 0);
    QCOMPARE(f.document().undoStack()->count(), 0);
    QVERIFY(f.document().runs().empty());
    QCOMPARE(f.canvas().selection(), std::vector<int>{kChin});
    QVERIFY(!f.canvas().isLoupeVisible());
}

// P23
void PitfallsTest::arrowKeys_walkTheListWithoutAClick()
{
    WindowFixture f(51);
    QVERIFY(f.open());
    QListView *view = f.window().browser().view();
    view->setFocus();
    for (int i = 1; i <= 50; ++i) {
        QTest::keyClick(view, Qt::Key_Right);
        QCOMPARE(f.face(), i);
        if (i % 10 == 0) { // pictures and thumbnails arrive meanwhile and take no focus
            QVERIFY(QTest::qWaitFor([&] { return f.showsPictureOf(i); }, kWaitMs));
            QVERIFY(view->hasFocus());
        }
    }
    for (int i = 49; i >= 0; --i) {
        QTest::keyClick(view, Qt::Key_Left);
        QCOMPARE(f.face(), i);
    }
    f.canvas().setFocus();
    for (int i = 1; i <= 50; ++i)
        f.key(Qt::Key_D);
    QCOMPARE(f.face(), 50);
    QCOMPARE(f.document().undoStack()->count(), 0);
}

QTEST_MAIN(PitfallsTest)
#include "pitfalls_test.moc"
