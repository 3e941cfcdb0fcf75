#include "core/model/output_decoder.h"
#include "tests/core/model/model_support.h"

#include <QTest>

#include <cmath>

using namespace fiducial;
using namespace fiducial::model;
using namespace fiducial::test;

namespace {
constexpr int kPoints = 3;

FloatTensor counted(std::vector<std::int64_t> shape)
{
    FloatTensor tensor;
    tensor.shape = std::move(shape);
    for (std::int64_t i = 0; i < tensor.count(); ++i)
        tensor.data.push_back(static_cast<float>(i) / 64);
    return tensor;
}

ModelCard cardOf(OutputKind kind, GridLaw law = GridLaw::PixelCentre)
{
    ModelCard card = plainCard(64);
    card.output = kind;
    card.crop.law = law;
    return card;
}

Result<std::vector<DecodedFace>> decodeOne(const ModelCard &card, const FloatTensor &tensor, int batch)
{
    const std::vector<NamedTensor> outputs{{"out", tensor}};
    return decodeOutputs(card, kPoints, outputs, batch);
}

bool isAt(Point2 p, double x, double y)
{
    return std::abs(p.x - x) < 1e-5 && std::abs(p.y - y) < 1e-5;
}
} // namespace

class OutputDecoderTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void coordinatesAreXThenYOfEachPoint();
    void lawsDifferByHalfAPixel();
    void pixelCoordinatesStayAsTheyAre();
    void offsetSkipsTheNumbersBefore();
    void longerOutputWithoutOffsetIsRefused();
    void lastStageCountsAndFurtherChannelsAreIgnored();
    void stageWithoutBatchAxisIsOneFace();
    void stagesOfAnotherShapeAreRefused();
    void namedOutputIsTaken();
    void heatmapPeakMovesAQuarterToItsLargerNeighbour();
    void heatmapLawsAgreeWithTheCrop();
    void heatmapsGiveTheirCovarianceInPixels();
    void decoderOfTheCardReadsTheMaps();
    void spreadOfANetworkOfOursIsInPixels();
    void spreadOfAnotherShapeIsRefused();
    void inconsistentTensorsAreRefused();
    void numbersThatAreNoneStay();
};

void OutputDecoderTest::coordinatesAreXThenYOfEachPoint()
{
    const auto faces = decodeOne(cardOf(OutputKind::Coordinates, GridLaw::Edge), counted({2, 6}), 2);
    QVERIFY(faces.ok());
    QCOMPARE(faces.value().size(), std::size_t{2});
    QVERIFY(isAt(faces.value()[0].points[2], 4, 5));
    QVERIFY(isAt(faces.value()[1].points[0], 6, 7));
    const auto pairs = decodeOne(cardOf(OutputKind::Coordinates, GridLaw::Edge), counted({2, 3, 2}), 2);
    QVERIFY(pairs.ok() && isAt(pairs.value()[1].points[2], 10, 11));
}

void OutputDecoderTest::lawsDifferByHalfAPixel()
{
    const auto faces = decodeOne(cardOf(OutputKind::Coordinates), counted({1, 6}), 1);
    QVERIFY(faces.ok() && isAt(faces.value()[0].points[2], 3.5, 4.5));
}

void OutputDecoderTest::pixelCoordinatesStayAsTheyAre()
{
    ModelCard card = cardOf(OutputKind::Coordinates);
    card.unit = CoordinateUnit::Pixels;
    const auto faces = decodeOne(card, counted({1, 6}), 1);
    QVERIFY(faces.ok() && isAt(faces.value()[0].points[1], 2.0 / 64, 3.0 / 64));
}

void OutputDecoderTest::offsetSkipsTheNumbersBefore()
{
    ModelCard card = cardOf(OutputKind::Coordinates, GridLaw::Edge);
    card.outputOffset = 2;
    const auto faces = decodeOne(card, counted({2, 10}), 2);
    QVERIFY(faces.ok() && isAt(faces.value()[1].points[0], 12, 13));
    card.outputOffset = 5;
    QVERIFY(!decodeOne(card, counted({2, 10}), 2).ok());
}

void OutputDecoderTest::longerOutputWithoutOffsetIsRefused()
{
    const auto faces = decodeOne(cardOf(OutputKind::Coordinates), counted({1, 7}), 1);
    QVERIFY(!faces.ok());
    QVERIFY(faces.error().message.text().find("1 x 7") != std::string::npos);
    QVERIFY(faces.error().message.text().find("output.offset") != std::string::npos);
}

