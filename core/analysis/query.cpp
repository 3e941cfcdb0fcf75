#include "core/analysis/query.h"

#include "core/analysis/query_node.h"
#include "core/base/text.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace fiducial::analysis {

namespace {

/// Rows are looked at a block at a time: what is between the nodes of a query stays in the first cache.
constexpr std::size_t kBlock = 256;
using Numbers = std::array<double, kBlock>;
using Truths = std::array<bool, kBlock>;

class Evaluator {
public:
    Evaluator(const std::vector<Query::Node> &nodes, std::vector<const QueryColumn *> columns)
        : nodes_(nodes), columns_(std::move(columns))
    {}

    void moveTo(std::size_t first, std::size_t count)
    {
        first_ = first;
        count_ = count;
    }

    void truths(int index, Truths &out) const
    {
        const Query::Node &node = nodes_[static_cast<std::size_t>(index)];
        switch (node.op) {
        case QueryOp::And:
        case QueryOp::Or:
        case QueryOp::Not:
            joined(node, out);
            break;
        case QueryOp::ChoiceIs:
        case QueryOp::TextIs:
        case QueryOp::TextMatches:
        case QueryOp::IsNone:
            asked(node, *columns_[static_cast<std::size_t>(index)], out);
            break;
        default:
            compared(node, out);
        }
    }

private:
    void joined(const Query::Node &node, Truths &out) const
    {
        truths(node.left, out);
        if (node.op == QueryOp::Not) {
            for (std::size_t i = 0; i < count_; ++i)
                out[i] = !out[i];
            return;
        }
        Truths right{};
        truths(node.right, right);
        for (std::size_t i = 0; i < count_; ++i)
            out[i] = node.op == QueryOp::And ? out[i] && right[i] : out[i] || right[i];
    }

    template <class Test>
    static void compareAll(const Numbers &a, const Numbers &b, Truths &out, Test test)
    {
        for (std::size_t i = 0; i < kBlock; ++i)
            out[i] = test(a[i], b[i]);
    }

    void compared(const Query::Node &node, Truths &out) const
    {
        Numbers a{}, b{};
        numbers(node.left, a);
        if (node.op == QueryOp::IsSet)
            return compareAll(a, b, out, [](double x, double) { return x == 1; });
        numbers(node.right, b);
        if (node.op == QueryOp::Less)
            compareAll(a, b, out, [](double x, double y) { return x < y; });
        else if (node.op == QueryOp::LessOrEqual)
            compareAll(a, b, out, [](double x, double y) { return x <= y; });
        else if (node.op == QueryOp::Equal)
            compareAll(a, b, out, [](double x, double y) { return x == y; });
        else // NotEqual, and false where one of them is none
            compareAll(a, b, out, [](double x, double y) { return x < y || x > y; });
    }

    void numbers(int index, Numbers &out) const
    {
        const Query::Node &node = nodes_[static_cast<std::size_t>(index)];
        if (node.op == QueryOp::Number)
            return out.fill(node.number);
        if (node.op == QueryOp::Column)
            return columnNumbers(*columns_[static_cast<std::size_t>(index)], out);
        numbers(node.left, out);
        if (node.op == QueryOp::Negate || node.op == QueryOp::Absolute) {
            for (double &value : out)
                value = node.op == QueryOp::Negate ? -value : std::abs(value);
            return;
        }
        Numbers right{};
        numbers(node.right, right);
        for (std::size_t i = 0; i < kBlock; ++i) {
            if (node.op == QueryOp::Add)
                out[i] += right[i];
            else if (node.op == QueryOp::Subtract)
                out[i] -= right[i];
            else if (node.op == QueryOp::Multiply)
                out[i] *= right[i];
            else
                out[i] = right[i] == 0 ? std::numeric_limits<double>::quiet_NaN() : out[i] / right[i];
        }
    }

