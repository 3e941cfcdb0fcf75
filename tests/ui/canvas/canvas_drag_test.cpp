#include "tests/ui/canvas/canvas_fixture.h"

#include <QLineEdit>
#include <QVBoxLayout>

#include <cmath>

using namespace fiducial;
using namespace fiducial::test;
using namespace fiducial::ui;

namespace {

/// Everything a canvas says while it is edited.
struct Record {
    explicit Record(LandmarkCanvas &canvas)
    {
        QObject::connect(&canvas, &LandmarkCanvas::editFinished, &canvas,
                         [this](const CanvasEdit &edit) { edits.push_back(edit); });
        QObject::connect(&canvas, &LandmarkCanvas::editCancelled, &canvas, [this] { ++cancelled; });
        QObject::connect(&canvas, &LandmarkCanvas::dragPreview, &canvas,
                         [this](const Uuid &, const LandmarkSet &set, const std::vector<int> &moved) {
                             previews.push_back(set);
                             previewMoved = moved;
                         });
    }
    std::vector<CanvasEdit> edits;
    std::vector<LandmarkSet> previews;
    std::vector<int> previewMoved;
    int cancelled = 0;
};

FaceLayer groundTruth()
{
    return makeLayer(LayerKind::GroundTruth, smallSet());
}

FaceLayer mine()
{
    return makeLayer(LayerKind::Mine, smallSet());
}

bool near(Point2 a, Point2 b, double tolerance = 1e-9)
{
    return distance(a, b) <= tolerance;
}

} // namespace

class CanvasDragTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void drag_emitsPreviewsAndOneEdit_data();
    void drag_emitsPreviewsAndOneEdit();
    void drag_ofSelectionMovesAllOfIt();
    void drag_ofGroundTruthHandsOverItsSet();
    void drag_staysExactWhileZoomedMeanwhile();
    void drag_belowThresholdIsAClick();
    void drag_backToStartIsCancelled();
    void escape_restoresTheDrag();
    void facesReplaced_keepOrCancelTheDrag();
    void notEditable_selectsButDoesNotMove();
    void nudge_movesBySteps();
    void nudge_heldKeyIsOneEdit();
    void visibility_cycles();
    void absentPoint_cannotBeGrabbed();
    void hiddenLayers_cannotBeGrabbed();
    void mineHidden_nothingCanBeGrabbed();
    void nearestPointWins();
    void tiePrefersMine();
    void pointOutsidePicture_canBeDraggedBack();
    void typingElsewhere_changesNothing();
    void loading_keepsPictureAndFacesAndRefusesEdits();
};

void CanvasDragTest::drag_emitsPreviewsAndOneEdit_data()
{
    QTest::addColumn<double>("scale");
    QTest::newRow("40 %") << 0.4;
    QTest::newRow("100 %") << 1.0;
    QTest::newRow("342 %") << 3.42;
    QTest::newRow("1000 %") << 10.0;
}

void CanvasDragTest::drag_emitsPreviewsAndOneEdit()
{
    QFETCH(double, scale);
    auto canvas = makeCanvas({faceWith({mine()})});
    const Point2 start = smallSet().points[1];
    canvas->setViewTransform({scale, QPointF(200, 150) - QPointF(150.5, 120.5) * scale});
    Record record(*canvas);

    // Grabbed three pixels beside the mark: it moves by the mouse's way and does not jump to it.
    const QPointF from = canvas->viewTransform().toView(start) + QPointF(2.25, -1.5);
    press(*canvas, from);
    for (int i = 1; i <= 10; ++i) {
        const QPointF at = from + QPointF(7.3, -4.1) * i;
        moveTo(*canvas, at);
        QCOMPARE(static_cast<int>(record.previews.size()), i);
        QVERIFY(near(record.previews.back().points[1], start + Point2{7.3 * i / scale, -4.1 * i / scale}));
        QCOMPARE(record.previews.back().points[0], smallSet().points[0]);
    }
    QVERIFY(record.edits.empty());
    release(*canvas, from + QPointF(73, -41));
    QCOMPARE(record.edits.size(), std::size_t(1));
    const CanvasEdit &edit = record.edits.front();
    QVERIFY(near(edit.result.points[1], start + Point2{73 / scale, -41 / scale}));
    QCOMPARE(edit.changed, std::vector<int>{1});
    QCOMPARE(record.previewMoved, std::vector<int>{1});
    QCOMPARE(edit.face, canvas->activeFace());
    QVERIFY(edit.layer == LayerKind::Mine && edit.kind == EditKind::Drag);
    QCOMPARE(record.cancelled, 0);
}

