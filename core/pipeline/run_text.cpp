#include "core/pipeline/run_text.h"

#include "core/base/text.h"
#include "core/pipeline/face_pose.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>

namespace fiducial::pipeline {

using Json = nlohmann::ordered_json;

namespace {
constexpr double kMaxJitters = 1e6;
}

std::vector<std::pair<std::string, std::string>> runHeader(const Run &run)
{
    return {{"name", run.name},
            {"scheme", run.schemeId},
            {"model", run.modelName},
            {"model_sha256", run.modelHash},
            {"device", run.device},
            {"boxes", std::string(toString(run.boxes))},
            {"detector", run.detector},
            {"created", run.created},
            {"source", run.source},
            {"flip", run.views.flip ? "yes" : "no"},
            {"jitters", std::to_string(run.views.jitters)},
            {"id", run.id.toString()}};
}

Result<void> setRunHeader(Run &run, std::string_view key, std::string_view value)
{
    const std::string text(value);
    if (key == "name")
        run.name = text;
    else if (key == "scheme")
        run.schemeId = text;
    else if (key == "model")
        run.modelName = text;
    else if (key == "model_sha256")
        run.modelHash = text;
    else if (key == "device")
        run.device = text;
    else if (key == "detector")
        run.detector = text;
    else if (key == "created")
        run.created = text;
    else if (key == "source")
        run.source = text;
    else if (key == "flip")
        run.views.flip = text == "yes";
    else if (key == "jitters")
        run.views.jitters = static_cast<int>(std::clamp(text::parseDouble(value).value_or(0), 0.0, kMaxJitters));
    else if (key == "id")
        run.id = Uuid::parse(value).value_or(Uuid{});
    else if (key == "boxes") {
        const auto boxes = parseBoxSource(value);
        if (!boxes)
            return makeError(Errc::Malformed,
                             says("'%1' is no source of boxes; annotated, detector or truth was expected.", text));
        run.boxes = *boxes;
    }
    return {};
}

namespace {
constexpr int kVersion = 1;

Json rectJson(const Rect &r)
{
    return Json::array({r.x, r.y, r.width, r.height});
}

std::optional<Rect> rectFrom(const Json &json)
{
    if (!json.is_array() || json.size() != 4)
        return std::nullopt;
    for (const Json &v : json)
        if (!v.is_number())
            return std::nullopt;
    return Rect{json[0].get<double>(), json[1].get<double>(), json[2].get<double>(), json[3].get<double>()};
}

/// A list of rows of `width` numbers each, e.g. points; false where anything else stands there.
bool numbersFrom(const Json &json, std::size_t width, std::vector<float> *out)
{
    if (!json.is_array())
        return false;
    for (const Json &row : json) {
        if (!row.is_array() || row.size() != width)
            return false;
        for (const Json &v : row) {
            if (!v.is_number() && !v.is_null())
                return false;
            out->push_back(v.is_null() ? std::numeric_limits<float>::quiet_NaN() : v.get<float>());
        }
    }
    return true;
}

Json number(float v)
{
    // The shortest text of the float, not of the double it widens to.
    return std::isfinite(v) ? Json::parse(text::shortestFloat(v)) : Json(nullptr);
}

Json faceJson(const Prediction &row, const std::array<float, 3> &pose)
{
    Json face = {{"image", row.image},     {"box", rectJson(row.box)}, {"crop_box", rectJson(row.cropBox)},
                 {"missing", row.missing}, {"yaw", number(pose[0])},   {"pitch", number(pose[1])},
                 {"roll", number(pose[2])}};
    face["points"] = Json::array();
    for (const Point2f p : row.points)
        face["points"].push_back(Json::array({number(p.x), number(p.y)}));
    for (const Covariance2f &c : row.covariance)
        face["covariance"].push_back(Json::array({number(c.xx), number(c.xy), number(c.yy)}));
    for (const float v : row.peak)
        face["peak"].push_back(number(v));
    return face;
}

Error badFace(std::size_t index, const Sentence &what)
{
    return makeError(Errc::Malformed, says("Face %1 of the run %2.", index + 1, what));
}

Result<Prediction> faceFrom(const Json &face, std::size_t index)
{
    Prediction row;
    if (!face.is_object() || !face.contains("image") || !face["image"].is_string())
        return badFace(index, says("has no image"));
    row.image = face["image"].get<std::string>();
    const auto box = face.contains("box") ? rectFrom(face["box"]) : std::nullopt;
    row.box = box.value_or(Rect{});
    row.cropBox = (face.contains("crop_box") ? rectFrom(face["crop_box"]) : std::nullopt).value_or(row.box);
    std::vector<float> values;
    if (!face.contains("points") || !numbersFrom(face["points"], 2, &values))
        return badFace(index, says("has no list of [x, y] points"));
    for (std::size_t i = 0; i + 1 < values.size(); i += 2)
        row.points.push_back({values[i], values[i + 1]});
    row.missing =
        face.contains("missing") && face["missing"].is_boolean() ? face["missing"].get<bool>() : row.points.empty();
    values.clear();
    if (face.contains("covariance")) {
        if (!numbersFrom(face["covariance"], 3, &values) || values.size() != 3 * row.points.size())
            return badFace(index, says("has a covariance list that does not fit its points"));
        for (std::size_t i = 0; i + 2 < values.size(); i += 3)
            row.covariance.push_back({values[i], values[i + 1], values[i + 2]});
    }
    if (face.contains("peak")) {
        const Json &peak = face["peak"];
        if (!peak.is_array() || peak.size() != row.points.size())
            return badFace(index, says("has a peak list that does not fit its points"));
        for (const Json &v : peak)
            row.peak.push_back(v.is_number() ? v.get<float>() : std::numeric_limits<float>::quiet_NaN());
    }
    return row;
}
} // namespace

std::string printRunJson(const Run &run)
{
    Json out = {{"fiducial_run", kVersion}};
    for (const auto &[key, value] : runHeader(run))
        out[key] = value;
    out["faces"] = Json::array();
    const auto poses = headPoses(run);
    for (std::size_t i = 0; i < run.rows.size(); ++i)
        out["faces"].push_back(faceJson(run.rows[i], poses[i]));
    return out.dump() + "\n";
}

Result<Run> parseRunJson(std::string_view text)
{
    const Json json = Json::parse(text, nullptr, false);
    if (!json.is_object() || !json.contains("fiducial_run") || !json.contains("faces") || !json["faces"].is_array())
        return makeError(Errc::Malformed, says("This JSON file is no run: 'fiducial_run' or 'faces' is missing."));
    Run run;
    for (const auto &[key, value] : json.items())
        if (value.is_string())
            if (auto set = setRunHeader(run, key, value.get<std::string>()); !set)
                return set.error();
    for (std::size_t i = 0; i < json["faces"].size(); ++i) {
        auto row = faceFrom(json["faces"][i], i);
        if (!row)
            return row.error();
        run.rows.push_back(std::move(row).value());
    }
    return run;
}

namespace {
std::string csvField(const std::string &value)
{
    if (value.find_first_of(",\"\n") == std::string::npos)
        return value;
    std::string out = "\"";
    for (const char c : value) {
        if (c == '"')
            out += '"';
        out += c;
    }
    return out + "\"";
}

/// Fields of one line; doubled quotes inside quoted fields.
std::vector<std::string> csvFields(std::string_view line)
{
    std::vector<std::string> fields(1);
    bool quoted = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const char c = line[i];
        if (quoted && c == '"' && i + 1 < line.size() && line[i + 1] == '"') {
            fields.back() += '"';
            ++i;
        } else if (c == '"') {
            quoted = !quoted;
        } else if (c == ',' && !quoted) {
            fields.emplace_back();
        } else {
            fields.back() += c;
        }
    }
    return fields;
}

constexpr std::size_t kFixedColumns = 6; // image, box_x, box_y, box_width, box_height, missing
constexpr std::size_t kPoseColumns = 3;  // yaw, pitch, roll: the last ones; follow from the points

std::size_t pointCount(const Run &run)
{
    std::size_t count = 0;
    for (const Prediction &row : run.rows)
        count = std::max(count, row.points.size());
    return count;
}

Result<Prediction> csvRow(std::span<const std::string> fields, int line)
{
    const auto bad = [line](Sentence what) { return makeError(Errc::Malformed, what, {}, line); };
    Prediction row;
    row.image = fields[0];
    double box[4] = {0, 0, 0, 0};
    for (std::size_t i = 0; i < 4; ++i) {
        const auto v = text::parseDouble(fields[i + 1]);
        if (!v && !fields[i + 1].empty())
            return bad(says("'%1' is not a number.", fields[i + 1]));
        box[i] = v.value_or(0);
    }
    row.box = row.cropBox = {box[0], box[1], box[2], box[3]};
    row.missing = fields[5] == "1";
    for (std::size_t i = kFixedColumns; i + 1 < fields.size() && !row.missing; i += 2) {
        Point2f p{std::numeric_limits<float>::quiet_NaN(), std::numeric_limits<float>::quiet_NaN()};
        const auto x = text::parseDouble(fields[i]);
        const auto y = text::parseDouble(fields[i + 1]);
        if ((!x && !fields[i].empty()) || (!y && !fields[i + 1].empty()))
            return bad(says("'%1,%2' is not a point.", fields[i], fields[i + 1]));
        if (x && y)
            p = {static_cast<float>(*x), static_cast<float>(*y)};
        row.points.push_back(p);
    }
    return row;
}
} // namespace

