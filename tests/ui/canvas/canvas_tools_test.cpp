#include "core/shape/contour_spline.h"
#include "core/shape/mirror.h"
#include "tests/ui/canvas/canvas_fixture.h"

#include <algorithm>
#include <cmath>
#include <limits>

using namespace fiducial;
using namespace fiducial::test;
using namespace fiducial::ui;

namespace {

constexpr double kExact = 1e-6;

const LandmarkScheme &wflw()
{
    return *findScheme("wflw98");
}

/// The mean face, 240 pixels high, in the middle of the picture.
LandmarkSet meanFace()
{
    return pointsAt(shape::meanShapeIn(wflw(), {80, 30, 240, 240}));
}

std::unique_ptr<LandmarkCanvas> wflwCanvas(std::vector<CanvasFace> faces)
{
    auto canvas = makeCanvas(std::move(faces));
    const std::vector<CanvasFace> again = canvas->faces();
    canvas->setScheme(&wflw());
    canvas->setFaces(again);
    return canvas;
}

std::unique_ptr<LandmarkCanvas> meanCanvas()
{
    return wflwCanvas({faceWith({makeLayer(LayerKind::Mine, meanFace())})});
}

QPointF viewOf(const LandmarkCanvas &canvas, Point2 p)
{
    return canvas.viewTransform().toView(p);
}

Point2 at(const LandmarkSet &set, int i)
{
    return set.points[static_cast<std::size_t>(i)];
}

const Contour &contourOf(int landmark)
{
    return wflw().contours[static_cast<std::size_t>(wflw().contourOf(landmark))];
}

std::vector<Point2> contourPoints(const LandmarkSet &set, int landmark)
{
    std::vector<Point2> points;
    for (const int i : contourOf(landmark).points)
        points.push_back(at(set, i));
    return points;
}

/// What a canvas says from here on.
struct Said : QObject {
    explicit Said(LandmarkCanvas &canvas)
    {
        connect(&canvas, &LandmarkCanvas::editFinished, this,
                [this](const CanvasEdit &edit) { edits.push_back(edit); });
        connect(&canvas, &LandmarkCanvas::editCancelled, this, [this] { ++cancelled; });
        connect(&canvas, &LandmarkCanvas::dragPreview, this,
                [this](const Uuid &, const LandmarkSet &set) { previews.push_back(set); });
        connect(&canvas, &LandmarkCanvas::notice, this, [this](const QString &text) { notices += text; });
    }
    std::vector<CanvasEdit> edits;
    std::vector<LandmarkSet> previews;
    QStringList notices;
    int cancelled = 0;
};

double farthest(const std::vector<Point2> &a, const std::vector<Point2> &b)
{
    double most = a.size() == b.size() ? 0 : std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < a.size() && i < b.size(); ++i)
        most = std::max(most, distance(a[i], b[i]));
    return most;
}

} // namespace

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
    void softDrag_othersFollowAndPinsStay();
    void softDrag_nudgesToo();
    void mirrorEdit_movesThePartner();
    void mirrorCheck_tellsHowManyPairsStandOut();
    void pins_areToggled();
    void predictFromPins_isOneEdit();
    void gradientPeak_findsTheEdge();
    void loupe_showsTheProfile();
    void partPass_keepsPartAndSizeFromFaceToFace();
    void partPass_needsAPart();
    void onlyActiveFace_hidesTheOthers();
    void tone_changesTheViewAlone();
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

