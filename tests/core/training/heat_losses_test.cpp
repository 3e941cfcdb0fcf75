#include "core/nets/heat_maps.h"
#include "core/training/augment.h"
#include "core/training/heat_losses.h"
#include "core/training/losses.h"
#include "tests/support/test_support.h"

#include <torch/torch.h>

#include <QObject>
#include <QTest>

#include <cmath>

using namespace fiducial;
using namespace fiducial::training;

namespace {
void compare(const torch::Tensor &actual, const std::vector<double> &expected, double tolerance = 2e-6)
{
    const auto flat = actual.to(torch::kDouble).flatten();
    QCOMPARE(flat.numel(), static_cast<std::int64_t>(expected.size()));
    for (std::size_t i = 0; i < expected.size(); ++i) {
        const double value = flat[static_cast<std::int64_t>(i)].item<double>();
        QVERIFY2(std::abs(value - expected[i]) <= tolerance * std::max(1.0, std::abs(expected[i])),
                 qPrintable(QStringLiteral("%1 instead of %2").arg(value, 0, 'g', 12).arg(expected[i], 0, 'g', 12)));
    }
}

torch::Tensor numbers(const std::vector<double> &values, std::vector<std::int64_t> shape)
{
    return torch::tensor(values, torch::kDouble).view(shape);
}

/// 1 x 1 x 5 x 5: a bell that leans, its centre between the cells.
torch::Tensor leaningMap()
{
    const auto x = torch::arange(5, torch::kDouble).view({1, 5}) - 2.2;
    const auto y = torch::arange(5, torch::kDouble).view({5, 1}) - 1.7;
    return torch::exp(-0.5 * (0.9 * x * x - x * y + 1.6 * y * y)).view({1, 1, 5, 5});
}

Contour contour(std::vector<int> points, bool closed)
{
    Contour out;
    out.points = std::move(points);
    out.closed = closed;
    return out;
}
} // namespace

class HeatLossesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { torch::set_num_threads(1); }
    void starHasItsPublishedValues_data();
    void starHasItsPublishedValues();
    void starHasGradientsOnRoundMaps();
    void directionHasItsPublishedValues();
    void straightLinesHaveNoNormal();
    void softArgmaxHasItsPublishedValues();
    void decodersReadWhatWasDrawn_data();
    void decodersReadWhatWasDrawn();
    void adaptiveWingWeighsTheForeground();
    void edgesAreDrawnAlongTheirLine();
    void absentLandmarksTakeTheirEdgeAway();
    void viewsMeetInTheFrameOfTheFace();
    void consistencyCountsDisagreement();
};

void HeatLossesTest::starHasItsPublishedValues_data()
{
    QTest::addColumn<int>("version");
    QTest::addColumn<QString>("distance");
    QTest::addColumn<double>("expected");
    QTest::newRow("v2 smooth l1") << 2 << "smooth_l1" << 1.2187858;
    QTest::newRow("v2 l1") << 2 << "l1" << 1.2403696;
    QTest::newRow("v2 l2") << 2 << "l2" << 0.6313055;
    QTest::newRow("v1 smooth l1") << 1 << "smooth_l1" << 1.0551186;
    QTest::newRow("v1 l1") << 1 << "l1" << 0.8711785;
    QTest::newRow("v1 l2") << 1 << "l2" << 0.6577426;
}

void HeatLossesTest::starHasItsPublishedValues()
{
    QFETCH(int, version);
    QFETCH(QString, distance);
    QFETCH(double, expected);
    const StarLoss options{.version = version, .distance = distance.toStdString()};
    const auto target = numbers({.30, -.25}, {1, 1, 2});
    compare(starLoss(leaningMap(), target, options), {expected}, 1e-6);
    compare(starLoss(leaningMap() * 10, target, options), {expected}, 1e-6);
}

void HeatLossesTest::starHasGradientsOnRoundMaps()
{
    for (const int version : {1, 2}) {
        auto maps = pointMaps(torch::zeros({1, 1, 2}), {9, 9, "corners", 1.5}).requires_grad_();
        starLoss(maps, torch::zeros({1, 1, 2}), {.version = version}).sum().backward();
        QVERIFY(maps.grad().isfinite().all().item<bool>());
    }
}

