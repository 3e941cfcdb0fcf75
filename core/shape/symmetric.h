#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace fiducial::shape {

/// Dense symmetric matrix of a few hundred rows.
class SymmetricMatrix {
public:
    explicit SymmetricMatrix(std::size_t side) : side_(side), values_(side * side) {}

    std::size_t side() const { return side_; }
    double &operator()(std::size_t row, std::size_t column) { return values_[row * side_ + column]; }
    double operator()(std::size_t row, std::size_t column) const { return values_[row * side_ + column]; }

private:
    std::size_t side_;
    std::vector<double> values_;
};

struct EigenPairs {
    std::vector<double> values;               ///< descending
    std::vector<std::vector<double>> vectors; ///< of each value, length 1
};

/// All eigenvalues and eigenvectors by Householder's reduction and QL steps. Precondition: finite.
EigenPairs eigenOf(SymmetricMatrix matrix);

/// Root of a positive definite matrix: A = L L'.
class Cholesky {
public:
    /// Nothing where it is not positive definite.
    static std::optional<Cholesky> of(SymmetricMatrix matrix);
    /// Solves A x = b in place; as long as the side.
    void solve(std::span<double> b) const;

private:
    explicit Cholesky(SymmetricMatrix root) : root_(std::move(root)) {}
    SymmetricMatrix root_; ///< lower triangle
};

/// Inverse of a positive definite matrix by Cholesky; nothing where it is not positive definite.
std::optional<SymmetricMatrix> inverseOf(const SymmetricMatrix &matrix);

} // namespace fiducial::shape
