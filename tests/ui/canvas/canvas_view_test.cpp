#include "tests/ui/canvas/canvas_fixture.h"
#include "ui/canvas/canvas_bench.h"
#include "ui/canvas/canvas_view.h"

#include <QAccessible>
#include <QSignalSpy>

#include <cmath>

using namespace fiducial;
using namespace fiducial::test;
using namespace fiducial::ui;

namespace {

FaceLayer mine()
{
    return makeLayer(LayerKind::Mine, smallSet());
}

/// The widget drawn for a screen with this device pixel ratio.
QImage shownAt(LandmarkCanvas &canvas, double ratio)
{
    QImage image((QSizeF(canvas.size()) * ratio).toSize(), QImage::Format_RGB32);
    image.setDevicePixelRatio(ratio);
    canvas.render(&image);
    return image;
}

QPointF centreOf(const QImage &image, const std::function<bool(const QColor &)> &wanted)
{
    QPointF sum;
    int count = 0;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            if (wanted(image.pixelColor(x, y))) {
                sum += QPointF(x + 0.5, y + 0.5);
                ++count;
            }
    return count > 0 ? sum / count : QPointF(-1, -1);
}

bool isRed(const QColor &c)
{
    return c.red() > 200 && c.green() < 60 && c.blue() < 60;
}

} // namespace

class CanvasViewTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void originPoint_paintsOnTopLeftPixel_data();
    void originPoint_paintsOnTopLeftPixel();
    void wheel_smallDeltasAreReversible();
    void wheel_keepsWhatIsUnderTheCursor();
    void wheel_isLimited();
    void pan_withMiddleButtonAndSpace();
    void spaceTap_isToldApartFromPan();
    void glide_endsAtTheTarget();
    void fit_showsFaceOrImage();
    void fit_followsTheWidgetUntilTheUserZooms();
    void actualSize_isPixelForPixel();
    void pixels_areSquaresWhenFarIn();
    void panned_looksTheSameAsDrawnAnew();
    void rightToLeft_leavesTheCanvasAlone();
    void rubberBand_selects();
    void clicks_addRangeAndContour();
    void tab_walksLandmarksOnlyWithFocus();
    void brackets_walkContours();
    void otherFace_isActivated();
    void hover_tellsTheNearestLandmark();
    void loupe_followsAndToggles();
    void unreadablePicture_saysSoAndKeepsSelection();
    void partialUpdate_equalsFullPaint();
    void accessible_landmarksHaveNamesAndPlaces();
    void benchmark_measures();
};

void CanvasViewTest::originPoint_paintsOnTopLeftPixel_data()
{
    QTest::addColumn<double>("percent");
    QTest::addColumn<double>("ratio");
    for (const double percent : {100.0, 1000.0})
        for (const double ratio : {1.0, 1.25, 1.5, 2.0})
            QTest::addRow("%g %% at ratio %g", percent, ratio) << percent << ratio;
}

// P8
void CanvasViewTest::originPoint_paintsOnTopLeftPixel()
{
    QFETCH(double, percent);
    QFETCH(double, ratio);
    const double scale = percent / 100;
    QImage picture = greyPicture();
    auto canvas = makeCanvas({});
    canvas->setViewTransform({scale, {40, 40}});

    picture.setPixelColor(0, 0, Qt::red);
    canvas->setPicture(picture);
    canvas->setPixelatedAbove(50);
    const QPointF expected = QPointF(40 + scale / 2, 40 + scale / 2) * ratio;
    const QPointF pixel = centreOf(shownAt(*canvas, ratio), isRed);
    QVERIFY(QLineF(pixel, expected).length() <= 0.75); // rounded to whole device pixels

    canvas->setPicture(greyPicture());
    const QImage bare = shownAt(*canvas, ratio);
    canvas->setFaces({faceWith({makeLayer(LayerKind::Mine, pointsAt({{0, 0}}))})});
    const QImage marked = shownAt(*canvas, ratio);
    QRect box;
    for (int y = 0; y < bare.height(); ++y)
        for (int x = 0; x < bare.width(); ++x)
            if (bare.pixel(x, y) != marked.pixel(x, y))
                box |= QRect(x, y, 1, 1);
    QVERIFY(QLineF(QRectF(box).center(), expected).length() <= 0.75);
    QVERIFY(box.width() >= 7 * ratio && box.width() <= 9 * ratio + 1);
}

