#include "ui/models/laboratory.h"

#include "core/dataset/edited_dataset.h"
#include "ui/document/wording.h"
#include "ui/jobs/job_runner.h"

#include <QDeadlineTimer>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace fiducial::ui {

using namespace Qt::StringLiterals;

namespace {
constexpr int kPieceMs = 4;              ///< of collecting: within a frame, with the rest of what the window does
constexpr std::size_t kBatchFaces = 512; ///< measured at once
constexpr int kMeanFaceDelayMs = 1000;   ///< after the last change
constexpr int kCovarianceProbes = 16;    ///< faces without one after which a run is taken to have none
constexpr int kMostSigmaFaces = 20'000;  ///< behind a calibration plot
constexpr auto kExcluded = static_cast<std::uint8_t>(ReviewState::Excluded);
constexpr double kNotMeasured = std::numeric_limits<double>::quiet_NaN();

std::vector<Point2> pointsOf(LandmarkSet set)
{
    for (int i = 0; i < set.count(); ++i)
        if (!set.isPresent(i))
            set.points[static_cast<std::size_t>(i)] = {kNotMeasured, kNotMeasured};
    return std::move(set.points);
}
} // namespace

Laboratory::Laboratory(ProjectDocument &document, JobRunner &jobs, QObject *parent)
    : QObject(parent), document_(document), jobs_(jobs)
{
    connect(&document_, &ProjectDocument::changed, this, &Laboratory::documentChanged);
    connect(&collecting_, &QTimer::timeout, this, &Laboratory::collect);
    meanFaceTimer_.setSingleShot(true);
    meanFaceTimer_.setInterval(kMeanFaceDelayMs);
    connect(&meanFaceTimer_, &QTimer::timeout, this, &Laboratory::measureAll);
}

void Laboratory::setActive(bool active)
{
    if (active == active_)
        return;
    active_ = active;
    if (active)
        restart();
    else
        drop(); // asks nobody: the window may be on its way out
}

Laboratory::Conditions Laboratory::conditionsNow() const
{
    Conditions now;
    now.generation = document_.isOpen() ? document_.generation() : 0;
    now.reference = document_.reference();
    now.normaliser = document_.normaliser();
    now.activeRun = document_.activeRun();
    for (const auto &run : document_.runs()) {
        now.runs.push_back(run->number);
        now.names.push_back(document_.runName(run->number));
    }
    // Whether any face is edited is not counted at every change; once it is so, it stays so.
    const bool asked = now.reference.kind != Reference::Kind::Mine && document_.isOpen();
    const bool known = conditions_.mine && conditions_.generation == now.generation;
    now.mine = asked && (known || document_.editedFaceCount() > 0);
    return now;
}

void Laboratory::documentChanged(const ChangeEvent &event)
{
    if (!active_)
        return;
    const auto *runs = std::get_if<RunsChanged>(&event);
    if (std::holds_alternative<DatasetReset>(event)) {
        basis_.reset();
        restart();
    } else if (const auto *listed = std::get_if<FacesListed>(&event)) {
        facesListed(listed->rows);
    } else if (const auto *faces = std::get_if<FacesChanged>(&event)) {
        facesChanged(*faces);
    } else if (runs && !runs->rows.empty() && conditions_.runs == conditionsNow().runs) {
        editsOnly_ = false;
        meanFaceStale_ = true;
        enqueue(runs->rows);
    } else {
        conditionsChanged();
    }
}

/// While it prepares there is no table yet; begin() takes the data set as it is then.
void Laboratory::facesListed(const std::vector<int> &rows)
{
    if (table_.rows == 0)
        return;
    followDataset(rows);
    for (const int row : rows) {
        known_[static_cast<std::size_t>(row)] = true; // what comes back is measured by itself, as an edit is
        readReview(row);
        if (!document_.exists(row))
            clearRow(row);
    }
    countFaces();
    official_ = analysis::officialSubsets(document_.dataset(), table_.split);
    meanFaceStale_ = meanFaceStale_ || !rows.empty();
    Q_EMIT listed();
    enqueue(rows);
    if (queue_.empty() && batch_.empty() && !inFlight_)
        settle();
}

