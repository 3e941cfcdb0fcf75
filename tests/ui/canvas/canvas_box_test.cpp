#include "tests/ui/canvas/tools_fixture.h"

#include <QSignalSpy>

using namespace fiducial;
using namespace fiducial::test;
using namespace fiducial::ui;

class CanvasBoxTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void newFace_isDrawnInEveryDirection_data();
    void newFace_isDrawnInEveryDirection();
    void newFace_needsNoOther_andMayLeaveThePicture();
    void slipOfTheHand_isNoFace();
    void escape_givesUpTheDrag_thenTheTool();
    void box_isMovedAndResized_data();
    void box_isMovedAndResized();
    void slipOfTheHandOrAHiddenBox_isNoEdit();
    void boxWithAlt_staysAboutItsCentre();
    void faceWithoutBox_offersTheExtentOfItsPoints();
    void pressBesideTheBox_isLeftToOthers();
    void boxInATurnedView_followsThePicture();
    void arrows_moveTheBox_data();
    void arrows_moveTheBox();
    void arrowsHeld_areOneEdit();
    void escape_finishesTheArrows_andLeavesTheTool();
    void arrowsElsewhere_nudgePoints();

private:
    static CanvasFace boxed(const Rect &box)
    {
        CanvasFace face = faceWith({makeLayer(LayerKind::Mine, smallSet())});
        face.overlay.box = box;
        return face;
    }
    static std::unique_ptr<LandmarkCanvas> boxCanvas()
    {
        auto canvas = makeCanvas({boxed(kBox)});
        canvas->setTool(CanvasTool::EditBox);
        return canvas;
    }
    static bool isNear(const Rect &a, const Rect &b)
    {
        return distance({a.x, a.y}, {b.x, b.y}) < kExact &&
               distance({a.right(), a.bottom()}, {b.right(), b.bottom()}) < kExact;
    }
    static constexpr Rect kBox{100, 80, 120, 100};
};

void CanvasBoxTest::newFace_isDrawnInEveryDirection_data()
{
    QTest::addColumn<QPointF>("from");
    QTest::addColumn<QPointF>("to");
    QTest::newRow("down right") << QPointF(40.5, 50.25) << QPointF(160.75, 200);
    QTest::newRow("up left") << QPointF(160.75, 200) << QPointF(40.5, 50.25);
    QTest::newRow("down left") << QPointF(160.75, 50.25) << QPointF(40.5, 200);
}

void CanvasBoxTest::newFace_isDrawnInEveryDirection()
{
    QFETCH(const QPointF, from);
    QFETCH(const QPointF, to);
    auto canvas = boxCanvas();
    canvas->setTool(CanvasTool::AddFace);
    std::vector<Rect> drawn;
    connect(canvas.get(), &LandmarkCanvas::faceDrawn, this, [&](const Rect &box) {
        drawn.push_back(box);
        canvas->setTool(CanvasTool::Select); // as the window does
    });
    Said said(*canvas);
    drag(*canvas, from, to);
    QCOMPARE(drawn.size(), std::size_t{1});
    QVERIFY(isNear(drawn[0], Rect::fromCorners(40, 49.75, 160.25, 199.5)));
    QVERIFY(said.edits.empty());
}

void CanvasBoxTest::newFace_needsNoOther_andMayLeaveThePicture()
{
    auto canvas = makeCanvas({});
    canvas->setViewTransform({1, {50, 40}});
    canvas->setTool(CanvasTool::AddFace);
    std::vector<Rect> drawn;
    connect(canvas.get(), &LandmarkCanvas::faceDrawn, this, [&](const Rect &box) { drawn.push_back(box); });
    drag(*canvas, {10, 12}, {110, 142});
    QCOMPARE(drawn.size(), std::size_t{1});
    QVERIFY(isNear(drawn[0], {-40.5, -28.5, 100, 130}));
    canvas->setEditable(false);
    drag(*canvas, {10, 12}, {110, 142});
    QCOMPARE(drawn.size(), std::size_t{1});
}

