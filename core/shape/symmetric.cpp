#include "core/shape/symmetric.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace fiducial::shape {

namespace {

/// Angle that makes element (p, q) zero.
struct Rotation {
    double c = 1;
    double s = 0;
};

Rotation rotationFor(double pp, double pq, double qq)
{
    const double ratio = (qq - pp) / (2 * pq);
    const double t = std::copysign(1 / (std::abs(ratio) + std::hypot(1.0, ratio)), ratio);
    const double c = 1 / std::hypot(1.0, t);
    return {c, t * c};
}

void rotateRows(double *p, double *q, std::size_t count, const Rotation &r)
{
    for (std::size_t k = 0; k < count; ++k) {
        const double a = p[k];
        const double b = q[k];
        p[k] = r.c * a - r.s * b;
        q[k] = r.s * a + r.c * b;
    }
}

double offDiagonal(const SymmetricMatrix &m)
{
    double sum = 0;
    for (std::size_t p = 0; p < m.side(); ++p)
        for (std::size_t q = p + 1; q < m.side(); ++q)
            sum += m(p, q) * m(p, q);
    return sum;
}

void rotateBoth(SymmetricMatrix &m, std::size_t p, std::size_t q, const Rotation &r)
{
    rotateRows(&m(p, 0), &m(q, 0), m.side(), r);
    for (std::size_t k = 0; k < m.side(); ++k) {
        const double a = m(k, p);
        const double b = m(k, q);
        m(k, p) = r.c * a - r.s * b;
        m(k, q) = r.s * a + r.c * b;
    }
}

} // namespace

EigenPairs eigenOf(SymmetricMatrix m)
{
    const std::size_t n = m.side();
    SymmetricMatrix vectors(n); // row k belongs to diagonal element k
    double scale = 0;
    for (std::size_t k = 0; k < n; ++k) {
        vectors(k, k) = 1;
        scale += m(k, k) * m(k, k);
    }
    const double small = 1e-22 * (scale + offDiagonal(m));
    constexpr int kMostSweeps = 40;
    for (int sweep = 0; sweep < kMostSweeps && offDiagonal(m) > small; ++sweep)
        for (std::size_t p = 0; p < n; ++p)
            for (std::size_t q = p + 1; q < n; ++q) {
                if (m(p, q) * m(p, q) <= small / static_cast<double>(n * n))
                    continue;
                const Rotation r = rotationFor(m(p, p), m(p, q), m(q, q));
                rotateBoth(m, p, q, r);
                rotateRows(&vectors(p, 0), &vectors(q, 0), n, r);
            }
    std::vector<std::size_t> order(n);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::sort(order, [&m](std::size_t a, std::size_t b) { return m(a, a) > m(b, b); });
    EigenPairs out;
    for (const std::size_t k : order) {
        out.values.push_back(m(k, k));
        out.vectors.emplace_back(&vectors(k, 0), &vectors(k, 0) + n);
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