std::string printRunCsv(const Run &run)
{
    std::string out;
    for (const auto &[key, value] : runHeader(run))
        out += "# " + key + ": " + value + "\n";
    out += "image,box_x,box_y,box_width,box_height,missing";
    const std::size_t count = pointCount(run);
    for (std::size_t i = 0; i < count; ++i)
        out += ",x" + std::to_string(i) + ",y" + std::to_string(i);
    out += ",yaw,pitch,roll\n";
    const auto poses = headPoses(run);
    for (std::size_t r = 0; r < run.rows.size(); ++r) {
        const Prediction &row = run.rows[r];
        out += csvField(row.image);
        for (const double v : {row.box.x, row.box.y, row.box.width, row.box.height})
            out += "," + text::shortest(v);
        out += row.missing ? ",1" : ",0";
        for (std::size_t i = 0; i < count; ++i) {
            const bool present = i < row.points.size() && isFinite(toDouble(row.points[i]));
            out += present ? "," + text::shortestFloat(row.points[i].x) + "," + text::shortestFloat(row.points[i].y)
                           : std::string(",,");
        }
        for (const float angle : poses[r])
            out += std::isfinite(angle) ? "," + text::shortestFloat(angle) : std::string(",");
        out += "\n";
    }
    return out;
}

Result<Run> parseRunCsv(std::string_view csv)
{
    Run run;
    std::size_t columns = 0, poseColumns = 0;
    int number = 0;
    for (const std::string_view line : text::lines(csv)) {
        ++number;
        if (line.empty())
            continue;
        if (line.front() == '#') {
            const std::size_t colon = line.find(": ");
            if (colon != std::string_view::npos)
                if (auto set = setRunHeader(run, text::trimmed(line.substr(1, colon - 1)), line.substr(colon + 2));
                    !set)
                    return makeError(set.error().code, set.error().message, {}, number);
            continue;
        }
        const auto fields = csvFields(line);
        if (columns == 0) {
            if (fields[0] != "image" || fields.size() < kFixedColumns || fields[1] != "box_x")
                return makeError(Errc::Malformed,
                                 says("This CSV file is no run: its first row must start with image,box_x."), {},
                                 number);
            columns = fields.size();
            poseColumns = columns >= kFixedColumns + kPoseColumns && fields.back() == "roll" ? kPoseColumns : 0;
            continue;
        }
        if (fields.size() != columns)
            return makeError(Errc::Malformed, says("The row has %1 fields, the header has %2.", fields.size(), columns),
                             {}, number);
        auto row = csvRow(std::span(fields).first(columns - poseColumns), number);
        if (!row)
            return row.error();
        run.rows.push_back(std::move(row).value());
    }
    if (columns == 0)
        return makeError(Errc::Malformed, says("The file holds no run."));
    return run;
}

} // namespace fiducial::pipeline
