#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

/// The door to the LibTorch module: only these value types and Result cross it. The module is a shared library with one
/// extern "C" function, opened the first time LibTorch is needed.
namespace fiducial::model {

/// Raise with every change of a type in this header.
inline constexpr int kBackendAbi = 6;

/// Dense float32, row-major.
struct FloatTensor {
    std::vector<std::int64_t> shape;
    std::vector<float> data;
    std::int64_t count() const
    {
        std::int64_t n = 1;
        for (const auto d : shape)
            n *= d;
        return n;
    }
};

struct NamedTensor {
    std::string name; ///< of the output; stages of a list are "0", "1", ...
    FloatTensor tensor;
};

struct BackendRequest {
    std::string weights;                        ///< path
    std::string architecture;                   ///< as ModelCard::architecture
    std::map<std::string, std::string> options; ///< as ModelCard::options
    std::string device = "auto";                ///< "auto", "cpu", "cuda", "cuda:1"
    bool half = false;                          ///< half precision where the device is CUDA
    int threads = 0;                            ///< 0: the library's default
};

/// A network of ours as a card can name it.
struct ArchitectureInfo {
    std::string name;
    std::string description;
    std::map<std::string, std::string> options; ///< all of them, with their values
    double publishedParametersM = 0;            ///< millions; 0 where its authors print nothing
    double publishedGmacs = 0;                  ///< of executed layers, without attention products
    double publishedFramesPerSecond = 0;
};

/// Size and work of one picture at the network's own input size.
struct NetworkFigures {
    std::int64_t parameters = 0;
    std::int64_t executedParameters = 0; ///< of these: they take part in a forward pass
    std::int64_t macs = 0;               ///< multiply-accumulates of executed convolutions and linear layers
    std::int64_t attentionMacs = 0;      ///< of attention products
    std::int64_t weightBytes = 0;        ///< of parameters and buffers as float32
    std::int64_t peakBytes = 0;          ///< most that weights and the tensors of one pass take at once, on the CPU
};

struct SpeedRequest {
    std::string device = "auto";
    int batch = 1;
    double seconds = 1; ///< of measuring, after a warm-up
};

struct NetworkSpeed {
    std::string device; ///< as Backend::device()
    double facesPerSecond = 0;
};

/// The maps that the coordinates of a face were read from. Cell i of an axis lies at first + i * step of the input's
/// side, by the law of the stages' own 0..1.
struct FaceMaps {
    FloatTensor maps; ///< P x H x W; square, and the same law on both axes
    double first = 0, step = 1;
};

/// The outputs of a heatmap network of ours that stand before its stages: N x P x 3 (xx, xy, yy in squares of the
/// input's side) and N x P (the largest value of each map). Landmarks whose map says nothing are NaN.
inline constexpr char kCovarianceOutput[] = "covariance";
inline constexpr char kPeakOutput[] = "peak";

/// A loaded network. One thread at a time.
class Backend {
public:
    virtual ~Backend() = default;
    /// N x 3 x H x W in, all outputs in the order the network gives them. Out of memory is Errc::TooLarge.
    virtual Result<std::vector<NamedTensor>> forward(const FloatTensor &batch) = 0;
    /// 1 x 3 x H x W in. Unsupported where the network has no heatmaps, or none that are known as such.
    virtual Result<FaceMaps> maps(const FloatTensor &)
    {
        return makeError(Errc::Unsupported, says("This model does not give heatmaps."));
    }
    virtual std::string device() const = 0; ///< "CPU, 2 threads", "CUDA: NVIDIA H200"
};

class TorchModule {
public:
    virtual ~TorchModule() = default;
    virtual int abi() const = 0;
    virtual std::string version() const = 0; ///< "LibTorch 2.13.0"
    virtual bool cudaAvailable() const = 0;
    virtual Sentence cudaReason() const = 0; ///< why CUDA is not available; empty where it is
    /// TorchScript ("torchscript") or a network of ours with weights from safetensors or a PyTorch file. A cuda device
    /// without CUDA fails with the reason.
    virtual Result<std::unique_ptr<Backend>> load(const BackendRequest &request) = 0;
    /// The networks of ours.
    virtual std::vector<ArchitectureInfo> architectures() const = 0;
    /// Builds the network and runs it once on an empty picture.
    virtual Result<NetworkFigures> figures(const std::string &architecture,
                                           const std::map<std::string, std::string> &options) = 0;
    /// Passes of the network with initial weights over pictures of noise.
    virtual Result<NetworkSpeed> speed(const std::string &architecture,
                                       const std::map<std::string, std::string> &options,
                                       const SpeedRequest &request) = 0;
    /// Makes LibTorch print a warning to stderr: the test of deep binding.
    virtual void printWarning() = 0;
};

/// The symbol and its type: `extern "C" fiducial::model::TorchModule *fiducial_torch_module(int abi)`; null for another
/// ABI.
inline constexpr char kTorchFactorySymbol[] = "fiducial_torch_module";
using TorchFactory = TorchModule *(*)(int abi);

/// Opens the module once (build/lib beside the executable, the installed place, or FIDUCIAL_TORCH_MODULE) and keeps it.
/// The error is one sentence that says how to get LibTorch. Thread-safe.
Result<TorchModule *> torchModule();
/// Whether there is a module to open; opens nothing.
bool hasTorchModule();

} // namespace fiducial::model
