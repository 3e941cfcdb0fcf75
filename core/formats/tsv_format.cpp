#include "core/formats/tsv_format.h"

#include "core/base/text.h"
#include "core/dataset/edited_dataset.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace fiducial::formats {

namespace {

enum Column : std::size_t { kImage, kFivePoints, kLandmarks, kScale, kCentreX, kCentreY, kTags };
constexpr std::size_t kFewestColumns = 6;
constexpr std::size_t kTagCount = 6;
constexpr std::size_t kFive = 5;
constexpr double kPixelsPerTsvScale = 200;
constexpr double kDemoMargin = 1.05; ///< of STAR's demonstration, the only published rule for the scale
constexpr char kTagsKey[] = "tsv.tags";

/// The image path: '\' becomes '/', a share "//host/name/" and "rawImages/" in front are dropped.
std::string imageOf(std::string_view field)
{
    const bool share = field.starts_with("\\\\") || field.starts_with("//");
    std::string path = text::normalisedPath(field);
    if (share) {
        const std::size_t host = path.find('/', 1);
        const std::size_t name = host == std::string::npos ? host : path.find('/', host + 1);
        if (name != std::string::npos)
            path.erase(0, name + 1);
    }
    constexpr std::string_view kRawImages = "rawImages/";
    if (path.starts_with(kRawImages))
        path.erase(0, kRawImages.size());
    return path;
}

/// Comma-separated numbers of one column.
Result<std::vector<NumberToken>> numbersOf(std::string_view column, std::string_view row, std::string_view name)
{
    std::vector<NumberToken> out;
    if (text::trimmed(column).empty())
        return out;
    for (const std::string_view field : text::split(column, ',')) {
        const std::string_view token = text::trimmed(field);
        const auto value = text::parseDouble(token);
        if (!value)
            return makeError(Errc::Malformed,
                             describeBadNumber(token, says("Number %1 of the %2", out.size() + 1, name)));
        out.push_back({*value, {static_cast<std::size_t>(token.data() - row.data()), token.size()}});
    }
    return out;
}

std::vector<Point2> pairsOf(const std::vector<NumberToken> &numbers)
{
    std::vector<Point2> points;
    for (std::size_t i = 0; i + 1 < numbers.size(); i += 2)
        points.push_back({numbers[i].value, numbers[i + 1].value});
    return points;
}

Point2 meanOf(const std::vector<Point2> &points, std::initializer_list<std::size_t> indices)
{
    Point2 sum;
    for (const std::size_t i : indices)
        sum = sum + points[i];
    return sum * (1.0 / static_cast<double>(indices.size()));
}

void readTags(std::string_view column, FaceRow &row)
{
    const std::vector<std::string_view> tags = text::split(text::trimmed(column), ',');
    std::vector<std::int8_t> attributes;
    for (const std::string_view tag : tags) {
        const auto value = text::parseDouble(text::trimmed(tag));
        if (value && (*value == 0 || *value == 1))
            attributes.push_back(static_cast<std::int8_t>(*value));
    }
    if (attributes.size() == kTagCount && tags.size() == kTagCount)
        row.face.attributes = std::move(attributes);
    else
        row.face.extra[kTagsKey] = std::string(text::trimmed(column));
}

/// Scale and centre as STAR's demonstration derives them from the landmark box.
CentreScale demoCentreScale(const Rect &box)
{
    return {box.centre(), std::min(box.width, box.height) / kPixelsPerTsvScale * kDemoMargin};
}

std::string joined(const std::vector<std::string> &numbers)
{
    std::string out;
    for (const std::string &number : numbers)
        out += (out.empty() ? "" : ",") + number;
    return out;
}

} // namespace

std::vector<Point2> fivePointsOf(std::string_view schemeId, const std::vector<Point2> &points)
{
    if (schemeId == "ibug68")
        return {meanOf(points, {36, 37, 38, 39, 40, 41}), meanOf(points, {42, 43, 44, 45, 46, 47}), points[30],
                points[48], points[54]};
    if (schemeId == "wflw98")
        return {points[96], points[97], points[54], points[76], points[82]};
    if (schemeId == "cofw29")
        return {points[16], points[17], points[20], points[22], points[23]};
    if (schemeId == "aflw19")
        return {points[7], points[10], points[13], points[15], points[17]};
    if (schemeId == "lapa106")
        return {points[104], points[105], points[54], points[84], points[90]};
    return {};
}

