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
std::string allowedText(const Field &field)
{
    std::string all;
    for (const std::string &choice : field.choices)
        all += (all.empty() ? "" : ", ") + choice;
    return all;
}

template <class Field>
Error badOption(const Field &field, const std::string &value, const std::string &allowed)
{
    return makeError(Errc::InvalidArgument,
                     std::string("Option ") + field.name + " cannot be '" + value + "'; it takes " + allowed + ".");
}
} // namespace detail

/// InvalidArgument where the text is no such value or out of range; `options` is unchanged then.
template <class Field, class Options>
Result<void> setOption(const Field &field, Options &options, const std::string &value)
{
    return std::visit(
        [&]<class Value>(Value Options::*member) -> Result<void> {
            const auto between = [&] { return text::shortest(field.low) + " to " + text::shortest(field.high); };
            if constexpr (std::is_same_v<Value, int>) {
                const auto number = text::parseInteger(value);
                if (!number || *number < static_cast<long long>(field.low) ||
                    *number > static_cast<long long>(field.high))
                    return detail::badOption(field, value, "a whole number from " + between());
                options.*member = static_cast<int>(*number);
            } else if constexpr (std::is_same_v<Value, double>) {
                const auto number = text::parseDouble(value);
                if (!number || !(*number >= field.low && *number <= field.high))
                    return detail::badOption(field, value, "a number from " + between());
                options.*member = *number;
            } else if constexpr (std::is_same_v<Value, bool>) {
                if (value != "true" && value != "false")
                    return detail::badOption(field, value, "true or false");
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
