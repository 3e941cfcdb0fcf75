#include "core/base/file_io.h"
#include "core/dataset/edited_dataset.h"
#include "core/formats/annotation_format.h"
#include "core/formats/dataset_builder.h"
#include "core/formats/export_files.h"
#include "core/formats/export_view.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

namespace fiducial::formats {

namespace fs = std::filesystem;

namespace {
/// One list that holds requested faces, and where its copy goes.
struct ListCopy {
    int file = -1;
    const AnnotationFormat *format = nullptr;
    fs::path target;
    std::vector<int> faces;
    std::vector<int> added;                  ///< faces without a record that become new rows of it
    std::vector<SourceRecord> dropped;       ///< of deleted faces, in the order of the file
    std::map<Sentence, std::size_t> refused; ///< why faces cannot be added, and how many
    int editedFaces = 0;

    bool empty() const { return faces.empty() && added.empty() && dropped.empty(); }
};

bool isEditedRow(const WriteRequest &request, int row)
{
    const LandmarkSet *set = request.edited ? request.edited(row) : nullptr;
    return isEdited(request.dataset->faces[static_cast<std::size_t>(row)], set && !set->empty());
}

struct ListCopies {
    std::vector<ListCopy> written;
    std::vector<Sentence> emptied; ///< sentences about lists that would hold no face
    std::vector<Sentence> refused; ///< sentences about added faces that their lists cannot hold
    std::ptrdiff_t refusedFaces = 0;
};

Result<void> checkPatchRequest(const WriteRequest &request)
{
    if (!request.dataset)
        return makeError(Errc::Internal, says("An export needs a data set."));
    const Dataset &dataset = *request.dataset;
    if (!request.schemeId.empty() && request.schemeId != dataset.schemeId)
        return makeError(Errc::InvalidArgument,
                         says("Copies of the source files keep its scheme %1; write a new file for %2.",
                              dataset.schemeId, request.schemeId));
    const LandmarkScheme *scheme = dataset.scheme();
    for (const int face : request.faces) {
        if (face < 0 || face >= static_cast<int>(dataset.faces.size()))
            return makeError(Errc::Internal, says("There is no face %1.", face));
        const LandmarkSet *set = request.edited ? request.edited(face) : nullptr;
        if (set && !set->empty() && (!scheme || set->count() != scheme->count))
            return makeError(Errc::Internal, says("An edited set has %1 points.", set->count()));
    }
    return {};
}

/// Below the root a copy keeps its relative path; a file from elsewhere stands at the top.
fs::path copyTarget(const WriteRequest &request, const SourceFile &source, std::set<fs::path> &used)
{
    const fs::path path = fromUtf8(source.path);
    const fs::path name = path.is_absolute() ? path.filename() : path;
    fs::path target = request.target / name;
    for (int number = 2; !used.insert(target).second; ++number) {
        fs::path numbered = name.stem();
        numbered += "_" + std::to_string(number);
        numbered += name.extension();
        target = request.target / name.parent_path() / numbered;
    }
    return target;
}

const AnnotationFormat *formatOf(const FormatRegistry &registry, const Dataset &dataset, int file)
{
    return registry.find(dataset.files[static_cast<std::size_t>(file)].formatId);
}

void collectDropped(const FormatRegistry &registry, const Dataset &dataset, std::vector<ListCopy> &byFile)
{
    for (const Face &face : dataset.faces)
        for (const SourceRecord &record : face.removed ? face.records : std::vector<SourceRecord>())
            if (const auto *format = formatOf(registry, dataset, record.file); format && !format->info().oneFilePerFace)
                byFile[static_cast<std::size_t>(record.file)].dropped.push_back(record);
    for (ListCopy &copy : byFile)
        std::ranges::sort(copy.dropped, {}, &SourceRecord::offset);
}

void collectAdded(const FormatRegistry &registry, const WriteRequest &request, std::vector<ListCopy> &byFile)
{
    std::map<int, Result<void>> lists; // asked once each
    for (const int row : request.faces) {
        const Face &face = request.dataset->faces[static_cast<std::size_t>(row)];
        const int file = face.added ? request.dataset->sampleOf(row).file : -1;
        const auto *format = file < 0 ? nullptr : formatOf(registry, *request.dataset, file);
        if (!format)
            continue; // told as one that stands in no file
        ListCopy &copy = byFile[static_cast<std::size_t>(file)];
        const auto [list, isNew] = lists.try_emplace(file);
        if (isNew)
            list->second = format->takesRows(*request.dataset, file);
        if (auto possible = list->second ? format->canAdd(request, file, row) : list->second; !possible) {
            ++copy.refused[possible.error().message];
            continue;
        }
        copy.added.push_back(row);
        ++copy.editedFaces;
    }
}

Result<std::string> copyText(const WriteRequest &request, const ListCopy &copy)
{
    if (copy.dropped.empty() && copy.added.empty())
        return patchedSource(*copy.format, request, copy.file, copy.faces);
    auto source = readSource(*request.dataset, copy.file);
    if (!source)
        return source;
    auto changes = copy.format->changeRows(*source, {&request, copy.file, copy.dropped, copy.added});
    const auto patches = patchesOf(request, copy.file, copy.faces);
    auto moved = changes ? copy.format->replacements(*source, patches, request.recomputeDerived) : changes;
    if (!moved) {
        Error error = moved.error();
        if (error.file.empty())
            error.file = toUtf8(sourcePath(*request.dataset, copy.file));
        return error;
    }
    std::ranges::move(*moved, std::back_inserter(*changes));
    return applyReplacements(*source, std::move(*changes));
}

std::vector<Sentence> rowChanges(const ListCopies &copies)
{
    std::vector<Sentence> out;
    for (const ListCopy &copy : copies.written) {
        const std::string list = toUtf8(copy.target.filename());
        const bool rows = copy.format->info().lineAFace;
        if (const std::size_t count = copy.dropped.size(); count > 0)
            out.push_back(rows ? saysCount(count, "%1 deleted face loses its row in %2.",
                                           "%1 deleted faces lose their rows in %2.", list)
                               : saysCount(count, "%1 deleted face loses its entry in %2.",
                                           "%1 deleted faces lose their entries in %2.", list));
        if (const std::size_t count = copy.added.size(); count > 0)
            out.push_back(rows ? saysCount(count, "%1 added face becomes a new row at the end of %2.",
                                           "%1 added faces become new rows at the end of %2.", list)
                               : saysCount(count, "%1 added face becomes a new entry of %2.",
                                           "%1 added faces become new entries of %2.", list));
    }
    out.insert(out.end(), copies.emptied.begin(), copies.emptied.end());
    return out;
}

/// What changes in each list, by file.
std::vector<ListCopy> changesByFile(const FormatRegistry &registry, const WriteRequest &request)
{
    const Dataset &dataset = *request.dataset;
    std::vector<ListCopy> byFile(dataset.files.size());
    for (const int row : request.faces) {
        const int edited = isEditedRow(request, row) ? 1 : 0;
        for (const SourceRecord &record : dataset.faces[static_cast<std::size_t>(row)].records) {
            ListCopy &copy = byFile[static_cast<std::size_t>(record.file)];
            copy.faces.push_back(row);
            copy.editedFaces += edited;
        }
    }
    collectDropped(registry, dataset, byFile);
    collectAdded(registry, request, byFile);
    return byFile;
}

/// Whether a face of the file is left that no export takes out, asked for or not.
std::vector<bool> filesWithFaces(const Dataset &dataset)
{
    std::vector<bool> out(dataset.files.size(), false);
    for (const Face &face : dataset.faces)
        for (const SourceRecord &record : face.records)
            if (!face.removed)
                out[static_cast<std::size_t>(record.file)] = true;
    return out;
}

Sentence emptiedSentence(const ListCopy &copy, const std::string &list)
{
    Sentence deleted = copy.dropped.size() == 1 ? says("The only face of %1 is deleted", list)
                                                : says("All %1 faces of %2 are deleted", copy.dropped.size(), list);
    return says("%1: it is not written, for a list without faces could not be opened again. Remove it by hand if it is "
                "not needed any more.",
                std::move(deleted));
}

Result<ListCopies> collectCopies(const FormatRegistry &registry, const WriteRequest &request)
{
    if (auto checked = checkPatchRequest(request); !checked)
        return checked.error();
    const Dataset &dataset = *request.dataset;
    std::vector<ListCopy> byFile = changesByFile(registry, request);
    const std::vector<bool> holdsFaces = filesWithFaces(dataset);
    std::set<fs::path> used;
    ListCopies copies;
    for (std::size_t i = 0; i < byFile.size(); ++i) {
        ListCopy &copy = byFile[i];
        const SourceFile &source = dataset.files[i];
        const std::string list = toUtf8(fromUtf8(source.path).filename());
        for (const auto &[why, count] : copy.refused) {
            copies.refusedFaces += static_cast<std::ptrdiff_t>(count);
            copies.refused.push_back(saysCount(count, "%1 added face is left out of %2: %3",
                                               "%1 added faces are left out of %2: %3", list, why));
        }
        if (copy.empty())
            continue;
        if (!holdsFaces[i] && copy.added.empty()) {
            copies.emptied.push_back(emptiedSentence(copy, list));
            continue;
        }
        copy.file = static_cast<int>(i);
        copy.format = registry.find(source.formatId);
        if (!copy.format)
            return makeError(Errc::Internal, says("There is no format \"%1\".", source.formatId), source.path);
        if (!copy.format->info().patchable && copy.editedFaces > 0)
            return makeError(Errc::Unsupported,
                             says("%1 cannot be edited in place; write a new file instead.", copy.format->info().name),
                             source.path);
        copy.target = copyTarget(request, source, used);
        copies.written.push_back(std::move(copy));
    }
    const bool anyLeft = !copies.written.empty() || std::ranges::find(holdsFaces, true) != holdsFaces.end();
    if (!copies.emptied.empty() && !anyLeft)
        return makeError(Errc::InvalidArgument,
                         says("Every face is deleted, and a list without faces could not be opened again; the files "
                              "are left as they are. Remove them by hand if they are not needed any more."));
    if (copies.written.empty())
        return makeError(Errc::InvalidArgument,
                         says("None of the faces stands in an annotation file; write a new file instead."));
    return copies;
}

std::vector<Sentence> derivedFieldsOf(const Dataset &dataset, const std::vector<ListCopy> &copies)
{
    const auto any = [&](auto has) {
        return std::any_of(copies.begin(), copies.end(), [&](const ListCopy &copy) {
            return std::any_of(copy.faces.begin(), copy.faces.end(),
                               [&](int row) { return has(dataset.faces[static_cast<std::size_t>(row)]); });
        });
    };
    std::vector<Sentence> out;
    if (any([](const Face &f) { return f.box.has_value(); }))
        out.push_back(says("box"));
    if (any([](const Face &f) { return f.derived.centreScale.has_value(); }))
        out.push_back(says("centre and scale"));
    if (any([](const Face &f) { return f.derived.boxSize.has_value(); }))
        out.push_back(says("box size"));
    if (any([](const Face &f) { return f.derived.area.has_value(); }))
        out.push_back(says("area"));
    if (any([](const Face &f) { return f.derived.euler.has_value(); }))
        out.push_back(says("head pose"));
    if (any([](const Face &f) { return !f.derived.fivePoints.empty(); }))
        out.push_back(says("five points"));
    return out;
}

std::vector<Sentence> ownAttributesOf(const Dataset &dataset, const std::vector<ListCopy> &copies)
{
    FormatInfo info = copies.front().format->info();
    info.attributes = true; // those that were read stay where they are
    std::set<int> faces;
    for (const ListCopy &copy : copies) {
        faces.insert(copy.faces.begin(), copy.faces.end());
        faces.insert(copy.added.begin(), copy.added.end());
    }
    return attributeLosses(dataset, {faces.begin(), faces.end()}, info);
}

/// Deleted faces that have an annotation file to themselves, which no export removes.
std::size_t filesOfDeleted(const Dataset &dataset, const std::vector<ListCopy> &copies)
{
    if (!copies.front().format->info().oneFilePerFace)
        return 0;
    return static_cast<std::size_t>(
        std::ranges::count_if(dataset.faces, [](const Face &face) { return face.removed && !face.records.empty(); }));
}

std::vector<Sentence> lossesOf(const WriteRequest &request, const ListCopies &all)
{
    const std::vector<ListCopy> &copies = all.written;
    std::vector<Sentence> losses;
    std::set<const AnnotationFormat *> asked;
    for (const ListCopy &first : copies) {
        if (!asked.insert(first.format).second)
            continue;
        std::vector<AnnotationFormat::Patch> patches;
        std::set<const Face *> known; // a face may stand in several lists
        for (const ListCopy &copy : copies)
            if (copy.format == first.format)
                for (const AnnotationFormat::Patch &patch : patchesOf(request, copy.file, copy.faces))
                    if (known.insert(patch.face).second)
                        patches.push_back(patch);
        for (Sentence &loss : first.format->patchLosses(patches))
            losses.push_back(std::move(loss));
    }
    const Dataset &dataset = *request.dataset;
    std::ptrdiff_t unlisted = std::count_if(request.faces.begin(), request.faces.end(), [&](int row) {
        return dataset.faces[static_cast<std::size_t>(row)].records.empty();
    });
    for (const ListCopy &copy : copies)
        unlisted -= std::ssize(copy.added);
    unlisted -= all.refusedFaces;
    losses.insert(losses.end(), all.refused.begin(), all.refused.end());
    if (unlisted > 0)
        losses.push_back(saysCount(
            unlisted, "%1 face stands in no annotation file and will be left out; write a new file to have them.",
            "%1 faces stand in no annotation file and will be left out; write a new file to have them."));
    if (const std::size_t kept = request.overwriteSource ? filesOfDeleted(dataset, copies) : 0; kept > 0)
        losses.push_back(saysCount(kept, "%1 deleted face keeps its file; remove what is not wanted by hand.",
                                   "%1 deleted faces keep their files; remove what is not wanted by hand."));
    if (!copies.empty())
        for (Sentence &loss : ownAttributesOf(dataset, copies))
            losses.push_back(std::move(loss));
    return losses;
}
} // namespace

Result<WritePlan> planPatchedCopies(const FormatRegistry &registry, const WriteRequest &request)
{
    const auto copies = collectCopies(registry, request);
    if (!copies)
        return copies.error();
    const OutputFiles output(request);
    WritePlan plan;
    for (const ListCopy &copy : copies->written)
        plan.files.push_back(
            output.planned(copy.target, static_cast<int>(copy.faces.size() + copy.added.size()), copy.editedFaces));
    plan.rows = rowChanges(*copies);
    plan.losses = lossesOf(request, *copies);
    plan.derivedFields = derivedFieldsOf(*request.dataset, copies->written);
    return plan;
}

Result<WriteReport> writePatchedCopies(const FormatRegistry &registry, const WriteRequest &request,
                                       const JobContext &context)
{
    const auto copies = collectCopies(registry, request);
    if (!copies)
        return copies.error();
    const OutputFiles output(request);
    WriteReport report;
    report.losses = lossesOf(request, *copies);
    std::set<int> faces;
    for (const ListCopy &copy : copies->written) {
        if (context.cancelled())
            return makeError(Errc::Cancelled,
                             saysCount(report.files.size(), "The export was cancelled; %1 file is written.",
                                       "The export was cancelled; %1 files are written."));
        const auto text = copyText(request, copy);
        if (!text)
            return text.error();
        if (auto written = output.write(copy.target, *text); !written)
            return written.error();
        report.files.push_back(copy.target);
        faces.insert(copy.faces.begin(), copy.faces.end());
        faces.insert(copy.added.begin(), copy.added.end());
        context.progress(static_cast<std::int64_t>(report.files.size()),
                         static_cast<std::int64_t>(copies->written.size()));
    }
    report.faces = static_cast<int>(faces.size());
    report.editedFaces =
        static_cast<int>(std::ranges::count_if(faces, [&](int row) { return isEditedRow(request, row); }));
    return report;
}

} // namespace fiducial::formats
