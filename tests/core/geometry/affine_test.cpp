#include "core/base/rng.h"
#include "core/geometry/affine.h"
#include "core/geometry/types.h"
#include "tests/support/numbers.h"

#include <QTest>

#include <algorithm>
#include <array>
#include <vector>

using namespace fiducial;
using namespace fiducial::test;

class AffineTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void similarityOfFivePoints();
    void similarityIsRecoveredExactly();
    void similarityNeverMirrors();
    void similarityNeedsTwoDifferentPoints();
    void compositionAppliesTheRightFirst();
    void inverseTakesPointsBack();
    void covarianceFollowsTheMap();
    void overlapOfRectangles();
    void rectangles();
};

namespace {
std::vector<Point2> mapped(const Affine &map, const std::vector<Point2> &points)
{
    std::vector<Point2> out;
    for (const Point2 p : points)
        out.push_back(map * p);
    return out;
}
} // namespace

void AffineTest::similarityOfFivePoints()
{
    // algorithms.md 4.1: five points to the 256 px template, template factors 1.0 and 1.25.
    const std::vector<Point2> from = {{100, 120}, {160, 118}, {131, 150}, {108, 182}, {154, 180}};
    const std::vector<Point2> tight = {{98, 113}, {158, 113}, {128, 143}, {110, 180.2}, {146, 180.2}};
    const std::vector<Point2> wide = {{90.5, 109.25}, {165.5, 109.25}, {128, 146.75}, {105.5, 193.25}, {150.5, 193.25}};
    const Affine a = fitSimilarity(from, tight).value();
    QVERIFY(near(a.a, 1.013001, 1e-6) && near(a.c, 0.0241174, 1e-7) && near(a.d, a.a, 0) && near(a.b, -a.c, 0));
    QVERIFY(near(a.tx, -0.68032, 1e-5) && near(a.ty, -9.219871, 1e-6));
    const Affine b = fitSimilarity(from, wide).value();
    QVERIFY(near(b.a, 1.266251, 1e-6) && near(b.c, 0.030147, 1e-6));
    QVERIFY(near(b.tx, -32.8504, 1e-4) && near(b.ty, -43.524839, 1e-6));
}

void AffineTest::similarityIsRecoveredExactly()
{
    Rng rng(5);
    for (int round = 0; round < 50; ++round) {
        const double scale = rng.uniform(0.1, 5), angle = rng.uniform(-3, 3);
        const double c = scale * std::cos(angle), s = scale * std::sin(angle);
        const Affine truth{c, -s, rng.uniform(-100, 100), s, c, rng.uniform(-100, 100)};
        std::vector<Point2> from(2 + rng.below(97));
        std::generate(from.begin(), from.end(), [&] { return Point2{rng.uniform(0, 500), rng.uniform(0, 500)}; });
        const Affine fit = fitSimilarity(from, mapped(truth, from)).value();
        for (const Point2 p : from)
            QVERIFY(distance(fit * p, truth * p) < 1e-8);
    }
}

void AffineTest::similarityNeverMirrors()
{
    const std::vector<Point2> from = {{0, 0}, {10, 0}, {0, 20}, {10, 20}, {5, 7}};
    const Affine mirror{-1, 0, 10, 0, 1, 0};
    QVERIFY(fitSimilarity(from, mapped(mirror, from)).value().determinant() > 0);
}

void AffineTest::similarityNeedsTwoDifferentPoints()
{
    const std::vector<Point2> one = {{1, 2}}, same = {{3, 3}, {3, 3}}, two = {{0, 0}, {1, 1}};
    QCOMPARE(fitSimilarity(one, one).error().code, Errc::InvalidArgument);
    QCOMPARE(fitSimilarity(same, two).error().code, Errc::InvalidArgument);
    QCOMPARE(fitSimilarity(two, one).error().code, Errc::InvalidArgument);
    QVERIFY(fitSimilarity(two, two).ok());
}

void AffineTest::compositionAppliesTheRightFirst()
{
    const Affine twice{2, 0, 0, 0, 2, 0}, shift{1, 0, 5, 0, 1, -3};
    QCOMPARE((twice * shift) * Point2({1, 1}), Point2({12, -4}));
    QCOMPARE((shift * twice) * Point2({1, 1}), Point2({7, -1}));
}

void AffineTest::inverseTakesPointsBack()
{
    const Affine map{1.3, 0.4, -250, -0.2, 0.9, 77};
    const Point2 p{431.25, 87.5};
    QVERIFY(distance(map.inverse() * (map * p), p) < 1e-10);
    QVERIFY(near(map.determinant() * map.inverse().determinant(), 1, 1e-12));
}

void AffineTest::covarianceFollowsTheMap()
{
    const Covariance2f scaled = transformed({1, 0.5f, 2}, {3, 0, 99, 0, 2, -5});
    QCOMPARE(scaled, Covariance2f({9, 3, 8}));
    const Covariance2f turned = transformed({1, 0.5f, 2}, {0, -1, 0, 1, 0, 0}); // by 90 degrees
    QCOMPARE(turned, Covariance2f({2, -0.5f, 1}));
}

void AffineTest::overlapOfRectangles()
{
    const Rect a{0, 0, 10, 10};
    QCOMPARE(intersectionOverUnion(a, a), 1.0);
    QCOMPARE(intersectionOverUnion(a, {5, 0, 10, 10}), 50.0 / 150.0);
    QCOMPARE(intersectionOverUnion(a, {2, 2, 5, 4}), 0.2);
    QCOMPARE(intersectionOverUnion(a, {10, 0, 5, 5}), 0.0);
    QCOMPARE(intersectionOverUnion(a, {}), 0.0);
    QCOMPARE(intersectionOverUnion({}, {}), 0.0);
}

void AffineTest::rectangles()
{
    const Rect r = Rect::fromCorners(10, 20, 40, 80);
    QCOMPARE(r.width, 30.0);
    QCOMPARE(r.centre(), Point2({25, 50}));
    QVERIFY(r.contains({10, 80}) && !r.contains({9.9, 50}));
    QVERIFY(!r.empty() && Rect::fromCorners(5, 0, 5, 9).empty() && Rect::fromCorners(5, 0, 4, 9).empty());
    QVERIFY(!isFinite({std::nan(""), 0}) && isFinite({1, 2}));
}

QTEST_GUILESS_MAIN(AffineTest)
#include "affine_test.moc"
