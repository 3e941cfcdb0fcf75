#pragma once

#include <cstddef>
#include <string_view>

namespace fiducial::formats {

/// Where a token stands in the text it was found in.
struct ByteSpan {
    std::size_t offset = 0;
    std::size_t length = 0;
    std::string_view in(std::string_view text) const { return text.substr(offset, length); }
    friend bool operator==(const ByteSpan &, const ByteSpan &) = default;
};

/// A number and the bytes that write it.
struct NumberToken {
    double value = 0;
    ByteSpan span;
};

} // namespace fiducial::formats
