#include "core/formats/xml_tags.h"

#include <algorithm>

namespace fiducial::formats {

namespace {

bool isXmlBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

bool endsName(char c)
{
    return isXmlBlank(c) || c == '=' || c == '>' || c == '/' || c == '<';
}

} // namespace

const XmlAttribute *XmlTag::find(std::string_view attribute) const
{
    const auto found = std::find_if(attributes.begin(), attributes.end(),
                                    [&](const XmlAttribute &candidate) { return candidate.name == attribute; });
    return found == attributes.end() ? nullptr : &*found;
}

bool XmlTagReader::next(XmlTag &tag)
{
    for (;;) {
        at_ = xml_.find('<', at_);
        if (at_ == std::string_view::npos)
            return false;
        const std::string_view rest = xml_.substr(at_);
        if (!rest.starts_with("<!") && !rest.starts_with("<?"))
            break;
        const std::string_view end = rest.starts_with("<!--")        ? "-->"
                                     : rest.starts_with("<![CDATA[") ? "]]>"
                                     : rest.starts_with("<?")        ? "?>"
                                                                     : ">";
        if (!skipTo(end))
            return false;
    }
    tag = {};
    tag.span.offset = at_++;
    tag.closing = at_ < xml_.size() && xml_[at_] == '/';
    at_ += tag.closing ? 1 : 0;
    tag.name = takeName();
    while (at_ < xml_.size()) {
        skipBlanks();
        if (xml_.substr(at_).starts_with("/>") || xml_.substr(at_).starts_with(">")) {
            tag.selfClosing = xml_[at_] == '/';
            at_ += tag.selfClosing ? 2 : 1;
            tag.span.length = at_ - tag.span.offset;
            return !tag.name.empty();
        }
        if (!takeAttribute(tag))
            return false;
    }
    return false;
}

bool XmlTagReader::skipTo(std::string_view mark)
{
    const std::size_t end = xml_.find(mark, at_);
    if (end == std::string_view::npos)
        return false;
    at_ = end + mark.size();
    return true;
}

void XmlTagReader::skipBlanks()
{
    while (at_ < xml_.size() && isXmlBlank(xml_[at_]))
        ++at_;
}

std::string_view XmlTagReader::takeName()
{
    const std::size_t begin = at_;
    while (at_ < xml_.size() && !endsName(xml_[at_]))
        ++at_;
    return xml_.substr(begin, at_ - begin);
}

bool XmlTagReader::takeAttribute(XmlTag &tag)
{
    XmlAttribute attribute;
    attribute.name = takeName();
    skipBlanks();
    if (attribute.name.empty() || at_ >= xml_.size() || xml_[at_] != '=')
        return false;
    ++at_;
    skipBlanks();
    if (at_ >= xml_.size() || (xml_[at_] != '\'' && xml_[at_] != '"'))
        return false;
    const std::size_t end = xml_.find(xml_[at_], at_ + 1);
    if (end == std::string_view::npos)
        return false;
    attribute.value = {at_ + 1, end - at_ - 1};
    at_ = end + 1;
    tag.attributes.push_back(attribute);
    return true;
}

ByteSpan xmlElementAt(std::string_view xml, std::size_t offset)
{
    XmlTagReader reader(xml, offset);
    XmlTag tag;
    int depth = 0;
    while (reader.next(tag)) {
        if (depth == 0 && tag.span.offset != offset)
            return {};
        depth += tag.closing ? -1 : tag.selfClosing ? 0 : 1;
        if (depth <= 0)
            return {offset, tag.span.offset + tag.span.length - offset};
    }
    return {};
}

std::string xmlEscaped(std::string_view text)
{
    std::string out;
    for (const char c : text) {
        switch (c) {
        case '&':
            out += "&amp;";
            break;
        case '<':
            out += "&lt;";
            break;
        case '>':
            out += "&gt;";
            break;
        case '\'':
            out += "&apos;";
            break;
        case '"':
            out += "&quot;";
            break;
        default:
            out += c;
        }
    }
    return out;
}

} // namespace fiducial::formats
