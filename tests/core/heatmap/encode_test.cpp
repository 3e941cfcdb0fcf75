#include "core/heatmap/encode.h"
#include "core/heatmap/grid_law.h"
#include "core/heatmap/moments.h"
#include "tests/support/numbers.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <limits>

using namespace fiducial;
using namespace fiducial::heatmap;
using namespace fiducial::test;

namespace {

Stack encoded(Cell centre, int side, Encoding encoding, double sigma = 2)
{
    return encode(std::span(&centre, 1), side, side, {encoding, sigma}).value();
}

Stack starMap(double x, double y)
{
    auto stack = Stack::zeros(1, 64, 64).value();
    const Cell p{x, y};
    if (!encodeStarPoints(stack.values(), std::span(&p, 1), 64))
        qFatal("no STAR map");
    return stack;
}

} // namespace

class EncodeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sizesAreChecked();
    void mapsLieOneAfterTheOther();
    void gaussianKnowsTheDistanceToItsCentre();
    void roundedGaussianForgetsTheFraction();
    void laplacianHasHeavyTails();
    void namesRoundTrip();
    void absentLandmarksAreZero();
    void centresBesideTheMapLeaveTheirTail();
    void sigmaMustBePositive();
    void starPointMap_data();
    void starPointMap();
    void starPatchIsThePublishedOne();
    void fourLawsForOneCell();
    void starLabelsAndCells_data();
    void starLabelsAndCells();
};

void EncodeTest::sizesAreChecked()
{
    const std::vector<float> values(24);
    QVERIFY(StackView::of(values, 2, 3, 4).ok());
    QVERIFY(MapView::of(values, 4, 6).ok());
    QVERIFY(!MapView::of(values, 4, 5).ok());
    QVERIFY(!StackView::of(values, 2, 3, 5).ok());
    QVERIFY(!StackView::of(values, -2, -3, 4).ok());
    QVERIFY(!StackView::of({}, 1, 0, 4).ok());
    QVERIFY(StackView::of({}, 0, 3, 4).ok());
    QVERIFY(!Stack::zeros(1, kMaxSide + 1, 4).ok());
    QVERIFY(!Stack::zeros(kMaxMaps, kMaxSide, kMaxSide).ok());
    QCOMPARE(StackView::of(values, 2, 3, 5).error().message.text(),
             std::string("Heatmaps of 2 x 3 x 5 have 30 numbers, not 24."));
}

void EncodeTest::mapsLieOneAfterTheOther()
{
    auto stack = Stack::zeros(3, 2, 4).value();
    stack.values()[2 * 8 + 1 * 4 + 3] = 7;
    QCOMPARE(stack.map(2).at(3, 1), 7.0F);
    QCOMPARE(stack.map(1).at(3, 1), 0.0F);
    QCOMPARE(stack.map(2).width(), 4);
}

void EncodeTest::gaussianKnowsTheDistanceToItsCentre()
{
    const Cell centre{3.3, 4.6}; // algorithms.md 7.3
    const Stack map = encoded(centre, 8, Encoding::Gaussian, kDistanceSigma);
    QVERIFY(near(map.map(0).at(3, 4), .94530278, 1e-7));
    QVERIFY(near(map.map(0).at(4, 4), .89919982, 1e-7));
    QVERIFY(near(map.map(0).at(3, 5), .96923323, 1e-7));
    QVERIFY(near(map.map(0).at(4, 5), .92196317, 1e-7));
    for (int y = 0; y < 8; ++y)
        for (int x = 0; x < 8; ++x)
            QVERIFY(near(rangeOf(map.map(0).at(x, y), kDistanceSigma), std::hypot(x - centre.x, y - centre.y), 1e-5));
}

