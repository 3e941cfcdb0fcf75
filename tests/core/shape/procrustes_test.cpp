#include "core/base/rng.h"
#include "core/scheme/landmark_scheme.h"
#include "core/shape/procrustes.h"

#include <QTest>

#include <cmath>
#include <complex>
#include <limits>

using namespace fiducial;
using namespace fiducial::shape;

namespace {

using Points = std::vector<Point2>;

Points randomShape(Rng &rng, std::size_t count)
{
    Points out(count);
    for (Point2 &p : out)
        p = {rng.uniform(-5, 9), rng.uniform(0, 20)};
    return out;
}

/// Turned, scaled and moved.
Points posed(const Points &shape, double angle, double scale, Point2 by)
{
    Points out;
    for (const Point2 p : shape) {
        const auto q = std::polar(scale, angle) * std::complex<double>(p.x, p.y);
        out.push_back({q.real() + by.x, q.imag() + by.y});
    }
    return out;
}

double squaredSize(const Points &shape)
{
    double sum = 0;
    for (const Point2 p : shape)
        sum += p.x * p.x + p.y * p.y;
    return sum / static_cast<double>(shape.size());
}

double farthest(const Points &a, const Points &b)
{
    double most = 0;
    for (std::size_t i = 0; i < a.size(); ++i)
        most = std::max(most, distance(a[i], b[i]));
    return most;
}

} // namespace

/// Alignment and principal components, from their definitions.
class ProcrustesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void normalisedShapeIsCentredAndOfUnitSize();
    void deviationIsFreeOfPose();
    void deviationIsOfThePresentPoints();
    void deviationOfOnePlaceIsNone();
    void meanIsFoundFromPosedFaces();
    void meanWithAMirrorMapIsSymmetric();
    void symmetrisedCovarianceIsThatOfBothImages();
    void secondMomentsAreMeansOfProducts();
    void modesEndWhereNoiseBegins();
    void modesExplainTheShareAsked();
    void noSpreadHasNoModes();
};

void ProcrustesTest::normalisedShapeIsCentredAndOfUnitSize()
{
    Rng rng(1);
    Points shape = randomShape(rng, 31);
    const Points before = shape;
    normalise(shape);
    Point2 sum;
    for (const Point2 p : shape)
        sum = sum + p;
    QVERIFY(std::hypot(sum.x, sum.y) < 1e-12 * 31);
    QVERIFY(std::abs(squaredSize(shape) - 1) < 1e-12);
    const double scale = distance(shape[3], shape[7]) / distance(before[3], before[7]);
    QVERIFY(std::abs(distance(shape[0], shape[30]) / distance(before[0], before[30]) - scale) < 1e-12);
}

void ProcrustesTest::deviationIsFreeOfPose()
{
    Rng rng(2);
    Points mean = randomShape(rng, 20);
    normalise(mean);
    const auto all = allOf(20);
    for (const double d : deviation(posed(mean, 0.7, 130, {40, -8}), mean, all))
        QVERIFY(std::abs(d) < 1e-12);
    const Points shape = randomShape(rng, 20);
    const auto straight = deviation(shape, mean, all);
    const auto turned = deviation(posed(shape, -2.1, 0.3, {900, 4}), mean, all);
    QCOMPARE(straight.size(), std::size_t{40});
    double x = 0, y = 0;
    for (std::size_t i = 0; i < 40; ++i) {
        QVERIFY(std::abs(straight[i] - turned[i]) < 1e-10);
        (i % 2 ? y : x) += straight[i];
    }
    QVERIFY(std::abs(x) < 1e-10 && std::abs(y) < 1e-10); // the best place is where they balance
}

void ProcrustesTest::deviationIsOfThePresentPoints()
{
    Rng rng(3);
    Points mean = randomShape(rng, 10), shape = randomShape(rng, 10);
    const std::vector<std::size_t> present{1, 4, 5, 9};
    Points fewMean, few;
    for (const std::size_t i : present) {
        fewMean.push_back(mean[i]);
        few.push_back(shape[i]);
    }
    shape[2].x = std::numeric_limits<double>::quiet_NaN();
    QCOMPARE(deviation(shape, mean, present), deviation(few, fewMean, allOf(4)));
}

void ProcrustesTest::deviationOfOnePlaceIsNone()
{
    Rng rng(4);
    QVERIFY(deviation(Points(6, {3, 4}), randomShape(rng, 6), allOf(6)).empty());
}

void ProcrustesTest::meanIsFoundFromPosedFaces()
{
    Rng rng(5);
    Points truth = findScheme("wflw98")->meanShape;
    normalise(truth);
    std::vector<Points> faces;
    for (int i = 0; i < 400; ++i) {
        Points face = truth;
        for (Point2 &p : face)
            p = p + Point2{0.05 * rng.normal(), 0.05 * rng.normal()};
        faces.push_back(posed(face, rng.uniform(-1, 1), rng.uniform(20, 200), {rng.uniform(0, 500), 80}));
    }
    Points start = faces[0];
    normalise(start);
    const AlignedShapes aligned = alignShapes(faces, start);
    QCOMPARE(aligned.deviations.size(), faces.size());
    QVERIFY(std::abs(squaredSize(aligned.mean) - 1) < 1e-12);
    // Of the noise 0.05 / sqrt(400) a point is left; the pose of the mean is the start's.
    double left = 0;
    for (const double d : deviation(truth, aligned.mean, allOf(truth.size())))
        left = std::max(left, std::abs(d));
    QVERIFY2(left < 0.015, qPrintable(QString::number(left)));
    for (std::size_t i = 0; i < faces.size(); i += 50)
        QCOMPARE(aligned.deviations[i], deviation(faces[i], aligned.mean, allOf(truth.size())));
}

