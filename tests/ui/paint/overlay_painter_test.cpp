#include "ui/paint/colour_ramp.h"
#include "ui/paint/overlay_painter.h"
#include "ui/paint/picture_painter.h"

#include <QGuiApplication>
#include <QImage>
#include <QPainter>
#include <QTest>

#include <cmath>

using namespace fiducial;
using namespace fiducial::ui;

namespace {

const QColor kGround(128, 128, 128);

LandmarkSet onePoint(Point2 p, Visibility visibility = Visibility::Visible)
{
    LandmarkSet set;
    set.points = {p};
    set.setVisibility(0, visibility);
    return set;
}

QImage canvas(QSize size, double ratio)
{
    QImage image((QSizeF(size) * ratio).toSize(), QImage::Format_RGB32);
    image.setDevicePixelRatio(ratio);
    image.fill(kGround);
    return image;
}

QImage painted(const FaceOverlay &face, const ViewTransform &view, QSize size = {64, 64}, double ratio = 1,
               const OverlayOptions &options = {}, const LandmarkScheme *scheme = nullptr)
{
    QImage image = canvas(size, ratio);
    QPainter painter(&image);
    OverlayPainter(painter, view, scheme, options).paintFace(face);
    return image;
}

/// Device pixels that differ from the ground: their box, and their centre of gravity weighted by the difference.
struct Trace {
    QRect box;
    QPointF centre;
    int count = 0;
};

Trace traceOf(const QImage &image)
{
    Trace trace;
    double weight = 0;
    QPointF sum;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x) {
            const QColor c = image.pixelColor(x, y);
            const int difference = std::abs(c.red() - 128) + std::abs(c.green() - 128) + std::abs(c.blue() - 128);
            if (difference == 0)
                continue;
            trace.box |= QRect(x, y, 1, 1);
            ++trace.count;
            weight += difference;
            sum += QPointF(x + 0.5, y + 0.5) * difference;
        }
    trace.centre = weight > 0 ? sum / weight : QPointF();
    return trace;
}

FaceOverlay faceOf(const LandmarkSet &set, LayerKind kind = LayerKind::Mine, int run = -1)
{
    FaceOverlay face;
    face.layers = {makeLayer(kind, set, run)};
    return face;
}

} // namespace

class OverlayPainterTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void mark_liesOnThePixelCentre_data();
    void mark_liesOnThePixelCentre();
    void picturePixel_liesUnderTheMark_data();
    void picturePixel_liesUnderTheMark();
    void mark_keepsItsSizeAtAnyZoom();
    void mark_sizeIsClamped();
    void marks_differInShape();
    void visibility_changesTheShape();
    void neverPlacedPoint_isNotDrawn();
    void invisibleLayer_drawsNothing();
    void contour_skipsAbsentPoints();
    void errorArrow_isMagnified();
    void ellipse_followsTheCovariance();
    void clip_paintsTheSamePixels();
    void dirtyRect_coversEveryChange();
    void labels_doNotCoverEachOther();
    void viewTransform_roundTrips();
    void cividis_growsEvenlyBrighter();
};

void OverlayPainterTest::mark_liesOnThePixelCentre_data()
{
    QTest::addColumn<double>("zoom");
    QTest::addColumn<double>("ratio");
    for (const double zoom : {1.0, 10.0, 16.0})
        for (const double ratio : {1.0, 1.25, 1.5, 2.0})
            QTest::addRow("%g %% at ratio %g", zoom * 100, ratio) << zoom << ratio;
}

// P8
void OverlayPainterTest::mark_liesOnThePixelCentre()
{
    QFETCH(double, zoom);
    QFETCH(double, ratio);
    const ViewTransform view{zoom, {20, 24}};
    const Trace trace = traceOf(painted(faceOf(onePoint({0, 0})), view, {64, 64}, ratio));
    // The top-left pixel covers [20, 20 + zoom] x [24, 24 + zoom] of the view.
    const QPointF expected = QPointF(20 + zoom / 2, 24 + zoom / 2) * ratio;
    QVERIFY2(QLineF(trace.centre, expected).length() < 0.15,
             qPrintable(QString::number(trace.centre.x() - expected.x())));
}

void OverlayPainterTest::picturePixel_liesUnderTheMark_data()
{
    mark_liesOnThePixelCentre_data();
}

