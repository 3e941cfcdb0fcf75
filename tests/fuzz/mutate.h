#pragma once

#include "core/base/rng.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

/// Seeded damage to texts and binary files, the same on every platform.
namespace fiducial::test {

namespace detail {
inline std::string_view nastyToken(Rng &rng)
{
    static constexpr std::array<std::string_view, 20> kTokens = {
        "nan",  "inf",  "-inf", "1e999",   "-1e308", "1e-320", "12,5", "-0",   "+7",   "99999999999999999999",
        "0x1F", "\"\"", "null", "\\u0000", "[",      "}",      "<!--", "&#0;", "%s%n", "-2147483649"};
    return kTokens[rng.below(kTokens.size())];
}

struct Span {
    std::size_t at = 0;
    std::size_t length = 0;
};

inline Span randomSpan(const std::string &s, Rng &rng, std::size_t longest)
{
    if (s.empty())
        return {};
    const std::size_t at = rng.below(s.size());
    return {at, 1 + rng.below(std::min(longest, s.size() - at))};
}

/// A run of characters between separators of the text formats.
inline Span randomToken(const std::string &s, Rng &rng)
{
    static constexpr std::string_view kSeparators = " \t\r\n,:;\"[]{}<>=/";
    if (s.empty())
        return {};
    const std::size_t begin = s.find_first_not_of(kSeparators, rng.below(s.size()));
    if (begin == std::string::npos)
        return {};
    const std::size_t end = s.find_first_of(kSeparators, begin);
    return {begin, (end == std::string::npos ? s.size() : end) - begin};
}

inline void replaceAll(std::string &s, std::string_view from, std::string_view to)
{
    for (std::size_t at = s.find(from); at != std::string::npos; at = s.find(from, at + to.size()))
        s.replace(at, from.size(), to);
}

inline void damageBytes(std::string &s, Rng &rng)
{
    const Span span = randomSpan(s, rng, 200);
    switch (rng.below(5)) {
    case 0: // one byte
        if (!s.empty())
            s[span.at] = static_cast<char>(rng.below(256));
        break;
    case 1:
        s.erase(span.at, span.length);
        break;
    case 2:
        s.insert(span.at, s.substr(span.at, span.length));
        break;
    case 3:
        s.resize(span.at); // cut off
        break;
    default:
        s.insert(span.at, std::string(1 + rng.below(8), static_cast<char>(rng.below(256))));
    }
}

inline void damageTokens(std::string &s, Rng &rng)
{
    const Span a = randomToken(s, rng);
    switch (rng.below(4)) {
    case 0:
        s.replace(a.at, a.length, nastyToken(rng));
        break;
    case 1:
        s.erase(a.at, a.length);
        break;
    case 2:
        s.insert(a.at, s.substr(a.at, a.length) + " ");
        break;
    default: {
        const Span b = randomToken(s, rng);
        s.replace(a.at, a.length, s.substr(b.at, b.length));
    }
    }
}

inline void damageLines(std::string &s, Rng &rng)
{
    const std::size_t begin = s.empty() ? 0 : s.rfind('\n', rng.below(s.size()));
    const std::size_t at = begin == std::string::npos ? 0 : begin;
    const std::size_t next = s.find('\n', at + 1);
    const std::size_t length = (next == std::string::npos ? s.size() : next) - at;
    switch (rng.below(5)) {
    case 0:
        s.erase(at, length);
        break;
    case 1:
        s.insert(at, s.substr(at, length));
        break;
    case 2:
        replaceAll(s, "\n", "\r\n");
        break;
    case 3:
        replaceAll(s, " ", "\t");
        break;
    default:
        s.insert(at, rng.below(2) ? "\n\n" : "\n# note\n");
    }
}
} // namespace detail

/// `seed` with one to four random faults.
inline std::string mutated(std::string_view seed, Rng &rng)
{
    std::string out(seed);
    for (std::uint64_t faults = 1 + rng.below(4); faults > 0; --faults) {
        switch (rng.below(3)) {
        case 0:
            detail::damageBytes(out, rng);
            break;
        case 1:
            detail::damageTokens(out, rng);
            break;
        default:
            detail::damageLines(out, rng);
        }
    }
    return out;
}

} // namespace fiducial::test
