#include "core/analysis/implausibility.h"
#include "core/analysis/suspicion.h"
#include "core/analysis/symmetric.h"
#include "core/base/rng.h"
#include "core/base/text.h"
#include "tests/support/test_support.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <limits>

using namespace fiducial;
using namespace fiducial::analysis;

namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
using Shape = std::vector<Point2>;

bool near(double actual, double expected, double tolerance)
{
    if (std::abs(actual - expected) <= tolerance)
        return true;
    qWarning("%.9g, not %.9g", actual, expected);
    return false;
}

/// A face of the scheme that opens its mouth, turns its head, and has its own place, size and tilt.
Shape randomFace(const LandmarkScheme &scheme, Rng &rng)
{
    const double open = 0.1 * rng.normal(), yaw = 0.1 * rng.normal(), wide = 1 + 0.06 * rng.normal();
    const double size = rng.uniform(40, 300), tilt = rng.uniform(-0.5, 0.5);
    const Point2 centre{rng.uniform(0, 1000), rng.uniform(0, 1000)};
    Shape face;
    for (Point2 p : scheme.meanShape) {
        p.x = wide * p.x + yaw * (0.25 - p.x * p.x);
        p.y += p.y > 0.15 ? open * (p.y - 0.15) : 0;
        p = p + Point2{0.006 * rng.normal(), 0.006 * rng.normal()};
        face.push_back(
            centre +
            Point2{p.x * std::cos(tilt) - p.y * std::sin(tilt), p.x * std::sin(tilt) + p.y * std::cos(tilt)} * size);
    }
    return face;
}

std::vector<Shape> randomFaces(const LandmarkScheme &scheme, int count, std::uint64_t seed)
{
    Rng rng(seed);
    std::vector<Shape> faces;
    for (int i = 0; i < count; ++i)
        faces.push_back(randomFace(scheme, rng));
    return faces;
}

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

class SuspicionTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void disagreementIsTheMeanPairDistance();
    void disagreementNeedsTwoRuns();
    void suspectsWhatRunsAgreeUpon();
    void eigenvectorsRebuildTheMatrix();
    void inverseIsTheInverse();
    void ordinaryFacesAreOrdinary();
    void placeSizeAndTiltDoNotMatter();
    void aSlippedPointStandsOut();
    void aWholeSetMirroredStandsOut();
    void contaminatedDataStillTells();
    void missingPointsAreJudgedAround();
    void realFacesAreOrdinary();
    void statisticsRefuseNonsense();
    void exchangedSidesAreSeen_data();
    void exchangedSidesAreSeen();
    void exchangedEyesAreSeen();
    void sidesOfRubbishAreUnknown();
};

void SuspicionTest::disagreementIsTheMeanPairDistance()
{
    const Shape a{{0, 0}, {10, 0}}, b{{3, 4}, {10, 0}}, c{{0, 0}, {kNan, 0}};
    const std::vector<RunPoints> runs{a, b, c};
    const Disagreement found = disagreement(runs, 2, 100);
    QVERIFY(near(found.points[0], (5 + 0 + 5) / 3.0 / 100, 1e-12));
    QVERIFY(near(found.points[1], 0, 1e-12));
    QVERIFY(near(found.face, (10 / 3.0) / 2 / 100, 1e-12));
}

void SuspicionTest::disagreementNeedsTwoRuns()
{
    const Shape a{{0, 0}, {10, 0}}, shorter{{0, 0}};
    const std::vector<RunPoints> runs{a, shorter, {}};
    const Disagreement found = disagreement(runs, 2, 100);
    QVERIFY(std::isnan(found.face));
    QVERIFY(std::isnan(found.points[0]));
    QVERIFY(std::isnan(disagreement(std::vector<RunPoints>{a, a}, 2, 0).face));
}

void SuspicionTest::suspectsWhatRunsAgreeUpon()
{
    LandmarkSet truth{{{0, 0}, {50, 0}, {100, 0}, {0, 50}, {0, 90}}, {}};
    // 0: all agree; 1: runs agree on another place; 2: the same, a little worse; 3: runs do not agree; 4: one has none.
    const Shape a{{0, 0}, {50, 10}, {100, 8}, {20, 50}, {30, 90}};
    const Shape b{{1, 0}, {50, 10}, {100, 10}, {0, 80}, {kNan, 90}};
    const auto suspects = suspectPoints(truth, std::vector<RunPoints>{a, b}, 100);
    QCOMPARE(suspects.size(), std::size_t{2});
    QCOMPARE(suspects[0].landmark, 1);
    QVERIFY(near(suspects[0].distance, 0.1, 1e-12));
    QVERIFY(near(suspects[0].score, 0.1 / 0.005, 1e-9));
    QCOMPARE(suspects[0].proposed, (Point2{50, 10}));
    QCOMPARE(suspects[1].landmark, 2);
    QVERIFY(near(suspects[1].spread, 0.02, 1e-12));
    truth.setVisibility(1, Visibility::Absent);
    QCOMPARE(suspectPoints(truth, std::vector<RunPoints>{a, b}, 100).size(), std::size_t{1});
    QVERIFY(suspectPoints(truth, std::vector<RunPoints>{a}, 100).empty());
    QVERIFY(suspectPoints(truth, std::vector<RunPoints>{a, b}, kNan).empty());
}