void CanvasDragTest::drag_ofSelectionMovesAllOfIt()
{
    auto canvas = makeCanvas({faceWith({mine()})});
    canvas->setSelection({2, 0});
    Record record(*canvas);
    drag(*canvas, {100.5, 100.5}, {120.5, 90.5});
    QCOMPARE(record.edits.size(), std::size_t(1));
    QCOMPARE(record.edits[0].changed, (std::vector<int>{0, 2}));
    QVERIFY(near(record.edits[0].result.points[0], {120, 90}));
    QVERIFY(near(record.edits[0].result.points[2], {220, 90}));
    QVERIFY(near(record.edits[0].result.points[1], {150, 120}));
}

void CanvasDragTest::drag_ofGroundTruthHandsOverItsSet()
{
    FaceLayer run = makeLayer(LayerKind::Run, pointsAt({{300, 50}, {320, 50}, {340, 50}, {360, 50}}), 7);
    auto canvas = makeCanvas({faceWith({groundTruth(), run, makeLayer(LayerKind::Mine, {})})});
    Record record(*canvas);
    drag(*canvas, {100.5, 100.5}, {110.5, 100.5});
    drag(*canvas, {300.5, 50.5}, {310.5, 50.5});
    QCOMPARE(record.edits.size(), std::size_t(1)); // mine is no longer empty: only it can be grabbed
    QVERIFY(record.edits[0].layer == LayerKind::GroundTruth);
    QVERIFY(near(record.edits[0].result.points[0], {110, 100}));
    QVERIFY(near(record.edits[0].result.points[3], {150, 200}));

    canvas->setFaces({faceWith({groundTruth(), run})});
    drag(*canvas, {300.5, 50.5}, {310.5, 50.5});
    QCOMPARE(record.edits.size(), std::size_t(2));
    QVERIFY(record.edits[1].layer == LayerKind::Run);
    QCOMPARE(record.edits[1].run, 7);
    QVERIFY(near(record.edits[1].result.points[0], {310, 50}));
}

void CanvasDragTest::drag_staysExactWhileZoomedMeanwhile()
{
    auto canvas = makeCanvas({faceWith({mine()})});
    Record record(*canvas);
    press(*canvas, {100.5, 100.5});
    moveTo(*canvas, {140.5, 100.5});
    turnWheel(*canvas, {140.5, 100.5}, 120);
    moveTo(*canvas, {140.5, 100.5});
    QVERIFY(near(record.previews.back().points[0], {140, 100}));
    release(*canvas, {140.5, 100.5});
    QVERIFY(near(record.edits[0].result.points[0], {140, 100}));
}

void CanvasDragTest::drag_belowThresholdIsAClick()
{
    auto canvas = makeCanvas({faceWith({mine()})});
    Record record(*canvas);
    drag(*canvas, {100.5, 100.5}, {101.5, 100.5}, 2);
    QVERIFY(record.edits.empty());
    QVERIFY(record.previews.empty());
    QCOMPARE(canvas->selection(), std::vector<int>{0});
}

void CanvasDragTest::drag_backToStartIsCancelled()
{
    auto canvas = makeCanvas({faceWith({mine()})});
    Record record(*canvas);
    press(*canvas, {100.5, 100.5});
    moveTo(*canvas, {140.5, 100.5});
    moveTo(*canvas, {100.5, 100.5});
    release(*canvas, {100.5, 100.5});
    QVERIFY(record.edits.empty());
    QCOMPARE(record.cancelled, 1);
}

