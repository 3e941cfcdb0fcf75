#include "tests/core/image/picture_files.h"

#include <opencv2/imgcodecs.hpp>

#include <cstdint>
#include <utility>

namespace fiducial::test {

namespace {
std::string bigEndian(std::uint32_t value, int bytes)
{
    std::string out;
    for (int i = bytes - 1; i >= 0; --i)
        out += static_cast<char>((value >> (8 * i)) & 0xFF);
    return out;
}

std::string littleEndian(std::uint32_t value, int bytes)
{
    const std::string big = bigEndian(value, bytes);
    return {big.rbegin(), big.rend()};
}

std::uint32_t crc32(const std::string &bytes)
{
    std::uint32_t crc = 0xFFFFFFFF;
    for (const char c : bytes) {
        crc ^= static_cast<unsigned char>(c);
        for (int i = 0; i < 8; ++i)
            crc = (crc >> 1) ^ ((crc & 1) != 0 ? 0xEDB88320U : 0U);
    }
    return ~crc;
}

std::string pngChunk(const std::string &type, const std::string &data)
{
    return bigEndian(static_cast<std::uint32_t>(data.size()), 4) + type + data + bigEndian(crc32(type + data), 4);
}

std::string riffChunk(const std::string &type, const std::string &data)
{
    return type + littleEndian(static_cast<std::uint32_t>(data.size()), 4) + data + std::string(data.size() % 2, '\0');
}
} // namespace

std::string encode(const char *extension, const cv::Mat &picture)
{
    std::vector<uchar> bytes;
    cv::imencode(extension, picture, bytes);
    return {bytes.begin(), bytes.end()};
}

std::string exifBlock(int orientation)
{
    return std::string("MM\0*", 4) + bigEndian(8, 4) + bigEndian(1, 2) + bigEndian(0x112, 2) + bigEndian(3, 2) +
           bigEndian(1, 4) + bigEndian(static_cast<std::uint32_t>(orientation), 2) + bigEndian(0, 2) + bigEndian(0, 4);
}

std::string jpegWithExif(const cv::Mat &picture, int orientation)
{
    const std::string payload = std::string("Exif\0\0", 6) + exifBlock(orientation);
    std::string jpeg = encode(".jpg", picture);
    jpeg.insert(2, "\xFF\xE1" + bigEndian(static_cast<std::uint32_t>(payload.size()) + 2, 2) + payload);
    return jpeg;
}

std::string pngWithExif(const cv::Mat &picture, int orientation)
{
    constexpr std::size_t kAfterHeader = 8 + 25;
    std::string png = encode(".png", picture);
    png.insert(kAfterHeader, pngChunk("eXIf", exifBlock(orientation)));
    return png;
}

std::string webpWithExif(const cv::Mat &picture, int orientation)
{
    constexpr std::size_t kRiffHeader = 12;
    const std::string image = encode(".webp", picture).substr(kRiffHeader);
    const auto extended = littleEndian(8, 4) + littleEndian(static_cast<std::uint32_t>(picture.cols - 1), 3) +
                          littleEndian(static_cast<std::uint32_t>(picture.rows - 1), 3);
    const std::string body = "WEBP" + riffChunk("VP8X", extended) + image + riffChunk("EXIF", exifBlock(orientation));
    return riffChunk("RIFF", body);
}

std::string tiffWithOrientation(const cv::Mat &picture, int orientation)
{
    std::string pixels;
    for (int y = 0; y < picture.rows; ++y)
        for (int x = 0; x < picture.cols; ++x)
            for (int c = 2; c >= 0; --c)
                pixels += static_cast<char>(picture.at<cv::Vec3b>(y, x)[c]);
    const auto size = static_cast<std::uint32_t>(pixels.size());
    const std::uint32_t bits = 8 + size; // three SHORTs behind the pixels, then the directory
    const auto entry = [](std::uint32_t tag, std::uint32_t type, std::uint32_t count, std::uint32_t value) {
        return littleEndian(tag, 2) + littleEndian(type, 2) + littleEndian(count, 4) + littleEndian(value, 4);
    };
    return "II*" + std::string(1, '\0') + littleEndian(bits + 6, 4) + pixels + littleEndian(8, 2) + littleEndian(8, 2) +
           littleEndian(8, 2) + littleEndian(10, 2) + entry(0x100, 4, 1, static_cast<std::uint32_t>(picture.cols)) +
           entry(0x101, 4, 1, static_cast<std::uint32_t>(picture.rows)) + entry(0x102, 3, 3, bits) +
           entry(0x103, 3, 1, 1) + entry(0x106, 3, 1, 2) + entry(0x111, 4, 1, 8) +
           entry(0x112, 3, 1, static_cast<std::uint32_t>(orientation)) + entry(0x115, 3, 1, 3) +
           entry(0x116, 4, 1, static_cast<std::uint32_t>(picture.rows)) + entry(0x117, 4, 1, size) + littleEndian(0, 4);
}

std::string pngHeaderOnly(int width, int height)
{
    const std::string header = bigEndian(static_cast<std::uint32_t>(width), 4) +
                               bigEndian(static_cast<std::uint32_t>(height), 4) + std::string("\x08\x02\0\0\0", 5);
    return std::string("\x89PNG\r\n\x1a\n") + pngChunk("IHDR", header) + pngChunk("IDAT", "") + pngChunk("IEND", "");
}

cv::Mat stored(const cv::Mat &upright, int orientation)
{
    const int right = upright.cols - 1;
    const int bottom = upright.rows - 1;
    // Which side of the upright picture the stored row 0 and column 0 are.
    const auto source = [&](int row, int column) -> cv::Vec3b {
        switch (orientation) {
        case 2: // top, right
            return upright.at<cv::Vec3b>(row, right - column);
        case 3: // bottom, right
            return upright.at<cv::Vec3b>(bottom - row, right - column);
        case 4: // bottom, left
            return upright.at<cv::Vec3b>(bottom - row, column);
        case 5: // left, top
            return upright.at<cv::Vec3b>(column, row);
        case 6: // right, top
            return upright.at<cv::Vec3b>(column, right - row);
        case 7: // right, bottom
            return upright.at<cv::Vec3b>(bottom - column, right - row);
        case 8: // left, bottom
            return upright.at<cv::Vec3b>(bottom - column, row);
        default:
            return upright.at<cv::Vec3b>(row, column);
        }
    };
    cv::Size size = upright.size();
    if (orientation >= 5)
        std::swap(size.width, size.height);
    cv::Mat out(size, CV_8UC3);
    for (int y = 0; y < out.rows; ++y)
        for (int x = 0; x < out.cols; ++x)
            out.at<cv::Vec3b>(y, x) = source(y, x);
    return out;
}

} // namespace fiducial::test
