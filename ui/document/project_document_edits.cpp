#include "ui/document/edit_faces_command.h"
#include "ui/document/project_document.h"

#include <QDateTime>

#include <algorithm>

namespace fiducial::ui {

namespace {
std::uint32_t nowSeconds()
{
    return static_cast<std::uint32_t>(QDateTime::currentSecsSinceEpoch());
}

std::vector<int> changedPoints(const store::Revision &revision, const Uuid &face)
{
    std::vector<int> points;
    for (const store::FaceChange &change : revision.changes)
        for (std::size_t i = 0; change.face == face && i < change.pointMask.size(); ++i)
            if (change.pointMask[i])
                points.push_back(static_cast<int>(i));
    return points;
}
} // namespace

/// A face without mine shows the ground truth: beginning with it moves only the points that were moved.
EditedSet ProjectDocument::shownOf(const EditedSet &mine, int row) const
{
    return mine.empty() ? EditedSet{face(row).truth, {}} : mine;
}

void ProjectDocument::pushEdit(const std::string &label, const QString &text, const std::vector<FaceEdit> &edits)
{
    if (facesPending_) // the store does not know them yet
        return;
    store::Revision revision;
    revision.gesture = Uuid::random();
    revision.label = label;
    for (auto edit = edits.begin(); edit != edits.end(); ++edit) {
        const bool again = std::any_of(edit + 1, edits.end(), [&](const FaceEdit &e) { return e.row == edit->row; });
        const FaceState &before = state(edit->row);
        if (again || before == edit->after) // the store takes a face once a revision; the last state counts
            continue;
        if (!exists(edit->row) && before.fields.presence == edit->after.fields.presence)
            continue;
        store::FaceChange change{faceId(edit->row), 0, {}, before, edit->after, {}};
        if (before.review != change.after.review || before.note.reason != change.after.note.reason)
            change.after.note =
                noteNow(change.after.review == ReviewState::Excluded ? change.after.note.reason : std::string());
        change.pointMask = differingPoints(shownOf(before.mine, edit->row), shownOf(change.after.mine, edit->row));
        revision.changes.push_back(std::move(change));
    }
    if (!revision.changes.empty())
        undoStack_.push(new EditFacesCommand(*this, text, std::move(revision)));
}

ReviewNote ProjectDocument::noteNow(const std::string &reason) const
{
    return {author_, QDateTime::currentMSecsSinceEpoch(), reason};
}

Result<void> ProjectDocument::apply(const store::Revision &revision, store::RevisionKind kind)
{
    if (costSource_)
        costSource_();
    store::Revision logged = revision;
    logged.kind = kind;
    logged.author = author_;
    logged.session = session_;
    logged.time = QDateTime::currentMSecsSinceEpoch();
    for (store::FaceChange &change : logged.changes) {
        if (kind == store::RevisionKind::Undo)
            std::swap(change.before, change.after);
        const auto now = states_.find(change.face);
        if (change.before != (now == states_.end() ? FaceState{} : now->second.unpacked(truthOf(change.face))))
            return makeError(Errc::Internal, says("The face has changed since; this step is left out."));
    }
    countReviews(logged, -1);
    const std::vector<std::string> names = dataset_->attributeNames;
    changeDataset(logged);
    FacesChanged event{{}, false, false, false};
    FacesListed listed;
    for (store::FaceChange &change : logged.changes) {
        event.points = event.points || !(change.before.mine == change.after.mine);
        event.review = event.review || change.before.review != change.after.review ||
                       change.before.note != change.after.note || change.before.comments != change.after.comments;
        event.fields = event.fields || change.before.fields != change.after.fields;
        setState(change.face, change.after);
        change.cost = takeCost(change.face);
        const int row = rowOf(change.face);
        if (row >= 0)
            event.rows.push_back(row);
        if (row >= 0 && change.before.fields.presence != change.after.fields.presence)
            listed.rows.push_back(row);
    }
    countReviews(logged, 1);
    const std::vector<int> points = changedPoints(logged, event.rows.empty() ? Uuid{} : faceId(event.rows.front()));
    saveQueue_.append(std::move(logged));
    if (event.points || event.fields)
        measureRows(event.rows);
    if (dataset_->attributeNames != names)
        attributesChanged();
    if (!listed.rows.empty())
        Q_EMIT changed(listed);
    Q_EMIT changed(event);
    if (kind != store::RevisionKind::Edit && !event.rows.empty())
        Q_EMIT revealRequested(event.rows.front(), points);
    return {};
}

GrabbedSet ProjectDocument::groundTruthGrab(int row) const
{
    return {face(row).truth, PointSource::GroundTruth, -1};
}

GrabbedSet ProjectDocument::runGrab(int row, int runNumber) const
{
    return {runSet(row, runNumber), PointSource::Model, runNumber};
}

void ProjectDocument::moveLandmarks(int row, const GrabbedSet &grabbed, const LandmarkSet &result,
                                    const std::vector<int> &moved)
{
    pushEdit("move-points", tr("Move %n point(s)", nullptr, static_cast<int>(moved.size())),
             {{row, withMovedPoints(state(row), grabbed, result, moved, nowSeconds())}});
}

void ProjectDocument::setVisibility(int row, const GrabbedSet &grabbed, const LandmarkSet &result,
                                    const std::vector<int> &changedPoints)
{
    pushEdit("set-visibility", textOf("set-visibility"),
             {{row, withMovedPoints(state(row), grabbed, result, changedPoints, nowSeconds())}});
}

void ProjectDocument::usePrediction(int row, int runNumber, const std::vector<int> &points)
{
    const GrabbedSet grabbed = runGrab(row, runNumber);
    if (!grabbed.set.empty())
        pushEdit("use-prediction", textOf("use-prediction"),
                 {{row, withPrediction(state(row), grabbed, points, nowSeconds())}});
}

void ProjectDocument::revertToOriginal(int row)
{
    FaceState after = state(row);
    after.mine = {};
    pushEdit("revert-face", textOf("revert-face"), {{row, after}});
}

} // namespace fiducial::ui
