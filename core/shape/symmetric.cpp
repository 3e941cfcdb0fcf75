#include "core/shape/symmetric.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <numeric>

namespace fiducial::shape {

namespace {

/// A = Q T Q' with T tridiagonal.
struct Tridiagonal {
    std::vector<double> diagonal;
    std::vector<double> beside;  ///< element k couples k and k + 1; one more than needed, 0
    SymmetricMatrix transposedQ; ///< rows: columns of Q
};

/// Unit vector v over rows below `column` whose reflection I - 2 v v' leaves only the first of them, and what it
/// becomes; all zero where nothing is to be done.
double reflectorOf(const SymmetricMatrix &m, std::size_t column, std::vector<double> &v)
{
    const std::size_t n = m.side();
    double squared = 0;
    std::ranges::fill(v, 0.0);
    for (std::size_t i = column + 1; i < n; ++i) {
        v[i] = m(i, column);
        squared += v[i] * v[i];
    }
    const double first = v[column + 1];
    const double left = std::copysign(std::sqrt(squared), -first);
    v[column + 1] -= left;
    const double length = std::sqrt(squared - first * first + v[column + 1] * v[column + 1]);
    for (std::size_t i = column + 1; i < n; ++i)
        v[i] = length > 0 ? v[i] / length : 0;
    return left;
}

/// H A H of the rows and columns from `from` on, H = I - 2 v v'.
void reflectBoth(SymmetricMatrix &m, const std::vector<double> &v, std::size_t from)
{
    const std::size_t n = m.side();
    std::vector<double> w(n);
    double along = 0;
    for (std::size_t i = from; i < n; ++i) {
        const double *row = &m(i, 0);
        for (std::size_t j = from; j < n; ++j)
            w[i] += row[j] * v[j];
        along += w[i] * v[i];
    }
    for (std::size_t i = from; i < n; ++i)
        w[i] -= along * v[i];
    for (std::size_t i = from; i < n; ++i) {
        double *row = &m(i, 0);
        for (std::size_t j = from; j < n; ++j)
            row[j] -= 2 * (v[i] * w[j] + w[i] * v[j]);
    }
}

/// Householder's reduction.
Tridiagonal tridiagonalOf(SymmetricMatrix m)
{
    const std::size_t n = m.side();
    Tridiagonal out{std::vector<double>(n), std::vector<double>(n), SymmetricMatrix(n)};
    std::vector<std::vector<double>> reflectors;
    for (std::size_t k = 0; k + 2 < n; ++k) {
        std::vector<double> v(n);
        out.beside[k] = reflectorOf(m, k, v);
        reflectBoth(m, v, k + 1);
        reflectors.push_back(std::move(v));
    }
    if (n >= 2)
        out.beside[n - 2] = m(n - 1, n - 2);
    for (std::size_t k = 0; k < n; ++k) {
        out.diagonal[k] = m(k, k);
        out.transposedQ(k, k) = 1;
    }
    for (std::size_t k = reflectors.size(); k-- > 0;) {
        const auto &v = reflectors[k];
        for (std::size_t row = k + 1; row < n; ++row) {
            double *q = &out.transposedQ(row, 0);
            const double along = 2 * std::inner_product(v.begin(), v.end(), q, 0.0);
            for (std::size_t i = k + 1; i < n; ++i)
                q[i] -= along * v[i];
        }
    }
    return out;
}

void rotateRows(double *p, double *q, std::size_t count, double c, double s)
{
    for (std::size_t k = 0; k < count; ++k) {
        const double a = p[k];
        const double b = q[k];
        p[k] = c * a - s * b;
        q[k] = s * a + c * b;
    }
}

/// One implicit QL step with Wilkinson's shift on the block first..last.
void stepQl(Tridiagonal &t, std::size_t first, std::size_t last)
{
    auto &d = t.diagonal;
    auto &e = t.beside;
    const double half = (d[first + 1] - d[first]) / (2 * e[first]);
    double g = d[last] - d[first] + e[first] / (half + std::copysign(std::hypot(half, 1.0), half));
    double s = 1, c = 1, p = 0;
    for (std::size_t i = last; i-- > first;) {
        const double f = s * e[i];
        const double b = c * e[i];
        const double r = std::hypot(f, g);
        e[i + 1] = r;
        if (r == 0) { // falls apart before the block's start
            d[i + 1] -= p;
            e[last] = 0;
            return;
        }
        s = f / r;
        c = g / r;
        g = d[i + 1] - p;
        const double x = (d[i] - g) * s + 2 * c * b;
        p = s * x;
        d[i + 1] = g + p;
        g = c * x - b;
        rotateRows(&t.transposedQ(i, 0), &t.transposedQ(i + 1, 0), d.size(), c, s);
    }
    d[first] -= p;
    e[first] = g;
    e[last] = 0;
}

/// Leaves the eigenvalues on the diagonal and the eigenvectors in the rows of transposedQ.
void diagonalise(Tridiagonal &t)
{
    const std::size_t n = t.diagonal.size();
    double scale = 0;
    for (std::size_t k = 0; k < n; ++k)
        scale = std::max({scale, std::abs(t.diagonal[k]), std::abs(t.beside[k])});
    constexpr double kEpsilon = std::numeric_limits<double>::epsilon();
    const auto negligible = [&](std::size_t k) {
        return std::abs(t.beside[k]) <=
               kEpsilon * (std::abs(t.diagonal[k]) + std::abs(t.diagonal[k + 1]) + kEpsilon * scale);
    };
    constexpr int kMostSteps = 60; // two or three are usual
    for (std::size_t first = 0; first + 1 < n; ++first)
        for (int step = 0; step < kMostSteps; ++step) {
            std::size_t last = first;
            while (last + 1 < n && !negligible(last))
                ++last;
            if (last == first)
                break;
            stepQl(t, first, last);
        }
}

} // namespace

EigenPairs eigenOf(SymmetricMatrix m)
{
    const std::size_t n = m.side();
    Tridiagonal t = tridiagonalOf(std::move(m));
    diagonalise(t);
    std::vector<std::size_t> order(n);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::sort(order, std::greater{}, [&t](std::size_t k) { return t.diagonal[k]; });
    EigenPairs out;
    for (const std::size_t k : order) {
        out.values.push_back(t.diagonal[k]);
        out.vectors.emplace_back(&t.transposedQ(k, 0), &t.transposedQ(k, 0) + n);
    }
    return out;
}

std::optional<Cholesky> Cholesky::of(SymmetricMatrix m)
{
    const std::size_t n = m.side();
    for (std::size_t i = 0; i < n; ++i) {
        double *row = &m(i, 0);
        for (std::size_t j = 0; j <= i; ++j) {
            const double *other = &m(j, 0);
            const double sum = row[j] - std::inner_product(row, row + j, other, 0.0);
            if (i == j && !(sum > 0))
                return std::nullopt;
            row[j] = i == j ? std::sqrt(sum) : sum / other[j];
        }
    }
    return Cholesky(std::move(m));
}

void Cholesky::solve(std::span<double> x) const
{
    const std::size_t n = root_.side();
    for (std::size_t i = 0; i < n; ++i) {
        for (std::size_t k = 0; k < i; ++k)
            x[i] -= root_(i, k) * x[k];
        x[i] /= root_(i, i);
    }
    for (std::size_t i = n; i-- > 0;) {
        x[i] /= root_(i, i);
        for (std::size_t k = 0; k < i; ++k)
            x[k] -= root_(i, k) * x[i];
    }
}

std::optional<SymmetricMatrix> inverseOf(const SymmetricMatrix &m)
{
    const auto root = Cholesky::of(m);
    if (!root)
        return std::nullopt;
    SymmetricMatrix inverse(m.side());
    for (std::size_t i = 0; i < m.side(); ++i) {
        inverse(i, i) = 1;
        root->solve({&inverse(i, 0), m.side()});
    }
    return inverse;
}

} // namespace fiducial::shape
