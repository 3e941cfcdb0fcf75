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

    void describe(const FormatInfo &info, std::vector<std::string> &losses) const
    {
        if (info.visibility)
            return;
        if (occluded > 0)
            losses.push_back("The mark \"occluded\" of " + counted(occluded, "point", "points") +
                             " is lost: " + info.name + " has no visibility.");
        if (absent > 0 && !info.absence)
            losses.push_back(counted(absent, "absent point is", "absent points are") +
                             " written at the last or the original place: " + info.name + " cannot leave a point out.");
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

void describeRounding(std::size_t points, const FormatInfo &info, std::vector<std::string> &losses)
{
    if (points > 0)
        losses.push_back(counted(points, "point is", "points are") + " rounded to whole pixels: " + info.name +
                         " holds no fractions.");
}
} // namespace

std::string counted(std::size_t count, std::string_view singular, std::string_view plural)
{
    return std::to_string(count) + " " + std::string(count == 1 ? singular : plural);
}

Result<ExportView> ExportView::create(const WriteRequest &request, const FormatInfo &info)
{
    if (!request.dataset)
        return makeError(Errc::Internal, "An export needs a data set.");
    ExportView view(request, info);
    if (auto chosen = view.chooseScheme(); !chosen)
        return chosen.error();
    view.collectFaces();
    if (view.faces_.empty())
        return makeError(Errc::InvalidArgument, "There is no face with landmarks to write.");
    view.collectLosses();
    return view;
}

Result<void> ExportView::chooseScheme()
{
    const std::string &from = request_->dataset->schemeId;
    const std::string &to = request_->schemeId.empty() ? from : request_->schemeId;
    scheme_ = findScheme(to);
    if (!scheme_)
        return makeError(Errc::InvalidArgument, to.empty()
                                                    ? "The data set has no landmark scheme; name the one to write."
                                                    : "There is no landmark scheme \"" + to + "\".");
    const auto &held = info_->schemes;
    if (!held.empty() && std::find(held.begin(), held.end(), to) == held.end())
        return makeError(Errc::Unsupported,
                         info_->name + " cannot hold " + scheme_->name + "; choose another format or another scheme.");
    if (to == from)
        return {};
    map_ = findSchemeMap(from, to);
    if (!map_)
        return makeError(Errc::Unsupported, "No map leads from the scheme " + from + " to " + to + ".");
    if (!map_->complete() && !holdsAbsence())
        return makeError(Errc::Unsupported, "The scheme " + from + " does not give every landmark of " + to + ", and " +
                                                info_->name + " cannot leave a point out.");
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
        losses_.push_back(counted(empty, "face has", "faces have") + " no landmarks and will be left out.");
    if (unplaced > 0)
        losses_.push_back(counted(unplaced, "face has", "faces have") +
                          " points that were never placed and will be left " + "out: " + info_->name +
                          " needs every point.");
}

void ExportView::collectLosses()
{
    const Dataset &dataset = *request_->dataset;
    if (map_) {
        const LandmarkScheme *from = dataset.scheme();
        losses_.push_back("The points are mapped from " + from->id + " to " + scheme_->id + " (" + map_->id +
                          "): " + std::to_string(from->count) + " become " + std::to_string(scheme_->count) +
                          " points a face.");
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
        losses_.push_back("The boxes of " + counted(boxes, "face are", "faces are") + " lost: " + info_->name +
                          " has none.");
    for (std::string &sentence : attributeLosses(dataset, faces_, *info_))
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

std::vector<std::string> attributeLosses(const Dataset &dataset, const std::vector<int> &faces, const FormatInfo &info)
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
    std::vector<std::string> losses;
    if (withAny > 0 && !info.attributes)
        losses.push_back("The attributes of " + counted(withAny, "face are", "faces are") + " lost: " + info.name +
                         " has none.");
    if (withOwn == 0 || info.namedAttributes)
        return losses;
    std::string list;
    for (const std::string &name : names)
        list += (list.empty() ? "" : ", ") + name;
    losses.push_back("The attributes of your own (" + list + ") of " + counted(withOwn, "face are", "faces are") +
                     " lost: " + info.name + " has no place for them.");
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
        return makeError(Errc::Unsupported, info().name + " files hold one face each; write new files to have them.");
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
    return makeError(Errc::Internal, info().name + " files hold one face each.");
}

std::vector<std::string> AnnotationFormat::patchLosses(const std::vector<Patch> &patches) const
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
    std::vector<std::string> losses;
    visibility.describe(info(), losses);
    describeRounding(fractional, info(), losses);
    const std::string kept = " lost: copies of " + info().name + " files keep those of the source; write a new file.";
    if (boxes > 0)
        losses.push_back("The changed boxes of " + counted(boxes, "face are", "faces are") + kept);
    if (attributes > 0)
        losses.push_back("The changed attributes of " + counted(attributes, "face are", "faces are") + kept);
    return losses;
}

} // namespace fiducial::formats
