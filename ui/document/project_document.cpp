#include "ui/document/project_document.h"

#include "core/base/file_io.h"
#include "ui/document/edit_faces_command.h"

#include <QDateTime>
#include <QDeadlineTimer>

#include <algorithm>
#include <numeric>

namespace fiducial::ui {

using namespace Qt::StringLiterals;

namespace {
std::uint32_t nowSeconds()
{
    return static_cast<std::uint32_t>(QDateTime::currentSecsSinceEpoch());
}

LandmarkSet presentWhereFinite(std::vector<Point2> points)
{
    LandmarkSet set{std::move(points), {}};
    for (int i = 0; i < set.count(); ++i)
        if (!isFinite(set.points[static_cast<std::size_t>(i)]))
            set.setVisibility(i, Visibility::Absent);
    return set;
}
} // namespace

ProjectDocument::ProjectDocument(QObject *parent)
    : QObject(parent),
      pages_([this](const Error &error) { Q_EMIT saveQueue_.failed(QString::fromStdString(error.text())); }),
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
    activeRun_ = runs_.empty() ? -1 : runs_.back()->number;
    if (const LandmarkScheme *s = scheme()) {
        normaliser_ = metrics::defaultNormaliser(*s);
        threshold_ = metrics::defaultThreshold(*s, metrics::Convention::Exact);
    }
    store_ = std::move(opened.store);
    saveQueue_.setStore(store_.get());
    pages_.setStore(store_.get());
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
    return static_cast<int>(
        std::count_if(states_.begin(), states_.end(), [](const auto &entry) { return entry.second.edited(); }));
}

const DocumentRun *ProjectDocument::run(int number) const
{
    for (const auto &run : runs_)
        if (run->number == number)
            return run.get();
    return nullptr;
}

QString ProjectDocument::runName(int number) const
{
    const DocumentRun *r = run(number);
    return r ? QString::fromStdString(r->run.name) : QString();
}

void ProjectDocument::setActiveRun(int number)
{
    if (number == activeRun_ || (number >= 0 && !run(number)))
        return;
    activeRun_ = number;
    Q_EMIT changed(RunsChanged{});
    measureAll();
}

const Prediction *ProjectDocument::prediction(int row, int runNumber) const
{
    const DocumentRun *r = run(runNumber);
    const int at = rowInRun(row, r);
    if (at < 0)
        return nullptr;
    const Prediction *unsaved = r->unsaved(at);
    return unsaved ? unsaved : pages_.row(runNumber, at);
}

std::vector<Covariance2f> ProjectDocument::covariance(int row, int runNumber) const
{
    const DocumentRun *r = run(runNumber);
    const int at = rowInRun(row, r);
    if (at < 0)
        return {};
    const Prediction *unsaved = r->unsaved(at);
    return unsaved ? unsaved->covariance : pages_.covariance(runNumber, at);
}

bool ProjectDocument::isMissing(int row, int runNumber) const
{
    const DocumentRun *r = run(runNumber);
    const int at = rowInRun(row, r);
    return at >= 0 && r->missing[static_cast<std::size_t>(at)];
}

LandmarkSet ProjectDocument::runSet(int row, int runNumber) const
{
    const Prediction *p = prediction(row, runNumber);
    if (!p || p->missing || p->points.empty())
        return {};
    auto points = pointsInScheme(*p, run(runNumber)->run.schemeId, dataset_->schemeId);
    return points ? presentWhereFinite(std::move(points).value()) : LandmarkSet{};
}

int ProjectDocument::addRun(Run run, bool complete)
{
    auto added = std::make_shared<DocumentRun>();
    if (run.id.isNil())
        run.id = Uuid::random();
    const auto number = store_->runNumber(run.id);
    added->number = number ? *number : (runs_.empty() ? 0 : runs_.back()->number + 1);
    added->rowOfFace = matchRun(run, *dataset_);
    run.rows.reserve(static_cast<std::size_t>(faceCount())); // no pause while a large run grows
    for (const Prediction &row : run.rows)
        added->missing.push_back(row.missing);
    added->run = std::move(run);
    added->complete = complete;
    runs_.push_back(added);
    activeRun_ = added->number;
    Q_EMIT changed(RunsChanged{});
    measureAll();
    if (complete)
        finishRun(added->number);
    return added->number;
}