void HeatLossesTest::directionHasItsPublishedValues()
{
    const std::vector<Contour> edges = {contour({0, 1, 2}, false), contour({3, 4, 5, 6}, true)};
    const auto target = numbers({-.5, 0, 0, .2, .5, 0, -.2, -.2, .2, -.2, .2, .2, -.2, .2, .9, .9}, {1, 8, 2});
    const auto points = target + numbers({.03, .02}, {1, 1, 2});
    compare(contourNormals(target, edges),
            {-.371391, .928477, 0, -1, -.371391, -.928477, .707107, .707107, -.707107, .707107, -.707107, -.707107,
             .707107, -.707107, 0, 0},
            1e-6);
    // Gaussians at the prediction, wider along x.
    const auto cells = (points + 1) * 4;
    const auto grid = torch::arange(9, torch::kDouble);
    const auto x = torch::exp((grid - cells.select(-1, 0).unsqueeze(-1)).square() / (-2 * 1.5 * 1.5));
    const auto y = torch::exp((grid - cells.select(-1, 1).unsqueeze(-1)).square() / (-2 * 0.7 * 0.7));
    const auto attention = y.unsqueeze(-1) * x.unsqueeze(-2);
    compare(directionLoss(points, target, attention, points, edges, "corners").mean(), {.02980142}, 1e-6);
}

void HeatLossesTest::straightLinesHaveNoNormal()
{
    const auto line = torch::tensor({0.1F, 0.1F, 0.2F, 0.3F, 0.3F, 0.5F}).view({1, 3, 2});
    const auto normals = contourNormals(line, std::vector<Contour>{contour({0, 1, 2}, false)});
    QVERIFY(normals[0][1].norm().item<double>() < 0.5);
    compare(normals[0][0].norm(), {1});
}

void HeatLossesTest::softArgmaxHasItsPublishedValues()
{
    const auto x = torch::arange(64, torch::kDouble);
    const auto maps = (torch::exp((x - 41.75).square() / -8).unsqueeze(1) * torch::exp((x - 20.3).square() / -8))
                          .view({1, 1, 64, 64});
    compare(nets::softArgmax(maps, "corners"), {-.3555556, .3253968}, 1e-6);
    compare((nets::localSoftArgmax(maps, "corners") + 1) * 31.5, {20.29194, 41.75724}, 1e-6);
}

void HeatLossesTest::decodersReadWhatWasDrawn_data()
{
    QTest::addColumn<QString>("decoder");
    QTest::addColumn<double>("tolerance"); // cells
    QTest::newRow("soft-argmax") << "soft-argmax" << 0.01;
    QTest::newRow("local-soft-argmax") << "local-soft-argmax" << 0.05;
    QTest::newRow("argmax") << "argmax" << 0.5;
    QTest::newRow("quarter-offset") << "quarter-offset" << 0.26;
    QTest::newRow("dark") << "dark" << 0.01;
    QTest::newRow("keypos-linear") << "keypos-linear" << 1e-3;
    QTest::newRow("keypos") << "keypos" << 1e-3;
    QTest::newRow("pseudo-range") << "pseudo-range" << 0.01;
}

void HeatLossesTest::decodersReadWhatWasDrawn()
{
    QFETCH(QString, decoder);
    QFETCH(double, tolerance);
    const auto points = torch::tensor({0.42F, 0.53F, 0.61F, 0.38F}).view({1, 2, 2});
    for (const char *grid : {"corners", "centres", "origin"}) {
        nets::NetworkOptions options;
        options.decoder = decoder.toStdString();
        options.grid = grid;
        const auto maps = pointMaps(points * 2 - 1, {32, 32, grid, 2});
        const auto decoded = nets::decodeMaps(options, maps);
        QVERIFY((decoded.points - points).abs().max().item<double>() * 32 < tolerance);
        const auto read = nets::readMaps(options, {{maps, {}, {}, {}}}, false).stages.back();
        QVERIFY((read - decoded.points).abs().max().item<double>() < 1e-4);
        const double step = nets::cellPlaces(32, grid).step;
        compare(decoded.covariance.select(-1, 0)[0] / (step * step), {4, 4}, 0.1); // of sigma 2; low cells are cut
    }
}

