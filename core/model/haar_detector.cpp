#include "core/base/file_io.h"
#include "core/model/detector_common.h"

#include <opencv2/imgproc.hpp>
#include <opencv2/objdetect.hpp>

namespace fiducial::model {

namespace {
class HaarDetector final : public FaceDetector {
public:
    HaarDetector(const DetectorCard &card, cv::CascadeClassifier cascade)
        : name_(card.name), landmarkArea_(card.landmarkArea), cascade_(std::move(cascade))
    {}

    std::string name() const override { return name_; }

    Result<std::vector<DetectedFace>> detect(const cv::Mat &picture) override
    {
        if (picture.empty() || picture.type() != CV_8UC3)
            return makeError(Errc::InvalidArgument, says("There is no picture to look for faces in."));
        try {
            return detectIn(picture);
        } catch (const cv::Exception &e) {
            return makeError(Errc::Internal, says("The Haar cascade cannot be run: %1.", e.err));
        }
    }

private:
    Result<std::vector<DetectedFace>> detectIn(const cv::Mat &picture)
    {
        constexpr int kLongSide = 1280; // larger pictures take seconds
        constexpr int kMinFace = 24;
        const double scale = std::min(1.0, static_cast<double>(kLongSide) / std::max(picture.cols, picture.rows));
        cv::Mat grey;
        cv::cvtColor(picture, grey, cv::COLOR_BGR2GRAY);
        if (scale < 1)
            cv::resize(grey, grey, cv::Size(), scale, scale, cv::INTER_AREA);
        cv::equalizeHist(grey, grey);
        std::vector<cv::Rect> boxes;
        std::vector<int> levels;
        std::vector<double> weights;
        cascade_.detectMultiScale(grey, boxes, levels, weights, 1.1, 4, 0, cv::Size(kMinFace, kMinFace), cv::Size(),
                                  true);
        std::vector<DetectedFace> faces;
        for (std::size_t i = 0; i < boxes.size(); ++i)
            faces.push_back(
                {{boxes[i].x / scale - 0.5, boxes[i].y / scale - 0.5, boxes[i].width / scale, boxes[i].height / scale},
                 weights[i]});
        constexpr double kOverlap = 0.3;
        return landmarkBoxes(suppressed(std::move(faces), kOverlap), landmarkArea_);
    }

    std::string name_;
    Rect landmarkArea_;
    cv::CascadeClassifier cascade_;
};
} // namespace

Result<std::unique_ptr<FaceDetector>> haarDetector(const DetectorCard &card, const std::filesystem::path &weights)
{
    try {
        cv::CascadeClassifier cascade;
        if (cascade.load(weights.string()))
            return std::unique_ptr<FaceDetector>(std::make_unique<HaarDetector>(card, std::move(cascade)));
    } catch (const cv::Exception &) {
        // said below
    }
    return makeError(Errc::Malformed, says("This is no cascade that OpenCV can read."), toUtf8(weights));
}

} // namespace fiducial::model
