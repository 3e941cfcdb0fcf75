#pragma once

#include "core/analysis/query_columns.h"

#include <optional>

namespace fiducial::analysis {

struct QueryError {
    std::size_t position = 0; ///< byte of the query's text where it goes wrong
    std::size_t length = 0;   ///< bytes to underline; 0 at the end of the text
    Sentence expected;        ///< what may stand there: "a number or a name"
    Sentence message;         ///< one sentence, without the position

    /// "Character 7: ... Expected: ..."; characters count from 1, in UTF-8.
    Sentence sentence(std::string_view query) const;
    std::string text(std::string_view query) const { return sentence(query).text(); } ///< that in English
};

/// A filter over faces:
///
///     nme > 0.08 and pose = 1
///     5 % < nme <= 8 % and not (state = accepted or state = "in work")
///     nme - nme("second run") > 1 % and abs(yaw) > 30
///     image matches "web/*.jpg" and uncertainty != none
///
/// Numbers compare with = != < <= > >= (also in a row), add, subtract, multiply, divide; `8 %` is 0.08; abs(...). A
/// flag is a condition by itself or a number. A choice is compared with one of its names. A text compares with = and
/// !=, or matches a wildcard (~ for short; without * and ? it may stand anywhere in the text). `x = none` asks whether
/// a face has no such value; every other comparison with a value that does not exist is false. and, or, not and
/// names in any case.
class Query {
public:
    struct Node;

    /// Matches every row: the empty text.
    Query();
    ~Query();
    Query(const Query &);
    Query &operator=(const Query &);
    Query(Query &&) noexcept;
    Query &operator=(Query &&) noexcept;

    /// Rows that match, ascending. The columns may be others than those of parseQuery: Missing names a column that is
    /// no longer there or has become another type. 100,000 rows take milliseconds.
    Result<std::vector<int>> rows(const QueryColumns &columns) const;

private:
    friend class QueryParser;
    std::vector<Node> nodes_; ///< the last one is the condition
};

struct ParsedQuery {
    std::optional<Query> query;
    std::optional<QueryError> error; ///< set where there is no query
};

/// Types and names are those of `columns`. Any text is safe; more than kMostQueryBytes or a deep nesting is an error.
ParsedQuery parseQuery(std::string_view text, const QueryColumns &columns);
inline constexpr std::size_t kMostQueryBytes = 8192;

} // namespace fiducial::analysis
