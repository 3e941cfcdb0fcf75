#include "tests/ui/canvas/tools_fixture.h"
#include "ui/canvas/loupe.h"

#include <QSignalSpy>

#include <cmath>

using namespace fiducial;
using namespace fiducial::test;
using namespace fiducial::ui;

/// A turned view: what is drawn and what is hit follow it, coordinates do not.
class CanvasRotationTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void toAndFro_isTheSamePlace_data();
    void toAndFro_isTheSamePlace();
    void turn_keepsTheCentre_andTellsTheAngle();
    void fullTurns_endWhereTheyBegan();
    void pictureAndPoints_turnTogether_data();
    void pictureAndPoints_turnTogether();
    void drag_followsTheHand();
    void arrows_moveAlongTheScreen();
    void everyTool_worksInATurnedView();
    void partialPaint_equalsAFullOne();
    void zoomAndPan_keepTheAngle();
    void fit_showsTheWholeFaceAndPicture();
    void anotherPicture_startsUpright();
    void eyes_areLevelled();
    void hitTest_findsPointsWhereTheyAreDrawn();
    void loupe_turnsToo();

private:
    static bool isNear(Point2 a, Point2 b, double tolerance = kExact) { return distance(a, b) <= tolerance; }
};

void CanvasRotationTest::toAndFro_isTheSamePlace_data()
{
    QTest::addColumn<double>("angle");
    for (const double angle : {0.0, 5.0, -35.0, 90.0, 180.0, -90.0, 123.4})
        QTest::addRow("%g", angle) << angle;
}

void CanvasRotationTest::toAndFro_isTheSamePlace()
{
    QFETCH(const double, angle);
    const ViewTransform view{1.75, {31.5, -12.25}, angle};
    for (const Point2 p : {Point2{0, 0}, Point2{12.25, 301}, Point2{-40, 7.5}}) {
        QVERIFY(isNear(view.toImage(view.toView(p)), p, 1e-9));
        // A step to the right on the picture is one of the scale's length at that angle.
        const QPointF step = view.toView(p + Point2{1, 0}) - view.toView(p);
        QVERIFY(std::abs(step.x() - 1.75 * std::cos(angle * M_PI / 180)) < 1e-9);
        QVERIFY(std::abs(step.y() - 1.75 * std::sin(angle * M_PI / 180)) < 1e-9);
        QVERIFY(QLineF(view.turn().map(QPointF(p.x + 0.5, p.y + 0.5) * 1.75 + view.offset), view.toView(p)).length() <
                1e-9);
    }
}

void CanvasRotationTest::turn_keepsTheCentre_andTellsTheAngle()
{
    auto canvas = meanCanvas();
    canvas->setViewTransform({1.25, {-20, 10}});
    const QPointF centre = QRectF(canvas->rect()).center();
    const Point2 before = canvas->viewTransform().toImage(centre);
    QSignalSpy told(canvas.get(), &LandmarkCanvas::rotationChanged);
    canvas->setRotation(35);
    QCOMPARE(told.count(), 1);
    QCOMPARE(told[0][0].toDouble(), 35.0);
    QVERIFY(isNear(canvas->viewTransform().toImage(centre), before));
    QCOMPARE(canvas->viewTransform().scale, 1.25);
}

void CanvasRotationTest::fullTurns_endWhereTheyBegan()
{
    auto canvas = meanCanvas();
    canvas->setViewTransform({1.5, {3, 4}});
    for (int i = 0; i < 72; ++i)
        canvas->setRotation(canvas->rotation() + 5);
    QCOMPARE(canvas->rotation(), 0.0);
    QVERIFY(QLineF(canvas->viewTransform().offset, QPointF(3, 4)).length() < 1e-6);
    canvas->setRotation(-180);
    QCOMPARE(canvas->rotation(), 180.0);
}

void CanvasRotationTest::pictureAndPoints_turnTogether_data()
{
    QTest::addColumn<double>("angle");
    QTest::addColumn<double>("scale");
    QTest::newRow("a little") << 20.0 << 1.0;
    QTest::newRow("upside down, shrunk") << 180.0 << 0.5;
    QTest::newRow("magnified pixels") << -40.0 << 6.0;
}