void CanvasDragTest::escape_restoresTheDrag()
{
    auto canvas = makeCanvas({faceWith({mine()})});
    const QImage before = canvas->grab().toImage();
    Record record(*canvas);
    press(*canvas, {100.5, 100.5});
    moveTo(*canvas, {140.5, 130.5});
    QVERIFY(canvas->isDragging());
    QTest::keyClick(canvas.get(), Qt::Key_Escape);
    QVERIFY(!canvas->isDragging());
    moveTo(*canvas, {160.5, 130.5});
    release(*canvas, {160.5, 130.5});
    QVERIFY(record.edits.empty());
    QCOMPARE(record.cancelled, 1);
    canvas->setSelection({});
    moveTo(*canvas, {5, 5});
    QCOMPARE(canvas->grab().toImage(), before);
}

void CanvasDragTest::facesReplaced_keepOrCancelTheDrag()
{
    const Uuid id = Uuid::random();
    auto canvas = makeCanvas({faceWith({groundTruth(), mine()}, id)});
    Record record(*canvas);
    press(*canvas, {100.5, 100.5});
    moveTo(*canvas, {140.5, 100.5});
    // A prediction arrives for this face: the hand does not notice.
    canvas->setFaces({faceWith({groundTruth(), makeLayer(LayerKind::Run, smallSet(), 0), mine()}, id)});
    QVERIFY(canvas->isDragging());
    // Mine changes under the hand: the drag is given up.
    canvas->setFaces(
        {faceWith({groundTruth(), makeLayer(LayerKind::Mine, pointsAt({{1, 1}, {2, 2}, {3, 3}, {4, 4}}))}, id)});
    QVERIFY(!canvas->isDragging());
    QCOMPARE(record.cancelled, 1);
    release(*canvas, {140.5, 100.5});
    QVERIFY(record.edits.empty());
}

void CanvasDragTest::notEditable_selectsButDoesNotMove()
{
    auto canvas = makeCanvas({faceWith({mine()})});
    canvas->setEditable(false);
    Record record(*canvas);
    drag(*canvas, {100.5, 100.5}, {140.5, 100.5});
    QTest::keyClick(canvas.get(), Qt::Key_Right);
    QTest::keyClick(canvas.get(), Qt::Key_V);
    QVERIFY(record.edits.empty());
    QVERIFY(record.previews.empty());
    QCOMPARE(canvas->selection(), std::vector<int>{0});
}

void CanvasDragTest::nudge_movesBySteps()
{
    auto canvas = makeCanvas({faceWith({mine()})}, 2.5);
    canvas->setSelection({1});
    Record record(*canvas);
    QTest::keyClick(canvas.get(), Qt::Key_Right);
    canvas->setFaces(canvas->faces()); // nothing was taken over: back to the data
    QTest::keyClick(canvas.get(), Qt::Key_Up, Qt::ShiftModifier);
    canvas->setFaces(canvas->faces());
    QTest::keyClick(canvas.get(), Qt::Key_Left, Qt::AltModifier);
    QCOMPARE(record.edits.size(), std::size_t(3));
    QVERIFY(near(record.edits[0].result.points[1], {151, 120}));
    QVERIFY(near(record.edits[1].result.points[1], {150, 110}));
    QVERIFY(near(record.edits[2].result.points[1], {149.9, 120}));
    QVERIFY(record.edits[0].kind == EditKind::Nudge);
}

void CanvasDragTest::nudge_heldKeyIsOneEdit()
{
    auto canvas = makeCanvas({faceWith({mine()})});
    canvas->setSelection({1});
    Record record(*canvas);
    QTest::keyPress(canvas.get(), Qt::Key_Right);
    for (int i = 0; i < 4; ++i) {
        QKeyEvent again(QEvent::KeyPress, Qt::Key_Right, {}, QString(), true);
        QApplication::sendEvent(canvas.get(), &again);
    }
    QCOMPARE(static_cast<int>(record.previews.size()), 5);
    QVERIFY(record.edits.empty());
    QTest::keyRelease(canvas.get(), Qt::Key_Right);
    QCOMPARE(record.edits.size(), std::size_t(1));
    QVERIFY(near(record.edits[0].result.points[1], {155, 120}));
}