void CanvasViewTest::wheel_smallDeltasAreReversible()
{
    auto canvas = makeCanvas({faceWith({mine()})});
    const ViewTransform before = canvas->viewTransform();
    for (const int delta : {8, 15, 120, -240, 1}) {
        turnWheel(*canvas, {123, 77}, delta);
        QVERIFY((canvas->viewTransform().scale > before.scale) == (delta > 0));
        turnWheel(*canvas, {123, 77}, -delta);
        QVERIFY(std::abs(canvas->viewTransform().scale - before.scale) < 1e-12);
        QVERIFY(QLineF(canvas->viewTransform().offset, before.offset).length() < 1e-9);
    }
    for (int i = 0; i < 15; ++i)
        turnWheel(*canvas, {123, 77}, 8);
    QVERIFY(std::abs(canvas->viewTransform().scale - wheelFactor(120)) < 1e-12); // fifteen eights are one notch
}

void CanvasViewTest::wheel_keepsWhatIsUnderTheCursor()
{
    auto canvas = makeCanvas({faceWith({mine()})});
    const QPointF at(311.5, 42.25);
    const Point2 before = canvas->viewTransform().toImage(at);
    turnWheel(*canvas, at, 360);
    turnWheel(*canvas, at, -120);
    QVERIFY(distance(canvas->viewTransform().toImage(at), before) < 1e-9);
}

void CanvasViewTest::wheel_isLimited()
{
    auto canvas = makeCanvas({});
    for (int i = 0; i < 200; ++i)
        turnWheel(*canvas, {100, 100}, 240);
    QCOMPARE(canvas->zoomPercent(), CanvasView::kMaxScale * 100);
    for (int i = 0; i < 400; ++i)
        turnWheel(*canvas, {100, 100}, -240);
    QCOMPARE(canvas->zoomPercent(), CanvasView::kMinScale * 100);
}

void CanvasViewTest::pan_withMiddleButtonAndSpace()
{
    auto canvas = makeCanvas({faceWith({mine()})});
    drag(*canvas, {100, 100}, {130, 80}, 4, {}, Qt::MiddleButton);
    QCOMPARE(canvas->viewTransform().offset, QPointF(30, -20));
    QTest::keyPress(canvas.get(), Qt::Key_Space);
    drag(*canvas, {130.5, 80.5}, {100.5, 100.5}); // on a mark: it is not moved
    QTest::keyRelease(canvas.get(), Qt::Key_Space);
    QCOMPARE(canvas->viewTransform().offset, QPointF(0, 0));
    QVERIFY(canvas->selection().empty());
}

void CanvasViewTest::spaceTap_isToldApartFromPan()
{
    auto canvas = makeCanvas({});
    QSignalSpy taps(canvas.get(), &LandmarkCanvas::spaceTapped);
    QTest::keyClick(canvas.get(), Qt::Key_Space);
    QCOMPARE(taps.count(), 1);
    QTest::keyPress(canvas.get(), Qt::Key_Space);
    drag(*canvas, {130, 80}, {100, 100});
    QTest::keyRelease(canvas.get(), Qt::Key_Space);
    QCOMPARE(taps.count(), 1);
}

void CanvasViewTest::glide_endsAtTheTarget()
{
    auto canvas = makeCanvas({faceWith({mine()})});
    canvas->setAnimated(true);
    canvas->zoomTo(300);
    QVERIFY(canvas->zoomPercent() < 300);
    QTRY_COMPARE(canvas->zoomPercent(), 300.0);
    const ViewTransform from{1, {0, 0}};
    const ViewTransform to = from.zoomedAt({70, 30}, 8);
    for (const double t : {0.0, 0.3, 0.7, 1.0}) // the anchor of a zoom stays in place all the way
        QVERIFY(distance(between(from, to, t).toImage({70, 30}), from.toImage({70, 30})) < 1e-9);
}

void CanvasViewTest::fit_showsFaceOrImage()
{
    auto canvas =
        makeCanvas({faceWith({makeLayer(LayerKind::Mine, pointsAt({{-50, 20}, {450, 280}, {200, 100}, {150, 200}}))})});
    QTest::keyClick(canvas.get(), Qt::Key_F);
    for (const Point2 p : {Point2{-50, 20}, Point2{450, 280}})
        QVERIFY(QRectF(canvas->rect()).contains(canvas->viewTransform().toView(p)));
    QTest::keyClick(canvas.get(), Qt::Key_F, Qt::ShiftModifier);
    QCOMPARE(canvas->viewTransform().pictureRect({kWidth, kHeight}), QRectF(canvas->rect()));
}

void CanvasViewTest::fit_followsTheWidgetUntilTheUserZooms()
{
    auto canvas = makeCanvas({});
    canvas->fitImage();
    canvas->resize(kWidth * 2, kHeight * 2);
    QCOMPARE(canvas->zoomPercent(), 200.0);
    turnWheel(*canvas, {10, 10}, 120);
    const double zoomed = canvas->zoomPercent();
    canvas->resize(kWidth, kHeight);
    QCOMPARE(canvas->zoomPercent(), zoomed);
}

