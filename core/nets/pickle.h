#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Reads Python's pickle format as plain data. Nothing is imported and nothing is called: a call in the file becomes an
/// Object value that says what would have been called with what. Protocols 0 to 5 as far as PyTorch writes them.
namespace fiducial::nets::pickle {

enum class Kind {
    None,
    Boolean,
    Integer,
    LongInteger, ///< beyond 64 bits; `text` holds its little-endian bytes
    Real,
    Text,
    Bytes,
    List,
    Tuple,
    Dict,
    Global,     ///< `text` is "module name"
    Object,     ///< `items` are the callable and its arguments
    Persistent, ///< `items` hold the key: a tuple that the file's owner explains
};

using Id = std::uint32_t; ///< of a value in Document::values; values may be shared and may contain themselves

struct Value {
    Kind kind = Kind::None;
    std::int64_t integer = 0; ///< also of a Boolean
    double real = 0;
    std::string text;
    std::vector<Id> items;
    std::vector<std::pair<Id, Id>> entries; ///< of a Dict, or what was stored into an Object
    std::vector<Id> state;                  ///< what an Object was given to restore itself from; at most one
};

struct Document {
    std::vector<Value> values;
    Id root = 0;
    std::size_t length = 0; ///< bytes read

    const Value &operator[](Id id) const { return values[id]; }
    /// The value that `key` (a text) has in a Dict; null where there is none.
    const Value *find(const Value &dict, std::string_view key) const;
};

/// The pickle at the start of `bytes`; what follows it is left alone.
Result<Document> read(std::string_view bytes);

} // namespace fiducial::nets::pickle
