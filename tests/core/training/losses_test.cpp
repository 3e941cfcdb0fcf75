#include "core/training/head_pose.h"
#include "core/training/losses.h"
#include "core/training/optimiser.h"
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

/// A network with an input of so many pixels.
nets::NetworkOptions inputOf(int side)
{
    nets::NetworkOptions options;
    options.input = side;
    return options;
}

Target targetOf(const torch::Tensor &points)
{
    return {points, torch::ones({points.size(0), points.size(1)}), {}};
}
} // namespace

class LossesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { torch::set_num_threads(1); }
    void wingHasItsPublishedValues();
    void adaptiveWingHasItsPublishedValues();
    void adaptiveWingHasFiniteGradients();
    void smoothL1IsQuadraticThenLinear();
    void pfldWeighsByPoseAndAttributes();
    void landmarkLossSpeaksOfPixels_data();
    void landmarkLossSpeaksOfPixels();
    void earlierStagesCountLess();
    void absentPointsDoNotCount();
    void faceErrorsAreNormalised();
    void headPoseIsThatOfTheProjection_data();
    void headPoseIsThatOfTheProjection();
    void rateRisesAndFalls();
    void averageForgetsWithinFivePercent();
    void clippingKeepsTheDirection();
};

void LossesTest::wingHasItsPublishedValues()
{
    compare(wing(torch::tensor({0.5, -2., 5., 10., 20.}, torch::kDouble), 10, 2),
            {2.231436, 6.931472, 10 * std::log(3.5), 17.917595, 27.917595});
    compare(wing(torch::tensor({-0.5, 2., 5., 20.}, torch::kDouble), 5, 0.5),
            {3.465736, 8.047190, 11.989476, 26.989476});
}

void LossesTest::adaptiveWingHasItsPublishedValues()
{
    const auto error = torch::tensor({0.1, 0.4, 0.5, 0.6, 1.0}, torch::kDouble);
    compare(adaptiveWing(error, torch::zeros_like(error)), {.1107665, 1.9077762, 2.9352350, 4.0473776, 8.4959449});
}

void LossesTest::adaptiveWingHasFiniteGradients()
{
    auto prediction = torch::tensor({0.0, 0.3, 1.0}).requires_grad_();
    adaptiveWing(prediction, torch::tensor({0.0, 0.3, 0.1})).sum().backward();
    QVERIFY(prediction.grad().isfinite().all().item<bool>());
}

void LossesTest::smoothL1IsQuadraticThenLinear()
{
    compare(smoothL1(torch::tensor({0.3, -1.5, 3.0}, torch::kDouble), 1.5), {0.03, 0.75, 2.25});
}

void LossesTest::pfldWeighsByPoseAndAttributes()
{
    const auto degrees = [](std::initializer_list<double> values) {
        return torch::tensor(std::vector<double>(values), torch::kDouble).view({2, 3}) * (M_PI / 180);
    };
    const auto difference = torch::tensor({{0.01, 0.02}, {0.03, -0.01}}, torch::kDouble).view({2, 1, 2});
    const auto angles = degrees({12, 4, -3, 1, 17, 4}) - degrees({10, 5, -3, 0, 20, 4});
    const auto weights = torch::tensor({2., 2.}, torch::kDouble);
    compare(pfldLoss(difference, angles, weights, 0) * 1e6, {1.9035}, 1e-4);
    // Plus a floor of one: twice the mean of the squared errors.
    compare(pfldLoss(difference, torch::zeros_like(angles), weights, 1), {0.0015});
}

void LossesTest::landmarkLossSpeaksOfPixels_data()
{
    QTest::addColumn<QString>("loss");
    QTest::addColumn<double>("expected"); // of errors of 3 and 1 pixels
    QTest::newRow("l1") << "l1" << 2.0;
    QTest::newRow("l2") << "l2" << 5.0;
    QTest::newRow("smooth_l1") << "smooth_l1" << (2.25 + 1 / 3.0) / 2;
    QTest::newRow("wing") << "wing" << 10 * (std::log(2.5) + std::log(1.5)) / 2;
    // Fractions 3/64 and 1/64 of targets at 0.5: 14 ln(1 + d^1.6)
    QTest::newRow("awing") << "awing"
                           << 7 * (std::log1p(std::pow(3 / 64.0, 1.6)) + std::log1p(std::pow(1 / 64.0, 1.6)));
}

