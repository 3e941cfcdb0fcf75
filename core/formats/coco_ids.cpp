#include "core/formats/coco_ids.h"

#include "core/base/text.h"

#include <algorithm>

namespace fiducial::formats {

void IdNumbers::know(const std::string &id)
{
    constexpr std::int64_t kLargestExact = std::int64_t{1} << 53; // beyond it readers of JSON round
    const auto number = text::parseInteger(id);
    if (!number)
        return;
    known_.insert(*number);
    if (*number < kLargestExact)
        last_ = std::max<std::int64_t>(last_, *number);
}

bool IdNumbers::use(const std::string &id)
{
    know(id);
    const auto number = text::parseInteger(id);
    return number && used_.insert(*number).second;
}

std::string IdNumbers::next()
{
    while (known_.contains(++last_)) {
    }
    known_.insert(last_);
    used_.insert(last_);
    return std::to_string(last_);
}

std::map<std::string, std::string> cocoImageIds(std::string_view json, const JsonOutline &outline)
{
    std::map<std::string, std::string> out;
    for (const ByteSpan &image : outline.elements("images")) {
        const auto record = parseJsonRecord(image.in(json), {"id", "file_name"});
        const JsonField *name = record ? record->find("file_name") : nullptr;
        if (!name || name->kind != JsonField::Kind::String)
            continue;
        if (std::string id = record->id("id"); !id.empty())
            out.try_emplace(text::normalisedPath(name->text), std::move(id));
    }
    return out;
}

std::string printedId(const std::string &id)
{
    return id.starts_with('"') ? jsonQuoted(std::string_view(id).substr(1)) : id;
}

} // namespace fiducial::formats
