#include "ui/models/run_gatherer.h"

#include <QDeadlineTimer>

#include <algorithm>
#include <limits>

namespace fiducial::ui {

pipeline::EvaluateRequest GatheredRuns::request(std::size_t subject) const
{
    pipeline::EvaluateRequest out;
    out.dataset = dataset.get();
    out.run = &subjects[subject].run;
    out.rowOfFace = subjects[subject].rowOfFace;
    out.faces = faces;
    out.options = options;
    if (!againstTruth)
        out.reference = [this](int face) -> const LandmarkSet * {
            static const LandmarkSet none;
            const auto found = reference.find(face);
            return found == reference.end() ? &none : &found->second;
        };
    return out;
}

const EditedSet *GatheredRuns::mineOf(int face) const
{
    const auto found = mine.find(face);
    return found == mine.end() ? nullptr : &found->second;
}

RunGatherer::RunGatherer(ProjectDocument &document, QObject *parent) : QObject(parent), document_(document)
{
    connect(&timer_, &QTimer::timeout, this, &RunGatherer::gatherMore);
}

void RunGatherer::start(const std::vector<int> &subjects, std::vector<int> faces)
{
    runs_ = std::make_shared<GatheredRuns>();
    generation_ = document_.generation();
    runs_->dataset = document_.sharedDataset();
    runs_->faces = std::move(faces);
    runs_->againstTruth = document_.reference().kind == Reference::Kind::GroundTruth;
    runs_->referenceName = document_.referenceName();
    runs_->options.normaliser = document_.normaliser();
    runs_->options.threshold = document_.threshold();
    next_ = 0;
    for (const int number : subjects)
        if (!addSubject(number)) {
            cancel();
            Q_EMIT stopped();
            return;
        }
    timer_.start(0);
}

void RunGatherer::cancel()
{
    timer_.stop();
    runs_.reset();
}

bool RunGatherer::addSubject(int number)
{
    GatheredRuns::Subject subject;
    subject.number = number;
    subject.rowOfFace.assign(static_cast<std::size_t>(document_.faceCount()), -1);
    if (number < 0) {
        subject.run.name = subject.run.modelName = tr("mine").toStdString();
        subject.run.schemeId = document_.dataset().schemeId;
        subject.run.source = document_.dataset().name;
    } else {
        const DocumentRun *run = document_.run(number);
        if (!run)
            return false;
        subject.rowOfFace = run->rowOfFace;
        subject.run = run->run.header();
        subject.run.rows.resize(static_cast<std::size_t>(run->rowCount()));
    }
    runs_->subjects.push_back(std::move(subject));
    return true;
}

void RunGatherer::gatherMore()
{
    constexpr int kPieceMs = 6; // within a frame, with the rest of what the window does
    constexpr std::size_t kMostFaces = 512;
    const auto gone = [this](const GatheredRuns::Subject &s) { return s.number >= 0 && !document_.run(s.number); };
    if (document_.generation() != generation_ || std::ranges::any_of(runs_->subjects, gone)) {
        cancel();
        Q_EMIT stopped();
        return;
    }
    const QDeadlineTimer deadline(kPieceMs);
    const std::size_t end = std::min(next_ + kMostFaces, runs_->faces.size());
    while (next_ < end && !deadline.hasExpired())
        gather(runs_->faces[next_++]);
    Q_EMIT progressed(static_cast<qint64>(next_), static_cast<qint64>(runs_->faces.size()));
    if (!runs_ || next_ < runs_->faces.size())
        return;
    timer_.stop();
    Q_EMIT gathered(std::exchange(runs_, {}));
}

void RunGatherer::gather(int face)
{
    if (!runs_->againstTruth)
        if (LandmarkSet set = document_.referenceSet(face); !set.empty())
            runs_->reference[face] = std::move(set);
    if (document_.isEdited(face))
        runs_->mine[face] = document_.state(face).mine;
    for (GatheredRuns::Subject &subject : runs_->subjects) {
        int &row = subject.rowOfFace[static_cast<std::size_t>(face)];
        Prediction prediction;
        if (subject.number >= 0) {
            const Prediction *stored = row < 0 ? nullptr : document_.prediction(face, subject.number);
            if (!stored)
                continue;
            prediction = *stored;
        } else if (const EditedSet *mine = runs_->mineOf(face)) {
            constexpr float kNone = std::numeric_limits<float>::quiet_NaN();
            for (int i = 0; i < mine->set.count(); ++i)
                prediction.points.push_back(mine->set.isPresent(i)
                                                ? toFloat(mine->set.points[static_cast<std::size_t>(i)])
                                                : Point2f{kNone, kNone});
            prediction.box = runs_->dataset->faces[static_cast<std::size_t>(face)].box.value_or(Rect{});
            row = static_cast<int>(subject.run.rows.size());
            subject.run.rows.emplace_back();
        } else {
            continue;
        }
        prediction.image = runs_->dataset->sampleOf(face).image;
        subject.run.rows[static_cast<std::size_t>(row)] = std::move(prediction);
    }
}

} // namespace fiducial::ui
