#include "core/model/onnx_backend.h"

#include <opencv2/core/utility.hpp>
#include <opencv2/core/utils/logger.hpp>
#include <opencv2/dnn.hpp>

#include <algorithm>
#include <new>

namespace fiducial::model {

namespace {
constexpr int kMaxDimensions = 8;

FloatTensor toTensor(const cv::Mat &blob)
{
    FloatTensor tensor;
    for (int i = 0; i < blob.dims; ++i)
        tensor.shape.push_back(blob.size[i]);
    cv::Mat floats;
    blob.convertTo(floats, CV_32F);
    tensor.data.assign(floats.ptr<float>(), floats.ptr<float>() + floats.total());
    return tensor;
}

/// OpenCV puts this before the names of layers that have their own.
std::string plainName(const std::string &layer)
{
    constexpr std::string_view kPrefix = "onnx_node!";
    return layer.starts_with(kPrefix) ? layer.substr(kPrefix.size()) : layer;
}

/// Appends the outputs of one more face along the first axis; an output without that axis gets one.
bool append(std::vector<NamedTensor> &all, const std::string &name, FloatTensor one, std::size_t output, bool first)
{
    if (one.shape.empty() || one.shape[0] != 1)
        one.shape.insert(one.shape.begin(), 1);
    if (first) {
        all.push_back({plainName(name), std::move(one)});
        return true;
    }
    auto &tensor = all[output].tensor;
    if (!std::equal(one.shape.begin() + 1, one.shape.end(), tensor.shape.begin() + 1, tensor.shape.end()))
        return false;
    ++tensor.shape[0];
    tensor.data.insert(tensor.data.end(), one.data.begin(), one.data.end());
    return true;
}

/// The first line of what OpenCV says, without its list markers.
std::string reasonOf(const std::exception &e)
{
    const auto *known = dynamic_cast<const cv::Exception *>(&e);
    std::string reason = known ? known->err : e.what();
    while (!reason.empty() && (reason.front() == '>' || reason.front() == ' '))
        reason.erase(0, 1);
    return reason.substr(0, reason.find('\n'));
}

class OnnxBackend : public Backend {
public:
    explicit OnnxBackend(cv::dnn::Net net) : net_(std::move(net)), names_(net_.getUnconnectedOutLayersNames()) {}

    Result<std::vector<NamedTensor>> forward(const FloatTensor &batch) override
    {
        if (batch.shape.size() < 2 || batch.shape.size() > kMaxDimensions || batch.shape[0] < 1 ||
            batch.count() != static_cast<std::int64_t>(batch.data.size()))
            return makeError(Errc::InvalidArgument,
                             says("The network was given a batch of another size than it says."));
        try {
            return forwardEach(batch);
        } catch (const cv::Exception &e) {
            if (e.code == cv::Error::StsNoMem)
                return makeError(Errc::TooLarge, says("There is not enough memory to run the model."));
            return makeError(Errc::Unsupported, says("OpenCV cannot run this model: %1.", reasonOf(e)));
        } catch (const std::bad_alloc &) {
            return makeError(Errc::TooLarge, says("There is not enough memory to run the model."));
        }
    }

    std::string device() const override
    {
        const int threads = std::max(1, cv::getNumThreads());
        return "CPU, " + std::to_string(threads) + (threads == 1 ? " thread" : " threads");
    }

private:
    Result<std::vector<NamedTensor>> forwardEach(const FloatTensor &batch)
    {
        std::vector<int> shape(batch.shape.begin(), batch.shape.end());
        shape[0] = 1;
        const std::int64_t each = batch.count() / batch.shape[0];
        std::vector<NamedTensor> all;
        for (std::int64_t n = 0; n < batch.shape[0]; ++n) {
            // setInput copies; the header only borrows.
            net_.setInput(cv::Mat(shape, CV_32F, const_cast<float *>(batch.data.data() + n * each)));
            std::vector<cv::Mat> blobs;
            net_.forward(blobs, names_);
            for (std::size_t i = 0; i < blobs.size(); ++i)
                if (!append(all, names_[i], toTensor(blobs[i]), i, n == 0))
                    return makeError(Errc::Malformed, says("The model's output changes its shape from face to face."));
        }
        return all;
    }

    cv::dnn::Net net_;
    std::vector<cv::String> names_;
};
} // namespace

Result<std::unique_ptr<Backend>> onnxBackend(const std::string &bytes, const std::string &device, int threads)
{
    if (device != "auto" && device != "cpu")
        return makeError(Errc::Unsupported, says("ONNX models run on the CPU only, not on \"%1\"; choose the device "
                                                 "cpu or auto, or a TorchScript model.",
                                                 device));
    if (threads > 0)
        cv::setNumThreads(threads);
    // What goes wrong is in the error; OpenCV would print it to stderr as well.
    cv::utils::logging::setLogLevel(cv::utils::logging::LOG_LEVEL_FATAL);
    try {
        cv::dnn::Net net = cv::dnn::readNetFromONNX(bytes.data(), bytes.size());
        if (net.empty())
            return makeError(Errc::Malformed, says("This is no ONNX model, or the file is damaged."));
        return std::unique_ptr<Backend>(std::make_unique<OnnxBackend>(std::move(net)));
    } catch (const std::exception &e) { // protobuf and OpenCV both throw on damaged files
        return makeError(Errc::Unsupported, says("OpenCV cannot read this model: %1.", reasonOf(e)));
    }
}

} // namespace fiducial::model
