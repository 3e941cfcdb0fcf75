#include "app/cli/table.h"

#include "core/base/text.h"

#include <algorithm>
#include <cmath>

namespace fiducial::cli {

namespace {
std::size_t columnsOf(const std::string &utf8)
{
    return static_cast<std::size_t>(std::count_if(utf8.begin(), utf8.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}
} // namespace

std::string Table::text() const
{
    std::vector<std::size_t> widths;
    for (const auto &row : rows_) {
        widths.resize(std::max(widths.size(), row.size()));
        for (std::size_t i = 0; i < row.size(); ++i)
            widths[i] = std::max(widths[i], columnsOf(row[i]));
    }
    std::string out;
    for (const auto &row : rows_) {
        std::string line;
        for (std::size_t i = 0; i < row.size(); ++i) {
            const std::string space(widths[i] - columnsOf(row[i]), ' ');
            line += (i ? "  " : "") + (i ? space + row[i] : row[i] + space);
        }
        line.erase(line.find_last_not_of(' ') + 1);
        out += line + "\n";
    }
    return out;
}

std::string percent(double fraction, int decimals)
{
    return std::isfinite(fraction) ? text::fixed(100 * fraction, decimals) + " %" : "-";
}

} // namespace fiducial::cli