void CanvasViewTest::actualSize_isPixelForPixel()
{
    QImage picture(100, 80, QImage::Format_RGB32);
    for (int y = 0; y < 80; ++y)
        for (int x = 0; x < 100; ++x)
            picture.setPixelColor(x, y, QColor(2 * x, 3 * y, (x * y) % 256));
    auto canvas = makeCanvas({});
    canvas->setPicture(picture);
    QTest::keyClick(canvas.get(), Qt::Key_0, Qt::ControlModifier);
    QCOMPARE(canvas->zoomPercent(), 100.0);
    const QPoint corner = canvas->viewTransform().offset.toPoint();
    QCOMPARE(QPointF(corner), canvas->viewTransform().offset);
    const QImage shown = shownAt(*canvas, 1);
    for (int y = 0; y < 80; ++y)
        for (int x = 0; x < 100; ++x)
            QCOMPARE(shown.pixelColor(corner.x() + x, corner.y() + y), picture.pixelColor(x, y));
}

void CanvasViewTest::pixels_areSquaresWhenFarIn()
{
    QImage picture = greyPicture({4, 4});
    picture.setPixelColor(1, 1, Qt::red);
    auto canvas = makeCanvas({});
    canvas->setPicture(picture);
    canvas->setViewTransform({20, {0, 0}});
    const QImage shown = shownAt(*canvas, 1);
    for (const QPoint p : {QPoint(20, 20), QPoint(39, 39), QPoint(20, 39)})
        QCOMPARE(shown.pixelColor(p), QColor(Qt::red));
    QCOMPARE(shown.pixelColor(19, 20), QColor(128, 128, 128));
    QCOMPARE(shown.pixelColor(40, 20), QColor(128, 128, 128));
}

void CanvasViewTest::panned_looksTheSameAsDrawnAnew()
{
    QImage picture(200, 150, QImage::Format_RGB32);
    for (int y = 0; y < 150; ++y)
        for (int x = 0; x < 200; ++x)
            picture.setPixelColor(x, y, QColor(x, y, (7 * x + 3 * y) % 256));
    auto canvas = makeCanvas({});
    canvas->setPicture(picture);
    canvas->setViewTransform({6, {-300, -200}});
    (void)shownAt(*canvas, 1);
    canvas->setViewTransform({6, {-260, -230}});
    const QImage panned = shownAt(*canvas, 1);
    canvas->setPicture(picture);
    QCOMPARE(panned, shownAt(*canvas, 1));
}

void CanvasViewTest::rightToLeft_leavesTheCanvasAlone()
{
    auto canvas = makeCanvas({faceWith({mine()})});
    NumberPlate plate;
    plate.headline = QStringLiteral("4.31 %");
    canvas->setNumberPlate(plate);
    canvas->setSelection({1});
    const QImage before = shownAt(*canvas, 1);
    QGuiApplication::setLayoutDirection(Qt::RightToLeft);
    canvas->setLayoutDirection(Qt::RightToLeft);
    QCOMPARE(shownAt(*canvas, 1), before);
    std::vector<CanvasEdit> edits;
    connect(canvas.get(), &LandmarkCanvas::editFinished, this, [&](const CanvasEdit &e) { edits.push_back(e); });
    QTest::keyClick(canvas.get(), Qt::Key_Right);
    QGuiApplication::setLayoutDirection(Qt::LeftToRight);
    QCOMPARE(edits.size(), std::size_t(1));
    QCOMPARE(edits[0].result.points[1].x, 151.0);
}

void CanvasViewTest::rubberBand_selects()
{
    auto canvas = makeCanvas({faceWith({mine()})});
    drag(*canvas, {80, 80}, {170, 140});
    QCOMPARE(canvas->selection(), (std::vector<int>{0, 1}));
    drag(*canvas, {140, 190}, {160, 210}, 8, Qt::ControlModifier);
    QCOMPARE(canvas->selection(), (std::vector<int>{0, 1, 3}));
    press(*canvas, {300, 250});
    moveTo(*canvas, {90, 90});
    QTest::keyClick(canvas.get(), Qt::Key_Escape);
    QCOMPARE(canvas->selection(), (std::vector<int>{0, 1, 3}));
    release(*canvas, {90, 90});
    click(*canvas, {300, 250});
    QVERIFY(canvas->selection().empty());
}