/// A red pixel patch in the picture lies under the landmark that is placed on it.
void CanvasRotationTest::pictureAndPoints_turnTogether()
{
    QFETCH(const double, angle);
    QFETCH(const double, scale);
    auto canvas = makeCanvas({});
    QImage picture = greyPicture();
    constexpr int kX = 220, kY = 140;
    for (int y = kY - 4; y <= kY + 4; ++y)
        for (int x = kX - 4; x <= kX + 4; ++x)
            picture.setPixelColor(x, y, QColor(255, 0, 0));
    canvas->setPicture(picture);
    ViewTransform view{scale, {}, angle};
    view.offset = QPointF(190, 150) - view.toView(Point2{kX, kY});
    canvas->setViewTransform(view);
    const QImage shown = canvas->grab().toImage();
    QPointF sum;
    int count = 0;
    for (int y = 0; y < shown.height(); ++y)
        for (int x = 0; x < shown.width(); ++x)
            if (qRed(shown.pixel(x, y)) > 200 && qGreen(shown.pixel(x, y)) < 60) {
                sum += QPointF(x + 0.5, y + 0.5);
                ++count;
            }
    QVERIFY(count > 0.7 * 81 * scale * scale);
    QVERIFY(QLineF(sum / count, QPointF(190, 150)).length() < 0.75);
}

void CanvasRotationTest::drag_followsTheHand()
{
    auto canvas = meanCanvas();
    canvas->setRotation(-25);
    Said said(*canvas);
    const QPointF from = viewOf(*canvas, at(meanFace(), 54));
    const QPointF way(17.25, -9.5);
    drag(*canvas, from, from + way);
    QCOMPARE(said.edits.size(), std::size_t{1});
    const Point2 expected = canvas->viewTransform().toImage(from + way);
    QVERIFY(isNear(at(said.edits[0].result, 54), expected));
    QCOMPARE(said.edits[0].changed, std::vector<int>{54});
}

void CanvasRotationTest::arrows_moveAlongTheScreen()
{
    auto canvas = meanCanvas();
    canvas->setRotation(90);
    canvas->setSelection({54});
    Said said(*canvas);
    QTest::keyClick(canvas.get(), Qt::Key_Right);
    QCOMPARE(said.edits.size(), std::size_t{1});
    QVERIFY(isNear(at(said.edits[0].result, 54), at(meanFace(), 54) + Point2{0, -1}));
}

/// The same places of the picture, through a turned view: the same result.
void CanvasRotationTest::everyTool_worksInATurnedView()
{
    for (const CanvasTool tool : {CanvasTool::Contour, CanvasTool::Transform, CanvasTool::Snap, CanvasTool::Freehand}) {
        std::vector<LandmarkSet> results;
        for (const double angle : {0.0, 40.0}) {
            auto canvas = meanCanvas();
            canvas->setViewTransform(ViewTransform{1, {}, angle}.turnedAt({}, angle));
            canvas->setSelection(tool == CanvasTool::Freehand ? std::vector<int>{51} : std::vector<int>{});
            canvas->setTool(tool);
            Said said(*canvas);
            const Point2 from = tool == CanvasTool::Contour ? at(meanFace(), 35) : at(meanFace(), 54);
            const Point2 to = from + (tool == CanvasTool::Freehand ? Point2{30, 60} : Point2{6, -9});
            press(*canvas, viewOf(*canvas, from));
            for (int i = 1; i <= 8; ++i)
                moveTo(*canvas, viewOf(*canvas, from + (to - from) * (i / 8.0)));
            release(*canvas, viewOf(*canvas, to));
            QCOMPARE(said.edits.size(), std::size_t{1});
            results.push_back(said.edits[0].result);
        }
        QVERIFY2(farthest(results[0].points, results[1].points) < kExact,
                 qPrintable(QStringLiteral("tool %1: %2")
                                .arg(static_cast<int>(tool))
                                .arg(farthest(results[0].points, results[1].points))));
    }
}

void CanvasRotationTest::partialPaint_equalsAFullOne()
{
    auto canvas = meanCanvas();
    CanvasFace face = canvas->faces().front();
    face.overlay.box = Rect{80, 30, 240, 240};
    canvas->setFaces({face});
    canvas->setRotation(15);
    (void)canvas->grab();
    drag(*canvas, viewOf(*canvas, at(meanFace(), 54)), viewOf(*canvas, at(meanFace(), 54)) + QPointF(30, 12));
    QTest::qWait(120); // the good picture comes
    QImage partial(canvas->size(), QImage::Format_RGB32);
    canvas->render(&partial, {}, canvas->rect());
    canvas->update();
    QCoreApplication::processEvents();
    const QImage whole = canvas->grab().toImage().convertToFormat(QImage::Format_RGB32);
    QVERIFY(alike(partial, whole));
}

