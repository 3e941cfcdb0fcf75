#include "core/store/project_store.h"

#include <algorithm>
#include <optional>

namespace fiducial::store {

namespace {

/// Takes the newest revision of `gesture` out of the stack.
std::optional<Revision> takeGesture(std::vector<Revision> &stack, const Uuid &gesture)
{
    const auto found =
        std::find_if(stack.rbegin(), stack.rend(), [&](const Revision &r) { return r.gesture == gesture; });
    if (found == stack.rend())
        return std::nullopt;
    Revision revision = std::move(*found);
    stack.erase(std::next(found).base());
    return revision;
}

/// The edit that `undo` takes back, where the log begins after it.
Revision editOf(Revision undo)
{
    undo.kind = RevisionKind::Edit;
    for (FaceChange &change : undo.changes)
        std::swap(change.before, change.after);
    return undo;
}

} // namespace

int pointsChanged(const FaceChange &change)
{
    return static_cast<int>(std::ranges::count(change.pointMask, true));
}

UndoHistory rebuildHistory(const std::vector<Revision> &log)
{
    UndoHistory history;
    for (const Revision &revision : log) {
        switch (revision.kind) {
        case RevisionKind::Edit:
            history.undoable.push_back(revision);
            history.redoable.clear();
            break;
        case RevisionKind::Undo:
            history.redoable.push_back(takeGesture(history.undoable, revision.gesture).value_or(editOf(revision)));
            break;
        case RevisionKind::Redo: {
            Revision edit = takeGesture(history.redoable, revision.gesture).value_or(revision);
            edit.kind = RevisionKind::Edit;
            history.undoable.push_back(std::move(edit));
            break;
        }
        }
    }
    return history;
}

} // namespace fiducial::store
