#include "core/heatmap/decode.h"

#include "core/heatmap/multilateration.h"
#include "core/heatmap/peak_decoders.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace fiducial::heatmap {

namespace {

constexpr std::array<std::string_view, kDecoderCount> kDecoderNames{
    "argmax", "quarter-offset", "dark", "local-soft-argmax", "soft-argmax", "keypos-linear", "keypos", "pseudo-range"};

constexpr double kNoNumber = std::numeric_limits<double>::quiet_NaN();
constexpr Spread kNoSpread{kNoNumber, kNoNumber, kNoNumber};

int anchorsFor(int asked, const MapView &map)
{
    if (asked > 0)
        return asked;
    const int side = std::min(map.height(), map.width());
    return side >= 16 ? 30 : side >= 8 ? 15 : 10;
}

bool isOddUpTo(int value, int most)
{
    return value % 2 == 1 && value >= 1 && value <= most;
}

/// The option that makes no sense, as a sentence; empty where all do.
Sentence problemOf(const DecoderOptions &options)
{
    constexpr int kMostKernel = 99;
    if (options.blurKernel != 0 && !isOddUpTo(options.blurKernel, kMostKernel))
        return says("The blur of DARK has an odd side up to 99 cells, or 0 for none.");
    if (!isOddUpTo(options.window, kMostKernel))
        return says("The window of the local soft-argmax has an odd side up to 99 cells.");
    if (!(options.temperature > 0) || !std::isfinite(options.temperature))
        return says("The temperature of the local soft-argmax is a positive number.");
    const bool mayFit = options.decoder == Decoder::PseudoRange && options.sigma == 0;
    if (!mayFit && (!(options.sigma > 0) || !std::isfinite(options.sigma)))
        return says("The sigma of a distance map is a positive number of cells.");
    if (options.anchors != 0 && options.anchors < 4)
        return says("Multilateration needs at least 4 anchors.");
    if (!(options.floor >= 0 && options.floor < 1))
        return says("The floor of the covariance is a share of the peak below 1.");
    return {};
}

} // namespace

std::string_view toString(Decoder decoder)
{
    return kDecoderNames[static_cast<std::size_t>(decoder)];
}

std::optional<Decoder> parseDecoder(std::string_view text)
{
    const auto found = std::ranges::find(kDecoderNames, text);
    if (found == kDecoderNames.end())
        return std::nullopt;
    return static_cast<Decoder>(found - kDecoderNames.begin());
}

Result<PointDecoder> PointDecoder::create(const DecoderOptions &options)
{
    if (Sentence problem = problemOf(options); !problem.empty())
        return makeError(Errc::InvalidArgument, std::move(problem));
    return PointDecoder(options);
}

PointDecoder::PointDecoder(const DecoderOptions &options) : options_(options), blur_(blurAxis(options.blurKernel)) {}

Cell PointDecoder::place(const MapView &map, int x, int y) const
{
    const int anchors = anchorsFor(options_.anchors, map);
    switch (options_.decoder) {
    case Decoder::ArgMax:
        break;
    case Decoder::QuarterOffset:
        return quarterOffset(map, x, y);
    case Decoder::Dark:
        return dark(map, x, y, blur_);
    case Decoder::LocalSoftArgMax:
        return localSoftArgMax(map, x, y, options_.window, options_.temperature);
    case Decoder::SoftArgMax:
        return moments(map).mean;
    case Decoder::KeyPosLinear:
        return linearRanges(map, x, y, options_.sigma);
    case Decoder::KeyPos:
        return gaussNewtonRanges(map, x, y, options_.sigma, anchors);
    case Decoder::PseudoRange:
        return pseudoRanges(map, x, y, options_.sigma, anchors);
    }
    return {static_cast<double>(x), static_cast<double>(y)};
}

DecodedPoint PointDecoder::decode(const MapView &map) const
{
    const auto values = map.values();
    DecodedPoint out{{kNoNumber, kNoNumber}, kNoSpread, 0, Outcome::NotFinite};
    if (!std::ranges::all_of(values, [](float v) { return std::isfinite(v); })) {
        out.peak = std::numeric_limits<float>::quiet_NaN();
        return out;
    }
    const auto [least, largest] = std::ranges::minmax(values);
    out.peak = largest;
    out.outcome = Outcome::NoPeak;
    if (!(largest > 0) || least == largest)
        return out;
    const auto index = static_cast<int>(std::ranges::find(values, largest) - values.begin());
    out.outcome = Outcome::Found;
    out.position = place(map, index % map.width(), index / map.width());
    out.covariance = moments(map, options_.floor).covariance;
    return out;
}

std::vector<DecodedPoint> PointDecoder::decode(const StackView &maps) const
{
    std::vector<DecodedPoint> points;
    points.reserve(static_cast<std::size_t>(maps.count()));
    for (int i = 0; i < maps.count(); ++i)
        points.push_back(decode(maps.map(i)));
    return points;
}

} // namespace fiducial::heatmap
