#include "core/pipeline/point_array.h"

#include "core/base/file_io.h"
#include "core/base/text.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstring>
#include <limits>
#include <span>

namespace fiducial::pipeline {

namespace {
static_assert(std::endian::native == std::endian::little);

constexpr std::string_view kNpyMagic = "\x93NUMPY";
constexpr float kNoNumber = std::numeric_limits<float>::quiet_NaN();

/// Rows of x, y pairs.
struct Numbers {
    std::size_t rows = 0;
    std::size_t columns = 0;
    std::vector<float> values;
};

std::string arrayExtensionOf(const std::filesystem::path &file)
{
    return text::toLower(file.extension().string());
}

/// What stands behind 'key': in the header of a .npy file, up to the end of the value.
std::string_view headerValue(std::string_view header, std::string_view key)
{
    const std::size_t at = header.find("'" + std::string(key) + "'");
    const std::size_t colon = at == std::string_view::npos ? at : header.find(':', at);
    if (colon == std::string_view::npos)
        return {};
    const std::string_view rest = text::trimmed(header.substr(colon + 1));
    const std::size_t end = rest.find(rest.starts_with('(') ? ')' : ',');
    return text::trimmed(rest.substr(0, end));
}

/// N x points x 2 or N x 2 points; the factors are checked against the size of the data before use.
std::optional<std::array<std::size_t, 2>> shapeOf(std::string_view tuple, std::size_t available)
{
    if (!tuple.starts_with('('))
        return std::nullopt;
    std::vector<std::size_t> sides;
    for (const std::string_view field : text::split(tuple.substr(1), ',')) {
        if (text::trimmed(field).empty())
            continue; // (3,) ends in a comma
        const auto side = text::parseInteger(text::trimmed(field));
        if (!side || *side < 0 || static_cast<unsigned long long>(*side) > available)
            return std::nullopt;
        sides.push_back(static_cast<std::size_t>(*side));
    }
    if (sides.size() == 3 && sides[2] == 2)
        return std::array{sides[0], 2 * sides[1]};
    if (sides.size() == 2 && sides[1] % 2 == 0)
        return std::array{sides[0], sides[1]};
    return std::nullopt;
}

template <class T>
void appendFloats(std::string_view bytes, std::vector<float> *out)
{
    std::vector<T> values(bytes.size() / sizeof(T));
    if (!values.empty())
        std::memcpy(values.data(), bytes.data(), values.size() * sizeof(T));
    out->assign(values.begin(), values.end());
}

Result<Numbers> parseNpy(std::string_view bytes)
{
    const auto bad = [](Sentence what) { return makeError(Errc::Malformed, says("This .npy file %1", what)); };
    constexpr std::size_t kPreamble = 8; // magic and version
    if (!bytes.starts_with(kNpyMagic) || bytes.size() < kPreamble + 4)
        return bad(says("does not start as NumPy writes them."));
    const std::size_t width = bytes[6] == 1 ? 2 : 4;
    std::uint32_t length = 0;
    std::memcpy(&length, bytes.data() + kPreamble, width);
    const std::size_t start = kPreamble + width + length;
    if (start > bytes.size())
        return bad(says("ends within its header."));
    const std::string_view header = bytes.substr(kPreamble + width, length);
    const std::string_view data = bytes.substr(start);
    const std::string_view type = headerValue(header, "descr");
    const bool single = type == "'<f4'";
    if (!single && type != "'<f8'")
        return bad(says("holds %1; '<f4' or '<f8' was expected: save it as float32 or float64.", type));
    if (headerValue(header, "fortran_order") != "False")
        return bad(says("is in Fortran order: save numpy.ascontiguousarray(array)."));
    const std::size_t size = single ? sizeof(float) : sizeof(double);
    const auto shape = shapeOf(headerValue(header, "shape"), data.size() / size);
    if (!shape)
        return bad(
            says("has the shape %1); N x points x 2 or N x 2 points was expected.", headerValue(header, "shape")));
    Numbers out{(*shape)[0], (*shape)[1], {}};
    if (out.columns == 0 || data.size() / size / out.columns != out.rows || data.size() % (size * out.columns) != 0)
        return bad(says("holds %1 bytes of numbers, which its shape does not need.", data.size()));
    single ? appendFloats<float>(data, &out.values) : appendFloats<double>(data, &out.values);
    return out;
}

Result<Numbers> parseNumberRows(std::string_view csv)
{
    Numbers out;
    int number = 0;
    for (const std::string_view line : text::lines(csv)) {
        ++number;
        if (text::trimmed(line).empty())
            continue;
        const auto fields = text::split(line, ',');
        if (out.rows == 0)
            out.columns = fields.size();
        if (fields.size() != out.columns || out.columns % 2 != 0)
            return makeError(
                Errc::Malformed,
                says("The row has %1 numbers; x and y of %2 points were expected.", fields.size(), out.columns / 2), {},
                number);
        for (const std::string_view field : fields) {
            const std::string word = text::toLower(text::trimmed(field));
            const auto value = text::parseDouble(word);
            if (!value && !word.empty() && word != "nan")
                return makeError(Errc::Malformed, says("'%1' is not a number.", word), {}, number);
            out.values.push_back(value ? static_cast<float>(*value) : kNoNumber);
        }
        ++out.rows;
    }
    return out;
}

/// Image and box of each row, as far as the list gives them.
Result<std::vector<Prediction>> parseOrder(std::string_view list)
{
    std::vector<Prediction> rows;
    int number = 0;
    for (const std::string_view line : text::lines(list)) {
        ++number;
        std::string_view image = text::trimmed(line);
        if (image.empty())
            continue;
        std::array<double, 4> sides{};
        int found = 0;
        // From the end, so that a path may hold blanks.
        while (found < 4) {
            const std::size_t blank = image.find_last_of(" \t");
            const auto value =
                blank == std::string_view::npos ? std::nullopt : text::parseDouble(image.substr(blank + 1));
            if (!value)
                break;
            sides[static_cast<std::size_t>(3 - found)] = *value;
            ++found;
            image = text::trimmed(image.substr(0, blank));
        }
        if (found != 0 && found != 4)
            return makeError(
                Errc::Malformed,
                says("Behind the image stand %1 numbers; its box (x_min y_min x_max y_max) or nothing was expected.",
                     found),
                {}, number);
        Prediction row;
        row.image = text::normalisedPath(image);
        if (found == 4)
            row.box = row.cropBox = {sides[0], sides[1], sides[2] - sides[0], sides[3] - sides[1]};
        rows.push_back(std::move(row));
    }
    return rows;
}

Result<std::vector<Prediction>> readOrder(const formats::FormatRegistry &registry, const std::filesystem::path &order,
                                          const JobContext &context)
{
    std::vector<Prediction> rows;
    if (const auto dataset = formats::openDataset(registry, {order, {}, {}}, context)) {
        for (std::size_t i = 0; i < dataset->faces.size(); ++i) {
            Prediction row;
            row.image = dataset->sampleOf(static_cast<int>(i)).image;
            row.box = row.cropBox = dataset->faces[i].box.value_or(Rect{});
            rows.push_back(std::move(row));
        }
        if (!rows.empty())
            return rows;
    }
    auto bytes = readFile(order);
    if (!bytes)
        return bytes.error();
    return parseOrder(*bytes);
}

void setPoints(Prediction &row, std::span<const float> values)
{
    bool any = false;
    for (std::size_t i = 0; i + 1 < values.size(); i += 2) {
        const bool present = std::isfinite(values[i]) && std::isfinite(values[i + 1]);
        row.points.push_back(present ? Point2f{values[i], values[i + 1]} : Point2f{kNoNumber, kNoNumber});
        any = any || present;
    }
    row.missing = !any;
    if (row.missing)
        row.points.clear();
}
} // namespace

bool isPointArray(const std::filesystem::path &file)
{
    const std::string extension = arrayExtensionOf(file);
    if (extension != ".csv")
        return extension == ".npy";
    const auto head = readHead(file, 256);
    if (!head)
        return false;
    const std::string_view first = text::trimmed(std::string_view(*head).substr(0, head->find_first_of(",\r\n")));
    return text::parseDouble(first).has_value() || text::toLower(first) == "nan";
}

Result<Run> readPointArray(const formats::FormatRegistry &registry, const std::filesystem::path &file,
                           const std::filesystem::path &order, const JobContext &context)
{
    const auto within = [](const std::filesystem::path &path, const Error &error) {
        return makeError(error.code, error.message, toUtf8(path), error.line);
    };
    std::filesystem::path list = order;
    if (list.empty()) {
        list = std::filesystem::path(file).replace_extension(".txt");
        if (!std::filesystem::exists(list))
            return makeError(Errc::Missing,
                             says("Bare numbers need the list that says which face each row is; name it, or put it "
                                  "beside them as %1.",
                                  toUtf8(list.filename())),
                             toUtf8(file));
    }
    auto bytes = readFile(file);
    if (!bytes)
        return bytes.error();
    const auto numbers = arrayExtensionOf(file) == ".npy" ? parseNpy(*bytes) : parseNumberRows(*bytes);
    if (!numbers)
        return within(file, numbers.error());
    const std::size_t count = numbers->columns / 2;
    const LandmarkScheme *scheme = count > 0 && count < 10000 ? findSchemeByCount(static_cast<int>(count)) : nullptr;
    if (!scheme)
        return makeError(Errc::Unsupported, says("Rows of %1 points fit no scheme.", count), toUtf8(file));
    auto rows = readOrder(registry, list, context);
    if (!rows)
        return within(list, rows.error());
    if (rows->size() != numbers->rows)
        return makeError(
            Errc::Malformed,
            says("The list names %1 faces, %2 has %3 rows.", rows->size(), toUtf8(file.filename()), numbers->rows),
            toUtf8(list));
    Run run;
    run.id = Uuid::random();
    run.name = run.modelName = toUtf8(file.stem());
    run.schemeId = scheme->id;
    run.device = "imported";
    run.source = toUtf8(file);
    run.rows = std::move(rows).value();
    const std::span<const float> values(numbers->values);
    for (std::size_t r = 0; r < run.rows.size(); ++r)
        setPoints(run.rows[r], values.subspan(r * numbers->columns, numbers->columns));
    return run;
}

} // namespace fiducial::pipeline
