#include "core/formats/imglab_format.h"

#include "core/base/file_io.h"
#include "core/base/text.h"
#include "core/formats/dataset_builder.h"
#include "core/formats/export_files.h"
#include "core/formats/export_view.h"
#include "core/formats/imglab_reader.h"
#include "core/formats/number_patch.h"
#include "core/formats/xml_tags.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

namespace fiducial::formats {

namespace {

/// left, top, width, height as imglab writes them: whole pixels, the last one included.
std::array<double, 4> imglabRectangle(const Rect &rect)
{
    const double left = std::floor(rect.x), top = std::floor(rect.y);
    return {left, top, std::ceil(rect.right()) - left + 1, std::ceil(rect.bottom()) - top + 1};
}

std::string wholePixel(double value)
{
    return styledNumber(std::round(value), 0, 0);
}

std::string xmlUnescaped(std::string_view value)
{
    std::string out(value);
    constexpr std::array<std::pair<std::string_view, char>, 5> kEntities = {
        {{"&lt;", '<'}, {"&gt;", '>'}, {"&apos;", '\''}, {"&quot;", '"'}, {"&amp;", '&'}}};
    for (const auto &[entity, character] : kEntities)
        for (std::size_t at = 0; (at = out.find(entity, at)) != std::string::npos; ++at)
            out.replace(at, entity.size(), 1, character);
    return out;
}

/// Of the blanks and line ends before a tag.
std::size_t startOfIndent(std::string_view xml, std::size_t at)
{
    while (at > 0 && std::string_view(" \t\r\n").find(xml[at - 1]) != std::string_view::npos)
        --at;
    return at;
}

/// Edits the text of one <box> element.
class BoxPatcher {
public:
    BoxPatcher(std::string_view box, std::uint64_t offset, std::vector<Replacement> &out)
        : box_(box), offset_(offset), out_(out)
    {
        XmlTagReader reader(box);
        XmlTag tag;
        int depth = 0;
        while (reader.next(tag)) {
            if (depth == 0 && !tag.closing)
                opening_ = tag;
            if (depth == 1 && !tag.closing && tag.name == "part")
                addPart(tag);
            if (tag.closing && tag.name == "part" && depth == 2 && !partEnds_.empty())
                partEnds_[lastPart_] = tag.span.offset + tag.span.length;
            depth += tag.closing ? -1 : tag.selfClosing ? 0 : 1;
        }
    }

    bool isBox() const { return opening_.name == "box"; }

    void points(const LandmarkSet &edited, const std::vector<std::string> &names)
    {
        std::string added;
        for (int i = 0; i < edited.count(); ++i) {
            const std::string &name = names[static_cast<std::size_t>(i)];
            const Point2 place = edited.points[static_cast<std::size_t>(i)];
            const auto part = parts_.find(name);
            if (part != parts_.end() && edited.isPresent(i)) {
                replaceNumber(part->second, "x", place.x);
                replaceNumber(part->second, "y", place.y);
            } else if (part != parts_.end()) {
                remove(part->second, partEnds_[name]);
            } else if (edited.isPresent(i)) {
                added += indentOfParts() + "<part name='" + xmlEscaped(name) + "' x='" + wholePixel(place.x) + "' y='" +
                         wholePixel(place.y) + "'/>";
            }
        }
        if (!added.empty())
            insert(std::move(added));
    }

    void rectangle(const LandmarkSet &edited)
    {
        if (edited.presentCount() == 0)
            return;
        const std::array<double, 4> sides = imglabRectangle(landmarkBox(edited));
        constexpr std::array<const char *, 4> kNames = {"left", "top", "width", "height"};
        for (std::size_t i = 0; i < sides.size(); ++i)
            replaceNumber(opening_, kNames[i], sides[i]);
    }

private:
    void addPart(const XmlTag &tag)
    {
        const XmlAttribute *name = tag.find("name");
        lastPart_ = name ? xmlUnescaped(name->value.in(box_)) : std::string();
        parts_[lastPart_] = tag;
        partEnds_[lastPart_] = tag.span.offset + tag.span.length;
        lastPartOffset_ = tag.span.offset;
    }

    void replaceNumber(const XmlTag &tag, std::string_view attribute, double value)
    {
        const XmlAttribute *found = tag.find(attribute);
        if (!found)
            return;
        const std::string_view token = found->value.in(box_);
        const auto old = text::parseDouble(text::trimmed(token));
        if (old && (*old == value || *old == std::round(value)))
            return;
        out_.push_back({offset_ + found->value.offset, token.size(), wholePixel(value)});
    }

    /// The tag and the blanks before it.
    void remove(const XmlTag &tag, std::size_t end)
    {
        const std::size_t begin = startOfIndent(tag.span.offset);
        out_.push_back({offset_ + begin, end - begin, {}});
    }

    std::size_t startOfIndent(std::size_t at) const { return formats::startOfIndent(box_, at); }

    std::string indentOfParts() const
    {
        if (parts_.empty())
            return "\n      ";
        const std::size_t begin = startOfIndent(lastPartOffset_);
        return std::string(box_.substr(begin, lastPartOffset_ - begin));
    }