void OverlayPainterTest::picturePixel_liesUnderTheMark()
{
    QFETCH(double, zoom);
    QFETCH(double, ratio);
    QImage picture(8, 8, QImage::Format_RGB32);
    picture.fill(kGround);
    picture.setPixelColor(0, 0, Qt::red);
    const ViewTransform view{zoom, {20, 24}};
    QImage image = canvas({64, 64}, ratio);
    QPainter painter(&image);
    paintPicture(painter, picture, {8, 8}, view, QRectF(0, 0, 64, 64), PictureQuality::Pixelated);
    painter.end();
    const Trace trace = traceOf(image);
    const QPointF expected = QPointF(20 + zoom / 2, 24 + zoom / 2) * ratio;
    QVERIFY(trace.count > 0);
    // A pixel that is no whole number of device pixels is rounded to one, so by half of one at most.
    QVERIFY(QLineF(trace.centre, expected).length() <= 0.75);
    QVERIFY(std::abs(trace.box.width() - zoom * ratio) <= 1);
}

void OverlayPainterTest::mark_keepsItsSizeAtAnyZoom()
{
    const Trace reference = traceOf(painted(faceOf(onePoint({0, 0})), {1, {31.5, 31.5}}));
    for (const double zoom : {0.05, 1.0, 16.0, 64.0}) {
        const Trace trace =
            traceOf(painted(faceOf(onePoint({0, 0})), {zoom, QPointF(32, 32) - QPointF(0.5, 0.5) * zoom}));
        QCOMPARE(trace.box, reference.box);
    }
    QVERIFY(reference.box.width() >= 7 && reference.box.width() <= 9);
}

void OverlayPainterTest::mark_sizeIsClamped()
{
    OverlayOptions options;
    const auto width = [&](double size) {
        options.markSize = size;
        return traceOf(painted(faceOf(onePoint({0, 0})), {1, {31.5, 31.5}}, {64, 64}, 1, options)).box.width();
    };
    QCOMPARE(width(0), width(3));
    QCOMPARE(width(500), width(12));
    QVERIFY(width(3) < width(7) && width(7) < width(12));
}

void OverlayPainterTest::marks_differInShape()
{
    std::vector<QImage> seen;
    for (const Mark mark :
         {Mark::Circle, Mark::Cross, Mark::Plus, Mark::Diamond, Mark::Triangle, Mark::Disc, Mark::Square}) {
        FaceOverlay face = faceOf(onePoint({0, 0}));
        face.layers[0].style = {mark, Qt::white, Qt::white}; // the same colour: the shape alone tells them apart
        const QImage image = painted(face, {1, {31.5, 31.5}});
        QVERIFY(std::find(seen.begin(), seen.end(), image) == seen.end());
        seen.push_back(image);
    }
    for (int look = 0; look < kRunLooks; ++look) {
        const LayerStyle style = layerStyle(LayerKind::Run, look);
        for (int other = 0; other < look; ++other)
            QVERIFY(!(style == layerStyle(LayerKind::Run, other)));
        QCOMPARE(runLook(colourOfLook(look), markOfLook(look)), look);
        QCOMPARE(layerStyle(LayerKind::Run, look + kRunLooks), style);
    }
}

void OverlayPainterTest::visibility_changesTheShape()
{
    const ViewTransform view{1, {31.5, 31.5}};
    const QImage visible = painted(faceOf(onePoint({0, 0})), view);
    const QImage occluded = painted(faceOf(onePoint({0, 0}, Visibility::Occluded)), view);
    const QImage absent = painted(faceOf(onePoint({0, 0}, Visibility::Absent)), view);
    QVERIFY(visible != occluded && occluded != absent && visible != absent);
    // The left half is filled with the layer's colour, the right one shows what lies below.
    QCOMPARE(occluded.pixelColor(30, 32), QColor(Qt::white));
    QVERIFY(std::abs(occluded.pixelColor(33, 32).red() - kGround.red()) <= 2);
    QCOMPARE(absent.pixelColor(32, 32), kGround);
}

void OverlayPainterTest::neverPlacedPoint_isNotDrawn()
{
    QCOMPARE(traceOf(painted(faceOf(emptyLandmarks(3)), {1, {31.5, 31.5}})).count, 0);
}