void CanvasBoxTest::slipOfTheHand_isNoFace()
{
    auto canvas = makeCanvas({});
    canvas->setTool(CanvasTool::AddFace);
    QSignalSpy drawn(canvas.get(), &LandmarkCanvas::faceDrawn);
    click(*canvas, {50, 50});
    drag(*canvas, {50, 50}, {51, 51});
    drag(*canvas, {50, 50}, {120, 50}); // no height
    QCOMPARE(drawn.count(), 0);
}

void CanvasBoxTest::escape_givesUpTheDrag_thenTheTool()
{
    auto canvas = boxCanvas();
    QSignalSpy edited(canvas.get(), &LandmarkCanvas::boxEdited);
    press(*canvas, {160, 130});
    moveTo(*canvas, {180, 150});
    QTest::keyClick(canvas.get(), Qt::Key_Escape);
    QVERIFY(canvas->tool() == CanvasTool::EditBox);
    moveTo(*canvas, {190, 150});
    release(*canvas, {190, 150});
    QCOMPARE(edited.count(), 0);
    QTest::keyClick(canvas.get(), Qt::Key_Escape);
    QVERIFY(canvas->tool() == CanvasTool::Select);
}

void CanvasBoxTest::box_isMovedAndResized_data()
{
    QTest::addColumn<QPointF>("grip");
    QTest::addColumn<QPointF>("way");
    QTest::addColumn<std::vector<double>>("corners");
    // The box covers 100.5..220.5 x 80.5..180.5 on the screen.
    QTest::newRow("inside") << QPointF(150, 130) << QPointF(-130.25, 9.5)
                            << std::vector<double>{-30.25, 89.5, 89.75, 189.5};
    QTest::newRow("left") << QPointF(100.5, 130.5) << QPointF(-10, 33) << std::vector<double>{90, 80, 220, 180};
    QTest::newRow("corner") << QPointF(221, 181) << QPointF(7, -12) << std::vector<double>{100, 80, 227, 168};
    QTest::newRow("beyond the other side")
        << QPointF(160.5, 80.5) << QPointF(0, 130) << std::vector<double>{100, 180, 220, 210};
}

void CanvasBoxTest::box_isMovedAndResized()
{
    QFETCH(const QPointF, grip);
    QFETCH(const QPointF, way);
    QFETCH(const std::vector<double>, corners);
    auto canvas = boxCanvas();
    const Uuid id = canvas->activeFace();
    std::vector<std::pair<Uuid, Rect>> edits;
    connect(canvas.get(), &LandmarkCanvas::boxEdited, this,
            [&](const Uuid &face, const Rect &box) { edits.emplace_back(face, box); });
    drag(*canvas, grip, grip + way);
    QCOMPARE(edits.size(), std::size_t{1});
    QVERIFY(edits[0].first == id);
    QVERIFY(isNear(edits[0].second, Rect::fromCorners(corners[0], corners[1], corners[2], corners[3])));
    click(*canvas, grip); // moves nothing
    QCOMPARE(edits.size(), std::size_t{1});
}

void CanvasBoxTest::slipOfTheHandOrAHiddenBox_isNoEdit()
{
    auto canvas = boxCanvas();
    std::vector<Rect> edits;
    connect(canvas.get(), &LandmarkCanvas::boxEdited, this,
            [&](const Uuid &, const Rect &box) { edits.push_back(box); });
    drag(*canvas, {160.5, 140.5}, {161.5, 140.5}, 1);
    QVERIFY(edits.empty());
    QTest::keyPress(canvas.get(), Qt::Key_H);
    drag(*canvas, {160.5, 140.5}, {190.5, 140.5});
    QVERIFY(edits.empty());
    QTest::keyRelease(canvas.get(), Qt::Key_H);
    drag(*canvas, {160.5, 140.5}, {190.5, 140.5});
    QCOMPARE(edits.size(), std::size_t{1});
}

