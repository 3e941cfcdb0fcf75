#pragma once

#include <cmath>
#include <cstddef>
#include <utility>
#include <vector>

namespace fiducial::test {

/// Solves A x = b by Gaussian elimination with row exchange, apart from anything the library has.
inline std::vector<double> denseSolve(std::vector<std::vector<double>> a, std::vector<double> b)
{
    const std::size_t n = b.size();
    for (std::size_t c = 0; c < n; ++c) {
        std::size_t pivot = c;
        for (std::size_t r = c; r < n; ++r)
            if (std::abs(a[r][c]) > std::abs(a[pivot][c]))
                pivot = r;
        std::swap(a[c], a[pivot]);
        std::swap(b[c], b[pivot]);
        for (std::size_t r = c + 1; r < n; ++r) {
            const double f = a[r][c] / a[c][c];
            for (std::size_t k = c; k < n; ++k)
                a[r][k] -= f * a[c][k];
            b[r] -= f * b[c];
        }
    }
    for (std::size_t r = n; r-- > 0;) {
        for (std::size_t k = r + 1; k < n; ++k)
            b[r] -= a[r][k] * b[k];
        b[r] /= a[r][r];
    }
    return b;
}

} // namespace fiducial::test
