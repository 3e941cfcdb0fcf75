#include "core/formats/coco_reader.h"

#include "core/base/file_io.h"
#include "core/base/text.h"
#include "core/dataset/edited_dataset.h"
#include "core/formats/coco_annotation.h"
#include "core/formats/dataset_builder.h"
#include "core/formats/json_records.h"
#include "core/formats/row_format.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>
#include <unordered_set>

namespace fiducial::formats {

namespace {

constexpr double kMostPixels = 1e6;
constexpr std::size_t kElementsBetweenQuestions = 64;
const Sentence kLeftOut = says("The annotation is left out; mend it in the file and open it again.");

bool isUsableSide(const NumberToken *side)
{
    return side && side->value >= 1 && side->value <= kMostPixels;
}

class CocoFileReader {
public:
    CocoFileReader(DatasetBuilder &builder, std::int32_t file, std::string_view json)
        : builder_(builder), file_(file), json_(json), lines_(json), wholeBody_(isWholeBody(json))
    {}

    /// False where the work was cancelled.
    bool run(const JobContext &context)
    {
        const JsonOutline outline = outlineJson(json_);
        for (const ByteSpan &span : outline.elements("images"))
            readImage(span);
        const auto &annotations = outline.elements("annotations");
        const std::size_t firstFace = builder_.dataset().faces.size();
        for (std::size_t i = 0; i < annotations.size(); ++i) {
            if (i % kElementsBetweenQuestions == 0) {
                if (context.cancelled())
                    return false;
                context.progress(static_cast<std::int64_t>(i), static_cast<std::int64_t>(annotations.size()));
            }
            readAnnotation(annotations[i]);
        }
        if (!outline.problem.empty())
            issueAt(Severity::Error, outline.problemOffset, says("The file %1.", outline.problem),
                    says("What stands before this place is loaded."));
        settleFlags(firstFace, declaresFlags(outline));
        settleCentres(firstFace);
        return true;
    }

private:
    void issueAt(Severity severity, std::size_t offset, Sentence what, Sentence fix = {}, int face = -1)
    {
        builder_.addIssue(severity, file_, lines_.lineAt(offset), std::move(what), std::move(fix), face);
    }

    void readImage(const ByteSpan &span)
    {
        const auto record = parseJsonRecord(span.in(json_), {"id", "file_name", "width", "height"});
        if (!record)
            return issueAt(Severity::Error, span.offset, says("The image entry %1.", record.error().message));
        const std::string id = record->id("id");
        const JsonField *name = record->find("file_name");
        if (id.empty() || !name || name->kind != JsonField::Kind::String)
            return issueAt(Severity::Error, span.offset, says("The image entry lacks \"id\" or \"file_name\"."));
        if (Sentence problem = imagePathProblem(name->text); !problem.empty())
            return issueAt(Severity::Error, span.offset, std::move(problem));
        if (imageOfId_.contains(id))
            return issueAt(Severity::Warning, span.offset, says("Two images have the id %1.", shownId(id)),
                           says("The first one is used."));
        const NumberToken *width = record->number("width");
        const NumberToken *height = record->number("height");
        Size size;
        if (isUsableSide(width) && isUsableSide(height))
            size = {static_cast<int>(width->value), static_cast<int>(height->value)};
        else if (width || height)
            issueAt(Severity::Warning, span.offset, says("The image has no usable width and height."),
                    says("They are read from the image file."));
        imageOfId_[id] = builder_.sample(name->text, size);
    }

    static std::string shownId(const std::string &id) { return id.starts_with('"') ? id + '"' : id; }

    void readAnnotation(const ByteSpan &span)
    {
        const auto annotation = parseCocoAnnotation(span.in(json_));
        if (!annotation)
            return issueAt(Severity::Error, span.offset, annotation.error().message, kLeftOut);
        if (annotation->hasFaceKeys == wholeBody_)
            largestFlag_ = std::max(largestFlag_, annotation->largestFlag());
        if (wholeBody_ && (!annotation->hasFaceKeys || !annotation->faceValid))
            return; // a person whose face is not annotated
        const auto image = imageOfId_.find(annotation->imageId);
        if (image == imageOfId_.end())
            return issueAt(Severity::Error, span.offset,
                           annotation->imageId.empty() ? says("The annotation names no image.")
                                                       : says("The annotation points to the unknown image id %1.",
                                                              shownId(annotation->imageId)),
                           kLeftOut);
        if (Sentence problem = keypointProblem(*annotation); !problem.empty())
            return issueAt(Severity::Error, span.offset, std::move(problem), kLeftOut);
        if (wholeBody_ && annotation->largestFlag() <= 0)
            return issueAt(Severity::Warning, span.offset,
                           says("The face is marked valid, but none of its points is set."),
                           says("The face is left out."));
        addFace(*annotation, image->second, span);
    }

