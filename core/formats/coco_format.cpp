#include "core/formats/coco_format.h"

#include "core/base/text.h"
#include "core/formats/coco_annotation.h"
#include "core/formats/coco_reader.h"
#include "core/formats/coco_rows.h"
#include "core/formats/coco_writer.h"
#include "core/formats/export_files.h"
#include "core/formats/export_view.h"
#include "core/formats/number_patch.h"
#include "core/formats/row_format.h"

#include <algorithm>
#include <array>

namespace fiducial::formats {

namespace {

constexpr int kPatchDecimals = 6;

/// Replaces the numbers of one annotation.
class AnnotationPatcher {
public:
    AnnotationPatcher(std::string_view element, std::uint64_t offset, const CocoAnnotation &annotation, FlagRule rule,
                      std::vector<Replacement> &out)
        : element_(element), offset_(offset), annotation_(annotation), rule_(rule), out_(out)
    {
        for (std::size_t i = 0; i < annotation.keypoints.size(); ++i)
            if (i % 3 != 2)
                decimals_ = std::max(decimals_, decimalsOf(annotation.keypoints[i].span.in(element)));
        decimals_ = std::min(decimals_, kPatchDecimals);
    }

    void points(const LandmarkSet &edited)
    {
        int flaggedBefore = 0, flaggedAfter = 0;
        for (int i = 0; i < edited.count(); ++i) {
            const auto k = static_cast<std::size_t>(i);
            const NumberToken *xyv = &annotation_.keypoints[3 * k];
            const Visibility before = cocoVisibility(xyv[2].value, rule_);
            const Visibility after = edited.isPresent(i) ? edited.visibilityAt(i) : Visibility::Absent;
            if (isFinite(edited.points[k])) {
                replace(xyv[0], edited.points[k].x, decimals_);
                replace(xyv[1], edited.points[k].y, decimals_);
            }
            if (cocoFlag(after, rule_) != cocoFlag(before, rule_))
                replace(xyv[2], cocoFlag(after, rule_), decimalsOf(xyv[2].span.in(element_)));
            flaggedBefore += before != Visibility::Absent;
            flaggedAfter += after != Visibility::Absent;
        }
        if (annotation_.keypointCount && annotation_.keypointCount->value == flaggedBefore)
            replace(*annotation_.keypointCount, flaggedAfter, 0);
    }

    void derived(const LandmarkSet &edited)
    {
        if (edited.presentCount() == 0)
            return;
        const Rect landmarks = landmarkBox(edited);
        const CentreScale crop = centreScaleOf(landmarks);
        const std::array<double, 4> box = {landmarks.x, landmarks.y, landmarks.width, landmarks.height};
        for (std::size_t i = 0; i < annotation_.box.size(); ++i)
            replaceStyled(annotation_.box[i], box[i]);
        if (annotation_.centre.size() == 2) {
            replaceStyled(annotation_.centre[0], crop.centre.x);
            replaceStyled(annotation_.centre[1], crop.centre.y);
        }
        if (annotation_.scale)
            replaceStyled(*annotation_.scale, crop.scale);
        if (annotation_.area)
            replaceStyled(*annotation_.area, landmarks.width * landmarks.height);
        if (annotation_.boxSize)
            replaceStyled(*annotation_.boxSize, crop.scale * kPixelsPerScale);
    }

private:
    void replace(const NumberToken &token, double value, int decimals)
    {
        replaceMoved(out_, token.value, value, offset_ + token.span.offset, token.span.in(element_), decimals,
                     kPatchDecimals);
    }
    void replaceStyled(const NumberToken &token, double value)
    {
        replace(token, value, std::min(decimalsOf(token.span.in(element_)), kPatchDecimals));
    }