void CanvasToolsTest::softDrag_othersFollowAndPinsStay()
{
    CanvasFace face = faceWith({makeLayer(LayerKind::Mine, meanFace())});
    face.placed = {60};
    auto canvas = wflwCanvas({face});
    canvas->setSoftDrag(true);
    Said said(*canvas);
    const LandmarkSet before = meanFace();
    drag(*canvas, viewOf(*canvas, at(before, 54)), viewOf(*canvas, at(before, 54)) + QPointF(9, 5));
    QCOMPARE(said.edits.size(), std::size_t(1));
    const CanvasEdit &edit = said.edits[0];
    QVERIFY(distance(at(edit.result, 54), at(before, 54) + Point2{9, 5}) < kExact);
    QCOMPARE(at(edit.result, 60), at(before, 60));
    QVERIFY(distance(at(edit.result, 53), at(before, 53)) > 1); // its neighbour on the bridge
    QVERIFY(std::ranges::binary_search(edit.followed, 53));
    QVERIFY(!std::ranges::binary_search(edit.followed, 54));
    QVERIFY(std::ranges::binary_search(edit.changed, 54));
    // What a preview shows is what the edit does.
    QVERIFY(farthest(said.previews.back().points, edit.result.points) < kExact);
    canvas->setSoftDrag(false);
    canvas->setFaces(canvas->faces());
    drag(*canvas, viewOf(*canvas, at(before, 54)), viewOf(*canvas, at(before, 54)) + QPointF(9, 5));
    QCOMPARE(said.edits[1].changed, std::vector<int>{54});
}

void CanvasToolsTest::softDrag_nudgesToo()
{
    auto canvas = meanCanvas();
    canvas->setSoftDrag(true);
    canvas->setSelection({54});
    Said said(*canvas);
    QTest::keyClick(canvas.get(), Qt::Key_Right, Qt::ShiftModifier);
    QCOMPARE(said.edits.size(), std::size_t(1));
    QVERIFY(distance(at(said.edits[0].result, 54), at(meanFace(), 54) + Point2{10, 0}) < kExact);
    QVERIFY(said.edits[0].changed.size() > 1);
}

void CanvasToolsTest::mirrorEdit_movesThePartner()
{
    auto canvas = meanCanvas();
    canvas->setMirrorEdit(true);
    Said said(*canvas);
    const LandmarkSet before = meanFace();
    const int partner = wflw().mirror[60];
    drag(*canvas, viewOf(*canvas, at(before, 60)), viewOf(*canvas, at(before, 60)) + QPointF(-6, 4));
    QCOMPARE(said.edits.size(), std::size_t(1));
    const auto line = shape::fitMidLine(wflw(), before.points);
    QVERIFY(line);
    QVERIFY(distance(at(said.edits[0].result, 60), at(before, 60) + Point2{-6, 4}) < kExact);
    QVERIFY(distance(at(said.edits[0].result, partner), at(before, partner) + line->mirroredMove({-6, 4})) < kExact);
    QCOMPARE(said.edits[0].changed.size(), std::size_t(2));
    QVERIFY(said.edits[0].followed.empty());
}

void CanvasToolsTest::mirrorCheck_tellsHowManyPairsStandOut()
{
    LandmarkSet crooked = meanFace();
    crooked.points[60] = crooked.points[60] + Point2{-25, 18};
    auto canvas = wflwCanvas({faceWith({makeLayer(LayerKind::Mine, crooked)})});
    const QImage before = canvas->grab().toImage();
    Said said(*canvas);
    canvas->setMirrorCheck(true);
    QCOMPARE(said.notices, QStringList(LandmarkCanvas::tr("%n pair(s) out of line with the mid-line", nullptr, 1)));
    QVERIFY(!alike(canvas->grab().toImage(), before));
    canvas->setMirrorCheck(false);
    QVERIFY(alike(canvas->grab().toImage(), before));
}

void CanvasToolsTest::pins_areToggled()
{
    CanvasFace face = faceWith({makeLayer(LayerKind::Mine, meanFace())});
    face.placed = {3};
    auto canvas = wflwCanvas({face});
    QCOMPARE(canvas->pinnedLandmarks(), std::vector<int>{3});
    canvas->setSelection({5, 6});
    canvas->togglePins();
    QCOMPARE(canvas->pinnedLandmarks(), (std::vector<int>{3, 5, 6}));
    canvas->setSelection({3, 5});
    canvas->togglePins();
    QCOMPARE(canvas->pinnedLandmarks(), std::vector<int>{6});
    Said said(*canvas);
    canvas->setSelection({});
    canvas->togglePins();
    QCOMPARE(said.notices.size(), 1);
}

