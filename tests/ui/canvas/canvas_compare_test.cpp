#include "tests/ui/canvas/canvas_fixture.h"

#include <QAccessible>
#include <QSignalSpy>
#include <QSlider>

using namespace fiducial;
using namespace fiducial::test;
using namespace fiducial::ui;

namespace {

LandmarkSet shifted(double by)
{
    LandmarkSet set = smallSet();
    for (Point2 &p : set.points)
        p.x += by;
    return set;
}

/// Ground truth, two runs; ground truth and the second run are compared.
CanvasFace comparedFace()
{
    CanvasFace face = faceWith({makeLayer(LayerKind::GroundTruth, smallSet()),
                                makeLayer(LayerKind::Run, shifted(40), 0), makeLayer(LayerKind::Run, shifted(15), 1)},
                               Uuid::parse("11111111-2222-4333-8444-555555555555").value_or(Uuid{}));
    face.overlay.reference = smallSet();
    face.compared = {0, 2};
    return face;
}

/// The canvas with nothing but some of the layers.
QImage withOnly(std::vector<int> layers)
{
    CanvasFace face = comparedFace();
    for (int i = 0; i < 3; ++i)
        face.overlay.layers[static_cast<std::size_t>(i)].visible = std::ranges::count(layers, i) > 0;
    return makeCanvas({face})->grab().toImage();
}

QImage shown(LandmarkCanvas &canvas)
{
    return canvas.grab().toImage();
}

QWidget *divider(LandmarkCanvas &canvas)
{
    return canvas.findChild<QWidget *>(QStringLiteral("split-divider"));
}

/// Whether columns from..to look the same, but for those around the divider.
bool sameColumns(const QImage &a, const QImage &b, int from, int to, int dividerAt)
{
    for (int x = from; x < to; ++x)
        for (int y = 0; y < a.height() && std::abs(x - dividerAt) > 8; ++y)
            if (!alike(a.pixel(x, y), b.pixel(x, y)))
                return false;
    return true;
}

} // namespace

class CanvasCompareTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void blink_showsOneThenTheOtherWhileHeld();
    void blink_flipsByPressesWithoutAnimation();
    void blink_endsWithTheFocus();
    void blink_needsTwoSets();
    void split_showsOneSetOnEachSide();
    void split_dividerMovesByMouse();
    void split_dividerMovesByKeys();
    void split_onlyWhatIsSeenCanBeHit();
    void split_partialUpdatesEqualFullPaint();
    void onion_fadesFromOneToTheOther();
    void onion_sliderWorksByKeys();
    void faceWithOneSet_staysAsItIs();
    void controls_areReachedByAssistiveTechnology();
};

void CanvasCompareTest::blink_showsOneThenTheOtherWhileHeld()
{
    const QImage all = withOnly({0, 1, 2}), first = withOnly({0}), second = withOnly({2});
    QVERIFY(!alike(first, second) && !alike(first, all) && !alike(second, all));
    auto canvas = makeCanvas({comparedFace()});
    canvas->setAnimated(true);
    QSignalSpy changes(canvas.get(), &LandmarkCanvas::blinkingChanged);
    QTest::keyPress(canvas.get(), Qt::Key_B);
    QVERIFY(alike(shown(*canvas), first));
    QTRY_VERIFY_WITH_TIMEOUT(alike(shown(*canvas), second), 2000);
    QTRY_VERIFY_WITH_TIMEOUT(alike(shown(*canvas), first), 2000);
    QVERIFY(canvas->isBlinking());
    QTest::keyRelease(canvas.get(), Qt::Key_B);
    QVERIFY(alike(shown(*canvas), all));
    QTest::qWait(600); // and stays
    QVERIFY(alike(shown(*canvas), all));
    QCOMPARE(changes.size(), 2);
}

void CanvasCompareTest::blink_flipsByPressesWithoutAnimation()
{
    const QImage first = withOnly({0}), second = withOnly({2});
    auto canvas = makeCanvas({comparedFace()});
    QTest::keyPress(canvas.get(), Qt::Key_B);
    QVERIFY(alike(shown(*canvas), first));
    QTest::qWait(600);
    QVERIFY(alike(shown(*canvas), first)); // nothing moves by itself
    QTest::keyRelease(canvas.get(), Qt::Key_B);
    QTest::keyPress(canvas.get(), Qt::Key_B);
    QVERIFY(alike(shown(*canvas), second));
    QTest::keyRelease(canvas.get(), Qt::Key_B);
    QVERIFY(alike(shown(*canvas), withOnly({0, 1, 2})));
}

