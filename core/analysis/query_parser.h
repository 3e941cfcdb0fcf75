#pragma once

#include "core/analysis/query_lexer.h"
#include "core/analysis/query_node.h"

namespace fiducial::analysis {

/// Recursive descent over the tokens; types are known while it goes, so that every error has its place.
class QueryParser {
public:
    QueryParser(std::string_view text, const QueryColumns &columns) : text_(text), columns_(columns) {}
    ParsedQuery run();

private:
    enum class Kind { Number, Flag, Condition, Choice, Text, Literal, Word, None };
    struct Operand {
        Kind kind = Kind::Number;
        int node = -1;                       ///< Number, Flag, Condition
        const QueryColumn *column = nullptr; ///< where it is nothing but a column
        Token token;                         ///< its first one; Literal, Word: what it says
    };
    using Parsed = std::optional<Operand>; ///< nothing: error_ is set

    Parsed disjunction();
    Parsed conjunction();
    Parsed negation();
    Parsed comparison();
    Parsed sum();
    Parsed product();
    Parsed factor();
    Parsed primary();
    Parsed parenthesis();
    Parsed named();
    Parsed columnOperand(const Token &name, const QueryColumn &column);
    Parsed choiceName();

    Parsed joined(QueryOp op, const Parsed &left, const Parsed &right);
    Parsed arithmetic(QueryOp op, const Parsed &left, const Parsed &right);
    Parsed compared(const Operand &left, const Token &op, const Operand &right);
    Parsed comparedNumbers(const Operand &left, const Token &op, const Operand &right);
    Parsed comparedChoice(const Operand &choice, const Token &op, const Operand &name);
    Parsed comparedText(const Operand &text, const Token &op, const Operand &literal);
    Parsed comparedNone(const Operand &value, const Token &op);
    Parsed asCondition(Parsed operand);
    Parsed asNumber(Parsed operand);

    Parsed condition(Query::Node node, const Token &token);
    /// A question about one column; `differs`: the opposite, where the value exists.
    Parsed about(const Operand &operand, QueryOp op, std::string text, bool differs);
    int add(Query::Node node);
    std::nullopt_t fail(const Token &at, Sentence expected, Sentence message);
    std::nullopt_t unknownName(const Token &name);
    Sentence written(const Token &token) const;

    const Token &peek() const { return tokens_[at_]; }
    bool is(TokenKind kind, std::string_view text) const { return peek().kind == kind && peek().text == text; }
    bool isComparison() const;
    Token take() { return tokens_[peek().kind == TokenKind::End ? at_ : at_++]; }

    std::string_view text_;
    const QueryColumns &columns_;
    std::vector<Token> tokens_;
    std::size_t at_ = 0;
    int open_ = 0; ///< parentheses, signs and nots that are open
    std::vector<Query::Node> nodes_;
    std::vector<int> depth_; ///< of each node's tree
    std::optional<QueryError> error_;
};

} // namespace fiducial::analysis
