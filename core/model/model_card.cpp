#include "core/model/model_card.h"

#include "core/base/file_io.h"
#include "core/base/text.h"
#include "core/scheme/landmark_scheme.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <utility>

namespace fiducial::model {

using nlohmann::json;

namespace {
template <class Value>
struct Word {
    const char *text;
    Value value;
};

constexpr Word<OutputKind> kOutputKinds[]{
    {"coordinates", OutputKind::Coordinates}, {"stages", OutputKind::Stages}, {"heatmaps", OutputKind::Heatmaps}};
constexpr Word<CoordinateUnit> kUnits[]{{"unit-square", CoordinateUnit::UnitSquare},
                                        {"pixels", CoordinateUnit::Pixels}};
constexpr Word<GridLaw> kLaws[]{{"pixel-centre", GridLaw::PixelCentre}, {"edge", GridLaw::Edge}};
constexpr Word<bool> kColours[]{{"rgb", true}, {"bgr", false}};

template <class Value, std::size_t N>
const char *wordOf(const Word<Value> (&words)[N], Value value)
{
    for (const auto &word : words)
        if (word.value == value)
            return word.text;
    return "";
}

enum class Need { Required, Optional };

/// Reads the fields of a card and gathers what is wrong with them, so that one message names them all.
class FieldReader {
public:
    explicit FieldReader(const json &root) : root_(root) {}

    /// `path` is "crop.margin". Null where the field is not there; noted as missing where it is required.
    const json *find(const std::string &path, Need need)
    {
        const json *at = &root_;
        for (const auto part : text::split(path, '.')) {
            const auto it = at->is_object() ? at->find(std::string(part)) : at->end();
            at = at->is_object() && it != at->end() ? &*it : nullptr;
            if (!at)
                break;
        }
        if (!at && need == Need::Required)
            missing_.push_back(path);
        return at;
    }

    void readText(const std::string &path, std::string &out, Need need)
    {
        const json *field = find(path, need);
        if (!field)
            return;
        if (!field->is_string() || (need == Need::Required && field->get_ref<const std::string &>().empty()))
            wrong_.push_back(says("%1 must be a text", path));
        else
            out = field->get<std::string>();
    }

    void readNumber(const std::string &path, double &out, Need need, bool positive = false)
    {
        const json *field = find(path, need);
        if (!field)
            return;
        const double value = field->is_number() ? field->get<double>() : NAN;
        if (!std::isfinite(value) || (positive && value <= 0))
            wrong_.push_back(positive ? says("%1 must be a number above 0", path) : says("%1 must be a number", path));
        else
            out = value;
    }

    void readInteger(const std::string &path, int &out, Need need, int low, int high)
    {
        const json *field = find(path, need);
        if (!field)
            return;
        const auto value = field->is_number_integer() ? field->get<std::int64_t>() : std::int64_t{low} - 1;
        if (value < low || value > high)
            wrong_.push_back(says("%1 must be a whole number from %2 to %3", path, low, high));
        else
            out = static_cast<int>(value);
    }

    void readBool(const std::string &path, bool &out, Need need)
    {
        const json *field = find(path, need);
        if (field && !field->is_boolean())
            wrong_.push_back(says("%1 must be true or false", path));
        else if (field)
            out = field->get<bool>();
    }

    void readTriple(const std::string &path, std::array<double, 3> &out, Need need, bool nonZero = false)
    {
        const json *field = find(path, need);
        if (!field)
            return;
        bool good = field->is_array() && field->size() == 3;
        for (std::size_t i = 0; good && i < 3; ++i) {
            out[i] = (*field)[i].is_number() ? (*field)[i].get<double>() : NAN;
            good = std::isfinite(out[i]) && !(nonZero && out[i] == 0);
        }
        if (!good)
            wrong_.push_back(nonZero ? says("%1 must be three numbers other than 0", path)
                                     : says("%1 must be three numbers", path));
    }

    void readArea(const std::string &path, Rect &out)
    {
        const json *field = find(path, Need::Optional);
        if (!field)
            return;
        std::array<double, 4> v{};
        bool good = field->is_array() && field->size() == v.size();
        for (std::size_t i = 0; good && i < v.size(); ++i) {
            v[i] = (*field)[i].is_number() ? (*field)[i].get<double>() : NAN;
            good = std::abs(v[i]) <= 10; // and no NaN
        }
        out = {v[0], v[1], v[2], v[3]};
        if (!good || !(out.width > 0 && out.height > 0))
            wrong_.push_back(says("%1 must be x, y, width and height as shares of the detector's box", path));
    }

