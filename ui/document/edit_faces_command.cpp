#include "ui/document/edit_faces_command.h"

#include "ui/document/project_document.h"

namespace fiducial::ui {

EditFacesCommand::EditFacesCommand(ProjectDocument &document, const QString &text, store::Revision revision,
                                   bool applied)
    : QUndoCommand(text), document_(document), revision_(std::move(revision)), applied_(applied), logged_(applied)
{}

int EditFacesCommand::firstRow() const
{
    return revision_.changes.empty() ? -1 : document_.rowOf(revision_.changes.front().face);
}

void EditFacesCommand::undo()
{
    if (document_.isRestoring())
        return;
    document_.apply(revision_, store::RevisionKind::Undo);
}

void EditFacesCommand::redo()
{
    if (std::exchange(applied_, false) || document_.isRestoring())
        return;
    document_.apply(revision_, std::exchange(logged_, true) ? store::RevisionKind::Redo : store::RevisionKind::Edit);
}

} // namespace fiducial::ui
