#include "core/base/rng.h"
#include "core/metrics/error_curve.h"
#include "core/metrics/metrics.h"
#include "tests/support/numbers.h"

#include <QTest>

#include <algorithm>

using namespace fiducial;
using namespace fiducial::test;
using metrics::Convention;

namespace {

const std::vector<double> kPublished{.031, .048, .05005, .12}; // algorithms.md 3.3

double auc(std::span<const double> nmes, double threshold, Convention convention)
{
    return metrics::areaUnderCed(nmes, threshold, convention).value();
}

double failures(std::span<const double> nmes, double threshold, Convention convention)
{
    return metrics::failureRate(nmes, threshold, convention).value();
}

} // namespace

class ErrorCurveTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void publishedExample_data();
    void publishedExample();
    void fanTakesSeventySamplesAtSeven();
    void aPerfectPredictorShowsTheFloatQuirk();
    void theStarGridReachesOneStepTooFar();
    void evenSimpsonAveragesBothEnds();
    void oneFaceOnTheThresholdIsNoFailure();
    void numbersThatDoNotExistAreNull();
    void missingFacesAreFailures();
    void facesWithoutNormaliserAreLeftOut();
    void cedIsMonotoneAndEndsAtOne();
    void cedStopsBelowOneWhereFacesAreMissing();
    void cedOfNothingIsEmpty();
};

void ErrorCurveTest::publishedExample_data()
{
    QTest::addColumn<double>("threshold");
    QTest::addColumn<double>("starFailures");
    QTest::addColumn<double>("exactFailures");
    QTest::addColumn<double>("starAuc");
    QTest::addColumn<double>("exactAuc");
    QTest::newRow(".05") << .05 << .25 << .50 << .1067083 << .1050000;
    QTest::newRow(".07") << .07 << .25 << .25 << .2905357 << .2891071;
    QTest::newRow(".08") << .08 << .25 << .25 << .3469792 << .3467187;
    QTest::newRow(".10") << .10 << .25 << .25 << .4275833 << .4273750;
}

void ErrorCurveTest::publishedExample()
{
    QFETCH(const double, threshold);
    QFETCH(const double, starFailures);
    QFETCH(const double, exactFailures);
    QFETCH(const double, starAuc);
    QFETCH(const double, exactAuc);
    QCOMPARE(failures(kPublished, threshold, Convention::Star), starFailures);
    QCOMPARE(failures(kPublished, threshold, Convention::Exact), exactFailures);
    QCOMPARE(failures(kPublished, threshold, Convention::Hrnet), exactFailures);
    QVERIFY(near(auc(kPublished, threshold, Convention::Star), starAuc, 6e-8));
    QVERIFY(near(auc(kPublished, threshold, Convention::Exact), exactAuc, 6e-8));
}

void ErrorCurveTest::fanTakesSeventySamplesAtSeven()
{
    QVERIFY(near(auc(kPublished, .07, Convention::Fan), .2892857, 6e-8));
    // The 70th sample lies at 69/999 = 0.069069: a face at 0.0695 is not reached, one at 0.069 is, once.
    QCOMPARE(auc(std::vector{.0695}, .07, Convention::Fan), 0.0);
    QCOMPARE(auc(std::vector{.069}, .07, Convention::Fan), 1.0 / 70);
    // Strictly below: the sample at 0 never counts.
    QCOMPARE(auc(std::vector{0.0}, .07, Convention::Fan), 69.0 / 70);
}

void ErrorCurveTest::aPerfectPredictorShowsTheFloatQuirk()
{
    const std::vector<double> zeros(10, 0.0);
    QVERIFY(near(auc(zeros, .05, Convention::Star), 1.002, 1e-12));
    QVERIFY(near(auc(zeros, .10, Convention::Star), 1.0, 1e-12));
    QVERIFY(near(auc(zeros, .08, Convention::Star), 1.0, 1e-12));
    QCOMPARE(auc(zeros, .05, Convention::Exact), 1.0);
}

void ErrorCurveTest::theStarGridReachesOneStepTooFar()
{
    // 502 and 702 samples end at 0.0501 and 0.0701; 801 and 1001 at 0.08 and 0.10 (algorithms.md 3.3).
    QCOMPARE(failures(std::vector{.0501}, .05, Convention::Star), 0.0);
    QCOMPARE(failures(std::vector{.05011}, .05, Convention::Star), 1.0);
    QCOMPARE(failures(std::vector{.0701}, .07, Convention::Star), 0.0);
    QCOMPARE(failures(std::vector{.07011}, .07, Convention::Star), 1.0);
    QCOMPARE(failures(std::vector{.08}, .08, Convention::Star), 0.0);
    QCOMPARE(failures(std::vector{.08001}, .08, Convention::Star), 1.0);
    QCOMPARE(failures(std::vector{.10}, .10, Convention::Star), 0.0);
    QCOMPARE(failures(std::vector{.10001}, .10, Convention::Star), 1.0);
}