    Sentence keypointProblem(const CocoAnnotation &annotation)
    {
        const int count = static_cast<int>(annotation.points());
        if (count == 0)
            return says("The annotation has no keypoints.");
        const LandmarkScheme *scheme = findSchemeByCount(count);
        if (!scheme)
            return says("The annotation has %1 keypoints; no known scheme has as many.", count);
        std::string &schemeId = builder_.dataset().schemeId;
        if (schemeId.empty())
            schemeId = scheme->id;
        if (schemeId != scheme->id)
            return says("The annotation has %1 keypoints where the first one has those of %2.", count, schemeId);
        for (std::size_t i = 0; i < annotation.keypoints.size(); ++i)
            if (std::abs(annotation.keypoints[i].value) > kMostPixels)
                return says("Point %1 lies where no image reaches.", i / 3);
        return {};
    }

    void addFace(const CocoAnnotation &annotation, std::int32_t sample, const ByteSpan &span)
    {
        Face face;
        face.truth = landmarksOf(annotation);
        face.records.push_back({file_, lines_.lineAt(span.offset), span.offset, span.length});
        face.extra[kCocoIdKey] = annotation.id;
        face.extra[kCocoImageIdKey] = annotation.imageId;
        if (annotation.area)
            face.derived.area = annotation.area->value;
        if (annotation.boxSize)
            face.derived.boxSize = annotation.boxSize->value;
        if (annotation.centre.size() == 2 && annotation.scale && annotation.scale->value > 0)
            face.derived.centreScale =
                CentreScale{{annotation.centre[0].value, annotation.centre[1].value}, annotation.scale->value};
        std::vector<Sentence> warnings;
        face.box = boxOf(annotation, sample, warnings);
        checkCounts(annotation, face.truth, warnings);
        for (const auto &[name, value] : annotation.attributes) {
            addAttributes(builder_.dataset(), {name});
            const auto at = static_cast<std::size_t>(attributeIndex(builder_.dataset(), name));
            face.attributes.resize(std::max(face.attributes.size(), at + 1), -1);
            face.attributes[at] = value;
        }
        const int row = builder_.addFace(sample, std::move(face));
        for (Sentence &warning : warnings)
            issueAt(Severity::Warning, span.offset, std::move(warning), {}, row);
    }

    LandmarkSet landmarksOf(const CocoAnnotation &annotation)
    {
        LandmarkSet set;
        set.points.reserve(annotation.points());
        set.visibility.reserve(annotation.points());
        for (std::size_t i = 0; i < annotation.points(); ++i) {
            const Point2 place{annotation.keypoints[3 * i].value, annotation.keypoints[3 * i + 1].value};
            const double flag = annotation.keypoints[3 * i + 2].value;
            const bool neverPlaced = flag <= 0 && place == Point2{};
            set.points.push_back(neverPlaced ? Point2{std::nan(""), std::nan("")} : place);
            set.visibility.push_back(cocoVisibility(flag, FlagRule::Coco));
        }
        return set;
    }

    std::optional<Rect> boxOf(const CocoAnnotation &annotation, std::int32_t sample,
                              std::vector<Sentence> &warnings) const
    {
        if (annotation.box.empty())
            return std::nullopt;
        Rect box{annotation.box[0].value, annotation.box[1].value, annotation.box[2].value, annotation.box[3].value};
        const Size size = builder_.dataset().samples[static_cast<std::size_t>(sample)].size;
        if (wholeBody_ && !box.empty())
            box = clippedFaceBox(box, size);
        const bool usable =
            std::max(std::abs(box.x), std::abs(box.y)) <= kMostPixels && std::max(box.width, box.height) <= kMostPixels;
        if (!box.empty() && usable)
            return box;
        warnings.push_back(says("The box has no usable extent and is left out."));
        return std::nullopt;
    }

