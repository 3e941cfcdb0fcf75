#pragma once

#include "core/base/job_context.h"
#include "core/dataset/run.h"
#include "core/model/face_detector.h"
#include "core/model/landmark_model.h"

#include <functional>
#include <vector>

namespace fiducial::pipeline {

struct PredictRequest {
    const Dataset *dataset = nullptr;
    std::vector<int> faces;                 ///< rows; empty: all
    BoxSource boxes = BoxSource::Annotated; ///< Annotated falls back on the truth's landmark box where a face has no
                                            ///< box; named in the issues
    int decodeThreads = 0;                  ///< 0: one per core; with CUDA one less, at least one
    /// Called on the calling thread after each batch with the rows it predicted, so that a window can show them at
    /// once. May be null.
    std::function<void(const std::vector<int> &rows, const std::vector<Prediction> &predictions)> onBatch;
};

struct PredictReport {
    Run run;                   ///< one row per requested face, in the request's order (fewer when cancelled)
    std::vector<Issue> issues; ///< images that cannot be read, boxes that are missing
    int predicted = 0;
    int missing = 0;        ///< faces the detector did not find
    bool cancelled = false; ///< the run holds what was done until then
    double seconds = 0;
    double networkSeconds = 0; ///< time inside the model alone
};

/// Crops on decode threads, batches through the model on the calling thread (the inference thread). `detector` is
/// needed for BoxSource::Detector: each face takes the detected box that overlaps its annotated one best (above 0.3),
/// else it is missing.
Result<PredictReport> predict(const PredictRequest &request, model::LandmarkModel &model, model::FaceDetector *detector,
                              const JobContext &context);

struct DetectReport {
    Dataset dataset; ///< the same images with one face per detection: box, no truth
    std::vector<Issue> issues;
};
/// Faces for a folder of plain images.
Result<DetectReport> detectFaces(const Dataset &images, model::FaceDetector &detector, const JobContext &context);

} // namespace fiducial::pipeline
