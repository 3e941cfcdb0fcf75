#include "core/analysis/bootstrap.h"
#include "core/base/rng.h"
#include "tests/support/numbers.h"

#include <QTest>

#include <cmath>
#include <numeric>
#include <vector>

using namespace fiducial;
using namespace fiducial::analysis;
using namespace fiducial::test;

namespace {

std::vector<double> nmes(int count, std::uint64_t seed, double mean = 0.05)
{
    Rng rng(seed);
    std::vector<double> out;
    for (int i = 0; i < count; ++i)
        out.push_back(mean * std::exp(0.4 * rng.normal()));
    return out;
}

} // namespace

class BootstrapTest : public QObject {
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
};

void BootstrapTest::bandHoldsTheCurve()
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

void BootstrapTest::bandIsAsWideAsTheoryHasIt()
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

void BootstrapTest::bandIsSeeded()
{
    const auto values = nmes(50, 3);
    const auto width = [&](std::uint64_t seed) {
        return bootstrapCed(values, 0.15, 0.1, {.resamples = 200, .seed = seed}, JobContext{}).value().nme.high;
    };
    QCOMPARE(width(1), width(1));
    QVERIFY(width(1) != width(2));
}

void BootstrapTest::missingFacesAreDrawnToo()
{
    const std::vector<double> values{0.02, 0.03, kInfinity, 0.04, kInfinity};
    const CedBand band = bootstrapCed(values, 0.1, 0.08, {}, JobContext{}).value();
    QVERIFY(near(band.failureRate.estimate, 0.4, 1e-12));
    QVERIFY(band.failureRate.high > 0.7);
    QVERIFY(near(band.nme.estimate, 0.03, 1e-12));
    QVERIFY(band.nme.low >= 0.02 && band.nme.high <= 0.04); // resamples of nothing but missing faces have no mean
    QVERIFY(band.high.back() < 1.0 + 1e-12 && band.low.back() < 0.4);
}

void BootstrapTest::bootstrapRefusesNonsense()
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

void BootstrapTest::pairedTestSeesASmallCommonShift()
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

void BootstrapTest::pairedTestSeesNoDifference()
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

void BootstrapTest::pairedTestCountsMissingFaces()
{
    const std::vector<double> first{0.02, 0.03, 0.02, kNan}, second{kInfinity, 0.03, 0.04, 0.1};
    const PairedComparison paired = compareRuns(first, second, 0.1, {}, JobContext{}).value();
    QCOMPARE(paired.faces, 3);
    QCOMPARE(paired.compared, 2);
    QVERIFY(near(paired.nme.estimate, 0.01, 1e-12));
    QVERIFY(near(paired.failureRate.estimate, 1 / 3.0, 1e-12));
}

QTEST_GUILESS_MAIN(BootstrapTest)
#include "bootstrap_test.moc"
