#pragma once

#include "core/heatmap/moments.h"

#include <optional>
#include <string_view>

namespace fiducial::heatmap {

/// How a landmark's place is read from its map (algorithms.md 5.4, 5.5, 7). "Largest cell" is the first one in row
/// order.
enum class Decoder {
    ArgMax,          ///< the largest cell
    QuarterOffset,   ///< a quarter of a cell towards the larger neighbour on each axis that has two
    Dark,            ///< one Newton step on the logarithm of the blurred map
    LocalSoftArgMax, ///< softmax of temperature x value over a window around the largest cell (SH-FAN)
    SoftArgMax,      ///< mean of the map (STAR, ADNet); negative values weigh nothing
    KeyPosLinear,    ///< KeyPosS: true ranges to the four cells of the heaviest 2x2 block, linear least squares
    KeyPos,          ///< KeyPosS as released: true ranges to the highest cells, Gauss-Newton
    PseudoRange, ///< ranges to the highest cells around the peak, one unknown offset in common: a bell of any height
};
/// "argmax", "quarter-offset", "dark", "local-soft-argmax", "soft-argmax", "keypos-linear", "keypos", "pseudo-range":
/// model cards and command line.
std::string_view toString(Decoder decoder);
std::optional<Decoder> parseDecoder(std::string_view text);
inline constexpr int kDecoderCount = 8;

struct DecoderOptions {
    Decoder decoder = Decoder::QuarterOffset;
    int blurKernel = 11;     ///< Dark: side of the Gaussian, odd; its sigma is 0.3 ((k - 1) / 2 - 1) + 0.8; 0: no blur
    int window = 5;          ///< LocalSoftArgMax: side, odd; cut at the border
    double temperature = 10; ///< LocalSoftArgMax
    double sigma = 2;        ///< KeyPos*, PseudoRange: of the encoder, cells; PseudoRange takes 0: unknown, fitted too
    int anchors = 0;  ///< KeyPos, PseudoRange: how many cells; 0: 30 from 16 cells a side on, 15 from 8 on, else 10
    double floor = 0; ///< for the covariance: see moments()
};

enum class Outcome {
    Found,
    NoPeak,    ///< no positive value, or all values alike: the map says nothing
    NotFinite, ///< NaN or infinity among the values
};

struct DecodedPoint {
    Cell position;     ///< NaN unless Found
    Spread covariance; ///< of the map around its own mean, whatever the decoder; NaN unless Found
    float peak = 0;    ///< the largest value; NaN where NotFinite
    Outcome outcome = Outcome::NoPeak;
};

/// Reads places from maps. Immutable, so that threads may share one. Never fails on a map: where a rule does not apply
/// (the neighbours lie beyond the border, a system without solution, a step that leads away from a maximum or further
/// than its cells), the largest cell is the answer.
class PointDecoder {
public:
    /// InvalidArgument names the option that makes no sense.
    static Result<PointDecoder> create(const DecoderOptions &options);

    const DecoderOptions &options() const { return options_; }
    DecodedPoint decode(const MapView &map) const;
    /// One point a map.
    std::vector<DecodedPoint> decode(const StackView &maps) const;

private:
    explicit PointDecoder(const DecoderOptions &options);
    Cell place(const MapView &map, int x, int y) const;

    DecoderOptions options_;
    std::vector<double> blur_; ///< one axis of Dark's kernel
};

} // namespace fiducial::heatmap
