#include "tests/ui/canvas/tools_fixture.h"

using namespace fiducial;
using namespace fiducial::test;
using namespace fiducial::ui;

/// Every tool of the canvas, driven by mouse and keys.
class CanvasToolsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void selectContour_takesTheHoveredOne();
    void contour_bendsAndSpacesAnew();
    void contour_slidesAlongTheCurve();
    void contour_keepsTheSpacingWithShift();
    void contour_stopsAtPinnedPoints();
    void contour_besideTheCurveSelects();
    void escape_givesUpTheGestureThenTheTool();
    void freehand_spreadsThePointsOfOneStroke();
    void freehand_drawsBackwardsToo();
    void freehand_aSlipOfTheHandChangesNothing();
    void transform_movesScalesAndTurns();
    void transform_ofTheWholeFaceWithoutASelection();
    void snap_movesTheNearestLandmark();
    void place_fillsAnEmptyFaceInOrder();
};

void CanvasToolsTest::selectContour_takesTheHoveredOne()
{
    auto canvas = meanCanvas();
    moveTo(*canvas, viewOf(*canvas, at(meanFace(), 16)));
    canvas->selectContour();
    std::vector<int> jaw = contourOf(16).points;
    std::ranges::sort(jaw);
    QCOMPARE(canvas->selection(), jaw);
    moveTo(*canvas, {2, 2});
    canvas->setSelection({60});
    canvas->selectContour();
    std::vector<int> eye = contourOf(60).points;
    std::ranges::sort(eye);
    QCOMPARE(canvas->selection(), eye);
}

void CanvasToolsTest::contour_bendsAndSpacesAnew()
{
    auto canvas = meanCanvas();
    canvas->setTool(CanvasTool::Contour);
    Said said(*canvas);
    const LandmarkSet before = meanFace();
    const std::vector<Point2> jaw = contourPoints(before, 8);
    const shape::ContourSpline curve(jaw, false);
    const Point2 normal = curve.normalAt(curve.arcOf(8));
    const Point2 by = normal * 15.25;
    const QPointF from = viewOf(*canvas, jaw[8]);
    press(*canvas, from);
    moveTo(*canvas, from + QPointF(by.x, by.y) * 0.5);
    moveTo(*canvas, from + QPointF(by.x, by.y));
    const std::vector<int> anchors = shape::anchorsOf(wflw(), contourOf(8));
    const std::vector<Point2> bent = shape::bent(jaw, false, anchors, 8, by, 0.3 * curve.length());
    // Under the hand the marks go with the curve, and the numbers are those of the result.
    QVERIFY(farthest(contourPoints(*canvas->shownLandmarks(), 8), bent) < kExact);
    std::vector<Point2> result = shape::respaced(bent, false, anchors);
    std::copy(jaw.begin() + 16, jaw.end(), result.begin() + 16); // beyond the chin nothing was touched
    QVERIFY(farthest(contourPoints(said.previews.back(), 8), result) < kExact);
    QVERIFY(said.edits.empty());
    release(*canvas, from + QPointF(by.x, by.y));
    QCOMPARE(said.edits.size(), std::size_t(1));
    const CanvasEdit &edit = said.edits.front();
    QVERIFY(edit.kind == EditKind::Bend);
    QVERIFY(farthest(contourPoints(edit.result, 8), result) < kExact);
    for (int i = 33; i < 98; ++i)
        QCOMPARE(at(edit.result, i), at(before, i));
    for (const int anchor : {0, 16, 32}) // the ends and the chin
        QCOMPARE(at(edit.result, anchor), at(before, anchor));
    // Even spacing up to what the chords cut off.
    std::vector<double> gaps;
    for (int i = 1; i <= 16; ++i)
        gaps.push_back(distance(at(edit.result, i - 1), at(edit.result, i)));
    const auto [least, most] = std::ranges::minmax(gaps);
    QVERIFY2(most < 1.05 * least, qPrintable(QStringLiteral("%1 %2").arg(least).arg(most)));
    QVERIFY(edit.followed.empty());
}

