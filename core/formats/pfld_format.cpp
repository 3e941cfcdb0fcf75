#include "core/formats/pfld_format.h"

#include "core/base/text.h"
#include "core/dataset/edited_dataset.h"
#include "core/formats/image_index.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace fiducial::formats {

namespace {

constexpr std::size_t kPfldAttributes = 6;
constexpr std::size_t kEulerAngles = 3;
constexpr std::size_t kRawBoxFields = 4;
constexpr int kUsualCrop = 112;
constexpr double kClearlyPixels = 4;      ///< points may lie outside a crop, but not four crops away
constexpr char kUnitsKey[] = "pfld.crop"; ///< Face::extra: "112x112" of a normalised row; raw rows have none
const std::array kGuessed = {says("the file was not found; its crop is taken as 112 x 112 pixels."),
                             says("the header cannot be read; its crop is taken as 112 x 112 pixels.")};
constexpr char kToBeMeasured[] = "?";

struct Variant {
    std::size_t points = 0;
    bool raw = false;
    bool euler = false;
    std::size_t numbers() const
    {
        return 2 * points + (raw ? kRawBoxFields : 0) + kPfldAttributes + (euler ? kEulerAngles : 0);
    }
};

constexpr std::array<Variant, 5> kVariants = {
    {{98, false, true}, {98, false, false}, {68, false, true}, {68, false, false}, {68, true, false}}};

bool looksNumeric(std::string_view token)
{
    const std::string lower = text::toLower(token);
    return text::parseDouble(token) || lower == "nan" || lower == "-nan" || lower == "inf" || lower == "-inf";
}

/// The variant of a row and its first field that is a number.
const Variant *variantOf(const std::vector<std::string_view> &fields, std::size_t &firstNumber)
{
    const auto isNumber = [](std::string_view token) { return looksNumeric(token); };
    const auto leading =
        static_cast<std::size_t>(std::find_if_not(fields.begin(), fields.end(), isNumber) - fields.begin());
    const auto trailing =
        static_cast<std::size_t>(std::find_if_not(fields.rbegin(), fields.rend(), isNumber) - fields.rbegin());
    for (const Variant &variant : kVariants) {
        const std::size_t found = variant.raw ? leading : trailing;
        if (found == variant.numbers() && fields.size() > found) {
            firstNumber = variant.raw ? 0 : fields.size() - found;
            return &variant;
        }
    }
    return nullptr;
}

ByteSpan spanOf(std::string_view token, std::string_view row)
{
    return {static_cast<std::size_t>(token.data() - row.data()), token.size()};
}

/// Everything between two fields of the row, blanks included.
std::string textFrom(std::string_view row, std::string_view first, std::string_view last)
{
    const ByteSpan begin = spanOf(first, row), end = spanOf(last, row);
    return std::string(row.substr(begin.offset, end.offset + end.length - begin.offset));
}

void readAttributes(const std::vector<std::string_view> &fields, std::size_t at, FaceRow &row)
{
    bool unknown = false;
    for (std::size_t i = 0; i < kPfldAttributes; ++i) {
        const auto value = text::parseDouble(fields[at + i]);
        const bool known = value && (*value == 0 || *value == 1);
        row.face.attributes.push_back(known ? static_cast<std::int8_t>(*value) : std::int8_t{-1});
        unknown = unknown || !known;
    }
    if (unknown)
        row.warnings.push_back(says("An attribute is neither 0 nor 1 and is taken as unknown."));
}

void readEuler(const std::vector<std::string_view> &fields, std::size_t at, FaceRow &row)
{
    std::array<double, kEulerAngles> angles{};
    for (std::size_t i = 0; i < kEulerAngles; ++i) {
        const auto value = text::parseDouble(fields[at + i]);
        if (!value) {
            row.warnings.push_back(says("The Euler angles are not finite (a failed pose) and are left out."));
            return;
        }
        angles[i] = *value;
    }
    row.face.derived.euler = angles;
}

Result<void> readCoordinates(const std::vector<std::string_view> &fields, std::size_t at, const Variant &variant,
                             std::string_view text, FaceRow &row)
{
    double outermost = 0;
    bool outside = false;
    for (std::size_t i = 0; i < 2 * variant.points; ++i) {
        const std::string_view token = fields[at + i];
        const auto value = text::parseDouble(token);
        if (!value)
            return makeError(Errc::Malformed, describeBadNumber(token, says("Field %1", at + i + 1)));
        outermost = std::max(outermost, std::abs(*value));
        outside = outside || *value < 0 || *value > 1;
        row.coordinates.push_back({*value, spanOf(token, text)});
    }
    for (std::size_t i = 0; i < variant.points; ++i)
        row.face.truth.points.push_back({row.coordinates[2 * i].value, row.coordinates[2 * i + 1].value});
    if (variant.raw)
        return {};
    if (outermost > kClearlyPixels)
        return makeError(Errc::Malformed,
                         says("The coordinates are pixels where fractions of the crop (0 to 1) belong."));
    if (outside)
        row.warnings.push_back(says("Points lie outside the crop (coordinates below 0 or above 1)."));
    row.face.extra[kUnitsKey] = kToBeMeasured;
    return {};
}

void readRawBox(const std::vector<std::string_view> &fields, std::size_t at, std::string_view text, FaceRow &row)
{
    std::array<double, kRawBoxFields> corners{};
    for (std::size_t i = 0; i < kRawBoxFields; ++i) {
        const auto value = text::parseDouble(fields[at + i]);
        if (!value) {
            row.warnings.push_back(says("The face rectangle holds no finite numbers and is left out."));
            return;
        }
        corners[i] = *value;
        row.derived.push_back({*value, spanOf(fields[at + i], text)});
    }
    const Rect box = Rect::fromCorners(corners[0], corners[1], corners[2], corners[3]);
    if (box.empty())
        row.warnings.push_back(says("The face rectangle has no extent and is left out."));
    else
        row.face.box = box;
}

std::string sizeText(Size size)
{
    return std::to_string(size.width) + "x" + std::to_string(size.height);
}

} // namespace

