#include "core/scheme/scheme_json.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

namespace fiducial {

namespace {

using nlohmann::json;

constexpr int kMaxLandmarks = 10000;
constexpr std::array<std::string_view, 6> kNormaliserNames{"inter-ocular", "inter-pupil",   "box",
                                                           "box-max",      "box-annotated", "diagonal"};

/// Walks one JSON text and remembers the first thing that is wrong with it; what is read after that does not matter.
class SchemeReader {
public:
    explicit SchemeReader(Sentence subject) : subject_(std::move(subject)) {}

    bool failed() const { return failed_; }
    Error error() const { return makeError(Errc::Malformed, says("%1: %2.", subject_, problem_)); }

    void fail(const std::string &field, Sentence problem)
    {
        if (failed_)
            return;
        failed_ = true;
        problem_ = says("\"%1\" %2", field, std::move(problem));
    }
    void failWhole(Sentence problem)
    {
        failed_ = true;
        problem_ = std::move(problem);
    }

    /// A key that nobody reads is most likely a misspelt one.
    void expectOnly(const json &object, const std::string &field, std::initializer_list<std::string_view> known)
    {
        for (const auto &item : object.items())
            if (std::ranges::find(known, item.key()) == known.end())
                fail(field.empty() ? item.key() : field + "." + item.key(), says("is not a known field"));
    }

    const json &member(const json &object, const char *key, const std::string &field)
    {
        static const json null;
        const auto found = object.find(key);
        if (found != object.end())
            return *found;
        fail(field, says("is missing"));
        return null;
    }

    std::string text(const json &object, const char *key, const std::string &field)
    {
        return string(member(object, key, field), field);
    }

    std::string string(const json &value, const std::string &field)
    {
        if (!value.is_string() || value.get_ref<const std::string &>().empty()) {
            fail(field, says("must be a text that is not empty"));
            return {};
        }
        return value.get<std::string>();
    }

    bool flag(const json &object, const char *key, const std::string &field, bool fallback)
    {
        const auto found = object.find(key);
        if (found == object.end())
            return fallback;
        if (!found->is_boolean()) {
            fail(field, says("must be true or false"));
            return fallback;
        }
        return found->get<bool>();
    }

    const json &array(const json &value, const std::string &field)
    {
        static const json none = json::array();
        if (value.is_array())
            return value;
        fail(field, says("must be a list"));
        return none;
    }

    /// A whole number from `low` to `high`.
    int integer(const json &value, const std::string &field, int low, int high)
    {
        // Numbers beyond 64 bits are floats to the parser, so they fail the first test.
        if (!value.is_number_integer()) {
            fail(field, says("must be a whole number"));
            return low;
        }
        const bool tooLarge = value.is_number_unsigned() && value.get<std::uint64_t>() > INT64_MAX;
        if (tooLarge || value.get<std::int64_t>() < low || value.get<std::int64_t>() > high) {
            fail(field, says("is %1, allowed are %2 to %3", value.dump(), low, high));
            return low;
        }
        return value.get<int>();
    }