    /// COCO-WholeBody's own loader (algorithms.md 1.7): corners are pixels of the image.
    static Rect clippedFaceBox(const Rect &box, Size image)
    {
        const double left = std::max(0.0, box.x), top = std::max(0.0, box.y);
        double right = left + std::max(0.0, box.width - 1), bottom = top + std::max(0.0, box.height - 1);
        if (!image.empty()) {
            right = std::min(right, image.width - 1.0);
            bottom = std::min(bottom, image.height - 1.0);
        }
        return Rect::fromCorners(left, top, right, bottom);
    }

    void checkCounts(const CocoAnnotation &annotation, const LandmarkSet &set, std::vector<Sentence> &warnings)
    {
        if (!annotation.id.empty() && !seenIds_.insert(annotation.id).second)
            warnings.push_back(says("Another annotation has the same id %1.", shownId(annotation.id)));
        bool odd = false;
        int flagged = 0;
        for (std::size_t i = 0; i < annotation.points(); ++i) {
            const double flag = annotation.keypoints[3 * i + 2].value;
            odd = odd || (flag != 0 && flag != 1 && flag != 2);
            flagged += flag > 0;
        }
        if (odd)
            warnings.push_back(says("A visibility flag is none of 0, 1 and 2; above 0 counts as visible."));
        if (annotation.keypointCount && annotation.keypointCount->value != flagged &&
            annotation.keypointCount->value != set.count())
            warnings.push_back(says("num_keypoints is %1, but %2 points are set.",
                                    text::shortest(annotation.keypointCount->value), flagged));
    }

    bool declaresFlags(const JsonOutline &outline) const
    {
        const auto info = outline.values.find("info");
        return info != outline.values.end() && declaresCocoFlags(info->second.in(json_));
    }

    /// In a file without a flag above 1, 1 means visible.
    void settleFlags(std::size_t firstFace, bool declared)
    {
        std::vector<Face> &faces = builder_.dataset().faces;
        const bool binary = !declared && largestFlag_ <= 1;
        for (std::size_t i = firstFace; i < faces.size(); ++i) {
            std::vector<Visibility> &flags = faces[i].truth.visibility;
            if (binary) {
                std::replace(flags.begin(), flags.end(), Visibility::Occluded, Visibility::Visible);
                faces[i].extra[kCocoFlagsKey] = "0/1";
            }
            const auto visible = std::count(flags.begin(), flags.end(), Visibility::Visible);
            if (static_cast<std::size_t>(visible) == flags.size())
                flags = {};
        }
        if (binary && largestFlag_ > 0)
            builder_.addIssue(Severity::Note, file_, 0,
                              says("The visibility flags are 0 and 1 only; 1 is taken as visible."));
    }

    /// Where some faces have centre and scale, a face without them is a fault; they follow from its points.
    void settleCentres(std::size_t firstFace)
    {
        std::vector<Face> &faces = builder_.dataset().faces;
        const auto begin = faces.begin() + static_cast<std::ptrdiff_t>(firstFace);
        const auto has = [](const Face &face) { return face.derived.centreScale.has_value(); };
        if (std::none_of(begin, faces.end(), has))
            return;
        for (auto face = begin; face != faces.end(); ++face)
            if (!has(*face) && face->truth.presentCount() > 0) {
                face->derived.centreScale = centreScaleOf(landmarkBox(face->truth));
                builder_.addIssue(Severity::Warning, file_, face->records.front().line,
                                  says("The annotation lacks center or scale."),
                                  says("They are computed from its points."), static_cast<int>(face - faces.begin()));
            }
    }

    DatasetBuilder &builder_;
    std::int32_t file_;
    std::string_view json_;
    LineCounter lines_;
    bool wholeBody_;
    double largestFlag_ = 0;
    std::unordered_map<std::string, std::int32_t> imageOfId_;
    std::unordered_set<std::string> seenIds_;
};

} // namespace

Result<Dataset> readCocoFiles(const ReadRequest &request, const JobContext &context)
{
    DatasetBuilder builder(request, "coco", {});
    for (const std::filesystem::path &path : request.files) {
        const auto bytes = readFile(path);
        if (!bytes && request.files.size() == 1)
            return bytes.error();
        if (!bytes) {
            builder.dataset().issues.push_back({Severity::Error, bytes.error().file, 0, bytes.error().message, {}, -1});
            continue;
        }
        const std::int32_t file = builder.addFile(path, bytes->size(), toUtf8(path.stem()));
        if (!CocoFileReader(builder, file, *bytes).run(context))
            return makeError(Errc::Cancelled, says("Opening was cancelled."), toUtf8(path));
    }
    return builder.finish({"images"});
}

} // namespace fiducial::formats
