#include "tests/ui/main_window/window_fixture.h"
#include "ui/dialogs/command_palette.h"
#include "ui/main_window/actions.h"
#include "ui/main_window/run_menu.h"

#include <QContextMenuEvent>
#include <QMenu>
#include <QSlider>

#include <cmath>
#include <map>

using namespace fiducial;
using namespace fiducial::test;
using namespace fiducial::ui;
using namespace Qt::StringLiterals;

/// Several runs of one data set in the window: which are drawn, and two held against each other.
class CompareWindowTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void runs_areShownAndHiddenOneByOne();
    void runs_areForgottenWithTheDataSet();
    void activeRun_isChosenAndLiesOnTop();
    void reference_isChosen();
    void runs_areFoundInThePalette();
    void legend_hasTheMenuOfTheRuns();
    void blink_showsTruthAndActiveRunWhileHeld();
    void blink_worksFromOtherPanels();
    void split_isOneKeyAway();
    void onion_replacesSplit();
    void mine_isComparedOnceItExists();
    void errors_standBesideThePoints();
    void errors_followTheHand();
    void errors_nameSigmasWhereTheRunHasThem();
    void keys_areInTheSheet();

private:
    static bool openWithRuns(WindowFixture &f)
    {
        if (!f.open())
            return false;
        for (const double shift : {3.0, 6.0})
            f.document().addRun(ProjectFixture::shiftedRun(f.document(), {shift}), true);
        f.canvas().setAnimated(false);
        return QTest::qWaitFor([&] { return !f.document().isMeasuring() && f.canvas().hasPicture(); });
    }
    /// The entry of the menu that View > Runs is, opened as a user does.
    static QAction *entry(WindowFixture &f, const QString &submenu, const QString &text)
    {
        QMenu *menu = f.window().actions().runsMenu();
        menu->popup({0, 0});
        QTest::keyClick(menu, Qt::Key_Escape);
        for (QAction *action : menu->actions())
            if (action->menu() && QString(action->text()).remove(u'&') == submenu)
                menu = action->menu();
        for (QAction *action : menu->actions())
            if (action->text() == text)
                return action;
        return nullptr;
    }
    static std::vector<const FaceLayer *> visibleLayers(WindowFixture &f)
    {
        std::vector<const FaceLayer *> layers;
        for (const FaceLayer &layer : f.canvas().faces().front().overlay.layers)
            if (layer.visible)
                layers.push_back(&layer);
        return layers;
    }
    static FaceLayer shownMine(WindowFixture &f) { return makeLayer(LayerKind::Mine, *f.canvas().shownLandmarks()); }
    /// The middle of the canvas: no plates.
    static QImage middle(WindowFixture &f)
    {
        const QImage all = f.canvas().grab().toImage();
        return all.copy(0, 70, all.width(), all.height() - 190);
    }
    static QImage middleWith(WindowFixture &f, bool truth, bool prediction)
    {
        Actions &a = f.window().actions();
        a.groundTruth->setChecked(truth);
        a.prediction->setChecked(prediction);
        const QImage image = middle(f);
        a.groundTruth->setChecked(true);
        a.prediction->setChecked(true);
        return image;
    }
    static bool alike(const QImage &a, const QImage &b, int from, int to)
    {
        for (int x = from; x < to; ++x)
            for (int y = 0; y < a.height(); ++y)
                for (const int shift : {0, 8, 16})
                    if (std::abs(int(a.pixel(x, y) >> shift & 255) - int(b.pixel(x, y) >> shift & 255)) > 2)
                        return false;
        return a.size() == b.size();
    }
    static bool alike(const QImage &a, const QImage &b) { return alike(a, b, 0, a.width()); }
};

void CompareWindowTest::runs_areShownAndHiddenOneByOne()
{
    WindowFixture f;
    QVERIFY(openWithRuns(f));
    QCOMPARE(visibleLayers(f).size(), std::size_t{3});
    QAction *second = entry(f, {}, u"shifted (2)"_s);
    QVERIFY(second && second->isChecked() && !second->icon().isNull());
    second->trigger();
    QCOMPARE(visibleLayers(f).size(), std::size_t{2});
    QVERIFY(!entry(f, {}, u"shifted (2)"_s)->isChecked());
    QVERIFY(entry(f, {}, u"shifted (1)"_s)->isChecked());
    f.key(Qt::Key_D);
    QCOMPARE(visibleLayers(f).size(), std::size_t{2}); // for every face
    f.key(Qt::Key_P);                                  // all of them
    QCOMPARE(visibleLayers(f).size(), std::size_t{1});
    entry(f, {}, u"shifted (2)"_s)->trigger(); // who wants to see a run wants to see runs
    QVERIFY(f.window().actions().prediction->isChecked());
    QCOMPARE(visibleLayers(f).size(), std::size_t{3});
}

