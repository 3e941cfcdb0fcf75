#pragma once

#include "core/store/project_store.h"

#include <QUndoCommand>

#include <vector>

namespace fiducial::ui {

class ProjectDocument;

/// A finished gesture on one or more faces. Undo and redo put whole face states back and are logged like edits. The
/// first redo of a command that comes from the log changes nothing: its states are already in place.
class EditFacesCommand : public QUndoCommand {
public:
    EditFacesCommand(ProjectDocument &document, const QString &text, store::Revision revision, bool applied);

    void undo() override;
    void redo() override;
    /// Row of the first face it touches, -1 where none is in the data set: undo shows where it happens.
    int firstRow() const;

private:
    ProjectDocument &document_;
    store::Revision revision_;
    bool applied_;
    bool logged_;
};

} // namespace fiducial::ui
