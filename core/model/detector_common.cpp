#include "core/model/detector_common.h"

#include <opencv2/dnn.hpp>
#include <opencv2/imgproc.hpp>

#include <algorithm>

namespace fiducial::model {

Letterbox::Letterbox(const cv::Mat &picture, Size input) : canvas(input.height, input.width, CV_8UC3, cv::Scalar())
{
    scale = std::min(static_cast<double>(input.width) / picture.cols, static_cast<double>(input.height) / picture.rows);
    const cv::Size size(std::clamp(cvRound(picture.cols * scale), 1, input.width),
                        std::clamp(cvRound(picture.rows * scale), 1, input.height));
    cv::Mat corner = canvas(cv::Rect(cv::Point(), size));
    cv::resize(picture, corner, size, 0, 0, scale < 1 ? cv::INTER_AREA : cv::INTER_LINEAR);
}

Rect Letterbox::toPicture(double x0, double y0, double x1, double y1) const
{
    const auto edge = [this](double v) { return v / scale - 0.5; };
    return Rect::fromCorners(edge(x0), edge(y0), edge(x1), edge(y1));
}

cv::Mat toBlob(const cv::Mat &canvas, const DetectorCard &card)
{
    return cv::dnn::blobFromImage(canvas, card.scale, canvas.size(),
                                  cv::Scalar(card.mean[0], card.mean[1], card.mean[2]), card.rgb);
}

std::vector<DetectedFace> suppressed(std::vector<DetectedFace> faces, double overlap)
{
    std::stable_sort(faces.begin(), faces.end(), [](const auto &a, const auto &b) { return a.score > b.score; });
    std::vector<DetectedFace> kept;
    for (const auto &face : faces) {
        const auto hides = [&](const DetectedFace &better) {
            return intersectionOverUnion(better.box, face.box) > overlap;
        };
        if (!face.box.empty() && std::none_of(kept.begin(), kept.end(), hides))
            kept.push_back(face);
    }
    return kept;
}

std::vector<DetectedFace> landmarkBoxes(std::vector<DetectedFace> faces, const Rect &area)
{
    for (DetectedFace &face : faces)
        face.box = {face.box.x + area.x * face.box.width, face.box.y + area.y * face.box.height,
                    area.width * face.box.width, area.height * face.box.height};
    return faces;
}

} // namespace fiducial::model
