#include "core/geometry/crop_transform.h"
#include "core/heatmap/decoder_study.h"
#include "core/heatmap/grid_law.h"
#include "core/heatmap/moments.h"
#include "tests/support/numbers.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <numbers>

using namespace fiducial;
using namespace fiducial::heatmap;
using namespace fiducial::test;

namespace {

/// exp(-1/2 (a dx^2 + 2 b dx dy + c dy^2)) around a centre.
Stack bell(int side, Cell centre, double a, double b, double c)
{
    auto map = Stack::zeros(1, side, side).value();
    float *value = map.values().data();
    for (int y = 0; y < side; ++y)
        for (int x = 0; x < side; ++x) {
            const double dx = x - centre.x;
            const double dy = y - centre.y;
            *value++ = static_cast<float>(std::exp(-0.5 * (a * dx * dx + 2 * b * dx * dy + c * dy * dy)));
        }
    return map;
}

} // namespace

class MomentsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void publishedVector();
    void heightDoesNotMatter();
    void anisotropicBellIsRecovered();
    void ellipseComesBackThroughATurnedCrop();
    void backgroundNoiseIsLeftOutByTheFloor();
    void nothingWeighsNothing();
    void studyComparesDecoders();
    void studyCanBeCancelled();
};

void MomentsTest::publishedVector()
{
    // algorithms.md 6.2, in units of the align-corners grid: two of them are a side of 4 cells.
    const Moments found = moments(bell(5, {2.2, 1.7}, .9, -.5, 1.6).map(0));
    QVERIFY(near(found.mean.x / 2 - 1, .085449, 1e-6));
    QVERIFY(near(found.mean.y / 2 - 1, -.150939, 1e-6));
    QVERIFY(near(found.covariance.xx / 4, .306651, 1e-6));
    QVERIFY(near(found.covariance.xy / 4, .093121, 1e-6));
    QVERIFY(near(found.covariance.yy / 4, .195337, 1e-6));
    const Axes axes = axesOf(found.covariance);
    QVERIFY(near(axes.minor / 4, .1425080, 1e-6));
    QVERIFY(near(axes.major / 4, .3594795, 1e-6));
    QVERIFY(near(std::cos(axes.angle), .869780, 1e-6));
    QVERIFY(near(std::sin(axes.angle), .493440, 1e-6));
}

void MomentsTest::heightDoesNotMatter()
{
    Stack map = bell(16, {7.1, 8.3}, .3, .1, .2);
    const Moments before = moments(map.map(0));
    for (float &value : map.values())
        value *= 10;
    const Moments after = moments(map.map(0));
    QVERIFY(near(after.mean.x, before.mean.x, 1e-6));
    QVERIFY(near(after.covariance.xy, before.covariance.xy, 1e-6));
    QVERIFY(near(after.mass, 10 * before.mass, 1e-4));
}

void MomentsTest::anisotropicBellIsRecovered()
{
    const double major = 16, minor = 4, angle = 0.6; // variances in square cells
    const double c = std::cos(angle), s = std::sin(angle);
    const Stack map = bell(64, {30.4, 28.9}, c * c / major + s * s / minor, c * s * (1 / major - 1 / minor),
                           s * s / major + c * c / minor);
    const Axes axes = axesOf(moments(map.map(0)).covariance);
    QVERIFY(near(axes.major, major, 0.02 * major));
    QVERIFY(near(axes.minor, minor, 0.02 * minor));
    QVERIFY(near(axes.angle, angle, 1e-3));
}

