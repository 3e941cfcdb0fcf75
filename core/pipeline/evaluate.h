#pragma once

#include "core/dataset/run.h"
#include "core/metrics/metrics.h"
#include "core/shape/head_pose.h"

namespace fiducial::pipeline {

/// A run (or edited sets) against a reference over a data set's faces.
struct EvaluateRequest {
    const Dataset *dataset = nullptr; ///< the reference is its ground truth ...
    std::function<const LandmarkSet *(int)>
        reference; ///< ... unless this gives another set (corrected); null pointer: the ground truth
    const Run *run = nullptr;
    std::vector<int> faces; ///< rows; empty: all
    metrics::EvaluationOptions options;
    /// Per face of the data set its row in the run (-1: none), where that is known; empty: as matchRun() finds it.
    std::vector<int> rowOfFace;
};

struct EvaluateReport {
    metrics::Evaluation evaluation; ///< perFace in the order of `faces`
    std::vector<int> faces;
    std::vector<int> rowOfFace;                       ///< per entry of faces: its row in the run, or -1
    std::vector<int> unmatchedRows;                   ///< rows of the run that belong to no face
    std::vector<double> worst;                        ///< per face: largest point error / normaliser
    std::vector<int> worstPoint;                      ///< per face: its landmark, -1 where none
    std::vector<std::optional<shape::HeadPose>> pose; ///< per face: of the reference
    std::string map;                                  ///< scheme map that was used, "wflw98-ibug68"; empty where none
};

Result<EvaluateReport> evaluate(const EvaluateRequest &request, const JobContext &context);

} // namespace fiducial::pipeline