void OutputDecoderTest::lastStageCountsAndFurtherChannelsAreIgnored()
{
    const std::vector<NamedTensor> stages{{"0", counted({2, 3, 2})}, {"1", counted({2, 3, 4})}};
    const auto faces = decodeOutputs(cardOf(OutputKind::Stages), kPoints, stages, 2);
    QVERIFY(faces.ok());
    QVERIFY(isAt(faces.value()[0].points[1], 4 - 0.5, 5 - 0.5));
    QVERIFY(isAt(faces.value()[1].points[2], 20 - 0.5, 21 - 0.5));
}

void OutputDecoderTest::stageWithoutBatchAxisIsOneFace()
{
    const auto faces = decodeOne(cardOf(OutputKind::Stages), counted({3, 2}), 1);
    QVERIFY(faces.ok() && isAt(faces.value()[0].points[2], 3.5, 4.5));
    QVERIFY(!decodeOne(cardOf(OutputKind::Stages), counted({3, 2}), 3).ok());
}

void OutputDecoderTest::stagesOfAnotherShapeAreRefused()
{
    for (const auto &shape :
         std::vector<std::vector<std::int64_t>>{{1, 6}, {1, 3, 1}, {1, 4, 2}, {2, 3, 2}, {1, 1, 3, 2}, {6}, {}})
        QVERIFY(!decodeOne(cardOf(OutputKind::Stages), counted(shape), 1).ok());
}

void OutputDecoderTest::namedOutputIsTaken()
{
    ModelCard card = cardOf(OutputKind::Coordinates, GridLaw::Edge);
    const std::vector<NamedTensor> outputs{{"points", counted({1, 6})}, {"pose", counted({1, 3})}};
    QVERIFY(!decodeOutputs(card, kPoints, outputs, 1).ok());
    card.outputName = "points";
    QVERIFY(decodeOutputs(card, kPoints, outputs, 1).ok());
    card.outputName = "landmarks";
    const auto none = decodeOutputs(card, kPoints, outputs, 1);
    QVERIFY(!none.ok() && none.error().message.text().find("points, pose") != std::string::npos);
    QVERIFY(!decodeOutputs(card, kPoints, {}, 1).ok());
}

void OutputDecoderTest::heatmapPeakMovesAQuarterToItsLargerNeighbour()
{
    FloatTensor maps;
    maps.shape = {1, kPoints, 8, 8};
    maps.data.assign(kPoints * 64, 0.0F);
    maps.data[3 * 8 + 5] = 0.9F; // point 0: cell (5, 3), larger neighbours right and above
    maps.data[3 * 8 + 6] = 0.4F;
    maps.data[2 * 8 + 5] = 0.3F;
    maps.data[64] = 0.5F; // point 1: the corner cell, not moved
    const auto faces = decodeOne(cardOf(OutputKind::Heatmaps), maps, 1);
    QVERIFY(faces.ok());
    // 8 cells on 64 pixels: cell c covers pixels 8 c .. 8 c + 7, its centre is 8 c + 3.5.
    QVERIFY(isAt(faces.value()[0].points[0], 8 * 5.25 + 3.5, 8 * 2.75 + 3.5));
    QVERIFY(isAt(faces.value()[0].points[1], 3.5, 3.5));
    QCOMPARE(faces.value()[0].peak[0], 0.9F);
    QCOMPARE(faces.value()[0].peak[2], 0.0F);
}

void OutputDecoderTest::heatmapLawsAgreeWithTheCrop()
{
    FloatTensor maps;
    maps.shape = {1, kPoints, 16, 16};
    maps.data.assign(kPoints * 256, 0.0F);
    maps.data[4 * 16 + 4] = 1.0F;
    const auto faces = decodeOne(cardOf(OutputKind::Heatmaps, GridLaw::Edge), maps, 1);
    QVERIFY(faces.ok() && isAt(faces.value()[0].points[0], 16, 16));
}

namespace {
/// A bell at cell (20.3, 11.6) with sigmas 4 and 2 cells along the axes, on each of kPoints maps.
FloatTensor bells(int width, int height)
{
    FloatTensor maps;
    maps.shape = {1, kPoints, height, width};
    for (int p = 0; p < kPoints; ++p)
        for (int y = 0; y < height; ++y)
            for (int x = 0; x < width; ++x) {
                const double dx = (x - 20.3) / 4, dy = (y - 11.6) / 2;
                maps.data.push_back(static_cast<float>(std::exp(-(dx * dx + dy * dy) / 2)));
            }
    return maps;
}
} // namespace