void CanvasViewTest::clicks_addRangeAndContour()
{
    auto canvas = makeCanvas({faceWith({mine()})});
    click(*canvas, {100.5, 100.5});
    click(*canvas, {150.5, 200.5}, Qt::ControlModifier);
    QCOMPARE(canvas->selection(), (std::vector<int>{0, 3}));
    click(*canvas, {150.5, 200.5}, Qt::ControlModifier);
    QCOMPARE(canvas->selection(), (std::vector<int>{0}));
    click(*canvas, {150.5, 120.5});
    click(*canvas, {150.5, 200.5}, Qt::ShiftModifier);
    QCOMPARE(canvas->selection(), (std::vector<int>{1, 2, 3}));
    QTest::mouseDClick(canvas.get(), Qt::LeftButton, {}, {100, 100});
    QCOMPARE(canvas->selection(), (std::vector<int>{0, 1, 2}));
    QTest::keyClick(canvas.get(), Qt::Key_A, Qt::ControlModifier);
    QCOMPARE(canvas->selection(), (std::vector<int>{0, 1, 2, 3}));
}

void CanvasViewTest::tab_walksLandmarksOnlyWithFocus()
{
    LandmarkSet set = smallSet();
    set.setVisibility(1, Visibility::Absent);
    auto canvas = makeCanvas({faceWith({makeLayer(LayerKind::Mine, set)})});
    for (const int expected : {0, 2, 3, 0}) {
        QTest::keyClick(canvas.get(), Qt::Key_Tab);
        QCOMPARE(canvas->selection(), std::vector<int>{expected});
    }
    QTest::keyClick(canvas.get(), Qt::Key_Backtab, Qt::ShiftModifier);
    QCOMPARE(canvas->selection(), std::vector<int>{3});
    QTest::keyClick(canvas.get(), Qt::Key_Escape);
    QVERIFY(canvas->selection().empty());
}

void CanvasViewTest::brackets_walkContours()
{
    auto canvas = makeCanvas({faceWith({mine()})});
    QTest::keyClick(canvas.get(), Qt::Key_BraceRight);
    QCOMPARE(canvas->selection(), (std::vector<int>{0, 1, 2}));
    QTest::keyClick(canvas.get(), Qt::Key_BraceRight);
    QCOMPARE(canvas->selection(), std::vector<int>{3});
    QTest::keyClick(canvas.get(), Qt::Key_BraceLeft);
    QCOMPARE(canvas->selection(), (std::vector<int>{0, 1, 2}));
}

void CanvasViewTest::otherFace_isActivated()
{
    const Uuid one = Uuid::random(), two = Uuid::random();
    LandmarkSet far = smallSet();
    for (Point2 &p : far.points)
        p.x += 150;
    auto canvas = makeCanvas({faceWith({mine()}, one), faceWith({makeLayer(LayerKind::Mine, far)}, two)});
    std::vector<Uuid> activated;
    connect(canvas.get(), &LandmarkCanvas::faceActivated, this, [&](const Uuid &id) { activated.push_back(id); });
    click(*canvas, {300.5, 200.5});
    QCOMPARE(canvas->activeFace(), two);
    QCOMPARE(canvas->selection(), std::vector<int>{3});
    click(*canvas, {120, 150}); // within the first face, on none of its points
    QCOMPARE(canvas->activeFace(), one);
    QCOMPARE(activated, (std::vector<Uuid>{two, one}));
}

void CanvasViewTest::hover_tellsTheNearestLandmark()
{
    auto canvas = makeCanvas({faceWith({mine()})});
    QSignalSpy spy(canvas.get(), &LandmarkCanvas::hovered);
    std::vector<std::pair<Point2, bool>> places;
    connect(canvas.get(), &LandmarkCanvas::cursorMoved, this, [&](Point2 p, bool inside) {
        places.push_back({p, inside});
    });
    sendMouse(*canvas, QEvent::MouseMove, {152, 119}, Qt::NoButton);
    QCOMPARE(spy.count(), 1);
    QCOMPARE(spy.takeFirst().at(0).toInt(), 1);
    sendMouse(*canvas, QEvent::MouseMove, {250, 30}, Qt::NoButton);
    QCOMPARE(spy.takeFirst().at(0).toInt(), -1);
    QVERIFY(distance(places.back().first, {249.5, 29.5}) < 1e-9 && places.back().second);
    canvas->setViewTransform({0.5, {100, 100}});
    sendMouse(*canvas, QEvent::MouseMove, {10, 10}, Qt::NoButton);
    QVERIFY(!places.back().second);
}