void ErrorCurveTest::evenSimpsonAveragesBothEnds()
{
    // x^2 on 0, 1, 2: exact 8/3. On 0..3: ((8/3 + 6.5) + (0.5 + 26/3)) / 2 = 55/6.
    QVERIFY(near(metrics::simpson(std::vector<double>{0, 1, 4}, 1), 8.0 / 3, 1e-12));
    QVERIFY(near(metrics::simpson(std::vector<double>{0, 1, 4, 9}, 1), 55.0 / 6, 1e-12));
    QVERIFY(near(metrics::simpson(std::vector<double>{2, 4}, .5), 1.5, 1e-12));
    QCOMPARE(metrics::simpson(std::vector<double>{3}, 1), 0.0);
}

void ErrorCurveTest::oneFaceOnTheThresholdIsNoFailure()
{
    QCOMPARE(failures(std::vector{.10, .05}, .10, Convention::Exact), 0.0);
    QCOMPARE(failures(std::vector{std::nextafter(.10, 1), .05}, .10, Convention::Hrnet), .5);
}

void ErrorCurveTest::numbersThatDoNotExistAreNull()
{
    QVERIFY(!metrics::areaUnderCed(kPublished, .1, Convention::Hrnet));
    QVERIFY(!metrics::areaUnderCed(kPublished, .1, Convention::Mmpose));
    QVERIFY(!metrics::failureRate(kPublished, .1, Convention::Mmpose));
    QVERIFY(!metrics::failureRate(kPublished, .1, Convention::Fan));
    for (const auto convention : {Convention::Exact, Convention::Star, Convention::Fan}) {
        QVERIFY(!metrics::areaUnderCed({}, .1, convention));
        for (const double threshold : {0.0, -.1, kNan, 1e9, kInfinity}) {
            QVERIFY(!metrics::areaUnderCed(kPublished, threshold, convention));
            QVERIFY(!metrics::failureRate(kPublished, threshold, convention));
        }
    }
    QVERIFY(!metrics::failureRate({}, .1, Convention::Exact));
    QVERIFY(!metrics::failureRate(std::vector{kNan}, .1, Convention::Exact));
}

void ErrorCurveTest::missingFacesAreFailures()
{
    const std::vector<double> nmes{.02, kInfinity};
    QCOMPARE(failures(nmes, .1, Convention::Exact), .5);
    QCOMPARE(failures(nmes, .1, Convention::Star), .5);
    QCOMPARE(failures(nmes, .1, Convention::Hrnet), .5);
    QVERIFY(near(auc(nmes, .1, Convention::Exact), .4, 1e-12));
    QVERIFY(auc(nmes, .1, Convention::Star) < .5);
    QVERIFY(auc(nmes, .1, Convention::Fan) < .5);
}

void ErrorCurveTest::facesWithoutNormaliserAreLeftOut()
{
    const std::vector<double> nmes{.02, kNan, .2};
    QCOMPARE(failures(nmes, .1, Convention::Exact), .5);
    QCOMPARE(auc(nmes, .1, Convention::Exact), auc(std::vector{.02, .2}, .1, Convention::Exact));
}

void ErrorCurveTest::cedIsMonotoneAndEndsAtOne()
{
    Rng rng(11);
    std::vector<double> nmes;
    for (int i = 0; i < 500; ++i)
        nmes.push_back(std::abs(rng.normal()) * .05);
    const auto curve = metrics::ced(nmes, *std::ranges::max_element(nmes), 301);
    QCOMPARE(curve.x.size(), std::size_t{301});
    QCOMPARE(curve.x.front(), 0.0);
    QVERIFY(curve.share.front() >= 0);
    QVERIFY(std::ranges::is_sorted(curve.share));
    QCOMPARE(curve.share.back(), 1.0);
    for (std::size_t i = 0; i < curve.x.size(); i += 37) {
        const auto reached = std::ranges::count_if(nmes, [&](double v) { return v <= curve.x[i]; });
        QCOMPARE(curve.share[i], static_cast<double>(reached) / 500);
    }
}

void ErrorCurveTest::cedStopsBelowOneWhereFacesAreMissing()
{
    const auto curve = metrics::ced(std::vector{.01, kInfinity, kNan, .03, .2}, .1, 11);
    QCOMPARE(curve.share.front(), 0.0);
    QCOMPARE(curve.share.back(), .5);
}

void ErrorCurveTest::cedOfNothingIsEmpty()
{
    QVERIFY(metrics::ced({}, .1).x.empty());
    QVERIFY(metrics::ced(std::vector{kNan}, .1).share.empty());
    QVERIFY(metrics::ced(kPublished, 0).x.empty());
    QVERIFY(metrics::ced(kPublished, .1, 1).x.empty());
}

QTEST_GUILESS_MAIN(ErrorCurveTest)
#include "error_curve_test.moc"
