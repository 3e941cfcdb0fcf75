#pragma once

#include "core/nets/landmark_network.h"
#include "core/scheme/landmark_scheme.h"

#include <torch/types.h>

namespace fiducial::nets {

/// Where the cells of an axis lie, -1 to 1 over the input: with the law "corners" the first and the last cell lie on
/// the borders, with "centres" each in the middle of its share, with "origin" each at its start.
torch::Tensor cellGrid(std::int64_t cells, const std::string &law, const torch::Tensor &like);

/// The same in 0..1: cell i lies at first + i * step.
struct CellPlaces {
    double first = 0, step = 1;
};
CellPlaces cellPlaces(int cells, const std::string &law);

/// The coordinate of the mean, B x P x 2 (x, y) in -1..1: sum of map times grid over the map's sum, which counts as at
/// least 1e-6. Maps are not negative.
torch::Tensor softArgmax(const torch::Tensor &maps, const std::string &law);

/// The same over the 5 x 5 cells around the largest one, with weights exp(10 * map); cells beyond the border do not
/// count.
torch::Tensor localSoftArgmax(const torch::Tensor &maps, const std::string &law);

/// Second moments of the maps around `mean` (B x P x 2 in -1..1): B x P x 3 (xx, xy, yy). Maps count as of sum 1, what
/// is negative in them as 0.
torch::Tensor mapCovariance(const torch::Tensor &maps, const torch::Tensor &mean, const std::string &law);

/// The coordinates of every stage, and the maps themselves. The options' decoder reads the last stage; where it is one
/// of core/heatmap, which has no gradients, localSoftArgmax() reads the others, and all while the network is trained.
NetworkOutput readMaps(const NetworkOptions &options, std::vector<HeatStage> maps, bool training);

/// With any decoder, by core/heatmap.
DecodedMaps decodeMaps(const NetworkOptions &options, const torch::Tensor &maps);

/// The lines of the scheme with so many points: the edges of edge maps. None where there is no such scheme.
std::vector<Contour> edgesOf(int points);

} // namespace fiducial::nets
