#include "core/base/rng.h"
#include "core/heatmap/decode.h"
#include "core/heatmap/encode.h"
#include "core/heatmap/multilateration.h"
#include "core/heatmap/peak_decoders.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

using namespace fiducial;
using namespace fiducial::heatmap;

namespace {

constexpr float kInfinity = std::numeric_limits<float>::infinity();
constexpr float kNotANumber = std::numeric_limits<float>::quiet_NaN();

bool isAt(Cell actual, Cell expected, double tolerance)
{
    if (std::abs(actual.x - expected.x) <= tolerance && std::abs(actual.y - expected.y) <= tolerance)
        return true;
    qWarning("(%.7f, %.7f), not (%.7f, %.7f)", actual.x, actual.y, expected.x, expected.y);
    return false;
}

PointDecoder decoder(const DecoderOptions &options)
{
    return PointDecoder::create(options).value();
}

std::vector<Decoder> allDecoders()
{
    std::vector<Decoder> all;
    for (int i = 0; i < kDecoderCount; ++i)
        all.push_back(static_cast<Decoder>(i));
    return all;
}

Stack gaussian(Cell centre, int side, double sigma = 2, double amplitude = 1)
{
    auto map = encode(std::span(&centre, 1), side, side, {Encoding::Gaussian, sigma}).value();
    for (float &value : map.values())
        value = static_cast<float>(amplitude * static_cast<double>(value));
    return map;
}

Cell placeBy(const DecoderOptions &options, const Stack &map)
{
    return decoder(options).decode(map.map(0)).position;
}

DecodedPoint decodeValues(Decoder by, std::vector<float> values, int height, int width)
{
    return decoder({.decoder = by}).decode(MapView::of(values, height, width).value());
}

} // namespace

class DecodeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void publishedVectors_data();
    void publishedVectors();
    void workedExampleOfRanges_data();
    void workedExampleOfRanges();
    void rangesAreExactAtEverySize_data();
    void rangesAreExactAtEverySize();
    void pseudoRangesNeedNoHeight();
    void pseudoRangesFitTheWidth();
    void pseudoRangesResistNoiseBetterThanKeyPos();
    void pseudoRangesIgnoreTheBackground();
    void quarterOffsetNeedsBothNeighbours();
    void darkStaysNearTheLargestCell();
    void blurIsThatOfTheRule();
    void windowIsCutAtTheBorder();
    void blockOfTheLinearSolverStaysOffTheLastCells();
    void softArgMaxIgnoresNegativeValues();
    void firstOfEqualCells();
    void mapsThatSayNothing_data();
    void mapsThatSayNothing();
    void oneHotAnywhereIsFound();
    void randomMapsNeverLeaveTheMap();
    void everyMapOfAStack();
    void optionsAreChecked();
    void namesRoundTrip();
};

void DecodeTest::publishedVectors_data()
{
    QTest::addColumn<Decoder>("by");
    QTest::addColumn<int>("blur");
    QTest::addColumn<double>("temperature");
    QTest::addColumn<double>("sigma");
    QTest::addColumn<double>("x");
    QTest::addColumn<double>("y");
    QTest::newRow("argmax") << Decoder::ArgMax << 11 << 10.0 << 2.0 << 20.0 << 42.0;
    QTest::newRow("quarter") << Decoder::QuarterOffset << 11 << 10.0 << 2.0 << 20.25 << 41.75;
    QTest::newRow("DARK without blur") << Decoder::Dark << 0 << 10.0 << 2.0 << 20.3 << 41.75;
    QTest::newRow("DARK") << Decoder::Dark << 11 << 10.0 << 2.0 << 20.29984 << 41.75012;
    QTest::newRow("local 1") << Decoder::LocalSoftArgMax << 11 << 1.0 << 2.0 << 20.07258 << 41.93947;
    QTest::newRow("local 10") << Decoder::LocalSoftArgMax << 11 << 10.0 << 2.0 << 20.29194 << 41.75724;
    QTest::newRow("local 50") << Decoder::LocalSoftArgMax << 11 << 50.0 << 2.0 << 20.08420 << 41.95093;
    QTest::newRow("local 10, sigma 1") << Decoder::LocalSoftArgMax << 11 << 10.0 << 1.0 << 20.15892 << 41.88595;
    QTest::newRow("local 10, sigma 1.5") << Decoder::LocalSoftArgMax << 11 << 10.0 << 1.5 << 20.27102 << 41.77967;
    QTest::newRow("soft-argmax") << Decoder::SoftArgMax << 11 << 10.0 << 2.0 << 20.3 << 41.75;
    QTest::newRow("KeyPosS, linear") << Decoder::KeyPosLinear << 11 << 10.0 << 2.0 << 20.3 << 41.75;
    QTest::newRow("KeyPosS") << Decoder::KeyPos << 11 << 10.0 << 2.0 << 20.3 << 41.75;
    QTest::newRow("pseudo-range") << Decoder::PseudoRange << 11 << 10.0 << 2.0 << 20.3 << 41.75;
}

