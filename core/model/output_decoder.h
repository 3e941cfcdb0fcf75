#pragma once

#include "core/geometry/types.h"
#include "core/model/backend.h"
#include "core/model/landmark_model.h"
#include "core/model/model_card.h"

#include <span>
#include <vector>

namespace fiducial::model {

/// Points of one face in pixels of the network's input (PC0), not yet in the image.
struct DecodedFace {
    std::vector<Point2> points;
    std::vector<Covariance2f> covariance; ///< of heatmaps, in square pixels of the input; empty where there are none
    std::vector<float> peak;              ///< of heatmaps
};

/// What a network gave for a batch of `batch` faces as `points` landmarks each, by the card's rules. The error says
/// which shape came and which one is needed. Numbers that are not finite stay so: such a landmark counts as absent.
Result<std::vector<DecodedFace>> decodeOutputs(const ModelCard &card, int points, std::span<const NamedTensor> outputs,
                                               int batch);

/// The maps of a card whose output they are (OutputKind::Heatmaps), of one face. `imageFromCell` leads to pixels of the
/// network's input only.
Result<LandmarkMaps> heatmapsOf(const ModelCard &card, int points, std::span<const NamedTensor> outputs);

/// "1 x 98 x 2".
std::string shapeText(std::span<const std::int64_t> shape);

} // namespace fiducial::model
