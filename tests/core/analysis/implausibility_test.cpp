#include "core/analysis/implausibility.h"
#include "core/analysis/suspicion.h"
#include "core/base/text.h"
#include "core/dataset/landmark_set.h"
#include "tests/core/analysis/random_faces.h"
#include "tests/support/numbers.h"
#include "tests/support/test_support.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace fiducial;
using namespace fiducial::analysis;
using namespace fiducial::test;

namespace {

double sizeOf(const Shape &shape)
{
    const Rect box = landmarkBox(shape);
    return std::sqrt(box.width * box.height);
}

std::size_t worstOf(const Implausibility &judged)
{
    return static_cast<std::size_t>(std::ranges::max_element(judged.points) - judged.points.begin());
}

} // namespace

class ImplausibilityTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void ordinaryFacesAreOrdinary();
    void placeSizeAndTiltDoNotMatter();
    void aSlippedPointStandsOut();
    void aWholeSetMirroredStandsOut();
    void contaminatedDataStillTells();
    void amongFewFacesTheSlippedOneStandsOut_data();
    void amongFewFacesTheSlippedOneStandsOut();
    void missingPointsAreJudgedAround();
    void realFacesAreOrdinary();
    void statisticsRefuseNonsense();
};

void ImplausibilityTest::ordinaryFacesAreOrdinary()
{
    const LandmarkScheme &scheme = *findScheme("ibug68");
    const auto faces = randomFaces(scheme, 300, 2);
    const ShapeStatistics statistics = ShapeStatistics::fit(faces, {}, JobContext{}).value();
    QVERIFY2(statistics.components() >= 2 && statistics.components() < 30,
             qPrintable(QString::number(statistics.components())));
    std::vector<double> scores, points;
    for (const Shape &face : randomFaces(scheme, 200, 3)) { // others than those it was fitted to
        const Implausibility judged = statistics.judge(face);
        scores.push_back(judged.face);
        points.insert(points.end(), judged.points.begin(), judged.points.end());
    }
    std::ranges::sort(scores);
    std::ranges::sort(points);
    QVERIFY(near(scores[100], 1, 0.15));
    QVERIFY(scores.back() < 2);
    QVERIFY(near(points[points.size() / 2], 1, 0.15));
}

void ImplausibilityTest::placeSizeAndTiltDoNotMatter()
{
    const LandmarkScheme &scheme = *findScheme("ibug68");
    const ShapeStatistics statistics = ShapeStatistics::fit(randomFaces(scheme, 100, 4), {}, JobContext{}).value();
    Rng rng(5);
    const Shape face = randomFace(scheme, rng);
    Shape moved;
    for (const Point2 p : face)
        moved.push_back({-3 * p.y + 700, 3 * p.x - 50});
    const Implausibility a = statistics.judge(face), b = statistics.judge(moved);
    QVERIFY(near(a.face, b.face, 1e-6));
    QVERIFY(near(a.points[30], b.points[30], 1e-6));
}

void ImplausibilityTest::aSlippedPointStandsOut()
{
    const LandmarkScheme &scheme = *findScheme("wflw98");
    const ShapeStatistics statistics = ShapeStatistics::fit(randomFaces(scheme, 400, 6), {}, JobContext{}).value();
    Rng rng(7);
    for (std::size_t slipped = 0; slipped < 98; slipped += 7) {
        Shape face = randomFace(scheme, rng);
        const double before = statistics.judge(face).face;
        face[slipped] = face[slipped] + Point2{0.06, 0.03} * sizeOf(face);
        const Implausibility judged = statistics.judge(face);
        QCOMPARE(worstOf(judged), slipped);
        QVERIFY(judged.points[slipped] > 4);
        QVERIFY(judged.face > before + 0.1);
    }
}

void ImplausibilityTest::aWholeSetMirroredStandsOut()
{
    const LandmarkScheme &scheme = *findScheme("ibug68");
    const ShapeStatistics statistics = ShapeStatistics::fit(randomFaces(scheme, 200, 8), {}, JobContext{}).value();
    Rng rng(9);
    const Shape face = randomFace(scheme, rng);
    Shape swapped;
    for (const int i : scheme.mirror)
        swapped.push_back(face[static_cast<std::size_t>(i)]);
    QVERIFY(statistics.judge(swapped).face > 5 * statistics.judge(face).face);
}

void ImplausibilityTest::contaminatedDataStillTells()
{
    const LandmarkScheme &scheme = *findScheme("ibug68");
    auto faces = randomFaces(scheme, 300, 10);
    Rng rng(11);
    for (std::size_t bad = 0; bad < 30; ++bad)
        for (Point2 &p : faces[bad])
            p = p + Point2{0.1 * rng.normal(), 0.1 * rng.normal()} * 200;
    const ShapeStatistics statistics = ShapeStatistics::fit(faces, {}, JobContext{}).value();
    double leastBad = 1e9, mostGood = 0;
    for (std::size_t i = 0; i < faces.size(); ++i) {
        const double score = statistics.judge(faces[i]).face;
        (i < 30 ? leastBad : mostGood) = i < 30 ? std::min(leastBad, score) : std::max(mostGood, score);
    }
    QVERIFY2(leastBad > 2 * mostGood, qPrintable(QStringLiteral("%1 %2").arg(leastBad).arg(mostGood)));
}