void CanvasRotationTest::zoomAndPan_keepTheAngle()
{
    auto canvas = meanCanvas();
    canvas->setRotation(-35);
    const QPointF anchor(120, 90);
    const Point2 under = canvas->viewTransform().toImage(anchor);
    turnWheel(*canvas, anchor, 240);
    QVERIFY(isNear(canvas->viewTransform().toImage(anchor), under, 1e-6));
    drag(*canvas, anchor, anchor + QPointF(31, -12), 4, {}, Qt::MiddleButton);
    QVERIFY(isNear(canvas->viewTransform().toImage(anchor + QPointF(31, -12)), under, 1e-6));
    canvas->zoomTo(100);
    QCOMPARE(canvas->rotation(), -35.0);
    QCOMPARE(canvas->viewTransform().scale, 1.0);
}

void CanvasRotationTest::fit_showsTheWholeFaceAndPicture()
{
    auto canvas = meanCanvas();
    canvas->setRotation(45);
    canvas->fitImage();
    QCOMPARE(canvas->rotation(), 45.0);
    for (const Point2 corner : {Point2{-0.5, -0.5}, Point2{kWidth - 0.5, -0.5}, Point2{kWidth - 0.5, kHeight - 0.5}})
        QVERIFY(QRectF(canvas->rect()).adjusted(-1, -1, 1, 1).contains(viewOf(*canvas, corner)));
    canvas->fitFace();
    for (const Point2 p : meanFace().points)
        QVERIFY(QRectF(canvas->rect()).contains(viewOf(*canvas, p)));
    canvas->setRotation(20); // a fitted face stays so
    for (const Point2 p : meanFace().points)
        QVERIFY(QRectF(canvas->rect()).contains(viewOf(*canvas, p)));
}

void CanvasRotationTest::anotherPicture_startsUpright()
{
    auto canvas = meanCanvas();
    canvas->setRotation(20);
    QSignalSpy told(canvas.get(), &LandmarkCanvas::rotationChanged);
    canvas->beginLoading();
    canvas->setFaces({faceWith({makeLayer(LayerKind::Mine, meanFace())})});
    canvas->setPicture(greyPicture());
    QCOMPARE(canvas->rotation(), 0.0);
    QCOMPARE(told.count(), 1);
}

void CanvasRotationTest::eyes_areLevelled()
{
    LandmarkSet tilted = meanFace();
    const double tilt = 22 * M_PI / 180;
    for (Point2 &p : tilted.points) {
        const Point2 d = p - Point2{200, 150};
        p = Point2{200, 150} +
            Point2{d.x * std::cos(tilt) - d.y * std::sin(tilt), d.x * std::sin(tilt) + d.y * std::cos(tilt)};
    }
    auto canvas = wflwCanvas({faceWith({makeLayer(LayerKind::Mine, tilted)})});
    QVERIFY(canvas->levelEyes());
    QVERIFY(std::abs(canvas->rotation() + 22) < 0.5); // the mean face leans by less
    QVERIFY(std::abs(viewOf(*canvas, at(tilted, 96)).y() - viewOf(*canvas, at(tilted, 97)).y()) < 1e-6);
    QVERIFY(*canvas->shownLandmarks() == tilted);
    auto bare = wflwCanvas({faceWith({})});
    QVERIFY(!bare->levelEyes());
}

void CanvasRotationTest::hitTest_findsPointsWhereTheyAreDrawn()
{
    auto canvas = meanCanvas();
    canvas->setRotation(-65);
    for (const int landmark : {0, 33, 54, 96}) {
        click(*canvas, viewOf(*canvas, at(meanFace(), landmark)));
        QCOMPARE(canvas->selection(), std::vector<int>{landmark});
    }
}

void CanvasRotationTest::loupe_turnsToo()
{
    auto canvas = makeCanvas({});
    QImage picture = greyPicture();
    for (int x = 0; x < kWidth; ++x)
        for (int y = 0; y < 150; ++y)
            picture.setPixelColor(x, y, QColor(0, 0, 255)); // the upper half
    canvas->setPicture(picture);
    canvas->setLoupeVisible(true);
    canvas->setViewTransform(ViewTransform{1, {}, 0}.turnedAt({200, 150}, 180));
    moveTo(*canvas, {200, 150});
    const QImage turned = canvas->grab().toImage();
    canvas->setViewTransform({1, {}, 0});
    moveTo(*canvas, {200, 150});
    const QImage upright = canvas->grab().toImage();
    const QRectF lens = loupeRect(canvas->size(), {200, 150});
    const auto colourBelow = [&](const QImage &shown) {
        return shown.pixelColor((lens.center() + QPointF(20, 40)).toPoint());
    };
    QVERIFY(colourBelow(turned).blue() > 200 && colourBelow(turned).red() < 60);
    QVERIFY(colourBelow(upright).red() > 100);
}

QTEST_MAIN(CanvasRotationTest)
#include "canvas_rotation_test.moc"
