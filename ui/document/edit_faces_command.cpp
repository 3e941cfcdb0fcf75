#include "ui/document/edit_faces_command.h"

#include "ui/document/project_document.h"
#include "ui/document/wording.h"

namespace fiducial::ui {

EditFacesCommand::EditFacesCommand(ProjectDocument &document, const QString &text, store::Revision revision)
    : QUndoCommand(text), document_(document), gesture_(revision.gesture), held_(std::move(revision))
{
    document_.unsaved_[gesture_] = this;
}

EditFacesCommand *EditFacesCommand::ofLog(ProjectDocument &document, const QString &text, const store::Revision &header)
{
    auto *command = new EditFacesCommand(document, text, header);
    command->logged_ = true;
    command->stored(header.sequence);
    return command;
}

EditFacesCommand::~EditFacesCommand()
{
    if (held_)
        document_.unsaved_.erase(gesture_);
}

void EditFacesCommand::stored(std::int64_t sequence)
{
    sequence_ = sequence;
    held_.reset();
    document_.unsaved_.erase(gesture_);
}

void EditFacesCommand::undo()
{
    if (!document_.isRestoring())
        apply(store::RevisionKind::Undo);
}

void EditFacesCommand::redo()
{
    if (!document_.isRestoring())
        apply(std::exchange(logged_, true) ? store::RevisionKind::Redo : store::RevisionKind::Edit);
}

void EditFacesCommand::apply(store::RevisionKind kind)
{
    const auto revision = held_ ? Result(*held_) : document_.store()->revision(sequence_);
    const auto applied = revision ? document_.apply(*revision, kind) : revision.error();
    if (applied)
        return;
    setObsolete(true); // leaves the stack; the face stays as it is
    Q_EMIT document_.saveQueue().failed(errorText(applied.error()));
}

} // namespace fiducial::ui