void ProjectDocument::appendPredictions(int runNumber, const std::vector<int> &rows,
                                        const std::vector<Prediction> &predictions)
{
    const auto it = findRun(runNumber);
    if (it == runs_.end())
        return;
    DocumentRun &target = changeableRun(it);
    for (std::size_t i = 0; i < rows.size() && i < predictions.size(); ++i) {
        int &at = target.rowOfFace[static_cast<std::size_t>(rows[i])];
        if (at < 0) {
            at = target.rowCount();
            target.run.rows.push_back(predictions[i]);
            target.missing.push_back(predictions[i].missing);
            continue;
        }
        target.missing[static_cast<std::size_t>(at)] = predictions[i].missing;
        if (at >= target.stored)
            target.run.rows[static_cast<std::size_t>(at - target.stored)] = predictions[i];
        else
            target.replaced[at] = predictions[i];
    }
    measureRows(rows);
    Q_EMIT changed(RunsChanged{rows});
}

std::vector<std::shared_ptr<DocumentRun>>::iterator ProjectDocument::findRun(int number)
{
    return std::find_if(runs_.begin(), runs_.end(), [number](const auto &r) { return r->number == number; });
}

DocumentRun &ProjectDocument::changeableRun(std::vector<std::shared_ptr<DocumentRun>>::iterator run)
{
    if (std::find(storing_.begin(), storing_.end(), run->get()) != storing_.end())
        *run = std::make_shared<DocumentRun>(**run);
    return **run;
}

void ProjectDocument::finishRun(int runNumber)
{
    const auto it = findRun(runNumber);
    if (it == runs_.end())
        return;
    changeableRun(it).complete = true;
    storeRun(*it);
    Q_EMIT changed(RunsChanged{});
}

void ProjectDocument::storeRun(std::shared_ptr<const DocumentRun> run)
{
    storing_.push_back(run.get());
    // close() waits for the storer, so the identifiers stay.
    runStorer_.start([this, run, store = store_.get(), dataset = dataset_, &faceIds = bind_.faceIds] {
        const auto saved = run->save(*store, faceIds);
        const QString problem = saved ? QString() : QString::fromStdString(saved.error().text());
        // The answer keeps the run, so that no other one can take its address before storing_ lets go of it.
        QMetaObject::invokeMethod(
            this,
            [this, run, dataset, problem] {
                if (dataset_ != dataset)
                    return;
                std::erase(storing_, run.get());
                if (problem.isEmpty())
                    runStored(run);
                else
                    Q_EMIT saveQueue_.failed(problem);
            },
            Qt::QueuedConnection);
    });
}

void ProjectDocument::runStored(const std::shared_ptr<const DocumentRun> &run)
{
    const auto it = findRun(run->number);
    const bool storingAgain = std::find(storing_.begin(), storing_.end(), run.get()) != storing_.end();
    if (it == runs_.end() || *it != run || storingAgain) // it has changed meanwhile and will be stored as it is now
        return;
    DocumentRun &stored = **it;
    stored.stored = stored.rowCount();
    // Many thousand rows take longer to free than a frame lasts.
    runStorer_.start([rows = std::exchange(stored.run.rows, {}), replaced = std::exchange(stored.replaced, {})] {});
    pages_.clear();
}

void ProjectDocument::setReference(Reference reference)
{
    if (reference == reference_)
        return;
    reference_ = reference;
    measureAll();
}

QString ProjectDocument::referenceName() const
{
    switch (reference_.kind) {
    case Reference::Kind::GroundTruth:
        return tr("ground truth");
    case Reference::Kind::Mine:
        return tr("mine");
    case Reference::Kind::Run:
        return runName(reference_.run);
    }
    return {};
}

LandmarkSet ProjectDocument::referenceSet(int row) const
{
    switch (reference_.kind) {
    case Reference::Kind::GroundTruth:
        return face(row).truth;
    case Reference::Kind::Mine:
        return state(row).mine.set;
    case Reference::Kind::Run:
        return runSet(row, reference_.run);
    }
    return {};
}

void ProjectDocument::setNormaliser(metrics::Normaliser normaliser)
{
    if (normaliser == normaliser_)
        return;
    normaliser_ = normaliser;
    Q_EMIT changed(MeasuresChanged{});
}

void ProjectDocument::setThreshold(double threshold)
{
    if (threshold == threshold_ || !(threshold >= 0.0001 && threshold <= 1))
        return;
    threshold_ = threshold;
    Q_EMIT changed(MeasuresChanged{});
}

bool ProjectDocument::isFailure(int row) const
{
    return nme(row) > threshold_ || (isMissing(row, activeRun_) && !isEdited(row));
}