/// Takes over faces that came, attributes, and what these rows have of them.
void Laboratory::followDataset(const std::vector<int> &rows)
{
    analysis::followDataset(table_, document_.dataset(), rows);
    if (!pointErrors_.empty())
        pointErrors_.resize(table_.rows * static_cast<std::size_t>(document_.scheme()->count),
                            std::numeric_limits<float>::quiet_NaN());
    checks_.resize(table_.rows);
    queued_.resize(table_.rows, false);
    known_.resize(table_.rows, false);
}

void Laboratory::clearRow(int row)
{
    const auto at = static_cast<std::size_t>(row);
    analysis::clearMeasures(table_, at);
    checks_[at] = {};
    if (pointErrors_.empty())
        return;
    const std::size_t landmarks = pointErrors_.size() / table_.rows;
    std::fill_n(pointErrors_.begin() + static_cast<std::ptrdiff_t>(at * landmarks), landmarks,
                std::numeric_limits<float>::quiet_NaN());
}

void Laboratory::countFaces()
{
    existing_ = measured_ = 0;
    for (int row = 0; row < rowCount(); ++row) {
        existing_ += document_.exists(row);
        measured_ += document_.exists(row) && known_[static_cast<std::size_t>(row)];
    }
}

/// A face is edited where none was: one subject more.
void Laboratory::addMine()
{
    conditions_.mine = true;
    subjects_.push_back({-1, mineName(), {}});
    probes_.emplace_back();
    table_.runs.push_back(analysis::RunMeasurer(subjects_.back().name.toStdString(), table_.rows).take());
    for (FaceSets &sets : batch_)
        sets.subjects.resize(subjects_.size());
    Q_EMIT listed();
}

void Laboratory::facesChanged(const FacesChanged &event)
{
    if (table_.rows == 0)
        return;
    std::vector<int> otherwise; // excluded, or no longer
    for (const int row : event.rows) {
        const auto excluded = [&] { return table_.state[static_cast<std::size_t>(row)] == kExcluded; };
        const bool before = excluded();
        readReview(row);
        if (excluded() != before)
            otherwise.push_back(row);
    }
    const std::vector<std::string> attributes = table_.attributeNames;
    if (event.fields)
        followDataset(event.rows);
    if (table_.attributeNames != attributes)
        Q_EMIT listed();
    Q_EMIT rowsMeasured(event.rows);
    if (!otherwise.empty()) {
        meanFaceStale_ = true;
        enqueue(otherwise);
    }
    if (!event.points && event.fields)
        enqueue(event.rows);
    if (!event.points)
        return;
    if (conditions_.reference.kind == Reference::Kind::Mine)
        meanFaceStale_ = true;
    else if (!conditions_.mine && conditionsNow().mine)
        addMine();
    enqueue(event.rows);
}

void Laboratory::readReview(int row)
{
    analysis::setReview(table_, static_cast<std::size_t>(row), document_.state(row),
                        !document_.face(row).truth.empty());
}

void Laboratory::conditionsChanged()
{
    if (conditions_ != conditionsNow())
        return restart();
    if (std::exchange(threshold_, document_.threshold()) != document_.threshold())
        Q_EMIT thresholdChanged();
    std::vector<int> looks;
    for (const int run : conditions_.runs)
        looks.push_back(document_.runLook(run));
    if (std::exchange(looks_, looks) != looks && !isMeasuring())
        Q_EMIT settled(true); // only colours
}

void Laboratory::drop()
{
    ++generation_;
    if (job_)
        job_->cancel();
    collecting_.stop();
    meanFaceTimer_.stop();
    queue_.clear();
    queued_.clear();
    batch_.clear();
    inFlight_ = false;
    preparing_ = false;
    meanFaceStale_ = false;
}