    /// Landmark indices 0..count-1, each at most once, at least one.
    std::vector<int> indices(const json &value, const std::string &field, int count)
    {
        std::vector<int> result;
        std::set<int> seen;
        for (const json &item : array(value, field)) {
            const std::string place = field + "[" + std::to_string(result.size()) + "]";
            result.push_back(integer(item, place, 0, count - 1));
            if (!seen.insert(result.back()).second)
                fail(place, says("names landmark %1 a second time", result.back()));
        }
        if (result.empty())
            fail(field, says("must name at least one landmark"));
        return result;
    }

private:
    Sentence subject_;
    Sentence problem_;
    bool failed_ = false;
};

std::string at(const std::string &field, std::size_t index)
{
    return field + "[" + std::to_string(index) + "]";
}

void readPointNames(SchemeReader &reader, const json &root, LandmarkScheme &scheme)
{
    const std::string field = "pointNames";
    std::set<std::string> seen;
    for (const json &item : reader.array(reader.member(root, "pointNames", field), field)) {
        const std::string place = at(field, scheme.pointNames.size());
        scheme.pointNames.push_back(reader.string(item, place));
        if (!seen.insert(scheme.pointNames.back()).second)
            reader.fail(place, says("repeats the name \"%1\"", scheme.pointNames.back()));
    }
    if (static_cast<int>(scheme.pointNames.size()) != scheme.count)
        reader.fail(field, says("has %1 entries for %2 points", scheme.pointNames.size(), scheme.count));
}

Contour readContour(SchemeReader &reader, const json &item, const std::string &field, int count)
{
    Contour contour;
    if (!item.is_object()) {
        reader.fail(field, says("must be an object"));
        return contour;
    }
    reader.expectOnly(item, field, {"id", "name", "points", "closed", "curve"});
    contour.id = reader.text(item, "id", field + ".id");
    contour.name = reader.text(item, "name", field + ".name");
    contour.points = reader.indices(reader.member(item, "points", field + ".points"), field + ".points", count);
    contour.closed = reader.flag(item, "closed", field + ".closed", false);
    contour.curve = reader.flag(item, "curve", field + ".curve", true);
    if (contour.closed && !contour.curve)
        reader.fail(field + ".closed", says("is true, but loose points cannot be closed"));
    if (contour.closed && contour.points.size() < 3)
        reader.fail(field + ".closed", says("is true, but a closed curve needs at least 3 points"));
    if (contour.curve && contour.points.size() < 2)
        reader.fail(field + ".points", says("has one point, but a curve needs two; set \"curve\" to false"));
    return contour;
}

void readContours(SchemeReader &reader, const json &root, LandmarkScheme &scheme)
{
    const std::string field = "contours";
    std::set<std::string> seen;
    for (const json &item : reader.array(reader.member(root, "contours", field), field)) {
        const std::string place = at(field, scheme.contours.size());
        scheme.contours.push_back(readContour(reader, item, place, scheme.count));
        if (!seen.insert(scheme.contours.back().id).second)
            reader.fail(place + ".id", says("repeats \"%1\"", scheme.contours.back().id));
    }
}

/// Points that are in no pair lie on the axis and map to themselves, so the result is an involution.
void readMirror(SchemeReader &reader, const json &root, LandmarkScheme &scheme)
{
    const std::string field = "mirrorPairs";
    for (int i = 0; i < scheme.count; ++i)
        scheme.mirror.push_back(i);
    std::set<int> seen;
    std::size_t number = 0;
    for (const json &pair : reader.array(reader.member(root, "mirrorPairs", field), field)) {
        const std::string place = at(field, number++);
        if (!pair.is_array() || pair.size() != 2) {
            reader.fail(place, says("must be two landmark indices"));
            return;
        }
        const int first = reader.integer(pair[0], place + "[0]", 0, scheme.count - 1);
        const int second = reader.integer(pair[1], place + "[1]", 0, scheme.count - 1);
        for (const int landmark : {first, second})
            if (!seen.insert(landmark).second)
                reader.fail(place, says("holds landmark %1, which is in a pair already", landmark));
        std::swap(scheme.mirror[static_cast<std::size_t>(first)], scheme.mirror[static_cast<std::size_t>(second)]);
    }
}

std::optional<LandmarkDistance> readDistance(SchemeReader &reader, const json &root, const char *key, int count)
{
    const auto found = root.find(key);
    if (found == root.end())
        return std::nullopt;
    const std::string field = key;
    if (!found->is_object()) {
        reader.fail(field, says("must be an object"));
        return std::nullopt;
    }
    reader.expectOnly(*found, field, {"left", "right"});
    LandmarkDistance distance;
    distance.left = reader.indices(reader.member(*found, "left", field + ".left"), field + ".left", count);
    distance.right = reader.indices(reader.member(*found, "right", field + ".right"), field + ".right", count);
    if (distance.left == distance.right)
        reader.fail(field, says("has the same landmarks on both sides"));
    return distance;
}

void readNormalisers(SchemeReader &reader, const json &root, LandmarkScheme &scheme)
{
    scheme.interOcular = readDistance(reader, root, "interOcular", scheme.count);
    scheme.interPupil = readDistance(reader, root, "interPupil", scheme.count);
    const std::string field = "defaultNormaliser";
    scheme.defaultNormaliser = reader.text(root, "defaultNormaliser", field);
    const std::string &given = scheme.defaultNormaliser;
    if (std::ranges::find(kNormaliserNames, scheme.defaultNormaliser) == kNormaliserNames.end())
        reader.fail(
            field,
            says("is \"%1\", allowed are inter-ocular, inter-pupil, box, box-max, box-annotated and diagonal", given));
    if (scheme.defaultNormaliser == "inter-ocular" && !scheme.interOcular)
        reader.fail(field, says("is \"%1\", but \"interOcular\" is missing", given));
    if (scheme.defaultNormaliser == "inter-pupil" && !scheme.interPupil)
        reader.fail(field, says("is \"%1\", but \"interPupil\" is missing", given));
}

void readMeanShape(SchemeReader &reader, const json &root, LandmarkScheme &scheme)
{
    const std::string field = "meanShape";
    for (const json &item : reader.array(reader.member(root, "meanShape", field), field)) {
        const std::string place = at(field, scheme.meanShape.size());
        if (!item.is_array() || item.size() != 2 || !item[0].is_number() || !item[1].is_number()) {
            reader.fail(place, says("must be two numbers"));
            return;
        }
        scheme.meanShape.push_back({item[0].get<double>(), item[1].get<double>()});
    }
    if (static_cast<int>(scheme.meanShape.size()) != scheme.count) {
        reader.fail(field, says("has %1 points for a scheme of %2", scheme.meanShape.size(), scheme.count));
        return;
    }
    const auto [left, right] = std::ranges::minmax(scheme.meanShape, {}, &Point2::x);
    const auto [top, bottom] = std::ranges::minmax(scheme.meanShape, {}, &Point2::y);
    constexpr double tolerance = 1e-5; // six decimals in the file
    if (std::abs(std::max(right.x - left.x, bottom.y - top.y) - 1) > tolerance)
        reader.fail(field, says("must fill a box whose longer side is 1"));
    if (std::abs(left.x + right.x) > tolerance || std::abs(top.y + bottom.y) > tolerance)
        reader.fail(field, says("must have the centre of its box at (0, 0)"));
}

SchemeMap readMap(SchemeReader &reader, const json &item, const std::string &field,
                  std::span<const LandmarkScheme *const> schemes)
{
    SchemeMap map;
    if (!item.is_object()) {
        reader.fail(field, says("must be an object"));
        return map;
    }
    reader.expectOnly(item, field, {"id", "from", "to", "source"});
    map.id = reader.text(item, "id", field + ".id");
    map.from = reader.text(item, "from", field + ".from");
    map.to = reader.text(item, "to", field + ".to");
    const auto from = std::ranges::find(schemes, map.from, &LandmarkScheme::id);
    const auto to = std::ranges::find(schemes, map.to, &LandmarkScheme::id);
    if (from == schemes.end())
        reader.fail(field + ".from", says("names the unknown scheme \"%1\"", map.from));
    if (to == schemes.end())
        reader.fail(field + ".to", says("names the unknown scheme \"%1\"", map.to));
    if (map.from == map.to)
        reader.fail(field + ".to", says("is the scheme that the map starts from"));
    if (reader.failed())
        return map;
    const std::string source = field + ".source";
    for (const json &index : reader.array(reader.member(item, "source", source), source))
        map.source.push_back(reader.integer(index, at(source, map.source.size()), -1, (*from)->count - 1));
    if (static_cast<int>(map.source.size()) != (*to)->count)
        reader.fail(source, says("has %1 entries for the %2 points of %3", map.source.size(), (*to)->count, map.to));
    return map;
}

} // namespace

Result<LandmarkScheme> parseScheme(std::string_view text)
{
    SchemeReader reader(says("Scheme"));
    const json root = json::parse(text, nullptr, false);
    LandmarkScheme scheme;
    if (!root.is_object()) {
        reader.failWhole(root.is_discarded() ? says("the text is not valid JSON")
                                             : says("the text must hold a JSON object"));
        return reader.error();
    }
    scheme.id = reader.text(root, "id", "id");
    if (!scheme.id.empty())
        reader = SchemeReader(says("Scheme \"%1\"", scheme.id));
    else
        return reader.error();
    reader.expectOnly(root, "",
                      {"id", "name", "count", "pointNames", "contours", "mirrorPairs", "interOcular", "interPupil",
                       "defaultNormaliser", "meanShapeSource", "meanShape"});
    scheme.name = reader.text(root, "name", "name");
    scheme.count = reader.integer(reader.member(root, "count", "count"), "count", 1, kMaxLandmarks);
    readPointNames(reader, root, scheme);
    readContours(reader, root, scheme);
    readMirror(reader, root, scheme);
    readNormalisers(reader, root, scheme);
    readMeanShape(reader, root, scheme);
    if (reader.failed())
        return reader.error();
    return scheme;
}

Result<std::vector<SchemeMap>> parseSchemeMaps(std::string_view text, std::span<const LandmarkScheme *const> schemes)
{
    SchemeReader reader(says("Scheme maps"));
    const json root = json::parse(text, nullptr, false);
    if (!root.is_array()) {
        reader.failWhole(root.is_discarded() ? says("the text is not valid JSON") : says("the text must hold a list"));
        return reader.error();
    }
    std::vector<SchemeMap> maps;
    for (const json &item : root) {
        const std::string place = at("maps", maps.size());
        const SchemeMap map = readMap(reader, item, place, schemes);
        const auto same = [&](const SchemeMap &other) {
            return other.id == map.id || (other.from == map.from && other.to == map.to);
        };
        if (std::ranges::any_of(maps, same))
            reader.fail(place, says("repeats the id or the two schemes of an earlier map"));
        if (reader.failed())
            return reader.error();
        maps.push_back(map);
    }
    return maps;
}

} // namespace fiducial
