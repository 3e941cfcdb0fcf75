#pragma once

#include "core/store/project_store.h"

#include <QUndoCommand>

#include <optional>

namespace fiducial::ui {

class ProjectDocument;

/// A finished gesture on one or more faces. Undo and redo put whole face states back and are logged like edits. The
/// states are held only until the log has them, and read from there when they are needed: the history has no end.
class EditFacesCommand : public QUndoCommand {
public:
    /// The first redo applies and logs it.
    EditFacesCommand(ProjectDocument &document, const QString &text, store::Revision revision);
    /// Of an earlier session: logged and in place. `header`: as in ProjectStore::revisionHeaders().
    static EditFacesCommand *ofLog(ProjectDocument &document, const QString &text, const store::Revision &header);
    ~EditFacesCommand() override;

    void undo() override;
    void redo() override;
    /// The log holds it under this number.
    void stored(std::int64_t sequence);

private:
    void apply(store::RevisionKind kind);

    ProjectDocument &document_;
    Uuid gesture_;
    std::int64_t sequence_ = 0;           ///< 0: not in the log yet
    std::optional<store::Revision> held_; ///< while it is not
    bool logged_ = false;
};

} // namespace fiducial::ui
