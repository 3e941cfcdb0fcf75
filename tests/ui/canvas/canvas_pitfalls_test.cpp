#include "tests/ui/canvas/canvas_fixture.h"

#include <QSignalSpy>

using namespace fiducial;
using namespace fiducial::test;
using namespace fiducial::ui;

namespace {
/// Height of what is drawn in pure white around a place: the disc of a mark of mine.
int markHeight(LandmarkCanvas &canvas, QPoint at)
{
    const QImage shown = canvas.grab().toImage();
    int rows = 0;
    for (int y = at.y() - 30; y < at.y() + 30; ++y)
        rows += qGray(shown.pixel(at.x(), y)) > 245;
    return rows;
}

void centreOn(LandmarkCanvas &canvas, Point2 point, double scale)
{
    canvas.setViewTransform({scale, QPointF(200, 150) - QPointF(point.x + 0.5, point.y + 0.5) * scale});
}

/// Four points within 30 x 30 pixels.
LandmarkSet tinyFace()
{
    return pointsAt({{100, 100}, {115, 108}, {130, 100}, {115, 130}});
}
} // namespace

/// What went wrong on the canvases of other programs. The letter and number above a test is that of the pitfall.
class CanvasPitfallsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void marksOfATinyFace_keepTheirSizeAndReach();
    void hiddenPoints_doNotReact();
    void deletedPoint_movesNothingElse();
};

// P14
void CanvasPitfallsTest::marksOfATinyFace_keepTheirSizeAndReach()
{
    auto canvas = makeCanvas({faceWith({makeLayer(LayerKind::Mine, tinyFace())})});
    OverlayOptions options = canvas->options();
    options.contours = false;
    canvas->setOptions(options);
    std::vector<int> heights;
    for (const double scale : {1.0, 4.0, 16.0}) {
        centreOn(*canvas, {100, 100}, scale);
        canvas->setSelection({});
        heights.push_back(markHeight(*canvas, {200, 150}));
        click(*canvas, {206.5, 150});
        QCOMPARE(canvas->selection(), std::vector<int>{0});
        canvas->setSelection({});
        click(*canvas, {200, 150 - 9.5}); // beyond the radius, in pixels of the screen
        QVERIFY(canvas->selection().empty());
    }
    QVERIFY(heights[0] >= 3 && heights[0] <= 7);
    QVERIFY(std::abs(heights[1] - heights[0]) <= 1 && std::abs(heights[2] - heights[0]) <= 1);
}

// P26
void CanvasPitfallsTest::hiddenPoints_doNotReact()
{
    auto canvas = makeCanvas({faceWith({makeLayer(LayerKind::Mine, smallSet())})});
    QSignalSpy hovered(canvas.get(), &LandmarkCanvas::hovered);
    QSignalSpy edits(canvas.get(), &LandmarkCanvas::editFinished);
    canvas->setOverlaysHidden(true);
    sendMouse(*canvas, QEvent::MouseMove, {150.5, 120.5}, Qt::NoButton);
    drag(*canvas, {150.5, 120.5}, {180, 160});
    QCOMPARE(hovered.count(), 0);
    QCOMPARE(edits.count(), 0);
    QVERIFY(canvas->selection().empty());
}

// P26
void CanvasPitfallsTest::deletedPoint_movesNothingElse()
{
    LandmarkSet set = smallSet();
    set.setVisibility(1, Visibility::Absent);
    const Uuid id = Uuid::random();
    auto canvas = makeCanvas({faceWith({makeLayer(LayerKind::Mine, set)}, id)});
    QSignalSpy edits(canvas.get(), &LandmarkCanvas::editFinished);
    drag(*canvas, {150.5, 120.5}, {170.5, 140.5}); // where it was
    for (const auto &call : edits) {
        const auto edit = call.at(0).value<CanvasEdit>();
        for (const int i : {0, 2, 3}) // no neighbour
            QVERIFY(edit.result.points[static_cast<std::size_t>(i)] == set.points[static_cast<std::size_t>(i)]);
    }
    canvas->setSelection({});
    QTest::keyClick(canvas.get(), Qt::Key_Right);
    QVERIFY(edits.count() <= 1);
}

QTEST_MAIN(CanvasPitfallsTest)
#include "canvas_pitfalls_test.moc"
