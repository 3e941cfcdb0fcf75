#include "core/formats/imglab_reader.h"

#include "core/base/file_io.h"
#include "core/base/text.h"
#include "core/formats/dataset_builder.h"
#include "core/formats/imglab_format.h"
#include "core/formats/json_records.h"
#include "core/formats/xml_tags.h"

#include <pugixml.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

namespace fiducial::formats {

namespace {

constexpr double kMostXmlPixels = 1e6;
const Sentence kBoxLeftOut = says("The box is left out; mend it in the file and open it again.");

/// Offsets stay those of the file only where nothing is converted, so any encoding is taken byte by byte.
pugi::xml_parse_result loadXml(pugi::xml_document &document, std::string_view xml)
{
    return document.load_buffer(xml.data(), xml.size(), pugi::parse_default, pugi::encoding_utf8);
}

std::string utf8OfAttribute(std::string_view value)
{
    if (text::isUtf8(value))
        return std::string(value);
    std::string out; // ISO-8859-1, which imglab declares
    for (const char c : value) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x80) {
            out += c;
        } else {
            out += static_cast<char>(0xC0 | (byte >> 6));
            out += static_cast<char>(0x80 | (byte & 0x3F));
        }
    }
    return out;
}

bool isRectangleAttribute(std::string_view name)
{
    return name == "top" || name == "left" || name == "width" || name == "height";
}

struct Box {
    std::optional<Rect> rect;
    std::map<std::string, Point2> parts;
    Sentence problem; ///< the box cannot be used
    std::vector<Sentence> warnings;
};

std::optional<double> pixelOf(const pugi::xml_node &node, const char *name)
{
    const auto value = text::parseDouble(text::trimmed(node.attribute(name).value()));
    return value && std::abs(*value) <= kMostXmlPixels ? value : std::nullopt;
}

void readRectangle(const pugi::xml_node &node, Box &box)
{
    std::array<double, 4> sides{};
    constexpr std::array<const char *, 4> kNames = {"left", "top", "width", "height"};
    for (std::size_t i = 0; i < sides.size(); ++i) {
        const auto value = pixelOf(node, kNames[i]);
        if (!value) {
            box.problem = says("The box lacks a usable \"%1\".", kNames[i]);
            return;
        }
        sides[i] = *value;
    }
    // right and bottom are the last pixels that belong to the box
    const Rect rect = Rect::fromCorners(sides[0], sides[1], sides[0] + sides[2] - 1, sides[1] + sides[3] - 1);
    if (rect.empty())
        box.warnings.push_back(says("The rectangle has no extent and is left out."));
    else
        box.rect = rect;
}

void readParts(const pugi::xml_node &node, Box &box)
{
    for (const pugi::xml_node &part : node.children("part")) {
        const std::string name = part.attribute("name").value();
        const auto x = pixelOf(part, "x"), y = pixelOf(part, "y");
        if (!part.attribute("name"))
            box.problem = says("A part has no name.");
        else if (!x || !y)
            box.problem = says("The part \"%1\" lacks a usable x or y.", shownField(utf8OfAttribute(name)));
        else if (!box.parts.emplace(name, Point2{*x, *y}).second)
            box.problem = says("The part \"%1\" stands twice in one box.", shownField(utf8OfAttribute(name)));
    }
}

Box readBox(const pugi::xml_node &node)
{
    Box box;
    readRectangle(node, box);
    if (box.problem.empty())
        readParts(node, box);
    const std::string_view gender = node.attribute("gender").value();
    if (!gender.empty() && gender != "male" && gender != "female" && gender != "unknown")
        box.warnings.push_back(
            says("The gender \"%1\" is unknown to dlib, which stops there.", shownField(utf8OfAttribute(gender))));
    return box;
}

void keepAttributes(const pugi::xml_node &node, Face &face)
{
    for (const pugi::xml_attribute &attribute : node.attributes())
        if (!isRectangleAttribute(attribute.name()))
            face.extra[std::string(kImglabPrefix) + attribute.name()] = utf8OfAttribute(attribute.value());
    if (const pugi::xml_node label = node.child("label"))
        face.extra[std::string(kImglabLabel)] = utf8OfAttribute(text::trimmed(label.child_value()));
}

/// How often each part name occurs in the boxes of the file.
std::map<std::string, std::size_t> countPartNames(const pugi::xml_node &images)
{
    std::map<std::string, std::size_t> counts;
    for (const pugi::xml_node &image : images.children("image"))
        for (const pugi::xml_node &box : image.children("box"))
            for (const pugi::xml_node &part : box.children("part"))
                if (part.attribute("name"))
                    ++counts[part.attribute("name").value()];
    return counts;
}

/// Names that occur at least half as often as the most frequent one: a slip in one box adds no landmark to the others.
std::vector<std::string> frequentNames(const std::map<std::string, std::size_t> &counts)
{
    std::size_t most = 0;
    for (const auto &[name, count] : counts)
        most = std::max(most, count);
    std::vector<std::string> names;
    for (const auto &[name, count] : counts)
        if (2 * count >= most)
            names.push_back(name);
    return names;
}

