#include "core/formats/export_view.h"

#include "core/dataset/edited_dataset.h"
#include "core/formats/number_patch.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace fiducial::formats {

namespace {
/// Points of edited sets that a format without visibility flattens.
struct VisibilityCounts {
    std::size_t occluded = 0;
    std::size_t absent = 0;

    void add(const LandmarkSet &set)
    {
        for (int i = 0; i < set.count(); ++i) {
            absent += set.isPresent(i) ? 0 : 1;
            occluded += set.isPresent(i) && set.visibilityAt(i) == Visibility::Occluded ? 1 : 0;
        }
    }

    void describe(const FormatInfo &info, std::vector<Sentence> &losses) const
    {
        if (info.visibility)
            return;
        if (occluded > 0)
            losses.push_back(saysCount(occluded, "The mark \"occluded\" of %1 point is lost: %2 has no visibility.",
                                       "The mark \"occluded\" of %1 points is lost: %2 has no visibility.", info.name));
        if (absent > 0 && !info.absence)
            losses.push_back(saysCount(
                absent, "%1 absent point is written at the last or the original place: %2 cannot leave a point out.",
                "%1 absent points are written at the last or the original place: %2 cannot leave a point out.",
                info.name));
    }
};

/// Points between whole pixels, but those that stand where `original` has them.
std::size_t fractionalPoints(const LandmarkSet &set, const LandmarkSet &original = {})
{
    const auto whole = [](double v) { return !std::isfinite(v) || v == std::round(v); };
    std::size_t count = 0;
    for (std::size_t i = 0; i < set.points.size(); ++i) {
        const Point2 p = set.points[i];
        const bool moved = i >= original.points.size() || p != original.points[i];
        count += moved && !(whole(p.x) && whole(p.y)) ? 1 : 0;
    }
    return count;
}

void describeRounding(std::size_t points, const FormatInfo &info, std::vector<Sentence> &losses)
{
    if (points > 0)
        losses.push_back(saysCount(points, "%1 point is rounded to whole pixels: %2 holds no fractions.",
                                   "%1 points are rounded to whole pixels: %2 holds no fractions.", info.name));
}
} // namespace

Result<ExportView> ExportView::create(const WriteRequest &request, const FormatInfo &info)
{
    if (!request.dataset)
        return makeError(Errc::Internal, says("An export needs a data set."));
    ExportView view(request, info);
    if (auto chosen = view.chooseScheme(); !chosen)
        return chosen.error();
    view.collectFaces();
    if (view.faces_.empty())
        return makeError(Errc::InvalidArgument, says("There is no face with landmarks to write."));
    view.collectLosses();
    return view;
}

Result<void> ExportView::chooseScheme()
{
    const std::string &from = request_->dataset->schemeId;
    const std::string &to = request_->schemeId.empty() ? from : request_->schemeId;
    scheme_ = findScheme(to);
    if (!scheme_)
        return makeError(Errc::InvalidArgument,
                         to.empty() ? says("The data set has no landmark scheme; name the one to write.")
                                    : says("There is no landmark scheme \"%1\".", to));
    const auto &held = info_->schemes;
    if (!held.empty() && std::find(held.begin(), held.end(), to) == held.end())
        return makeError(Errc::Unsupported, says("%1 cannot hold %2; choose another format or another scheme.",
                                                 info_->name, scheme_->title()));
    if (to == from)
        return {};
    map_ = findSchemeMap(from, to);
    if (!map_)
        return makeError(Errc::Unsupported, says("No map leads from the scheme %1 to %2.", from, to));
    if (!map_->complete() && !holdsAbsence())
        return makeError(Errc::Unsupported,
                         says("The scheme %1 does not give every landmark of %2, and %3 cannot leave a point out.",
                              from, to, info_->name));
    return {};
}

const LandmarkSet *ExportView::edited(int face) const
{
    const LandmarkSet *set = request_->edited ? request_->edited(face) : nullptr;
    return set && !set->empty() ? set : nullptr;
}

bool ExportView::isEdited(int face) const
{
    return fiducial::isEdited(request_->dataset->faces[static_cast<std::size_t>(face)], edited(face) != nullptr);
}

const LandmarkSet &ExportView::source(int face) const
{
    const LandmarkSet *set = edited(face);
    return set ? *set : request_->dataset->faces[static_cast<std::size_t>(face)].truth;
}

bool ExportView::writable(int face) const
{
    const auto count = static_cast<int>(request_->dataset->faces.size());
    if (face < 0 || face >= count)
        return false;
    const LandmarkSet &set = source(face);
    const LandmarkScheme *from = request_->dataset->scheme();
    if (set.empty() || !from || set.count() != from->count)
        return false;
    if (holdsAbsence())
        return true;
    const auto placed = placedPoints(set, request_->dataset->faces[static_cast<std::size_t>(face)].truth);
    return std::all_of(placed.begin(), placed.end(), [](Point2 p) { return isFinite(p); });
}

void ExportView::collectFaces()
{
    std::size_t empty = 0;
    std::size_t unplaced = 0;
    for (const int face : request_->faces) {
        if (writable(face)) {
            faces_.push_back(face);
            editedCount_ += isEdited(face) ? 1 : 0;
        } else {
            const bool valid = face >= 0 && face < static_cast<int>(request_->dataset->faces.size());
            ++(valid && !source(face).empty() ? unplaced : empty);
        }
    }
    if (empty > 0)
        losses_.push_back(saysCount(empty, "%1 face has no landmarks and will be left out.",
                                    "%1 faces have no landmarks and will be left out."));
    if (unplaced > 0)
        losses_.push_back(saysCount(
            unplaced, "%1 face has points that were never placed and will be left out: %2 needs every point.",
            "%1 faces have points that were never placed and will be left out: %2 needs every point.", info_->name));
}

