#pragma once

#include "core/formats/byte_span.h"

#include <string>
#include <string_view>
#include <vector>

namespace fiducial::formats {

struct XmlAttribute {
    std::string_view name;
    ByteSpan value; ///< between the quotes, as written
};

struct XmlTag {
    std::string_view name;
    bool closing = false;     ///< </name>
    bool selfClosing = false; ///< <name/>
    ByteSpan span;            ///< from '<' to '>'
    std::vector<XmlAttribute> attributes;

    const XmlAttribute *find(std::string_view attribute) const;
};

/// Tells where the tags of well-formed XML stand, which parsers do not; comments, CDATA and declarations are skipped.
class XmlTagReader {
public:
    explicit XmlTagReader(std::string_view xml, std::size_t at = 0) : xml_(xml), at_(at) {}
    /// False at the end and where the text is broken.
    bool next(XmlTag &tag);

private:
    bool skipTo(std::string_view mark);
    void skipBlanks();
    std::string_view takeName();
    bool takeAttribute(XmlTag &tag);

    std::string_view xml_;
    std::size_t at_;
};

/// The bytes of the element that starts at `offset`, up to and with its closing tag; empty where it breaks off.
ByteSpan xmlElementAt(std::string_view xml, std::size_t offset);

/// With & < > ' " as entities.
std::string xmlEscaped(std::string_view text);

} // namespace fiducial::formats