/// A bell in image pixels, seen by a network through a crop that turns and scales, decoded and taken back.
void MomentsTest::ellipseComesBackThroughATurnedCrop()
{
    const Covariance2f truth{180, 60, 90};
    const Point2 place{412.3, 285.8};
    CropRule rule;
    rule.margin = 1.25;
    rule.rotation = 28;
    const Affine cropFromImageMap = cropFromImage({300, 200, 220, 260}, rule, {256, 256});
    const AxisMap law = inputFromCell(CellLaw::PixelCentre, 256, 64);
    const Affine inputFromMap{law.scale, 0, law.offset, 0, law.scale, law.offset};
    const Affine imageFromMap = (inputFromMap.inverse() * cropFromImageMap).inverse();
    const Covariance2f seen = transformed(truth, imageFromMap.inverse());
    const Point2 centre = imageFromMap.inverse() * place;
    const double determinant = static_cast<double>(seen.xx * seen.yy - seen.xy * seen.xy);
    const Stack map = bell(64, {centre.x, centre.y}, static_cast<double>(seen.yy) / determinant,
                           static_cast<double>(-seen.xy) / determinant, static_cast<double>(seen.xx) / determinant);
    const DecodedPoint point = PointDecoder::create({.decoder = Decoder::SoftArgMax}).value().decode(map.map(0));
    const Point2 back = imageFromMap * Point2{point.position.x, point.position.y};
    QVERIFY(distance(back, place) < 0.01);
    const Spread &s = point.covariance;
    const Covariance2f found =
        transformed({static_cast<float>(s.xx), static_cast<float>(s.xy), static_cast<float>(s.yy)}, imageFromMap);
    QVERIFY(near(static_cast<double>(found.xx / truth.xx), 1, 0.02));
    QVERIFY(near(static_cast<double>(found.xy / truth.xy), 1, 0.02));
    QVERIFY(near(static_cast<double>(found.yy / truth.yy), 1, 0.02));
}

void MomentsTest::backgroundNoiseIsLeftOutByTheFloor()
{
    Stack map = bell(64, {10, 50}, .25, 0, .25);
    for (float &value : map.values())
        value += 0.01F;
    QVERIFY(moments(map.map(0)).covariance.xx > 100);
    const Spread kept = moments(map.map(0), 0.02).covariance;
    QVERIFY(near(kept.xx, 4, 0.4));
    QVERIFY(near(kept.xx, kept.yy, 1e-4));
}

void MomentsTest::nothingWeighsNothing()
{
    const Moments found = moments(Stack::zeros(1, 4, 4).value().map(0));
    QCOMPARE(found.mass, 0.0);
    QCOMPARE(found.covariance.xx, 0.0);
}

void MomentsTest::studyComparesDecoders()
{
    DecoderStudy study;
    study.noise = {0, 0.05};
    study.points = 60;
    for (const auto by : {Decoder::ArgMax, Decoder::Dark, Decoder::SoftArgMax, Decoder::KeyPos})
        study.decoders.push_back({.decoder = by});
    const auto rows = studyDecoders(study, JobContext{}).value();
    QCOMPARE(rows.size(), std::size_t{5 * 2 * 4});
    const auto row = [&](int side, double noise, Decoder by) {
        return *std::ranges::find_if(
            rows, [&](const DecoderError &r) { return r.side == side && r.noise == noise && r.decoder == by; });
    };
    for (const int side : study.sides) {
        QVERIFY(row(side, 0, Decoder::KeyPos).meanCells < 1e-4);
        QVERIFY(row(side, 0, Decoder::ArgMax).meanCells > 0.3);
        QVERIFY(row(side, 0.05, Decoder::KeyPos).meanCells > row(side, 0, Decoder::KeyPos).meanCells);
        QCOMPARE(row(side, 0.05, Decoder::KeyPos).lost, 0);
    }
    QVERIFY(row(64, 0, Decoder::Dark).meanCells < row(64, 0, Decoder::ArgMax).meanCells);
    QVERIFY(row(64, 0.05, Decoder::SoftArgMax).meanCells > 5); // the background pulls to the middle
    const auto again = studyDecoders(study, JobContext{}).value();
    QVERIFY(std::ranges::equal(rows, again, {}, &DecoderError::meanCells, &DecoderError::meanCells));
}

void MomentsTest::studyCanBeCancelled()
{
    DecoderStudy study;
    study.decoders = {{}};
    JobContext context;
    context.cancelled = [] { return true; };
    QVERIFY(studyDecoders(study, context).error().code == Errc::Cancelled);
    study.decoders[0].window = 2;
    QVERIFY(studyDecoders(study, JobContext{}).error().code == Errc::InvalidArgument);
}

QTEST_GUILESS_MAIN(MomentsTest)
#include "moments_test.moc"