void ExportView::collectLosses()
{
    const Dataset &dataset = *request_->dataset;
    if (map_) {
        const LandmarkScheme *from = dataset.scheme();
        losses_.push_back(says("The points are mapped from %1 to %2 (%3): %4 become %5 points a face.", from->id,
                               scheme_->id, map_->id, from->count, scheme_->count));
    }
    VisibilityCounts visibility;
    std::size_t fractional = 0;
    std::size_t boxes = 0;
    for (const int index : faces_) {
        const Face &face = dataset.faces[static_cast<std::size_t>(index)];
        visibility.add(source(index));
        fractional += info_->fractional ? 0 : fractionalPoints(source(index));
        boxes += face.box ? 1 : 0;
    }
    visibility.describe(*info_, losses_);
    describeRounding(fractional, *info_, losses_);
    if (boxes > 0 && !info_->boxes)
        losses_.push_back(saysCount(boxes, "The boxes of %1 face are lost: %2 has none.",
                                    "The boxes of %1 faces are lost: %2 has none.", info_->name));
    for (Sentence &sentence : attributeLosses(dataset, faces_, *info_))
        losses_.push_back(std::move(sentence));
}

LandmarkSet ExportView::points(int face) const
{
    LandmarkSet set = source(face);
    if (!holdsAbsence()) {
        set.points = placedPoints(set, request_->dataset->faces[static_cast<std::size_t>(face)].truth);
        set.visibility.clear();
    }
    if (!map_)
        return set;
    LandmarkSet mapped;
    mapped.points = map_->apply(set.points);
    mapped.visibility.reserve(mapped.points.size());
    for (const int from : map_->source)
        mapped.visibility.push_back(from < 0 ? Visibility::Absent : set.visibilityAt(from));
    return mapped;
}

std::vector<Sentence> attributeLosses(const Dataset &dataset, const std::vector<int> &faces, const FormatInfo &info)
{
    const std::vector<std::string> own = ownAttributeNames(dataset);
    std::size_t withAny = 0;
    std::size_t withOwn = 0;
    std::set<std::string> names;
    for (const int row : faces) {
        withAny += !wflwAttributesOf(dataset, dataset.faces[static_cast<std::size_t>(row)]).empty() ? 1 : 0;
        bool hasOwn = false;
        for (const std::string &name : own)
            if (attributeOf(dataset, row, attributeIndex(dataset, name)) >= 0) {
                hasOwn = true;
                names.insert(name);
            }
        withOwn += hasOwn ? 1 : 0;
    }
    std::vector<Sentence> losses;
    if (withAny > 0 && !info.attributes)
        losses.push_back(saysCount(withAny, "The attributes of %1 face are lost: %2 has none.",
                                   "The attributes of %1 faces are lost: %2 has none.", info.name));
    if (withOwn == 0 || info.namedAttributes)
        return losses;
    std::string list;
    for (const std::string &name : names)
        list += (list.empty() ? "" : ", ") + name;
    losses.push_back(
        saysCount(withOwn, "The attributes of your own (%2) of %1 face are lost: %3 has no place for them.",
                  "The attributes of your own (%2) of %1 faces are lost: %3 has no place for them.", list, info.name));
    return losses;
}

Result<std::string> AnnotationFormat::patch(std::string_view source, const std::vector<Patch> &patches,
                                            bool recomputeDerived) const
{
    auto changes = replacements(source, patches, recomputeDerived);
    if (!changes)
        return changes.error();
    return applyReplacements(source, std::move(*changes));
}

Result<void> AnnotationFormat::takesRows(const Dataset & /*dataset*/, int /*file*/) const
{
    if (info().oneFilePerFace)
        return makeError(Errc::Unsupported,
                         says("%1 files hold one face each; write new files to have them.", info().name));
    return {};
}

Result<void> AnnotationFormat::canAdd(const WriteRequest &request, int /*file*/, int face) const
{
    WriteRequest one = request;
    one.faces = {face};
    const auto view = ExportView::create(one, info());
    return view ? Result<void>() : view.error();
}

Result<std::vector<Replacement>> AnnotationFormat::changeRows(std::string_view /*source*/,
                                                              const RowChanges & /*changes*/) const
{
    return makeError(Errc::Internal, says("%1 files hold one face each.", info().name));
}

std::vector<Sentence> AnnotationFormat::patchLosses(const std::vector<Patch> &patches) const
{
    VisibilityCounts visibility;
    std::size_t fractional = 0;
    std::size_t boxes = 0;
    std::size_t attributes = 0;
    for (const Patch &patch : patches) {
        if (const auto &before = patch.face->asRead; before && !info().patchesFields) {
            boxes += before->box != patch.face->box ? 1 : 0;
            attributes += before->attributes != patch.face->attributes ? 1 : 0;
        }
        if (!patch.movesPoints())
            continue;
        visibility.add(*patch.points);
        fractional += info().fractional ? 0 : fractionalPoints(*patch.points, patch.face->truth);
    }
    std::vector<Sentence> losses;
    visibility.describe(info(), losses);
    describeRounding(fractional, info(), losses);
    if (boxes > 0)
        losses.push_back(saysCount(
            boxes,
            "The changed boxes of %1 face are lost: copies of %2 files keep those of the source; write a new file.",
            "The changed boxes of %1 faces are lost: copies of %2 files keep those of the source; write a new file.",
            info().name));
    if (attributes > 0)
        losses.push_back(saysCount(attributes,
                                   "The changed attributes of %1 face are lost: copies of %2 files keep those of the "
                                   "source; write a new file.",
                                   "The changed attributes of %1 faces are lost: copies of %2 files keep those of the "
                                   "source; write a new file.",
                                   info().name));
    return losses;
}

} // namespace fiducial::formats
