#include "ui/document/project_document.h"

#include "ui/document/edit_faces_command.h"
#include "ui/document/wording.h"

#include <algorithm>

namespace fiducial::ui {

ProjectDocument::ProjectDocument(QObject *parent)
    : QObject(parent),
      pages_([this](const Error &error) { Q_EMIT saveQueue_.failed(errorText(error)); }),
      session_(Uuid::random().toString())
{
    connect(&saveQueue_, &SaveQueue::saved, this, [this](const store::Revision &revision) {
        const auto command = unsaved_.find(revision.gesture);
        if (command != unsaved_.end() && revision.kind == store::RevisionKind::Edit)
            command->second->stored(revision.sequence);
    });
    runStorer_.setMaxThreadCount(1);
    connect(&measuring_, &QTimer::timeout, this, &ProjectDocument::measureMore);
}

ProjectDocument::~ProjectDocument()
{
    runStorer_.waitForDone();
    if (store_)
        saveQueue_.flush();
}

void ProjectDocument::open(pipeline::OpenedProject opened)
{
    close();
    ++generation_;
    dataset_ = std::move(opened.dataset);
    info_ = std::move(opened.info);
    bind_ = std::move(opened.bind);
    states_ = std::move(opened.states);
    facesPending_ = opened.facesPending;
    rowOfId_.reserve(bind_.faceIds.size());
    for (std::size_t i = 0; i < bind_.faceIds.size(); ++i)
        rowOfId_[bind_.faceIds[i]] = static_cast<int>(i);
    for (auto &stored : opened.runs)
        runs_.push_back(DocumentRun::ofStore(std::move(stored), rowOfId_, faceCount()));
    store_ = std::move(opened.store);
    restoreMeasuring();
    saveQueue_.setStore(store_.get());
    pages_.setStore(store_.get());
    reviewCounts_ = {faceCount()};
    for (const Face &face : dataset_->faces)
        reviewCounts_[0] -= face.removed ? 1 : 0;
    for (const auto &[face, state] : states_)
        if (const int row = rowOf(face); row >= 0 && exists(row)) {
            --reviewCounts_[0];
            ++reviewCounts_[static_cast<std::size_t>(state.review())];
        } else if (row >= 0) {
            noteRemoved(row);
        }
    if (auto costs = store_->editCosts())
        costs_ = std::move(costs).value();
    restoreHistory(opened.history);
    measureAll();
    Q_EMIT changed(DatasetReset{});
}

bool ProjectDocument::close()
{
    if (!isOpen())
        return true;
    runStorer_.waitForDone();
    if (!saveQueue_.flush())
        return false;
    measuring_.stop();
    saveQueue_.setStore(nullptr);
    undoStack_.clear();
    pages_.setStore(nullptr);
    store_.reset();
    dataset_.reset();
    info_ = {};
    bind_ = {};
    rowOfId_.clear();
    states_.clear();
    removed_.clear();
    reviewCounts_ = {};
    costs_.clear();
    newCosts_.clear();
    unpacked_.clear();
    runs_.clear();
    storing_.clear();
    activeRun_ = -1;
    facesPending_ = false;
    reference_ = {};
    measures_.clear();
    measured_.clear();
    Q_EMIT changed(DatasetReset{});
    return true;
}

std::filesystem::path ProjectDocument::projectFile() const
{
    return store_ ? store_->path() : std::filesystem::path();
}

int ProjectDocument::rowOf(const Uuid &face) const
{
    const auto it = rowOfId_.find(face);
    return it == rowOfId_.end() ? -1 : it->second;
}

const FaceState &ProjectDocument::state(int row) const
{
    static const FaceState untouched;
    const auto it = states_.find(faceId(row));
    if (it == states_.end())
        return untouched;
    if (const auto known = unpacked_.find(it->first))
        return **known;
    const auto state = std::make_shared<const FaceState>(it->second.unpacked(face(row).truth));
    unpacked_.insert(it->first, state, 1);
    return *state;
}

void ProjectDocument::setState(const Uuid &face, const FaceState &state)
{
    states_[face] = PackedState(state, truthOf(face));
    unpacked_.remove(face);
}

const LandmarkSet &ProjectDocument::truthOf(const Uuid &id) const
{
    static const LandmarkSet none;
    const int row = rowOf(id);
    return row >= 0 ? face(row).truth : none;
}

bool ProjectDocument::isEdited(int row) const
{
    const auto it = states_.find(faceId(row));
    return it != states_.end() && it->second.edited();
}

ReviewState ProjectDocument::review(int row) const
{
    const auto it = states_.find(faceId(row));
    return it == states_.end() ? ReviewState::New : it->second.review();
}

int ProjectDocument::editedFaceCount() const
{
    return static_cast<int>(std::count_if(states_.begin(), states_.end(), [this](const auto &entry) {
        const int row = entry.second.edited() ? rowOf(entry.first) : -1;
        return row >= 0 && exists(row);
    }));
}

void ProjectDocument::restoreHistory(const store::UndoHistory &history)
{
    restoring_ = true;
    undoStack_.blockSignals(true); // one notice for the whole history: the data set's
    for (const store::Revision &header : history.undoable)
        undoStack_.push(EditFacesCommand::ofLog(*this, textOf(header.label), header));
    for (auto it = history.redoable.rbegin(); it != history.redoable.rend(); ++it)
        undoStack_.push(EditFacesCommand::ofLog(*this, textOf(it->label), *it));
    undoStack_.setIndex(static_cast<int>(history.undoable.size()));
    undoStack_.blockSignals(false);
    restoring_ = false;
}

} // namespace fiducial::ui