void OverlayPainterTest::invisibleLayer_drawsNothing()
{
    FaceOverlay face = faceOf(onePoint({0, 0}));
    face.layers[0].visible = false;
    QCOMPARE(traceOf(painted(face, {1, {31.5, 31.5}})).count, 0);
    face.layers[0].visible = true;
    face.layers[0].opacity = 0;
    QCOMPARE(traceOf(painted(face, {1, {31.5, 31.5}})).count, 0);
}

void OverlayPainterTest::contour_skipsAbsentPoints()
{
    LandmarkScheme scheme;
    scheme.count = 3;
    scheme.pointNames = {"a", "b", "c"};
    scheme.contours = {{"line", "line", {0, 1, 2}, false, true}};
    LandmarkSet set;
    set.points = {{8, 50}, {32, 8}, {56, 50}};
    const ViewTransform view{1, {0, 0}};
    QImage image = painted(faceOf(set), view, {64, 64}, 1, {}, &scheme);
    QVERIFY(image.pixelColor(20, 30) != kGround); // half way from the first to the second
    QCOMPARE(image.pixelColor(32, 50), kGround);
    set.setVisibility(1, Visibility::Absent);
    image = painted(faceOf(set), view, {64, 64}, 1, {}, &scheme);
    QCOMPARE(image.pixelColor(20, 30), kGround);
    QVERIFY(image.pixelColor(32, 50) != kGround); // the neighbours are joined
}

void OverlayPainterTest::errorArrow_isMagnified()
{
    FaceOverlay face = faceOf(onePoint({10, 30}));
    face.reference = onePoint({14, 30});
    OverlayOptions options;
    const auto reach = [&](double magnification) {
        options.errorMagnification = magnification;
        return traceOf(painted(face, {1, {0, 0}}, {128, 64}, 1, options)).box.right();
    };
    const int once = reach(1);
    QVERIFY(std::abs(reach(10) - (once + 36)) <= 3);
    QCOMPARE(reach(20), reach(1000)); // the stated limit
    options.errors = false;
    QVERIFY(reach(10) < once + 3);
}

void OverlayPainterTest::ellipse_followsTheCovariance()
{
    FaceOverlay face = faceOf(onePoint({31.5, 31.5}));
    face.layers[0].covariance = {{100, 0, 16}}; // sigma 10 and 4
    OverlayOptions options;
    options.ellipses = true;
    const Trace trace = traceOf(painted(face, {1, {0, 0}}, {64, 64}, 1, options));
    QVERIFY(std::abs(trace.box.width() - 41) <= 2); // two sigma on both sides
    QVERIFY(std::abs(trace.box.height() - 17) <= 2);
    face.layers[0].covariance = {{58, 42, 58}}; // sigma 10 along the diagonal down to the right, 4 across
    const QImage turned = painted(face, {1, {0, 0}}, {64, 64}, 1, options);
    const QPointF tip = QPointF(32, 32) + QPointF(1, 1) * (20 / std::sqrt(2.0));
    QVERIFY(turned.pixelColor(tip.toPoint()) != kGround);
    QCOMPARE(turned.pixelColor(static_cast<int>(64 - tip.x()), static_cast<int>(tip.y())), kGround);
}

void OverlayPainterTest::clip_paintsTheSamePixels()
{
    FaceOverlay face;
    const LandmarkSet set{findScheme("wflw98")->meanShape, {}};
    face.layers = {makeLayer(LayerKind::GroundTruth, set), makeLayer(LayerKind::Mine, set)};
    for (Point2 &p : face.layers[1].set.points)
        p = p + Point2{0.02, 0.01};
    face.reference = set;
    const ViewTransform view{220, {90, 128}};
    OverlayOptions options;
    options.labels = LabelMode::Indices;
    const QImage whole = painted(face, view, {256, 256}, 1, options, findScheme("wflw98"));
    QImage parts = canvas({256, 256}, 1);
    QPainter painter(&parts);
    for (const QRect &part : {QRect(0, 0, 100, 130), QRect(100, 0, 156, 130), QRect(0, 130, 256, 126)}) {
        painter.save();
        painter.setClipRect(part);
        OverlayPainter(painter, view, findScheme("wflw98"), options).paintFace(face, {}, part);
        painter.restore();
    }
    painter.end();
    QCOMPARE(parts, whole);
}