    std::string_view element_;
    std::uint64_t offset_;
    const CocoAnnotation &annotation_;
    FlagRule rule_;
    std::vector<Replacement> &out_;
    int decimals_ = 0;
};

} // namespace

const FormatInfo &CocoFormat::info() const
{
    static const FormatInfo info = [] {
        FormatInfo i;
        i.id = "coco";
        i.name = says("COCO-style face JSON");
        i.extensions = {".json"};
        i.visibility = true;
        i.boxes = true;
        i.attributes = true;
        i.namedAttributes = true;
        i.manyFacesPerImage = true;
        return i;
    }();
    return info;
}

Confidence CocoFormat::sniff(const std::filesystem::path &file, std::string_view head) const
{
    const std::size_t first = head.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
    if (first == std::string_view::npos || head[first] != '{')
        return Confidence::No;
    const auto names = [head](std::string_view key) { return head.find(key) != std::string_view::npos; };
    if (names("\"shapes\"") || names("\"imageData\"")) // labelme
        return Confidence::No;
    if (names("\"face_kpts\"") || (names("\"annotations\"") && names("\"keypoints\"") && names("\"image_id\"")))
        return Confidence::Certain;
    const bool lists = names("\"images\"") || names("\"annotations\"") || names("\"categories\"");
    if (lists)
        return Confidence::Likely;
    const bool json = text::toLower(file.extension().native()) == ".json";
    return json && (names("\"info\"") || names("\"licenses\"")) ? Confidence::Possible : Confidence::No;
}

Result<Dataset> CocoFormat::read(const ReadRequest &request, const JobContext &context) const
{
    return readCocoFiles(request, context);
}

Result<WritePlan> CocoFormat::plan(const WriteRequest &request) const
{
    const auto view = ExportView::create(request, info());
    if (!view)
        return view.error();
    const OutputFiles files(request);
    WritePlan plan;
    plan.files.push_back(files.planned(request.target, static_cast<int>(view->faces().size()), view->editedCount()));
    plan.losses = losses(request, *view);
    plan.derivedFields = {says("box"), says("area"), says("centre and scale")};
    const auto hasBoxSize = [&](int face) {
        return hadBoxSize(request.dataset->faces[static_cast<std::size_t>(face)]);
    };
    if (std::any_of(view->faces().begin(), view->faces().end(), hasBoxSize))
        plan.derivedFields.push_back(says("box size"));
    return plan;
}

Result<WriteReport> CocoFormat::write(const WriteRequest &request, const JobContext &context) const
{
    const auto view = ExportView::create(request, info());
    if (!view)
        return view.error();
    WriteReport report{
        {request.target}, static_cast<int>(view->faces().size()), view->editedCount(), losses(request, *view)};
    const int source = wholeSourceFile(request, info());
    CocoWriter writer(request, *view);
    const auto bytes = source >= 0 ? patchedSource(*this, request, source, view->faces()) : writer.print(context);
    if (!bytes)
        return bytes.error();
    for (Sentence &loss : writer.losses())
        report.losses.push_back(std::move(loss));
    const OutputFiles files(request);
    if (auto written = files.write(request.target, *bytes); !written)
        return written.error();
    return report;
}

Result<std::vector<Replacement>> CocoFormat::replacements(std::string_view source, const std::vector<Patch> &patches,
                                                          bool recomputeDerived) const
{
    const FlagRule rule = flagRuleOf(source);
    std::vector<Replacement> out;
    for (const Patch &patch : patches) {
        if (patch.record.offset > source.size() || patch.record.length > source.size() - patch.record.offset)
            return sourceChanged({}, patch.record.line);
        const std::string_view element = source.substr(patch.record.offset, patch.record.length);
        const auto annotation = parseCocoAnnotation(element);
        if (!annotation || static_cast<int>(annotation->points()) != patch.points->count())
            return sourceChanged({}, patch.record.line);
        AnnotationPatcher patcher(element, patch.record.offset, *annotation, rule, out);
        patcher.points(*patch.points);
        if (recomputeDerived && patch.movesPoints())
            patcher.derived(*patch.points);
    }
    return out;
}

Result<void> CocoFormat::takesRows(const Dataset &dataset, int file) const
{
    const auto source = readSource(dataset, file);
    if (!source)
        return source.error();
    return takesCocoRows(*source);
}

Result<std::vector<Replacement>> CocoFormat::changeRows(std::string_view source, const RowChanges &changes) const
{
    return changedCocoRows(source, info(), changes);
}

std::vector<Sentence> CocoFormat::patchLosses(const std::vector<Patch> &patches) const
{
    std::vector<Sentence> losses = AnnotationFormat::patchLosses(patches);
    std::size_t occluded = 0;
    for (const Patch &patch : patches) {
        if (!patch.movesPoints() || !patch.face->extra.contains(kCocoFlagsKey))
            continue;
        for (int i = 0; i < patch.points->count(); ++i)
            occluded += patch.points->isPresent(i) && patch.points->visibilityAt(i) == Visibility::Occluded;
    }
    if (occluded > 0)
        losses.push_back(saysCount(
            occluded, "The mark \"occluded\" of %1 point is lost: the file has the visibility flags 0 and 1 only.",
            "The mark \"occluded\" of %1 points is lost: the file has the visibility flags 0 and 1 only."));
    return losses;
}

std::vector<Sentence> CocoFormat::losses(const WriteRequest &request, const ExportView &view) const
{
    const int source = wholeSourceFile(request, info());
    return source >= 0 ? patchLosses(patchesOf(request, source, view.faces())) : view.losses();
}

} // namespace fiducial::formats