void CanvasViewTest::loupe_followsAndToggles()
{
    auto canvas = makeCanvas({faceWith({mine()})});
    const QImage before = shownAt(*canvas, 1);
    QSignalSpy spy(canvas.get(), &LandmarkCanvas::loupeToggled);
    QTest::keyClick(canvas.get(), Qt::Key_M);
    QVERIFY(canvas->isLoupeVisible());
    QCOMPARE(spy.count(), 1);
    canvas->setSelection({0});
    const QImage with = shownAt(*canvas, 1);
    QVERIFY(with.pixelColor(kWidth - 96, kHeight - 30) != before.pixelColor(kWidth - 96, kHeight - 30)); // its cross
    QTest::keyClick(canvas.get(), Qt::Key_M);
    canvas->setSelection({});
    QCOMPARE(shownAt(*canvas, 1), before);
}

void CanvasViewTest::unreadablePicture_saysSoAndKeepsSelection()
{
    auto canvas = makeCanvas({faceWith({mine()})});
    canvas->setSelection({1});
    const QImage before = shownAt(*canvas, 1);
    canvas->showMessage(QStringLiteral("web/12.jpg is truncated."));
    QVERIFY(!canvas->hasPicture());
    QVERIFY(shownAt(*canvas, 1) != before);
    drag(*canvas, {100.5, 100.5}, {140.5, 100.5});
    QCOMPARE(canvas->faces()[0].overlay.layers[0].set, smallSet());
    canvas->setFitOnLoad(LandmarkCanvas::FitOnLoad::Keep);
    canvas->setSelection({1});
    canvas->setPicture(greyPicture());
    sendMouse(*canvas, QEvent::MouseMove, {5, 5}, Qt::NoButton);
    QCOMPARE(shownAt(*canvas, 1), before);
}

void CanvasViewTest::partialUpdate_equalsFullPaint()
{
    CanvasFace face = faceWith({makeLayer(LayerKind::GroundTruth, smallSet()), mine()});
    face.overlay.reference = smallSet();
    auto canvas = makeCanvas({face});
    OverlayOptions options;
    options.labels = LabelMode::Names;
    canvas->setOptions(options);
    canvas->setLoupeVisible(true);
    (void)QTest::qWaitForWindowExposed(canvas.get());
    QCoreApplication::processEvents();
    press(*canvas, {150.5, 120.5});
    for (int i = 1; i <= 5; ++i) {
        moveTo(*canvas, QPointF(150.5, 120.5) + QPointF(9, 7) * i);
        QCoreApplication::processEvents(); // paints what was marked as changed
    }
    // The window's buffer holds the sum of the partial paints.
    const QImage partial =
        canvas->screen()->grabWindow(canvas->winId()).toImage().convertToFormat(QImage::Format_RGB32);
    const QImage whole = canvas->grab().toImage().convertToFormat(QImage::Format_RGB32);
    release(*canvas, {195.5, 155.5});
    if (partial.size() != whole.size())
        QSKIP("This platform cannot read the window's buffer.");
    QCOMPARE(partial, whole);
}

void CanvasViewTest::accessible_landmarksHaveNamesAndPlaces()
{
    LandmarkSet set = smallSet();
    set.setVisibility(2, Visibility::Occluded);
    auto canvas = makeCanvas({faceWith({makeLayer(LayerKind::Mine, set)})});
    QAccessibleInterface *tree = QAccessible::queryAccessibleInterface(canvas.get());
    QVERIFY(tree);
    QCOMPARE(tree->role(), QAccessible::Canvas);
    QCOMPARE(tree->childCount(), 4);
    QAccessibleInterface *child = tree->child(1);
    QCOMPARE(child->text(QAccessible::Name), QStringLiteral("1 two"));
    QCOMPARE(child->text(QAccessible::Value), QStringLiteral("150.0, 120.0"));
    QVERIFY(child->rect().contains(canvas->mapToGlobal(QPoint(150, 120))));
    QCOMPARE(child->parent(), tree);
    QCOMPARE(tree->indexOfChild(child), 1);
    QVERIFY(!child->state().selected);
    canvas->setSelection({1});
    QVERIFY(child->state().selected);
    QVERIFY(tree->child(2)->text(QAccessible::Description).contains(QStringLiteral("occluded")));
    QVERIFY(!tree->child(4));
}

void CanvasViewTest::benchmark_measures()
{
    const CanvasTiming timing = measureCanvas(5);
    QVERIFY(timing.points == 980);
    QVERIFY(timing.dragMilliseconds > 0 && timing.fullMilliseconds > 0);
    qInfo("drag %.3f ms, everything %.2f ms", timing.dragMilliseconds, timing.fullMilliseconds);
}

QTEST_MAIN(CanvasViewTest)
#include "canvas_view_test.moc"