void SuspicionTest::eigenvectorsRebuildTheMatrix()
{
    Rng rng(1);
    constexpr std::size_t n = 12;
    SymmetricMatrix m(n);
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t j = i; j < n; ++j)
            m(i, j) = m(j, i) = rng.normal();
    const EigenPairs eigen = eigenOf(m);
    QVERIFY(std::ranges::is_sorted(eigen.values, std::ranges::greater{}));
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t j = 0; j < n; ++j) {
            double sum = 0, product = 0;
            for (std::size_t k = 0; k < n; ++k) {
                sum += eigen.values[k] * eigen.vectors[k][i] * eigen.vectors[k][j];
                product += eigen.vectors[i][k] * eigen.vectors[j][k];
            }
            QVERIFY(near(sum, m(i, j), 1e-9));
            QVERIFY(near(product, i == j, 1e-9));
        }
}

void SuspicionTest::inverseIsTheInverse()
{
    SymmetricMatrix m(3);
    const double values[3][3] = {{4, 1, 0.5}, {1, 3, -1}, {0.5, -1, 2}};
    for (std::size_t i = 0; i < 3; ++i)
        for (std::size_t j = 0; j < 3; ++j)
            m(i, j) = values[i][j];
    const auto inverse = inverseOf(m);
    QVERIFY(inverse.has_value());
    for (std::size_t i = 0; i < 3; ++i)
        for (std::size_t j = 0; j < 3; ++j) {
            double sum = 0;
            for (std::size_t k = 0; k < 3; ++k)
                sum += m(i, k) * (*inverse)(k, j);
            QVERIFY(near(sum, i == j, 1e-12));
        }
    m(2, 2) = -1;
    QVERIFY(!inverseOf(m).has_value());
}

void SuspicionTest::ordinaryFacesAreOrdinary()
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

void SuspicionTest::placeSizeAndTiltDoNotMatter()
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

void SuspicionTest::aSlippedPointStandsOut()
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

void SuspicionTest::aWholeSetMirroredStandsOut()
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

void SuspicionTest::contaminatedDataStillTells()
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

void SuspicionTest::missingPointsAreJudgedAround()
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

void SuspicionTest::realFacesAreOrdinary()
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

void SuspicionTest::statisticsRefuseNonsense()
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

void SuspicionTest::exchangedSidesAreSeen_data()
{
    QTest::addColumn<QString>("id");
    for (const LandmarkScheme *scheme : builtinSchemes())
        QTest::newRow(scheme->id.c_str()) << QString::fromStdString(scheme->id);
}

void SuspicionTest::exchangedSidesAreSeen()
{
    QFETCH(QString, id);
    const LandmarkScheme &scheme = *findScheme(id.toStdString());
    for (const Shape &face : randomFaces(scheme, 30, 15)) {
        const SideCheck right = checkSides(face, scheme, scheme.meanShape);
        QVERIFY(!right.swapped);
        QVERIFY(right.contours.empty());
        Shape wrong;
        for (const int i : scheme.mirror)
            wrong.push_back(face[static_cast<std::size_t>(i)]);
        const SideCheck check = checkSides(wrong, scheme, scheme.meanShape);
        QVERIFY2(check.swapped, qPrintable(QStringLiteral("%1 %2").arg(check.asIs).arg(check.exchanged)));
        QVERIFY(near(check.exchanged, right.asIs, 1e-9));
    }
}

void SuspicionTest::exchangedEyesAreSeen()
{
    const LandmarkScheme &scheme = *findScheme("ibug68");
    Rng rng(16);
    Shape face = randomFace(scheme, rng);
    const Shape before = face;
    for (std::size_t i = 36; i < 48; ++i)
        face[i] = before[static_cast<std::size_t>(scheme.mirror[i])];
    const SideCheck check = checkSides(face, scheme, scheme.meanShape);
    QVERIFY(!check.swapped);
    QCOMPARE(check.contours.size(), std::size_t{2});
    for (const int contour : check.contours)
        QVERIFY(scheme.contours[static_cast<std::size_t>(contour)].id.find("eye") != std::string::npos);
}

void SuspicionTest::sidesOfRubbishAreUnknown()
{
    const LandmarkScheme &scheme = *findScheme("ibug68");
    Rng rng(17);
    Shape face = randomFace(scheme, rng);
    QVERIFY(std::isnan(checkSides(Shape(3), scheme, scheme.meanShape).asIs));
    for (std::size_t i = 5; i < 68; ++i)
        face[i] = {kNan, kNan};
    QVERIFY(std::isnan(checkSides(face, scheme, scheme.meanShape).asIs));
    const SideCheck flat = checkSides(Shape(68), scheme, scheme.meanShape);
    QVERIFY(!flat.swapped && flat.contours.empty());
}

QTEST_GUILESS_MAIN(SuspicionTest)
#include "suspicion_test.moc"
