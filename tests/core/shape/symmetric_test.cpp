#include "core/base/rng.h"
#include "core/shape/symmetric.h"
#include "tests/core/shape/dense_solve.h"
#include "tests/support/test_support.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <functional>

using namespace fiducial;
using namespace fiducial::shape;
using namespace fiducial::test;

namespace {

/// B B' of a random B with `rank` columns; positive definite where rank >= side.
SymmetricMatrix randomMatrix(std::size_t side, std::size_t rank, std::uint64_t seed)
{
    Rng rng(seed);
    std::vector<double> b(side * rank);
    for (double &v : b)
        v = rng.normal();
    SymmetricMatrix out(side);
    for (std::size_t i = 0; i < side; ++i)
        for (std::size_t j = 0; j < side; ++j)
            for (std::size_t k = 0; k < rank; ++k)
                out(i, j) += b[i * rank + k] * b[j * rank + k];
    return out;
}

SymmetricMatrix diagonalMatrix(const std::vector<double> &values)
{
    SymmetricMatrix out(values.size());
    for (std::size_t i = 0; i < values.size(); ++i)
        out(i, i) = values[i];
    return out;
}

/// Values descend, vectors are orthonormal, and A v = value v.
bool isEigenSystem(const SymmetricMatrix &m, const EigenPairs &pairs)
{
    double scale = 1e-300;
    for (std::size_t i = 0; i < m.side(); ++i)
        scale = std::max(scale, std::abs(m(i, i)));
    bool good = pairs.values.size() == m.side() && std::ranges::is_sorted(pairs.values, std::greater{});
    for (std::size_t k = 0; k < pairs.values.size(); ++k) {
        for (std::size_t i = 0; i < m.side(); ++i) {
            double product = 0;
            for (std::size_t j = 0; j < m.side(); ++j)
                product += m(i, j) * pairs.vectors[k][j];
            good &= std::abs(product - pairs.values[k] * pairs.vectors[k][i]) <
                    1e-13 * scale * static_cast<double>(m.side());
        }
        for (std::size_t l = 0; l <= k; ++l) {
            double product = 0;
            for (std::size_t j = 0; j < m.side(); ++j)
                product += pairs.vectors[k][j] * pairs.vectors[l][j];
            good &= std::abs(product - (k == l ? 1 : 0)) < 1e-12;
        }
    }
    return good;
}

} // namespace

class SymmetricTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void eigenvectorsBelongToTheirValues();
    void valuesOfKnownMatrices();
    void choleskySolvesAsElimination();
    void inverseTimesMatrixIsOne();
    void indefiniteMatricesAreRefused();
};

void SymmetricTest::eigenvectorsBelongToTheirValues()
{
    for (const std::size_t side : {1, 2, 3, 7, 40, 120})
        for (const std::size_t rank : {std::size_t{1}, side / 2 + 1, side + 5}) {
            const auto m = randomMatrix(side, rank, side * 10 + rank);
            QVERIFY2(isEigenSystem(m, eigenOf(m)), qPrintable(QString::number(side)));
        }
    auto tiny = randomMatrix(12, 12, 4);
    for (std::size_t i = 0; i < 12; ++i)
        for (std::size_t j = 0; j < 12; ++j)
            tiny(i, j) *= 1e-12;
    QVERIFY(isEigenSystem(tiny, eigenOf(tiny)));
}

void SymmetricTest::valuesOfKnownMatrices()
{
    QVERIFY((eigenOf(diagonalMatrix({3, -1, 7, 3})).values == std::vector<double>{7, 3, 3, -1}));
    QVERIFY(isEigenSystem(SymmetricMatrix(5), eigenOf(SymmetricMatrix(5))));
    // The chain 2 on the diagonal, -1 beside it: 2 - 2 cos(pi k / (n + 1)).
    constexpr std::size_t kSide = 30;
    SymmetricMatrix chain(kSide);
    for (std::size_t i = 0; i < kSide; ++i) {
        chain(i, i) = 2;
        if (i > 0)
            chain(i, i - 1) = chain(i - 1, i) = -1;
    }
    const auto pairs = eigenOf(chain);
    for (std::size_t k = 0; k < kSide; ++k)
        QVERIFY(std::abs(pairs.values[k] - (2 - 2 * std::cos(M_PI * static_cast<double>(kSide - k) / (kSide + 1)))) <
                1e-13);
    QVERIFY(eigenOf(SymmetricMatrix(0)).values.empty());
}

void SymmetricTest::choleskySolvesAsElimination()
{
    const auto m = randomMatrix(30, 40, 8);
    std::vector<std::vector<double>> dense(30, std::vector<double>(30));
    std::vector<double> b;
    for (std::size_t i = 0; i < 30; ++i) {
        b.push_back(std::sin(static_cast<double>(i)));
        for (std::size_t j = 0; j < 30; ++j)
            dense[i][j] = m(i, j);
    }
    const auto expected = denseSolve(dense, b);
    const auto root = Cholesky::of(m);
    QVERIFY(root.has_value());
    root->solve(b);
    for (std::size_t i = 0; i < 30; ++i)
        QVERIFY(std::abs(b[i] - expected[i]) < 1e-11);
}

void SymmetricTest::inverseTimesMatrixIsOne()
{
    const auto m = randomMatrix(20, 30, 6);
    const auto inverse = inverseOf(m);
    QVERIFY(inverse.has_value());
    for (std::size_t i = 0; i < 20; ++i)
        for (std::size_t j = 0; j < 20; ++j) {
            double product = 0;
            for (std::size_t k = 0; k < 20; ++k)
                product += m(i, k) * (*inverse)(k, j);
            QVERIFY(std::abs(product - (i == j ? 1 : 0)) < 1e-11);
        }
}

void SymmetricTest::indefiniteMatricesAreRefused()
{
    QVERIFY(!Cholesky::of(diagonalMatrix({1, -1})));
    QVERIFY(!Cholesky::of(SymmetricMatrix(3)));
    QVERIFY(!inverseOf(diagonalMatrix({1, std::nan("")})));
}

QTEST_GUILESS_MAIN(SymmetricTest)
#include "symmetric_test.moc"
