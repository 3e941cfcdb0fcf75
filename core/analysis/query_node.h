#pragma once

#include "core/analysis/query.h"

#include <string>

namespace fiducial::analysis {

enum class QueryOp : std::uint8_t {
    // numbers
    Number,
    Column,
    Negate,
    Absolute,
    Add,
    Subtract,
    Multiply,
    Divide,
    // conditions
    Less,
    LessOrEqual,
    Equal,
    NotEqual,
    ChoiceIs,
    TextIs,
    TextMatches,
    IsSet,  ///< a flag that is 1
    IsNone, ///< NaN, empty text, a choice without name
    And,
    Or,
    Not,
};

/// Operands are indices of earlier nodes.
struct Query::Node {
    QueryOp op = QueryOp::Number;
    int left = -1;
    int right = -1;
    double number = 0;  ///< Number
    std::string text;   ///< TextIs, TextMatches: the pattern; ChoiceIs: the name
    std::string column; ///< Column and the questions about one column
    std::string argument;
    ColumnType type{};
};

} // namespace fiducial::analysis