void CanvasBoxTest::boxWithAlt_staysAboutItsCentre()
{
    auto canvas = boxCanvas();
    std::vector<Rect> edits;
    connect(canvas.get(), &LandmarkCanvas::boxEdited, this,
            [&](const Uuid &, const Rect &box) { edits.push_back(box); });
    drag(*canvas, {220.5, 180.5}, {230.5, 186.5}, 4, Qt::AltModifier);
    QCOMPARE(edits.size(), std::size_t{1});
    QVERIFY(isNear(edits[0], Rect::fromCorners(90, 74, 230, 186)));
}

void CanvasBoxTest::faceWithoutBox_offersTheExtentOfItsPoints()
{
    auto canvas = makeCanvas({faceWith({makeLayer(LayerKind::Mine, smallSet())})});
    canvas->setTool(CanvasTool::EditBox);
    std::vector<Rect> edits;
    connect(canvas.get(), &LandmarkCanvas::boxEdited, this,
            [&](const Uuid &, const Rect &box) { edits.push_back(box); });
    drag(*canvas, {200.5, 200.5}, {210.5, 220.5});
    QCOMPARE(edits.size(), std::size_t{1});
    QVERIFY(isNear(edits[0], Rect::fromCorners(100, 100, 210, 220)));
    auto bare = makeCanvas({faceWith({})});
    bare->setTool(CanvasTool::EditBox);
    connect(bare.get(), &LandmarkCanvas::boxEdited, this, [&](const Uuid &, const Rect &box) { edits.push_back(box); });
    drag(*bare, {30.5, 40.5}, {90.5, 110.5});
    QCOMPARE(edits.size(), std::size_t{2});
    QVERIFY(isNear(edits[1], Rect::fromCorners(30, 40, 90, 110)));
}

void CanvasBoxTest::pressBesideTheBox_isLeftToOthers()
{
    const CanvasFace other = boxed({280, 200, 60, 60});
    auto canvas = makeCanvas({boxed(kBox), other});
    canvas->setTool(CanvasTool::EditBox);
    QSignalSpy edited(canvas.get(), &LandmarkCanvas::boxEdited);
    click(*canvas, {310, 230});
    QCOMPARE(edited.count(), 0);
    QVERIFY(canvas->activeFace() == other.id);
}

void CanvasBoxTest::boxInATurnedView_followsThePicture()
{
    auto canvas = boxCanvas();
    canvas->setRotation(30);
    std::vector<Rect> edits;
    connect(canvas.get(), &LandmarkCanvas::boxEdited, this,
            [&](const Uuid &, const Rect &box) { edits.push_back(box); });
    drag(*canvas, viewOf(*canvas, {220, 180}), viewOf(*canvas, {231.5, 193.25}));
    QCOMPARE(edits.size(), std::size_t{1});
    QVERIFY(isNear(edits[0], Rect::fromCorners(100, 80, 231.5, 193.25)));
}

void CanvasBoxTest::arrows_moveTheBox_data()
{
    QTest::addColumn<Qt::Key>("key");
    QTest::addColumn<Qt::KeyboardModifiers>("modifiers");
    QTest::addColumn<std::vector<double>>("corners");
    QTest::newRow("right") << Qt::Key_Right << Qt::KeyboardModifiers{} << std::vector<double>{101, 80, 221, 180};
    QTest::newRow("ten up") << Qt::Key_Up << Qt::KeyboardModifiers{Qt::ShiftModifier}
                            << std::vector<double>{100, 70, 220, 170};
    QTest::newRow("a tenth down") << Qt::Key_Down << Qt::KeyboardModifiers{Qt::AltModifier}
                                  << std::vector<double>{100, 80.1, 220, 180.1};
    QTest::newRow("wider") << Qt::Key_Right << Qt::KeyboardModifiers{Qt::ControlModifier}
                           << std::vector<double>{100, 80, 221, 180};
    QTest::newRow("ten lower") << Qt::Key_Down << (Qt::ControlModifier | Qt::ShiftModifier)
                               << std::vector<double>{100, 80, 220, 190};
    QTest::newRow("a tenth narrower") << Qt::Key_Left << (Qt::ControlModifier | Qt::AltModifier)
                                      << std::vector<double>{100, 80, 219.9, 180};
}

