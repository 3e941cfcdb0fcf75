#include "core/base/text.h"
#include "ui/document/project_document.h"

#include <QDeadlineTimer>

#include <algorithm>

namespace fiducial::ui {

namespace {
constexpr const char *kActiveRunKey = "active-run";
constexpr const char *kReferenceKey = "reference";
constexpr const char *kNormaliserKey = "normaliser";
constexpr const char *kThresholdKey = "threshold";
constexpr const char *kMine = "mine"; ///< of kReferenceKey; else the id of a run, or nothing: the ground truth

bool isThreshold(double value)
{
    return value >= 0.0001 && value <= 1;
}
} // namespace

void ProjectDocument::restoreMeasuring()
{
    const auto kept = [this](const char *key) {
        const auto value = store_->value(key, {});
        return value ? *value : std::string();
    };
    const auto numberOf = [this](const std::string &id) {
        const auto found =
            std::ranges::find_if(runs_, [&](const auto &candidate) { return candidate->run.id.toString() == id; });
        return found == runs_.end() ? -1 : (*found)->number;
    };
    const int active = numberOf(kept(kActiveRunKey)), newest = runs_.empty() ? -1 : runs_.back()->number;
    activeRun_ = active >= 0 ? active : newest;
    const std::string reference = kept(kReferenceKey);
    if (const int number = numberOf(reference); number >= 0)
        reference_ = {Reference::Kind::Run, number};
    else if (reference == kMine)
        reference_ = {Reference::Kind::Mine, -1};
    const LandmarkScheme *known = scheme();
    if (!known)
        return;
    normaliser_ = metrics::parseNormaliser(kept(kNormaliserKey)).value_or(metrics::defaultNormaliser(*known));
    const double byDefault = metrics::defaultThreshold(*known, metrics::Convention::Exact);
    threshold_ = text::parseDouble(kept(kThresholdKey)).value_or(byDefault);
    if (!isThreshold(threshold_))
        threshold_ = byDefault;
}

std::string ProjectDocument::runId(int number) const
{
    const DocumentRun *known = run(number);
    return known ? known->run.id.toString() : std::string();
}

void ProjectDocument::activateRun(int number)
{
    activeRun_ = number;
    keepValue(kActiveRunKey, runId(number));
}

void ProjectDocument::setReference(Reference reference)
{
    if (reference == reference_)
        return;
    reference_ = reference;
    keepValue(kReferenceKey, reference.kind == Reference::Kind::Mine ? kMine : runId(reference.run));
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
    keepValue(kNormaliserKey, std::string(metrics::toString(normaliser)));
    Q_EMIT changed(MeasuresChanged{});
}

void ProjectDocument::setThreshold(double threshold)
{
    if (threshold == threshold_ || !isThreshold(threshold))
        return;
    threshold_ = threshold;
    keepValue(kThresholdKey, text::shortest(threshold));
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
    return exists(row) ? measureOf(row, subjectSet(row)) : FaceMeasure{};
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
    constexpr int kRowsOfAStep = 16;
    const QDeadlineTimer deadline(kPieceMs);
    while (nextMeasure_ < faceCount() && !deadline.hasExpired())
        for (int i = 0; i < kRowsOfAStep && nextMeasure_ < faceCount(); ++i)
            measure(nextMeasure_++);
    if (nextMeasure_ < faceCount())
        return;
    measuring_.stop();
    Q_EMIT changed(MeasuresChanged{});
}

} // namespace fiducial::ui