void DecodeTest::publishedVectors()
{
    QFETCH(Decoder, by);
    QFETCH(int, blur);
    QFETCH(double, temperature);
    QFETCH(double, sigma);
    QFETCH(double, x);
    QFETCH(double, y);
    const DecoderOptions options{.decoder = by, .blurKernel = blur, .temperature = temperature};
    QVERIFY(isAt(placeBy(options, gaussian({20.3, 41.75}, 64, sigma)), {x, y}, 6e-6));
}

void DecodeTest::workedExampleOfRanges_data()
{
    QTest::addColumn<Decoder>("by");
    QTest::addColumn<double>("amplitude");
    QTest::addColumn<double>("x");
    QTest::addColumn<double>("y");
    QTest::newRow("linear") << Decoder::KeyPosLinear << 1.0 << 3.3 << 4.6;
    QTest::newRow("linear, 0.9") << Decoder::KeyPosLinear << 0.9 << 3.3 << 4.6;
    QTest::newRow("linear, 1.1: clipped") << Decoder::KeyPosLinear << 1.1 << 3.48541 << 4.52917;
    QTest::newRow("Gauss-Newton") << Decoder::KeyPos << 1.0 << 3.3 << 4.6;
    QTest::newRow("Gauss-Newton, 0.9") << Decoder::KeyPos << 0.9 << 3.24292 << 4.61204;
    QTest::newRow("Gauss-Newton, 1.1: clipped") << Decoder::KeyPos << 1.1 << 3.32907 << 4.59558;
    QTest::newRow("pseudo-range") << Decoder::PseudoRange << 1.0 << 3.3 << 4.6;
    QTest::newRow("pseudo-range, 0.9") << Decoder::PseudoRange << 0.9 << 3.3 << 4.6;
    QTest::newRow("pseudo-range, 1.1") << Decoder::PseudoRange << 1.1 << 3.3 << 4.6;
}

void DecodeTest::workedExampleOfRanges()
{
    QFETCH(Decoder, by);
    QFETCH(double, amplitude);
    QFETCH(double, x);
    QFETCH(double, y);
    // The published Gauss-Newton figures stop where the cost no longer falls in single precision.
    const double tolerance = by == Decoder::KeyPos ? 3e-5 : 6e-6;
    QVERIFY(isAt(placeBy({.decoder = by}, gaussian({3.3, 4.6}, 8, 2, amplitude)), {x, y}, tolerance));
}

void DecodeTest::rangesAreExactAtEverySize_data()
{
    QTest::addColumn<int>("side");
    for (const int side : {64, 32, 16, 8, 4})
        QTest::addRow("%d", side) << side;
}

