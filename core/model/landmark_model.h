#pragma once

#include "core/base/job_context.h"
#include "core/dataset/run.h"
#include "core/model/model_card.h"

#include <opencv2/core/mat.hpp>

#include <memory>
#include <optional>
#include <span>

namespace fiducial::model {

struct DeviceOptions {
    std::string device = "auto"; ///< "auto", "cpu", "cuda", "cuda:N"; cuda without CUDA is an error with the reason
    int batch = 16;              ///< out of memory halves it and goes on
    bool half = false;
    int threads = 0; ///< 0: all cores
};

/// A face to be predicted: an upright BGR picture (shared, not copied) and the box the crop rule starts from, in its
/// pixels.
struct FaceInput {
    cv::Mat picture;
    Rect box;
    std::optional<CentreScale> centreScale; ///< for cards whose crop is given by the tsv's centre and scale
};

struct FaceOutput {
    std::vector<Point2f> points;          ///< image pixels (PC0), in the card's scheme
    std::vector<Covariance2f> covariance; ///< empty where the model has none
    std::vector<float> peak;
};

/// The heatmaps behind a prediction. Large (1.6 MB for 98 maps of 64 x 64): recomputed for the face on screen, not
/// kept.
struct LandmarkMaps {
    int count = 0, height = 0, width = 0;
    std::vector<float> values; ///< count x height x width
    Affine imageFromCell;      ///< the centre of cell (0, 0) lies at imageFromCell * (0, 0)
};

/// A loaded model: crops, normalises, runs, decodes. predict() may be called by one thread at a time (the inference
/// thread).
class LandmarkModel {
public:
    virtual ~LandmarkModel() = default;
    virtual const ModelCard &card() const = 0;
    virtual std::string device() const = 0;
    virtual std::string hash() const = 0; ///< SHA-256 of the weights; empty for the mean shape
    /// What its points are averaged over.
    virtual ViewOptions views() const { return {card().flipAverage, 0}; }
    /// One output per input, in order. Works in batches of at most the device options' size.
    virtual Result<std::vector<FaceOutput>> predict(std::span<const FaceInput> faces, const JobContext &context) = 0;
    /// The two halves of predict(), for pipelines that prepare crops on other threads: thread-safe preparation of one
    /// face ...
    struct Prepared {
        std::vector<float> chw; ///< 3 x H x W of the card's input; empty for models that need no pixels
        Affine cropFromImage;
        Rect box;
        std::vector<Prepared> further; ///< views of the same face, of a model that averages them
    };
    virtual Prepared prepare(const FaceInput &face) const = 0;
    /// ... and the network over prepared faces, on the inference thread.
    virtual Result<std::vector<FaceOutput>> run(std::span<const Prepared> faces, const JobContext &context) = 0;
    /// The maps of one face, of the first view where several are averaged. Unsupported where the model has none.
    virtual Result<LandmarkMaps> maps(const Prepared &face);
};

/// Loads a card with its weights (`card.file` resolved against `folder`).
Result<std::unique_ptr<LandmarkModel>> loadModel(const ModelCard &card, const std::filesystem::path &folder,
                                                 const DeviceOptions &options);
/// The built-in model that fits the scheme's mean shape to the box; needs no file. Any built-in scheme.
Result<std::unique_ptr<LandmarkModel>> meanShapeModel(const std::string &schemeId);

/// What can be found out about a weights file without a card: probes input and output shapes by running it once.
struct ProbeReport {
    std::string architecture; ///< "onnx", "torchscript", ...
    std::string sha256;
    Size input; ///< 0x0 where the file leaves it open
    std::vector<std::vector<std::int64_t>> outputs;
    std::optional<ModelCard>
        card;        ///< complete: a known file (committed card of that SHA-256) or everything follows from the shapes
    ModelCard draft; ///< as far as it is known
    std::vector<std::string> missing; ///< card fields that nobody but the user can say
};
Result<ProbeReport> probeModel(const std::filesystem::path &weights);

} // namespace fiducial::model
