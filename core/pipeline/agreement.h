#pragma once

#include "core/base/job_context.h"
#include "core/dataset/dataset.h"
#include "core/dataset/face_state.h"
#include "core/metrics/metrics.h"

#include <filesystem>
#include <functional>
#include <unordered_map>

namespace fiducial::pipeline {

/// Two annotations of the same faces, neither of them the truth.
struct AgreementRequest {
    const Dataset *dataset = nullptr;
    std::vector<int> faces; ///< rows
    /// Null or empty: not annotated. In the data set's scheme.
    std::function<const LandmarkSet *(int)> first;
    std::function<const LandmarkSet *(int)> second;
    std::optional<metrics::Normaliser> normaliser; ///< the scheme's default
};

/// Distances between the two; NaN where there is none. Shares are of the normaliser, mean of both annotations'.
struct Disagreement {
    int count = 0; ///< of points that both placed
    double meanPixels = 0, medianPixels = 0, p90Pixels = 0;
    double mean = 0, median = 0, p90 = 0; ///< shares
};

struct FaceDisagreement {
    int face = -1; ///< row
    double nme = 0;
    double meanPixels = 0;
    int worstLandmark = -1;
    double worstPixels = 0;
    int visibility = 0; ///< points of another visibility
};

struct AgreementReport {
    metrics::Normaliser normaliser = metrics::Normaliser::InterOcular;
    Disagreement all;
    std::vector<Disagreement> landmarks;
    std::vector<FaceDisagreement> faces; ///< annotated by both, the largest NME first
    int onlyFirst = 0;                   ///< faces annotated by one of them
    int onlySecond = 0;
};

/// InvalidArgument: no scheme, no face that both annotated, a set with another number of points.
Result<AgreementReport> agreement(const AgreementRequest &request, const JobContext &context);

/// What somebody corrected in a project of the same data set, by the rows of `dataset`. Works on a copy: the project
/// may be another's, open elsewhere, and its data set at another place.
Result<std::unordered_map<int, EditedSet>> annotationsOf(const std::filesystem::path &project, const Dataset &dataset,
                                                         const JobContext &context);

} // namespace fiducial::pipeline