const FormatInfo &PfldFormat::info() const
{
    static const FormatInfo info = [] {
        FormatInfo i;
        i.id = "pfld";
        i.name = says("PFLD list");
        i.extensions = {".txt"};
        i.attributes = true;
        i.lineAFace = true;
        i.boxes = true; // raw lists
        i.manyFacesPerImage = true;
        i.schemes = {"wflw98", "ibug68"};
        return i;
    }();
    return info;
}

Confidence PfldFormat::sniff(const std::filesystem::path & /*file*/, std::string_view head) const
{
    head.remove_prefix(skipByteOrderMark(head));
    const std::size_t end = head.find('\n');
    std::size_t firstNumber = 0;
    const Variant *variant = variantOf(text::splitBlanks(head.substr(0, end)), firstNumber);
    return variant ? Confidence::Certain : Confidence::No;
}

Result<FaceRow> PfldFormat::parseRow(std::string_view text) const
{
    const std::vector<std::string_view> fields = text::splitBlanks(text);
    std::size_t at = 0;
    const Variant *variant = variantOf(fields, at);
    if (!variant)
        return makeError(Errc::Malformed, says("The row has %1 fields; a PFLD row has 206 or 203 (98 points), 146 or "
                                               "143 (68 points), or 147 with pixels and the name at the end.",
                                               fields.size()));
    FaceRow row;
    row.image = variant->raw ? textFrom(text, fields[variant->numbers()], fields.back())
                             : textFrom(text, fields.front(), fields[at - 1]);
    if (auto read = readCoordinates(fields, at, *variant, text, row); !read)
        return read.error();
    at += 2 * variant->points;
    if (variant->raw) {
        readRawBox(fields, at, text, row);
        at += kRawBoxFields;
    }
    readAttributes(fields, at, row);
    if (variant->euler)
        readEuler(fields, at + kPfldAttributes, row);
    return row;
}