void CompareWindowTest::runs_areForgottenWithTheDataSet()
{
    WindowFixture f;
    QVERIFY(openWithRuns(f));
    entry(f, {}, u"shifted (1)"_s)->trigger();
    QVERIFY(!f.window().presenter().isRunVisible(f.document().runs().front()->number));
    QVERIFY(f.document().close());
    QVERIFY(!f.window().actions().runsMenu()->isEnabled());
    QVERIFY(f.open());
    QVERIFY(f.window().presenter().isRunVisible(0) && f.window().presenter().isRunVisible(1));
}

void CompareWindowTest::activeRun_isChosenAndLiesOnTop()
{
    WindowFixture f;
    QVERIFY(openWithRuns(f));
    const int first = f.document().runs().front()->number, second = f.document().runs().back()->number;
    for (const int number : {first, second}) {
        QAction *choice = entry(f, u"Active run"_s, number == first ? u"shifted (1)"_s : u"shifted (2)"_s);
        QVERIFY(choice);
        choice->trigger();
        QCOMPARE(f.document().activeRun(), number);
        QCOMPARE(f.canvas().faces().front().overlay.layers.back().run, number);
        const double nme = f.window().presenter().shownNme(); // errors on the picture are those of the number
        QVERIFY(std::abs(nme - f.document().nme(f.face())) < 1e-12);
        QVERIFY(std::isnan(f.window().presenter().nmeBefore())); // another run is no edit
        QVERIFY(entry(f, u"Active run"_s, choice->text())->isChecked());
    }
}

void CompareWindowTest::reference_isChosen()
{
    WindowFixture f;
    QVERIFY(openWithRuns(f));
    QVERIFY(entry(f, u"Measure against"_s, u"ground truth"_s)->isChecked());
    entry(f, u"Measure against"_s, u"shifted (1)"_s)->trigger();
    QCOMPARE(f.document().reference().kind, Reference::Kind::Run);
    QCOMPARE(f.document().reference().run, f.document().runs().front()->number);
    QVERIFY(entry(f, u"Measure against"_s, u"shifted (1)"_s)->isChecked());
    entry(f, u"Measure against"_s, u"mine"_s)->trigger();
    QCOMPARE(f.document().reference().kind, Reference::Kind::Mine);
}

void CompareWindowTest::runs_areFoundInThePalette()
{
    WindowFixture f;
    QVERIFY(openWithRuns(f));
    bool found = false;
    QTimer::singleShot(0, [&] {
        auto *palette = qobject_cast<CommandPalette *>(QApplication::activeModalWidget());
        if (!palette)
            return;
        QTest::keyClicks(palette->field(), u"show shifted (1)"_s);
        found = true;
        QTest::keyClick(palette->field(), Qt::Key_Return);
    });
    f.key(Qt::Key_K, Qt::ControlModifier);
    QVERIFY(found);
    QTRY_COMPARE(visibleLayers(f).size(), std::size_t{2});
}

void CompareWindowTest::legend_hasTheMenuOfTheRuns()
{
    WindowFixture f;
    QVERIFY(openWithRuns(f));
    const auto rightClick = [&](QPoint at) {
        QContextMenuEvent event(QContextMenuEvent::Mouse, at, f.canvas().mapToGlobal(at));
        QApplication::sendEvent(&f.canvas(), &event);
    };
    rightClick({f.canvas().width() / 2, f.canvas().height() / 2});
    QVERIFY(!f.window().actions().runsMenu()->isVisible());
    rightClick({30, f.canvas().height() - 24});
    QVERIFY(f.window().actions().runsMenu()->isVisible());
    QTest::keyClick(f.window().actions().runsMenu(), Qt::Key_Escape);
}

