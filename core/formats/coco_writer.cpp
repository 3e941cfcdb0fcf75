#include "core/formats/coco_writer.h"

#include "core/base/text.h"
#include "core/dataset/edited_dataset.h"
#include "core/formats/coco_annotation.h"
#include "core/formats/coco_reader.h"
#include "core/formats/image_index.h"
#include "core/formats/json_records.h"
#include "core/formats/row_format.h"

#include <algorithm>
#include <set>

namespace fiducial::formats {

namespace {

constexpr double kBoxSizePerScale = 200;
constexpr int kCocoDecimals = 6;

std::string list(const std::vector<std::string> &values)
{
    std::string out = "[";
    for (const std::string &value : values)
        out += (out.size() > 1 ? ", " : "") + value;
    return out + "]";
}

std::string list(std::initializer_list<double> values)
{
    std::vector<std::string> texts;
    for (const double value : values)
        texts.push_back(text::shortest(value));
    return list(texts);
}

std::string extraOf(const Face &face, const char *key)
{
    const auto found = face.extra.find(key);
    return found == face.extra.end() ? std::string() : found->second;
}

bool isNumericId(const std::string &id)
{
    return text::parseInteger(id).has_value();
}

} // namespace

CocoWriter::CocoWriter(const WriteRequest &request, const ExportView &view) : request_(&request), view_(&view)
{
    chooseIds();
}

/// The ids that were read where all faces have them and none is double; else 1, 2, 3 ...
void CocoWriter::chooseIds()
{
    const Dataset &dataset = *request_->dataset;
    imageIds_.resize(dataset.samples.size());
    std::set<std::string> usedImages, usedAnnotations;
    bool kept = true;
    for (const int f : view_->faces()) {
        const Face &face = dataset.faces[static_cast<std::size_t>(f)];
        const std::string id = extraOf(face, kCocoIdKey), image = extraOf(face, kCocoImageIdKey);
        std::string &known = imageIds_[static_cast<std::size_t>(face.sample)];
        if (known.empty()) {
            samples_.push_back(face.sample);
            kept = kept && isNumericId(image) && usedImages.insert(image).second;
            known = image.empty() ? "?" : image;
        }
        kept = kept && known == image && isNumericId(id) && usedAnnotations.insert(id).second;
        annotationIds_.push_back(id);
    }
    if (kept)
        return;
    for (std::size_t i = 0; i < samples_.size(); ++i)
        imageIds_[static_cast<std::size_t>(samples_[i])] = std::to_string(i + 1);
    for (std::size_t i = 0; i < annotationIds_.size(); ++i)
        annotationIds_[i] = std::to_string(i + 1);
}

Result<std::string> CocoWriter::print(const JobContext &context)
{
    const Dataset &dataset = *request_->dataset;
    std::string out = "{\n\"info\": {\"description\": " + jsonQuoted(dataset.name) +
                      ", \"visibility\": " + jsonQuoted(kCocoFlagsDeclared) + "},\n";
    std::vector<std::string> names;
    for (const std::string &name : view_->scheme().pointNames)
        names.push_back(jsonQuoted(name));
    out += R"("categories": [{"id": 1, "name": "face", "supercategory": "person", "keypoints": )" + list(names) +
           ", \"skeleton\": []}],\n\"images\": [\n";
    for (std::size_t i = 0; i < samples_.size(); ++i)
        out += imageLine(samples_[i], imageIds_[static_cast<std::size_t>(samples_[i])]) +
               (i + 1 < samples_.size() ? ",\n" : "\n");
    out += "],\n\"annotations\": [\n";
    const std::vector<int> &faces = view_->faces();
    for (std::size_t i = 0; i < faces.size(); ++i) {
        if (context.cancelled())
            return makeError(Errc::Cancelled, "Writing was cancelled; no file was changed.");
        context.progress(static_cast<std::int64_t>(i), static_cast<std::int64_t>(faces.size()));
        const int sample = dataset.faces[static_cast<std::size_t>(faces[i])].sample;
        out +=
            annotationLine(faces[i], {annotationIds_[i], imageIds_[static_cast<std::size_t>(sample)]}, FlagRule::Coco) +
            (i + 1 < faces.size() ? ",\n" : "\n");
    }
    return out + "]\n}\n";
}

Size CocoWriter::sizeOf(int sample) const
{
    const Sample &known = request_->dataset->samples[static_cast<std::size_t>(sample)];
    if (!known.size.empty())
        return known.size;
    if (const Size asked = request_->imageSize ? request_->imageSize(sample) : Size{}; !asked.empty())
        return asked;
    const auto measured = readImageSize(request_->dataset->imagePath(sample));
    return measured ? *measured : Size{};
}

std::string CocoWriter::imageLine(int sample, const std::string &id)
{
    const Size size = sizeOf(sample);
    imagesWithoutSize_ += size.empty();
    return "{\"id\": " + id +
           ", \"file_name\": " + jsonQuoted(request_->dataset->samples[static_cast<std::size_t>(sample)].image) +
           ", \"width\": " + std::to_string(size.width) + ", \"height\": " + std::to_string(size.height) + "}";
}

std::string CocoWriter::annotationLine(int face, const AnnotationIds &ids, FlagRule rule) const
{
    const LandmarkSet set = view_->points(face);
    const auto number = [&](double value) {
        return view_->isEdited(face) ? styledNumber(value, 1, kCocoDecimals) : text::shortest(value);
    };
    std::vector<std::string> keypoints;
    for (int i = 0; i < set.count(); ++i) {
        const Point2 place = set.points[static_cast<std::size_t>(i)];
        const Visibility visibility = set.isPresent(i) ? set.visibilityAt(i) : Visibility::Absent;
        keypoints.push_back(isFinite(place) ? number(place.x) : "0");
        keypoints.push_back(isFinite(place) ? number(place.y) : "0");
        keypoints.push_back(std::to_string(cocoFlag(visibility, rule)));
    }
    return "{\"id\": " + ids.id + ", \"image_id\": " + ids.imageId + ", \"category_id\": " + ids.categoryId +
           ", \"iscrowd\": 0, " + "\"num_keypoints\": " + std::to_string(set.presentCount()) + ", " +
           derivedMembers(request_->dataset->faces[static_cast<std::size_t>(face)], set) + attributesMember(face) +
           "\"keypoints\": " + list(keypoints) + "}";
}

std::string CocoWriter::attributesMember(int face) const
{
    const Dataset &dataset = *request_->dataset;
    std::string members;
    for (std::size_t i = 0; i < dataset.attributeNames.size(); ++i)
        if (const std::int8_t value = attributeOf(dataset, face, static_cast<int>(i)); value >= 0)
            members += (members.empty() ? "" : ", ") + jsonQuoted(dataset.attributeNames[i]) +
                       (value == 1 ? ": true" : ": false");
    return members.empty() ? members : "\"attributes\": {" + members + "}, ";
}

std::string CocoWriter::derivedMembers(const Face &face, const LandmarkSet &set) const
{
    const Rect landmarks = landmarkBox(set);
    const bool keep = !request_->recomputeDerived;
    const Rect box = keep && face.box ? *face.box : landmarks;
    const double area = keep && face.derived.area ? *face.derived.area : box.width * box.height;
    const CentreScale crop = keep && face.derived.centreScale ? *face.derived.centreScale : centreScaleOf(landmarks);
    std::string out = "\"bbox\": " + list({box.x, box.y, box.width, box.height}) +
                      ", \"area\": " + text::shortest(area) + ", \"center\": " + list({crop.centre.x, crop.centre.y}) +
                      ", \"scale\": " + text::shortest(crop.scale) + ", ";
    if (face.derived.boxSize)
        out += "\"box_size\": " + text::shortest(keep ? *face.derived.boxSize : crop.scale * kBoxSizePerScale) + ", ";
    return out;
}

} // namespace fiducial::formats
