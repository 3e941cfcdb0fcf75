#include "core/base/rng.h"
#include "core/metrics/metrics.h"
#include "tests/support/numbers.h"
#include "tests/support/test_support.h"

#include <QTest>

#include <atomic>
#include <numeric>

using namespace fiducial;
using namespace fiducial::test;
using fiducial::test::q;
using metrics::Convention;
using metrics::Normaliser;

namespace {

const std::vector<std::string> kAttributes{"pose", "blur"};

/// Ten points whose box measures exactly 100 x 100, divided by `box`.
LandmarkScheme tenPointScheme()
{
    LandmarkScheme scheme;
    scheme.id = "ten";
    scheme.count = 10;
    scheme.defaultNormaliser = "box";
    scheme.contours = {{"upper", "upper", {0, 1, 2, 3}, false, true},
                       {"lower", "lower", {4, 5, 6, 7, 8, 9}, true, true}};
    return scheme;
}

LandmarkSet tenPoints()
{
    LandmarkSet set;
    for (int i = 0; i < 10; ++i)
        set.points.push_back({i == 0 ? 0.0 : 100.0, i == 1 ? 100.0 : 0.0});
    return set;
}

/// Every point of the reference shifted by `pixels`.
std::vector<Point2> shifted(const LandmarkSet &reference, double pixels)
{
    std::vector<Point2> points = reference.points;
    for (Point2 &point : points)
        point.x += pixels;
    return points;
}

metrics::EvaluatedFace faceOf(const LandmarkSet &reference, std::span<const Point2> prediction)
{
    metrics::EvaluatedFace face;
    face.reference = &reference;
    face.prediction = prediction;
    return face;
}

metrics::Evaluation evaluated(std::span<const metrics::EvaluatedFace> faces, const LandmarkScheme &scheme,
                              const metrics::EvaluationOptions &options = {})
{
    return metrics::evaluate(faces, scheme, kAttributes, options, {}).value();
}

struct RandomFaces {
    std::vector<LandmarkSet> references;
    std::vector<std::vector<Point2>> predictions;
    std::vector<metrics::EvaluatedFace> faces;
};

RandomFaces randomFaces(int count, const LandmarkScheme &scheme)
{
    Rng rng(42);
    RandomFaces result;
    for (int f = 0; f < count; ++f) {
        const double size = rng.uniform(80, 400);
        LandmarkSet &reference = result.references.emplace_back();
        auto &prediction = result.predictions.emplace_back();
        for (const Point2 point : scheme.meanShape) {
            reference.points.push_back(point * size + Point2{rng.uniform(0, 500), 200} * 1e-2);
            prediction.push_back(reference.points.back() + Point2{rng.normal(), rng.normal()} * (size * .01));
        }
    }
    for (std::size_t f = 0; f < result.references.size(); ++f)
        result.faces.push_back(faceOf(result.references[f], result.predictions[f]));
    return result;
}

} // namespace

class EvaluationTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void poolingExampleTellsTheConventionsApart();
    void weightedMeanOfRegionsIsTheTotal();
    void everyFaceEqualsItsOwnNme();
    void keypointAucCountsStrictlyBelow();
    void missingFacesAreFailuresAndInNoMean();
    void facesWithoutNormaliserAreInNoNumber();
    void facesWithoutReferenceAreInNoNumber();
    void aPredictionOfSomePointsCounts();
    void subsetsMayOverlapAndBeEmpty();
    void nothingToEvaluateIsNull();
    void defaultsAreReported();
    void wrongRequestsAreRefused_data();
    void wrongRequestsAreRefused();
    void setsOfAnotherSizeAreRefused();
    void cancellingStops();
    void progressReachesTheEnd();
};

void EvaluationTest::poolingExampleTellsTheConventionsApart()
{
    // algorithms.md 3.1: face A has 2 valid points at .10, face B 8 at .04375.
    const auto scheme = tenPointScheme();
    LandmarkSet a = tenPoints();
    LandmarkSet b = tenPoints();
    for (int i = 2; i < 10; ++i)
        a.setVisibility(i, Visibility::Absent);
    a.points[0] = {100, 0};
    a.points[1] = {0, 100};
    b.setVisibility(8, Visibility::Absent);
    b.setVisibility(9, Visibility::Absent);
    const auto toA = shifted(a, 10);
    const auto toB = shifted(b, 4.375);
    const std::vector faces{faceOf(a, toA), faceOf(b, toB)};
    for (const auto convention : {Convention::Exact, Convention::Star, Convention::Hrnet, Convention::Fan})
        QVERIFY(near(*evaluated(faces, scheme, {{}, convention, {}}).summary.nme, .071875));
    const auto pooled = evaluated(faces, scheme, {{}, Convention::Mmpose, {}});
    QVERIFY(near(*pooled.summary.nme, .055));
    QVERIFY(near(*pooled.nmeUnder[static_cast<std::size_t>(Normaliser::Box)], .055));
    QVERIFY(!pooled.summary.failureRate);
}

