#include "ui/main_window/sigma_calibration.h"

#include "core/analysis/calibration.h"
#include "ui/document/project_document.h"
#include "ui/jobs/job_runner.h"

#include <algorithm>
#include <limits>
#include <unordered_map>

namespace fiducial::ui {

namespace {
constexpr int kRowsAtATime = 24;   ///< far below a frame, each one read from the project's file
constexpr int kRowsUntilNone = 64; ///< so many predictions without covariance: the run has none
constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
} // namespace

struct SigmaCalibration::Fit {
    int rows = 0; ///< of the run, when it was read
    int faces = 0;
    std::unordered_map<int, int> foldOf;      ///< of the faces that were fitted on
    std::vector<std::vector<double>> without; ///< factors of each fold, fitted on the others
    std::vector<double> all;
};

struct SigmaCalibration::Reading {
    int run = -1, rows = 0, next = 0, stride = 1, empty = 0;
    std::vector<int> faces;
    std::vector<double> distances; ///< faces x landmarks
};

SigmaCalibration::SigmaCalibration(ProjectDocument &document, JobRunner &jobs, QObject *parent)
    : QObject(parent), document_(document), jobs_(jobs)
{
    timer_.setInterval(0);
    connect(&timer_, &QTimer::timeout, this, &SigmaCalibration::readOn);
    connect(&document_, &ProjectDocument::changed, this, [this](const ChangeEvent &event) {
        const auto *runs = std::get_if<RunsChanged>(&event);
        const bool reset = std::holds_alternative<DatasetReset>(event);
        if (!reset && !(runs && runs->rows.empty()))
            return;
        std::erase_if(fits_, [&](const auto &entry) {
            const DocumentRun *run = reset ? nullptr : document_.run(entry.first);
            return !run || run->rowCount() != entry.second->rows;
        });
        if (!reset && !(reading_ && !document_.run(reading_->run)))
            return;
        ++generation_;
        queue_.clear();
        reading_.reset();
        timer_.stop();
    });
}

SigmaCalibration::~SigmaCalibration() = default;

SigmaCalibration::Factors SigmaCalibration::factors(int face, int run)
{
    const auto known = fits_.find(run);
    if (known == fits_.end()) {
        if (!(reading_ && reading_->run == run) && std::ranges::find(queue_, run) == queue_.end())
            queue_.push_back(run);
        if (!reading_)
            timer_.start();
        return {};
    }
    const Fit &fit = *known->second;
    if (fit.faces < kLeastFaces)
        return {Factors::TooFew, {}, fit.faces};
    const auto fold = fit.foldOf.find(face);
    if (fold == fit.foldOf.end())
        return {Factors::Fitted, fit.all, fit.faces};
    return {Factors::Fitted, fit.without[static_cast<std::size_t>(fold->second)],
            fit.faces - (fit.faces + kFolds - 1 - fold->second) / kFolds};
}

void SigmaCalibration::begin(int run)
{
    reading_ = std::make_unique<Reading>();
    reading_->run = run;
    const DocumentRun *of = document_.run(run);
    reading_->rows = of ? of->rowCount() : 0;
    reading_->stride = document_.faceCount() / kMostFaces + 1;
    const bool comparable = of && document_.scheme() && of->run.schemeId == document_.dataset().schemeId;
    if (!comparable)
        reading_->next = document_.faceCount();
}

void SigmaCalibration::readOn()
{
    if (!reading_ && queue_.empty())
        return timer_.stop();
    if (!reading_) {
        begin(queue_.back());
        queue_.pop_back();
    }
    Reading &r = *reading_;
    for (int i = 0; i < kRowsAtATime && r.next < document_.faceCount(); ++i, r.next += r.stride) {
        const LandmarkSet &truth = document_.face(r.next).truth;
        if (truth.empty() || !document_.exists(r.next))
            continue;
        const LandmarkSet set = document_.runSet(r.next, r.run);
        if (set.empty() || set.count() != truth.count())
            continue;
        const auto covariance = document_.covariance(r.next, r.run);
        if (covariance.size() != set.points.size()) {
            if (++r.empty >= kRowsUntilNone && r.faces.empty())
                r.next = document_.faceCount();
            continue;
        }
        r.faces.push_back(r.next);
        for (int p = 0; p < set.count(); ++p) {
            const auto at = static_cast<std::size_t>(p);
            const bool both = set.isPresent(p) && truth.isPresent(p);
            r.distances.push_back(both ? analysis::mahalanobis(set.points[at] - truth.points[at], covariance[at])
                                       : kNone);
        }
    }
    if (r.next < document_.faceCount())
        return;
    timer_.stop();
    fitRead();
}

void SigmaCalibration::fitRead()
{
    using FitPointer = std::shared_ptr<const Fit>;
    const auto work = [read = *reading_](const JobContext &) -> Result<FitPointer> {
        auto fit = std::make_shared<Fit>();
        fit->rows = read.rows;
        fit->faces = static_cast<int>(read.faces.size());
        if (read.faces.empty())
            return FitPointer(fit);
        const std::size_t width = read.distances.size() / read.faces.size();
        const int landmarks = static_cast<int>(width);
        fit->all = analysis::fitSigmaFactors(read.distances, landmarks).factor;
        for (int fold = 0; fold < kFolds; ++fold) {
            auto others = read.distances;
            for (std::size_t i = 0; i < read.faces.size(); ++i)
                if (static_cast<int>(i % kFolds) == fold) {
                    fit->foldOf[read.faces[i]] = fold;
                    std::fill_n(others.begin() + static_cast<std::ptrdiff_t>(i * width), width, kNone);
                }
            fit->without.push_back(analysis::fitSigmaFactors(others, landmarks).factor);
        }
        return FitPointer(fit);
    };
    const auto done = [this, run = reading_->run, generation = generation_](Result<FitPointer> fit) {
        if (generation != generation_ || !fit)
            return;
        reading_.reset();
        fits_[run] = *fit;
        if (!queue_.empty())
            timer_.start();
        Q_EMIT changed();
    };
    jobs_.run<FitPointer>(JobRunner::Pool::Io, {}, work, this, done);
}

} // namespace fiducial::ui