void CanvasBoxTest::arrows_moveTheBox()
{
    QFETCH(const Qt::Key, key);
    QFETCH(const Qt::KeyboardModifiers, modifiers);
    QFETCH(const std::vector<double>, corners);
    auto canvas = boxCanvas();
    const Uuid id = canvas->activeFace();
    canvas->setSelection({0}); // its arrows are the box's now
    Said said(*canvas);
    std::vector<std::pair<Uuid, Rect>> edits;
    connect(canvas.get(), &LandmarkCanvas::boxEdited, this,
            [&](const Uuid &face, const Rect &box) { edits.emplace_back(face, box); });
    QTest::keyClick(canvas.get(), key, modifiers);
    QCOMPARE(edits.size(), std::size_t{1});
    QVERIFY(edits[0].first == id);
    QVERIFY(isNear(edits[0].second, Rect::fromCorners(corners[0], corners[1], corners[2], corners[3])));
    QVERIFY(said.edits.empty());
}

void CanvasBoxTest::arrowsHeld_areOneEdit()
{
    auto canvas = boxCanvas();
    std::vector<Rect> edits;
    connect(canvas.get(), &LandmarkCanvas::boxEdited, this,
            [&](const Uuid &, const Rect &box) { edits.push_back(box); });
    QTest::keyPress(canvas.get(), Qt::Key_Right);
    QTest::keyPress(canvas.get(), Qt::Key_Down, Qt::ShiftModifier);
    QTest::keyPress(canvas.get(), Qt::Key_Right, Qt::ControlModifier);
    QTest::keyRelease(canvas.get(), Qt::Key_Right);
    QVERIFY(edits.empty()); // one is still held
    QTest::keyRelease(canvas.get(), Qt::Key_Down);
    QCOMPARE(edits.size(), std::size_t{1});
    QVERIFY(isNear(edits[0], {101, 90, 121, 100}));
    for (int i = 0; i < 20; ++i)
        QTest::keyPress(canvas.get(), Qt::Key_Left, Qt::ControlModifier | Qt::ShiftModifier);
    QTest::keyRelease(canvas.get(), Qt::Key_Left);
    QCOMPARE(edits.size(), std::size_t{2});
    QVERIFY(isNear(edits[1], {100, 80, 1, 100})); // never turned over
}

void CanvasBoxTest::escape_finishesTheArrows_andLeavesTheTool()
{
    auto canvas = boxCanvas();
    QSignalSpy edited(canvas.get(), &LandmarkCanvas::boxEdited);
    QTest::keyPress(canvas.get(), Qt::Key_Right);
    QTest::keyClick(canvas.get(), Qt::Key_Escape);
    QTest::keyRelease(canvas.get(), Qt::Key_Right);
    QCOMPARE(edited.count(), 1); // as with points: what was nudged stays
    QVERIFY(canvas->tool() == CanvasTool::Select);
}

void CanvasBoxTest::arrowsElsewhere_nudgePoints()
{
    auto canvas = boxCanvas();
    canvas->setOverlaysHidden(true);
    QSignalSpy hidden(canvas.get(), &LandmarkCanvas::boxEdited);
    QTest::keyClick(canvas.get(), Qt::Key_Right);
    QCOMPARE(hidden.count(), 0); // nobody sees it
    canvas->setOverlaysHidden(false);
    canvas->setTool(CanvasTool::Select);
    canvas->setSelection({0});
    QSignalSpy edited(canvas.get(), &LandmarkCanvas::boxEdited);
    Said said(*canvas);
    QTest::keyClick(canvas.get(), Qt::Key_Right);
    QCOMPARE(edited.count(), 0);
    QCOMPARE(said.edits.size(), std::size_t{1});
}

QTEST_MAIN(CanvasBoxTest)
#include "canvas_box_test.moc"