void EvaluationTest::weightedMeanOfRegionsIsTheTotal()
{
    for (const char *id : {"wflw98", "ibug68", "lapa106", "aflw19"}) {
        const auto &scheme = *findScheme(id);
        const auto random = randomFaces(50, scheme);
        const auto result = evaluated(random.faces, scheme, {Normaliser::Box, Convention::Exact, {}});
        double weighted = 0;
        for (std::size_t c = 0; c < scheme.contours.size(); ++c) {
            QCOMPARE(result.contours[c].contour, scheme.contours[c].id);
            weighted += result.contours[c].nme * static_cast<double>(scheme.contours[c].points.size());
        }
        QVERIFY(near(weighted / scheme.count, *result.summary.nme));
        const double sum = std::accumulate(result.perLandmark.begin(), result.perLandmark.end(), 0.0);
        QVERIFY(near(sum / scheme.count, *result.summary.nme));
    }
}

void EvaluationTest::everyFaceEqualsItsOwnNme()
{
    const auto &scheme = *findScheme("wflw98");
    const auto random = randomFaces(3000, scheme); // several chunks, so several threads
    const auto result = evaluated(random.faces, scheme);
    double sum = 0;
    for (std::size_t f = 0; f < random.faces.size(); ++f) {
        const auto errors = metrics::pointErrors(random.references[f], random.predictions[f]);
        const auto lengths = metrics::normalisers(random.references[f], scheme, {});
        QCOMPARE(result.nmes[f], metrics::nme(errors, lengths[0]));
        for (std::size_t n = 0; n < lengths.size(); ++n)
            QCOMPARE(result.perFace[f][n], static_cast<float>(metrics::nme(errors, lengths[n])));
        QCOMPARE(result.faceNme(static_cast<int>(f)), static_cast<double>(static_cast<float>(result.nmes[f])));
        sum += result.nmes[f];
    }
    QVERIFY(near(*result.summary.nme, sum / 3000));
    QCOMPARE(result.summary.auc, metrics::areaUnderCed(result.nmes, .10, Convention::Exact));
    QVERIFY(result.summary == evaluated(random.faces, scheme).summary);
}

void EvaluationTest::keypointAucCountsStrictlyBelow()
{
    // Errors of 0.25 lie below i/20 for i = 6..19; 0 for i = 1..19.
    const auto scheme = tenPointScheme();
    const auto reference = tenPoints();
    const auto quarter = shifted(reference, 25);
    const std::vector first{faceOf(reference, quarter)};
    QVERIFY(near(*evaluated(first, scheme, {{}, Convention::Mmpose, {}}).summary.auc, 14.0 / 20));
    const std::vector perfect{faceOf(reference, reference.points)};
    QVERIFY(near(*evaluated(perfect, scheme, {{}, Convention::Mmpose, {}}).summary.auc, 19.0 / 20));
    // Averaged per landmark first: nine landmarks with one face, one with two.
    auto single = std::vector<Point2>(10, Point2{kNan, kNan});
    single[3] = reference.points[3];
    const std::vector both{faceOf(reference, quarter), faceOf(reference, single)};
    const double expected = (9 * 14.0 / 20 + (14.0 + 19.0) / 2 / 20) / 10;
    QVERIFY(near(*evaluated(both, scheme, {{}, Convention::Mmpose, {}}).summary.auc, expected));
    // A missing face reaches no threshold.
    const std::vector missing{faceOf(reference, quarter), faceOf(reference, {})};
    QVERIFY(near(*evaluated(missing, scheme, {{}, Convention::Mmpose, {}}).summary.auc, 7.0 / 20));
}

