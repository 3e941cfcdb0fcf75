#pragma once

#include <opencv2/core/mat.hpp>

#include <string>

/// Bytes of picture files that no encoder at hand writes: with an EXIF orientation, or with a header that lies.
namespace fiducial::test {

std::string encode(const char *extension, const cv::Mat &picture);

/// TIFF structure with the orientation alone, as it stands in an EXIF block.
std::string exifBlock(int orientation);
std::string jpegWithExif(const cv::Mat &picture, int orientation);
std::string pngWithExif(const cv::Mat &picture, int orientation);
std::string webpWithExif(const cv::Mat &picture, int orientation);
/// Uncompressed, little-endian, the directory behind the pixels.
std::string tiffWithOrientation(const cv::Mat &picture, int orientation);

/// A PNG of that size with an empty IDAT: all header, no pixels.
std::string pngHeaderOnly(int width, int height);

/// How a camera stores `upright` under an EXIF orientation: rows and columns by the standard's table.
cv::Mat stored(const cv::Mat &upright, int orientation);

} // namespace fiducial::test