void CanvasToolsTest::predictFromPins_isOneEdit()
{
    CanvasFace face = faceWith({makeLayer(LayerKind::Mine, meanFace())});
    LandmarkSet &mine = face.overlay.layers[0].set;
    mine.points[54] = mine.points[54] + Point2{8, 3};
    face.prediction = meanFace();
    face.placed = {54};
    auto canvas = wflwCanvas({face});
    Said said(*canvas);
    canvas->predictFromPins();
    QCOMPARE(said.edits.size(), std::size_t(1));
    QVERIFY(said.edits[0].kind == EditKind::Complete);
    QCOMPARE(said.edits[0].changed, said.edits[0].followed);
    QCOMPARE(at(said.edits[0].result, 54), at(mine, 54));
    QVERIFY(distance(at(said.edits[0].result, 53), at(mine, 53)) > 1);

    // Without a prediction: the likeliest face through what was placed.
    LandmarkSet few = emptyLandmarks(98);
    for (const int i : {60, 72, 16}) {
        few.points[static_cast<std::size_t>(i)] = at(meanFace(), i);
        few.setVisibility(i, Visibility::Visible);
    }
    CanvasFace fresh = faceWith({makeLayer(LayerKind::Mine, few)});
    fresh.placed = {16, 60, 72};
    canvas->setFaces({fresh});
    canvas->predictFromPins();
    QCOMPARE(said.edits.size(), std::size_t(2));
    QCOMPARE(said.edits[1].result.presentCount(), 98);
    QCOMPARE(said.edits[1].changed.size(), std::size_t(95));
    QVERIFY(farthest(said.edits[1].result.points, meanFace().points) < 12);

    fresh.placed = {};
    canvas->setFaces({fresh});
    canvas->predictFromPins();
    QCOMPARE(said.edits.size(), std::size_t(2));
    QCOMPARE(said.notices.size(), 1);
}

void CanvasToolsTest::gradientPeak_findsTheEdge()
{
    // A vertical contour left of an edge that column 150 lies in the middle of.
    const LandmarkSet line = pointsAt({{148, 80}, {148, 120}, {148, 160}, {300, 200}});
    auto canvas = makeCanvas({faceWith({makeLayer(LayerKind::Mine, line)})});
    QImage picture = greyPicture();
    for (int y = 0; y < kHeight; ++y)
        for (int x = 0; x < kWidth; ++x) {
            const int grey = x < 150 ? 60 : x == 150 ? 120 : 180;
            picture.setPixel(x, y, qRgb(grey, grey, grey));
        }
    canvas->setPicture(picture);
    canvas->setSelection({1, 3});
    Said said(*canvas);
    canvas->moveToGradientPeak();
    QCOMPARE(said.edits.size(), std::size_t(1));
    QCOMPARE(said.edits[0].changed, std::vector<int>{1}); // the loose point lies on no contour
    QVERIFY2(distance(at(said.edits[0].result, 1), {150, 120}) < 0.02,
             qPrintable(QString::number(at(said.edits[0].result, 1).x)));
    canvas->setPicture(greyPicture());
    canvas->setFaces(canvas->faces());
    canvas->moveToGradientPeak();
    QCOMPARE(said.edits.size(), std::size_t(1));
    QCOMPARE(said.notices.size(), 1);
}

void CanvasToolsTest::loupe_showsTheProfile()
{
    const Uuid id = Uuid::random();
    auto canvas = makeCanvas({faceWith({makeLayer(LayerKind::Mine, smallSet())}, id)});
    canvas->setLoupeVisible(true);
    canvas->setSelection({3});
    const QImage loose = canvas->grab().toImage().copy(kWidth - 180, 0, 168, kHeight);
    canvas->setSelection({1});
    QVERIFY(!alike(canvas->grab().toImage().copy(kWidth - 180, 0, 168, kHeight), loose));
}