void EvaluationTest::missingFacesAreFailuresAndInNoMean()
{
    const auto scheme = tenPointScheme();
    const auto reference = tenPoints();
    const auto close = shifted(reference, 2);
    const std::vector<Point2> nowhere(10, Point2{kNan, kNan});
    const std::vector faces{faceOf(reference, close), faceOf(reference, {}), faceOf(reference, nowhere),
                            faceOf(reference, close)};
    for (const auto convention : {Convention::Exact, Convention::Star, Convention::Hrnet}) {
        const auto result = evaluated(faces, scheme, {{}, convention, {}});
        QCOMPARE(result.summary.faces, 4);
        QCOMPARE(result.summary.missing, 2);
        QCOMPARE(result.summary.unnormalised, 0);
        QVERIFY(near(*result.summary.nme, .02));
        QCOMPARE(*result.summary.failureRate, .5);
        QVERIFY(std::isnan(result.faceNme(1)) && std::isinf(result.nmes[1]));
        QVERIFY(near(result.perLandmark[0], .02));
    }
}

void EvaluationTest::facesWithoutNormaliserAreInNoNumber()
{
    const auto &scheme = *findScheme("wflw98");
    auto random = randomFaces(2, scheme);
    random.references[1].setVisibility(72, Visibility::Absent);
    const auto result = evaluated(random.faces, scheme);
    const auto alone = evaluated(std::span(random.faces).first(1), scheme);
    QCOMPARE(result.summary.unnormalised, 1);
    QCOMPARE(result.summary.nme, alone.summary.nme);
    QCOMPARE(result.summary.failureRate, alone.summary.failureRate);
    QCOMPARE(result.summary.auc, alone.summary.auc);
    QVERIFY(result.perLandmark == alone.perLandmark);
    QVERIFY(std::isnan(result.faceNme(1)) && std::isnan(result.nmes[1]));
    // The other normalisers still hold for it.
    QVERIFY(!std::isnan(result.perFace[1][static_cast<std::size_t>(Normaliser::Box)]));
    QVERIFY(!result.nmeUnder[static_cast<std::size_t>(Normaliser::BoxAnnotated)]);
}

void EvaluationTest::facesWithoutReferenceAreInNoNumber()
{
    const auto scheme = tenPointScheme();
    const LandmarkSet none;
    const LandmarkSet absent = emptyLandmarks(10);
    const auto reference = tenPoints();
    const std::vector faces{faceOf(none, reference.points), faceOf(absent, reference.points), faceOf(none, {})};
    const auto result = evaluated(faces, scheme);
    QCOMPARE(result.summary.unnormalised, 3);
    QCOMPARE(result.summary.missing, 0);
    QVERIFY(!result.summary.nme && !result.summary.failureRate && !result.summary.auc);
}

void EvaluationTest::aPredictionOfSomePointsCounts()
{
    const auto scheme = tenPointScheme();
    const auto reference = tenPoints();
    auto some = shifted(reference, 5);
    for (std::size_t i = 0; i < 4; ++i)
        some[i] = {kNan, kNan};
    const auto result = evaluated(std::vector{faceOf(reference, some)}, scheme);
    QVERIFY(near(*result.summary.nme, .05));
    QVERIFY(std::isnan(result.perLandmark[0]) && std::isnan(result.contours[0].nme));
    QVERIFY(near(result.contours[1].nme, .05));
}

void EvaluationTest::subsetsMayOverlapAndBeEmpty()
{
    const auto scheme = tenPointScheme();
    const auto reference = tenPoints();
    const std::vector predictions{shifted(reference, 2), shifted(reference, 4), shifted(reference, 30)};
    const std::int8_t attributes[][3] = {{1, 0, 1}, {1, 0, -1}, {0, 0, 1}};
    std::vector<metrics::EvaluatedFace> faces;
    for (std::size_t i = 0; i < predictions.size(); ++i) {
        faces.push_back(faceOf(reference, predictions[i]));
        faces.back().attributes = attributes[i];
    }
    const std::vector<std::string> names{"pose", "blur", "occlusion", "not in the file"};
    const auto subsets = metrics::evaluate(faces, scheme, names, {}, {}).value().subsets;
    QCOMPARE(subsets.at("pose").faces, 2);
    QVERIFY(near(*subsets.at("pose").nme, .03));
    QCOMPARE(*subsets.at("pose").failureRate, 0.0);
    QCOMPARE(subsets.at("occlusion").faces, 2);
    QVERIFY(near(*subsets.at("occlusion").nme, .16));
    QCOMPARE(*subsets.at("occlusion").failureRate, .5);
    for (const char *empty : {"blur", "not in the file"}) {
        QCOMPARE(subsets.at(empty).faces, 0);
        QVERIFY(!subsets.at(empty).nme && !subsets.at(empty).failureRate && !subsets.at(empty).auc);
    }
}

