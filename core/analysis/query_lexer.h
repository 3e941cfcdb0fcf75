#pragma once

#include "core/analysis/query.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fiducial::analysis {

enum class TokenKind { End, Number, Text, Name, Symbol, Keyword };

struct Token {
    TokenKind kind = TokenKind::End;
    std::size_t position = 0;
    std::size_t length = 0;
    std::string text;  ///< Text: without quotes and escapes; Name: lower case, '-' as '_'; Symbol, Keyword: as compared
    double number = 0; ///< a percent sign has been applied
};

/// The tokens of a query, an End token last; or what is wrong.
struct Tokens {
    std::vector<Token> tokens;
    std::optional<QueryError> error;
};
Tokens lex(std::string_view query);

/// ASCII letters, digits, '_' and every byte beyond ASCII: names of other alphabets are names.
bool isNameCharacter(char c);
/// "and", "or", "not", "none", "matches", "abs".
bool isKeyword(std::string_view lowerCaseWord);

} // namespace fiducial::analysis
