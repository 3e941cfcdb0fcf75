#include "core/base/rng.h"
#include "core/geometry/crop_transform.h"

#include <QTest>

using namespace fiducial;

/// The vectors of algorithms.md 4.1, 4.3 and 4.5.
class CropTransformTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void starCrop();
    void starCropIsTheSquareRuleWithPixelCentres();
    void mmposeCrop();
    void mmposeCropTurned();
    void pfldLabels();
    void gottiCropIsNotSquare();
    void fanShiftsUp();
    void contentTurnsCounterClockwise();
    void roundTripIsExact();
};

namespace {
bool near(double a, double b, double tolerance = 1e-6)
{
    return std::abs(a - b) <= tolerance;
}
bool near(Point2 a, Point2 b, double tolerance = 1e-6)
{
    return near(a.x, b.x, tolerance) && near(a.y, b.y, tolerance);
}

Rect boxAround(Point2 centre, double width, double height)
{
    return {centre.x - width / 2, centre.y - height / 2, width, height};
}
} // namespace

void CropTransformTest::starCrop()
{
    const Affine m = starCropFromImage({320, 240}, 1.5, 256);
    QVERIFY(near(m.a, 0.8533333) && near(m.d, 0.8533333) && m.b == 0 && m.c == 0);
    QVERIFY(near(m.tx, -145.566667) && near(m.ty, -77.3));
    const Affine back = m.inverse();
    QVERIFY(near(back.a, 1.171875) && near(back.tx, 170.5859375) && near(back.ty, 90.5859375));
    const Point2 q = m * Point2{350, 200};
    QVERIFY(near(q, {153.1, 93.366667}));
    QVERIFY(near(Point2{(2 * q.x + 1) / 256 - 1, (2 * q.y + 1) / 256 - 1}, {0.2, -0.2666667}));
    QVERIFY(near(back * q, {350, 200}, 1e-9));
}

void CropTransformTest::starCropIsTheSquareRuleWithPixelCentres()
{
    const Affine star = starCropFromImage({320, 240}, 1.5, 256);
    const Affine rule = cropFromImage(boxAround({320, 240}, 300, 300), {}, {256, 256});
    for (const Point2 p : {Point2{0, 0}, Point2{350, 200}, Point2{1000, -50}})
        QVERIFY(near(star * p, rule * p, 1e-9));
}

void CropTransformTest::mmposeCrop()
{
    const CropRule rule{.margin = 1.25, .law = GridLaw::Edge};
    const Affine m = cropFromImage(boxAround({320, 240}, 300, 300), rule, {256, 256});
    QVERIFY(near(m.a, 0.6826667, 1e-7) && near(m.d, 0.6826667, 1e-7));
    QVERIFY(near(m.tx, -90.453333) && near(m.ty, -35.84));
    QVERIFY(near(m * Point2{350, 200}, {148.48, 100.693333}));
    const Affine heat = cropFromImage(boxAround({320, 240}, 300, 300), rule, {64, 64});
    QVERIFY(near(heat.inverse() * Point2{37.25, 24.75}, {350.761719, 197.519531}));
}

void CropTransformTest::mmposeCropTurned()
{
    const CropRule rule{.margin = 1.25, .rotation = 30, .law = GridLaw::Edge};
    const Affine m = cropFromImage(boxAround({320, 240}, 300, 300), rule, {256, 256});
    QVERIFY(near(m.a, 0.5912067, 1e-7) && near(m.b, 0.3413333, 1e-7) && near(m.c, -0.3413333, 1e-7));
    QVERIFY(near(m.tx, -143.106140, 1e-5) && near(m.ty, 95.337066, 1e-5));
}

void CropTransformTest::pfldLabels()
{
    // Origin (72,102), box size 217: label = (p - origin) / size.
    const Affine m = cropFromImage({72, 102, 217, 217}, {.law = GridLaw::Edge}, {112, 112});
    const Point2 input = m * Point2{100.4, 120.2};
    QVERIFY(near(Point2{input.x / 112, input.y / 112}, {0.1308756, 0.0838710}, 1e-7));
}

void CropTransformTest::gottiCropIsNotSquare()
{
    const CropRule rule{.extraPixels = 10, .square = false, .law = GridLaw::Edge};
    const Affine m = cropFromImage({100, 50, 180, 280}, rule, {224, 224});
    QVERIFY(near(m * Point2{90, 40}, {0, 0}, 1e-9));
    QVERIFY(near(m * Point2{290, 340}, {224, 224}, 1e-9));
}

void CropTransformTest::fanShiftsUp()
{
    // algorithms.md 4.4: the centre of (100,80,260,300) moves to (180,163.6).
    const Affine m =
        cropFromImage(Rect::fromCorners(100, 80, 260, 300), {.shiftY = -0.12, .law = GridLaw::Edge}, {256, 256});
    QVERIFY(near(m * Point2{180, 163.6}, {128, 128}, 1e-9));
}

void CropTransformTest::contentTurnsCounterClockwise()
{
    const Affine m = cropFromImage(boxAround({50, 50}, 100, 100), {.rotation = 90, .law = GridLaw::Edge}, {100, 100});
    QVERIFY(near(m * Point2{90, 50}, {50, 10}, 1e-9)); // what was right of the centre is above it: y points down
}

void CropTransformTest::roundTripIsExact()
{
    Rng rng(11);
    for (int round = 0; round < 200; ++round) {
        const Rect box{rng.uniform(-50, 4000), rng.uniform(-50, 4000), rng.uniform(5, 2000), rng.uniform(5, 2000)};
        CropRule rule{rng.uniform(0.8, 2),    rng.uniform(0, 20),
                      rng.below(2) == 0,      rng.uniform(-0.2, 0.2),
                      rng.uniform(-180, 180), rng.below(2) == 0 ? GridLaw::Edge : GridLaw::PixelCentre};
        const Affine map = cropFromImage(box, rule, {256, 192});
        const Point2 input{rng.uniform(0, 256), rng.uniform(0, 192)};
        QVERIFY(near(map * (map.inverse() * input), input, 1e-9 * 256));
    }
}

QTEST_GUILESS_MAIN(CropTransformTest)
#include "crop_transform_test.moc"