/// Numbers whose lexicographic order is not their numeric one: "0", "1", "10", "2".
bool areUnpaddedNumbers(const std::vector<std::string> &names)
{
    const auto number = [](const std::string &name) { return text::parseInteger(name); };
    if (!std::all_of(names.begin(), names.end(), [&](const std::string &name) { return number(name).has_value(); }))
        return false;
    return !std::is_sorted(names.begin(), names.end(),
                           [&](const auto &a, const auto &b) { return number(a) < number(b); });
}

bool isDigits(const std::string &name)
{
    return !name.empty() && name.find_first_not_of("0123456789") == std::string::npos;
}

/// `count` numbers from `first`, as wide as `width`.
std::vector<std::string> paddedNumbers(int first, int count, std::size_t width)
{
    std::vector<std::string> names;
    for (int i = first; i < first + count; ++i) {
        const std::string digits = std::to_string(i);
        names.push_back(std::string(width - std::min(width, digits.size()), '0') + digits);
    }
    return names;
}

/// The scheme whose padded numbers the names are, where some of them never occur: the declared one, else the smallest.
void completeNames(ImglabNames &names, std::string_view comment)
{
    const std::vector<std::string> found = names.names;
    const std::size_t width = found.front().size();
    const auto alike = [&](const std::string &name) { return isDigits(name) && name.size() == width; };
    constexpr std::size_t kMostDigits = 4;
    if (width > kMostDigits || !std::all_of(found.begin(), found.end(), alike))
        return;
    const auto lowest = text::parseInteger(found.front()), highest = text::parseInteger(found.back());
    const std::string_view declared =
        comment.starts_with(kImglabScheme) ? text::trimmed(comment.substr(kImglabScheme.size())) : std::string_view();
    for (const LandmarkScheme *scheme : builtinSchemes()) {
        const int first = *lowest > 0 && *highest == scheme->count ? 1 : 0;
        const bool fits = *highest < scheme->count + first;
        const bool better = !names.scheme || scheme->count < names.scheme->count;
        if (!fits || (declared.empty() ? !better : scheme->id != declared))
            continue;
        names.scheme = scheme;
        names.names = paddedNumbers(first, scheme->count, width);
        names.guessed = declared.empty();
    }
}

ImglabNames namesOf(const pugi::xml_node &dataset)
{
    const std::map<std::string, std::size_t> counts = countPartNames(dataset.child("images"));
    ImglabNames names;
    for (const auto &[name, count] : counts)
        names.names.push_back(name);
    if (counts.empty())
        return names;
    const std::string comment = dataset.child("comment").child_value();
    if (comment.starts_with(kImglabScheme))
        completeNames(names, comment);
    if (!names.scheme)
        names.scheme = findSchemeByCount(static_cast<int>(names.names.size()));
    if (const auto frequent = frequentNames(counts); !names.scheme) {
        names.scheme = findSchemeByCount(static_cast<int>(frequent.size()));
        if (names.scheme)
            names.names = frequent;
    }
    if (!names.scheme)
        completeNames(names, {});
    return names;
}

class ImglabFileReader {
public:
    ImglabFileReader(DatasetBuilder &builder, std::int32_t file, std::string_view xml)
        : builder_(builder), file_(file), xml_(xml), lines_(xml)
    {}

    Result<void> run(const JobContext &context)
    {
        pugi::xml_document document;
        const pugi::xml_parse_result parsed = loadXml(document, xml_);
        if (!parsed)
            parsedBytes_ = static_cast<std::size_t>(std::max<std::ptrdiff_t>(parsed.offset, 0));
        const pugi::xml_node dataset = document.child("dataset");
        if (!dataset)
            return makeError(Errc::Malformed,
                             parsed ? says("The root element is not <dataset>, so this is no imglab file.")
                                    : says("The file is no XML: %1.", parsed.description()));
        const pugi::xml_node images = dataset.child("images");
        const ImglabNames names = namesOf(dataset);
        names_ = names.names;
        if (auto chosen = chooseScheme(names); !chosen)
            return chosen;
        for (const pugi::xml_node &image : images.children("image")) {
            if (context.cancelled())
                return makeError(Errc::Cancelled, says("Opening was cancelled."));
            readImage(image);
        }
        if (!parsed)
            issueAt(Severity::Error, parsedBytes_, says("The XML breaks off: %1.", parsed.description()),
                    says("What stands before this place is loaded."));
        return {};
    }

private:
    void issueAt(Severity severity, std::size_t offset, Sentence what, Sentence fix = {}, int face = -1)
    {
        builder_.addIssue(severity, file_, lines_.lineAt(offset), std::move(what), std::move(fix), face);
    }

    static std::size_t offsetOf(const pugi::xml_node &node)
    {
        return static_cast<std::size_t>(std::max<std::ptrdiff_t>(node.offset_debug() - 1, 0)); // the '<'
    }

