#include "core/analysis/query_lexer.h"

#include "core/base/text.h"

#include <algorithm>
#include <array>

namespace fiducial::analysis {

namespace {

constexpr std::array<std::string_view, 6> kKeywords{"and", "or", "not", "none", "matches", "abs"};

/// What is written, and what it means; longer ones first.
struct Symbol {
    std::string_view written;
    std::string_view meaning;
};
constexpr std::array<Symbol, 18> kSymbols{{{"==", "="},
                                           {"!=", "!="},
                                           {"<>", "!="},
                                           {"<=", "<="},
                                           {">=", ">="},
                                           {"\u2260", "!="},
                                           {"\u2264", "<="},
                                           {"\u2265", ">="},
                                           {"=", "="},
                                           {"<", "<"},
                                           {">", ">"},
                                           {"~", "matches"},
                                           {"+", "+"},
                                           {"-", "-"},
                                           {"*", "*"},
                                           {"/", "/"},
                                           {"(", "("},
                                           {")", ")"}}};

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isBlankCharacter(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

class Lexer {
public:
    explicit Lexer(std::string_view query) : query_(query) {}

    Tokens run()
    {
        Tokens out;
        while (skipBlanks(), at_ < query_.size()) {
            Token token;
            token.position = at_;
            if (auto problem = read(token)) {
                out.error = std::move(problem);
                return out;
            }
            token.length = at_ - token.position;
            out.tokens.push_back(std::move(token));
        }
        out.tokens.push_back({.kind = TokenKind::End, .position = query_.size()});
        return out;
    }

private:
    char peek(std::size_t ahead = 0) const { return at_ + ahead < query_.size() ? query_[at_ + ahead] : '\0'; }

    void skipBlanks()
    {
        while (at_ < query_.size() && isBlankCharacter(query_[at_]))
            ++at_;
    }

    std::optional<QueryError> read(Token &token)
    {
        if (isDigit(peek()) || (peek() == '.' && isDigit(peek(1))))
            return readNumber(token);
        if (peek() == '"' || peek() == '\'')
            return readText(token);
        for (const Symbol &symbol : kSymbols) {
            if (query_.substr(at_).starts_with(symbol.written)) {
                at_ += symbol.written.size();
                token.kind = symbol.meaning == "matches" ? TokenKind::Keyword : TokenKind::Symbol;
                token.text = symbol.meaning;
                return std::nullopt;
            }
        }
        if (isNameCharacter(peek()))
            return readWord(token);
        return QueryError{at_, 1, says("a number, a name or a condition"),
                          says("The character '%1' means nothing here.", peek())};
    }

    std::optional<QueryError> readNumber(Token &token)
    {
        const std::size_t begin = at_;
        while (isDigit(peek()) || peek() == '.')
            ++at_;
        const std::size_t sign = peek(1) == '+' || peek(1) == '-' ? 2 : 1;
        if ((peek() == 'e' || peek() == 'E') && isDigit(peek(sign)))
            for (at_ += sign; isDigit(peek());)
                ++at_;
        const std::string_view written = query_.substr(begin, at_ - begin);
        const auto number = text::parseDouble(written);
        if (!number || isNameCharacter(peek()))
            return QueryError{begin, at_ - begin, says("a number"), says("\"%1\" is no number by itself.", written)};
        token.kind = TokenKind::Number;
        token.number = *number;
        const std::size_t end = at_;
        skipBlanks();
        if (peek() == '%') {
            ++at_;
            token.number /= 100;
        } else {
            at_ = end;
        }
        return std::nullopt;
    }

    std::optional<QueryError> readText(Token &token)
    {
        const std::size_t begin = at_;
        const char quote = query_[at_++];
        token.kind = TokenKind::Text;
        for (; at_ < query_.size(); ++at_) {
            if (query_[at_] == quote) {
                ++at_;
                return std::nullopt;
            }
            if (query_[at_] == '\\' && at_ + 1 < query_.size())
                ++at_;
            token.text += query_[at_];
        }
        return QueryError{begin, query_.size() - begin, says("a closing %1", quote),
                          says("This text has no closing quote.")};
    }

    /// A '-' between letters belongs to the name: "make-up".
    std::optional<QueryError> readWord(Token &token)
    {
        const std::size_t begin = at_;
        while (isNameCharacter(peek()) || (peek() == '-' && isNameCharacter(peek(1)) && !isDigit(peek(1))))
            ++at_;
        token.text = text::toLower(query_.substr(begin, at_ - begin));
        std::ranges::replace(token.text, '-', '_');
        token.kind = isKeyword(token.text) ? TokenKind::Keyword : TokenKind::Name;
        return std::nullopt;
    }

    std::string_view query_;
    std::size_t at_ = 0;
};

} // namespace

Tokens lex(std::string_view query)
{
    return Lexer(query).run();
}

bool isNameCharacter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigit(c) || c == '_' ||
           static_cast<unsigned char>(c) >= 0x80;
}

bool isKeyword(std::string_view word)
{
    return std::ranges::find(kKeywords, word) != kKeywords.end();
}

} // namespace fiducial::analysis
