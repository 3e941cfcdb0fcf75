#include "core/base/rng.h"
#include "core/shape/symmetric.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace fiducial;
using namespace fiducial::shape;

namespace {

bool near(double actual, double expected, double tolerance)
{
    if (std::abs(actual - expected) <= tolerance)
        return true;
    qWarning("%.9g, not %.9g", actual, expected);
    return false;
}

} // namespace

class SymmetricTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void eigenvectorsRebuildTheMatrix();
    void inverseIsTheInverse();
};

void SymmetricTest::eigenvectorsRebuildTheMatrix()
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

void SymmetricTest::inverseIsTheInverse()
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

QTEST_GUILESS_MAIN(SymmetricTest)
#include "symmetric_test.moc"
