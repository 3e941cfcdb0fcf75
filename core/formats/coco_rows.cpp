#include "core/formats/coco_rows.h"

#include "core/formats/coco_ids.h"
#include "core/formats/coco_writer.h"
#include "core/formats/export_files.h"
#include "core/formats/json_records.h"

#include <algorithm>
#include <set>

namespace fiducial::formats {

namespace {

std::size_t endOf(const ByteSpan &span)
{
    return span.offset + span.length;
}

/// Each run of dropped elements, with the commas that are not needed any more.
std::vector<Replacement> withoutElements(const std::vector<ByteSpan> &elements, const std::set<std::size_t> &dropped)
{
    std::vector<Replacement> out;
    for (std::size_t first = 0; first < elements.size(); ++first) {
        if (!dropped.contains(elements[first].offset))
            continue;
        std::size_t last = first;
        while (last + 1 < elements.size() && dropped.contains(elements[last + 1].offset))
            ++last;
        const bool atEnd = last + 1 == elements.size();
        const std::size_t begin = atEnd && first > 0 ? endOf(elements[first - 1]) : elements[first].offset;
        const std::size_t end = atEnd ? endOf(elements[last]) : elements[last + 1].offset;
        out.push_back({begin, end - begin, {}});
        first = last;
    }
    return out;
}

Result<Replacement> markedInvalid(std::string_view source, const SourceRecord &record)
{
    if (record.offset > source.size() || record.length > source.size() - record.offset)
        return sourceChanged({}, record.line);
    const std::string_view element = source.substr(record.offset, record.length);
    const JsonOutline outline = outlineJson(element);
    const auto valid = outline.values.find("face_valid");
    const std::string_view value = valid == outline.values.end() ? std::string_view() : valid->second.in(element);
    if (value != "true" && value != "1")
        return makeError(Errc::Unsupported,
                         says("The deleted face cannot be taken out of this COCO-WholeBody file: its person has no "
                              "\"face_valid\". Write a new file instead."),
                         {}, record.line);
    return Replacement{record.offset + valid->second.offset, value.size(), value == "1" ? "0" : "false"};
}

/// The ids that new annotations of a file need.
class CocoIds {
public:
    CocoIds(std::string_view source, const JsonOutline &outline) : images_(cocoImageIds(source, outline))
    {
        for (const ByteSpan &annotation : outline.elements("annotations")) {
            const auto record = parseJsonRecord(annotation.in(source), {"id", "category_id"});
            if (!record)
                continue;
            annotations_.know(record->id("id"));
            if (category_.empty())
                category_ = record->id("category_id");
        }
    }

    Result<CocoWriter::AnnotationIds> next(const std::string &image)
    {
        const auto found = images_.find(image);
        if (found == images_.end())
            return makeError(Errc::Malformed, says("The file does not name the image %1.", image));
        return CocoWriter::AnnotationIds{annotations_.next(), printedId(found->second),
                                         category_.empty() ? "1" : printedId(category_)};
    }

private:
    std::map<std::string, std::string> images_; ///< ids by path
    IdNumbers annotations_;
    std::string category_;
};

/// What stands between two elements of the file.
std::string separatorOf(std::string_view source, const std::vector<ByteSpan> &elements)
{
    if (elements.size() < 2)
        return ",\n";
    const std::size_t begin = endOf(elements[0]);
    return std::string(source.substr(begin, elements[1].offset - begin));
}

Result<std::string> newElements(std::string_view source, const JsonOutline &outline, const FormatInfo &info,
                                const AnnotationFormat::RowChanges &changes, bool first)
{
    WriteRequest request = *changes.request;
    request.faces = changes.added;
    const auto view = ExportView::create(request, info);
    if (!view)
        return view.error();
    const CocoWriter writer(request, *view);
    const FlagRule rule = flagRuleOf(source);
    const std::string separator = separatorOf(source, outline.elements("annotations"));
    CocoIds ids(source, outline);
    std::string out;
    for (const int face : changes.added) {
        const auto own = ids.next(request.dataset->sampleOf(face).image);
        if (!own)
            return own.error();
        out += (first && out.empty() ? std::string() : separator) + writer.annotationLine(face, *own, rule);
    }
    return out;
}

} // namespace

Result<void> takesCocoRows(std::string_view source)
{
    if (isWholeBody(source))
        return makeError(Errc::Unsupported,
                         says("In COCO-WholeBody a face belongs to an annotated person; write a new file instead."));
    if (outlineJson(source).elements("annotations").empty())
        return makeError(
            Errc::Unsupported,
            says("The file has no annotation beside which new ones could stand; write a new file instead."));
    return {};
}

Result<std::vector<Replacement>> changedCocoRows(std::string_view source, const FormatInfo &info,
                                                 const AnnotationFormat::RowChanges &changes)
{
    std::vector<Replacement> out;
    if (isWholeBody(source)) {
        for (const SourceRecord &record : changes.dropped) {
            auto marked = markedInvalid(source, record);
            if (!marked)
                return marked.error();
            out.push_back(std::move(*marked));
        }
        return out;
    }
    const JsonOutline outline = outlineJson(source);
    const std::vector<ByteSpan> &elements = outline.elements("annotations");
    std::set<std::size_t> dropped;
    for (const SourceRecord &record : changes.dropped) {
        const auto element = std::ranges::lower_bound(elements, record.offset, {}, &ByteSpan::offset);
        if (element == elements.end() || element->offset != record.offset || element->length != record.length)
            return sourceChanged({}, record.line);
        dropped.insert(record.offset);
    }
    out = withoutElements(elements, dropped);
    if (changes.added.empty())
        return out;
    if (auto possible = takesCocoRows(source); !possible)
        return possible.error();
    auto added = newElements(source, outline, info, changes, dropped.size() == elements.size());
    if (!added)
        return added.error();
    out.push_back({endOf(elements.back()), 0, std::move(*added)});
    return out;
}

} // namespace fiducial::formats
