#include "core/analysis/query_columns.h"

#include "core/analysis/query_lexer.h"
#include "core/base/text.h"

#include <algorithm>

namespace fiducial::analysis {

ColumnType QueryColumn::type() const
{
    constexpr ColumnType kTypes[] = {ColumnType::Number, ColumnType::Number, ColumnType::Flag, ColumnType::Choice,
                                     ColumnType::Text};
    return kTypes[values.index()];
}

std::size_t QueryColumn::size() const
{
    return std::visit([](const auto &span) { return span.size(); }, values);
}

Result<void> QueryColumns::add(QueryColumn column)
{
    column.name = text::toLower(column.name);
    if (column.name != queryName(column.name) || isKeyword(column.name))
        return makeError(Errc::InvalidArgument, says("\"%1\" cannot be a name in a query.", column.name));
    if (find(column.name, column.argument))
        return makeError(Errc::InvalidArgument, says("There is a column \"%1\" already.", column.name));
    if (column.size() != rows_)
        return makeError(Errc::InvalidArgument,
                         says("The column \"%1\" has %2 values for %3 rows.", column.name, column.size(), rows_));
    columns_.push_back(std::move(column));
    return {};
}

const QueryColumn *QueryColumns::find(std::string_view name, std::string_view argument) const
{
    const std::string lower = text::toLower(name);
    const auto found = std::ranges::find_if(
        columns_, [&](const QueryColumn &column) { return column.name == lower && column.argument == argument; });
    return found == columns_.end() ? nullptr : &*found;
}

std::string queryName(std::string_view title)
{
    std::string name = text::toLower(text::trimmed(title));
    for (char &c : name)
        if (!isNameCharacter(c))
            c = '_';
    if (name.empty() || (name.front() >= '0' && name.front() <= '9'))
        name.insert(name.begin(), '_');
    return name;
}

std::string queryQuoted(std::string_view text)
{
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\')
            out += '\\';
        out += c;
    }
    return out + '"';
}

} // namespace fiducial::analysis