    Result<void> chooseScheme(const ImglabNames &names)
    {
        if (names_.empty())
            return makeError(Errc::Malformed, says("No box of the file has parts, so there are no landmarks to read."));
        const LandmarkScheme *scheme = names.scheme;
        if (!scheme)
            return makeError(
                Errc::Malformed,
                says("The file names %1 different parts; no known scheme has as many points.", names_.size()));
        std::string &schemeId = builder_.dataset().schemeId;
        if (schemeId.empty())
            schemeId = scheme->id;
        if (schemeId != scheme->id)
            return makeError(Errc::Malformed,
                             says("The file has the points of %1, the others those of %2.", scheme->id, schemeId));
        if (names.guessed)
            builder_.addIssue(
                Severity::Warning, file_, 0,
                says("Not every part of a known scheme occurs; by their numbers the parts are taken for %1.",
                     scheme->title()));
        if (areUnpaddedNumbers(names_))
            builder_.addIssue(Severity::Warning, file_, 0,
                              says("The part names are numbers without leading zeros; by the rules of the format their "
                                   "order is that of text: 0, 1, 10, 11 ... 2."),
                              says("Name them 00, 01, 02 ... where they are meant as numbers."));
        return {};
    }

    void readImage(const pugi::xml_node &image)
    {
        const std::string name = utf8OfAttribute(image.attribute("file").value());
        if (Sentence problem = imagePathProblem(name); !problem.empty())
            return issueAt(Severity::Error, offsetOf(image), std::move(problem), says("Its boxes are left out."));
        Size size;
        const auto width = pixelOf(image, "width"), height = pixelOf(image, "height");
        if (width && height && *width >= 1 && *height >= 1)
            size = {static_cast<int>(*width), static_cast<int>(*height)};
        const std::int32_t sample = builder_.sample(name, size);
        for (const pugi::xml_node &box : image.children("box"))
            addBox(sample, box);
    }

    void addBox(std::int32_t sample, const pugi::xml_node &node)
    {
        const std::size_t offset = offsetOf(node);
        const ByteSpan span = xmlElementAt(xml_, offset);
        Box box = readBox(node);
        if (box.problem.empty() && (span.length == 0 || span.offset + span.length > parsedBytes_))
            box.problem = says("The box breaks off.");
        for (const auto &[name, place] : box.parts)
            if (!std::binary_search(names_.begin(), names_.end(), name))
                box.problem =
                    says("The part \"%1\" is none of those of the other boxes.", shownField(utf8OfAttribute(name)));
        if (!box.problem.empty())
            return issueAt(Severity::Error, offset, std::move(box.problem), kBoxLeftOut);
        Face face;
        face.box = box.rect;
        face.truth = emptyLandmarks(static_cast<int>(names_.size()));
        for (const auto &[name, place] : box.parts) {
            const auto rank = std::lower_bound(names_.begin(), names_.end(), name) - names_.begin();
            face.truth.points[static_cast<std::size_t>(rank)] = place;
            face.truth.setVisibility(static_cast<int>(rank), Visibility::Visible);
        }
        if (box.parts.size() == names_.size())
            face.truth.visibility.clear();
        keepAttributes(node, face);
        face.records.push_back({file_, lines_.lineAt(offset), span.offset, span.length});
        const int row = builder_.addFace(sample, std::move(face));
        for (Sentence &warning : box.warnings)
            issueAt(Severity::Warning, offset, std::move(warning), {}, row);
    }

    DatasetBuilder &builder_;
    std::int32_t file_;
    std::string_view xml_;
    LineCounter lines_;
    std::size_t parsedBytes_ = std::string_view::npos; ///< what stands behind was not read
    std::vector<std::string> names_;
};

} // namespace

std::map<std::string, ByteSpan> imglabImages(std::string_view xml)
{
    std::map<std::string, ByteSpan> images;
    pugi::xml_document document;
    if (!loadXml(document, xml))
        return images;
    for (const pugi::xml_node &image : document.child("dataset").child("images").children("image"))
        images.try_emplace(text::normalisedPath(utf8OfAttribute(image.attribute("file").value())),
                           xmlElementAt(xml, static_cast<std::size_t>(image.offset_debug() - 1)));
    return images;
}

ImglabNames imglabNames(std::string_view xml)
{
    pugi::xml_document document;
    loadXml(document, xml);
    return namesOf(document.child("dataset"));
}

Result<Dataset> readImglabFiles(const ReadRequest &request, const JobContext &context)
{
    DatasetBuilder builder(request, "imglab", {});
    for (const std::filesystem::path &path : request.files) {
        const auto bytes = readFile(path);
        Result<void> read;
        if (bytes)
            read = ImglabFileReader(builder, builder.addFile(path, bytes->size(), toUtf8(path.stem())), *bytes)
                       .run(context);
        const Error error = bytes ? (read ? Error{} : read.error()) : bytes.error();
        if (error.message.empty())
            continue;
        if (request.files.size() == 1 || error.code == Errc::Cancelled)
            return makeError(error.code, error.message, toUtf8(path), error.line);
        builder.dataset().issues.push_back({Severity::Error, toUtf8(path), error.line, error.message, {}, -1});
    }
    return builder.finish({"images"});
}

} // namespace fiducial::formats