void ProcrustesTest::meanWithAMirrorMapIsSymmetric()
{
    Rng rng(6);
    const LandmarkScheme &scheme = *findScheme("wflw98");
    std::vector<Points> faces;
    for (int i = 0; i < 20; ++i) {
        Points face = scheme.meanShape;
        for (Point2 &p : face)
            p = p + Point2{0.1 * rng.normal() + 0.05 * p.y, 0.1 * rng.normal()};
        faces.push_back(face);
    }
    const AlignedShapes aligned = alignShapes(faces, scheme.meanShape, scheme.mirror);
    QVERIFY(farthest(symmetrised(aligned.mean, scheme.mirror), aligned.mean) < 1e-12);
    QVERIFY(farthest(alignShapes(faces, scheme.meanShape).mean, aligned.mean) > 0.01); // else this shows nothing
}

void ProcrustesTest::symmetrisedCovarianceIsThatOfBothImages()
{
    Rng rng(7);
    const std::vector<int> mirror{1, 0, 2, 4, 3};
    std::vector<double> v(10), image(10);
    for (double &x : v)
        x = rng.normal();
    for (std::size_t i = 0; i < 5; ++i) {
        const auto partner = static_cast<std::size_t>(mirror[i]);
        image[2 * i] = -v[2 * partner];
        image[2 * i + 1] = v[2 * partner + 1];
    }
    const auto one = symmetrised(secondMoments(std::vector<std::vector<double>>{v}, 10), mirror);
    const auto both = secondMoments(std::vector{v, image}, 10);
    for (std::size_t i = 0; i < 10; ++i)
        for (std::size_t j = 0; j < 10; ++j)
            QVERIFY(std::abs(one(i, j) - both(i, j)) < 1e-15);
}

void ProcrustesTest::secondMomentsAreMeansOfProducts()
{
    const auto moments = secondMoments(std::vector<std::vector<double>>{{1, 2, 3}, {-1, 4, 0}}, 3);
    const double expected[3][3] = {{1, -1, 1.5}, {-1, 10, 3}, {1.5, 3, 4.5}};
    for (std::size_t i = 0; i < 3; ++i)
        for (std::size_t j = 0; j < 3; ++j)
            QCOMPARE(moments(i, j), expected[i][j]);
    QCOMPARE(secondMoments({}, 2)(0, 1), 0.0);
}

namespace {
/// Variances 9, 4 and 1, noise of 0.01 beside them, nothing in the four directions that alignment empties.
SymmetricMatrix knownCovariance()
{
    SymmetricMatrix out(20);
    for (std::size_t i = 0; i < 16; ++i)
        out(i, i) = i == 5 ? 9 : i == 0 ? 4 : i == 11 ? 1 : 0.01;
    return out;
}
} // namespace

void ProcrustesTest::modesEndWhereNoiseBegins()
{
    const auto modes = principalModes(knownCovariance(), 100'000, 1);
    QVERIFY(modes);
    QCOMPARE(modes->variances.size(), std::size_t{3});
    const std::pair<std::size_t, double> expected[] = {{5, 9}, {0, 4}, {11, 1}};
    for (std::size_t k = 0; k < 3; ++k) {
        QVERIFY(std::abs(modes->variances[k] - expected[k].second) < 1e-12);
        QVERIFY(std::abs(std::abs(modes->directions[k][expected[k].first]) - 1) < 1e-12);
    }
    QVERIFY(std::abs(modes->noise - 0.01) < 1e-12);
}

void ProcrustesTest::modesExplainTheShareAsked()
{
    const auto modes = principalModes(knownCovariance(), 100'000, 0.9); // 13 of 14.13
    QVERIFY(modes);
    QCOMPARE(modes->variances.size(), std::size_t{2});
    QVERIFY(std::abs(modes->noise - 1.13 / 14) < 1e-12);
    // In twelve samples noise alone has eigenvalues five times as large as itself.
    SymmetricMatrix faint = knownCovariance();
    faint(11, 11) = 0.03;
    QCOMPARE(principalModes(faint, 100'000, 1)->variances.size(), std::size_t{3});
    QCOMPARE(principalModes(faint, 12, 1)->variances.size(), std::size_t{2});
}

void ProcrustesTest::noSpreadHasNoModes()
{
    QVERIFY(!principalModes(SymmetricMatrix(20), 100, 0.9));
}

QTEST_GUILESS_MAIN(ProcrustesTest)
#include "procrustes_test.moc"
