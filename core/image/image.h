#pragma once

#include "core/base/result.h"
#include "core/geometry/affine.h"

#include <opencv2/core/mat.hpp>

#include <filesystem>

/// Pictures: 8-bit BGR cv::Mat, upright (EXIF orientation applied), PC0 coordinates. All functions are thread-safe.
namespace fiducial::image {

/// A picture beyond these is refused with a sentence before it is decoded.
struct DecodeLimits {
    int maxSide = 65535;
    std::int64_t maxPixels = std::int64_t{1} << 29; ///< 1.6 GB decoded
};

struct DecodeOptions {
    /// > 0: the picture may be decoded at a reduced size whose longer side is at least this (thumbnails; JPEG only
    /// decodes what it needs). 0: full size.
    int minLongSide = 0;
    DecodeLimits limits;
};

/// Decodes any format OpenCV reads: grey and 16-bit become 8-bit BGR, alpha is laid on white, CMYK is converted.
/// Orientation 1..8 of EXIF is applied. Errors: NotFound, Malformed (truncated, no picture), TooLarge (with the size
/// and the limit).
Result<cv::Mat> decode(const std::filesystem::path &file, const DecodeOptions &options = {});

/// Upright size from the file's header alone, without decoding.
Result<Size> probeSize(const std::filesystem::path &file);

/// The part of `picture` that `cropFromImage` maps onto an input of this size, bilinear (area-averaged where it shrinks
/// by more than 2), black outside.
cv::Mat warp(const cv::Mat &picture, const Affine &cropFromImage, Size input);

/// Square thumbnail of `edge` pixels around a face box (enlarged by `margin`, inside the picture), or the whole picture
/// where the box is empty. `thumbFromImage`, when given, receives the map for drawing landmarks.
cv::Mat thumbnail(const cv::Mat &picture, const Rect &box, int edge, double margin = 1.35,
                  Affine *thumbFromImage = nullptr);

} // namespace fiducial::image