void CanvasToolsTest::contour_slidesAlongTheCurve()
{
    auto canvas = meanCanvas();
    canvas->setTool(CanvasTool::Contour);
    Said said(*canvas);
    const std::vector<Point2> jaw = contourPoints(meanFace(), 8);
    const shape::ContourSpline curve(jaw, false);
    const double goal = (curve.arcOf(8) + curve.arcOf(9)) / 2;
    const QPointF from = viewOf(*canvas, jaw[8]), to = viewOf(*canvas, curve.at(goal));
    drag(*canvas, from, to);
    QCOMPARE(said.edits.size(), std::size_t(1));
    QVERIFY(said.edits[0].kind == EditKind::Slide);
    const std::vector<Point2> slid = contourPoints(said.edits[0].result, 8);
    QVERIFY(distance(slid[8], curve.at(goal)) < kExact);
    double last = -1;
    for (const Point2 p : slid) {
        const double arc = curve.nearest(p);
        QVERIFY(distance(curve.at(arc), p) < kExact);
        QVERIFY(arc > last);
        last = arc;
    }
    QCOMPARE(slid[16], jaw[16]);
}

void CanvasToolsTest::contour_keepsTheSpacingWithShift()
{
    auto canvas = meanCanvas();
    canvas->setTool(CanvasTool::Contour);
    Said said(*canvas);
    const std::vector<Point2> lid = contourPoints(meanFace(), 62);
    const auto grabbed = static_cast<int>(std::ranges::find(contourOf(62).points, 62) - contourOf(62).points.begin());
    const QPointF from = viewOf(*canvas, at(meanFace(), 62)), to = from - QPointF(0, 9);
    press(*canvas, from);
    moveTo(*canvas, to, Qt::ShiftModifier);
    release(*canvas, to, Qt::ShiftModifier);
    QCOMPARE(said.edits.size(), std::size_t(1));
    const std::vector<int> anchors = shape::anchorsOf(wflw(), contourOf(62));
    const double length = shape::ContourSpline(lid, true).length();
    const std::vector<Point2> bent = shape::bent(lid, true, anchors, grabbed, {0, -9}, 0.3 * length);
    std::vector<Point2> expected = shape::respacedLike(lid, bent, true, anchors);
    std::copy(lid.begin() + 4, lid.end(), expected.begin() + 4); // from the inner corner on: the lower lid
    expected.front() = lid.front();
    QVERIFY(farthest(contourPoints(said.edits[0].result, 62), expected) < kExact);
}

void CanvasToolsTest::contour_stopsAtPinnedPoints()
{
    auto canvas = meanCanvas();
    canvas->setTool(CanvasTool::Contour);
    const LandmarkSet before = meanFace();
    click(*canvas, viewOf(*canvas, at(before, 6)), Qt::ControlModifier);
    click(*canvas, viewOf(*canvas, at(before, 10)), Qt::ControlModifier);
    QCOMPARE(canvas->pinnedLandmarks(), (std::vector<int>{6, 10}));
    Said said(*canvas);
    drag(*canvas, viewOf(*canvas, at(before, 8)), viewOf(*canvas, at(before, 8)) - QPointF(12, 0));
    QCOMPARE(said.edits.size(), std::size_t(1));
    for (const int i : said.edits[0].changed)
        QVERIFY2(i > 6 && i < 10, qPrintable(QString::number(i)));
    click(*canvas, viewOf(*canvas, at(before, 6)), Qt::ControlModifier);
    QCOMPARE(canvas->pinnedLandmarks(), std::vector<int>{10});
}

void CanvasToolsTest::contour_besideTheCurveSelects()
{
    auto canvas = meanCanvas();
    canvas->setTool(CanvasTool::Contour);
    Said said(*canvas);
    drag(*canvas, {5, 5}, {395, 295});
    QVERIFY(said.edits.empty());
    QCOMPARE(canvas->selection().size(), std::size_t(98));
}