    void columnNumbers(const QueryColumn &column, Numbers &out) const
    {
        if (const auto *floats = std::get_if<std::span<const float>>(&column.values))
            std::ranges::copy(floats->subspan(first_, count_), out.begin());
        else if (const auto *doubles = std::get_if<std::span<const double>>(&column.values))
            std::ranges::copy(doubles->subspan(first_, count_), out.begin());
        else if (const auto *flags = std::get_if<std::span<const std::int8_t>>(&column.values))
            std::ranges::transform(flags->subspan(first_, count_), out.begin(), [](std::int8_t flag) {
                return flag < 0 ? std::numeric_limits<double>::quiet_NaN() : static_cast<double>(flag);
            });
    }

    void asked(const Query::Node &node, const QueryColumn &column, Truths &out) const
    {
        if (const auto *texts = std::get_if<std::span<const std::string>>(&column.values)) {
            for (std::size_t i = 0; i < count_; ++i)
                out[i] = askedText(node, (*texts)[first_ + i]);
        } else if (const auto *choices = std::get_if<std::span<const std::uint8_t>>(&column.values)) {
            const auto wanted = std::ranges::find(column.choices, node.text) - column.choices.begin();
            for (std::size_t i = 0; i < count_; ++i) {
                const auto choice = static_cast<std::ptrdiff_t>((*choices)[first_ + i]);
                const bool none = choice >= std::ssize(column.choices);
                out[i] = node.op == QueryOp::IsNone ? none : !none && choice == wanted;
            }
        } else {
            Numbers values{};
            columnNumbers(column, values);
            for (std::size_t i = 0; i < count_; ++i)
                out[i] = std::isnan(values[i]);
        }
    }

    static bool askedText(const Query::Node &node, const std::string &value)
    {
        if (node.op == QueryOp::IsNone)
            return value.empty();
        return node.op == QueryOp::TextIs ? value == node.text : text::matchesWildcard(value, node.text);
    }

    const std::vector<Query::Node> &nodes_;
    std::vector<const QueryColumn *> columns_; ///< one per node; null where it speaks of none
    std::size_t first_ = 0;
    std::size_t count_ = 0;
};

std::size_t characters(std::string_view utf8)
{
    return static_cast<std::size_t>(
        std::ranges::count_if(utf8, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

} // namespace

Query::Query() = default;
Query::~Query() = default;
Query::Query(const Query &) = default;
Query &Query::operator=(const Query &) = default;
Query::Query(Query &&) noexcept = default;
Query &Query::operator=(Query &&) noexcept = default;

Result<std::vector<int>> Query::rows(const QueryColumns &columns) const
{
    std::vector<const QueryColumn *> used;
    for (const Node &node : nodes_) {
        const QueryColumn *column = node.column.empty() ? nullptr : columns.find(node.column, node.argument);
        if (!node.column.empty() && (!column || column->type() != node.type))
            return makeError(Errc::Missing,
                             node.argument.empty()
                                 ? says("The value \"%1\" that the filter asks for no longer exists.", node.column)
                                 : says("The value \"%1\" of %2 that the filter asks for no longer exists.",
                                        node.column, queryQuoted(node.argument)));
        used.push_back(column);
    }
    std::vector<int> out;
    Evaluator evaluator(nodes_, std::move(used));
    Truths matches{};
    for (std::size_t first = 0; first < columns.rows(); first += kBlock) {
        const std::size_t count = std::min(kBlock, columns.rows() - first);
        matches.fill(true);
        if (!nodes_.empty()) {
            evaluator.moveTo(first, count);
            evaluator.truths(static_cast<int>(nodes_.size()) - 1, matches);
        }
        for (std::size_t i = 0; i < count; ++i)
            if (matches[i])
                out.push_back(static_cast<int>(first + i));
    }
    return out;
}

Sentence QueryError::sentence(std::string_view query) const
{
    const std::size_t number = characters(query.substr(0, std::min(position, query.size()))) + 1;
    return expected.empty() ? says("Character %1: %2", number, message)
                            : says("Character %1: %2 Expected: %3.", number, message, expected);
}

} // namespace fiducial::analysis