void Laboratory::restart()
{
    drop();
    table_ = {};
    subjects_.clear();
    task_ = {};
    pointErrors_.clear();
    landmarkErrors_.clear();
    checks_.clear();
    known_.clear();
    official_.clear();
    existing_ = measured_ = 0;
    conditions_ = conditionsNow();
    threshold_ = document_.threshold();
    if (!document_.scheme() || document_.facesPending())
        Q_EMIT reset();
    else if (basis_ && basisOf_ == conditions_.generation)
        begin();
    else
        prepare();
}

void Laboratory::prepare()
{
    preparing_ = true;
    Q_EMIT reset();
    job_ = jobs_.run<std::shared_ptr<const MeasuringBasis>>(
        JobRunner::Pool::Io, {},
        [dataset = document_.sharedDataset()](const JobContext &context) { return measuringBasis(*dataset, context); },
        this,
        [this, generation = generation_](Result<std::shared_ptr<const MeasuringBasis>> basis) {
            if (generation != generation_ || !basis)
                return;
            preparing_ = false;
            basis_ = std::move(basis).value();
            basisOf_ = conditions_.generation;
            conditions_ = conditionsNow(); // edits and runs may have come meanwhile
            begin();
        });
}

void Laboratory::begin()
{
    makeSubjects();
    table_ = basis_->table;
    std::vector<int> rows(document_.dataset().faces.size());
    std::iota(rows.begin(), rows.end(), 0);
    followDataset(rows); // faces may have been edited since
    official_ = analysis::officialSubsets(document_.dataset(), table_.split);
    for (auto *column : {&table_.yaw, &table_.pitch, &table_.roll})
        column->assign(table_.rows, kNotMeasured);
    if (basis_->shapes)
        table_.implausibility.assign(table_.rows, kNotMeasured);
    if (task_.runs >= 2) {
        table_.disagreement.assign(table_.rows, kNotMeasured);
        table_.suspicion.assign(table_.rows, kNotMeasured);
    }
    for (const Subject &subject : subjects_)
        table_.runs.push_back(analysis::RunMeasurer(subject.name.toStdString(), table_.rows).take());
    analysis::addReviewColumns(table_);
    for (const int row : rows)
        readReview(row);
    if (task_.active >= 0)
        pointErrors_.assign(table_.rows * static_cast<std::size_t>(document_.scheme()->count),
                            std::numeric_limits<float>::quiet_NaN());
    task_.sigmaStride = rowCount() / kMostSigmaFaces + 1;
    countFaces();
    editsOnly_ = false;
    Q_EMIT reset();
    measureAll();
    if (existing_ == 0)
        settle();
}

QString Laboratory::boxesText(const Run &run)
{
    const QString detector = QString::fromStdString(run.detector);
    return run.boxes == BoxSource::Annotated ? tr("annotated boxes")
           : run.boxes == BoxSource::Truth   ? tr("boxes around the ground truth")
           : detector.isEmpty()              ? tr("boxes of a detector")
                                             : tr("boxes of %1").arg(detector);
}

void Laboratory::retranslate()
{
    for (std::size_t i = 0; i < subjects_.size(); ++i) {
        Subject &subject = subjects_[i];
        if (const DocumentRun *run = document_.run(subject.number))
            subject.boxes = boxesText(run->run);
        else if (!subject.isRun() && i < table_.runs.size())
            table_.runs[i].name = (subject.name = mineName()).toStdString();
    }
    if (active_ && !subjects_.empty())
        Q_EMIT listed(); // columns and subsets have titles
}

/// Unlike the name of any run.
QString Laboratory::mineName() const
{
    const QString name = tr("mine");
    const bool taken =
        std::any_of(subjects_.begin(), subjects_.end(), [&](const Subject &s) { return s.isRun() && s.name == name; });
    return taken ? u"%1 (1)"_s.arg(name) : name;
}

