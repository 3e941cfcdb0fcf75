#pragma once

#include "core/pipeline/predict.h"

namespace fiducial::pipeline {

/// The boxes of one image's faces as `source` wants them; nullopt: the detector found no such face.
/// `rows`: faces of the data set, all of the same image. Notes about faces without a box go to `issues`.
Result<std::vector<std::optional<Rect>>> boxesForFaces(const Dataset &dataset, const std::vector<int> &rows,
                                                       BoxSource source, const cv::Mat &picture,
                                                       model::FaceDetector *detector, std::vector<Issue> &issues);

} // namespace fiducial::pipeline
