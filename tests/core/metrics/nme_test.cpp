#include "core/base/rng.h"
#include "core/metrics/metrics.h"
#include "tests/support/numbers.h"

#include <QTest>

using namespace fiducial;
using namespace fiducial::test;
using metrics::Normaliser;

namespace {

/// The five points of algorithms.md 3.1; the eyes are 0 and 1.
LandmarkScheme fivePointScheme()
{
    LandmarkScheme scheme;
    scheme.id = "five";
    scheme.count = 5;
    scheme.interOcular = LandmarkDistance{{0}, {1}};
    return scheme;
}

LandmarkSet fivePointReference()
{
    return {{{30, 40}, {70, 40}, {50, 60}, {35, 80}, {65, 80}}, {}};
}

std::vector<Point2> fivePointPrediction()
{
    return {{31, 40}, {70, 41}, {53, 64}, {35, 80}, {63, 80}};
}

double at(const metrics::Normalisers &lengths, Normaliser which)
{
    return lengths[static_cast<std::size_t>(which)];
}

} // namespace

class NmeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void workedExampleHoldsUnderEveryNormaliser();
    void namesReadBack();
    void defaultsFollowSchemeAndConvention();
    void interPupilOf68TakesTheMeanOfSixPoints();
    void anAbsentEyeCornerTakesTheNormaliserAway();
    void anAbsentPointLeavesTheBox();
    void boxSizeComesBeforeTheAnnotatedBox();
    void degenerateLengthsDoNotExist();
    void absentPointsAreLeftOutOfTheMean();
    void liveNmeFollowsADrag();
    void liveNmeForgetsAbsentPoints();
    void liveNmeWithoutAReferenceHasNoValue();
};

void NmeTest::workedExampleHoldsUnderEveryNormaliser()
{
    const auto reference = fivePointReference();
    const auto errors = metrics::pointErrors(reference, fivePointPrediction());
    QVERIFY((errors == std::vector<double>{1, 1, 5, 0, 2}));
    const auto lengths = metrics::normalisers(reference, fivePointScheme(), Rect{0, 0, 90, 160});
    QVERIFY(near(at(lengths, Normaliser::InterOcular), 40));
    QVERIFY(std::isnan(at(lengths, Normaliser::InterPupil)));
    QVERIFY(near(at(lengths, Normaliser::BoxAnnotated), 120));
    QVERIFY(near(at(lengths, Normaliser::Diagonal), 56.568542, 1e-6));
    QVERIFY(near(metrics::nme(errors, at(lengths, Normaliser::InterOcular)), .045));
    QVERIFY(near(metrics::nme(errors, at(lengths, Normaliser::Box)), .045));
    QVERIFY(near(metrics::nme(errors, at(lengths, Normaliser::BoxMax)), .045));
    QVERIFY(near(metrics::nme(errors, at(lengths, Normaliser::Diagonal)), .0318198, 5e-8));
}

void NmeTest::namesReadBack()
{
    for (const char *name : {"inter-ocular", "inter-pupil", "box", "box-max", "box-annotated", "diagonal"})
        QCOMPARE(metrics::toString(metrics::parseNormaliser(name).value()), std::string_view(name));
    for (const char *name : {"exact", "star", "hrnet", "mmpose", "fan"})
        QCOMPARE(metrics::toString(metrics::parseConvention(name).value()), std::string_view(name));
    QVERIFY(!metrics::parseNormaliser("interocular"));
    QVERIFY(!metrics::parseConvention("STAR"));
}

void NmeTest::defaultsFollowSchemeAndConvention()
{
    using metrics::Convention;
    const auto &wflw = *findScheme("wflw98");
    const auto &ibug = *findScheme("ibug68");
    QCOMPARE(metrics::defaultThreshold(wflw, Convention::Star), .10);
    QCOMPARE(metrics::defaultThreshold(ibug, Convention::Star), .05);
    QCOMPARE(metrics::defaultThreshold(ibug, Convention::Exact), .05);
    QCOMPARE(metrics::defaultThreshold(ibug, Convention::Hrnet), .10);
    QCOMPARE(metrics::defaultThreshold(ibug, Convention::Fan), .07);
    QCOMPARE(metrics::defaultThreshold(ibug, Convention::Mmpose), 1.0);
    QVERIFY(metrics::defaultNormaliser(wflw) == Normaliser::InterOcular);
    QVERIFY(metrics::defaultNormaliser(*findScheme("cofw29")) == Normaliser::InterOcular);
    QVERIFY(metrics::defaultNormaliser(*findScheme("aflw19")) == Normaliser::BoxAnnotated);
}

void NmeTest::interPupilOf68TakesTheMeanOfSixPoints()
{
    LandmarkSet set{std::vector<Point2>(68, Point2{0, 0}), {}};
    for (std::size_t i = 0; i < 6; ++i) {
        set.points[36 + i] = {static_cast<double>(i), 10};          // centre (2.5, 10)
        set.points[42 + i] = {40 + 2 * static_cast<double>(i), 14}; // centre (45, 14)
    }
    const auto lengths = metrics::normalisers(set, *findScheme("ibug68"), std::nullopt);
    QVERIFY(near(at(lengths, Normaliser::InterPupil), std::hypot(42.5, 4)));
    QVERIFY(near(at(lengths, Normaliser::InterOcular), std::hypot(46.0, 4)));
}

