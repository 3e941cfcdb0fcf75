#include "core/formats/coco_writer.h"

#include "core/base/text.h"
#include "core/dataset/edited_dataset.h"
#include "core/formats/coco_annotation.h"
#include "core/formats/coco_ids.h"
#include "core/formats/coco_reader.h"
#include "core/formats/export_files.h"
#include "core/formats/image_index.h"
#include "core/formats/json_records.h"
#include "core/formats/row_format.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

namespace fiducial::formats {

namespace {

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

/// Of a box that somebody drew: the crop follows it, not the landmarks.
CentreScale centreScaleOfBox(const Rect &box)
{
    return {box.centre(), std::max(box.width, box.height) / kPixelsPerScale};
}

std::string extraOf(const Face &face, const char *key)
{
    const auto found = face.extra.find(key);
    return found == face.extra.end() ? std::string() : found->second;
}

/// By path; nothing where the file is gone or has changed.
std::optional<std::map<std::string, std::string>> imageIdsOf(const Dataset &dataset, int file)
{
    const auto json = readSource(dataset, file);
    if (!json)
        return std::nullopt;
    return cocoImageIds(*json, outlineJson(*json));
}

} // namespace

CocoWriter::CocoWriter(const WriteRequest &request, const ExportView &view) : request_(&request), view_(&view) {}

/// The ids that were read stay; what has none, none that is a number, or one that something before it has, gets the
/// next number above all of the data set.
void CocoWriter::chooseIds()
{
    const Dataset &dataset = *request_->dataset;
    std::vector<bool> listed(dataset.samples.size());
    IdNumbers numbers;
    for (const Face &face : dataset.faces)
        numbers.know(extraOf(face, kCocoIdKey));
    for (const int f : view_->faces()) {
        const Face &face = dataset.faces[static_cast<std::size_t>(f)];
        const auto sample = static_cast<std::size_t>(face.sample);
        if (!listed[sample])
            samples_.push_back(face.sample);
        listed[sample] = true;
        const std::string id = extraOf(face, kCocoIdKey);
        annotationIds_.push_back(numbers.use(id) ? id : std::string());
    }
    for (std::string &id : annotationIds_)
        if (id.empty())
            id = numbers.next();
    chooseImageIds();
}

void CocoWriter::chooseImageIds()
{
    const std::vector<std::string> read = imageIdsRead();
    imageIds_.resize(read.size());
    IdNumbers numbers;
    for (const std::string &id : read)
        numbers.know(id);
    for (const int sample : samples_)
        if (const auto at = static_cast<std::size_t>(sample); numbers.use(read[at]))
            imageIds_[at] = read[at];
    for (const int sample : samples_)
        if (std::string &id = imageIds_[static_cast<std::size_t>(sample)]; id.empty())
            id = numbers.next();
}

/// By sample. The faces of an image know its id; of an image without them only its file does.
std::vector<std::string> CocoWriter::imageIdsRead()
{
    const Dataset &dataset = *request_->dataset;
    std::vector<std::string> ids(dataset.samples.size());
    for (const Face &face : dataset.faces)
        if (std::string &id = ids[static_cast<std::size_t>(face.sample)]; id.empty())
            id = extraOf(face, kCocoImageIdKey);
    std::map<int, std::optional<std::map<std::string, std::string>>> files;
    for (const int s : samples_) {
        const Sample &sample = dataset.samples[static_cast<std::size_t>(s)];
        std::string &id = ids[static_cast<std::size_t>(s)];
        if (!id.empty() || sample.file < 0 || dataset.files[static_cast<std::size_t>(sample.file)].formatId != "coco")
            continue;
        const auto [file, isNew] = files.try_emplace(sample.file);
        if (isNew)
            file->second = imageIdsOf(dataset, sample.file);
        imagesOfLostFiles_ += !file->second;
        if (file->second && file->second->contains(sample.image))
            id = file->second->at(sample.image);
    }
    return ids;
}

std::vector<Sentence> CocoWriter::losses() const
{
    std::vector<Sentence> out;
    if (imagesWithoutSize_ > 0)
        out.push_back(saysCount(imagesWithoutSize_, "The size of %1 image is not known and is written as 0.",
                                "The size of %1 images is not known and is written as 0."));
    if (imagesOfLostFiles_ > 0)
        out.push_back(saysCount(imagesOfLostFiles_,
                                "The ids of %1 image are new: the file that holds them is gone or has changed.",
                                "The ids of %1 images are new: the file that holds them is gone or has changed."));
    return out;
}

Result<std::string> CocoWriter::print(const JobContext &context)
{
    chooseIds();
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
            return makeError(Errc::Cancelled, says("Writing was cancelled; no file was changed."));
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
        return view_->edited(face) ? styledNumber(value, 1, kCocoDecimals) : text::shortest(value);
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
    const bool drawn = keep && face.box && face.asRead && face.asRead->box != face.box;
    const CentreScale crop = keep && face.derived.centreScale ? *face.derived.centreScale
                             : drawn                          ? centreScaleOfBox(box)
                                                              : centreScaleOf(landmarks);
    std::string out = "\"bbox\": " + list({box.x, box.y, box.width, box.height}) +
                      ", \"area\": " + text::shortest(area) + ", \"center\": " + list({crop.centre.x, crop.centre.y}) +
                      ", \"scale\": " + text::shortest(crop.scale) + ", ";
    if (hadBoxSize(face)) {
        const double size = keep && face.derived.boxSize ? *face.derived.boxSize
                            : drawn                      ? std::sqrt(box.width * box.height)
                                                         : crop.scale * kPixelsPerScale;
        out += "\"box_size\": " + text::shortest(size) + ", ";
    }
    return out;
}

} // namespace fiducial::formats