void CanvasToolsTest::partPass_keepsPartAndSizeFromFaceToFace()
{
    auto canvas = meanCanvas();
    canvas->setSelection({62});
    canvas->setPartPass(true);
    QVERIFY(canvas->isPartPass());
    std::vector<int> eye = contourOf(62).points;
    std::ranges::sort(eye);
    QCOMPARE(canvas->selection(), eye);
    const auto centreOfEye = [&] {
        return viewOf(*canvas, landmarkBox(contourPoints(*canvas->shownLandmarks(), 62)).centre());
    };
    const QPointF middle = QRectF(canvas->rect()).center();
    QVERIFY((centreOfEye() - middle).manhattanLength() < 2);
    canvas->zoomBy(0.5);
    const double scale = canvas->viewTransform().scale;
    // The next face is half as large and somewhere else.
    LandmarkSet next = meanFace();
    for (Point2 &p : next.points)
        p = Point2{p.x * 0.5 + 150, p.y * 0.5 + 10};
    canvas->beginLoading();
    canvas->setFaces({faceWith({makeLayer(LayerKind::GroundTruth, next)})});
    canvas->setPicture(greyPicture());
    QVERIFY(std::abs(canvas->viewTransform().scale - 2 * scale) < 1e-6 * scale);
    QVERIFY((centreOfEye() - middle).manhattanLength() < 2);
    QCOMPARE(canvas->selection(), eye);
    canvas->setPartPass(false);
    QVERIFY(!canvas->isPartPass());
    QVERIFY(QRectF(canvas->rect()).contains(viewOf(*canvas, at(next, 16))));
}

void CanvasToolsTest::partPass_needsAPart()
{
    auto canvas = meanCanvas();
    Said said(*canvas);
    canvas->setPartPass(true);
    QVERIFY(!canvas->isPartPass());
    QCOMPARE(said.notices.size(), 1);
}

void CanvasToolsTest::onlyActiveFace_hidesTheOthers()
{
    LandmarkSet other = smallSet();
    for (Point2 &p : other.points)
        p.x += 120;
    const Uuid one = Uuid::random(), two = Uuid::random();
    auto canvas = makeCanvas(
        {faceWith({makeLayer(LayerKind::Mine, smallSet())}, one), faceWith({makeLayer(LayerKind::Mine, other)}, two)});
    canvas->setOnlyActiveFace(true);
    Said said(*canvas);
    drag(*canvas, viewOf(*canvas, at(other, 2)), viewOf(*canvas, at(other, 2)) + QPointF(20, 0));
    QVERIFY(said.edits.empty());
    canvas->setActiveFace(two);
    drag(*canvas, viewOf(*canvas, at(other, 2)), viewOf(*canvas, at(other, 2)) + QPointF(20, 0));
    QCOMPARE(said.edits.size(), std::size_t(1));
    QCOMPARE(said.edits[0].face, two);
}

void CanvasToolsTest::tone_changesTheViewAlone()
{
    auto canvas = makeCanvas({faceWith({})});
    const auto grey = [&] { return qGray(canvas->grab().toImage().pixel(20, 200)); };
    QCOMPARE(grey(), 128);
    canvas->setTone(0.2, 0, 1);
    QCOMPARE(grey(), 179);
    canvas->setTone(0, 0, 2);
    QCOMPARE(grey(), 181); // 255 * sqrt(128 / 255)
    canvas->setPicture(greyPicture());
    QCOMPARE(grey(), 181); // for pictures to come too
    canvas->setTone(0, -1, 1);
    QCOMPARE(grey(), 128);
    canvas->setTone(0, 0, 1);
    QCOMPARE(grey(), 128);
}

QTEST_MAIN(CanvasToolsTest)
#include "canvas_tools_test.moc"