void LossesTest::landmarkLossSpeaksOfPixels()
{
    QFETCH(QString, loss);
    QFETCH(double, expected);
    TrainOptions options;
    options.loss = loss.toStdString();
    const auto target = targetOf(torch::full({1, 1, 2}, 0.5));
    const auto points = target.points + torch::tensor({3.0F, -1.0F}) / 64;
    compare(landmarkLoss(options, {{points}, {}}, target, inputOf(64)), {expected}, 2e-5);
}

void LossesTest::earlierStagesCountLess()
{
    TrainOptions options;
    options.loss = "l1";
    const auto target = targetOf(torch::zeros({2, 3, 2}));
    const auto off = torch::full({2, 3, 2}, 0.1);
    compare(landmarkLoss(options, {{off, off, off}, {}}, target, inputOf(10)), {2}, 1e-5);
    options.earlierStages = 0.5;
    options.stageGrowth = 2; // 1/4, 1/2, 1
    compare(landmarkLoss(options, {{off, off, off}, {}}, target, inputOf(10)), {1.75}, 1e-5);
    options.earlierStages = 0;
    compare(landmarkLoss(options, {{off, off, off}, {}}, target, inputOf(10)), {1}, 1e-5);
}

void LossesTest::absentPointsDoNotCount()
{
    TrainOptions options;
    options.loss = "l1";
    auto target = targetOf(torch::zeros({1, 2, 2}));
    target.weights[0][1] = 0;
    const auto points = torch::tensor({0.1F, 0.3F, 9.0F, 9.0F}).view({1, 2, 2});
    compare(landmarkLoss(options, {{points}, {}}, target, inputOf(10)), {2}, 1e-5);
    target.weights.zero_();
    compare(landmarkLoss(options, {{points}, {}}, target, inputOf(10)), {0});
}

void LossesTest::faceErrorsAreNormalised()
{
    auto target = targetOf(torch::zeros({3, 2, 2}));
    target.weights[1][1] = 0;
    target.weights[2].zero_();
    const auto points = torch::tensor({3.0F, 4.0F, 0.0F, 1.0F}).view({1, 2, 2}).expand({3, 2, 2});
    const auto errors = faceErrors(points, target, torch::tensor({2.0F, 10.0F, 1.0F}));
    compare(errors.narrow(0, 0, 2), {1.5, 0.5});
    QVERIFY(errors[2].isnan().item<bool>());
    QVERIFY(faceErrors(points, target, torch::zeros({3})).isnan().all().item<bool>());
}

void LossesTest::headPoseIsThatOfTheProjection_data()
{
    QTest::addColumn<double>("pitch");
    QTest::addColumn<double>("yaw");
    QTest::addColumn<double>("roll");
    QTest::newRow("frontal") << 0.0 << 0.0 << 0.0;
    QTest::newRow("turned") << 10.0 << 20.0 << 5.0;
    QTest::newRow("tilted") << -15.0 << -35.0 << 30.0;
}