void DecodeTest::rangesAreExactAtEverySize()
{
    QFETCH(int, side);
    Rng rng(static_cast<std::uint64_t>(side));
    std::vector<Cell> places{{1.4, 2.2}, {0, 0}, {side - 1.1, side - 1.2}, {side - 1.0, 0.3}};
    for (int i = 0; i < 60; ++i)
        places.push_back({rng.uniform(0, side - 1), rng.uniform(0, side - 1)});
    for (const Cell p : places)
        for (const Decoder by : {Decoder::KeyPosLinear, Decoder::KeyPos, Decoder::PseudoRange})
            QVERIFY2(isAt(placeBy({.decoder = by}, gaussian(p, side)), p, 1e-4), toString(by).data());
}

void DecodeTest::pseudoRangesNeedNoHeight()
{
    for (const double amplitude : {0.01, 0.5, 3.0, 1000.0})
        QVERIFY(isAt(placeBy({.decoder = Decoder::PseudoRange}, gaussian({9.7, 30.2}, 64, 2, amplitude)), {9.7, 30.2},
                     1e-4));
}

void DecodeTest::pseudoRangesFitTheWidth()
{
    for (const double sigma : {1.0, 1.5, 3.0}) {
        const Stack map = gaussian({9.7, 30.2}, 64, sigma, 0.6);
        QVERIFY(isAt(placeBy({.decoder = Decoder::PseudoRange, .sigma = 0}, map), {9.7, 30.2}, 1e-3));
    }
}

void DecodeTest::pseudoRangesResistNoiseBetterThanKeyPos()
{
    Rng rng(5);
    double keyPos = 0, pseudo = 0;
    for (int i = 0; i < 100; ++i) {
        const Cell p{rng.uniform(8, 24), rng.uniform(8, 24)};
        Stack map = gaussian(p, 32, 2, 0.8);
        for (float &value : map.values())
            value += static_cast<float>(0.02 * rng.normal());
        const Cell a = placeBy({.decoder = Decoder::KeyPos}, map);
        const Cell b = placeBy({.decoder = Decoder::PseudoRange}, map);
        keyPos += std::hypot(a.x - p.x, a.y - p.y);
        pseudo += std::hypot(b.x - p.x, b.y - p.y);
    }
    QVERIFY2(pseudo < 0.8 * keyPos, qPrintable(QStringLiteral("%1 %2").arg(pseudo).arg(keyPos)));
    QVERIFY(pseudo / 100 < 0.05);
}

/// Near a corner a bell has few high cells of its own; noise elsewhere is higher than its tail.
void DecodeTest::pseudoRangesIgnoreTheBackground()
{
    Rng rng(6);
    for (int i = 0; i < 40; ++i) {
        const Cell p{rng.uniform(0, 1), rng.uniform(0, 1)};
        Stack map = gaussian(p, 64);
        for (float &value : map.values())
            value += static_cast<float>(0.05 * rng.normal());
        const Cell found = placeBy({.decoder = Decoder::PseudoRange}, map);
        QVERIFY(std::hypot(found.x - p.x, found.y - p.y) < 0.7);
    }
}

void DecodeTest::quarterOffsetNeedsBothNeighbours()
{
    const std::vector<float> corner{9, 5, 0, 6, 1, 0, 0, 0, 0};
    QVERIFY(isAt(decodeValues(Decoder::QuarterOffset, corner, 3, 3).position, {0, 0}, 0));
    const std::vector<float> top{1, 9, 5, 0, 6, 0, 0, 0, 0};
    QVERIFY(isAt(decodeValues(Decoder::QuarterOffset, top, 3, 3).position, {1.25, 0}, 0));
    const std::vector<float> even{0, 5, 0, 4, 9, 4, 0, 5, 0};
    QVERIFY(isAt(decodeValues(Decoder::QuarterOffset, even, 3, 3).position, {1, 1}, 0));
}