const FormatInfo &TsvFormat::info() const
{
    static const FormatInfo info = [] {
        FormatInfo i;
        i.id = "tsv";
        i.name = says("ADNet/STAR tsv");
        i.extensions = {".tsv"};
        i.attributes = true;
        i.lineAFace = true;
        i.manyFacesPerImage = true;
        return i;
    }();
    return info;
}

Confidence TsvFormat::sniff(const std::filesystem::path &file, std::string_view head) const
{
    head.remove_prefix(skipByteOrderMark(head));
    for (const std::string_view line : text::lines(head)) {
        const std::vector<std::string_view> columns = text::split(line, '\t');
        if (columns.size() < kFewestColumns)
            break;
        const auto row = parseRow(line);
        if (row && findSchemeByCount(row->face.truth.count()))
            return Confidence::Certain;
    }
    return text::toLower(file.extension().native()) == ".tsv" ? Confidence::Possible : Confidence::No;
}

Result<bool> TsvFormat::isHeader(std::string_view firstRow) const
{
    const std::vector<std::string_view> columns = text::split(firstRow, '\t');
    if (columns.size() < kFewestColumns)
        return false;
    const bool numbers = columns[kLandmarks].find_first_of("0123456789") != std::string_view::npos &&
                         columns[kLandmarks].find(',') != std::string_view::npos;
    return !text::parseDouble(text::trimmed(columns[kScale])) && !numbers;
}

Result<FaceRow> TsvFormat::parseRow(std::string_view text) const
{
    const std::vector<std::string_view> columns = text::split(text, '\t');
    if (columns.size() < kFewestColumns) {
        const bool blanks = text::splitBlanks(text).size() >= kFewestColumns;
        return makeError(Errc::Malformed,
                         joined(says("The row has %1 columns between tabs where 6 or 7 belong.", columns.size()),
                                blanks ? says("The tabs may have been replaced by blanks.") : Sentence()));
    }
    FaceRow row;
    row.imageAsWritten = text::trimmed(columns[kImage]);
    row.image = imageOf(row.imageAsWritten);
    auto five = numbersOf(columns[kFivePoints], text, "five points");
    if (!five)
        return five.error();
    auto landmarks = numbersOf(columns[kLandmarks], text, "landmarks");
    if (!landmarks)
        return landmarks.error();
    if (five->size() != 2 * kFive && !five->empty())
        return makeError(Errc::Malformed, says("The five points are %1 numbers, not 10.", five->size()));
    if (landmarks->size() % 2 != 0)
        return makeError(Errc::Malformed,
                         says("The landmarks are %1 numbers; x or y of a point is missing.", landmarks->size()));
    std::array<double, 3> crop{};
    for (std::size_t i = 0; i < crop.size(); ++i) {
        const std::string_view token = text::trimmed(columns[kScale + i]);
        const auto value = text::parseDouble(token);
        if (!value)
            return makeError(Errc::Malformed, describeBadNumber(token, says("Column %1", kScale + i + 1)));
        crop[i] = *value;
        row.derived.push_back({*value, {static_cast<std::size_t>(token.data() - text.data()), token.size()}});
    }
    if (crop[0] > 0)
        row.face.derived.centreScale = CentreScale{{crop[1], crop[2]}, crop[0]};
    else
        row.warnings.push_back(says("The scale is not positive; centre and scale are left out."));
    row.face.derived.fivePoints = pairsOf(*five);
    row.derived.insert(row.derived.end(), five->begin(), five->end());
    row.face.truth.points = pairsOf(*landmarks);
    row.coordinates = std::move(*landmarks);
    if (columns.size() > kTags && !text::trimmed(columns[kTags]).empty())
        readTags(columns[kTags], row);
    return row;
}