Result<void> PfldFormat::completeFaces(DatasetBuilder &builder, const JobContext &context) const
{
    Dataset &dataset = builder.dataset();
    dataset.attributeNames = wflwAttributeNames();
    std::array<std::size_t, 2> guessed{};
    for (std::size_t s = 0; s < dataset.samples.size(); ++s) {
        Sample &sample = dataset.samples[s];
        if (context.cancelled())
            return makeError(Errc::Cancelled, says("Opening was cancelled."));
        context.progress(static_cast<std::int64_t>(s), static_cast<std::int64_t>(dataset.samples.size()));
        Size crop;
        for (const std::int32_t f : sample.faces) {
            Face &face = dataset.faces[static_cast<std::size_t>(f)];
            const auto units = face.extra.find(kUnitsKey);
            if (units == face.extra.end())
                continue;
            if (crop.empty()) {
                const auto measured = readImageSize(dataset.imagePath(static_cast<int>(s)));
                crop = measured ? *measured : Size{kUsualCrop, kUsualCrop};
                if (measured)
                    sample.size = crop;
                else
                    ++guessed[measured.error().code == Errc::NotFound ? 0 : 1];
            }
            units->second = sizeText(crop);
            for (Point2 &point : face.truth.points)
                point = UnitLaw{crop}.toPixels(point);
        }
    }
    for (std::size_t i = 0; i < guessed.size(); ++i)
        if (guessed[i] > 0)
            builder.addIssue(Severity::Note, 0, 0, saysCount(guessed[i], "%1 image: %2", "%1 images: %2", kGuessed[i]));
    return {};
}

UnitLaw PfldFormat::unitsOf(const Face &face) const
{
    const auto found = face.extra.find(kUnitsKey);
    if (found == face.extra.end())
        return {};
    const std::vector<std::string_view> sides = text::split(found->second, 'x');
    const auto width = text::parseInteger(sides.front());
    const auto height = text::parseInteger(sides.back());
    return {width && height ? Size{static_cast<int>(*width), static_cast<int>(*height)} : Size{}};
}

std::vector<double> PfldFormat::recomputed(const FaceRow & /*row*/, const LandmarkSet &points) const
{
    const Rect box = landmarkBox(points);
    return {std::floor(box.x), std::floor(box.y), std::ceil(box.right()), std::ceil(box.bottom())};
}

bool PfldFormat::wantsOptionalColumns(const Dataset &dataset, const std::vector<int> &faces) const
{
    return std::all_of(faces.begin(), faces.end(), [&](int face) {
        return dataset.faces[static_cast<std::size_t>(face)].derived.euler.has_value();
    });
}

Result<void> PfldFormat::checkNewRow(const Dataset &dataset, const std::vector<int> &others) const
{
    const auto posed = [&](int face) {
        return dataset.faces[static_cast<std::size_t>(face)].derived.euler.has_value();
    };
    if (std::ranges::any_of(others, posed))
        return makeError(Errc::Unsupported, says("The rows of this PFLD list hold head angles, which an added face "
                                                 "does not have; write a new file without them."));
    return {};
}

namespace {

/// Rows of a raw list stay raw; anything else is written as fractions of its image. A face that was added is as the
/// others of the data set.
bool isRawSource(const Dataset &dataset, const Face &face)
{
    const auto known = face.added ? std::ranges::find(dataset.faces, false, &Face::added) : dataset.faces.end();
    const Face &told = known == dataset.faces.end() ? face : *known;
    return dataset.formatId == "pfld" && !told.extra.contains(kUnitsKey);
}

} // namespace

std::vector<Sentence> PfldFormat::derivedNames(const Printing &printing) const
{
    const Dataset &dataset = *printing.request->dataset;
    const bool raw = std::any_of(printing.view->faces().begin(), printing.view->faces().end(), [&](int face) {
        return isRawSource(dataset, dataset.faces[static_cast<std::size_t>(face)]);
    });
    std::vector<Sentence> names;
    if (raw)
        names.push_back(says("box"));
    if (printing.optionalColumns)
        names.push_back(says("head pose (always kept)"));
    return names;
}