void CanvasDragTest::visibility_cycles()
{
    const Uuid id = Uuid::random();
    auto canvas = makeCanvas({faceWith({mine()}, id)});
    Record record(*canvas);
    QObject::connect(canvas.get(), &LandmarkCanvas::editFinished, canvas.get(), [&](const CanvasEdit &edit) {
        canvas->setFaces({faceWith({makeLayer(LayerKind::Mine, edit.result)}, id)});
    });
    canvas->setSelection({1, 3});
    for (const Visibility expected : {Visibility::Occluded, Visibility::Absent, Visibility::Visible}) {
        QTest::keyClick(canvas.get(), Qt::Key_V);
        const CanvasEdit &edit = record.edits.back();
        QVERIFY(edit.kind == EditKind::Visibility);
        QCOMPARE(edit.changed, (std::vector<int>{1, 3}));
        QVERIFY(edit.result.visibilityAt(1) == expected && edit.result.visibilityAt(3) == expected);
        QVERIFY(edit.result.visibilityAt(0) == Visibility::Visible);
        QCOMPARE(edit.result.points, smallSet().points);
    }
    QCOMPARE(record.edits.size(), std::size_t(3));
}

void CanvasDragTest::absentPoint_cannotBeGrabbed()
{
    LandmarkSet set = smallSet();
    set.setVisibility(0, Visibility::Absent);
    auto canvas = makeCanvas({faceWith({makeLayer(LayerKind::Mine, set)})});
    Record record(*canvas);
    drag(*canvas, {100.5, 100.5}, {140.5, 100.5});
    QVERIFY(record.edits.empty());
    canvas->setSelection({0});
    QTest::keyClick(canvas.get(), Qt::Key_Right);
    QVERIFY(record.edits.empty());
}

void CanvasDragTest::hiddenLayers_cannotBeGrabbed()
{
    auto canvas = makeCanvas({faceWith({groundTruth()})});
    Record record(*canvas);
    canvas->setLayerVisible(LayerKind::GroundTruth, -1, false);
    drag(*canvas, {100.5, 100.5}, {140.5, 100.5});
    canvas->setLayerVisible(LayerKind::GroundTruth, -1, true);
    QTest::keyPress(canvas.get(), Qt::Key_H);
    QVERIFY(canvas->overlaysHidden());
    drag(*canvas, {100.5, 100.5}, {140.5, 100.5});
    QTest::keyRelease(canvas.get(), Qt::Key_H);
    QVERIFY(!canvas->overlaysHidden());
    QVERIFY(record.edits.empty());
    drag(*canvas, {100.5, 100.5}, {140.5, 100.5});
    QCOMPARE(record.edits.size(), std::size_t(1));
}

void CanvasDragTest::mineHidden_nothingCanBeGrabbed()
{
    auto canvas = makeCanvas({faceWith({groundTruth(), mine()})});
    canvas->setLayerVisible(LayerKind::Mine, -1, false);
    Record record(*canvas);
    drag(*canvas, {100.5, 100.5}, {140.5, 100.5});
    QVERIFY(record.edits.empty()); // else the hidden corrections would be written over
}

void CanvasDragTest::nearestPointWins()
{
    // The last point is drawn on top, the first one is nearer.
    auto canvas =
        makeCanvas({faceWith({makeLayer(LayerKind::Mine, pointsAt({{100, 100}, {106, 100}, {50, 50}, {60, 60}}))})});
    click(*canvas, {102.5, 100.5});
    QCOMPARE(canvas->selection(), std::vector<int>{0});
    click(*canvas, {105.5, 100.5});
    QCOMPARE(canvas->selection(), std::vector<int>{1});
    click(*canvas, {100.5, 100.5 + 8.5}); // beyond the radius
    QVERIFY(canvas->selection().empty());
    canvas->setViewTransform({16, QPointF(200, 150) - QPointF(100.5, 100.5) * 16});
    click(*canvas, {200 + 7.5, 150}); // the radius is of the screen at any zoom
    QCOMPARE(canvas->selection(), std::vector<int>{0});
}