void NmeTest::anAbsentEyeCornerTakesTheNormaliserAway()
{
    auto reference = fivePointReference();
    reference.setVisibility(1, Visibility::Occluded);
    QVERIFY(near(at(metrics::normalisers(reference, fivePointScheme(), {}), Normaliser::InterOcular), 40));
    reference.setVisibility(1, Visibility::Absent);
    const auto lengths = metrics::normalisers(reference, fivePointScheme(), {});
    QVERIFY(std::isnan(at(lengths, Normaliser::InterOcular)));
    QVERIFY(std::isnan(at(lengths, Normaliser::BoxAnnotated)));
    QVERIFY(near(at(lengths, Normaliser::BoxMax), 40)); // the eye on the other side is gone: 35 x 40
    QVERIFY(near(at(lengths, Normaliser::Box), std::sqrt(35.0 * 40)));
}

void NmeTest::anAbsentPointLeavesTheBox()
{
    auto reference = fivePointReference();
    reference.points.push_back({1000, 1000});
    reference.setVisibility(5, Visibility::Absent);
    QVERIFY(near(at(metrics::normalisers(reference, fivePointScheme(), {}), Normaliser::Box), 40));
}

void NmeTest::boxSizeComesBeforeTheAnnotatedBox()
{
    Face face;
    face.truth = fivePointReference();
    face.box = Rect{0, 0, 90, 160};
    QVERIFY(near(at(metrics::normalisers(face, fivePointScheme()), Normaliser::BoxAnnotated), 120));
    face.derived.boxSize = 362;
    QVERIFY(near(at(metrics::normalisers(face, fivePointScheme()), Normaliser::BoxAnnotated), 362));
}

void NmeTest::degenerateLengthsDoNotExist()
{
    const LandmarkSet point{std::vector<Point2>(5, Point2{7, 7}), {}};
    for (const double length : metrics::normalisers(point, fivePointScheme(), Rect{0, 0, 0, 50}, std::nullopt))
        QVERIFY(std::isnan(length));
    for (const double length : metrics::normalisers({}, fivePointScheme(), std::nullopt, -3.0))
        QVERIFY(std::isnan(length));
    const std::vector<double> errors{1, 2};
    for (const double length : {0.0, -1.0, kNan, std::numeric_limits<double>::infinity()})
        QVERIFY(std::isnan(metrics::nme(errors, length)));
}

void NmeTest::absentPointsAreLeftOutOfTheMean()
{
    auto reference = fivePointReference();
    reference.setVisibility(2, Visibility::Absent);
    auto prediction = fivePointPrediction();
    prediction[4] = {kNan, kNan};
    const auto errors = metrics::pointErrors(reference, prediction);
    QVERIFY(std::isnan(errors[2]) && std::isnan(errors[4]));
    QVERIFY(near(metrics::nme(errors, 10), (1 + 1 + 0) / 30.0));
    QVERIFY(std::isnan(metrics::nme(std::vector<double>{kNan, kNan}, 10)));
    QVERIFY(std::isnan(metrics::pointErrors(reference, {})[0]));
}

void NmeTest::liveNmeFollowsADrag()
{
    const auto &scheme = *findScheme("wflw98");
    LandmarkSet reference{scheme.meanShape, {}};
    for (Point2 &point : reference.points)
        point = point * 200;
    std::vector<Point2> points = reference.points;
    const double length = at(metrics::normalisers(reference, scheme, {}), Normaliser::InterOcular);
    metrics::LiveNme live(reference, points, length);
    QCOMPARE(live.value(), 0.0);
    Rng rng(5);
    for (int step = 0; step < 2000; ++step) {
        const int index = static_cast<int>(rng.below(98));
        points[static_cast<std::size_t>(index)] = {rng.uniform(-1e4, 1e4), rng.uniform(-1e4, 1e4)};
        live.movePoint(index, points[static_cast<std::size_t>(index)]);
        const auto errors = metrics::pointErrors(reference, points);
        QCOMPARE(live.value(), metrics::nme(errors, length));
        QCOMPARE(live.pointError(index), errors[static_cast<std::size_t>(index)]);
    }
}

/// A face that was drawn, or one of plain photographs: its points move all the same.
void NmeTest::liveNmeWithoutAReferenceHasNoValue()
{
    const std::vector<Point2> points = fivePointPrediction();
    metrics::LiveNme live(LandmarkSet{}, points, std::nan(""));
    live.movePoint(4, {3, 4});
    live.setPresent(2, false, {});
    QVERIFY(std::isnan(live.value()));
    QVERIFY(std::isnan(live.pointError(4)));
}

void NmeTest::liveNmeForgetsAbsentPoints()
{
    auto reference = fivePointReference();
    reference.setVisibility(3, Visibility::Absent);
    metrics::LiveNme live(reference, fivePointPrediction(), 40);
    QVERIFY(near(live.value(), 9.0 / 4 / 40));
    live.setPresent(2, false, {});
    QVERIFY(near(live.value(), 4.0 / 3 / 40));
    live.setPresent(2, true, {50, 70});
    QVERIFY(near(live.value(), 14.0 / 4 / 40));
    live.movePoint(3, {0, 0}); // its reference is absent
    QVERIFY(std::isnan(live.pointError(3)));
    QVERIFY(near(live.value(), 14.0 / 4 / 40));
    for (int i = 0; i < 5; ++i)
        live.setPresent(i, false, {});
    QVERIFY(std::isnan(live.value()));
    QVERIFY(std::isnan(metrics::LiveNme().value()));
}

QTEST_GUILESS_MAIN(NmeTest)
#include "nme_test.moc"