std::vector<Sentence> PfldFormat::losses(const Printing &printing) const
{
    const Dataset &dataset = *printing.request->dataset;
    std::size_t boxes = 0, attributes = 0, angles = 0, blanks = 0;
    for (const int f : printing.view->faces()) {
        const Face &face = dataset.faces[static_cast<std::size_t>(f)];
        boxes += face.box && !isRawSource(dataset, face);
        const auto values = wflwAttributesOf(dataset, face);
        const bool known = !values.empty() && std::count(values.begin(), values.end(), std::int8_t{-1}) == 0;
        attributes += !known;
        angles += face.derived.euler && !printing.optionalColumns;
        blanks += dataset.sampleOf(f).image.find(' ') != std::string::npos;
    }
    std::vector<Sentence> out;
    if (boxes > 0)
        out.push_back(saysCount(boxes, "The box of %1 face is lost: a PFLD list of crops has none.",
                                "The box of %1 faces is lost: a PFLD list of crops has none."));
    if (attributes > 0)
        out.push_back(saysCount(attributes, "Unknown attributes of %1 face are written as 0.",
                                "Unknown attributes of %1 faces are written as 0."));
    if (angles > 0)
        out.push_back(saysCount(angles, "The Euler angles of %1 face are left out: not every face has them.",
                                "The Euler angles of %1 faces are left out: not every face has them."));
    if (blanks > 0)
        out.push_back(saysCount(blanks, "%1 image path holds blanks, which many readers of PFLD lists cannot take.",
                                "%1 image paths hold blanks, which many readers of PFLD lists cannot take."));
    if (dataset.formatId != "pfld")
        out.push_back(says("Coordinates are written as fractions of the whole image: no crops are made."));
    return out;
}

std::string PfldFormat::printHeader(const Printing & /*printing*/) const
{
    return {};
}

namespace {

Result<UnitLaw> unitsForWriting(const WriteRequest &request, const Face &face, UnitLaw known)
{
    if (!known.crop.empty())
        return known;
    const Sample &sample = request.dataset->samples[static_cast<std::size_t>(face.sample)];
    if (!sample.size.empty())
        return UnitLaw{sample.size};
    if (const Size asked = request.imageSize ? request.imageSize(face.sample) : Size{}; !asked.empty())
        return UnitLaw{asked};
    const auto measured = readImageSize(request.dataset->imagePath(face.sample));
    if (measured)
        return UnitLaw{*measured};
    return makeError(
        measured.error().code,
        says("A PFLD list holds fractions of the image, whose size cannot be read: %1", measured.error().message),
        sample.image);
}

} // namespace

Result<std::string> PfldFormat::printRow(const Printing &printing, int face) const
{
    const Dataset &dataset = *printing.request->dataset;
    const Face &source = dataset.faces[static_cast<std::size_t>(face)];
    const std::string &image = imageText(printing, face);
    const bool raw = isRawSource(dataset, source) && printing.view->scheme().id == "ibug68";
    UnitLaw units;
    if (!raw) {
        auto found = unitsForWriting(*printing.request, source, unitsOf(source));
        if (!found)
            return found.error();
        units = *found;
    }
    std::string line = raw ? std::string() : image;
    const auto append = [&line](const std::string &field) { line += (line.empty() ? "" : " ") + field; };
    const LandmarkSet set = printing.view->points(face);
    for (const Point2 &pixel : set.points) {
        const Point2 p = units.fromPixels(pixel);
        append(coordinate(printing, face, p.x));
        append(coordinate(printing, face, p.y));
    }
    if (raw) {
        const bool kept = source.box && !printing.request->recomputeDerived;
        const Rect box = source.box.value_or(Rect{});
        for (const double corner :
             kept ? std::vector<double>{box.x, box.y, box.right(), box.bottom()} : recomputed({}, set))
            append(text::shortest(corner));
    }
    const auto attributes = wflwAttributesOf(*printing.request->dataset, source);
    for (std::size_t i = 0; i < kPfldAttributes; ++i)
        append(i < attributes.size() && attributes[i] == 1 ? "1" : "0");
    if (!raw && printing.optionalColumns && source.derived.euler)
        for (const double angle : *source.derived.euler)
            append(text::shortest(angle));
    if (raw)
        append(image);
    return line;
}

} // namespace fiducial::formats
