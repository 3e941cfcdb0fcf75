#include "core/shape/mirror.h"
#include "tests/ui/canvas/tools_fixture.h"

using namespace fiducial;
using namespace fiducial::test;
using namespace fiducial::ui;

/// What follows the hand, edges in the picture, and views that are locked to a part.
class CanvasFollowTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
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

void CanvasFollowTest::softDrag_othersFollowAndPinsStay()
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

void CanvasFollowTest::softDrag_nudgesToo()
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

void CanvasFollowTest::mirrorEdit_movesThePartner()
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

void CanvasFollowTest::mirrorCheck_tellsHowManyPairsStandOut()
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

void CanvasFollowTest::pins_areToggled()
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

void CanvasFollowTest::predictFromPins_isOneEdit()
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

void CanvasFollowTest::gradientPeak_findsTheEdge()
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

void CanvasFollowTest::loupe_showsTheProfile()
{
    const Uuid id = Uuid::random();
    auto canvas = makeCanvas({faceWith({makeLayer(LayerKind::Mine, smallSet())}, id)});
    canvas->setLoupeVisible(true);
    canvas->setSelection({3});
    const QImage loose = canvas->grab().toImage().copy(kWidth - 180, 0, 168, kHeight);
    canvas->setSelection({1});
    QVERIFY(!alike(canvas->grab().toImage().copy(kWidth - 180, 0, 168, kHeight), loose));
}

void CanvasFollowTest::partPass_keepsPartAndSizeFromFaceToFace()
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

void CanvasFollowTest::partPass_needsAPart()
{
    auto canvas = meanCanvas();
    Said said(*canvas);
    canvas->setPartPass(true);
    QVERIFY(!canvas->isPartPass());
    QCOMPARE(said.notices.size(), 1);
}

void CanvasFollowTest::onlyActiveFace_hidesTheOthers()
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

void CanvasFollowTest::tone_changesTheViewAlone()
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

QTEST_MAIN(CanvasFollowTest)
#include "canvas_follow_test.moc"
