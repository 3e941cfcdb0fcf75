#include "ui/document/project_document.h"
#include "ui/document/wording.h"

#include <algorithm>

namespace fiducial::ui {

namespace {
LandmarkSet presentWhereFinite(std::vector<Point2> points)
{
    LandmarkSet set{std::move(points), {}};
    for (int i = 0; i < set.count(); ++i)
        if (!isFinite(set.points[static_cast<std::size_t>(i)]))
            set.setVisibility(i, Visibility::Absent);
    return set;
}
} // namespace

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

int ProjectDocument::runLook(int number) const
{
    const DocumentRun *r = run(number);
    return r && r->run.look >= 0 ? r->run.look : number;
}

void ProjectDocument::renameRun(int number, const QString &name)
{
    const auto it = findRun(number);
    const std::string text = name.trimmed().toStdString();
    if (it == runs_.end() || text.empty() || (*it)->run.name == text)
        return;
    changeableRun(it).run.name = text;
    runHeaderChanged(it);
}

void ProjectDocument::setRunLook(int number, int look)
{
    const auto it = findRun(number);
    if (it == runs_.end() || (*it)->run.look == look)
        return;
    changeableRun(it).run.look = look;
    runHeaderChanged(it);
}

void ProjectDocument::runHeaderChanged(std::vector<std::shared_ptr<DocumentRun>>::iterator run)
{
    if ((*run)->complete) // else it is stored when it is
        storeRun(*run);
    Q_EMIT changed(RunsChanged{});
}

void ProjectDocument::removeRun(int number)
{
    const auto it = findRun(number);
    if (it == runs_.end() || !(*it)->complete)
        return;
    // In its turn: the run may still be on its way to the store.
    runStorer_.start([this, store = store_.get(), id = (*it)->run.id] {
        if (const auto removed = store->removeRun(id); !removed)
            QMetaObject::invokeMethod(
                this, [this, problem = errorText(removed.error())] { Q_EMIT saveQueue_.failed(problem); },
                Qt::QueuedConnection);
    });
    runs_.erase(it);
    pages_.clear();
    if (activeRun_ == number)
        activeRun_ = runs_.empty() ? -1 : runs_.back()->number;
    if (reference_ == Reference{Reference::Kind::Run, number})
        reference_ = {};
    Q_EMIT changed(RunsChanged{});
    measureAll();
}

void ProjectDocument::setActiveRun(int number)
{
    if (number == activeRun_ || (number >= 0 && !run(number)))
        return;
    activateRun(number);
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
    activateRun(added->number);
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
    runStorer_.start([this, run, store = store_.get(), generation = generation_, faceIds = bind_.faceIds] {
        const auto saved = run->save(*store, faceIds);
        const QString problem = saved ? QString() : errorText(saved.error());
        // The answer keeps the run, so that no other one can take its address before storing_ lets go of it.
        QMetaObject::invokeMethod(
            this,
            [this, run, generation, problem] {
                if (!isOpen() || generation_ != generation)
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

} // namespace fiducial::ui
