#pragma once

#include "core/base/result.h"
#include "core/formats/byte_span.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

/// Large JSON documents without a tree: the top level is only outlined, its array elements are parsed one by one. A bad
/// element damages nothing but itself, and every number knows its bytes, so that it can be replaced in place.
namespace fiducial::formats {

/// Where the elements of the top-level arrays of a JSON object stand.
struct JsonOutline {
    std::map<std::string, std::vector<ByteSpan>, std::less<>> arrays;
    std::map<std::string, ByteSpan, std::less<>> values; ///< top-level values that are no arrays
    Sentence problem;                                    ///< empty where the text ends as it should
    std::size_t problemOffset = 0;

    const std::vector<ByteSpan> &elements(std::string_view key) const;
};

/// Never fails: what stands before a break is outlined, the break is told in `problem`.
JsonOutline outlineJson(std::string_view text);

/// A member of a JSON object, as far as annotation files need it.
struct JsonField {
    enum class Kind { Null, Bool, Number, String, Numbers, Other };
    Kind kind = Kind::Null;
    bool flag = false;
    std::string text;                 ///< String; Number: its digits where it is whole and written so
    std::vector<NumberToken> numbers; ///< Number: one; Numbers: a flat list
};

/// The members of one object. Of a repeated key the last one counts.
struct JsonRecord {
    std::map<std::string, JsonField, std::less<>> fields;

    const JsonField *find(std::string_view key) const;
    const NumberToken *number(std::string_view key) const;
    /// The list, or null where the key is absent or holds anything but numbers.
    const std::vector<NumberToken> *numbers(std::string_view key) const;
    /// An id, which files write as number or text: the digits, or a text behind one '"'. Empty where there is none.
    std::string id(std::string_view key) const;
};

/// One object. Fails on broken JSON, numbers beyond double and nesting deeper than 64; `keys` are kept, the rest is
/// skipped.
Result<JsonRecord> parseJsonRecord(std::string_view element, const std::vector<std::string_view> &keys);

/// `text` as a JSON string with quotes; bytes that are no UTF-8 become U+FFFD.
std::string jsonQuoted(std::string_view text);

/// Line numbers of offsets that are asked for in rising order (any other order costs a pass from the start).
class LineCounter {
public:
    explicit LineCounter(std::string_view text) : text_(text) {}
    int lineAt(std::size_t offset);

private:
    std::string_view text_;
    std::size_t offset_ = 0;
    int line_ = 1;
};

} // namespace fiducial::formats