void CanvasCompareTest::blink_endsWithTheFocus()
{
    auto canvas = makeCanvas({comparedFace()});
    QTest::keyPress(canvas.get(), Qt::Key_B);
    QVERIFY(canvas->isBlinking());
    canvas->clearFocus();
    QVERIFY(!canvas->isBlinking());
    canvas->setFocus();
    QVERIFY(alike(shown(*canvas), withOnly({0, 1, 2})));
}

void CanvasCompareTest::blink_needsTwoSets()
{
    CanvasFace face = comparedFace();
    face.compared = {-1, -1};
    auto canvas = makeCanvas({face});
    QTest::keyPress(canvas.get(), Qt::Key_B);
    QVERIFY(!canvas->isBlinking());
    canvas->setFaces({comparedFace()});
    canvas->setBlinking(true);
    QVERIFY(canvas->isBlinking());
    canvas->setFaces({face}); // nothing left to compare
    QVERIFY(!canvas->isBlinking());
}

void CanvasCompareTest::split_showsOneSetOnEachSide()
{
    const QImage first = withOnly({0}), second = withOnly({2});
    auto canvas = makeCanvas({comparedFace()});
    canvas->setComparison(Comparison::Split);
    for (const int x : {200, 152, 40}) {
        canvas->setSplitShare(double(x) / kWidth);
        const QImage split = shown(*canvas);
        QVERIFY(sameColumns(split, first, 0, x, x));
        QVERIFY(sameColumns(split, second, x, kWidth, x));
    }
    QVERIFY(!sameColumns(first, second, 0, kWidth, -100));
    canvas->setComparison(Comparison::Off);
    QVERIFY(alike(shown(*canvas), withOnly({0, 1, 2})));
}

void CanvasCompareTest::split_dividerMovesByMouse()
{
    auto canvas = makeCanvas({comparedFace()});
    canvas->setComparison(Comparison::Split);
    QWidget *line = divider(*canvas);
    QVERIFY(line && line->isVisible());
    QTest::mousePress(line, Qt::LeftButton, {}, {6, 150}); // a little beside the line: it does not jump
    QTest::mouseMove(line, {7, 150});
    QTest::mouseMove(line, {86, 150});
    QTest::mouseRelease(line, Qt::LeftButton, {}, {6, 150});
    QVERIFY(std::abs(canvas->splitShare() * kWidth - 281) <= 1.5);
    QVERIFY(line->hasFocus());
    QVERIFY(canvas->selection().empty());
    const int x = qRound(canvas->splitShare() * kWidth);
    QVERIFY(sameColumns(shown(*canvas), withOnly({0}), 0, x, x));
    canvas->resize(kWidth * 2, kHeight); // keeps its share
    QCOMPARE(line->geometry().center().x() + 1, 2 * x);
}

void CanvasCompareTest::split_dividerMovesByKeys()
{
    auto canvas = makeCanvas({comparedFace()});
    canvas->setComparison(Comparison::Split);
    canvas->focusComparison();
    QWidget *line = divider(*canvas);
    QVERIFY(line->hasFocus());
    QTest::keyClick(line, Qt::Key_Left);
    QCOMPARE(qRound(canvas->splitShare() * kWidth), 190);
    QTest::keyClick(line, Qt::Key_Right, Qt::ShiftModifier);
    QCOMPARE(qRound(canvas->splitShare() * kWidth), 191);
    QTest::keyClick(line, Qt::Key_Home);
    QTest::keyClick(line, Qt::Key_Left);
    QCOMPARE(canvas->splitShare(), 0.0);
    QTest::keyClick(line, Qt::Key_End);
    QCOMPARE(canvas->splitShare(), 1.0);
    QTest::keyPress(line, Qt::Key_B); // keys of the picture go on working
    QVERIFY(canvas->isBlinking());
    QTest::keyRelease(line, Qt::Key_B);
    QVERIFY(!canvas->isBlinking());
    QTest::keyClick(line, Qt::Key_Escape);
    QVERIFY(canvas->hasFocus());
}

void CanvasCompareTest::split_onlyWhatIsSeenCanBeHit()
{
    auto canvas = makeCanvas({comparedFace()});
    canvas->setComparison(Comparison::Split); // at 200
    QSignalSpy edits(canvas.get(), &LandmarkCanvas::editFinished);
    click(*canvas, {165, 120}); // the second's point, on the first's side: not there
    QVERIFY(canvas->selection().empty());
    click(*canvas, {150, 120});
    QCOMPARE(canvas->selection(), std::vector<int>{1});
    drag(*canvas, {150, 120}, {150, 140});
    QCOMPARE(edits.size(), 1);
    QCOMPARE(edits[0][0].value<CanvasEdit>().layer, LayerKind::GroundTruth);
    canvas->setFaces({comparedFace()});
    drag(*canvas, {215, 100}, {215, 120});
    QCOMPARE(edits.size(), 2);
    QCOMPARE(edits[1][0].value<CanvasEdit>().run, 1);
}

