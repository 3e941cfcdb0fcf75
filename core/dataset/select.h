#pragma once

#include "core/dataset/dataset.h"

#include <string_view>
#include <vector>

namespace fiducial {

/// All faces but those that are removed, in row order.
std::vector<int> facesOf(const Dataset &dataset);

/// Of these, faces whose image path matches the wildcard ('web/*', '*' spans '/'); all faces for an empty pattern. In
/// row order.
std::vector<int> selectFaces(const Dataset &dataset, std::string_view pattern);

/// A data set with only these faces and their images, in the given order; files, scheme and issues stay.
Dataset subset(const Dataset &dataset, const std::vector<int> &faces);

} // namespace fiducial
