#include "core/analysis/calibration.h"
#include "core/base/rng.h"
#include "tests/support/numbers.h"

#include <QTest>

#include <cmath>
#include <limits>
#include <vector>

using namespace fiducial;
using namespace fiducial::analysis;
using namespace fiducial::test;

namespace {

/// Distances of faces x landmarks whose errors have `truth[l]` times the sigma that their covariance says.
std::vector<double> simulatedDistances(const std::vector<double> &truth, int faces, Rng &rng, double wild = 0)
{
    std::vector<double> out;
    for (int face = 0; face < faces; ++face)
        for (const double factor : truth) {
            const double major = rng.uniform(1, 6), minor = rng.uniform(0.5, 1), angle = rng.uniform(0, 3);
            const double c = std::cos(angle), s = std::sin(angle);
            const double along = major * rng.normal() * factor, across = minor * rng.normal() * factor;
            Point2 error{c * along - s * across, s * along + c * across};
            if (rng.uniform() < wild)
                error = error * 40;
            const double a = major * major, b = minor * minor;
            out.push_back(
                mahalanobis(error, {static_cast<float>(c * c * a + s * s * b), static_cast<float>(c * s * (a - b)),
                                    static_cast<float>(s * s * a + c * c * b)}));
        }
    return out;
}

} // namespace

class CalibrationTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void mahalanobisIsInSigmas();
    void mahalanobisSurvivesFlatCovariances();
    void factorsAreRecovered();
    void robustFactorsIgnoreFailures();
    void fewSamplesTakeTheCommonFactor();
    void noFaceIsJudgedByItself();
    void calibratedCurveIsTheDiagonal();
    void rawCurveIsNot();
    void sigmaScales();
};

void CalibrationTest::mahalanobisIsInSigmas()
{
    QVERIFY(near(mahalanobis({6, 0}, {9, 0, 4}), 2, 1e-6));
    QVERIFY(near(mahalanobis({0, 6}, {9, 0, 4}), 3, 1e-6));
    // Turned by 45 degrees: variances 9 along (1, 1), 1 across.
    QVERIFY(near(mahalanobis({3, 3}, {5, 4, 5}), std::sqrt(18.0 / 9), 1e-6));
    QVERIFY(near(mahalanobis({3, -3}, {5, 4, 5}), std::sqrt(18.0), 1e-6));
}

void CalibrationTest::mahalanobisSurvivesFlatCovariances()
{
    QVERIFY(near(mahalanobis({1, 0}, {0, 0, 0}, 0.01), 10, 1e-6));
    QVERIFY(std::isfinite(mahalanobis({1, -1}, {1, 1, 1})));
    QVERIFY(std::isnan(mahalanobis({kNan, 0}, {1, 0, 1})));
    QVERIFY(std::isnan(mahalanobis({1, 0}, {std::numeric_limits<float>::quiet_NaN(), 0, 1})));
    QVERIFY(std::isnan(mahalanobis({1, 0}, {-1, 0, 1})));
}

void CalibrationTest::factorsAreRecovered()
{
    Rng rng(7);
    const std::vector<double> truth{0.3, 1, 2.5};
    const auto distances = simulatedDistances(truth, 4000, rng);
    for (const SigmaFit fit : {SigmaFit::Robust, SigmaFit::Likelihood}) {
        const SigmaFactors factors = fitSigmaFactors(distances, 3, fit);
        for (std::size_t i = 0; i < 3; ++i)
            QVERIFY(near(factors.factor[i] / truth[i], 1, 0.05));
        QCOMPARE(factors.samples, (std::vector<int>{4000, 4000, 4000}));
    }
}

void CalibrationTest::robustFactorsIgnoreFailures()
{
    Rng rng(8);
    const auto distances = simulatedDistances({1.5}, 3000, rng, 0.05);
    QVERIFY(near(fitSigmaFactors(distances, 1, SigmaFit::Robust).factor[0], 1.5, 0.15));
    QVERIFY(fitSigmaFactors(distances, 1, SigmaFit::Likelihood).factor[0] > 5);
}

void CalibrationTest::fewSamplesTakeTheCommonFactor()
{
    Rng rng(9);
    auto distances = simulatedDistances({2, 2}, 100, rng);
    for (std::size_t face = 5; face < 100; ++face)
        distances[2 * face + 1] = kNan;
    const SigmaFactors factors = fitSigmaFactors(distances, 2);
    QCOMPARE(factors.samples, (std::vector<int>{100, 5}));
    QCOMPARE(factors.factor[1], factors.overall);
    QVERIFY(factors.factor[0] != factors.overall);
    QCOMPARE(fitSigmaFactors({}, 2).factor, (std::vector<double>{1, 1}));
    const std::vector<double> zero(40, 0.0);
    QCOMPARE(fitSigmaFactors(zero, 1).factor, std::vector<double>{1});
}

void CalibrationTest::noFaceIsJudgedByItself()
{
    // One face in a group of its own: its distance does not move its own factor.
    Rng rng(10);
    auto distances = simulatedDistances({1}, 40, rng);
    const auto before = crossFittedDistances(distances, 1, 40);
    const double ratio = before[3] / distances[3];
    distances[3] = 1000;
    QVERIFY(near(crossFittedDistances(distances, 1, 40)[3] / 1000, ratio, 1e-12));
    const std::vector<double> one{3};
    QCOMPARE(crossFittedDistances(one, 1), one);
}

void CalibrationTest::calibratedCurveIsTheDiagonal()
{
    Rng rng(11);
    const auto raw = simulatedDistances({0.4, 3}, 3000, rng);
    const CalibrationCurve curve = calibrationCurve(crossFittedDistances(raw, 2));
    QCOMPARE(curve.samples, 6000);
    for (std::size_t i = 0; i < curve.k.size(); ++i)
        QVERIFY(near(curve.observed[i], curve.expected[i], 0.03));
    QVERIFY(curve.error < 0.015);
    QVERIFY(near(curve.expected[20], 1 - std::exp(-0.5), 1e-12)); // 39.3 % inside one sigma
}

void CalibrationTest::rawCurveIsNot()
{
    Rng rng(12);
    const CalibrationCurve bold = calibrationCurve(simulatedDistances({3}, 2000, rng));
    QVERIFY(bold.observed[20] < 0.1);
    QVERIFY(bold.error > 0.25);
    const std::vector<double> some{1, kNan, kInfinity};
    QCOMPARE(calibrationCurve(some).samples, 2);
    QVERIFY(calibrationCurve({}).k.empty());
}

void CalibrationTest::sigmaScales()
{
    const Covariance2f scaled = scaledSigma({4, 1, 2}, 3);
    QCOMPARE(scaled, (Covariance2f{36, 9, 18}));
}

QTEST_GUILESS_MAIN(CalibrationTest)
#include "calibration_test.moc"
