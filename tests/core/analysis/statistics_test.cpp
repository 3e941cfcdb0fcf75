#include "core/analysis/bootstrap.h"
#include "core/analysis/calibration.h"
#include "core/analysis/histogram.h"
#include "core/base/rng.h"
#include "core/geometry/affine.h"

#include <QTest>

#include <cmath>
#include <limits>
#include <numeric>

using namespace fiducial;
using namespace fiducial::analysis;

namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinity = std::numeric_limits<double>::infinity();

bool near(double actual, double expected, double tolerance)
{
    if (std::abs(actual - expected) <= tolerance)
        return true;
    qWarning("%.9g, not %.9g", actual, expected);
    return false;
}

std::vector<double> nmes(int count, std::uint64_t seed, double mean = 0.05)
{
    Rng rng(seed);
    std::vector<double> out;
    for (int i = 0; i < count; ++i)
        out.push_back(mean * std::exp(0.4 * rng.normal()));
    return out;
}

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

class StatisticsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void bandHoldsTheCurve();
    void bandIsAsWideAsTheoryHasIt();
    void bandIsSeeded();
    void missingFacesAreDrawnToo();
    void bootstrapRefusesNonsense();
    void pairedTestSeesASmallCommonShift();
    void pairedTestSeesNoDifference();
    void pairedTestCountsMissingFaces();
    void histogramBinsAreHalfOpen();
    void brushesSelectRows();
    void sortingKeepsMissingLast();
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

void StatisticsTest::bandHoldsTheCurve()
{
    auto values = nmes(300, 1);
    values[7] = kNan;
    const CedBand band = bootstrapCed(values, 0.15, 0.1, {}, JobContext{}).value();
    const auto curve = metrics::ced(values, 0.15);
    QCOMPARE(band.curve.share, curve.share);
    QCOMPARE(band.low.size(), curve.x.size());
    for (std::size_t i = 0; i < curve.x.size(); ++i)
        QVERIFY(band.low[i] <= curve.share[i] && curve.share[i] <= band.high[i]);
    QVERIFY(near(band.failureRate.estimate, *metrics::failureRate(values, 0.1, metrics::Convention::Exact), 1e-12));
    QVERIFY(near(band.auc.estimate, *metrics::areaUnderCed(values, 0.1, metrics::Convention::Exact), 1e-12));
    QVERIFY(band.nme.low < band.nme.estimate && band.nme.estimate < band.nme.high);
}

void StatisticsTest::bandIsAsWideAsTheoryHasIt()
{
    const auto values = nmes(400, 2);
    const CedBand band = bootstrapCed(values, 0.15, 0.1, {.resamples = 4000}, JobContext{}).value();
    double mean = std::accumulate(values.begin(), values.end(), 0.0) / 400, squares = 0;
    for (const double value : values)
        squares += (value - mean) * (value - mean);
    const double error = std::sqrt(squares / 399 / 400);
    QVERIFY(near(band.nme.estimate, mean, 1e-12));
    QVERIFY(near((band.nme.high - band.nme.low) / (2 * 1.96 * error), 1, 0.06));
    const double share = band.curve.share[67];
    QVERIFY(near((band.high[67] - band.low[67]) / (2 * 1.96 * std::sqrt(share * (1 - share) / 400)), 1, 0.1));
}

void StatisticsTest::bandIsSeeded()
{
    const auto values = nmes(50, 3);
    const auto width = [&](std::uint64_t seed) {
        return bootstrapCed(values, 0.15, 0.1, {.resamples = 200, .seed = seed}, JobContext{}).value().nme.high;
    };
    QCOMPARE(width(1), width(1));
    QVERIFY(width(1) != width(2));
}