void DecodeTest::darkStaysNearTheLargestCell()
{
    // A ridge: its curvature along x is next to nothing, so that the published step would leave the map.
    std::vector<float> ridge(16 * 16);
    for (int y = 0; y < 16; ++y)
        for (int x = 0; x < 16; ++x)
            ridge[static_cast<std::size_t>(y * 16 + x)] =
                std::exp(-0.2F * static_cast<float>((y - 8) * (y - 8))) * (1 + 1e-3F * static_cast<float>(x));
    ridge[8 * 16 + 6] += 0.1F;
    const Cell p = decodeValues(Decoder::Dark, ridge, 16, 16).position;
    QVERIFY(std::abs(p.x - 6) <= 2 && std::abs(p.y - 8) <= 0.1);
    QVERIFY(isAt(placeBy({.decoder = Decoder::Dark}, gaussian({1.4, 20}, 64)), {1, 20}, 0)); // no room for differences
}

void DecodeTest::blurIsThatOfTheRule()
{
    const auto axis = blurAxis(11); // sigma 0.3 (5 - 1) + 0.8 = 2
    QCOMPARE(axis.size(), std::size_t{11});
    QVERIFY(std::abs(std::accumulate(axis.begin(), axis.end(), 0.0) - 1) < 1e-12);
    QVERIFY(std::abs(axis[7] / axis[5] - std::exp(-4.0 / 8)) < 1e-12);
    QCOMPARE(blurAxis(0), std::vector<double>{1});
}

/// The corner of 7.3: with the landmark at (6.9, 6.8) the block is (5, 5) to (6, 6), so that a wrong (7, 7) is not
/// seen.
void DecodeTest::blockOfTheLinearSolverStaysOffTheLastCells()
{
    Stack map = gaussian({6.9, 6.8}, 8);
    QVERIFY(isAt(linearRanges(map.map(0), 7, 7, 2), {6.9, 6.8}, 1e-4));
    map.values()[63] = 1.5F;
    QVERIFY(isAt(linearRanges(map.map(0), 7, 7, 2), {6.9, 6.8}, 1e-4));
}

void DecodeTest::windowIsCutAtTheBorder()
{
    const Cell p = placeBy({.decoder = Decoder::LocalSoftArgMax}, gaussian({0, 63}, 64));
    QVERIFY(p.x > 0 && p.x < 1 && p.y > 62 && p.y < 63);
}

void DecodeTest::softArgMaxIgnoresNegativeValues()
{
    const DecodedPoint point = decodeValues(Decoder::SoftArgMax, {-5, 0, 3, 0, -7, 1}, 1, 6);
    QVERIFY(isAt(point.position, {(3 * 2 + 5) / 4.0, 0}, 1e-12));
    QCOMPARE(point.peak, 3.0F);
}

void DecodeTest::firstOfEqualCells()
{
    QVERIFY(isAt(decodeValues(Decoder::ArgMax, {0, 2, 2, 0, 2, 0}, 2, 3).position, {1, 0}, 0));
}

void DecodeTest::mapsThatSayNothing_data()
{
    QTest::addColumn<std::vector<float>>("values");
    QTest::addColumn<Outcome>("outcome");
    const auto with = [](float common, float one) {
        std::vector<float> values(64, common);
        values[27] = one;
        return values;
    };
    QTest::newRow("zero") << with(0, 0) << Outcome::NoPeak;
    QTest::newRow("flat") << with(0.5F, 0.5F) << Outcome::NoPeak;
    QTest::newRow("negative") << with(-2, -1) << Outcome::NoPeak;
    QTest::newRow("NaN") << with(0, kNotANumber) << Outcome::NotFinite;
    QTest::newRow("infinity") << with(1, kInfinity) << Outcome::NotFinite;
    QTest::newRow("minus infinity") << with(1, -kInfinity) << Outcome::NotFinite;
}

void DecodeTest::mapsThatSayNothing()
{
    QFETCH(std::vector<float>, values);
    QFETCH(Outcome, outcome);
    for (const Decoder by : allDecoders()) {
        const DecodedPoint point = decodeValues(by, values, 8, 8);
        QVERIFY(point.outcome == outcome);
        QVERIFY(std::isnan(point.position.x) && std::isnan(point.position.y) && std::isnan(point.covariance.xx));
        QCOMPARE(std::isnan(point.peak), outcome == Outcome::NotFinite);
    }
}