void Laboratory::makeSubjects()
{
    task_ = {};
    task_.normaliser = conditions_.normaliser;
    const auto uniqueName = [this](const QString &name, int number) {
        const bool taken =
            std::any_of(subjects_.begin(), subjects_.end(), [&](const Subject &s) { return s.name == name; });
        return taken ? u"%1 (%2)"_s.arg(name).arg(number + 1) : name;
    };
    for (const auto &run : document_.runs()) {
        if (run->number == conditions_.activeRun)
            task_.active = static_cast<int>(subjects_.size());
        subjects_.push_back(
            {run->number, uniqueName(QString::fromStdString(run->run.name), run->number), boxesText(run->run)});
    }
    task_.runs = static_cast<int>(subjects_.size());
    if (conditions_.mine)
        subjects_.push_back({-1, mineName(), {}});
    probes_.assign(subjects_.size(), {});
}

void Laboratory::measureAll()
{
    meanFaceStale_ = false;
    task_.meanFace =
        task_.active >= 0 ? std::make_shared<analysis::MeanFaceErrors>(document_.scheme()->meanShape) : nullptr;
    std::vector<int> rows(table_.rows);
    std::iota(rows.begin(), rows.end(), 0);
    enqueue(rows);
}

void Laboratory::enqueue(const std::vector<int> &rows)
{
    if (queued_.empty())
        return;
    for (const int row : rows) {
        if (queued_[static_cast<std::size_t>(row)] || !document_.exists(row))
            continue;
        queued_[static_cast<std::size_t>(row)] = true;
        queue_.push_back(row);
    }
    if (!queue_.empty() && !collecting_.isActive())
        collecting_.start(0);
}

bool Laboratory::givesCovariance(std::size_t subject) const
{
    return probes_[subject].found || probes_[subject].asked < kCovarianceProbes;
}

FaceSets Laboratory::setsOf(int row)
{
    FaceSets sets;
    sets.row = row;
    const Face &face = document_.face(row);
    sets.reference = document_.referenceSet(row);
    sets.truth = face.truth;
    sets.box = face.box;
    sets.boxSize = face.derived.boxSize;
    for (std::size_t i = 0; i < subjects_.size(); ++i) {
        SubjectPoints &points = sets.subjects.emplace_back();
        if (document_.review(row) == ReviewState::Excluded)
            continue; // takes part in no number
        if (!subjects_[i].isRun()) {
            points.points = pointsOf(document_.state(row).mine.set);
            continue;
        }
        const int number = subjects_[i].number;
        points.missing = document_.isMissing(row, number);
        points.points = pointsOf(document_.runSet(row, number));
        // A model gives covariances or it does not: thousands of rows are not read again to find none.
        const bool sameScheme = document_.run(number)->run.schemeId == document_.dataset().schemeId;
        if (points.points.empty() || !sameScheme || !givesCovariance(i))
            continue;
        points.covariance = document_.covariance(row, number);
        ++probes_[i].asked;
        probes_[i].found = probes_[i].found || !points.covariance.empty();
    }
    return sets;
}

void Laboratory::collect()
{
    const QDeadlineTimer deadline(kPieceMs);
    while (!queue_.empty() && batch_.size() < kBatchFaces && !deadline.hasExpired()) {
        const int row = queue_.front();
        queue_.pop_front();
        queued_[static_cast<std::size_t>(row)] = false;
        batch_.push_back(setsOf(row));
    }
    if (!queue_.empty() && batch_.size() < kBatchFaces)
        return;
    collecting_.stop(); // until the batch has gone
    if (!inFlight_)
        send();
}

void Laboratory::send()
{
    inFlight_ = true;
    auto faces = std::make_shared<const std::vector<FaceSets>>(std::exchange(batch_, {}));
    job_ = jobs_.run<MeasuredFaces>(
        JobRunner::Pool::Io, {},
        [faces, basis = basis_, task = task_](const JobContext &) -> Result<MeasuredFaces> {
            return measureFaces(*basis, *faces, task);
        },
        this,
        [this, generation = generation_](Result<MeasuredFaces> measured) {
            if (generation == generation_ && measured)
                finishBatch(std::move(measured).value());
        });
    if (!queue_.empty())
        collecting_.start(0);
}

