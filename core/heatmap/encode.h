#pragma once

#include "core/heatmap/heatmap.h"

#include <optional>
#include <string_view>

namespace fiducial::heatmap {

/// What a landmark at `p` cells looks like on its map (algorithms.md 5.1); r is a cell's distance to the centre, the
/// peak is 1 at r = 0.
enum class Encoding {
    Gaussian, ///< exp(-r^2 / 2 sigma^2) around p itself, on the whole map: subpixel (SH-FAN, unbiased DARK). With
              ///< sigma 2 it is KeyPosS's distance map: each cell knows its distance to the landmark
    RoundedGaussian, ///< the same around round(p), within 3 sigma: the classic map, which forgets the fraction
    Laplacian,       ///< (1 + r^2 / sigma^2)^-1.5 around p: the heavy-tailed form of STAR's code, times sigma^2
};
std::string_view toString(Encoding encoding); ///< "gaussian", "rounded-gaussian", "laplacian"
std::optional<Encoding> parseEncoding(std::string_view text);

/// Sigma of KeyPosS's maps in cells, at every size of map.
inline constexpr double kDistanceSigma = 2.0;

struct EncoderOptions {
    Encoding encoding = Encoding::Gaussian;
    double sigma = kDistanceSigma; ///< cells, positive
};

/// One map a landmark. A centre that is not finite (absent landmark) gives zeros; one beside the map gives what of it
/// reaches the map. InvalidArgument: sizes as Stack::zeros, sigma not positive.
Result<Stack> encode(std::span<const Cell> centres, int height, int width, const EncoderOptions &options);
/// The same into memory of centres.size() x height x width numbers (a tensor).
Result<void> encodeInto(std::span<float> out, std::span<const Cell> centres, int height, int width,
                        const EncoderOptions &options);

/// STAR's and ADNet's point maps (algorithms.md 5.2): drawn with sigma 1.5 at four times the side, around a rounded
/// centre, then reduced; the height of the peak depends on where in its cell the point lies. `points` are pixels of the
/// square input of 4 x side pixels (PC0), clamped to it; `out` has points.size() x side x side numbers.
Result<void> encodeStarPoints(std::span<float> out, std::span<const Cell> points, int side);

/// Distance in cells that a value of a distance map stands for: sqrt(-2 sigma^2 ln v), v clipped to 1e-9..1.
double rangeOf(double value, double sigma);

} // namespace fiducial::heatmap