void ImplausibilityTest::amongFewFacesTheSlippedOneStandsOut_data()
{
    QTest::addColumn<int>("count");
    QTest::newRow("as few as there may be") << 30;
    QTest::newRow("40") << 40;
    QTest::newRow("150") << 150;
}

/// The face takes part in the statistics that judge it.
void ImplausibilityTest::amongFewFacesTheSlippedOneStandsOut()
{
    QFETCH(const int, count);
    const LandmarkScheme &scheme = *findScheme("wflw98");
    for (std::size_t slipped = 3; slipped < 98; slipped += 40) {
        auto faces = randomFaces(scheme, static_cast<std::size_t>(count), 20 + slipped);
        Shape &bad = faces[slipped % faces.size()];
        bad[slipped] = bad[slipped] + Point2{0.09, 0.045} * sizeOf(bad); // 20 px of a face of 200
        const ShapeStatistics statistics = ShapeStatistics::fit(faces, {}, JobContext{}).value();
        std::vector<double> scores;
        for (const Shape &face : faces)
            scores.push_back(statistics.judge(face).face);
        QCOMPARE(static_cast<std::size_t>(std::ranges::max_element(scores) - scores.begin()), slipped % faces.size());
        QCOMPARE(worstOf(statistics.judge(bad)), slipped);
        QVERIFY(statistics.judge(bad).points[slipped] > 4);
        std::ranges::sort(scores);
        QVERIFY(near(scores[scores.size() / 2], 1, 0.15)); // an ordinary face of the set
    }
}

void ImplausibilityTest::missingPointsAreJudgedAround()
{
    const LandmarkScheme &scheme = *findScheme("ibug68");
    const ShapeStatistics statistics = ShapeStatistics::fit(randomFaces(scheme, 200, 12), {}, JobContext{}).value();
    Rng rng(13);
    Shape face = randomFace(scheme, rng);
    for (std::size_t i = 0; i < 17; ++i)
        face[i] = {kNan, kNan};
    const Implausibility ordinary = statistics.judge(face);
    QVERIFY(ordinary.face < 2);
    QVERIFY(std::isnan(ordinary.points[3]));
    face[40] = face[40] + Point2{0.08, 0} * sizeOf(randomFace(scheme, rng));
    QCOMPARE(std::isnan(statistics.judge(face).points[16]), true);
    for (std::size_t i = 3; i < 68; ++i)
        face[i] = {kNan, kNan};
    QVERIFY(std::isnan(statistics.judge(face).face));
    QVERIFY(statistics.judge(Shape(5)).points.empty());
    QVERIFY(std::isnan(statistics.judge(Shape(68)).face)); // all in one place
}

void ImplausibilityTest::realFacesAreOrdinary()
{
    const auto file =
        test::sharedPath("data/faces98/WFLW_annotations/list_98pt_rect_attr_train_test/list_98pt_rect_attr_test.txt");
    if (file.empty())
        QSKIP("The 98-point faces of shared/data are not here.");
    const LandmarkScheme &scheme = *findScheme("wflw98");
    std::vector<Shape> faces;
    const std::string bytes = test::readAll(file);
    for (const std::string_view line : text::lines(bytes)) {
        const auto fields = text::splitBlanks(line);
        faces.emplace_back();
        for (std::size_t i = 0; i < 98; ++i)
            faces.back().push_back({*text::parseDouble(fields[2 * i]), *text::parseDouble(fields[2 * i + 1])});
    }
    const ShapeStatistics statistics = ShapeStatistics::fit(faces, {}, JobContext{}).value();
    double most = 0;
    for (const Shape &face : faces) {
        most = std::max(most, statistics.judge(face).face);
        const SideCheck sides = checkSides(face, scheme, scheme.meanShape);
        QVERIFY(!sides.swapped && sides.contours.empty());
    }
    QVERIFY(most < 3);
    Shape slipped = faces[100];
    for (std::size_t i = 98; i-- > 1;)
        slipped[i] = slipped[i - 1]; // every index one too far
    QVERIFY(statistics.judge(slipped).face > 2 * most);
}

void ImplausibilityTest::statisticsRefuseNonsense()
{
    const LandmarkScheme &scheme = *findScheme("ibug68");
    auto faces = randomFaces(scheme, 29, 14);
    QVERIFY(!ShapeStatistics::fit({}, {}, JobContext{}).ok());
    QVERIFY(!ShapeStatistics::fit(faces, {}, JobContext{}).ok());
    faces.push_back(faces[0]);
    faces.back()[5].x = kNan; // incomplete: does not count
    QVERIFY(!ShapeStatistics::fit(faces, {}, JobContext{}).ok());
    faces.back()[5].x = 3;
    QVERIFY(ShapeStatistics::fit(faces, {}, JobContext{}).ok());
    QVERIFY(!ShapeStatistics::fit(std::vector<Shape>(40, faces[0]), {}, JobContext{}).ok());
    QVERIFY(!ShapeStatistics::fit(std::vector<Shape>(40, Shape(68)), {}, JobContext{}).ok());
    JobContext cancelled;
    cancelled.cancelled = [] { return true; };
    QCOMPARE(ShapeStatistics::fit(faces, {}, cancelled).error().code, Errc::Cancelled);
    faces.emplace_back(5);
    QVERIFY(!ShapeStatistics::fit(faces, {}, JobContext{}).ok());
}

QTEST_GUILESS_MAIN(ImplausibilityTest)
#include "implausibility_test.moc"