    template <class Value, std::size_t N>
    void readWord(const std::string &path, const Word<Value> (&words)[N], Value &out, Need need)
    {
        const json *field = find(path, need);
        if (!field)
            return;
        std::string allowed;
        for (const auto &word : words) {
            if (field->is_string() && field->get_ref<const std::string &>() == word.text) {
                out = word.value;
                return;
            }
            allowed += (allowed.empty() ? "\"" : ", \"") + std::string(word.text) + '"';
        }
        wrong_.push_back(says("%1 must be one of %2", path, allowed));
    }

    void readInput(Size &input, bool &rgb, double &scale)
    {
        constexpr int kMaxInput = 4096;
        readInteger("input.width", input.width, Need::Required, 1, kMaxInput);
        readInteger("input.height", input.height, Need::Required, 1, kMaxInput);
        readWord("input.colour", kColours, rgb, Need::Required);
        readNumber("input.scale", scale, Need::Required, true);
    }

    void complain(Sentence sentence) { wrong_.push_back(std::move(sentence)); }

    Result<void> verdict() const
    {
        std::string fields;
        for (const std::string &field : missing_)
            fields += (fields.empty() ? "" : ", ") + field;
        Sentence problems;
        for (const Sentence &problem : wrong_)
            problems = problems.empty() ? problem : says("%1; %2", std::move(problems), problem);
        if (problems.empty())
            return fields.empty() ? Result<void>() : makeError(Errc::Missing, says("The card lacks %1.", fields));
        if (fields.empty())
            return makeError(Errc::Malformed, says("In the card %1.", problems));
        return makeError(Errc::Missing, says("The card lacks %1; %2.", fields, problems));
    }

private:
    const json &root_;
    std::vector<std::string> missing_;
    std::vector<Sentence> wrong_;
};

Result<json> parseObject(std::string_view text)
{
    json root = json::parse(text, nullptr, false);
    if (!root.is_object())
        return makeError(Errc::Malformed, says("The card is no JSON object."));
    return root;
}

void readCrop(FieldReader &fields, ModelCard &card)
{
    fields.readNumber("crop.margin", card.crop.margin, Need::Required, true);
    fields.readNumber("crop.extra_pixels", card.crop.extraPixels, Need::Optional);
    fields.readBool("crop.square", card.crop.square, Need::Required);
    fields.readNumber("crop.shift_y", card.crop.shiftY, Need::Optional);
    fields.readNumber("crop.rotation", card.crop.rotation, Need::Optional);
    fields.readWord("crop.law", kLaws, card.crop.law, Need::Required);
    fields.readNumber("crop.centre_scale_margin", card.centreScaleMargin, Need::Optional);
}

void readOutput(FieldReader &fields, ModelCard &card)
{
    fields.readWord("output.kind", kOutputKinds, card.output, Need::Required);
    fields.readText("output.name", card.outputName, Need::Optional);
    fields.readInteger("output.offset", card.outputOffset, Need::Optional, -1, 1 << 24);
    const bool unitMatters = card.output == OutputKind::Coordinates;
    fields.readWord("output.unit", kUnits, card.unit, unitMatters ? Need::Required : Need::Optional);
    std::string decoder(toString(card.decoder));
    fields.readText("output.decoder", decoder, Need::Optional);
    if (const auto known = heatmap::parseDecoder(decoder))
        card.decoder = *known;
    else
        fields.complain(says("output.decoder \"%1\" is not known", decoder));
}

void readMaps(FieldReader &fields, ModelCard &card)
{
    if (const json *options = fields.find("options", Need::Optional)) {
        for (const auto &[key, value] : options->items()) {
            if (value.is_string())
                card.options[key] = value.get<std::string>();
            else
                fields.complain(says("options.%1 must be a text", key));
        }
    }
    if (const json *accuracy = fields.find("accuracy", Need::Optional)) {
        for (const auto &[key, value] : accuracy->items()) {
            if (value.is_number())
                card.accuracy[key] = value.get<double>();
            else
                fields.complain(says("accuracy.%1 must be a number", key));
        }
    }
}
} // namespace

Result<ModelCard> parseCard(std::string_view text)
{
    const auto root = parseObject(text);
    if (!root)
        return root.error();
    FieldReader fields(root.value());
    ModelCard card;
    fields.readText("name", card.name, Need::Required);
    fields.readText("description", card.description, Need::Optional);
    fields.readText("architecture", card.architecture, Need::Required);
    fields.readText("file", card.file, Need::Required);
    fields.readText("sha256", card.sha256, Need::Optional);
    fields.readText("scheme", card.schemeId, Need::Required);
    if (!card.schemeId.empty() && !findScheme(card.schemeId))
        fields.complain(says("scheme \"%1\" is not known", card.schemeId));
    fields.readInput(card.input, card.rgb, card.scale);
    fields.readTriple("input.mean", card.mean, Need::Required);
    fields.readTriple("input.deviation", card.deviation, Need::Required, true);
    readCrop(fields, card);
    readOutput(fields, card);
    readMaps(fields, card);
    fields.readText("licence", card.licence, Need::Optional);
    fields.readText("training_data", card.trainingData, Need::Optional);
    fields.readBool("flip_average", card.flipAverage, Need::Optional);
    if (const auto verdict = fields.verdict(); !verdict)
        return verdict.error();
    return card;
}

std::string printCard(const ModelCard &card)
{
    nlohmann::ordered_json root;
    root["kind"] = "landmarks";
    root["name"] = card.name;
    root["description"] = card.description;
    root["architecture"] = card.architecture;
    root["options"] = card.options;
    root["file"] = card.file;
    root["sha256"] = card.sha256;
    root["scheme"] = card.schemeId;
    root["input"] = {{"width", card.input.width}, {"height", card.input.height}, {"colour", wordOf(kColours, card.rgb)},
                     {"scale", card.scale},       {"mean", card.mean},           {"deviation", card.deviation}};
    root["crop"] = {{"margin", card.crop.margin},
                    {"extra_pixels", card.crop.extraPixels},
                    {"square", card.crop.square},
                    {"shift_y", card.crop.shiftY},
                    {"rotation", card.crop.rotation},
                    {"law", wordOf(kLaws, card.crop.law)},
                    {"centre_scale_margin", card.centreScaleMargin}};
    root["output"] = {{"kind", wordOf(kOutputKinds, card.output)},
                      {"name", card.outputName},
                      {"offset", card.outputOffset},
                      {"unit", wordOf(kUnits, card.unit)},
                      {"decoder", toString(card.decoder)}};
    root["licence"] = card.licence;
    root["training_data"] = card.trainingData;
    root["accuracy"] = card.accuracy;
    root["flip_average"] = card.flipAverage;
    return root.dump(2, ' ', false, json::error_handler_t::replace) + "\n";
}

Result<ModelCard> readCard(const std::filesystem::path &file)
{
    constexpr std::uint64_t kMaxCardBytes = 1 << 20;
    const auto text = readFile(file, kMaxCardBytes);
    if (!text)
        return text.error();
    auto card = parseCard(*text);
    if (card)
        return card;
    Error error = card.error();
    error.file = toUtf8(file);
    return error;
}

Result<DetectorCard> parseDetectorCard(std::string_view text)
{
    const auto root = parseObject(text);
    if (!root)
        return root.error();
    FieldReader fields(root.value());
    DetectorCard card;
    fields.readText("name", card.name, Need::Required);
    fields.readText("architecture", card.architecture, Need::Required);
    fields.readText("file", card.file, Need::Required);
    fields.readText("sha256", card.sha256, Need::Optional);
    if (card.architecture != "haar") {
        fields.readInput(card.input, card.rgb, card.scale);
        fields.readTriple("input.mean", card.mean, Need::Required);
        fields.readNumber("score_threshold", card.scoreThreshold, Need::Required);
        fields.readNumber("overlap_threshold", card.overlapThreshold, Need::Required);
    }
    fields.readArea("landmark_area", card.landmarkArea);
    fields.readText("licence", card.licence, Need::Optional);
    if (const auto verdict = fields.verdict(); !verdict)
        return verdict.error();
    return card;
}

bool isDetectorCard(std::string_view text)
{
    const auto root = parseObject(text);
    return root && root.value().value("kind", json()) == "detector";
}

} // namespace fiducial::model
