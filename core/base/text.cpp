#include "core/base/text.h"

#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>

namespace fiducial::text {

namespace {
bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\v' || c == '\f';
}
} // namespace

std::string_view trimmed(std::string_view s)
{
    while (!s.empty() && isBlank(s.front()))
        s.remove_prefix(1);
    while (!s.empty() && isBlank(s.back()))
        s.remove_suffix(1);
    return s;
}

std::vector<std::string_view> splitBlanks(std::string_view s)
{
    std::vector<std::string_view> fields;
    std::size_t at = 0;
    while (at < s.size()) {
        while (at < s.size() && isBlank(s[at]))
            ++at;
        const std::size_t begin = at;
        while (at < s.size() && !isBlank(s[at]))
            ++at;
        if (at > begin)
            fields.push_back(s.substr(begin, at - begin));
    }
    return fields;
}

std::vector<std::string_view> split(std::string_view s, char separator)
{
    std::vector<std::string_view> fields;
    for (;;) {
        const std::size_t end = s.find(separator);
        fields.push_back(s.substr(0, end));
        if (end == std::string_view::npos)
            return fields;
        s.remove_prefix(end + 1);
    }
}

std::vector<std::string_view> lines(std::string_view s)
{
    std::vector<std::string_view> out;
    while (!s.empty()) {
        const std::size_t end = s.find('\n');
        std::string_view line = s.substr(0, end);
        if (!line.empty() && line.back() == '\r')
            line.remove_suffix(1);
        out.push_back(line);
        if (end == std::string_view::npos)
            break;
        s.remove_prefix(end + 1);
    }
    return out;
}

std::optional<double> parseDouble(std::string_view s)
{
    if (s.size() > 1 && s.front() == '+' && s[1] != '-')
        s.remove_prefix(1);
    double value = 0;
    const auto [end, failure] = std::from_chars(s.data(), s.data() + s.size(), value);
    if (failure != std::errc{} || end != s.data() + s.size() || !std::isfinite(value))
        return std::nullopt;
    return value;
}

std::optional<long long> parseInteger(std::string_view s)
{
    if (s.size() > 1 && s.front() == '+' && s[1] != '-')
        s.remove_prefix(1);
    long long value = 0;
    const auto [end, failure] = std::from_chars(s.data(), s.data() + s.size(), value);
    if (failure != std::errc{} || end != s.data() + s.size())
        return std::nullopt;
    return value;
}

std::string fixed(double value, int decimals)
{
    std::array<char, 400> buffer; // room for DBL_MAX in fixed notation
    const auto [end, failure] =
        std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::fixed, decimals);
    return failure == std::errc{} ? std::string(buffer.data(), end) : shortest(value);
}

std::string shortest(double value)
{
    std::array<char, 64> buffer;
    const auto [end, failure] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
    return failure == std::errc{} ? std::string(buffer.data(), end) : std::string();
}

std::string shortestFloat(float value)
{
    std::array<char, 32> buffer;
    const auto [end, failure] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
    return failure == std::errc{} ? std::string(buffer.data(), end) : std::string();
}

bool isUtf8(std::string_view s)
{
    for (std::size_t i = 0; i < s.size();) {
        const auto lead = static_cast<std::uint8_t>(s[i]);
        const std::size_t length = lead < 0x80                   ? 1
                                   : lead >= 0xC2 && lead < 0xE0 ? 2
                                   : (lead & 0xF0) == 0xE0       ? 3
                                   : lead >= 0xF0 && lead < 0xF5 ? 4
                                                                 : 0;
        if (length == 0 || i + length > s.size())
            return false;
        for (std::size_t k = 1; k < length; ++k) {
            const auto next = static_cast<std::uint8_t>(s[i + k]);
            if ((next & 0xC0) != 0x80)
                return false;
            const bool overlong = k == 1 && ((lead == 0xE0 && next < 0xA0) || (lead == 0xF0 && next < 0x90));
            const bool surrogateOrBeyond = k == 1 && ((lead == 0xED && next > 0x9F) || (lead == 0xF4 && next > 0x8F));
            if (overlong || surrogateOrBeyond)
                return false;
        }
        i += length;
    }
    return true;
}

std::string toLower(std::string_view asciiText)
{
    std::string out(asciiText);
    for (char &c : out)
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c - 'A' + 'a');
    return out;
}

std::string normalisedPath(std::string_view path)
{
    std::string out;
    out.reserve(path.size());
    for (std::size_t i = 0; i < path.size(); ++i) {
        const char c = path[i] == '\\' ? '/' : path[i];
        const bool afterSeparator = i > 0 && (path[i - 1] == '/' || path[i - 1] == '\\');
        if (c == '/' && afterSeparator)
            continue;
        const bool dotPart = c == '.' && (i == 0 || afterSeparator) && i + 1 < path.size() &&
                             (path[i + 1] == '/' || path[i + 1] == '\\');
        if (dotPart) {
            ++i;
            continue;
        }
        out += c;
    }
    return out;
}

bool matchesWildcard(std::string_view s, std::string_view pattern)
{
    std::size_t i = 0, p = 0, starPattern = std::string_view::npos, starText = 0;
    while (i < s.size()) {
        if (p < pattern.size() && pattern[p] == '*') {
            starPattern = p++;
            starText = i;
        } else if (p < pattern.size() && (pattern[p] == '?' || pattern[p] == s[i])) {
            ++i;
            ++p;
        } else if (starPattern != std::string_view::npos) {
            p = starPattern + 1;
            i = ++starText;
        } else {
            return false;
        }
    }
    while (p < pattern.size() && pattern[p] == '*')
        ++p;
    return p == pattern.size();
}

} // namespace fiducial::text