void LossesTest::headPoseIsThatOfTheProjection()
{
    QFETCH(double, pitch);
    QFETCH(double, yaw);
    QFETCH(double, roll);
    // Four of the tracked points of the mean head, the rest by the solver's own least squares: a distant camera.
    static const float kHead[14][3] = {
        {6.825897F, 6.760612F, 4.402142F},  {1.330353F, 7.122144F, 6.903745F},  {-1.330353F, 7.122144F, 6.903745F},
        {-6.825897F, 6.760612F, 4.402142F}, {5.311432F, 5.485328F, 3.987654F},  {1.789930F, 5.393625F, 4.413414F},
        {-1.789930F, 5.393625F, 4.413414F}, {-5.311432F, 5.485328F, 3.987654F}, {2.005628F, 1.409845F, 6.165652F},
        {-2.005628F, 1.409845F, 6.165652F}, {2.774015F, -2.080775F, 5.048531F}, {-2.774015F, -2.080775F, 5.048531F},
        {0.000000F, -3.116408F, 6.097667F}, {0.000000F, -7.415691F, 4.070434F}};
    static const int k68[14] = {17, 21, 22, 26, 36, 39, 42, 45, 31, 35, 48, 54, 57, 8};
    const double x = pitch * M_PI / 180, y = yaw * M_PI / 180, z = roll * M_PI / 180;
    const auto matrix = [](std::vector<double> v) { return torch::tensor(v, torch::kDouble).view({3, 3}); };
    const auto rx = matrix({1, 0, 0, 0, std::cos(x), -std::sin(x), 0, std::sin(x), std::cos(x)});
    const auto ry = matrix({std::cos(y), 0, std::sin(y), 0, 1, 0, -std::sin(y), 0, std::cos(y)});
    const auto rz = matrix({std::cos(z), -std::sin(z), 0, std::sin(z), std::cos(z), 0, 0, 0, 1});
    const auto rotation = rz.matmul(ry).matmul(rx);
    auto points = torch::zeros({1, 68, 2});
    for (int i = 0; i < 14; ++i) {
        const auto head = torch::tensor({-kHead[i][0], -kHead[i][1], -kHead[i][2]}).to(torch::kDouble);
        points[0][k68[i]] = (rotation.matmul(head).narrow(0, 0, 2) * 0.03 + 0.5).to(torch::kFloat);
    }
    const auto pose = HeadPose::make(68);
    QVERIFY(pose);
    compare(pose->angles(points) * (180 / M_PI), {pitch, yaw, roll}, 1e-3);
    QVERIFY(!HeadPose::make(29));
}

void LossesTest::rateRisesAndFalls()
{
    TrainOptions options;
    options.learningRate = 1;
    options.warmUp = 0.1;
    options.finalRate = 0.2;
    QVERIFY(qFuzzyCompare(learningRate(options, 0, 100), 0.1));
    QVERIFY(qFuzzyCompare(learningRate(options, 4, 100), 0.5));
    QVERIFY(qFuzzyCompare(learningRate(options, 10, 100), 1.0));
    QVERIFY(qFuzzyCompare(learningRate(options, 55, 100), 0.6));
    QVERIFY(qFuzzyCompare(learningRate(options, 100, 100), 0.2));
}

void LossesTest::averageForgetsWithinFivePercent()
{
    TrainOptions options;
    QCOMPARE(averageDecay(options, 1000000, 1000000), 0.999);
    QCOMPARE(averageDecay(options, 900, 1000), 0.98);
    QCOMPARE(averageDecay(options, 0, 1000), 0.1);
    QCOMPARE(averageDecay(options, 5, 10), 0.0);
    options.ema = 0;
    QCOMPARE(averageDecay(options, 900, 1000), 0.0);
}

void LossesTest::clippingKeepsTheDirection()
{
    std::vector<torch::Tensor> parameters = {torch::zeros({2}).requires_grad_(), torch::zeros({1}).requires_grad_(),
                                             torch::zeros({1}).requires_grad_()};
    parameters[0].mutable_grad() = torch::tensor({3.0F, 0.0F});
    parameters[1].mutable_grad() = torch::tensor({4.0F});
    clipGradients(parameters, 10);
    compare(parameters[0].grad(), {3, 0}, 1e-5);
    clipGradients(parameters, 1);
    compare(parameters[0].grad(), {0.6, 0}, 1e-5);
    compare(parameters[1].grad(), {0.8}, 1e-5);
    QVERIFY(!parameters[2].grad().defined());
}

QTEST_GUILESS_MAIN(LossesTest)
#include "losses_test.moc"
