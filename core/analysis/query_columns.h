#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace fiducial::analysis {

enum class ColumnType {
    Number, ///< NaN: the face has no such value
    Flag,   ///< 1 yes, 0 no, negative unknown; a condition by itself, or a number
    Choice, ///< one of a few names
    Text,   ///< "" : none
};

/// One named value per face, in somebody else's memory.
struct QueryColumn {
    std::string name;                 ///< as in a query: letters, digits, '_'; see queryName()
    std::string argument;             ///< nme("NAME"): the run's name; empty where the name stands alone
    std::vector<std::string> choices; ///< of a Choice; its values are indices into it, others: none
    std::variant<std::span<const float>, std::span<const double>, std::span<const std::int8_t>,
                 std::span<const std::uint8_t>, std::span<const std::string>>
        values; ///< Number (float or double), Flag, Choice, Text

    ColumnType type() const;
    std::size_t size() const;
};

/// What a query may speak of. The memory behind the columns outlives it.
class QueryColumns {
public:
    explicit QueryColumns(std::size_t rows) : rows_(rows) {}

    /// InvalidArgument: not a name, a keyword, taken, or of another length.
    Result<void> add(QueryColumn column);
    std::size_t rows() const { return rows_; }
    const std::vector<QueryColumn> &columns() const { return columns_; }
    /// Null where there is none. Case of the name does not matter, that of the argument does.
    const QueryColumn *find(std::string_view name, std::string_view argument = {}) const;

private:
    std::size_t rows_;
    std::vector<QueryColumn> columns_;
};

/// The name by which a query knows a title: "Make-up" -> "make_up"; '_' in front where it starts with a digit.
std::string queryName(std::string_view title);
/// A text as a query writes it: in quotes, '"' and '\' behind a '\'.
std::string queryQuoted(std::string_view text);

} // namespace fiducial::analysis
