#pragma once

#include "core/scheme/landmark_scheme.h"

#include <torch/types.h>

#include <span>
#include <string>

namespace fiducial::training {

/// Losses of heatmap networks (algorithms.md 6.2 to 6.4). Coordinates are -1..1 over the input, B x P x 2; maps are
/// B x maps x H x W; `law` says where cells lie, as NetworkOptions::grid.

struct StarLoss {
    int version = 2;                    ///< 1: one distance of both scaled errors; 2: each error's, scaled
    std::string distance = "smooth_l1"; ///< or "l1", "l2"
    double smooth = 0.01;               ///< of smooth_l1: below it the loss is quadratic
    double spread = 1;                  ///< weight of the variances, which alone keep the maps narrow
    std::string law = "corners";
};
/// Zhou et al. 2023, a value a landmark, B x P: the error along the principal axes of the map, each over its standard
/// deviation, so that directions in which the map is uncertain count less. The projections are computed without
/// eigenvectors, so that round maps have gradients, too. Maps are not negative; their height does not matter.
torch::Tensor starLoss(const torch::Tensor &maps, const torch::Tensor &target, const StarLoss &options);

/// Huang et al. 2021 (ADNet), a value a landmark, B x P: errors across the contour count more than those along it, the
/// more so the longer the attention reaches along it. `attention` and `last` are those of the last stage, without
/// gradient.
torch::Tensor directionLoss(const torch::Tensor &points, const torch::Tensor &target, const torch::Tensor &attention,
                            const torch::Tensor &last, std::span<const Contour> edges, const std::string &law);
/// Normals of contours at their landmarks, of length 1; zero where there is none.
torch::Tensor contourNormals(const torch::Tensor &points, std::span<const Contour> edges);

/// Size and form of target maps.
struct MapSize {
    std::int64_t height = 64, width = 64;
    std::string law = "corners";
    double sigma = 1; ///< of the Gaussian, in cells
};
/// Gaussians of height 1 around the landmarks themselves, not around the nearest cell.
torch::Tensor pointMaps(const torch::Tensor &points, const MapSize &size);
/// exp(-d^2 / 2 sigma^2) of the distance to the line through the landmarks of each edge; B x edges x H x W.
torch::Tensor edgeMaps(const torch::Tensor &points, std::span<const Contour> edges, const MapSize &size);
/// B x edges: 1 where all landmarks of the edge are present.
torch::Tensor edgeWeights(const torch::Tensor &weights, std::span<const Contour> edges);

/// Mean over the cells of the maps with weight (B x maps). "mse", or "awing": adaptive wing, eleven times as heavy on
/// and beside cells of 0.2 and more.
torch::Tensor mapLoss(const std::string &kind, const torch::Tensor &maps, const torch::Tensor &target,
                      const torch::Tensor &weights);

} // namespace fiducial::training
