#include "core/formats/hrnet_csv_format.h"

#include "core/base/text.h"

#include <algorithm>
#include <cmath>

namespace fiducial::formats {

namespace {

constexpr std::size_t kColumnsBeforePoints = 4; ///< 5 with box_size

/// Rows with box_size have an odd number of columns.
bool hasBoxSize(std::size_t columns)
{
    return columns % 2 == 1;
}

std::size_t columnsBeforePoints(std::size_t columns)
{
    return kColumnsBeforePoints + (hasBoxSize(columns) ? 1 : 0);
}

std::vector<std::string> columnNames(std::size_t points, bool boxSize)
{
    std::vector<std::string> names = {"image_name", "scale"};
    if (boxSize)
        names.push_back("box_size");
    names.insert(names.end(), {"center_w", "center_h"});
    for (std::size_t i = 0; i < points; ++i) {
        names.push_back("original_" + std::to_string(i) + "_x");
        names.push_back("original_" + std::to_string(i) + "_y");
    }
    return names;
}

LandmarkSet pointsOf(const std::vector<NumberToken> &coordinates)
{
    LandmarkSet set;
    for (std::size_t i = 0; i + 1 < coordinates.size(); i += 2) {
        const Point2 place{coordinates[i].value, coordinates[i + 1].value};
        const bool neverPlaced = place.x <= 0 && place.y <= 0;
        set.points.push_back(neverPlaced ? Point2{std::nan(""), std::nan("")} : place);
    }
    for (std::size_t i = 0; i < set.points.size(); ++i)
        if (coordinates[2 * i + 1].value <= 0)
            set.setVisibility(static_cast<int>(i), Visibility::Absent);
    return set;
}

void readDerived(FaceRow &row, bool boxSize)
{
    const std::size_t centre = boxSize ? 2 : 1;
    CentreScale given{{row.derived[centre].value, row.derived[centre + 1].value}, row.derived[0].value};
    if (boxSize)
        row.face.derived.boxSize = row.derived[1].value;
    if (!(given.scale > 0)) {
        row.warnings.push_back(says("The scale is not positive and is left out."));
        return;
    }
    const Rect box = landmarkBox(row.face.truth);
    const double pixels = std::max(box.width, box.height);
    if (std::abs(given.scale - pixels) < std::abs(given.scale * kPixelsPerScale - pixels) && pixels > 0) {
        row.warnings.push_back(
            says("The scale (%1) is in pixels; it is taken as so many, in units of 200.", text::shortest(given.scale)));
        given.scale /= kPixelsPerScale;
    }
    const Rect around{box.x - box.width, box.y - box.height, 3 * box.width, 3 * box.height};
    if (!box.empty() && !around.contains(given.centre))
        row.warnings.push_back(says("The centre lies far from the points: the columns may be shuffled."));
    row.face.derived.centreScale = given;
}

/// Points that are there and yet would be read back as absent.
std::size_t pointsAboveImage(const LandmarkSet &set)
{
    std::size_t above = 0;
    for (int i = 0; i < set.count(); ++i)
        above += set.isPresent(i) && set.points[static_cast<std::size_t>(i)].y <= 0;
    return above;
}

void describePointsAbove(std::size_t points, std::vector<Sentence> &losses)
{
    if (points > 0)
        losses.push_back(saysCount(
            points,
            "%1 point lies at or above the top edge of the image (y <= 0), which this format reads back as absent.",
            "%1 points lie at or above the top edge of the image (y <= 0), which this format reads back as absent."));
}

std::size_t commasIn(std::string_view line)
{
    return static_cast<std::size_t>(std::count(line.begin(), line.end(), ','));
}

} // namespace

std::vector<CsvField> splitCsv(std::string_view row)
{
    std::vector<CsvField> fields;
    std::size_t at = 0;
    for (;;) {
        CsvField field;
        if (at < row.size() && row[at] == '"') {
            field.span.offset = ++at;
            while (at < row.size() && (row[at] != '"' || (at + 1 < row.size() && row[at + 1] == '"'))) {
                at += row[at] == '"' ? 1 : 0;
                field.text += row[at++];
            }
            field.span.length = at - field.span.offset;
            at = std::min(row.find(',', at), row.size());
        } else {
            const std::size_t end = std::min(row.find(',', at), row.size());
            const std::string_view trimmed = text::trimmed(row.substr(at, end - at));
            field.span = {trimmed.empty() ? at : static_cast<std::size_t>(trimmed.data() - row.data()), trimmed.size()};
            field.text = std::string(trimmed);
            at = end;
        }
        fields.push_back(std::move(field));
        if (at >= row.size())
            return fields;
        ++at;
    }
}

std::string csvField(std::string_view text)
{
    if (text.find_first_of(",\"") == std::string_view::npos)
        return std::string(text);
    std::string out = "\"";
    for (const char c : text)
        out += c == '"' ? std::string("\"\"") : std::string(1, c);
    return out + '"';
}

const FormatInfo &HrnetCsvFormat::info() const
{
    static const FormatInfo info = [] {
        FormatInfo i;
        i.id = "hrnet-csv";
        i.name = says("HRNet csv");
        i.extensions = {".csv"};
        i.manyFacesPerImage = true;
        i.absence = true;
        i.lineAFace = true;
        return i;
    }();
    return info;
}

Confidence HrnetCsvFormat::sniff(const std::filesystem::path &file, std::string_view head) const
{
    head.remove_prefix(skipByteOrderMark(head));
    if (head.starts_with("image_name,scale,"))
        return Confidence::Certain;
    const std::vector<std::string_view> lines = text::lines(head);
    const bool csv = text::toLower(file.extension().native()) == ".csv";
    if (!csv || lines.empty())
        return Confidence::No;
    constexpr std::size_t kFewestPoints = 5;
    const std::size_t columns = commasIn(lines.front()) + 1;
    if (columns < columnsBeforePoints(columns) + 2 * kFewestPoints)
        return Confidence::No;
    const auto row = parseRow(lines.size() > 1 ? lines[0] : std::string_view());
    if (row && findSchemeByCount(row->face.truth.count()))
        return Confidence::Likely;
    return Confidence::Possible;
}

Result<bool> HrnetCsvFormat::isHeader(std::string_view firstRow) const
{
    const std::vector<CsvField> fields = splitCsv(firstRow);
    const bool numbersFollow = fields.size() > 1 && text::parseDouble(fields[1].text);
    if (numbersFollow || fields.size() <= kColumnsBeforePoints)
        return false;
    const std::size_t before = columnsBeforePoints(fields.size());
    const auto names = columnNames((fields.size() - before) / 2, hasBoxSize(fields.size()));
    for (std::size_t i = 0; i < fields.size(); ++i) {
        const std::string name = text::toLower(fields[i].text);
        const auto known = std::find(names.begin(), names.end(), name);
        const bool extra = name == "box_size" && !hasBoxSize(fields.size());
        if (extra || (known != names.end() && known != names.begin() + static_cast<std::ptrdiff_t>(i)))
            return makeError(
                Errc::Malformed,
                says("The columns are shuffled: \"%1\" stands in column %2 where \"%3\" belongs. Put them in the order "
                     "image_name, scale, [box_size,] center_w, center_h, original_0_x, original_0_y ...",
                     name, i + 1, names[i]));
    }
    return true;
}

Result<FaceRow> HrnetCsvFormat::parseRow(std::string_view text) const
{
    const std::vector<CsvField> fields = splitCsv(text);
    const std::size_t before = columnsBeforePoints(fields.size());
    if (fields.size() < before + 2)
        return makeError(
            Errc::Malformed,
            says("The row has %1 columns; image, scale, centre and the points are needed.", fields.size()));
    FaceRow row;
    row.image = fields[0].text;
    row.coordinates.reserve(fields.size());
    for (std::size_t i = 1; i < fields.size(); ++i) {
        const auto value = text::parseDouble(fields[i].text);
        if (!value)
            return makeError(Errc::Malformed, describeBadNumber(fields[i].text, says("Column %1", i + 1)));
        (i < before ? row.derived : row.coordinates).push_back({*value, fields[i].span});
    }
    row.face.truth = pointsOf(row.coordinates);
    readDerived(row, hasBoxSize(fields.size()));
    return row;
}

std::vector<double> HrnetCsvFormat::recomputed(const FaceRow &row, const LandmarkSet &points) const
{
    if (points.presentCount() == 0)
        return {};
    const CentreScale derived = centreScaleOf(landmarkBox(points));
    if (row.face.derived.boxSize)
        return {derived.scale, derived.scale * kPixelsPerScale, derived.centre.x, derived.centre.y};
    return {derived.scale, derived.centre.x, derived.centre.y};
}

std::vector<Sentence> HrnetCsvFormat::derivedNames(const Printing &printing) const
{
    std::vector<Sentence> names = {says("centre and scale")};
    if (printing.optionalColumns)
        names.push_back(says("box size"));
    return names;
}

bool HrnetCsvFormat::wantsOptionalColumns(const Dataset &dataset, const std::vector<int> &faces) const
{
    return std::any_of(faces.begin(), faces.end(),
                       [&](int face) { return hadBoxSize(dataset.faces[static_cast<std::size_t>(face)]); });
}

std::vector<Sentence> HrnetCsvFormat::losses(const Printing &printing) const
{
    std::size_t above = 0;
    for (const int face : printing.view->faces())
        above += pointsAboveImage(printing.view->points(face));
    std::vector<Sentence> out;
    describePointsAbove(above, out);
    return out;
}

std::vector<Sentence> HrnetCsvFormat::patchLosses(const std::vector<Patch> &patches) const
{
    std::vector<Sentence> out = AnnotationFormat::patchLosses(patches);
    std::size_t above = 0;
    for (const Patch &patch : patches)
        above += patch.movesPoints() ? pointsAboveImage(*patch.points) : 0;
    describePointsAbove(above, out);
    return out;
}

std::string HrnetCsvFormat::printHeader(const Printing &printing) const
{
    const auto count = static_cast<std::size_t>(printing.view->scheme().count);
    std::string line;
    for (const std::string &name : columnNames(count, printing.optionalColumns))
        line += (line.empty() ? "" : ",") + name;
    return line + '\n';
}

Result<std::string> HrnetCsvFormat::printRow(const Printing &printing, int face) const
{
    const Dataset &dataset = *printing.request->dataset;
    const DerivedFields &kept = dataset.faces[static_cast<std::size_t>(face)].derived;
    const LandmarkSet set = printing.view->points(face);
    const bool recompute = printing.request->recomputeDerived || !kept.centreScale;
    const CentreScale derived = recompute ? centreScaleOf(landmarkBox(set)) : *kept.centreScale;
    std::string line = csvField(imageText(printing, face)) + ',' + text::shortest(derived.scale);
    if (printing.optionalColumns)
        line += ',' + text::shortest(kept.boxSize && !recompute ? *kept.boxSize : derived.scale * kPixelsPerScale);
    line += ',' + text::shortest(derived.centre.x) + ',' + text::shortest(derived.centre.y);
    for (int i = 0; i < set.count(); ++i) {
        const Point2 place = set.isPresent(i) ? set.points[static_cast<std::size_t>(i)] : *absentMark();
        line += ',' + coordinate(printing, face, place.x) + ',' + coordinate(printing, face, place.y);
    }
    return line;
}

} // namespace fiducial::formats
