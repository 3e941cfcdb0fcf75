#include "core/pipeline/report_numbers.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

namespace fiducial::pipeline {

namespace {
constexpr int kHistogramBins = 40;

std::vector<double> faceErrors(const EvaluateReport &report)
{
    std::vector<double> out;
    for (std::size_t i = 0; i < report.faces.size(); ++i)
        out.push_back(report.evaluation.faceNme(static_cast<int>(i)));
    return out;
}

/// Wide enough for nearly all faces and, unless it lies far beyond them, for the threshold.
double axisEnd(std::vector<double> errors, double threshold)
{
    std::erase_if(errors, [](double v) { return !std::isfinite(v); });
    if (errors.empty())
        return threshold;
    const auto place = errors.begin() + static_cast<std::ptrdiff_t>(static_cast<double>(errors.size() - 1) * 0.98);
    std::nth_element(errors.begin(), place, errors.end());
    const double most = std::max(1.1 * *place, 1e-4);
    return threshold > 3 * most ? most : std::max(1.05 * threshold, std::min(most, 2 * threshold));
}

std::vector<analysis::LandmarkErrors> landmarkErrors(const ReportRequest &request, const LandmarkScheme &scheme,
                                                     const JobContext &context)
{
    analysis::MeanFaceErrors errors(scheme.meanShape);
    const EvaluateRequest &asked = request.evaluated;
    for (std::size_t i = 0; i < request.report->faces.size() && !context.cancelled(); ++i) {
        const int runRow = request.report->rowOfFace[i];
        if (runRow < 0 || asked.run->rows[static_cast<std::size_t>(runRow)].missing)
            continue;
        const auto points = pointsInScheme(asked.run->rows[static_cast<std::size_t>(runRow)], asked.run->schemeId,
                                           asked.dataset->schemeId);
        const int row = request.report->faces[i];
        if (points)
            errors.add(referenceOf(asked, row), *points,
                       normaliserOf(asked, row, request.report->evaluation.normaliser));
    }
    return errors.result();
}

/// Sorts faces into groups and sums them up.
class GroupMaker {
public:
    explicit GroupMaker(const ReportRequest &request) : request_(request), report_(*request.report) {}

    std::vector<FaceGroup> make()
    {
        std::map<std::string, std::vector<std::size_t>> splits;
        for (std::size_t i = 0; i < report_.faces.size(); ++i)
            if (const std::string split = splitOf(report_.faces[i]); !split.empty())
                splits[split].push_back(i);
        if (splits.size() > 1)
            for (const auto &[name, entries] : splits)
                add(name, entries);
        addBins("yaw", "°", {15, 30, 60}, [&](std::size_t i) {
            return report_.pose[i] ? std::abs(report_.pose[i]->yaw) : std::numeric_limits<double>::quiet_NaN();
        });
        addBins("face size", " px", {64, 128, 256}, [&](std::size_t i) {
            const Rect box = landmarkBox(referenceOf(request_.evaluated, report_.faces[i]));
            return std::sqrt(box.width * box.height);
        });
        return std::move(groups_);
    }

private:
    std::string splitOf(int row) const
    {
        const Dataset &dataset = *request_.evaluated.dataset;
        const auto &records = dataset.faces[static_cast<std::size_t>(row)].records;
        return records.empty() || records[0].file < 0 ? std::string()
                                                      : dataset.files[static_cast<std::size_t>(records[0].file)].split;
    }

    void add(const std::string &name, const std::vector<std::size_t> &entries)
    {
        const metrics::Evaluation &e = report_.evaluation;
        std::vector<double> nmes;
        double sum = 0;
        FaceGroup group{name, {}};
        for (const std::size_t i : entries) {
            nmes.push_back(e.nmes[i]);
            group.summary.missing += std::isinf(e.nmes[i]) ? 1 : 0;
            group.summary.unnormalised += std::isnan(e.nmes[i]) ? 1 : 0;
            sum += std::isfinite(e.nmes[i]) ? e.nmes[i] : 0;
        }
        group.summary.faces = static_cast<int>(entries.size());
        const int measured = group.summary.faces - group.summary.missing - group.summary.unnormalised;
        if (measured > 0)
            group.summary.nme = sum / measured;
        group.summary.failureRate = metrics::failureRate(nmes, e.threshold, e.convention);
        group.summary.auc = metrics::areaUnderCed(nmes, e.threshold, e.convention);
        groups_.push_back(std::move(group));
    }

