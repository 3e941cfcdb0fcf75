#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Text and numbers without locale: the decimal point is always '.', whatever the user's settings.
namespace fiducial::text {

std::string_view trimmed(std::string_view s);
/// Fields between runs of blanks and tabs; no empty fields.
std::vector<std::string_view> splitBlanks(std::string_view s);
/// Fields between single separators; empty fields are kept.
std::vector<std::string_view> split(std::string_view s, char separator);
/// Lines without their ends (\n or \r\n); a final line end adds no empty line.
std::vector<std::string_view> lines(std::string_view s);

/// The whole of `s` (a leading '+' allowed) as a finite number; nothing otherwise.
std::optional<double> parseDouble(std::string_view s);
std::optional<long long> parseInteger(std::string_view s);

/// Fixed notation with `decimals` digits, e.g. "12.340000".
std::string fixed(double value, int decimals);
/// The shortest text that reads back as exactly `value`.
std::string shortest(double value);
std::string shortestFloat(float value); ///< the same for a float

bool isUtf8(std::string_view s);
std::string toLower(std::string_view asciiText);
/// Separators '\' become '/', runs collapse, "./" parts vanish.
std::string normalisedPath(std::string_view path);
/// Shell-style '*' and '?' over the whole of `s`; '*' also spans '/'.
bool matchesWildcard(std::string_view s, std::string_view pattern);

} // namespace fiducial::text
