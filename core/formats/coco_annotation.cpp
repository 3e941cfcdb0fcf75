#include "core/formats/coco_annotation.h"

#include "core/formats/json_records.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace fiducial::formats {

namespace {

const std::vector<std::string_view> &annotationKeys()
{
    static const std::vector<std::string_view> keys = {"id",       "image_id",  "keypoints", "num_keypoints",
                                                       "bbox",     "area",      "center",    "scale",
                                                       "box_size", "face_kpts", "face_box",  "face_valid"};
    return keys;
}

std::map<std::string, std::int8_t> attributesOf(std::string_view element)
{
    std::map<std::string, std::int8_t> out;
    if (element.find("\"attributes\"") == std::string_view::npos)
        return out;
    const JsonOutline outline = outlineJson(element);
    const auto span = outline.values.find("attributes");
    const auto object = span == outline.values.end() ? nlohmann::json()
                                                     : nlohmann::json::parse(span->second.in(element), nullptr, false);
    for (auto item = object.begin(); object.is_object() && item != object.end(); ++item) {
        const bool number = item->is_number_integer() && (*item == 0 || *item == 1);
        if (!item.key().empty() && (item->is_boolean() || number))
            out[item.key()] = number ? item->get<std::int8_t>() : static_cast<std::int8_t>(item->get<bool>());
    }
    return out;
}

std::optional<NumberToken> optionalNumber(const JsonRecord &record, std::string_view key)
{
    const NumberToken *number = record.number(key);
    return number ? std::optional(*number) : std::nullopt;
}

/// A list of exactly `count` numbers, else nothing.
std::vector<NumberToken> listOf(const JsonRecord &record, std::string_view key, std::size_t count)
{
    const std::vector<NumberToken> *numbers = record.numbers(key);
    return numbers && numbers->size() == count ? *numbers : std::vector<NumberToken>();
}

} // namespace

double CocoAnnotation::largestFlag() const
{
    double largest = 0;
    for (std::size_t i = 2; i < keypoints.size(); i += 3)
        largest = std::max(largest, keypoints[i].value);
    return largest;
}

Result<CocoAnnotation> parseCocoAnnotation(std::string_view element)
{
    const auto record = parseJsonRecord(element, annotationKeys());
    if (!record)
        return makeError(Errc::Malformed, says("The annotation %1.", record.error().message));
    CocoAnnotation out;
    out.id = record->id("id");
    out.imageId = record->id("image_id");
    out.hasFaceKeys = record->find("face_kpts") != nullptr;
    const JsonField *valid = record->find("face_valid");
    out.faceValid =
        !valid ||
        (valid->kind == JsonField::Kind::Bool ? valid->flag : !valid->numbers.empty() && valid->numbers[0].value != 0);
    const std::string_view key = out.hasFaceKeys ? "face_kpts" : "keypoints";
    const std::vector<NumberToken> *numbers = record->numbers(key);
    if (record->find(key) && !numbers)
        return makeError(Errc::Malformed, says("\"%1\" is not a flat list of finite numbers.", key));
    if (numbers && numbers->size() % 3 != 0)
        return makeError(Errc::Malformed,
                         says("\"%1\" holds %2 numbers; x, y and v of each point are needed.", key, numbers->size()));
    if (numbers)
        out.keypoints = *numbers;
    constexpr std::size_t kBoxNumbers = 4;
    out.box = listOf(*record, out.hasFaceKeys ? "face_box" : "bbox", kBoxNumbers);
    if (out.hasFaceKeys) // the other fields are those of the whole person
        return out;
    out.centre = listOf(*record, "center", 2);
    out.scale = optionalNumber(*record, "scale");
    if (const auto both = listOf(*record, "scale", 2); !out.scale && !both.empty())
        out.scale = both.front();
    out.area = optionalNumber(*record, "area");
    out.boxSize = optionalNumber(*record, "box_size");
    out.keypointCount = optionalNumber(*record, "num_keypoints");
    out.attributes = attributesOf(element);
    return out;
}

Visibility cocoVisibility(double flag, FlagRule rule)
{
    if (!(flag > 0))
        return Visibility::Absent;
    return flag == 1 && rule == FlagRule::Coco ? Visibility::Occluded : Visibility::Visible;
}

int cocoFlag(Visibility visibility, FlagRule rule)
{
    const int flag = static_cast<int>(visibility);
    return rule == FlagRule::Binary ? std::min(flag, 1) : flag;
}

bool declaresCocoFlags(std::string_view info)
{
    const auto record = parseJsonRecord(info, {"visibility"});
    const JsonField *declared = record ? record->find("visibility") : nullptr;
    return declared && declared->text == kCocoFlagsDeclared;
}

bool isWholeBody(std::string_view json)
{
    return json.find("\"face_kpts\"") != std::string_view::npos;
}

FlagRule flagRuleOf(std::string_view json)
{
    const JsonOutline outline = outlineJson(json);
    if (const auto info = outline.values.find("info");
        info != outline.values.end() && declaresCocoFlags(info->second.in(json)))
        return FlagRule::Coco;
    const bool wholeBody = isWholeBody(json);
    for (const ByteSpan &span : outline.elements("annotations")) {
        const auto annotation = parseCocoAnnotation(span.in(json));
        if (annotation && annotation->hasFaceKeys == wholeBody && annotation->largestFlag() > 1)
            return FlagRule::Coco;
    }
    return FlagRule::Binary;
}

} // namespace fiducial::formats