void CompareWindowTest::blink_showsTruthAndActiveRunWhileHeld()
{
    WindowFixture f;
    QVERIFY(openWithRuns(f));
    entry(f, {}, u"shifted (2)"_s)->trigger();
    entry(f, u"Active run"_s, u"shifted (1)"_s)->trigger();
    const QImage both = middle(f), truth = middleWith(f, true, false), run = middleWith(f, false, true);
    QVERIFY(!alike(both, truth) && !alike(both, run) && !alike(truth, run));
    for (const QImage *expected : {&truth, &run}) {
        QTest::keyPress(&f.canvas(), Qt::Key_B);
        QVERIFY(f.window().actions().blink->isChecked());
        QVERIFY(alike(middle(f), *expected));
        QTest::keyRelease(&f.canvas(), Qt::Key_B);
        QVERIFY(!f.window().actions().blink->isChecked());
        QVERIFY(alike(middle(f), both));
    }
}

void CompareWindowTest::blink_worksFromOtherPanels()
{
    WindowFixture f;
    QVERIFY(openWithRuns(f));
    auto *list = f.window().browser().findChild<QListView *>();
    list->setFocus();
    QTest::keyPress(list, Qt::Key_B);
    QVERIFY(f.canvas().isBlinking() && f.canvas().hasFocus());
    QTest::keyRelease(&f.canvas(), Qt::Key_B);
    QVERIFY(!f.canvas().isBlinking() && !f.window().actions().blink->isChecked());
}

void CompareWindowTest::split_isOneKeyAway()
{
    WindowFixture f;
    QVERIFY(openWithRuns(f));
    entry(f, {}, u"shifted (2)"_s)->trigger();
    entry(f, u"Active run"_s, u"shifted (1)"_s)->trigger();
    const QImage truth = middleWith(f, true, false), run = middleWith(f, false, true);
    f.key(Qt::Key_S);
    QVERIFY(f.window().actions().split->isChecked());
    auto *line = f.canvas().findChild<QWidget *>(u"split-divider"_s);
    QVERIFY(line && line->hasFocus());
    for (int i = 0; i < 4; ++i)
        QTest::keyClick(line, Qt::Key_Right);
    const double share = f.canvas().splitShare();
    QVERIFY(line->y() > 20 && line->geometry().bottom() == f.canvas().height() - 1); // below the number's plate
    f.canvas().setSplitShare(0.05);
    QVERIFY(line->geometry().bottom() < f.canvas().height() - 20); // above the legend
    f.canvas().setSplitShare(0.99);
    QCOMPARE(line->geometry().top(), 0);
    f.canvas().setSplitShare(share);
    const int x = qRound(f.canvas().splitShare() * f.canvas().width());
    QVERIFY(x > f.canvas().width() / 2 + 30);
    const QImage split = middle(f);
    QVERIFY(alike(split, truth, 0, x - 8));
    QVERIFY(alike(split, run, x + 8, split.width()));
    QTest::keyClick(line, Qt::Key_D); // the same for the next face
    QCOMPARE(f.face(), 1);
    QVERIFY(line->isVisible());
    QTest::keyClick(line, Qt::Key_S);
    QVERIFY(!line->isVisible() && f.canvas().comparison() == Comparison::Off);
}

void CompareWindowTest::onion_replacesSplit()
{
    WindowFixture f;
    QVERIFY(openWithRuns(f));
    f.key(Qt::Key_S);
    f.key(Qt::Key_O);
    QVERIFY(f.window().actions().onion->isChecked() && !f.window().actions().split->isChecked());
    auto *slider = f.canvas().findChild<QSlider *>();
    QVERIFY(slider && slider->hasFocus());
    const QImage half = middle(f);
    QTest::keyClick(slider, Qt::Key_Home);
    QVERIFY(!alike(middle(f), half));
    QVERIFY(alike(middle(f).copy(0, 0, 400, 300), middleWith(f, true, false).copy(0, 0, 400, 300)));
    QTest::keyClick(slider, Qt::Key_O);
    QVERIFY(!slider->isVisible() && !f.window().actions().onion->isChecked());
}

void CompareWindowTest::mine_isComparedOnceItExists()
{
    WindowFixture f;
    QVERIFY(openWithRuns(f));
    const auto kinds = [&] {
        const CanvasFace &face = f.canvas().faces().front();
        return std::pair{face.overlay.layers[static_cast<std::size_t>(face.compared[0])].kind,
                         face.overlay.layers[static_cast<std::size_t>(face.compared[1])].kind};
    };
    QVERIFY(kinds() == std::pair(LayerKind::GroundTruth, LayerKind::Run));
    f.dragLandmark(60, {20, 10});
    QVERIFY(kinds() == std::pair(LayerKind::GroundTruth, LayerKind::Mine));
    f.key(Qt::Key_M, Qt::ShiftModifier); // hidden: the run again
    QVERIFY(kinds() == std::pair(LayerKind::GroundTruth, LayerKind::Run));
    f.key(Qt::Key_G); // without the ground truth the runs
    QVERIFY(kinds() == std::pair(LayerKind::Run, LayerKind::Run));
    f.key(Qt::Key_P); // nothing is shown
    QVERIFY(kinds() == std::pair(LayerKind::GroundTruth, LayerKind::Run));
}