void CanvasDragTest::tiePrefersMine()
{
    const Uuid one = Uuid::random(), two = Uuid::random();
    auto canvas = makeCanvas({faceWith({mine()}, one), faceWith({groundTruth()}, two)});
    canvas->setActiveFace(two);
    Record record(*canvas);
    drag(*canvas, {100.5, 100.5}, {120.5, 100.5});
    QCOMPARE(record.edits.size(), std::size_t(1));
    QCOMPARE(record.edits[0].face, one);
    QVERIFY(record.edits[0].layer == LayerKind::Mine);
}

// P13
void CanvasDragTest::pointOutsidePicture_canBeDraggedBack()
{
    auto canvas = makeCanvas(
        {faceWith({makeLayer(LayerKind::Mine, pointsAt({{-60, 120}, {150, 120}, {200, 100}, {150, 200}}))})});
    canvas->fitFace();
    const QPointF at = canvas->viewTransform().toView(Point2{-60, 120});
    QVERIFY(QRectF(canvas->rect()).contains(at));
    Record record(*canvas);
    drag(*canvas, at, canvas->viewTransform().toView(Point2{20, 120}));
    QCOMPARE(record.edits.size(), std::size_t(1));
    QVERIFY(near(record.edits[0].result.points[0], {20, 120}));
}

// P23
void CanvasDragTest::typingElsewhere_changesNothing()
{
    QWidget window;
    auto *layout = new QVBoxLayout(&window);
    auto *field = new QLineEdit;
    auto *canvas = new LandmarkCanvas;
    layout->addWidget(field);
    layout->addWidget(canvas);
    window.resize(500, 420);
    canvas->setScheme(&smallScheme());
    canvas->setFaces({faceWith({mine()})});
    canvas->setPicture(greyPicture());
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    window.activateWindow();
    canvas->setSelection({1});
    Record record(*canvas);
    field->setFocus();
    QTest::keyClicks(field, QStringLiteral("vhmf[]"));
    QTest::keyClick(field, Qt::Key_Right);
    QTest::keyClick(field, Qt::Key_A, Qt::ControlModifier);
    QVERIFY(record.edits.empty());
    QVERIFY(!canvas->isLoupeVisible());
    QCOMPARE(canvas->selection(), std::vector<int>{1});
    QCOMPARE(field->text(), QStringLiteral("vhmf[]"));
}

void CanvasDragTest::loading_keepsPictureAndFacesAndRefusesEdits()
{
    auto canvas = makeCanvas({faceWith({mine()})});
    canvas->setFitOnLoad(LandmarkCanvas::FitOnLoad::Keep);
    const QImage before = canvas->grab().toImage();
    Record record(*canvas);
    canvas->beginLoading();
    const Uuid next = Uuid::random();
    canvas->setFaces(
        {faceWith({makeLayer(LayerKind::Mine, pointsAt({{10, 10}, {20, 20}, {30, 30}, {40, 40}}))}, next)});
    QCOMPARE(canvas->activeFace() == next, false);
    drag(*canvas, {100.5, 100.5}, {140.5, 100.5});
    QVERIFY(record.edits.empty());
    moveTo(*canvas, {5, 5});
    QCOMPARE(canvas->grab().toImage(), before);
    canvas->setPicture(greyPicture());
    QCOMPARE(canvas->activeFace(), next);
    QVERIFY(canvas->grab().toImage() != before);
    drag(*canvas, {20.5, 20.5}, {40.5, 20.5});
    QCOMPARE(record.edits.size(), std::size_t(1));
}

QTEST_MAIN(CanvasDragTest)
#include "canvas_drag_test.moc"
