#include "core/formats/wflw_rows.h"

#include "core/base/text.h"
#include "core/formats/dataset_builder.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace fiducial::formats {

namespace {
constexpr std::size_t kCoordinates = 2 * kWflwPoints;
constexpr std::size_t kRectangleFields = 4;
constexpr std::size_t kNumbersOfFullRow = kCoordinates + kRectangleFields + kWflwAttributes;

bool isRowBlank(char c)
{
    return c == ' ' || c == '\t';
}

/// Walks over the blank-separated fields of a row.
class FieldCursor {
public:
    explicit FieldCursor(std::string_view row) : at_(row.data()), end_(row.data() + row.size()) { skipBlanks(); }

    bool atEnd() const { return at_ == end_; }
    std::string_view rest() const { return {at_, static_cast<std::size_t>(end_ - at_)}; }
    std::string_view peek() const
    {
        const char *stop = std::find_if(at_, end_, isRowBlank);
        return {at_, static_cast<std::size_t>(stop - at_)};
    }
    std::string_view take()
    {
        const std::string_view token = peek();
        at_ += token.size();
        skipBlanks();
        return token;
    }
    /// The next field as a finite number; does not move where it is none.
    bool takeNumber(double &value)
    {
        const auto [stop, failure] = std::from_chars(at_, end_, value);
        if (failure != std::errc{} || (stop != end_ && !isRowBlank(*stop)) || !std::isfinite(value)) {
            const auto slow = text::parseDouble(peek()); // a leading '+'
            if (!slow)
                return false;
            value = *slow;
            take();
            return true;
        }
        at_ = stop;
        skipBlanks();
        return true;
    }

private:
    void skipBlanks() { at_ = std::find_if_not(at_, end_, isRowBlank); }

    const char *at_;
    const char *end_;
};

std::size_t countFields(std::string_view row)
{
    std::size_t count = 0;
    for (FieldCursor cursor(row); !cursor.atEnd(); cursor.take())
        ++count;
    return count;
}

Error wrongFieldCount(std::string_view row)
{
    return makeError(
        Errc::Malformed,
        says("The row has %1 fields; a WFLW row has 207, or 197 without rectangle and attributes.", countFields(row)));
}

/// Numbers at the start of `text`, at most `most`.
std::size_t countNumbers(FieldCursor cursor, std::size_t most)
{
    double ignored = 0;
    std::size_t count = 0;
    while (count < most && !cursor.atEnd() && cursor.takeNumber(ignored))
        ++count;
    return count;
}

/// Why the coordinate `index` cannot be read: the row ends too early, or the field is no number.
Error badCoordinate(std::string_view row, const FieldCursor &cursor, std::size_t index)
{
    const std::string_view token = cursor.peek();
    const bool last = token.size() == cursor.rest().size();
    if (last || countFields(row) <= kCoordinates)
        return wrongFieldCount(row);
    return makeError(Errc::Malformed, describeBadNumber(token, says("Field %1", index + 1)));
}

void setWflwBox(WflwRow &row, const std::array<double, 4> &corners)
{
    const auto [left, right] = std::minmax(corners[0], corners[2]);
    const auto [top, bottom] = std::minmax(corners[1], corners[3]);
    const Rect box = Rect::fromCorners(left, top, right, bottom);
    if (box.empty())
        row.warning = says("The face rectangle has no extent and is left out.");
    else
        row.box = box;
    if (row.box && (corners[0] > corners[2] || corners[1] > corners[3]))
        row.warning =
            says("The corners of the face rectangle are in the wrong order; they are read the other way round.");
}

Result<void> readBoxAndAttributes(FieldCursor &cursor, WflwRow &row, std::string_view text)
{
    std::array<double, 4> corners{};
    for (double &corner : corners)
        cursor.takeNumber(corner);
    for (std::int8_t &attribute : row.attributes) {
        const std::string_view token = cursor.take();
        attribute = token == "0" ? 0 : token == "1" ? 1 : -1;
    }
    const bool unknown = std::count(row.attributes.begin(), row.attributes.end(), -1) > 0;
    const std::string_view next = cursor.peek();
    const bool moreFields = next.size() < cursor.rest().size();
    // A row with a number too many would otherwise shift its fields into a path with blanks.
    if (moreFields && (unknown || next == "0" || next == "1"))
        return wrongFieldCount(text);
    setWflwBox(row, corners);
    if (unknown)
        row.warning = joined(std::move(row.warning), says("An attribute is neither 0 nor 1 and is taken as unknown."));
    return {};
}
} // namespace