void CompareWindowTest::errors_standBesideThePoints()
{
    WindowFixture f;
    QVERIFY(openWithRuns(f));
    const QImage without = middle(f);
    f.key(Qt::Key_N, Qt::ShiftModifier);
    const QImage all = middle(f);
    QVERIFY(!alike(all, without));
    QMenu *parts = f.window().actions().pointErrorMenu();
    QCOMPARE(parts->actions().size(), 3);
    parts->actions()[1]->trigger(); // pixels alone take less room
    QVERIFY(!alike(middle(f), all));
    parts->actions()[0]->trigger();
    parts->actions()[2]->trigger();
    QVERIFY(alike(middle(f), without)); // nothing chosen, nothing written
    parts->actions()[0]->trigger();
    f.gui.restart(); // kept
    QVERIFY(f.window().actions().pointErrors->isChecked());
    const auto kept = f.window().actions().pointErrorMenu()->actions();
    QVERIFY(kept[0]->isChecked() && !kept[1]->isChecked() && !kept[2]->isChecked());
}

void CompareWindowTest::errors_followTheHand()
{
    WindowFixture f;
    QVERIFY(openWithRuns(f));
    f.window().presenter().setPointErrors({true, false, false});
    const auto texts = [&] {
        std::map<int, QString> written;
        for (const PointNote &note : f.window().presenter().pointNotes(f.canvas().activeFace(), shownMine(f)))
            written[note.landmark] = note.text;
        return written;
    };
    f.dragLandmark(60, {10, 0});
    const QString before = texts()[60];
    const Point2 at = f.canvas().shownLandmarks()->points[60];
    const QPoint from = f.canvas().viewTransform().toView(at).toPoint();
    QTest::mousePress(&f.canvas(), Qt::LeftButton, {}, from);
    QTest::mouseMove(&f.canvas(), from + QPoint(0, 15));
    const QImage first = middle(f);
    QTest::mouseMove(&f.canvas(), from + QPoint(0, 30));
    const double pixels =
        distance(f.canvas().shownLandmarks()->points[60], f.document().face(f.face()).truth.points[60]);
    QCOMPARE(texts()[60], u"%1 px"_s.arg(QLocale().toString(pixels, 'f', 1)));
    QVERIFY(texts()[60] != before);
    QVERIFY(!alike(middle(f), first));
    QTest::mouseRelease(&f.canvas(), Qt::LeftButton, {}, from + QPoint(0, 30));
}

void CompareWindowTest::errors_nameSigmasWhereTheRunHasThem()
{
    WindowFixture f;
    QVERIFY(openWithRuns(f));
    FaceLayer layer = f.canvas().faces().front().overlay.layers.back();
    f.window().presenter().setPointErrors({true, true, true});
    const auto first = [&] { return f.window().presenter().pointNotes(f.canvas().activeFace(), layer).front(); };
    QVERIFY(!first().text.contains(u'σ'));
    layer.covariance.assign(layer.set.points.size(), Covariance2f{4, 0, 4}); // two pixels each way
    const double shift = first().weight;
    QVERIFY(shift > 2);
    QVERIFY(first().text.endsWith(u"%1 σ"_s.arg(QLocale().toString(shift / 2, 'f', 1))));
    QCOMPARE(first().text.count(u'·'), 2);
}

void CompareWindowTest::keys_areInTheSheet()
{
    WindowFixture f;
    QSet<QKeySequence> keys;
    int count = 0;
    for (const ShortcutSheet::Group &group : f.window().actions().groups())
        for (const QAction *action : group.actions)
            for (const QKeySequence &key : action->shortcuts()) {
                keys.insert(key);
                ++count;
            }
    for (const QKeyCombination key :
         {QKeyCombination(Qt::Key_B), QKeyCombination(Qt::Key_S), QKeyCombination(Qt::Key_O), Qt::SHIFT | Qt::Key_N})
        QVERIFY(keys.contains(QKeySequence(key)));
    QCOMPARE(keys.size(), count); // none twice
}

QTEST_MAIN(CompareWindowTest)
#include "compare_window_test.moc"