void OutputDecoderTest::heatmapsGiveTheirCovarianceInPixels()
{
    // 64 x 32 cells on 64 x 64 pixels: a cell is 1 pixel wide and 2 high. Cells under a twentieth of the peak weigh
    // nothing, which cuts 0.05 (1 + ln 20) / 0.95 - 0.05 of a bell's variance: 15.8 %.
    const auto faces = decodeOne(cardOf(OutputKind::Heatmaps), bells(64, 32), 1);
    QVERIFY(faces.ok());
    const Covariance2f c = faces.value()[0].covariance.at(2);
    QVERIFY2(std::abs(static_cast<double>(c.xx) / 16 - 0.842) < 0.04, qPrintable(QString::number(c.xx)));
    QVERIFY2(std::abs(static_cast<double>(c.yy) / 16 - 0.842) < 0.04, qPrintable(QString::number(c.yy)));
    QVERIFY(std::abs(c.xy) < 0.1F);
}

void OutputDecoderTest::decoderOfTheCardReadsTheMaps()
{
    ModelCard card = cardOf(OutputKind::Heatmaps, GridLaw::Edge);
    card.decoder = heatmap::Decoder::Dark;
    const auto faces = decodeOne(card, bells(64, 32), 1);
    QVERIFY(faces.ok());
    QVERIFY(distance(faces.value()[0].points[1], {20.3, 23.2}) < 0.05);
    card.decoder = heatmap::Decoder::ArgMax;
    QVERIFY(isAt(decodeOne(card, bells(64, 32), 1).value()[0].points[1], 20, 24));
}

void OutputDecoderTest::spreadOfANetworkOfOursIsInPixels()
{
    FloatTensor covariance;
    covariance.shape = {2, kPoints, 3};
    for (int i = 0; i < 2 * kPoints; ++i)
        covariance.data.insert(covariance.data.end(), {0.01F * static_cast<float>(i + 1), -0.02F, 0.03F});
    FloatTensor peak;
    peak.shape = {2, kPoints};
    peak.data = {0.1F, 0.2F, 0.3F, 0.4F, 0.5F, 0.6F};
    const std::vector<NamedTensor> outputs{
        {kCovarianceOutput, covariance}, {kPeakOutput, peak}, {"0", counted({2, kPoints, 2})}};
    const auto faces = decodeOutputs(cardOf(OutputKind::Stages), kPoints, outputs, 2);
    QVERIFY2(faces.ok(), faces.ok() ? "" : faces.error().text().c_str());
    const Covariance2f c = faces.value()[1].covariance[2]; // the sixth; the input has 64 pixels a side
    QVERIFY(std::abs(c.xx - 0.06F * 4096) < 1e-3F && std::abs(c.xy + 0.02F * 4096) < 1e-3F &&
            std::abs(c.yy - 0.03F * 4096) < 1e-3F);
    QCOMPARE(faces.value()[1].peak, (std::vector<float>{0.4F, 0.5F, 0.6F}));
}

void OutputDecoderTest::spreadOfAnotherShapeIsRefused()
{
    const std::vector<NamedTensor> outputs{{kCovarianceOutput, counted({1, kPoints, 2})},
                                           {"0", counted({1, kPoints, 2})}};
    const auto faces = decodeOutputs(cardOf(OutputKind::Stages), kPoints, outputs, 1);
    QVERIFY(!faces.ok());
    QVERIFY(faces.error().message.text().find("covariance") != std::string::npos);
}

void OutputDecoderTest::inconsistentTensorsAreRefused()
{
    FloatTensor tensor = counted({1, 6});
    tensor.data.pop_back();
    QVERIFY(!decodeOne(cardOf(OutputKind::Coordinates), tensor, 1).ok());
    tensor = counted({1, 6});
    tensor.shape = {-1, -6};
    QVERIFY(!decodeOne(cardOf(OutputKind::Coordinates), tensor, 1).ok());
    tensor.shape = {1, kPoints, 0, 5};
    tensor.data.clear();
    QVERIFY(!decodeOne(cardOf(OutputKind::Heatmaps), tensor, 1).ok());
}

void OutputDecoderTest::numbersThatAreNoneStay()
{
    FloatTensor tensor = counted({1, 6});
    tensor.data[2] = std::nanf("");
    const auto faces = decodeOne(cardOf(OutputKind::Coordinates), tensor, 1);
    QVERIFY(faces.ok());
    QVERIFY(!isFinite(faces.value()[0].points[1]) && isFinite(faces.value()[0].points[0]));
}

QTEST_GUILESS_MAIN(OutputDecoderTest)
#include "output_decoder_test.moc"
