#include "core/image/image.h"

#include "core/base/file_io.h"
#include "core/base/image_header.h"

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>
#include <new>

namespace fiducial::image {

namespace fs = std::filesystem;

namespace {
std::string sizeText(int width, int height)
{
    return std::to_string(width) + " x " + std::to_string(height);
}

Result<void> checkLimits(int width, int height, const DecodeLimits &limits, const fs::path &file)
{
    if (std::max(width, height) > limits.maxSide)
        return makeError(Errc::TooLarge,
                         says("The picture has %1 pixels; a side may have %2. Scale it down.", sizeText(width, height),
                              limits.maxSide),
                         toUtf8(file));
    if (std::int64_t{width} * height > limits.maxPixels)
        return makeError(Errc::TooLarge,
                         says("The picture has %1 pixels; the limit is %2 million. Scale it down.",
                              sizeText(width, height), limits.maxPixels / 1000000),
                         toUtf8(file));
    return {};
}

int reducedFlag(int longSide, int wanted)
{
    if (wanted <= 0)
        return cv::IMREAD_COLOR;
    if (longSide / 8 >= wanted)
        return cv::IMREAD_REDUCED_COLOR_8;
    if (longSide / 4 >= wanted)
        return cv::IMREAD_REDUCED_COLOR_4;
    return longSide / 2 >= wanted ? cv::IMREAD_REDUCED_COLOR_2 : cv::IMREAD_COLOR;
}

/// JPEG is decoded as colour; what may carry alpha or more than 8 bits comes as it is stored.
int decodeFlags(const std::optional<ImageHeader> &header, int minLongSide)
{
    if (!header)
        return cv::IMREAD_COLOR | cv::IMREAD_IGNORE_ORIENTATION;
    switch (header->format) {
    case ImageFormat::Jpeg:
        return reducedFlag(std::max(header->width, header->height), minLongSide) | cv::IMREAD_IGNORE_ORIENTATION;
    case ImageFormat::Png:
    case ImageFormat::Tiff:
    case ImageFormat::WebP:
        return cv::IMREAD_UNCHANGED;
    case ImageFormat::Bmp:
    case ImageFormat::Gif:
        break;
    }
    return cv::IMREAD_COLOR | cv::IMREAD_IGNORE_ORIENTATION;
}

cv::Mat toEightBit(cv::Mat picture)
{
    switch (picture.depth()) {
    case CV_8U:
        return picture;
    case CV_16U:
        picture.convertTo(picture, CV_8U, 1.0 / 257);
        return picture;
    case CV_32F:
    case CV_64F: {
        picture.convertTo(picture, CV_32F);
        cv::patchNaNs(picture);
        double high = 0;
        cv::minMaxLoc(picture.reshape(1), nullptr, &high);
        picture.convertTo(picture, CV_8U, high <= 1 ? 255 : 1);
        return picture;
    }
    default:
        picture.convertTo(picture, CV_8U);
        return picture;
    }
}

cv::Mat onWhite(const cv::Mat &bgra)
{
    cv::Mat bgr(bgra.size(), CV_8UC3);
    for (int y = 0; y < bgra.rows; ++y) {
        const auto *from = bgra.ptr<cv::Vec4b>(y);
        auto *to = bgr.ptr<cv::Vec3b>(y);
        for (int x = 0; x < bgra.cols; ++x) {
            const int alpha = from[x][3];
            for (int c = 0; c < 3; ++c)
                to[x][c] = static_cast<uchar>((from[x][c] * alpha + 255 * (255 - alpha) + 127) / 255);
        }
    }
    return bgr;
}

/// 8-bit BGR of whatever the decoder gave; empty where nobody knows what the channels are.
cv::Mat toBgr(cv::Mat picture)
{
    picture = toEightBit(std::move(picture));
    cv::Mat bgr;
    switch (picture.channels()) {
    case 1:
        cv::cvtColor(picture, bgr, cv::COLOR_GRAY2BGR);
        return bgr;
    case 3:
        return picture;
    case 4:
        return onWhite(picture);
    default:
        return {};
    }
}

cv::Mat upright(const cv::Mat &stored, int orientation)
{
    cv::Mat picture = stored;
    if (orientation >= 5)
        cv::transpose(stored, picture);
    constexpr int kAcross = 1;
    constexpr int kDown = 0;
    constexpr int kBoth = -1;
    cv::Mat out;
    switch (orientation) {
    case 2:
    case 6:
        cv::flip(picture, out, kAcross);
        return out;
    case 3:
    case 7:
        cv::flip(picture, out, kBoth);
        return out;
    case 4:
    case 8:
        cv::flip(picture, out, kDown);
        return out;
    default:
        return picture;
    }
}

Error noPicture(const fs::path &file, bool known)
{
    return makeError(Errc::Malformed,
                     known ? says("The picture cannot be decoded; the file is damaged.")
                           : says("This is no picture of a known format (JPEG, PNG, WebP, TIFF, BMP, PNM, JPEG 2000)."),
                     toUtf8(file));
}

Result<cv::Mat> decodeBytes(const std::string &bytes, const std::optional<ImageHeader> &header,
                            const DecodeOptions &options, const fs::path &file)
{
    try {
        const cv::Mat buffer(1, static_cast<int>(bytes.size()), CV_8U, const_cast<char *>(bytes.data()));
        cv::Mat picture = toBgr(cv::imdecode(buffer, decodeFlags(header, options.minLongSide)));
        if (picture.empty())
            return noPicture(file, header.has_value());
        if (const auto ok = checkLimits(picture.cols, picture.rows, options.limits, file); !ok)
            return ok.error();
        // OpenCV's TIFF reader turns the picture itself, whatever it is told.
        const bool turn = header && header->format != ImageFormat::Tiff;
        return turn ? upright(picture, header->orientation) : picture;
    } catch (const cv::Exception &) {
        return noPicture(file, header.has_value());
    } catch (const std::bad_alloc &) {
        return makeError(Errc::TooLarge, says("There is not enough memory to decode the picture."), toUtf8(file));
    }
}

/// Bilinear, black outside. cv::warpAffine rounds positions to 1/32 pixel before OpenCV 5, which moves predicted
/// landmarks by a few hundredths of a pixel.
cv::Mat sampled(const cv::Mat &source, const Affine &sourceFromOut, Size size)
{
    cv::Mat out(size.height, size.width, CV_8UC3, cv::Scalar());
    const cv::Vec3b black;
    const auto at = [&](int x, int y) -> const cv::Vec3b & {
        const bool inside = x >= 0 && y >= 0 && x < source.cols && y < source.rows;
        return inside ? source.ptr<cv::Vec3b>(y)[x] : black;
    };
    for (int y = 0; y < size.height; ++y) {
        auto *row = out.ptr<cv::Vec3b>(y);
        for (int x = 0; x < size.width; ++x) {
            const Point2 p = sourceFromOut * Point2{static_cast<double>(x), static_cast<double>(y)};
            if (!(p.x > -1 && p.y > -1 && p.x < source.cols && p.y < source.rows))
                continue;
            const int x0 = static_cast<int>(std::floor(p.x));
            const int y0 = static_cast<int>(std::floor(p.y));
            const auto fx = static_cast<float>(p.x - x0);
            const auto fy = static_cast<float>(p.y - y0);
            const cv::Vec3b &a = at(x0, y0);
            const cv::Vec3b &b = at(x0 + 1, y0);
            const cv::Vec3b &c = at(x0, y0 + 1);
            const cv::Vec3b &d = at(x0 + 1, y0 + 1);
            for (int k = 0; k < 3; ++k) {
                const float top = static_cast<float>(a[k]) * (1 - fx) + static_cast<float>(b[k]) * fx;
                const float bottom = static_cast<float>(c[k]) * (1 - fx) + static_cast<float>(d[k]) * fx;
                row[x][k] = static_cast<uchar>(top * (1 - fy) + bottom * fy + 0.5F);
            }
        }
    }
    return out;
}

Rect insidePicture(const Rect &box, double margin, cv::Size picture)
{
    const double side = std::min(std::max(box.width, box.height) * margin,
                                 static_cast<double>(std::max(picture.width, picture.height)));
    // Edges of the picture lie half a pixel outside its outer pixel centres.
    const auto start = [side](double centre, int extent) {
        const double free = extent - side;
        return free > 0 ? std::clamp(centre - side / 2, -0.5, free - 0.5) : free / 2 - 0.5;
    };
    return {start(box.centre().x, picture.width), start(box.centre().y, picture.height), side, side};
}
} // namespace

Result<cv::Mat> decode(const fs::path &file, const DecodeOptions &options)
{
    constexpr std::uint64_t kMaxFileBytes = 0x7FFFFFFF; // what a row of a cv::Mat holds
    const auto bytes = readFile(file, kMaxFileBytes);
    if (!bytes)
        return bytes.error();
    const auto parsed = parseImageHeader(*bytes);
    std::optional<ImageHeader> header;
    if (parsed) {
        header = *parsed;
        if (const auto ok = checkLimits(header->width, header->height, options.limits, file); !ok)
            return ok.error();
        if (header->format == ImageFormat::Gif)
            return makeError(Errc::Unsupported, says("GIF pictures are not supported; save it as PNG."), toUtf8(file));
        if (isCutOff(*bytes))
            return makeError(Errc::Malformed, says("The picture is cut off; copy the file again."), toUtf8(file));
    } else if (parsed.error().code != Errc::Unsupported) {
        return makeError(parsed.error().code, parsed.error().message, toUtf8(file));
    }
    return decodeBytes(*bytes, header, options, file);
}

Result<Size> probeSize(const fs::path &file)
{
    const auto header = readImageHeader(file);
    if (header)
        return Size{header->uprightWidth(), header->uprightHeight()};
    if (header.error().code != Errc::Unsupported)
        return header.error();
    // Rare formats (PNM, JPEG 2000, EXR, ...) have no header reader here.
    const auto picture = decode(file);
    if (!picture)
        return picture.error();
    return Size{picture.value().cols, picture.value().rows};
}

cv::Mat warp(const cv::Mat &picture, const Affine &cropFromImage, Size input)
{
    cv::Mat source = picture;
    Affine map = cropFromImage;
    const double shrink = 1 / std::sqrt(std::abs(cropFromImage.determinant()));
    if (shrink > 2) {
        // Average the needed part down by a whole factor first; bilinear sampling alone would skip pixels.
        const Affine back = cropFromImage.inverse();
        const double w = input.width;
        const double h = input.height;
        const Point2 corners[]{back * Point2{-1, -1}, back * Point2{w, -1}, back * Point2{-1, h}, back * Point2{w, h}};
        const auto [left, right] = std::minmax({corners[0].x, corners[1].x, corners[2].x, corners[3].x});
        const auto [top, bottom] = std::minmax({corners[0].y, corners[1].y, corners[2].y, corners[3].y});
        const auto pixel = [](double v, int limit) {
            return static_cast<int>(std::clamp(std::floor(v), 0.0, static_cast<double>(limit)));
        };
        const cv::Rect part(cv::Point(pixel(left, picture.cols), pixel(top, picture.rows)),
                            cv::Point(pixel(right + 2, picture.cols), pixel(bottom + 2, picture.rows)));
        if (part.empty())
            return cv::Mat::zeros(input.height, input.width, CV_8UC3);
        const double factor = std::floor(shrink);
        const cv::Size small(std::max(1, cvRound(part.width / factor)), std::max(1, cvRound(part.height / factor)));
        cv::resize(picture(part), source, small, 0, 0, cv::INTER_AREA);
        const double fx = static_cast<double>(part.width) / small.width;
        const double fy = static_cast<double>(part.height) / small.height;
        map = map * Affine{fx, 0, part.x + (fx - 1) / 2, 0, fy, part.y + (fy - 1) / 2};
    }
    return sampled(source, map.inverse(), input);
}

cv::Mat thumbnail(const cv::Mat &picture, const Rect &box, int edge, double margin, Affine *thumbFromImage)
{
    Rect part{-0.5, -0.5, static_cast<double>(picture.cols), static_cast<double>(picture.rows)};
    if (!box.empty())
        part = insidePicture(box, margin, picture.size());
    const double scale = edge / std::max(part.width, part.height);
    const Size size{std::max(1, static_cast<int>(std::lround(part.width * scale))),
                    std::max(1, static_cast<int>(std::lround(part.height * scale)))};
    const Affine map{scale, 0, -scale * part.x - 0.5, 0, scale, -scale * part.y - 0.5};
    if (thumbFromImage)
        *thumbFromImage = map;
    return warp(picture, map, size);
}

} // namespace fiducial::image