Result<WflwRow> parseWflwRow(std::string_view text)
{
    WflwRow row;
    row.points.resize(kWflwPoints);
    FieldCursor cursor(text);
    const std::string_view whole = cursor.rest();
    for (std::size_t i = 0; i < kCoordinates; ++i) {
        Point2 &point = row.points[i / 2];
        if (!cursor.takeNumber(i % 2 == 0 ? point.x : point.y))
            return badCoordinate(text, cursor, i);
        if (i == 1)
            row.firstPoint = text::trimmed(whole.substr(0, whole.size() - cursor.rest().size()));
    }
    const std::size_t numbers = countNumbers(cursor, kRectangleFields + kWflwAttributes);
    if (numbers == kRectangleFields + kWflwAttributes) {
        row.full = true;
        if (auto read = readBoxAndAttributes(cursor, row, text); !read)
            return read.error();
    } else if (numbers > 0 && cursor.peek() != text::trimmed(cursor.rest())) {
        return wrongFieldCount(text);
    }
    row.image = text::trimmed(cursor.rest());
    if (row.image.empty())
        return wrongFieldCount(text);
    if (Sentence problem = imagePathProblem(row.image); !problem.empty())
        return makeError(Errc::Malformed, std::move(problem));
    return row;
}

std::vector<std::string_view> wflwFields(std::string_view text, bool full)
{
    std::vector<std::string_view> fields;
    FieldCursor cursor(text);
    const std::size_t count = full ? kNumbersOfFullRow : kCoordinates;
    while (fields.size() < count && !cursor.atEnd())
        fields.push_back(cursor.take());
    return fields;
}

std::array<double, 4> wflwRectangle(const std::vector<Point2> &points)
{
    const Rect box = landmarkBox(std::span<const Point2>(points));
    return {std::floor(box.x), std::floor(box.y), std::ceil(box.right()), std::ceil(box.bottom())};
}

std::array<double, 4> wflwRectangle(const Rect &box)
{
    return {std::round(box.x), std::round(box.y), std::round(box.right()), std::round(box.bottom())};
}

namespace {
void replaceField(std::vector<Replacement> &out, std::string_view text, std::string_view field, std::string value)
{
    if (value != field)
        out.push_back({static_cast<std::uint64_t>(field.data() - text.data()), field.size(), std::move(value)});
}

void replaceRectangle(std::vector<Replacement> &out, std::string_view text, const std::vector<std::string_view> &fields,
                      const std::array<double, 4> &rectangle)
{
    for (std::size_t i = 0; i < rectangle.size(); ++i) {
        const std::string_view token = fields[kCoordinates + i];
        replaceField(out, text, token, styledNumber(rectangle[i], decimalsOf(token), 0));
    }
}
} // namespace

std::vector<Replacement> patchWflwRow(std::string_view text, bool full, const std::vector<Point2> &original,
                                      const std::vector<Point2> &edited, bool recomputeBox)
{
    const std::vector<std::string_view> fields = wflwFields(text, full);
    const auto offset = [&](std::size_t field) {
        return static_cast<std::uint64_t>(fields[field].data() - text.data());
    };
    int decimals = 0;
    for (std::size_t i = 0; i < kCoordinates; ++i)
        decimals = std::max(decimals, decimalsOf(fields[i]));
    std::vector<Replacement> out;
    for (std::size_t i = 0; i < kWflwPoints; ++i) {
        replaceMoved(out, original[i].x, edited[i].x, offset(2 * i), fields[2 * i], decimals);
        replaceMoved(out, original[i].y, edited[i].y, offset(2 * i + 1), fields[2 * i + 1], decimals);
    }
    if (!recomputeBox || !full)
        return out;
    replaceRectangle(out, text, fields, wflwRectangle(edited));
    return out;
}

std::vector<Replacement> patchWflwFields(std::string_view text, const Face &face, bool rectangle)
{
    const std::vector<std::string_view> fields = wflwFields(text, true);
    std::vector<Replacement> out;
    if (rectangle && face.box && face.box != face.asRead->box)
        replaceRectangle(out, text, fields, wflwRectangle(*face.box));
    const auto valueOf = [](const std::vector<std::int8_t> &values, std::size_t i) {
        return i < values.size() ? values[i] : std::int8_t{-1};
    };
    for (std::size_t i = 0; i < kWflwAttributes; ++i) { // a list's own attributes come first in its data set
        const std::int8_t now = valueOf(face.attributes, i);
        if (now != valueOf(face.asRead->attributes, i))
            replaceField(out, text, fields[kCoordinates + kRectangleFields + i], now == 1 ? "1" : "0");
    }
    return out;
}

} // namespace fiducial::formats