void CanvasCompareTest::split_partialUpdatesEqualFullPaint()
{
    auto canvas = makeCanvas({comparedFace()});
    canvas->setComparison(Comparison::Split);
    canvas->setSplitShare(160.0 / kWidth);
    QCoreApplication::processEvents();
    press(*canvas, {215, 100});
    for (int i = 1; i <= 12; ++i)
        moveTo(*canvas, {215 - 6.0 * i, 100 + 3.0 * i});
    QImage full(canvas->size(), QImage::Format_RGB32);
    canvas->render(&full);
    const QImage grabbed = shown(*canvas).convertToFormat(QImage::Format_RGB32);
    QVERIFY(sameColumns(full, grabbed, 0, kWidth, -100));
    QTest::keyClick(canvas.get(), Qt::Key_Escape);
}

void CanvasCompareTest::onion_fadesFromOneToTheOther()
{
    auto canvas = makeCanvas({comparedFace()});
    canvas->setComparison(Comparison::Onion);
    auto *slider = canvas->findChild<QSlider *>();
    QVERIFY(slider && slider->isVisible());
    const int plateTop = slider->parentWidget()->y();
    const auto above = [&](const QImage &image) { return image.copy(0, 0, kWidth, plateTop); };
    QImage middle = above(shown(*canvas));
    QVERIFY(!alike(middle, above(withOnly({0, 2}))));
    canvas->setOnionFade(0);
    QCOMPARE(slider->value(), 0);
    QVERIFY(alike(above(shown(*canvas)), above(withOnly({0}))));
    canvas->setOnionFade(1);
    QVERIFY(alike(above(shown(*canvas)), above(withOnly({2}))));
    canvas->setOnionFade(0.5);
    QVERIFY(alike(above(shown(*canvas)), middle));
}

void CanvasCompareTest::onion_sliderWorksByKeys()
{
    auto canvas = makeCanvas({comparedFace()});
    canvas->setComparison(Comparison::Onion);
    canvas->focusComparison();
    auto *slider = canvas->findChild<QSlider *>();
    QVERIFY(slider->hasFocus());
    QTest::keyClick(slider, Qt::Key_End);
    QCOMPARE(canvas->onionFade(), 1.0);
    QTest::keyClick(slider, Qt::Key_PageDown);
    QCOMPARE(canvas->onionFade(), 0.75);
    QTest::keyClick(slider, Qt::Key_Escape);
    QVERIFY(canvas->hasFocus());
    canvas->setComparison(Comparison::Off);
    QVERIFY(!slider->isVisible());
}

void CanvasCompareTest::faceWithOneSet_staysAsItIs()
{
    CanvasFace face = comparedFace();
    face.compared = {-1, -1};
    auto canvas = makeCanvas({face});
    const QImage before = shown(*canvas);
    for (const Comparison comparison : {Comparison::Split, Comparison::Onion}) {
        canvas->setComparison(comparison);
        QVERIFY(alike(shown(*canvas), before)); // no divider, no slider
    }
    canvas->setFaces({comparedFace()});
    QVERIFY(!alike(shown(*canvas), before));
}

void CanvasCompareTest::controls_areReachedByAssistiveTechnology()
{
    auto canvas = makeCanvas({comparedFace()});
    QAccessibleInterface *tree = QAccessible::queryAccessibleInterface(canvas.get());
    QCOMPARE(tree->childCount(), 4);
    canvas->setComparison(Comparison::Split);
    QCOMPARE(tree->childCount(), 5);
    QAccessibleInterface *line = tree->child(4);
    QVERIFY(line && line->object() == divider(*canvas));
    QCOMPARE(tree->indexOfChild(line), 4);
    QVERIFY(!line->text(QAccessible::Name).isEmpty() && line->state().focusable);
    canvas->setComparison(Comparison::Onion);
    QCOMPARE(tree->childCount(), 5);
    QCOMPARE(tree->child(4)->child(0)->role(), QAccessible::Slider);
    QVERIFY(!tree->child(4)->child(0)->text(QAccessible::Name).isEmpty());
}

QTEST_MAIN(CanvasCompareTest)
#include "canvas_compare_test.moc"
