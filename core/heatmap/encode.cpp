#include "core/heatmap/encode.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

namespace fiducial::heatmap {

namespace {

constexpr std::array<std::string_view, 3> kEncodingNames{"gaussian", "rounded-gaussian", "laplacian"};

/// A map that is written to.
struct Canvas {
    float *values;
    int height;
    int width;
};

std::vector<double> gaussianAxis(double centre, double sigma, int cells)
{
    std::vector<double> axis(static_cast<std::size_t>(cells));
    for (int i = 0; i < cells; ++i)
        axis[static_cast<std::size_t>(i)] = std::exp(-(i - centre) * (i - centre) / (2 * sigma * sigma));
    return axis;
}

void drawProduct(const Canvas &canvas, const std::vector<double> &alongX, const std::vector<double> &alongY)
{
    float *cell = canvas.values;
    for (const double y : alongY)
        for (const double x : alongX)
            *cell++ = static_cast<float>(x * y);
}

/// Zero beyond 3 sigma, as the published window is cut.
void cutWindow(std::vector<double> &axis, double centre, double sigma)
{
    for (std::size_t i = 0; i < axis.size(); ++i)
        if (std::abs(static_cast<double>(i) - centre) > 3 * sigma)
            axis[i] = 0;
}

void drawGaussian(const Canvas &canvas, Cell centre, const EncoderOptions &options)
{
    const bool rounded = options.encoding == Encoding::RoundedGaussian;
    if (rounded)
        centre = {std::floor(centre.x + 0.5), std::floor(centre.y + 0.5)};
    auto x = gaussianAxis(centre.x, options.sigma, canvas.width);
    auto y = gaussianAxis(centre.y, options.sigma, canvas.height);
    if (rounded) {
        cutWindow(x, centre.x, options.sigma);
        cutWindow(y, centre.y, options.sigma);
    }
    drawProduct(canvas, x, y);
}

void drawLaplacian(const Canvas &canvas, Cell centre, double sigma)
{
    float *cell = canvas.values;
    for (int y = 0; y < canvas.height; ++y)
        for (int x = 0; x < canvas.width; ++x) {
            const double dx = x - centre.x;
            const double dy = y - centre.y;
            *cell++ = static_cast<float>(std::pow(1 + (dx * dx + dy * dy) / (sigma * sigma), -1.5));
        }
}

constexpr double kStarSigma = 1.5;
constexpr int kStarReduction = 4;

/// One axis of a STAR point map. The template copied to the full grid is a product of two such axes, and so is its
/// bilinear reduction by four, which takes the mean of the full cells 4j+1 and 4j+2.
std::vector<double> starAxis(double p, int side)
{
    constexpr int kTemplate = 10; // 2 x 3 sigma + 1
    constexpr int kCentre = 5;
    const int full = side * kStarReduction;
    const double at = std::clamp(p, 0.0, full - 1.0);
    const int begin = static_cast<int>(at - 3 * kStarSigma); // truncated, as published: one too far near the border
    const int end = std::min({static_cast<int>(at + 3 * kStarSigma + 1), begin + kTemplate, full});
    const auto value = [&](int x) {
        if (x < begin || x >= end)
            return 0.0;
        const double d = x - begin - kCentre;
        return std::exp(-d * d / (2 * kStarSigma * kStarSigma));
    };
    std::vector<double> axis(static_cast<std::size_t>(side));
    for (int j = 0; j < side; ++j)
        axis[static_cast<std::size_t>(j)] = (value(kStarReduction * j + 1) + value(kStarReduction * j + 2)) / 2;
    return axis;
}

bool isFiniteCell(Cell p)
{
    return std::isfinite(p.x) && std::isfinite(p.y);
}

} // namespace

std::string_view toString(Encoding encoding)
{
    return kEncodingNames[static_cast<std::size_t>(encoding)];
}

std::optional<Encoding> parseEncoding(std::string_view text)
{
    const auto found = std::ranges::find(kEncodingNames, text);
    if (found == kEncodingNames.end())
        return std::nullopt;
    return static_cast<Encoding>(found - kEncodingNames.begin());
}

Result<void> encodeInto(std::span<float> out, std::span<const Cell> centres, int height, int width,
                        const EncoderOptions &options)
{
    if (const auto view = StackView::of(out, static_cast<int>(centres.size()), height, width); !view)
        return view.error();
    if (!(options.sigma > 0) || !std::isfinite(options.sigma))
        return makeError(Errc::InvalidArgument, says("The sigma of a heatmap is a positive number of cells."));
    Canvas canvas{out.data(), height, width};
    for (const Cell centre : centres) {
        const std::ptrdiff_t each = std::ptrdiff_t{height} * width;
        if (!isFiniteCell(centre))
            std::fill_n(canvas.values, each, 0.0F);
        else if (options.encoding == Encoding::Laplacian)
            drawLaplacian(canvas, centre, options.sigma);
        else
            drawGaussian(canvas, centre, options);
        canvas.values += each;
    }
    return {};
}

Result<Stack> encode(std::span<const Cell> centres, int height, int width, const EncoderOptions &options)
{
    auto stack = Stack::zeros(static_cast<int>(std::min<std::size_t>(centres.size(), kMaxMaps + 1)), height, width);
    if (!stack)
        return stack;
    if (const auto done = encodeInto(stack->values(), centres, height, width, options); !done)
        return done.error();
    return stack;
}

Result<void> encodeStarPoints(std::span<float> out, std::span<const Cell> points, int side)
{
    if (const auto view = StackView::of(out, static_cast<int>(points.size()), side, side); !view)
        return view.error();
    Canvas canvas{out.data(), side, side};
    for (const Cell p : points) {
        const std::ptrdiff_t each = std::ptrdiff_t{side} * side;
        if (isFiniteCell(p))
            drawProduct(canvas, starAxis(p.x, side), starAxis(p.y, side));
        else
            std::fill_n(canvas.values, each, 0.0F);
        canvas.values += each;
    }
    return {};
}

double rangeOf(double value, double sigma)
{
    return std::sqrt(-2 * sigma * sigma * std::log(std::clamp(value, 1e-9, 1.0)));
}

} // namespace fiducial::heatmap