    /// Bins end before each of `ends`, the last one has none.
    template <class Measure>
    void addBins(const std::string &name, const char *unit, const std::vector<int> &ends, const Measure &measure)
    {
        std::vector<std::vector<std::size_t>> bins(ends.size() + 1);
        for (std::size_t i = 0; i < report_.faces.size(); ++i)
            if (const double value = measure(i); std::isfinite(value))
                bins[static_cast<std::size_t>(std::ranges::upper_bound(ends, value) - ends.begin())].push_back(i);
        for (std::size_t bin = 0; bin < bins.size(); ++bin) {
            const std::string from = bin > 0 ? std::to_string(ends[bin - 1]) : "";
            const std::string label = bin == 0            ? " below " + std::to_string(ends[0]) + unit
                                      : bin < ends.size() ? " " + from + " to " + std::to_string(ends[bin]) + unit
                                                          : " from " + from + unit;
            if (!bins[bin].empty())
                add(name + label, bins[bin]);
        }
    }

    const ReportRequest &request_;
    const EvaluateReport &report_;
    std::vector<FaceGroup> groups_;
};

std::vector<std::size_t> worstFaces(std::span<const double> errors, int count)
{
    std::vector<std::size_t> out;
    for (const int entry : analysis::sortedRows(errors, true)) {
        if (std::ssize(out) >= count || !std::isfinite(errors[static_cast<std::size_t>(entry)]))
            break;
        out.push_back(static_cast<std::size_t>(entry));
    }
    return out;
}

Result<std::vector<RunComparison>> comparisons(const ReportRequest &request, double upTo, const JobContext &context)
{
    const metrics::Evaluation &first = request.report->evaluation;
    std::vector<RunComparison> out;
    for (const ReportedRun &other : request.others) {
        EvaluateRequest asked = request.evaluated;
        asked.run = other.run;
        asked.rowOfFace = other.rowOfFace;
        asked.faces = request.report->faces;
        auto report = evaluate(asked, context);
        if (!report)
            return report.error();
        const metrics::Evaluation &second = report->evaluation;
        auto paired = analysis::compareRuns(first.nmes, second.nmes, first.threshold, request.bootstrap, context);
        if (!paired)
            return paired.error();
        out.push_back({other.run, second.summary, std::move(paired).value(), metrics::ced(second.nmes, upTo)});
    }
    return out;
}
} // namespace

const LandmarkSet &referenceOf(const EvaluateRequest &request, int row)
{
    const LandmarkSet *given = request.reference ? request.reference(row) : nullptr;
    return given ? *given : request.dataset->faces[static_cast<std::size_t>(row)].truth;
}

double normaliserOf(const EvaluateRequest &request, int row, metrics::Normaliser normaliser)
{
    const Face &face = request.dataset->faces[static_cast<std::size_t>(row)];
    return metrics::normalisers(referenceOf(request, row), *request.dataset->scheme(), face.box,
                                face.derived.boxSize)[static_cast<std::size_t>(normaliser)];
}

Result<ReportNumbers> reportNumbers(const ReportRequest &request, const JobContext &context)
{
    const metrics::Evaluation &evaluation = request.report->evaluation;
    ReportNumbers out;
    out.scheme = request.evaluated.dataset->scheme();
    const auto errors = faceErrors(*request.report);
    out.upTo = axisEnd(errors, evaluation.threshold);
    if (!std::ranges::all_of(evaluation.nmes, [](double v) { return std::isnan(v); })) {
        auto band = analysis::bootstrapCed(evaluation.nmes, out.upTo, evaluation.threshold, request.bootstrap, context);
        if (!band)
            return band.error();
        out.band = std::move(band).value();
    }
    out.histogram = analysis::histogram(errors, 0, out.upTo, kHistogramBins);
    out.landmarks = landmarkErrors(request, *out.scheme, context);
    if (evaluation.convention != metrics::Convention::Mmpose)
        out.groups = GroupMaker(request).make();
    out.worst = worstFaces(errors, request.worst);
    auto compared = comparisons(request, out.upTo, context);
    if (!compared)
        return compared.error();
    out.comparisons = std::move(compared).value();
    return out;
}

} // namespace fiducial::pipeline
