#include "core/analysis/query_parser.h"

#include <algorithm>

namespace fiducial::analysis {

namespace {

constexpr int kMostOpen = 50;
constexpr int kMostDepth = 200; ///< of the tree that evaluation walks down
const Sentence kExpectedValue = says("a name, a number, \"not\" or \"(\"");

std::optional<QueryOp> orderOf(std::string_view symbol)
{
    if (symbol == "<" || symbol == ">")
        return QueryOp::Less;
    if (symbol == "<=" || symbol == ">=")
        return QueryOp::LessOrEqual;
    return std::nullopt;
}

/// "a", "b" or "c".
/// "a, b or c"
Sentence oneOf(const std::vector<std::string> &names)
{
    constexpr std::size_t kMost = 12;
    std::string all = names.empty() ? std::string() : names.front();
    for (std::size_t i = 1; i < names.size() && i < kMost; ++i) {
        if (i + 1 == names.size())
            return says("%1 or %2", all, names[i]);
        all += ", " + names[i];
    }
    return Sentence::verbatim(all + (names.size() > kMost ? ", ..." : ""));
}

} // namespace

ParsedQuery QueryParser::run()
{
    if (text_.size() > kMostQueryBytes)
        return {std::nullopt, QueryError{kMostQueryBytes, 0, says("a shorter query"), says("The query is too long.")}};
    Tokens lexed = lex(text_);
    if (lexed.error)
        return {std::nullopt, std::move(lexed.error)};
    tokens_ = std::move(lexed.tokens);
    if (peek().kind == TokenKind::End)
        return {Query{}, std::nullopt};
    Parsed whole = asCondition(disjunction());
    if (whole && peek().kind != TokenKind::End)
        whole = fail(peek(), says("\"and\", \"or\" or the end"),
                     says("The condition is complete before %1.", written(peek())));
    if (!whole)
        return {std::nullopt, std::move(error_)};
    Query query;
    query.nodes_ = std::move(nodes_);
    return {std::move(query), std::nullopt};
}

QueryParser::Parsed QueryParser::disjunction()
{
    Parsed left = conjunction();
    while (left && is(TokenKind::Keyword, "or")) {
        left = asCondition(std::move(left));
        take();
        left = left ? joined(QueryOp::Or, left, conjunction()) : std::nullopt;
    }
    return left;
}

QueryParser::Parsed QueryParser::conjunction()
{
    Parsed left = negation();
    while (left && is(TokenKind::Keyword, "and")) {
        left = asCondition(std::move(left));
        take();
        left = left ? joined(QueryOp::And, left, negation()) : std::nullopt;
    }
    return left;
}

QueryParser::Parsed QueryParser::negation()
{
    if (!is(TokenKind::Keyword, "not"))
        return comparison();
    const Token token = take();
    if (++open_ > kMostOpen)
        return fail(token, says("a simpler query"), says("The query is nested too deeply."));
    const Parsed operand = asCondition(negation());
    --open_;
    return operand ? condition({.op = QueryOp::Not, .left = operand->node}, token) : std::nullopt;
}

bool QueryParser::isComparison() const
{
    constexpr std::string_view kOperators[] = {"=", "!=", "<", "<=", ">", ">="};
    if (peek().kind == TokenKind::Symbol)
        return std::ranges::find(kOperators, peek().text) != std::end(kOperators);
    return is(TokenKind::Keyword, "matches");
}

/// Orders may stand in a row: 1 < x < 2 means 1 < x and x < 2.
QueryParser::Parsed QueryParser::comparison()
{
    Parsed left = sum();
    if (!left || !isComparison())
        return left;
    Parsed whole;
    bool ordered = true;
    for (bool first = true; isComparison(); first = false) {
        const Token op = take();
        const Parsed right = left->kind == Kind::Choice && peek().kind == TokenKind::Name ? choiceName() : sum();
        if (!right)
            return std::nullopt;
        ordered = ordered && orderOf(op.text);
        if (!first && !ordered)
            return fail(op, says("\"and\" or \"or\""), says("Only < <= > >= may stand in a row."));
        const Parsed link = compared(*left, op, *right);
        whole = first ? link : joined(QueryOp::And, whole, link);
        if (!whole)
            return std::nullopt;
        left = right;
    }
    return whole;
}

QueryParser::Parsed QueryParser::sum()
{
    Parsed left = product();
    while (left && (is(TokenKind::Symbol, "+") || is(TokenKind::Symbol, "-"))) {
        const auto op = take().text == "+" ? QueryOp::Add : QueryOp::Subtract;
        left = arithmetic(op, left, product());
    }
    return left;
}

QueryParser::Parsed QueryParser::product()
{
    Parsed left = factor();
    while (left && (is(TokenKind::Symbol, "*") || is(TokenKind::Symbol, "/"))) {
        const auto op = take().text == "*" ? QueryOp::Multiply : QueryOp::Divide;
        left = arithmetic(op, left, factor());
    }
    return left;
}

QueryParser::Parsed QueryParser::factor()
{
    if (!is(TokenKind::Symbol, "-"))
        return primary();
    const Token sign = take();
    if (++open_ > kMostOpen)
        return fail(sign, says("a simpler query"), says("The query is nested too deeply."));
    const Parsed operand = asNumber(factor());
    --open_;
    if (!operand)
        return std::nullopt;
    const int node = add({.op = QueryOp::Negate, .left = operand->node});
    return Operand{Kind::Number, node, nullptr, sign};
}

QueryParser::Parsed QueryParser::primary()
{
    const Token &token = peek();
    if (is(TokenKind::Symbol, "(") || is(TokenKind::Keyword, "abs"))
        return parenthesis();
    switch (token.kind) {
    case TokenKind::Number: {
        const Token number = take();
        return Operand{Kind::Number, add({.op = QueryOp::Number, .number = number.number}), nullptr, number};
    }
    case TokenKind::Text:
        return Operand{Kind::Literal, -1, nullptr, take()};
    case TokenKind::Name:
        return named();
    default:
        break;
    }
    if (is(TokenKind::Keyword, "none"))
        return Operand{Kind::None, -1, nullptr, take()};
    if (token.kind == TokenKind::End)
        return fail(token, kExpectedValue, says("The query ends too early."));
    return fail(token, kExpectedValue, says("%1 cannot stand here.", written(token)));
}

/// (...) and abs(...)
QueryParser::Parsed QueryParser::parenthesis()
{
    const Token first = take();
    const bool absolute = first.text == "abs";
    if (absolute && !is(TokenKind::Symbol, "("))
        return fail(peek(), says("\"(\""), says("\"abs\" needs its number in parentheses."));
    if (absolute)
        take();
    if (++open_ > kMostOpen)
        return fail(first, says("a simpler query"), says("The query is nested too deeply."));
    Parsed inner = disjunction();
    --open_;
    if (!inner)
        return std::nullopt;
    if (!is(TokenKind::Symbol, ")"))
        return fail(peek(), says("\")\""), says("A parenthesis is not closed."));
    take();
    if (!absolute)
        return inner;
    inner = asNumber(std::move(inner));
    if (!inner)
        return std::nullopt;
    return Operand{Kind::Number, add({.op = QueryOp::Absolute, .left = inner->node}), nullptr, first};
}

QueryParser::Parsed QueryParser::named()
{
    const Token name = take();
    if (!is(TokenKind::Symbol, "(")) {
        if (const QueryColumn *column = columns_.find(name.text))
            return columnOperand(name, *column);
        return Operand{Kind::Word, -1, nullptr, name};
    }
    take();
    const Token argument = take();
    if (argument.kind != TokenKind::Text && argument.kind != TokenKind::Number)
        return fail(argument, says("a name in quotes"),
                    says("Between the parentheses of a value stands a name in quotes."));
    if (!is(TokenKind::Symbol, ")"))
        return fail(peek(), says("\")\""), says("A parenthesis is not closed."));
    take();
    const std::string key = argument.kind == TokenKind::Text ? argument.text : written(argument).text();
    if (const QueryColumn *column = columns_.find(name.text, key))
        return columnOperand(name, *column);
    std::vector<std::string> arguments;
    for (const QueryColumn &column : columns_.columns())
        if (column.name == name.text && !column.argument.empty())
            arguments.push_back(queryQuoted(column.argument));
    if (arguments.empty())
        return columns_.find(name.text) ? fail(argument, says("a comparison"), says("\"%1\" stands alone.", name.text))
                                        : unknownName(name);
    return fail(argument, oneOf(arguments), says("There is no %1 of %2.", name.text, queryQuoted(key)));
}

QueryParser::Parsed QueryParser::columnOperand(const Token &name, const QueryColumn &column)
{
    Operand out{Kind::Number, -1, &column, name};
    switch (column.type()) {
    case ColumnType::Choice:
        out.kind = Kind::Choice;
        return out;
    case ColumnType::Text:
        out.kind = Kind::Text;
        return out;
    case ColumnType::Flag:
        out.kind = Kind::Flag;
        break;
    case ColumnType::Number:
        break;
    }
    out.node = add({.op = QueryOp::Column, .column = column.name, .argument = column.argument, .type = column.type()});
    return out;
}

QueryParser::Parsed QueryParser::choiceName()
{
    return Operand{Kind::Word, -1, nullptr, take()};
}

ParsedQuery parseQuery(std::string_view text, const QueryColumns &columns)
{
    return QueryParser(text, columns).run();
}

QueryParser::Parsed QueryParser::joined(QueryOp op, const Parsed &left, const Parsed &right)
{
    const Parsed a = asCondition(left);
    const Parsed b = a ? asCondition(right) : std::nullopt;
    return b ? condition({.op = op, .left = a->node, .right = b->node}, a->token) : std::nullopt;
}

QueryParser::Parsed QueryParser::arithmetic(QueryOp op, const Parsed &left, const Parsed &right)
{
    const Parsed a = asNumber(left);
    const Parsed b = a ? asNumber(right) : std::nullopt;
    if (!b)
        return std::nullopt;
    const int node = add({.op = op, .left = a->node, .right = b->node});
    return Operand{Kind::Number, node, nullptr, a->token};
}

QueryParser::Parsed QueryParser::condition(Query::Node node, const Token &token)
{
    const int index = add(std::move(node));
    if (depth_.back() > kMostDepth)
        return fail(token, says("a simpler query"), says("The query has too many parts."));
    return Operand{Kind::Condition, index, nullptr, token};
}

int QueryParser::add(Query::Node node)
{
    const auto depthOf = [this](int child) { return child < 0 ? 0 : depth_[static_cast<std::size_t>(child)]; };
    depth_.push_back(1 + std::max(depthOf(node.left), depthOf(node.right)));
    nodes_.push_back(std::move(node));
    return static_cast<int>(nodes_.size()) - 1;
}

QueryParser::Parsed QueryParser::asCondition(Parsed operand)
{
    if (!operand || operand->kind == Kind::Condition)
        return operand;
    if (operand->kind == Kind::Flag)
        return condition({.op = QueryOp::IsSet, .left = operand->node}, operand->token);
    if (operand->kind == Kind::Word)
        return unknownName(operand->token);
    return fail(peek(), says("a comparison such as > 0.08"),
                says("%1 alone is not a condition.", written(operand->token)));
}

QueryParser::Parsed QueryParser::asNumber(Parsed operand)
{
    if (!operand || operand->kind == Kind::Number || operand->kind == Kind::Flag) {
        if (operand && depth_[static_cast<std::size_t>(operand->node)] > kMostDepth)
            return fail(operand->token, says("a simpler query"), says("The query has too many parts."));
        return operand;
    }
    if (operand->kind == Kind::Word)
        return unknownName(operand->token);
    return fail(operand->token, says("a number"), says("%1 is not a number.", written(operand->token)));
}

QueryParser::Parsed QueryParser::compared(const Operand &left, const Token &op, const Operand &right)
{
    if (right.kind == Kind::None)
        return comparedNone(left, op);
    if (left.kind == Kind::None)
        return comparedNone(right, op);
    if (left.kind == Kind::Choice)
        return comparedChoice(left, op, right);
    if (right.kind == Kind::Choice)
        return comparedChoice(right, op, left);
    if (left.kind == Kind::Text)
        return comparedText(left, op, right);
    if (right.kind == Kind::Text && left.kind == Kind::Literal && op.text != "matches")
        return comparedText(right, op, left);
    return comparedNumbers(left, op, right);
}

QueryParser::Parsed QueryParser::comparedNumbers(const Operand &left, const Token &op, const Operand &right)
{
    if (op.text == "matches")
        return fail(left.token, says("a text such as an image's name"), says("Only a text can match a pattern."));
    const Parsed a = asNumber(left);
    const Parsed b = a ? asNumber(right) : std::nullopt;
    if (!b)
        return std::nullopt;
    const auto order = orderOf(op.text);
    const bool swapped = op.text.starts_with('>');
    return condition({.op = order            ? *order
                            : op.text == "=" ? QueryOp::Equal
                                             : QueryOp::NotEqual,
                      .left = swapped ? b->node : a->node,
                      .right = swapped ? a->node : b->node},
                     left.token);
}

QueryParser::Parsed QueryParser::comparedChoice(const Operand &choice, const Token &op, const Operand &name)
{
    const auto &choices = choice.column->choices;
    if (op.text != "=" && op.text != "!=")
        return fail(op, says("\"=\" or \"!=\""), says("%1 has names, not numbers.", written(choice.token)));
    const bool named = name.kind == Kind::Word || name.kind == Kind::Literal;
    const auto found = std::ranges::find_if(
        choices, [&](const std::string &known) { return named && queryName(known) == queryName(name.token.text); });
    if (found == choices.end()) {
        std::vector<std::string> quoted;
        for (const std::string &known : choices)
            quoted.push_back(known.find(' ') == std::string::npos ? known : queryQuoted(known));
        return fail(name.token, oneOf(quoted),
                    says("%1 is none of the names of %2.", written(name.token), written(choice.token)));
    }
    return about(choice, QueryOp::ChoiceIs, *found, op.text == "!=");
}

QueryParser::Parsed QueryParser::comparedText(const Operand &text, const Token &op, const Operand &literal)
{
    const bool matches = op.text == "matches";
    if (!matches && op.text != "=" && op.text != "!=")
        return fail(op, says("\"=\", \"!=\" or \"matches\""), says("%1 is a text, not a number.", written(text.token)));
    if (literal.kind != Kind::Literal)
        return fail(literal.token, says("a text in quotes"),
                    says("%1 is compared with a text in quotes.", written(text.token)));
    std::string wanted = literal.token.text;
    if (matches && wanted.find_first_of("*?") == std::string::npos)
        wanted = "*" + wanted + "*";
    return about(text, matches ? QueryOp::TextMatches : QueryOp::TextIs, std::move(wanted), op.text == "!=");
}

QueryParser::Parsed QueryParser::comparedNone(const Operand &value, const Token &op)
{
    if (op.text != "=" && op.text != "!=")
        return fail(op, says("\"=\" or \"!=\""), says("Whether a value exists is asked with = none or != none."));
    if (value.kind == Kind::Word)
        return unknownName(value.token);
    if (!value.column)
        return fail(value.token, says("the name of a value"), says("Only a value of the faces can be none."));
    const Parsed none = about(value, QueryOp::IsNone, {}, false);
    return op.text == "=" || !none ? none : condition({.op = QueryOp::Not, .left = none->node}, value.token);
}

QueryParser::Parsed QueryParser::about(const Operand &operand, QueryOp op, std::string text, bool differs)
{
    Query::Node node{.op = op,
                     .text = std::move(text),
                     .column = operand.column->name,
                     .argument = operand.column->argument,
                     .type = operand.column->type()};
    Query::Node none = node;
    const Parsed is = condition(std::move(node), operand.token);
    if (!differs || !is)
        return is;
    none.op = QueryOp::IsNone;
    const Parsed absent = condition(std::move(none), operand.token);
    const Parsed either = joined(QueryOp::Or, is, absent);
    return either ? condition({.op = QueryOp::Not, .left = either->node}, operand.token) : std::nullopt;
}

std::nullopt_t QueryParser::fail(const Token &at, Sentence expected, Sentence message)
{
    if (!error_)
        error_ = QueryError{at.position, at.length, std::move(expected), std::move(message)};
    return std::nullopt;
}

std::nullopt_t QueryParser::unknownName(const Token &name)
{
    std::vector<std::string> names, arguments;
    for (const QueryColumn &column : columns_.columns()) {
        if (column.argument.empty())
            names.push_back(column.name);
        else if (column.name == name.text)
            arguments.push_back(column.name + "(" + queryQuoted(column.argument) + ")");
    }
    if (!arguments.empty())
        return fail(name, oneOf(arguments), says("\"%1\" needs the name of what it is taken from.", name.text));
    Sentence message = says("There is no value called %1.", written(name));
    if (written(name).text().find('-') != std::string::npos)
        message = fiducial::joined(std::move(message), says("A minus needs blanks around it."));
    return fail(name, oneOf(names), std::move(message));
}

Sentence QueryParser::written(const Token &token) const
{
    if (token.kind == TokenKind::End)
        return says("the end");
    const std::string source(text_.substr(token.position, token.length));
    const bool asItIs = token.kind == TokenKind::Number || token.kind == TokenKind::Text;
    return Sentence::verbatim(asItIs ? source : "\"" + source + "\"");
}

} // namespace fiducial::analysis
