#pragma once

#include "core/geometry/types.h"
#include "core/model/model_card.h"

#include <opencv2/core/mat.hpp>

#include <memory>
#include <vector>

namespace fiducial::model {

struct DetectedFace {
    Rect box; ///< image pixels
    double score = 0;
};

/// Finds faces in an upright BGR picture. One thread at a time.
class FaceDetector {
public:
    virtual ~FaceDetector() = default;
    virtual std::string name() const = 0; ///< shown wherever its boxes are used: "CenterFace", "Haar cascade"
    /// Best first, after non-maximum suppression.
    virtual Result<std::vector<DetectedFace>> detect(const cv::Mat &picture) = 0;
};

/// CenterFace where its file is found, else Haar from opencv-data, else an error that says how to get one.
Result<std::unique_ptr<FaceDetector>> defaultDetector();
Result<std::unique_ptr<FaceDetector>> loadDetector(const DetectorCard &card, const std::filesystem::path &folder);

} // namespace fiducial::model