    void insert(std::string added)
    {
        if (opening_.selfClosing) {
            const std::size_t slash = opening_.span.offset + opening_.span.length - 2;
            out_.push_back({offset_ + slash, 2, ">" + added + "</box>"});
            return;
        }
        const std::size_t closing = box_.rfind("</");
        out_.push_back({offset_ + startOfIndent(closing), 0, std::move(added)});
    }

    std::string_view box_;
    std::uint64_t offset_;
    std::vector<Replacement> &out_;
    XmlTag opening_;
    std::map<std::string, XmlTag> parts_;
    std::map<std::string, std::size_t> partEnds_;
    std::string lastPart_;
    std::size_t lastPartOffset_ = 0;
};

/// Two digits, three from 100 points on, so that the order of text is that of numbers.
std::vector<std::string> paddedNames(int count)
{
    constexpr int kMostWithTwoDigits = 100;
    const std::size_t width = count > kMostWithTwoDigits ? 3 : 2;
    std::vector<std::string> names;
    for (int i = 0; i < count; ++i) {
        const std::string digits = std::to_string(i);
        names.push_back(std::string(width - std::min(width, digits.size()), '0') + digits);
    }
    return names;
}

std::string imageBesideTarget(const WriteRequest &request, int sample)
{
    std::error_code ignored;
    const auto image = std::filesystem::absolute(request.dataset->imagePath(sample), ignored).lexically_normal();
    const auto folder = std::filesystem::absolute(request.target, ignored).lexically_normal().parent_path();
    const auto relative = image.lexically_relative(folder);
    return toUtf8(relative.empty() ? image : relative);
}

/// `names`: of the parts, as the file has them.
std::string boxText(const WriteRequest &request, const ExportView &view, int row, const std::vector<std::string> &names)
{
    const Face &face = request.dataset->faces[static_cast<std::size_t>(row)];
    const LandmarkSet set = view.points(row);
    const bool keep = face.box && !request.recomputeDerived;
    const std::array<double, 4> sides = imglabRectangle(keep ? *face.box : landmarkBox(set));
    std::string out = "    <box top='" + wholePixel(sides[1]) + "' left='" + wholePixel(sides[0]) + "' width='" +
                      wholePixel(sides[2]) + "' height='" + wholePixel(sides[3]) + "'";
    for (const auto &[key, value] : face.extra)
        if (key.starts_with(kImglabPrefix))
            out += " " + key.substr(kImglabPrefix.size()) + "='" + xmlEscaped(value) + "'";
    out += ">\n";
    if (const auto label = face.extra.find(std::string(kImglabLabel)); label != face.extra.end())
        out += "      <label>" + xmlEscaped(label->second) + "</label>\n";
    for (int i = 0; i < set.count(); ++i)
        if (set.isPresent(i))
            out += "      <part name='" + xmlEscaped(names[static_cast<std::size_t>(i)]) + "' x='" +
                   wholePixel(set.points[static_cast<std::size_t>(i)].x) + "' y='" +
                   wholePixel(set.points[static_cast<std::size_t>(i)].y) + "'/>\n";
    return out + "    </box>\n";
}

/// Another box in this <image> element.
Replacement newBox(std::string_view xml, const ByteSpan &image, std::string box)
{
    const std::string_view element = image.in(xml);
    if (const std::size_t closing = element.rfind("</"); closing != std::string_view::npos && !element.ends_with("/>"))
        return {image.offset + startOfIndent(element, closing), 0, "\n" + box};
    return {image.offset + image.length - 2, 2, ">\n" + box + "\n  </image>"};
}

std::string printImglab(const WriteRequest &request, const ExportView &view)
{
    std::vector<int> samples;
    std::map<int, std::string> boxes;
    const std::vector<std::string> names = paddedNames(view.scheme().count);
    for (const int row : view.faces()) {
        const int sample = request.dataset->faces[static_cast<std::size_t>(row)].sample;
        const auto [entry, isNew] = boxes.try_emplace(sample);
        if (isNew)
            samples.push_back(sample);
        entry->second += boxText(request, view, row, names);
    }
    std::string out = "<?xml version='1.0' encoding='UTF-8'?>\n<dataset>\n<name>" + xmlEscaped(request.dataset->name) +
                      "</name>\n<comment>" + std::string(kImglabScheme) + view.scheme().id + "</comment>\n<images>\n";
    for (const int sample : samples) {
        const Size size = request.dataset->samples[static_cast<std::size_t>(sample)].size;
        out += "  <image file='" + xmlEscaped(imageBesideTarget(request, sample)) + "'";
        if (!size.empty())
            out += " width='" + std::to_string(size.width) + "' height='" + std::to_string(size.height) + "'";
        out += ">\n" + boxes[sample] + "  </image>\n";
    }
    return out + "</images>\n</dataset>\n";
}

std::vector<Sentence> imglabLosses(const WriteRequest &request, const ExportView &view, const FormatInfo &info)
{
    std::vector<Sentence> out = view.losses();
    const bool patched = wholeSourceFile(request, info) >= 0;
    double largest = 0;
    std::size_t rounded = 0;
    for (const int row : view.faces()) {
        if (patched && !view.edited(row))
            continue;
        const LandmarkSet set = view.points(row);
        for (int i = 0; i < set.count(); ++i) {
            const Point2 p = set.points[static_cast<std::size_t>(i)];
            const double moved = set.isPresent(i) ? distance(p, {std::round(p.x), std::round(p.y)}) : 0;
            rounded += moved > 0;
            largest = std::max(largest, moved);
        }
    }
    if (rounded > 0)
        out.push_back(says("Rounding to whole pixels moves a point by up to %1 px.", text::fixed(largest, 2)));
    return out;
}

} // namespace

const FormatInfo &ImglabFormat::info() const
{
    static const FormatInfo info = [] {
        FormatInfo i;
        i.id = "imglab";
        i.name = says("imglab XML");
        i.extensions = {".xml"};
        i.boxes = true;
        i.manyFacesPerImage = true;
        i.fractional = false;
        i.decimals = 0;
        i.absence = true;
        return i;
    }();
    return info;
}

Confidence ImglabFormat::sniff(const std::filesystem::path & /*file*/, std::string_view head) const
{
    const auto holds = [head](std::string_view text) { return head.find(text) != std::string_view::npos; };
    const std::size_t first = head.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
    if (first == std::string_view::npos || head[first] != '<' || !holds("<dataset"))
        return Confidence::No;
    return holds("<images") || holds("imglab") ? Confidence::Certain : Confidence::Possible;
}

Result<Dataset> ImglabFormat::read(const ReadRequest &request, const JobContext &context) const
{
    return readImglabFiles(request, context);
}

Result<WritePlan> ImglabFormat::plan(const WriteRequest &request) const
{
    const auto view = ExportView::create(request, info());
    if (!view)
        return view.error();
    const OutputFiles files(request);
    WritePlan plan;
    plan.files.push_back(files.planned(request.target, static_cast<int>(view->faces().size()), view->editedCount()));
    plan.losses = imglabLosses(request, *view, info());
    plan.derivedFields = {says("box")};
    return plan;
}

Result<WriteReport> ImglabFormat::write(const WriteRequest &request, const JobContext & /*context*/) const
{
    const auto view = ExportView::create(request, info());
    if (!view)
        return view.error();
    const int source = wholeSourceFile(request, info());
    auto bytes = source >= 0 ? patchedSource(*this, request, source, view->faces())
                             : Result<std::string>(printImglab(request, *view));
    if (!bytes)
        return bytes.error();
    const OutputFiles files(request);
    if (auto written = files.write(request.target, *bytes); !written)
        return written.error();
    return WriteReport{{request.target},
                       static_cast<int>(view->faces().size()),
                       view->editedCount(),
                       imglabLosses(request, *view, info())};
}

Result<std::vector<Replacement>> ImglabFormat::replacements(std::string_view source, const std::vector<Patch> &patches,
                                                            bool recomputeDerived) const
{
    const std::vector<std::string> names = imglabNames(source).names;
    std::vector<Replacement> out;
    for (const Patch &patch : patches) {
        if (patch.record.offset > source.size() || patch.record.length > source.size() - patch.record.offset ||
            static_cast<int>(names.size()) != patch.points->count())
            return sourceChanged({}, patch.record.line);
        BoxPatcher patcher(source.substr(patch.record.offset, patch.record.length), patch.record.offset, out);
        if (!patcher.isBox())
            return sourceChanged({}, patch.record.line);
        patcher.points(*patch.points, names);
        if (recomputeDerived && patch.movesPoints())
            patcher.rectangle(*patch.points);
    }
    return out;
}

Result<std::vector<Replacement>> ImglabFormat::changeRows(std::string_view source, const RowChanges &changes) const
{
    std::vector<Replacement> out;
    for (const SourceRecord &record : changes.dropped) {
        const std::size_t begin = startOfIndent(source, record.offset);
        out.push_back({begin, record.offset + record.length - begin, {}});
    }
    if (changes.added.empty())
        return out;
    WriteRequest request = *changes.request;
    request.faces = changes.added;
    const auto view = ExportView::create(request, info());
    if (!view)
        return view.error();
    const std::vector<std::string> names = imglabNames(source).names;
    const std::map<std::string, ByteSpan> images = imglabImages(source);
    std::map<int, std::string> boxes; // by sample
    for (const int face : changes.added)
        boxes[request.dataset->faces[static_cast<std::size_t>(face)].sample] += boxText(request, *view, face, names);
    for (auto &[sample, text] : boxes) {
        const std::string &image = request.dataset->samples[static_cast<std::size_t>(sample)].image;
        const auto element = images.find(image);
        if (element == images.end() || names.size() != static_cast<std::size_t>(view->scheme().count))
            return makeError(Errc::Malformed, says("The file does not name the image %1.", image));
        text.pop_back(); // the line end stands there already
        out.push_back(newBox(source, element->second, std::move(text)));
    }
    return out;
}

} // namespace fiducial::formats
