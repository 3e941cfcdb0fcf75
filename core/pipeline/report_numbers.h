#pragma once

#include "core/analysis/histogram.h"
#include "core/analysis/landmark_errors.h"
#include "core/pipeline/report.h"

namespace fiducial::pipeline {

/// Faces that have something in common beside an attribute.
struct FaceGroup {
    std::string name;
    metrics::Summary summary;
};

/// Another run beside the one that is reported.
struct RunComparison {
    const Run *run = nullptr;
    metrics::Summary summary;
    analysis::PairedComparison paired; ///< the other - the reported one, by the exact convention
    metrics::CedCurve curve;
};

/// What a report shows beside the evaluation itself.
struct ReportNumbers {
    const LandmarkScheme *scheme = nullptr;
    double upTo = 0;                       ///< where the axes of errors end
    std::optional<analysis::CedBand> band; ///< none where no face has a number
    analysis::Histogram histogram;         ///< of the faces with a prediction
    std::vector<analysis::LandmarkErrors> landmarks;
    std::vector<FaceGroup> groups;  ///< by split, yaw of the reference and size; not for mmpose, which pools points
    std::vector<std::size_t> worst; ///< entries of the evaluated faces, largest NME first
    std::vector<RunComparison> comparisons;
};

Result<ReportNumbers> reportNumbers(const ReportRequest &request, const JobContext &context);

/// The set a face is measured against.
const LandmarkSet &referenceOf(const EvaluateRequest &request, int row);
/// The normaliser's length of a face in pixels; NaN where it does not exist.
double normaliserOf(const EvaluateRequest &request, int row, metrics::Normaliser normaliser);

} // namespace fiducial::pipeline