void HeatLossesTest::adaptiveWingWeighsTheForeground()
{
    auto target = torch::zeros({1, 1, 8, 8}, torch::kDouble);
    target[0][0][2][2] = 1;
    // Nine cells around the peak count eleven times, the others once.
    const auto maps = target + 0.1 * (target < 0.5).to(torch::kDouble);
    compare(mapLoss("awing", maps, target, torch::ones({1, 1}, torch::kDouble)), {.1107665 * (8 * 11 + 55) / 64});
    compare(mapLoss("mse", maps, target, torch::ones({1, 1}, torch::kDouble)), {0.01 * 63 / 64});
    compare(mapLoss("mse", maps, target, torch::zeros({1, 1}, torch::kDouble)), {0});
}

void HeatLossesTest::edgesAreDrawnAlongTheirLine()
{
    const auto points = torch::tensor({-0.5F, 0.0F, 0.5F, 0.0F, 0.5F, 0.5F}).view({1, 3, 2});
    const std::vector<Contour> edges = {contour({0, 1, 2}, false), contour({0, 1, 2}, true)};
    const auto maps = edgeMaps(points, edges, {5, 5, "corners", 1})[0];
    const auto at = [&](int edge, int row, int column) { return maps[edge][row][column].item<double>(); };
    QCOMPARE(at(0, 2, 1), 1.0);
    QCOMPARE(at(0, 2, 2), 1.0); // between two landmarks
    QVERIFY(std::abs(at(0, 1, 2) - std::exp(-0.5)) < 1e-6);
    QVERIFY(std::abs(at(0, 2, 0) - std::exp(-0.5)) < 1e-6); // beyond its end
    QVERIFY(at(1, 3, 1) > at(0, 3, 1));                     // closed, it comes back past this cell
}

void HeatLossesTest::absentLandmarksTakeTheirEdgeAway()
{
    const std::vector<Contour> edges = {contour({0, 1}, false), contour({1, 2}, false)};
    compare(edgeWeights(torch::tensor({1.0F, 1.0F, 0.0F}).view({1, 3}), edges), {1, 0});
}

void HeatLossesTest::viewsMeetInTheFrameOfTheFace()
{
    const InputGeometry geometry{96, 64, 64};
    TrainOptions options;
    options.cover = options.jpeg = 0;
    const std::vector<std::int64_t> faces = {0, 1, 2, 3, 4, 5};
    const auto crops = torch::zeros({6, 96, 96, 3}, torch::kByte);
    const auto points = torch::rand({6, 5, 2}) * 40 + 28;
    const Augmenter augmenter(geometry, "half", {1, 0, 2, 4, 3});
    for (const std::uint64_t seed : {1, 2}) {
        const auto plan = drawPlan(options, geometry, seed, 0, faces);
        const auto batch = augmenter.apply(plan, crops, points, torch::ones({6, 5}));
        const auto back = batch.frame.points(batch.target.points, geometry.input);
        QVERIFY((back + 47.5 - points).abs().max().item<double>() < 1e-3);
    }
}

void HeatLossesTest::consistencyCountsDisagreement()
{
    TrainOptions options;
    options.smooth = 1;
    const auto first = torch::rand({2, 3, 2}) * 50;
    auto second = first.clone();
    auto weights = torch::ones({4, 3});
    compare(consistencyLoss(options, torch::cat({first, second}), weights), {0});
    second.select(2, 0).add_(3); // smooth L1: 2.5 on one of two axes
    compare(consistencyLoss(options, torch::cat({first, second}), weights), {1.25}, 1e-5);
    second[0].add_(1000);
    weights[0].zero_();
    compare(consistencyLoss(options, torch::cat({first, second}), weights), {1.25}, 1e-5);
}

QTEST_GUILESS_MAIN(HeatLossesTest)
#include "heat_losses_test.moc"
