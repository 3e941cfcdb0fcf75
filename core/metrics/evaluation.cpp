#include "core/base/text.h"
#include "core/metrics/error_curve.h"
#include "core/metrics/keypoint_auc.h"
#include "core/metrics/metrics.h"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <thread>

namespace fiducial::metrics {

namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
constexpr double kMissing = std::numeric_limits<double>::infinity();
constexpr std::size_t kFacesPerChunk = 1024;

/// There was something to predict, and not one point of it was.
bool isMissing(const LandmarkSet &reference, std::span<const Point2> prediction)
{
    return reference.presentCount() > 0 && std::ranges::none_of(prediction, isFinite);
}

/// What one face adds to the means under the chosen normaliser.
struct FaceTerm {
    double nme = kNone; ///< +infinity: missing
    double errorSum = 0;
    int valid = 0;
};

/// Sums over one chunk. Chunks are merged in order, so that the result does not depend on the number of threads.
struct ChunkSums {
    ChunkSums(int landmarks, std::size_t groups)
        : landmarkSum(static_cast<std::size_t>(landmarks)),
          landmarkValid(static_cast<std::size_t>(landmarks)),
          keypoints(groups, KeypointAuc(landmarks))
    {}

    void merge(const ChunkSums &other)
    {
        for (std::size_t i = 0; i < landmarkSum.size(); ++i) {
            landmarkSum[i] += other.landmarkSum[i];
            landmarkValid[i] += other.landmarkValid[i];
        }
        for (std::size_t n = 0; n < nmeSum.size(); ++n) {
            nmeSum[n] += other.nmeSum[n];
            nmeWeight[n] += other.nmeWeight[n];
        }
        for (std::size_t g = 0; g < keypoints.size(); ++g)
            keypoints[g].merge(other.keypoints[g]);
    }

    std::vector<double> landmarkSum;
    std::vector<std::int64_t> landmarkValid;
    std::array<double, kNormaliserCount> nmeSum{};
    std::array<std::int64_t, kNormaliserCount> nmeWeight{};
    std::vector<KeypointAuc> keypoints; ///< one a group of faces; empty where the convention has no keypoint AUC
};

class Evaluator {
public:
    Evaluator(std::span<const EvaluatedFace> faces, const LandmarkScheme &scheme,
              const std::vector<std::string> &attributeNames, Evaluation &evaluation)
        : faces_(faces),
          scheme_(scheme),
          attributeNames_(attributeNames),
          evaluation_(evaluation),
          pooled_(evaluation.convention == Convention::Mmpose),
          terms_(faces.size())
    {
        evaluation_.perFace.resize(faces.size());
        const std::size_t groups = pooled_ ? attributeNames.size() + 1 : 0;
        chunks_.assign((faces.size() + kFacesPerChunk - 1) / kFacesPerChunk, ChunkSums(scheme.count, groups));
    }

    /// False: cancelled.
    bool measureFaces(const JobContext &context);
    void summarise();

private:
    void measureChunk(std::size_t chunk);
    void measureFace(std::size_t index, ChunkSums &sums);
    void addKeypoint(const EvaluatedFace &face, std::size_t landmark, double error, ChunkSums &sums) const;
    bool inSubset(std::size_t face, std::size_t attribute) const;
    void summariseLandmarks(const ChunkSums &total);
    Summary summaryOf(const std::vector<std::size_t> &group, std::optional<double> keypointAuc) const;

