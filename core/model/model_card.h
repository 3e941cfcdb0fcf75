#pragma once

#include "core/base/result.h"
#include "core/geometry/crop_transform.h"
#include "core/heatmap/decode.h"

#include <array>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace fiducial::model {

/// How a network's output becomes landmarks.
enum class OutputKind {
    Coordinates, ///< N x 2P (or N x P x 2, or a list of such stages): x then y of each point, in the unit of
                 ///< `coordinateUnit`
    Stages,      ///< tensor, tuple or list of stages, the last one N x P x (>= 2), [..., :2] in 0..1, further channels
                 ///< ignored
    Heatmaps,    ///< N x P x h x w
};
enum class CoordinateUnit { UnitSquare, Pixels }; ///< 0..1 of the crop, or pixels of the input

/// Everything needed to run a weights file (DESIGN section 5). Lies beside the weights as NAME.json. No field is
/// guessed: a card that lacks one says which.
struct ModelCard {
    std::string name;
    std::string description;
    std::string architecture; ///< "onnx", "torchscript", or a network of ours ("resnet18-linear", ...)
    std::map<std::string, std::string> options; ///< of the architecture
    std::string file;                           ///< weights, relative to the card; empty for the mean shape
    std::string sha256;                         ///< of the weights
    std::string schemeId;

    Size input;
    bool rgb = false;                    ///< colour order the network wants
    double scale = 1.0 / 255;            ///< value = (v * scale - mean) / deviation
    std::array<double, 3> mean{0, 0, 0}; ///< in the network's colour order
    std::array<double, 3> deviation{1, 1, 1};
    CropRule crop; ///< around the box
    /// > 0: a face that has the tsv's centre and scale is cropped to 200 x scale x this around that centre instead of
    /// by its box (STAR: 1; HRNet: 1.25).
    double centreScaleMargin = 0;

    OutputKind output = OutputKind::Coordinates;
    std::string outputName; ///< of the tensor; empty: the only one or the last
    int outputOffset = -1;  ///< first of the 2P numbers in a longer output (peppa: 143 numbers, 136 used from 0); -1:
                            ///< the output has exactly 2P
    CoordinateUnit unit = CoordinateUnit::UnitSquare;
    heatmap::Decoder decoder = heatmap::Decoder::QuarterOffset; ///< Heatmaps: how places are read from the maps

    std::string licence;
    std::string trainingData;
    std::map<std::string, double> accuracy; ///< "WFLW test NME inter-ocular" -> 0.052

    bool flipAverage = false; ///< predict on the mirrored crop too and average
    friend bool operator==(const ModelCard &, const ModelCard &) = default;
};

Result<ModelCard> parseCard(std::string_view json);
/// Reads back equal.
std::string printCard(const ModelCard &card);
/// Reads NAME.json; the error names the missing fields.
Result<ModelCard> readCard(const std::filesystem::path &file);

/// A detector's card: CenterFace, UltraFace, Haar cascade.
struct DetectorCard {
    std::string name;
    std::string architecture; ///< "centerface", "ultraface", "haar"
    std::string file;
    std::string sha256;
    Size input;
    bool rgb = false;
    double scale = 1; ///< value = (v - mean) * scale
    std::array<double, 3> mean{0, 0, 0};
    double scoreThreshold = 0.5;
    double overlapThreshold = 0.3;
    /// Where the landmarks' box lies in a box of the network, as shares of that box: detectors are trained on boxes
    /// that take in the forehead, landmark models on the box around the landmarks.
    Rect landmarkArea{0, 0, 1, 1};
    std::string licence;
};
Result<DetectorCard> parseDetectorCard(std::string_view json);
/// Whether a card is a detector's ("kind": "detector") and not a landmark model's.
bool isDetectorCard(std::string_view json);

} // namespace fiducial::model