void OverlayPainterTest::dirtyRect_coversEveryChange()
{
    const LandmarkScheme *scheme = findScheme("wflw98");
    FaceOverlay face;
    const LandmarkSet set{scheme->meanShape, {}};
    face.layers = {makeLayer(LayerKind::GroundTruth, set), makeLayer(LayerKind::Mine, set)};
    face.reference = set;
    const ViewTransform view{200, {128, 128}};
    OverlayOptions options;
    options.errorMagnification = 5;
    options.labels = LabelMode::Names;
    for (const int landmark : {0, 16, 33, 60, 76, 97}) {
        FaceOverlay moved = face;
        Point2 &p = moved.layers[1].set.points[static_cast<std::size_t>(landmark)];
        p = p + Point2{0.07, -0.05};
        const QImage before = painted(face, view, {320, 320}, 1, options, scheme);
        const QImage after = painted(moved, view, {320, 320}, 1, options, scheme);
        const QRectF dirty =
            (dirtyRect(face, landmark, view, scheme, options) | dirtyRect(moved, landmark, view, scheme, options))
                .adjusted(-1, -1, 1, 1);
        int changed = 0;
        for (int y = 0; y < before.height(); ++y)
            for (int x = 0; x < before.width(); ++x)
                if (before.pixel(x, y) != after.pixel(x, y)) {
                    ++changed;
                    QVERIFY2(dirty.contains(QPointF(x + 0.5, y + 0.5)), qPrintable(QString::number(landmark)));
                }
        QVERIFY(changed > 0);
    }
}

void OverlayPainterTest::labels_doNotCoverEachOther()
{
    const LandmarkScheme *scheme = findScheme("wflw98");
    const LandmarkSet set{scheme->meanShape, {}};
    OverlayOptions options;
    options.labels = LabelMode::Names;
    Highlight highlight;
    highlight.selected = {64, 65};
    const QFontMetricsF metrics{QFont()};
    const auto labelsAt = [&](double scale) {
        return landmarkLabels(set, highlight, {scale, {scale / 2, scale / 2}}, scheme, options, metrics);
    };
    const auto labels = labelsAt(300);
    QVERIFY(labels.size() > 20 && labels.size() < 98);
    QVERIFY(labels[0].strong && labels[1].strong); // what is selected is named in any case
    for (std::size_t i = 0; i < labels.size(); ++i)
        for (std::size_t j = i + 1; j < labels.size(); ++j)
            QVERIFY2(!labels[i].rect.intersects(labels[j].rect) || labels[j].strong, qPrintable(labels[j].text));
    QCOMPARE(labelsAt(20000).size(), std::size_t{98});
}

void OverlayPainterTest::viewTransform_roundTrips()
{
    const ViewTransform view{3.42, {-17.25, 80.5}};
    const Point2 p{12.125, -7.75};
    QVERIFY(distance(view.toImage(view.toView(p)), p) < 1e-12);
    QCOMPARE(view.pictureRect({10, 20}), QRectF(-17.25, 80.5, 34.2, 68.4));
    const QPointF anchor(200, 100);
    const ViewTransform closer = view.zoomedAt(anchor, 2.5);
    QVERIFY(distance(closer.toImage(anchor), view.toImage(anchor)) < 1e-9);
    const ViewTransform fit = ViewTransform::fitting(pictureArea({100, 50}), QRectF(0, 0, 400, 400));
    QCOMPARE(fit.pictureRect({100, 50}), QRectF(0, 100, 400, 200));
}

void OverlayPainterTest::cividis_growsEvenlyBrighter()
{
    double last = -1;
    for (int i = 0; i <= 100; ++i) {
        const QColor c = cividis(i / 100.0);
        const double bright = 0.2126 * c.red() + 0.7152 * c.green() + 0.0722 * c.blue();
        QVERIFY(bright > last);
        last = bright;
    }
    QCOMPARE(cividis(-1), cividis(0));
    QCOMPARE(cividis(2), cividis(1));
    QCOMPARE(cividis(std::nan("")), cividis(0));
}

QTEST_MAIN(OverlayPainterTest)
#include "overlay_painter_test.moc"