    std::span<const EvaluatedFace> faces_;
    const LandmarkScheme &scheme_;
    const std::vector<std::string> &attributeNames_;
    Evaluation &evaluation_;
    bool pooled_;
    std::vector<FaceTerm> terms_;
    std::vector<ChunkSums> chunks_;
};

bool Evaluator::measureFaces(const JobContext &context)
{
    std::atomic<std::size_t> next = 0;
    std::atomic<bool> stopped = false;
    std::mutex reporting;
    std::size_t done = 0;
    const auto work = [&] {
        for (std::size_t chunk = next++; chunk < chunks_.size() && !stopped; chunk = next++) {
            if (context.cancelled()) {
                stopped = true;
                return;
            }
            measureChunk(chunk);
            const std::lock_guard lock(reporting);
            done += std::min(kFacesPerChunk, faces_.size() - chunk * kFacesPerChunk);
            context.progress(static_cast<std::int64_t>(done), static_cast<std::int64_t>(faces_.size()));
        }
    };
    const std::size_t threads =
        std::min<std::size_t>(std::max(1U, std::thread::hardware_concurrency()), chunks_.size());
    {
        std::vector<std::jthread> helpers;
        for (std::size_t i = 1; i < threads; ++i)
            helpers.emplace_back(work);
        work();
    }
    return !stopped;
}

void Evaluator::measureChunk(std::size_t chunk)
{
    const std::size_t end = std::min(faces_.size(), (chunk + 1) * kFacesPerChunk);
    for (std::size_t i = chunk * kFacesPerChunk; i < end; ++i)
        measureFace(i, chunks_[chunk]);
}

bool Evaluator::inSubset(std::size_t face, std::size_t attribute) const
{
    const auto attributes = faces_[face].attributes;
    return attribute < attributes.size() && attributes[attribute] == 1;
}

void Evaluator::addKeypoint(const EvaluatedFace &face, std::size_t landmark, double error, ChunkSums &sums) const
{
    if (!pooled_)
        return;
    const auto index = static_cast<std::size_t>(&face - faces_.data());
    sums.keypoints[0].add(landmark, error);
    for (std::size_t attribute = 0; attribute < attributeNames_.size(); ++attribute)
        if (inSubset(index, attribute))
            sums.keypoints[attribute + 1].add(landmark, error);
}

void Evaluator::measureFace(std::size_t index, ChunkSums &sums)
{
    const EvaluatedFace &face = faces_[index];
    FaceTerm &term = terms_[index];
    auto &row = evaluation_.perFace[index];
    row.fill(std::numeric_limits<float>::quiet_NaN());
    if (isMissing(*face.reference, face.prediction)) {
        term.nme = kMissing;
        for (int i = 0; i < scheme_.count; ++i)
            if (face.reference->isPresent(i))
                addKeypoint(face, static_cast<std::size_t>(i), kMissing, sums);
        return;
    }
    const std::vector<double> errors = pointErrors(*face.reference, face.prediction);
    const Normalisers lengths = normalisers(*face.reference, scheme_, face.annotatedBox, face.boxSize);
    const auto isValid = [](double error) { return std::isfinite(error); };
    const auto valid = std::ranges::count_if(errors, isValid);
    for (std::size_t n = 0; n < lengths.size(); ++n) {
        const double value = nme(errors, lengths[n]);
        row[n] = static_cast<float>(value);
        if (std::isnan(value))
            continue;
        sums.nmeSum[n] += pooled_ ? value * static_cast<double>(valid) : value;
        sums.nmeWeight[n] += pooled_ ? valid : 1;
    }
    const double length = lengths[static_cast<std::size_t>(evaluation_.normaliser)];
    term.nme = nme(errors, length);
    if (std::isnan(term.nme))
        return;
    term.valid = static_cast<int>(valid);
    for (std::size_t i = 0; i < errors.size(); ++i) {
        if (!isValid(errors[i]))
            continue;
        const double error = errors[i] / length;
        term.errorSum += error;
        sums.landmarkSum[i] += error;
        ++sums.landmarkValid[i];
        addKeypoint(face, i, error, sums);
    }
}

void Evaluator::summariseLandmarks(const ChunkSums &total)
{
    evaluation_.perLandmark.assign(total.landmarkSum.size(), kNone);
    for (std::size_t i = 0; i < total.landmarkSum.size(); ++i)
        if (total.landmarkValid[i] > 0)
            evaluation_.perLandmark[i] = total.landmarkSum[i] / static_cast<double>(total.landmarkValid[i]);
    for (const Contour &contour : scheme_.contours) {
        double sum = 0;
        int count = 0;
        for (const int landmark : contour.points) {
            const double error = evaluation_.perLandmark[static_cast<std::size_t>(landmark)];
            if (std::isnan(error))
                continue;
            sum += error;
            ++count;
        }
        evaluation_.contours.push_back({contour.id, count > 0 ? sum / count : kNone});
    }
}

Summary Evaluator::summaryOf(const std::vector<std::size_t> &group, std::optional<double> keypointAuc) const
{
    Summary summary;
    summary.faces = static_cast<int>(group.size());
    std::vector<double> nmes;
    nmes.reserve(group.size());
    double sum = 0;
    std::int64_t weight = 0;
    for (const std::size_t index : group) {
        const FaceTerm &term = terms_[index];
        nmes.push_back(term.nme);
        if (std::isnan(term.nme)) {
            ++summary.unnormalised;
        } else if (term.nme == kMissing) {
            ++summary.missing;
        } else {
            sum += pooled_ ? term.errorSum : term.nme;
            weight += pooled_ ? term.valid : 1;
        }
    }
    if (weight > 0)
        summary.nme = sum / static_cast<double>(weight);
    summary.failureRate = failureRate(nmes, evaluation_.threshold, evaluation_.convention);
    summary.auc = pooled_ ? keypointAuc : areaUnderCed(nmes, evaluation_.threshold, evaluation_.convention);
    return summary;
}

void Evaluator::summarise()
{
    ChunkSums total(scheme_.count, pooled_ ? attributeNames_.size() + 1 : 0);
    for (const ChunkSums &chunk : chunks_)
        total.merge(chunk);
    summariseLandmarks(total);
    for (std::size_t n = 0; n < kNormaliserCount; ++n)
        if (total.nmeWeight[n] > 0)
            evaluation_.nmeUnder[n] = total.nmeSum[n] / static_cast<double>(total.nmeWeight[n]);
    for (const FaceTerm &term : terms_)
        evaluation_.nmes.push_back(term.nme);

    const auto keypointAuc = [&](std::size_t group) { return pooled_ ? total.keypoints[group].value() : std::nullopt; };
    std::vector<std::size_t> group(faces_.size());
    for (std::size_t i = 0; i < group.size(); ++i)
        group[i] = i;
    evaluation_.summary = summaryOf(group, keypointAuc(0));
    for (std::size_t attribute = 0; attribute < attributeNames_.size(); ++attribute) {
        group.clear();
        for (std::size_t i = 0; i < faces_.size(); ++i)
            if (inSubset(i, attribute))
                group.push_back(i);
        evaluation_.subsets[attributeNames_[attribute]] = summaryOf(group, keypointAuc(attribute + 1));
    }
}

Result<void> checkRequest(std::span<const EvaluatedFace> faces, const LandmarkScheme &scheme,
                          const Evaluation &evaluation)
{
    const bool noEyes = (evaluation.normaliser == Normaliser::InterOcular && !scheme.interOcular) ||
                        (evaluation.normaliser == Normaliser::InterPupil && !scheme.interPupil);
    if (noEyes)
        return makeError(Errc::InvalidArgument,
                         says("The scheme %1 has no %2 distance; choose another normaliser, for instance box.",
                              scheme.id, toString(evaluation.normaliser)));
    if (!isUsableThreshold(evaluation.threshold))
        return makeError(Errc::InvalidArgument, says("The failure threshold %1 is out of range; give a fraction of the "
                                                     "normaliser from 0.0001 to 1, for instance 0.1 for 10 %.",
                                                     text::shortest(evaluation.threshold)));
    const auto count = static_cast<std::size_t>(scheme.count);
    for (std::size_t i = 0; i < faces.size(); ++i) {
        const LandmarkSet *reference = faces[i].reference;
        const std::size_t predicted = faces[i].prediction.size();
        if (!reference)
            return makeError(Errc::InvalidArgument, says("Face %1 has no reference set.", i));
        for (const std::size_t points : {reference->points.size(), predicted})
            if (points != 0 && points != count)
                return makeError(Errc::InvalidArgument,
                                 says("Face %1 has %2 points, the scheme %3 has %4.", i, points, scheme.id, count));
    }
    return {};
}

} // namespace

Result<Evaluation> evaluate(std::span<const EvaluatedFace> faces, const LandmarkScheme &scheme,
                            const std::vector<std::string> &attributeNames, const EvaluationOptions &options,
                            const JobContext &context)
{
    Evaluation evaluation;
    evaluation.normaliser = options.normaliser.value_or(defaultNormaliser(scheme));
    evaluation.convention = options.convention;
    evaluation.threshold = options.threshold.value_or(defaultThreshold(scheme, options.convention));
    if (const auto checked = checkRequest(faces, scheme, evaluation); !checked)
        return checked.error();
    Evaluator evaluator(faces, scheme, attributeNames, evaluation);
    if (!evaluator.measureFaces(context))
        return makeError(Errc::Cancelled, says("The evaluation was cancelled."));
    evaluator.summarise();
    return evaluation;
}

} // namespace fiducial::metrics
