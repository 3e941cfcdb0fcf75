#pragma once

#include "core/shape/shape_model.h"

#include <functional>

/// Which of many faces a model is learned from.
namespace fiducial::shape {

/// All points finite and not all in one place.
bool isShape(std::span<const Point2> face);
/// At most options.mostFaces of the indices below `count` that `usable` accepts: all, or a random draw.
std::vector<std::size_t> drawn(std::size_t count, const std::function<bool(std::size_t)> &usable,
                               const ShapeLearning &options);

} // namespace fiducial::shape
