#pragma once

#include <algorithm>
#include <concepts>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace fiducial {

/// The English pattern of a sentence for people, with the places %1 ... %9 of its values. A literal: what stands in the
/// argument of says() is what translators get (target update_translations). As many places as `Values`, or it does not
/// compile.
template <std::size_t Values>
class SentencePattern {
public:
    consteval SentencePattern(const char *pattern) : text_(pattern)
    {
        std::size_t highest = 0;
        for (const char *c = pattern; *c; ++c)
            if (c[0] == '%' && c[1] >= '1' && c[1] <= '9')
                highest = std::max(highest, static_cast<std::size_t>(c[1] - '0'));
        if (highest != Values)
            throw "a sentence has as many values as places";
    }
    const char *text() const { return text_; }

private:
    const char *text_;
};

/// A sentence for people, or a part of one, that can still be told in another language: a pattern and its values, made
/// by says(). Core knows English alone; the user interface translates the pattern and fills it again.
class Sentence {
public:
    Sentence() = default;
    Sentence(std::string pattern, std::vector<Sentence> values)
        : pattern_(std::move(pattern)), values_(std::move(values)), translatable_(true)
    {}

    /// A name, a number, the words of the system or of a library: the same in every language.
    static Sentence verbatim(std::string text)
    {
        Sentence s;
        s.pattern_ = std::move(text);
        return s;
    }

    bool empty() const { return pattern_.empty(); }
    bool translatable() const { return translatable_; }
    const std::string &pattern() const { return pattern_; } ///< the text itself where it is not translatable
    const std::vector<Sentence> &values() const { return values_; }

    std::string text() const; ///< in English

    friend bool operator==(const Sentence &, const Sentence &) = default;
    friend auto operator<=>(const Sentence &a, const Sentence &b) { return a.text() <=> b.text(); }

private:
    std::string pattern_;
    std::vector<Sentence> values_;
    bool translatable_ = false;
};

namespace detail {
inline Sentence sentenceValue(Sentence value)
{
    return value;
}
template <std::convertible_to<std::string_view> Text>
Sentence sentenceValue(const Text &value)
{
    return Sentence::verbatim(std::string(std::string_view(value)));
}
inline Sentence sentenceValue(char value)
{
    return Sentence::verbatim(std::string(1, value));
}
template <std::integral Number>
requires(!std::same_as<Number, bool>) Sentence sentenceValue(Number value)
{
    return Sentence::verbatim(std::to_string(value));
}
} // namespace detail

/// says("The file has %1 rows, %2 were expected.", rows, expected). Values: text, whole numbers, other sentences.
template <class... Values>
Sentence says(SentencePattern<sizeof...(Values)> pattern, Values &&...values)
{
    return Sentence(pattern.text(), {detail::sentenceValue(std::forward<Values>(values))...});
}

/// The same for a number of things, which is %1 of both patterns: one of it, or any other number.
template <class... Values>
Sentence saysCount(std::integral auto count, SentencePattern<sizeof...(Values) + 1> one,
                   SentencePattern<sizeof...(Values) + 1> many, Values &&...values)
{
    return says(count == 1 ? one : many, count, std::forward<Values>(values)...);
}

/// "file:line: what"; a place that is not known is left out. `file`: UTF-8, `line`: 1-based, 0 where none.
Sentence located(const std::string &file, int line, Sentence what);
/// One after the other; an empty one is left out.
Sentence joined(Sentence first, Sentence second);
/// "a, b, c"
Sentence listed(std::vector<Sentence> parts);

} // namespace fiducial