void DecodeTest::oneHotAnywhereIsFound()
{
    for (const int side : {2, 3, 5, 8})
        for (int hot = 0; hot < side * side; ++hot)
            for (const Decoder by : allDecoders()) {
                std::vector<float> values(static_cast<std::size_t>(side * side));
                values[static_cast<std::size_t>(hot)] = 1;
                const DecodedPoint point = decodeValues(by, values, side, side);
                QVERIFY(point.outcome == Outcome::Found);
                const double off = std::hypot(point.position.x - hot % side, point.position.y - hot / side);
                // Ranges of nearly nothing pull the multilaterations aside; everybody else stays on the cell.
                const bool ranges = by == Decoder::KeyPos || by == Decoder::KeyPosLinear;
                QVERIFY2(off < (ranges                           ? 2.0 * side
                                : by == Decoder::LocalSoftArgMax ? 0.1
                                                                 : 1e-9),
                         toString(by).data());
                QVERIFY(std::abs(point.covariance.xx) < 1e-9 && std::abs(point.covariance.yy) < 1e-9);
            }
}

void DecodeTest::randomMapsNeverLeaveTheMap()
{
    Rng rng(11);
    const std::vector<std::pair<int, int>> sizes{{1, 2}, {2, 1}, {1, 7}, {3, 2}, {4, 4}, {9, 5}, {16, 31}};
    for (const auto &[height, width] : sizes)
        for (int round = 0; round < 40; ++round) {
            const double scale = std::pow(10.0, rng.uniform(-30, 30));
            std::vector<float> values(static_cast<std::size_t>(height * width));
            for (float &value : values)
                value = static_cast<float>(scale * rng.normal());
            values.back() = static_cast<float>(scale);
            for (const Decoder by : allDecoders()) {
                const Cell p = decodeValues(by, values, height, width).position;
                QVERIFY2(p.x >= -2 && p.x <= width + 1 && p.y >= -2 && p.y <= height + 1, toString(by).data());
            }
        }
}

void DecodeTest::everyMapOfAStack()
{
    const std::vector<Cell> places{{3.2, 4.1}, {std::nan(""), 1}, {10.5, 2.25}};
    const Stack maps = encode(places, 12, 16, {}).value();
    const auto points = decoder({.decoder = Decoder::PseudoRange}).decode(maps.view());
    QCOMPARE(points.size(), std::size_t{3});
    QVERIFY(isAt(points[0].position, places[0], 1e-4));
    QVERIFY(points[1].outcome == Outcome::NoPeak);
    QVERIFY(isAt(points[2].position, places[2], 1e-4));
}

void DecodeTest::optionsAreChecked()
{
    QVERIFY(PointDecoder::create({}).ok());
    QVERIFY(!PointDecoder::create({.blurKernel = 10}).ok());
    QVERIFY(!PointDecoder::create({.blurKernel = -1}).ok());
    QVERIFY(!PointDecoder::create({.window = 0}).ok());
    QVERIFY(!PointDecoder::create({.temperature = 0}).ok());
    QVERIFY(!PointDecoder::create({.sigma = 0}).ok());
    QVERIFY(PointDecoder::create({.decoder = Decoder::PseudoRange, .sigma = 0}).ok());
    QVERIFY(!PointDecoder::create({.anchors = 2}).ok());
    QVERIFY(!PointDecoder::create({.floor = 1}).ok());
}

void DecodeTest::namesRoundTrip()
{
    for (const Decoder by : allDecoders())
        QVERIFY(parseDecoder(toString(by)) == by);
    QVERIFY(!parseDecoder("Argmax"));
}

QTEST_GUILESS_MAIN(DecodeTest)
#include "decode_test.moc"
