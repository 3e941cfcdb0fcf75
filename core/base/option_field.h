#pragma once

#include "core/base/result.h"
#include "core/base/text.h"

#include <algorithm>
#include <string>
#include <type_traits>
#include <variant>

/// Text in and out of one member of a struct of options. A field describes the member: `name`, `member` (a variant of
/// pointers to members of int, double, bool and std::string), `low` and `high` (numbers, both included), `choices`
/// (texts; none: any text).
namespace fiducial {

namespace detail {
/// What the text may be, for the sentence that refuses another one.
template <class Field>
Sentence allowedText(const Field &field)
{
    std::string all;
    for (const std::string &choice : field.choices)
        all += (all.empty() ? "" : ", ") + choice;
    return Sentence::verbatim(std::move(all));
}

template <class Field>
Error badOption(const Field &field, const std::string &value, const Sentence &allowed)
{
    return makeError(Errc::InvalidArgument, says("Option %1 cannot be '%2'; it takes %3.", field.name, value, allowed));
}
} // namespace detail

/// InvalidArgument where the text is no such value or out of range; `options` is unchanged then.
template <class Field, class Options>
Result<void> setOption(const Field &field, Options &options, const std::string &value)
{
    return std::visit(
        [&]<class Value>(Value Options::*member) -> Result<void> {
            if constexpr (std::is_same_v<Value, int>) {
                const auto number = text::parseInteger(value);
                if (!number || *number < static_cast<long long>(field.low) ||
                    *number > static_cast<long long>(field.high))
                    return detail::badOption(
                        field, value,
                        says("a whole number from %1 to %2", text::shortest(field.low), text::shortest(field.high)));
                options.*member = static_cast<int>(*number);
            } else if constexpr (std::is_same_v<Value, double>) {
                const auto number = text::parseDouble(value);
                if (!number || !(*number >= field.low && *number <= field.high))
                    return detail::badOption(
                        field, value,
                        says("a number from %1 to %2", text::shortest(field.low), text::shortest(field.high)));
                options.*member = *number;
            } else if constexpr (std::is_same_v<Value, bool>) {
                if (value != "true" && value != "false")
                    return detail::badOption(field, value, says("true or false"));
                options.*member = value == "true";
            } else {
                if (!field.choices.empty() && std::ranges::find(field.choices, value) == field.choices.end())
                    return detail::badOption(field, value, detail::allowedText(field));
                options.*member = value;
            }
            return {};
        },
        field.member);
}

/// setOption() gives the value back exactly.
template <class Field, class Options>
std::string printOption(const Field &field, const Options &options)
{
    return std::visit(
        [&]<class Value>(Value Options::*member) -> std::string {
            if constexpr (std::is_same_v<Value, int>)
                return std::to_string(options.*member);
            else if constexpr (std::is_same_v<Value, double>)
                return text::shortest(options.*member);
            else if constexpr (std::is_same_v<Value, bool>)
                return options.*member ? "true" : "false";
            else
                return options.*member;
        },
        field.member);
}

} // namespace fiducial