void CanvasToolsTest::escape_givesUpTheGestureThenTheTool()
{
    auto canvas = meanCanvas();
    for (const CanvasTool tool : {CanvasTool::Contour, CanvasTool::Freehand, CanvasTool::Transform, CanvasTool::Snap}) {
        canvas->setSelection({});
        canvas->setTool(tool);
        Said said(*canvas);
        const QPointF from = viewOf(*canvas, at(meanFace(), 8));
        press(*canvas, from);
        moveTo(*canvas, from + QPointF(-20, 3));
        moveTo(*canvas, from + QPointF(-40, 3));
        QVERIFY(canvas->isDragging());
        QTest::keyClick(canvas.get(), Qt::Key_Escape);
        QVERIFY(!canvas->isDragging());
        release(*canvas, from + QPointF(-40, 3));
        QVERIFY(said.edits.empty());
        QCOMPARE(said.cancelled, 1);
        QCOMPARE(canvas->shownLandmarks()->points, meanFace().points);
        QVERIFY(canvas->tool() == tool);
        QTest::keyClick(canvas.get(), Qt::Key_Escape);
        QVERIFY(canvas->tool() == CanvasTool::Select);
    }
}

void CanvasToolsTest::freehand_spreadsThePointsOfOneStroke()
{
    auto canvas = meanCanvas();
    const std::vector<int> &brow = contourOf(33).points;
    canvas->setTool(CanvasTool::Freehand);
    const std::vector<int> &bridge = contourOf(51).points; // open
    canvas->setSelection({bridge.front()});
    Said said(*canvas);
    const Point2 from{150.25, 60}, to{250.25, 200};
    drag(*canvas, viewOf(*canvas, from), viewOf(*canvas, to), 23);
    QCOMPARE(said.edits.size(), std::size_t(1));
    QVERIFY(said.edits[0].kind == EditKind::Freehand);
    for (std::size_t k = 0; k < bridge.size(); ++k) {
        const Point2 expected = from + (to - from) * (static_cast<double>(k) / static_cast<double>(bridge.size() - 1));
        QVERIFY(distance(at(said.edits[0].result, bridge[k]), expected) < kExact);
    }
    QCOMPARE(at(said.edits[0].result, brow.front()), at(meanFace(), brow.front()));
}

void CanvasToolsTest::freehand_drawsBackwardsToo()
{
    auto canvas = meanCanvas();
    canvas->setTool(CanvasTool::Freehand);
    const std::vector<int> &bridge = contourOf(51).points;
    const Point2 top = at(meanFace(), bridge.front()), bottom = at(meanFace(), bridge.back());
    canvas->setSelection({bridge.front()});
    Said said(*canvas);
    drag(*canvas, viewOf(*canvas, bottom), viewOf(*canvas, top), 11);
    QCOMPARE(said.edits.size(), std::size_t(1));
    QVERIFY(distance(at(said.edits[0].result, bridge.front()), top) < kExact);
    QVERIFY(distance(at(said.edits[0].result, bridge.back()), bottom) < kExact);
}

void CanvasToolsTest::freehand_aSlipOfTheHandChangesNothing()
{
    auto canvas = meanCanvas();
    canvas->setTool(CanvasTool::Freehand);
    canvas->setSelection({51});
    Said said(*canvas);
    drag(*canvas, {200, 100}, {204, 103}, 3);
    QVERIFY(said.edits.empty());
    QVERIFY(!canvas->isDragging());
}

void CanvasToolsTest::transform_movesScalesAndTurns()
{
    const LandmarkSet square = pointsAt({{150, 100}, {250, 100}, {250, 200}, {150, 200}});
    auto canvas = makeCanvas({faceWith({makeLayer(LayerKind::Mine, square)})});
    canvas->setTool(CanvasTool::Transform);
    Said said(*canvas);
    const auto result = [&] { return said.edits.back().result.points; };
    const auto reset = [&] { canvas->setFaces(canvas->faces()); };
    drag(*canvas, {200, 150}, {212.5, 143.25});
    QVERIFY(farthest(result(), {{162.5, 93.25}, {262.5, 93.25}, {262.5, 193.25}, {162.5, 193.25}}) < kExact);
    reset();
    // The frame lies 12 pixels outside; the lower right corner goes to twice the frame's size.
    drag(*canvas, {262.5, 212.5}, {262.5 + 124, 212.5 + 124});
    QVERIFY(farthest(result(), {{162, 112}, {362, 112}, {362, 312}, {162, 312}}) < kExact);
    reset();
    drag(*canvas, {262.5, 150.5}, {262.5 + 62, 190});
    QVERIFY(farthest(result(), {{156, 100}, {306, 100}, {306, 200}, {156, 200}}) < kExact);
    reset();
    // The grip above, a quarter turn clockwise.
    const QPointF centre(200.5, 150.5), grip(200.5, 88.5 - 26);
    press(*canvas, grip);
    moveTo(*canvas, centre + QPointF(60, 8), Qt::ShiftModifier);
    moveTo(*canvas, centre + QPointF(88, 4), Qt::ShiftModifier);
    release(*canvas, centre + QPointF(88, 4), Qt::ShiftModifier);
    QVERIFY(farthest(result(), {{250, 100}, {250, 200}, {150, 200}, {150, 100}}) < kExact);
    QCOMPARE(said.edits.size(), std::size_t(4));
    for (const CanvasEdit &edit : said.edits)
        QVERIFY(edit.kind == EditKind::Transform);
}

