#pragma once

#include "core/analysis/coordinate_doctor.h"
#include "core/base/job_context.h"
#include "core/dataset/run.h"

namespace fiducial::pipeline {

/// A run and the ground truth of a data set, to be held against each other by the coordinate doctor.
struct ExamineRequest {
    const Dataset *dataset = nullptr;
    const Run *run = nullptr;
    std::vector<int> rowOfFace; ///< as EvaluateRequest::rowOfFace
    std::vector<int> faces;     ///< rows
    bool runIsSubject = true;   ///< the run is examined and the ground truth is right; else the other way round
};

/// Reads the size of images that the data set does not know. Errors of diagnoseCoordinates(); Unsupported: no map
/// between the schemes; Cancelled.
Result<analysis::CoordinateDiagnosis> examineCoordinates(const ExamineRequest &request, const JobContext &context);

} // namespace fiducial::pipeline
