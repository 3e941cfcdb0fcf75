#pragma once

#include "core/model/face_detector.h"

#include <opencv2/core/mat.hpp>

#include <vector>

namespace fiducial::model {

/// The picture scaled into the top-left corner of a fixed input, the rest black. OpenCV 4.6 gives hundreds of false
/// boxes once a network's input size changes, so every picture is brought to the same one.
struct Letterbox {
    cv::Mat canvas;   ///< 8-bit BGR of the input's size
    double scale = 1; ///< input pixels per picture pixel

    Letterbox(const cv::Mat &picture, Size input);
    /// From corners on the input (edges: 0 is the left border) to a picture rectangle. Faces at the border keep their
    /// size: it may reach beyond the picture.
    Rect toPicture(double x0, double y0, double x1, double y1) const;
};

/// N x 3 x H x W: (v - mean) * scale in the card's colour order.
cv::Mat toBlob(const cv::Mat &canvas, const DetectorCard &card);

/// Best first; of faces that overlap by more than `overlap` (intersection over union) only the best stays.
std::vector<DetectedFace> suppressed(std::vector<DetectedFace> faces, double overlap);

/// The same faces with the box of their landmarks (DetectorCard::landmarkArea).
std::vector<DetectedFace> landmarkBoxes(std::vector<DetectedFace> faces, const Rect &area);

/// The detectors by architecture. `weights` is the file's path.
Result<std::unique_ptr<FaceDetector>> centerFaceDetector(const DetectorCard &card, const std::string &onnx);
Result<std::unique_ptr<FaceDetector>> ultraFaceDetector(const DetectorCard &card, const std::string &onnx);
Result<std::unique_ptr<FaceDetector>> haarDetector(const DetectorCard &card, const std::filesystem::path &weights);

} // namespace fiducial::model