void EncodeTest::roundedGaussianForgetsTheFraction()
{
    const Stack map = encoded({20.3, 41.75}, 64, Encoding::RoundedGaussian);
    QCOMPARE(map.map(0).at(20, 42), 1.0F);
    QCOMPARE(map.map(0).at(19, 42), map.map(0).at(21, 42));
    QVERIFY(near(map.map(0).at(26, 42), std::exp(-36. / 8), 1e-7));
    QCOMPARE(map.map(0).at(27, 42), 0.0F); // beyond 3 sigma
    QVERIFY(std::ranges::equal(map.values(), encoded({20, 42}, 64, Encoding::RoundedGaussian).values()));
}

void EncodeTest::laplacianHasHeavyTails()
{
    const double sigma = 1.5;
    const Stack map = encoded({10, 12}, 32, Encoding::Laplacian, sigma);
    QCOMPARE(map.map(0).at(10, 12), 1.0F);
    const double r2 = 9 + 16;
    QVERIFY(near(map.map(0).at(13, 16), sigma * sigma * sigma / std::pow(r2 + sigma * sigma, 1.5), 1e-7));
    QVERIFY(map.map(0).at(20, 12) > 100 * encoded({10, 12}, 32, Encoding::Gaussian, sigma).map(0).at(20, 12));
}

void EncodeTest::namesRoundTrip()
{
    for (const auto encoding : {Encoding::Gaussian, Encoding::RoundedGaussian, Encoding::Laplacian})
        QVERIFY(parseEncoding(toString(encoding)) == encoding);
    QVERIFY(!parseEncoding("gauss"));
}

void EncodeTest::absentLandmarksAreZero()
{
    for (const auto encoding : {Encoding::Gaussian, Encoding::RoundedGaussian, Encoding::Laplacian}) {
        std::vector<float> out(2 * 16, std::numeric_limits<float>::quiet_NaN());
        const std::vector<Cell> centres{{1, 1}, {kNan, 2}};
        QVERIFY(encodeInto(out, centres, 4, 4, {encoding, 1}).ok());
        QCOMPARE(out[5], 1.0F);
        QVERIFY(std::ranges::all_of(std::span(out).subspan(16), [](float v) { return v == 0; }));
    }
}

void EncodeTest::centresBesideTheMapLeaveTheirTail()
{
    const Stack map = encoded({-1, 3}, 8, Encoding::Gaussian);
    QVERIFY(near(map.map(0).at(0, 3), std::exp(-1. / 8), 1e-7));
    const Stack far = encoded({1e9, -1e9}, 8, Encoding::RoundedGaussian);
    QVERIFY(std::ranges::all_of(far.values(), [](float v) { return v == 0; }));
}

void EncodeTest::sigmaMustBePositive()
{
    const Cell centre{1, 1};
    QVERIFY(!encode(std::span(&centre, 1), 4, 4, {Encoding::Gaussian, 0}).ok());
    QVERIFY(!encode(std::span(&centre, 1), 4, 4, {Encoding::Gaussian, kNan}).ok());
}

void EncodeTest::starPointMap_data()
{
    QTest::addColumn<double>("x");
    QTest::addColumn<double>("y");
    QTest::addColumn<int>("column");
    QTest::addColumn<int>("row");
    QTest::addColumn<double>("largest");
    QTest::addColumn<double>("sum");
    QTest::addColumn<double>("meanX");
    QTest::addColumn<double>("meanY");
    QTest::newRow("inside") << 100.3 << 57.8 << 25 << 14 << .545556 << .87786 << 24.6892 << 14.0658;
    QTest::newRow("half") << 100.5 << 57.5 << 25 << 14 << .810664 << .99514 << 24.9321 << 14.0658;
    QTest::newRow("near the corner") << 4.0 << 3.0 << 1 << 1 << .545556 << .86360 << .9166 << .6892;
    QTest::newRow("corner") << 0.0 << 0.0 << 0 << 0 << .810664 << .81066 << 0.0 << 0.0;
    QTest::newRow("far corner") << 255.0 << 255.0 << 63 << 63 << .367145 << .36949 << 62.9968 << 62.9968;
    QTest::newRow("right border") << 254.6 << 128.0 << 63 << 32 << .367145 << .53440 << 62.9968 << 31.6892;
    QTest::newRow("clamped") << 1e6 << -1e6 << 63 << 0 << .545556 << std::sqrt(.36949 * .81066) << 62.9968 << 0.0;
}

