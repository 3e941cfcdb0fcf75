#pragma once

#include <string>
#include <vector>

namespace fiducial::cli {

/// Columns of text for a terminal: the first left-aligned, the others right-aligned, two blanks between them.
class Table {
public:
    explicit Table(std::vector<std::string> header) : rows_{std::move(header)} {}
    void add(std::vector<std::string> row) { rows_.push_back(std::move(row)); }
    std::string text() const;

private:
    std::vector<std::vector<std::string>> rows_;
};

std::string percent(double fraction, int decimals = 2); ///< "4.31 %", "-" where it does not exist

} // namespace fiducial::cli