void StatisticsTest::missingFacesAreDrawnToo()
{
    const std::vector<double> values{0.02, 0.03, kInfinity, 0.04, kInfinity};
    const CedBand band = bootstrapCed(values, 0.1, 0.08, {}, JobContext{}).value();
    QVERIFY(near(band.failureRate.estimate, 0.4, 1e-12));
    QVERIFY(band.failureRate.high > 0.7);
    QVERIFY(near(band.nme.estimate, 0.03, 1e-12));
    QVERIFY(band.nme.low >= 0.02 && band.nme.high <= 0.04); // resamples of nothing but missing faces have no mean
    QVERIFY(band.high.back() < 1.0 + 1e-12 && band.low.back() < 0.4);
}

void StatisticsTest::bootstrapRefusesNonsense()
{
    const auto values = nmes(10, 4);
    QVERIFY(!bootstrapCed({}, 0.1, 0.1, {}, JobContext{}).ok());
    QVERIFY(!bootstrapCed(values, 0, 0.1, {}, JobContext{}).ok());
    QVERIFY(!bootstrapCed(values, 0.1, 0, {}, JobContext{}).ok());
    QVERIFY(!bootstrapCed(values, 0.1, 0.1, {.resamples = 0}, JobContext{}).ok());
    QVERIFY(!bootstrapCed(values, 0.1, 0.1, {.confidence = 1}, JobContext{}).ok());
    QVERIFY(!compareRuns(values, nmes(9, 4), 0.1, {}, JobContext{}).ok());
    JobContext cancelled;
    cancelled.cancelled = [] { return true; };
    QCOMPARE(bootstrapCed(values, 0.1, 0.1, {}, cancelled).error().code, Errc::Cancelled);
    QCOMPARE(compareRuns(values, values, 0.1, {}, cancelled).error().code, Errc::Cancelled);
}

void StatisticsTest::pairedTestSeesASmallCommonShift()
{
    const auto first = nmes(200, 5);
    auto second = first;
    Rng rng(6);
    for (double &value : second)
        value += 0.001 + 0.002 * rng.normal();
    const PairedComparison paired = compareRuns(first, second, 0.1, {}, JobContext{}).value();
    QVERIFY(near(paired.nme.estimate, 0.001, 0.0005));
    QVERIFY(paired.nme.low > 0);
    QVERIFY(paired.nmeChance < 0.01);
    QCOMPARE(paired.compared, 200);
    // Unpaired, the same shift drowns in the spread between faces.
    const auto a = bootstrapCed(first, 0.2, 0.1, {}, JobContext{}).value();
    QVERIFY(a.nme.high > a.nme.estimate + 0.001);
}

void StatisticsTest::pairedTestSeesNoDifference()
{
    int found = 0;
    for (std::uint64_t seed = 10; seed < 50; ++seed) {
        const auto first = nmes(60, seed), second = nmes(60, seed + 1000);
        found += compareRuns(first, second, 0.1, {.resamples = 300}, JobContext{}).value().nmeChance < 0.05;
    }
    QVERIFY2(found <= 7, qPrintable(QString::number(found))); // 2 of 40 by chance
    const auto same = nmes(60, 1);
    QCOMPARE(compareRuns(same, same, 0.1, {}, JobContext{}).value().nmeChance, 1.0);
}

void StatisticsTest::pairedTestCountsMissingFaces()
{
    const std::vector<double> first{0.02, 0.03, 0.02, kNan}, second{kInfinity, 0.03, 0.04, 0.1};
    const PairedComparison paired = compareRuns(first, second, 0.1, {}, JobContext{}).value();
    QCOMPARE(paired.faces, 3);
    QCOMPARE(paired.compared, 2);
    QVERIFY(near(paired.nme.estimate, 0.01, 1e-12));
    QVERIFY(near(paired.failureRate.estimate, 1 / 3.0, 1e-12));
}

