#include "core/dataset/edited_dataset.h"
#include "ui/document/edits.h"
#include "ui/document/project_document.h"
#include "ui/document/wording.h"

#include <QDateTime>

#include <algorithm>
#include <span>

namespace fiducial::ui {

namespace {
/// Attributes that were renamed since have their new names.
FaceState withNamesOf(FaceState state, std::span<const store::Revision> later)
{
    for (const store::Revision &revision : later) {
        if (revision.label != kRenameAttribute)
            continue;
        const store::FaceChange &change = revision.changes.front();
        AttributeRename rename = attributeRename(change.before.fields, change.after.fields);
        if (auto entry = state.fields.attributes.extract(rename.from)) {
            entry.key() = std::move(rename.to);
            state.fields.attributes.insert(std::move(entry));
        }
    }
    return state;
}

/// The face as the revision of this number left it, untouched where it came later.
Result<FaceState> stateAfter(store::ProjectStore &store, const Uuid &face, std::int64_t sequence)
{
    auto revisions = store.revisionsOfFace(face);
    if (!revisions)
        return revisions.error();
    const auto later =
        std::ranges::find_if(*revisions, [&](const store::Revision &r) { return r.sequence > sequence; });
    if (later == revisions->begin())
        return revisions->empty() ? FaceState{} : withNamesOf(later->changes.front().before, {later, revisions->end()});
    return withNamesOf(std::prev(later)->changes.front().after, {later, revisions->end()});
}
} // namespace

/// Faces that are deleted, or were added and are gone again, too.
std::vector<int> ProjectDocument::rowsOfPicture(int row) const
{
    const int sample = face(row).sample;
    std::vector<int> rows(dataset_->sampleOf(row).faces.begin(), dataset_->sampleOf(row).faces.end());
    for (auto it = removed_.lower_bound({sample, 0}); it != removed_.end() && it->first == sample; ++it)
        rows.push_back(it->second);
    return rows;
}

void ProjectDocument::noteRemoved(int row)
{
    const std::pair<int, int> entry{face(row).sample, row};
    if (exists(row))
        removed_.erase(entry);
    else
        removed_.insert(entry);
}

std::vector<FaceEdit> ProjectDocument::pictureEdits(int row, std::int64_t sequence) const
{
    std::vector<FaceEdit> edits;
    for (const int other : rowsOfPicture(row)) {
        const FaceState &now = state(other);
        const auto then = sequence == 0 ? FaceState{} : stateAfter(*store_, faceId(other), sequence);
        if (!then) {
            Q_EMIT saveQueue_.failed(errorText(then.error()));
            return {};
        }
        FaceEdit edit{other, now};
        edit.after.fields = then->fields;
        const bool gone =
            face(other).added ? then->fields.presence != Presence::Added : then->fields.presence == Presence::Deleted;
        if (!gone)
            edit.after.mine = then->mine; // nobody sees what a face that is gone holds
        if (!(edit.after == now))
            edits.push_back(std::move(edit));
    }
    return edits;
}

bool ProjectDocument::isPictureChanged(int row) const
{
    return std::ranges::any_of(rowsOfPicture(row), [this](int other) {
        return exists(other) ? fiducial::isEdited(face(other), isEdited(other)) : !face(other).added;
    });
}

bool ProjectDocument::canRevertPicture(int row, std::int64_t sequence) const
{
    return !pictureEdits(row, sequence).empty();
}

void ProjectDocument::revertPicture(int row, std::int64_t sequence)
{
    pushEdit("revert-picture", textOf("revert-picture"), pictureEdits(row, sequence));
}

int ProjectDocument::usePredictionOfPicture(int row, int runNumber)
{
    const auto now = static_cast<std::uint32_t>(QDateTime::currentSecsSinceEpoch());
    std::vector<FaceEdit> edits;
    for (const int other : dataset_->sampleOf(row).faces)
        if (const GrabbedSet grabbed = runGrab(other, runNumber); !grabbed.set.empty())
            edits.push_back({other, withPrediction(state(other), grabbed, {}, now)});
    pushEdit("use-prediction", textOf("use-prediction"), edits);
    return static_cast<int>(edits.size());
}

} // namespace fiducial::ui
