#include "core/model/detector_common.h"

#include <opencv2/dnn.hpp>

#include <array>
#include <cmath>

namespace fiducial::model {

namespace {
Error detectorFailure(const DetectorCard &card, Sentence reason)
{
    return makeError(Errc::Unsupported, says("The face detector %1 cannot be run: %2.", card.name, reason));
}

/// Letterbox, network, decode, suppression; what the two networks have in common.
class DnnDetector : public FaceDetector {
public:
    std::string name() const override { return card_.name; }

    Result<std::vector<DetectedFace>> detect(const cv::Mat &picture) override
    {
        if (picture.empty() || picture.type() != CV_8UC3)
            return makeError(Errc::InvalidArgument, says("There is no picture to look for faces in."));
        try {
            const Letterbox letterbox(picture, card_.input);
            net_.setInput(toBlob(letterbox.canvas, card_));
            std::vector<cv::Mat> outputs;
            net_.forward(outputs, names_);
            auto faces = decode(outputs, letterbox);
            if (!faces)
                return faces.error();
            return landmarkBoxes(suppressed(std::move(*faces), card_.overlapThreshold), card_.landmarkArea);
        } catch (const cv::Exception &e) {
            return detectorFailure(card_, Sentence::verbatim(e.err));
        } catch (const std::bad_alloc &) {
            return makeError(Errc::TooLarge, says("There is not enough memory to look for faces."));
        }
    }

protected:
    DnnDetector(DetectorCard card, cv::dnn::Net net, std::vector<cv::String> names)
        : card_(std::move(card)), net_(std::move(net)), names_(std::move(names))
    {}
    virtual Result<std::vector<DetectedFace>> decode(const std::vector<cv::Mat> &outputs,
                                                     const Letterbox &letterbox) const = 0;

    DetectorCard card_;

private:
    cv::dnn::Net net_;
    std::vector<cv::String> names_;
};

template <class Detector>
Result<std::unique_ptr<FaceDetector>> loadDnn(const DetectorCard &card, const std::string &onnx)
{
    try {
        return std::unique_ptr<FaceDetector>(
            std::make_unique<Detector>(card, cv::dnn::readNetFromONNX(onnx.data(), onnx.size())));
    } catch (const std::exception &e) {
        return detectorFailure(card, Sentence::verbatim(e.what()));
    }
}

/// CenterFace (Xu et al. 2019): an anchor-free head at a quarter of the input. Outputs: centre heatmap 1xhxw, log of
/// height and width in cells, offset y and x in cells, five landmarks.
class CenterFace final : public DnnDetector {
public:
    CenterFace(const DetectorCard &card, cv::dnn::Net net) : DnnDetector(card, std::move(net), {"537", "538", "539"}) {}

private:
    Result<std::vector<DetectedFace>> decode(const std::vector<cv::Mat> &outputs,
                                             const Letterbox &letterbox) const override
    {
        constexpr int kStride = 4;
        constexpr std::array<int, 3> kChannels{1, 2, 2};
        const int height = card_.input.height / kStride;
        const int width = card_.input.width / kStride;
        for (std::size_t i = 0; i < kChannels.size(); ++i) {
            const cv::Mat &blob = outputs[i];
            if (blob.dims != 4 || blob.size[0] != 1 || blob.size[1] != kChannels[i] || blob.size[2] != height ||
                blob.size[3] != width)
                return detectorFailure(card_, says("its outputs have another shape"));
        }
        std::vector<DetectedFace> faces;
        for (int y = 0; y < height; ++y) {
            for (int x = 0; x < width; ++x) {
                const double score = outputs[0].ptr<float>(0, 0, y)[x];
                if (!(score > card_.scoreThreshold))
                    continue;
                const double h = std::exp(double(outputs[1].ptr<float>(0, 0, y)[x])) * kStride;
                const double w = std::exp(double(outputs[1].ptr<float>(0, 1, y)[x])) * kStride;
                const double cy = (y + double(outputs[2].ptr<float>(0, 0, y)[x]) + 0.5) * kStride;
                const double cx = (x + double(outputs[2].ptr<float>(0, 1, y)[x]) + 0.5) * kStride;
                faces.push_back({letterbox.toPicture(cx - w / 2, cy - h / 2, cx + w / 2, cy + h / 2), score});
            }
        }
        return faces;
    }
};

/// UltraFace RFB: SSD with 4420 priors over four strides; boxes are encoded against the priors (centre variance 0.1,
/// size variance 0.2), scores are already probabilities.
class UltraFace final : public DnnDetector {
public:
    UltraFace(const DetectorCard &card, cv::dnn::Net net) : DnnDetector(card, std::move(net), {"boxes", "scores"}) {}

private:
    struct Prior {
        double cx;
        double cy;
        double w;
        double h;
    };

    std::vector<Prior> priors() const
    {
        struct Level {
            int stride;
            std::vector<int> sides;
        };
        const std::vector<Level> levels{{8, {10, 16, 24}}, {16, {32, 48}}, {32, {64, 96}}, {64, {128, 192, 256}}};
        std::vector<Prior> all;
        for (const auto &level : levels) {
            const int columns = (card_.input.width + level.stride - 1) / level.stride;
            const int rows = (card_.input.height + level.stride - 1) / level.stride;
            for (int y = 0; y < rows; ++y)
                for (int x = 0; x < columns; ++x)
                    for (const int side : level.sides)
                        all.push_back({std::min(1.0, (x + 0.5) * level.stride / card_.input.width),
                                       std::min(1.0, (y + 0.5) * level.stride / card_.input.height),
                                       std::min(1.0, double(side) / card_.input.width),
                                       std::min(1.0, double(side) / card_.input.height)});
        }
        return all;
    }

    Result<std::vector<DetectedFace>> decode(const std::vector<cv::Mat> &outputs,
                                             const Letterbox &letterbox) const override
    {
        const auto all = priors();
        if (outputs[0].total() != all.size() * 4 || outputs[1].total() != all.size() * 2)
            return detectorFailure(card_, says("its outputs have another shape"));
        const float *box = outputs[0].ptr<float>();
        const float *score = outputs[1].ptr<float>() + 1; // background, face
        std::vector<DetectedFace> faces;
        for (const Prior &prior : all) {
            if (*score > card_.scoreThreshold) {
                const double cx = (double(box[0]) * 0.1 * prior.w + prior.cx) * card_.input.width;
                const double cy = (double(box[1]) * 0.1 * prior.h + prior.cy) * card_.input.height;
                const double w = std::exp(double(box[2]) * 0.2) * prior.w * card_.input.width;
                const double h = std::exp(double(box[3]) * 0.2) * prior.h * card_.input.height;
                faces.push_back({letterbox.toPicture(cx - w / 2, cy - h / 2, cx + w / 2, cy + h / 2), double(*score)});
            }
            box += 4;
            score += 2;
        }
        return faces;
    }
};
} // namespace

Result<std::unique_ptr<FaceDetector>> centerFaceDetector(const DetectorCard &card, const std::string &onnx)
{
    return loadDnn<CenterFace>(card, onnx);
}

Result<std::unique_ptr<FaceDetector>> ultraFaceDetector(const DetectorCard &card, const std::string &onnx)
{
    return loadDnn<UltraFace>(card, onnx);
}

} // namespace fiducial::model