void StatisticsTest::histogramBinsAreHalfOpen()
{
    const std::vector<double> values{-1, 0, 0.24, 0.25, 0.5, 0.999, 1, 1.001, kInfinity, kNan};
    const Histogram h = histogram(values, 0, 1, 4);
    QCOMPARE(h.counts, (std::vector<int>{2, 1, 1, 2}));
    QCOMPARE(h.below, 1);
    QCOMPARE(h.above, 2);
    QCOMPARE(h.missing, 1);
    QCOMPARE(h.edge(3), 0.75);
    QVERIFY(histogram(values, 1, 1, 4).counts.empty());
    QVERIFY(histogram(values, 0, kInfinity, 4).counts.empty());
    QVERIFY(histogram(values, 0, 1, 0).counts.empty());
}

void StatisticsTest::brushesSelectRows()
{
    const std::vector<double> values{0.3, kNan, 0.1, 0.2, kInfinity};
    QCOMPARE(rowsBetween(values, 0.1, 0.2), (std::vector<int>{2, 3}));
    QCOMPARE(rowsBetween(values, 0.2, kInfinity), (std::vector<int>{0, 3, 4}));
}

void StatisticsTest::sortingKeepsMissingLast()
{
    const std::vector<double> values{0.3, kNan, 0.1, 0.3, kInfinity};
    QCOMPARE(sortedRows(values, false), (std::vector<int>{2, 0, 3, 4, 1}));
    QCOMPARE(sortedRows(values, true), (std::vector<int>{4, 0, 3, 2, 1}));
}

void StatisticsTest::mahalanobisIsInSigmas()
{
    QVERIFY(near(mahalanobis({6, 0}, {9, 0, 4}), 2, 1e-6));
    QVERIFY(near(mahalanobis({0, 6}, {9, 0, 4}), 3, 1e-6));
    // Turned by 45 degrees: variances 9 along (1, 1), 1 across.
    QVERIFY(near(mahalanobis({3, 3}, {5, 4, 5}), std::sqrt(18.0 / 9), 1e-6));
    QVERIFY(near(mahalanobis({3, -3}, {5, 4, 5}), std::sqrt(18.0), 1e-6));
}

void StatisticsTest::mahalanobisSurvivesFlatCovariances()
{
    QVERIFY(near(mahalanobis({1, 0}, {0, 0, 0}, 0.01), 10, 1e-6));
    QVERIFY(std::isfinite(mahalanobis({1, -1}, {1, 1, 1})));
    QVERIFY(std::isnan(mahalanobis({kNan, 0}, {1, 0, 1})));
    QVERIFY(std::isnan(mahalanobis({1, 0}, {std::numeric_limits<float>::quiet_NaN(), 0, 1})));
    QVERIFY(std::isnan(mahalanobis({1, 0}, {-1, 0, 1})));
}

void StatisticsTest::factorsAreRecovered()
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

void StatisticsTest::robustFactorsIgnoreFailures()
{
    Rng rng(8);
    const auto distances = simulatedDistances({1.5}, 3000, rng, 0.05);
    QVERIFY(near(fitSigmaFactors(distances, 1, SigmaFit::Robust).factor[0], 1.5, 0.15));
    QVERIFY(fitSigmaFactors(distances, 1, SigmaFit::Likelihood).factor[0] > 5);
}

void StatisticsTest::fewSamplesTakeTheCommonFactor()
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

void StatisticsTest::noFaceIsJudgedByItself()
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

void StatisticsTest::calibratedCurveIsTheDiagonal()
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

void StatisticsTest::rawCurveIsNot()
{
    Rng rng(12);
    const CalibrationCurve bold = calibrationCurve(simulatedDistances({3}, 2000, rng));
    QVERIFY(bold.observed[20] < 0.1);
    QVERIFY(bold.error > 0.25);
    const std::vector<double> some{1, kNan, kInfinity};
    QCOMPARE(calibrationCurve(some).samples, 2);
    QVERIFY(calibrationCurve({}).k.empty());
}

void StatisticsTest::sigmaScales()
{
    const Covariance2f scaled = scaledSigma({4, 1, 2}, 3);
    QCOMPARE(scaled, (Covariance2f{36, 9, 18}));
}

QTEST_GUILESS_MAIN(StatisticsTest)
#include "statistics_test.moc"
