#pragma once

#include "core/dataset/run.h"
#include "core/formats/annotation_format.h"

namespace fiducial::pipeline {

/// Predictions of other programs as bare numbers, a row a face: a NumPy array (.npy; N x points x 2 or N x 2 points,
/// float32 or float64, little-endian, C order; numpy.lib.format 1.0 to 3.0) or a .csv of numbers without a header.
/// Image pixels, (0, 0) the centre of the top-left pixel; NaN or an empty field: no such point.
bool isPointArray(const std::filesystem::path &file);

/// `order` says which face each row is: an annotation file of the same faces, or a text of one line a row with the
/// image's path and, where images hold several faces, its box behind it (x_min y_min x_max y_max). An empty path looks
/// for NAME.txt beside the array. The scheme follows from the count of points, which has to be that of one scheme.
Result<Run> readPointArray(const formats::FormatRegistry &registry, const std::filesystem::path &file,
                           const std::filesystem::path &order, const JobContext &context);

} // namespace fiducial::pipeline
