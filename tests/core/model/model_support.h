#pragma once

#include "core/model/model_card.h"

#include <cstdint>
#include <string>
#include <vector>

namespace fiducial::test {

/// A complete card of 98 points on a small square input: values v / 255, BGR, crop = box.
model::ModelCard plainCard(int side = 8);

/// An ONNX file (1 x 3 x side x side -> 1 x n) whose outputs follow the mean values of the three channels:
/// output[k] = weights[0][k] m0 + weights[1][k] m1 + weights[2][k] m2 + bias[k]. side 0 leaves the size open.
std::string channelMeanOnnx(int side, const std::vector<std::vector<float>> &weights, const std::vector<float> &bias);

/// The same with n outputs that are `value` whatever the picture.
std::string constantOnnx(int side, int outputs, float value);

/// An ONNX file (1 x 3 x side x side -> 1 x count x height x width) that gives `maps` times the mean value of the first
/// channel.
std::string heatmapOnnx(int side, int count, int height, int width, const std::vector<float> &maps);

/// Resident memory in bytes that this process cannot do without: not the pages of libraries, which the kernel takes
/// away and reads again as it likes, nor the free top of the heap, of which the allocator keeps some megabytes or none
/// depending on what it was asked for last.
std::int64_t heldBytes();

} // namespace fiducial::test