void EvaluationTest::nothingToEvaluateIsNull()
{
    const auto result = evaluated({}, *findScheme("wflw98"));
    QCOMPARE(result.summary.faces, 0);
    QVERIFY(!result.summary.nme && !result.summary.failureRate && !result.summary.auc);
    QCOMPARE(result.perLandmark.size(), std::size_t{98});
    QVERIFY(std::isnan(result.perLandmark[0]));
}

void EvaluationTest::defaultsAreReported()
{
    const auto wflw = evaluated({}, *findScheme("wflw98"));
    QVERIFY(wflw.normaliser == Normaliser::InterOcular);
    QVERIFY(wflw.convention == Convention::Exact);
    QCOMPARE(wflw.threshold, .10);
    const auto aflw = evaluated({}, *findScheme("aflw19"), {{}, Convention::Fan, {}});
    QVERIFY(aflw.normaliser == Normaliser::BoxAnnotated);
    QCOMPARE(aflw.threshold, .07);
}

void EvaluationTest::wrongRequestsAreRefused_data()
{
    QTest::addColumn<QString>("scheme");
    QTest::addColumn<QString>("normaliser");
    QTest::addColumn<double>("threshold");
    QTest::addColumn<QString>("expected");
    QTest::newRow("no eyes") << "aflw19"
                             << "inter-ocular" << .1 << "The scheme aflw19 has no inter-ocular distance";
    QTest::newRow("no pupils") << "aflw19"
                               << "inter-pupil" << .1 << "The scheme aflw19 has no inter-pupil distance";
    for (const double threshold : {0.0, -.1, 8.0, kNan})
        QTest::addRow("threshold %g", threshold) << "wflw98"
                                                 << "box" << threshold << "is out of range";
}

void EvaluationTest::wrongRequestsAreRefused()
{
    QFETCH(const QString, scheme);
    QFETCH(const QString, normaliser);
    QFETCH(const double, threshold);
    QFETCH(const QString, expected);
    const auto result =
        metrics::evaluate({}, *findScheme(scheme.toStdString()), {},
                          {metrics::parseNormaliser(normaliser.toStdString()), Convention::Exact, threshold}, {});
    QVERIFY(!result);
    QCOMPARE(result.error().code, Errc::InvalidArgument);
    QVERIFY2(q(result.error().message.text()).contains(expected), result.error().message.text().c_str());
}

void EvaluationTest::setsOfAnotherSizeAreRefused()
{
    const auto scheme = tenPointScheme();
    const auto reference = tenPoints();
    const std::vector<Point2> nine(9);
    const auto short9 = metrics::evaluate(std::vector{faceOf(reference, nine)}, scheme, {}, {}, {});
    QVERIFY(!short9);
    QCOMPARE(short9.error().message.text(), std::string("Face 0 has 9 points, the scheme ten has 10."));
    const LandmarkSet eleven{std::vector<Point2>(11), {}};
    QVERIFY(!metrics::evaluate(std::vector{faceOf(eleven, reference.points)}, scheme, {}, {}, {}));
    QVERIFY(!metrics::evaluate(std::vector{metrics::EvaluatedFace{}}, scheme, {}, {}, {}));
}

void EvaluationTest::cancellingStops()
{
    const auto scheme = tenPointScheme();
    const auto reference = tenPoints();
    const std::vector faces(20000, faceOf(reference, reference.points));
    std::atomic<int> asked = 0;
    JobContext context;
    context.cancelled = [&] { return ++asked > 3; };
    std::int64_t reported = 0;
    context.progress = [&](std::int64_t done, std::int64_t) { reported = done; };
    const auto result = metrics::evaluate(faces, scheme, {}, {}, context);
    QVERIFY(!result);
    QCOMPARE(result.error().code, Errc::Cancelled);
    QVERIFY(reported <= 3 * 1024);
}

void EvaluationTest::progressReachesTheEnd()
{
    const auto scheme = tenPointScheme();
    const auto reference = tenPoints();
    const std::vector faces(5000, faceOf(reference, reference.points));
    std::vector<std::int64_t> reports;
    JobContext context;
    context.progress = [&](std::int64_t done, std::int64_t total) {
        QCOMPARE(total, 5000);
        reports.push_back(done);
    };
    QVERIFY(metrics::evaluate(faces, scheme, {}, {}, context).ok());
    QVERIFY(std::is_sorted(reports.begin(), reports.end()));
    QCOMPARE(reports.back(), 5000);
}

QTEST_GUILESS_MAIN(EvaluationTest)
#include "evaluation_test.moc"