void Laboratory::merge(MeasuredFaces &faces)
{
    const std::size_t landmarks = static_cast<std::size_t>(document_.scheme()->count);
    for (std::size_t i = 0; i < faces.rows.size(); ++i) {
        const auto row = static_cast<std::size_t>(faces.rows[i]);
        if (!document_.exists(faces.rows[i]))
            continue; // deleted on the way
        const auto put = [&](std::vector<double> &column, const std::vector<double> &values) {
            if (!column.empty())
                column[row] = values[i];
        };
        put(table_.yaw, faces.yaw);
        put(table_.pitch, faces.pitch);
        put(table_.roll, faces.roll);
        put(table_.disagreement, faces.disagreement);
        put(table_.implausibility, faces.implausibility);
        put(table_.suspicion, faces.suspicion);
        for (std::size_t s = 0; s < faces.subjects.size(); ++s) {
            put(table_.runs[s].nme, faces.subjects[s].nme);
            put(table_.runs[s].worstError, faces.subjects[s].worstError);
            put(table_.runs[s].worstPoint, faces.subjects[s].worstPoint);
            put(table_.runs[s].uncertainty, faces.subjects[s].uncertainty);
        }
        if (!pointErrors_.empty())
            std::copy_n(faces.pointErrors.begin() + static_cast<std::ptrdiff_t>(i * landmarks), landmarks,
                        pointErrors_.begin() + static_cast<std::ptrdiff_t>(row * landmarks));
        checks_[row] = std::move(faces.checks[i]);
        measured_ += !known_[row];
        known_[row] = true;
    }
}

void Laboratory::finishBatch(MeasuredFaces faces)
{
    inFlight_ = false;
    merge(faces);
    const bool more = !queue_.empty() || !batch_.empty();
    Q_EMIT rowsMeasured(faces.rows);
    if (batch_.size() == kBatchFaces || (queue_.empty() && !batch_.empty()))
        send();
    else if (!queue_.empty())
        collecting_.start(0);
    if (!more)
        settle();
}

void Laboratory::settle()
{
    if (std::shared_ptr<analysis::MeanFaceErrors> whole = std::exchange(task_.meanFace, nullptr))
        landmarkErrors_ = whole->result();
    if (meanFaceStale_ && task_.active >= 0)
        meanFaceTimer_.start();
    Q_EMIT settled(std::exchange(editsOnly_, true));
}

bool Laboratory::hasNumbers() const
{
    return std::any_of(table_.runs.begin(), table_.runs.begin() + task_.runs, [](const analysis::RunMeasures &run) {
        return std::any_of(run.nme.begin(), run.nme.end(), [](double nme) { return !std::isnan(nme); });
    });
}

std::vector<double> Laboratory::pointErrors(int landmark) const
{
    std::vector<double> errors;
    if (pointErrors_.empty())
        return errors;
    const std::size_t landmarks = pointErrors_.size() / table_.rows;
    errors.reserve(table_.rows);
    for (std::size_t at = static_cast<std::size_t>(landmark); at < pointErrors_.size(); at += landmarks)
        errors.push_back(static_cast<double>(pointErrors_[at]));
    return errors;
}

bool Laboratory::activeGivesCovariance() const
{
    return task_.active >= 0 && probes_[static_cast<std::size_t>(task_.active)].found;
}

std::vector<const analysis::PublishedRow *> Laboratory::publishedRows() const
{
    if (conditions_.reference.kind != Reference::Kind::GroundTruth)
        return {};
    return analysis::publishedRows(officialSubsets(), conditions_.normaliser);
}

QString Laboratory::conditions(int subject) const
{
    const QString against = tr("%1, against %2").arg(normaliserName(conditions_.normaliser), document_.referenceName());
    const QString boxes = subject < 0 ? QString() : subjects_[static_cast<std::size_t>(subject)].boxes;
    return boxes.isEmpty() ? against : tr("%1, %2").arg(against, boxes);
}

} // namespace fiducial::ui