void CanvasToolsTest::transform_ofTheWholeFaceWithoutASelection()
{
    auto canvas = meanCanvas();
    canvas->setTool(CanvasTool::Transform);
    Said said(*canvas);
    const QPointF middle = viewOf(*canvas, landmarkBox(meanFace()).centre());
    drag(*canvas, middle, middle + QPointF(3, 4));
    QCOMPARE(said.edits.back().changed.size(), std::size_t(98));
    canvas->setFaces(canvas->faces());
    std::vector<int> eye = contourOf(60).points;
    canvas->setSelection(eye);
    const Rect box = landmarkBox(contourPoints(meanFace(), 60));
    drag(*canvas, viewOf(*canvas, box.centre()), viewOf(*canvas, box.centre()) + QPointF(5, 0));
    std::ranges::sort(eye);
    QCOMPARE(said.edits.back().changed, eye);
}

void CanvasToolsTest::snap_movesTheNearestLandmark()
{
    auto canvas = makeCanvas({faceWith({makeLayer(LayerKind::Mine, smallSet())})});
    canvas->setTool(CanvasTool::Snap);
    Said said(*canvas);
    click(*canvas, {170.25, 220.75}); // 30 pixels from the loose point
    QCOMPARE(said.edits.size(), std::size_t(1));
    QVERIFY(said.edits[0].kind == EditKind::Snap);
    QCOMPARE(said.edits[0].changed, std::vector<int>{3});
    QVERIFY(distance(at(said.edits[0].result, 3), {169.75, 220.25}) < kExact);
    QCOMPARE(canvas->selection(), std::vector<int>{3});
}

void CanvasToolsTest::place_fillsAnEmptyFaceInOrder()
{
    const Uuid id = Uuid::random();
    CanvasFace empty = faceWith({}, id);
    empty.overlay.box = Rect{100, 50, 200, 200};
    auto canvas = makeCanvas({empty});
    QObject::connect(canvas.get(), &LandmarkCanvas::editFinished, canvas.get(), [&](const CanvasEdit &edit) {
        CanvasFace face = faceWith({makeLayer(LayerKind::Mine, edit.result)}, id);
        face.overlay.box = empty.overlay.box;
        canvas->setFaces({face});
    });
    canvas->setTool(CanvasTool::Place);
    Said said(*canvas);
    const std::vector<QPointF> clicks = {{110, 90}, {200, 100}, {280, 90}, {200, 200}};
    moveTo(*canvas, clicks[0]);
    const QImage ghost = canvas->grab().toImage();
    canvas->setTool(CanvasTool::Select);
    QVERIFY(!alike(canvas->grab().toImage(), ghost)); // names the next landmark, shows where the others may be
    canvas->setTool(CanvasTool::Place);
    for (int i = 0; i < 4; ++i) {
        click(*canvas, clicks[static_cast<std::size_t>(i)]);
        QCOMPARE(said.edits.size(), static_cast<std::size_t>(i + 1));
        const CanvasEdit &edit = said.edits.back();
        QVERIFY(edit.kind == EditKind::Place && edit.layer == LayerKind::Mine);
        QCOMPARE(edit.changed, std::vector<int>{i});
        QCOMPARE(edit.result.presentCount(), i + 1);
        QVERIFY(distance(at(edit.result, i), canvas->viewTransform().toImage(clicks[static_cast<std::size_t>(i)])) <
                kExact);
    }
    click(*canvas, {50, 50}); // nothing is missing any more
    QCOMPARE(said.edits.size(), std::size_t(4));
}

QTEST_MAIN(CanvasToolsTest)
#include "canvas_tools_test.moc"
