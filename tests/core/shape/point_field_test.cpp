#include "core/shape/point_field.h"
#include "core/shape/procrustes.h"
#include "tests/core/shape/dense_solve.h"

#include <QTest>

#include <cmath>

using namespace fiducial;
using namespace fiducial::shape;
using namespace fiducial::test;

namespace {

const LandmarkScheme &wflw()
{
    return *findScheme("wflw98");
}

} // namespace

/// Gaussian fields over landmarks, from their formulas.
class PointFieldTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void meanOfEverySchemeIsSymmetricAndNormalised();
    void kernelIsThatOfDistanceAndContour();
    void fullSymmetryMovesBothSidesAlike();
    void gainIsTheConditionalMean_data();
    void gainIsTheConditionalMean();
    void gainFollowsTheNoise();
};

void PointFieldTest::meanOfEverySchemeIsSymmetricAndNormalised()
{
    for (const char *id : {"wflw98", "ibug68", "cofw29", "aflw19"}) {
        const LandmarkScheme *scheme = findScheme(id);
        QVERIFY2(scheme, id);
        const auto mean = canonicalMean(*scheme);
        Point2 sum;
        double size = 0;
        for (std::size_t i = 0; i < mean.size(); ++i) {
            const Point2 partner = mean[static_cast<std::size_t>(scheme->mirror[i])];
            QVERIFY(distance(mean[i], {-partner.x, partner.y}) < 1e-12);
            sum = sum + mean[i];
            size += mean[i].x * mean[i].x + mean[i].y * mean[i].y;
        }
        QVERIFY(std::hypot(sum.x, sum.y) < 1e-10);
        QVERIFY(std::abs(size / static_cast<double>(mean.size()) - 1) < 1e-12);
    }
}

void PointFieldTest::kernelIsThatOfDistanceAndContour()
{
    const auto mean = canonicalMean(wflw());
    const KernelRule rule{0.4, 0.9, 0.3, 0};
    const auto c = kernelCovariance(wflw(), mean, rule);
    QCOMPARE(c.side(), std::size_t{196});
    const auto bell = [&](int i, int j, double reach) {
        const double d = distance(mean[static_cast<std::size_t>(i)], mean[static_cast<std::size_t>(j)]);
        return std::exp(-d * d / (2 * reach * reach));
    };
    const auto at = [&](int i, int j) { return c(2 * static_cast<std::size_t>(i), 2 * static_cast<std::size_t>(j)); };
    QVERIFY(std::abs(at(10, 10) - 1) < 1e-15);
    // On the jaw, and from the jaw to an eye.
    QVERIFY(std::abs(at(3, 7) - (0.7 * bell(3, 7, 0.4) + 0.3 * bell(3, 7, 0.9))) < 1e-15);
    QVERIFY(std::abs(at(3, 60) - 0.7 * bell(3, 60, 0.4)) < 1e-15);
    for (std::size_t i = 0; i < 196; ++i)
        for (std::size_t j = 0; j < 196; ++j) {
            QCOMPARE(c(i, j), c(j, i));
            if (i % 2 != j % 2)
                QCOMPARE(c(i, j), 0.0);
        }
}

void PointFieldTest::fullSymmetryMovesBothSidesAlike()
{
    const auto c = kernelCovariance(wflw(), canonicalMean(wflw()), {0.5, 1, 0.5, 1});
    for (std::size_t i = 0; i < 98; ++i) {
        const auto partner = static_cast<std::size_t>(wflw().mirror[i]);
        // Correlation -1 across the mid-line and 1 along it.
        QVERIFY(std::abs(c(2 * i, 2 * partner) + c(2 * i, 2 * i)) < 1e-12);
        QVERIFY(std::abs(c(2 * i + 1, 2 * partner + 1) - c(2 * i + 1, 2 * i + 1)) < 1e-12);
    }
    for (const double value : eigenOf(c).values)
        QVERIFY(value > -1e-12);
}

void PointFieldTest::gainIsTheConditionalMean_data()
{
    QTest::addColumn<double>("symmetry");
    QTest::newRow("sides apart") << 0.0;
    QTest::newRow("sides together") << 0.8;
}

void PointFieldTest::gainIsTheConditionalMean()
{
    QFETCH(double, symmetry);
    constexpr double kNoise = 0.02;
    const PointField field(kernelCovariance(wflw(), canonicalMean(wflw()), {0.5, 1, 0.5, symmetry}));
    const auto &c = field.covariance();
    const std::vector<int> seen{16, 60, 3};
    const auto gain = field.gain(seen, 2, kNoise);
    QCOMPARE(gain.size(), std::size_t{4}); // of the first two
    std::vector<std::size_t> at;
    for (const int i : seen)
        at.insert(at.end(), {2 * static_cast<std::size_t>(i), 2 * static_cast<std::size_t>(i) + 1});
    std::vector<std::vector<double>> observed(6, std::vector<double>(6));
    for (std::size_t i = 0; i < 6; ++i)
        for (std::size_t j = 0; j < 6; ++j)
            observed[i][j] = c(at[i], at[j]) + (i == j ? kNoise : 0);
    for (std::size_t column = 0; column < 4; ++column) {
        std::vector<double> moved(6, 0.0); // this coordinate by 1, the others not
        moved[column] = 1;
        const auto weights = denseSolve(observed, moved);
        for (std::size_t i = 0; i < c.side(); ++i) {
            double expected = 0;
            for (std::size_t j = 0; j < 6; ++j)
                expected += c(i, at[j]) * weights[j];
            QVERIFY(std::abs(gain[column][i] - expected) < 1e-10);
        }
    }
}

void PointFieldTest::gainFollowsTheNoise()
{
    const PointField field(kernelCovariance(wflw(), canonicalMean(wflw()), {}));
    const std::vector<int> seen{54};
    QVERIFY(std::abs(field.gain(seen, 1, 1e-9)[0][108] - 1) < 1e-8);
    QVERIFY(std::abs(field.gain(seen, 1, 1)[0][108] - 0.5) < 1e-12); // as much noise as spread: half of the way
}

QTEST_GUILESS_MAIN(PointFieldTest)
#include "point_field_test.moc"