void EncodeTest::starPointMap()
{
    QFETCH(double, x);
    QFETCH(double, y);
    QFETCH(int, column);
    QFETCH(int, row);
    QFETCH(double, largest);
    QFETCH(double, sum);
    QFETCH(double, meanX);
    QFETCH(double, meanY);
    const Stack map = starMap(x, y);
    const auto best = std::ranges::max_element(map.values()) - map.values().begin();
    QCOMPARE(static_cast<int>(best % 64), column);
    QCOMPARE(static_cast<int>(best / 64), row);
    QVERIFY(near(static_cast<double>(*std::ranges::max_element(map.values())), largest, 1e-6));
    const Moments found = moments(map.map(0));
    QVERIFY(near(found.mass, sum, 1e-5));
    QVERIFY(near(found.mean.x, meanX, 1e-4));
    QVERIFY(near(found.mean.y, meanY, 1e-4));
}

void EncodeTest::starPatchIsThePublishedOne()
{
    const Stack map = starMap(100.3, 57.8);
    const double patch[3][2] = {{.004431, .009826}, {.246002, .545556}, {.022391, .049656}};
    double sum = 0;
    for (int y = 0; y < 3; ++y)
        for (int x = 0; x < 2; ++x) {
            QVERIFY(near(map.map(0).at(24 + x, 13 + y), patch[y][x], 1e-6));
            sum += static_cast<double>(map.map(0).at(24 + x, 13 + y));
        }
    QVERIFY(near(moments(map.map(0)).mass, sum, 1e-9));
}

void EncodeTest::fourLawsForOneCell()
{
    QVERIFY(near(inputFromCell(CellLaw::Edge, 256, 64)(20.3), 81.2, 1e-9));
    QVERIFY(near(inputFromCell(CellLaw::PixelCentre, 256, 64)(20.3), 82.7, 1e-9));
    QVERIFY(near(inputFromCell(CellLaw::AlignCorners, 256, 64)(20.3), 82.1667, 1e-4));
    QVERIFY(near(inputFromCell(CellLaw::Star, 256, 64)(20.3), 81.9889, 1e-4));
    QVERIFY(near(inputFromCell(CellLaw::Star, 256, 1)(0), 127.5, 1e-9));
    QVERIFY(near(alignCorners(20.3, 64), -.3555556, 1e-7));
    QVERIFY(near(alignCorners(41.75, 64), .3253968, 1e-7));
}

void EncodeTest::starLabelsAndCells_data()
{
    QTest::addColumn<double>("pixel");
    QTest::addColumn<double>("label");
    QTest::addColumn<double>("exactCell");
    QTest::addColumn<double>("pointCell");
    QTest::newRow("first") << 0.0 << -.99609375 << .12305 << -.375;
    QTest::newRow("quarter") << 63.5 << -.5 << 15.75 << 15.5;
    QTest::newRow("middle") << 127.5 << 0.0 << 31.5 << 31.5;
    QTest::newRow("200") << 200.0 << .56640625 << 49.34180 << 49.625;
    QTest::newRow("last") << 255.0 << .99609375 << 62.87695 << 63.375;
}

void EncodeTest::starLabelsAndCells()
{
    QFETCH(double, pixel);
    QFETCH(double, label);
    QFETCH(double, exactCell);
    QFETCH(double, pointCell);
    const AxisMap star = inputFromCell(CellLaw::Star, 256, 64);
    QVERIFY(near(star(exactCell), pixel, 1e-4));
    QVERIFY(near(alignCorners((pixel - star.offset) / star.scale, 64), label, 1e-9));
    QVERIFY(near(inputFromCell(CellLaw::PixelCentre, 256, 64)(pointCell), pixel, 1e-9));
}

QTEST_GUILESS_MAIN(EncodeTest)
#include "encode_test.moc"