Result<void> TsvFormat::completeFaces(DatasetBuilder &builder, const JobContext & /*context*/) const
{
    Dataset &dataset = builder.dataset();
    const auto tagged = [](const Face &face) { return face.attributes.size() == kTagCount; };
    if (std::any_of(dataset.faces.begin(), dataset.faces.end(), tagged))
        dataset.attributeNames = wflwAttributeNames();
    return {};
}

std::vector<double> TsvFormat::recomputed(const FaceRow & /*row*/, const LandmarkSet &points) const
{
    const CentreScale derived = demoCentreScale(landmarkBox(points));
    std::vector<double> out = {derived.scale, derived.centre.x, derived.centre.y};
    const LandmarkScheme *scheme = findSchemeByCount(points.count());
    for (const Point2 &p : fivePointsOf(scheme ? scheme->id : std::string(), points.points)) {
        out.push_back(p.x);
        out.push_back(p.y);
    }
    return out;
}

bool TsvFormat::wantsOptionalColumns(const Dataset &dataset, const std::vector<int> &faces) const
{
    return std::ranges::any_of(faces, [&](int row) {
        const Face &face = dataset.faces[static_cast<std::size_t>(row)];
        return face.extra.contains(kTagsKey) || !wflwAttributesOf(dataset, face).empty();
    });
}

std::vector<Sentence> TsvFormat::derivedNames(const Printing & /*printing*/) const
{
    return {says("centre and scale"), says("five points")};
}

std::vector<Sentence> TsvFormat::losses(const Printing &printing) const
{
    std::size_t unknown = 0;
    for (const int face : printing.view->faces()) {
        const Dataset &dataset = *printing.request->dataset;
        const auto attributes = wflwAttributesOf(dataset, dataset.faces[static_cast<std::size_t>(face)]);
        const bool none = attributes.empty() && printing.optionalColumns;
        unknown += none || std::count(attributes.begin(), attributes.end(), std::int8_t{-1}) > 0;
    }
    std::vector<Sentence> out;
    if (unknown > 0)
        out.push_back(saysCount(unknown, "Unknown attributes of %1 face are written as 0.",
                                "Unknown attributes of %1 faces are written as 0."));
    out.push_back(says("No header line is written, as in the published test lists: STAR's training reader takes the "
                       "first line as header and would skip its face."));
    return out;
}

std::string TsvFormat::printHeader(const Printing & /*printing*/) const
{
    return {};
}

Result<std::string> TsvFormat::printRow(const Printing &printing, int face) const
{
    const Dataset &dataset = *printing.request->dataset;
    const Face &source = dataset.faces[static_cast<std::size_t>(face)];
    const LandmarkSet set = printing.view->points(face);
    const bool recompute = printing.request->recomputeDerived;
    const CentreScale crop =
        recompute || !source.derived.centreScale ? demoCentreScale(landmarkBox(set)) : *source.derived.centreScale;
    const bool keepFive = !recompute && source.derived.fivePoints.size() == kFive;
    std::vector<std::string> five, landmarks;
    for (const Point2 &p :
         keepFive ? source.derived.fivePoints : fivePointsOf(printing.view->scheme().id, set.points)) {
        five.push_back(text::shortest(p.x));
        five.push_back(text::shortest(p.y));
    }
    for (const Point2 &p : set.points) {
        landmarks.push_back(coordinate(printing, face, p.x));
        landmarks.push_back(coordinate(printing, face, p.y));
    }
    std::string line = imageText(printing, face) + '\t' + joined(five) + '\t' + joined(landmarks) + '\t' +
                       text::shortest(crop.scale) + '\t' + text::shortest(crop.centre.x) + '\t' +
                       text::shortest(crop.centre.y);
    const auto otherTags = source.extra.find(kTagsKey);
    if (const auto attributes = wflwAttributesOf(dataset, source); !attributes.empty()) {
        std::vector<std::string> tags;
        for (const std::int8_t value : attributes)
            tags.push_back(value == 1 ? "1" : "0");
        line += '\t' + joined(tags);
    } else if (otherTags != source.extra.end()) {
        line += '\t' + otherTags->second;
    } else if (printing.optionalColumns) {
        line += '\t' + joined(std::vector<std::string>(kTagCount, "0"));
    }
    return line;
}

} // namespace fiducial::formats