Subject ProjectDocument::subject(int row) const
{
    if (reference_.kind != Reference::Kind::Mine && isEdited(row))
        return Subject::Mine;
    const bool predicted = rowInRun(row, run(activeRun_)) >= 0 && !isMissing(row, activeRun_);
    return predicted ? Subject::Run : Subject::None;
}

LandmarkSet ProjectDocument::subjectSet(int row) const
{
    switch (subject(row)) {
    case Subject::Mine:
        return state(row).mine.set;
    case Subject::Run:
        return runSet(row, activeRun_);
    case Subject::None:
        break;
    }
    return {};
}

const FaceMeasure &ProjectDocument::measure(int row) const
{
    const auto i = static_cast<std::size_t>(row);
    if (!measured_[i]) {
        measures_[i] = computeMeasure(row);
        measured_[i] = true;
    }
    return measures_[i];
}

FaceMeasure ProjectDocument::measureOf(int row, const LandmarkSet &points) const
{
    const LandmarkScheme *s = scheme();
    return s ? measureFace(referenceSet(row), points, *s, face(row).box, face(row).derived.boxSize) : FaceMeasure{};
}

FaceMeasure ProjectDocument::computeMeasure(int row) const
{
    return measureOf(row, subjectSet(row));
}

void ProjectDocument::measureRows(const std::vector<int> &rows)
{
    for (const int row : rows)
        measured_[static_cast<std::size_t>(row)] = false;
}

void ProjectDocument::measureAll()
{
    measures_.resize(static_cast<std::size_t>(faceCount()));
    measured_.assign(measures_.size(), false);
    nextMeasure_ = 0;
    measuring_.start(0);
    measureMore();
}

void ProjectDocument::measureMore()
{
    constexpr int kPieceMs = 4; // within a frame, with the rest of what the window does
    constexpr int kRowsOfAStep = 256;
    const QDeadlineTimer deadline(kPieceMs);
    while (nextMeasure_ < faceCount() && !deadline.hasExpired())
        for (int i = 0; i < kRowsOfAStep && nextMeasure_ < faceCount(); ++i)
            measure(nextMeasure_++);
    if (nextMeasure_ < faceCount())
        return;
    measuring_.stop();
    Q_EMIT changed(MeasuresChanged{});
}

void ProjectDocument::pushEdit(const std::string &label, const QString &text, const std::vector<FaceEdit> &edits)
{
    store::Revision revision;
    revision.gesture = Uuid::random();
    revision.label = label;
    for (auto edit = edits.begin(); edit != edits.end(); ++edit) {
        const bool again = std::any_of(edit + 1, edits.end(), [&](const FaceEdit &e) { return e.row == edit->row; });
        const FaceState &before = state(edit->row);
        if (again || before == edit->after) // the store takes a face once a revision; the last state counts
            continue;
        store::FaceChange change{faceId(edit->row), 0, {}, before, edit->after};
        change.pointMask = differingPoints(before.mine, edit->after.mine);
        revision.changes.push_back(std::move(change));
    }
    if (!revision.changes.empty())
        undoStack_.push(new EditFacesCommand(*this, text, std::move(revision)));
}

Result<void> ProjectDocument::apply(const store::Revision &revision, store::RevisionKind kind)
{
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
            return makeError(Errc::Internal, "The face has changed since; this step is left out.");
    }
    FacesChanged event{{}, false, false};
    for (const store::FaceChange &change : logged.changes) {
        event.points = event.points || !(change.before.mine == change.after.mine);
        event.review = event.review || change.before.review != change.after.review;
        setState(change.face, change.after);
        if (const int row = rowOf(change.face); row >= 0)
            event.rows.push_back(row);
    }
    saveQueue_.append(std::move(logged));
    measureRows(event.rows);
    Q_EMIT changed(event);
    if (kind != store::RevisionKind::Edit && !event.rows.empty())
        Q_EMIT revealRequested(event.rows.front());
    return {};
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

QString ProjectDocument::textOf(const std::string &label) const
{
    if (label == "move-points")
        return tr("Move points");
    if (label == "use-prediction")
        return tr("Use prediction");
    if (label == "set-visibility")
        return tr("Change visibility");
    if (label == "revert-face")
        return tr("Revert face");
    if (label == "review")
        return tr("Review");
    return QString::fromStdString(label);
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

void ProjectDocument::setReview(const std::vector<int> &rows, ReviewState review)
{
    std::vector<FaceEdit> edits;
    for (const int row : rows) {
        FaceState after = state(row);
        after.review = review;
        edits.push_back({row, after});
    }
    pushEdit("review", textOf("review"), edits);
}

} // namespace fiducial::ui
