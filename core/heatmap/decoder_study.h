#pragma once

#include "core/base/job_context.h"
#include "core/heatmap/decode.h"
#include "core/heatmap/encode.h"

#include <cstdint>

namespace fiducial::heatmap {

/// How well each decoder finds landmarks on maps of several sizes under noise: what a size of map costs before any
/// network is trained.
struct DecoderStudy {
    std::vector<int> sides{64, 32, 16, 8, 4};
    std::vector<double> noise{0, 0.01, 0.03, 0.1}; ///< standard deviation of the values; the peak is 1
    std::vector<DecoderOptions> decoders;
    EncoderOptions encoder;
    double amplitude = 1; ///< all values are multiplied by it before the noise
    int points = 200;     ///< random places of each size and noise, the same ones for every decoder
    std::uint64_t seed = 1;
};

struct DecoderError {
    int side = 0;
    double noise = 0;
    Decoder decoder = Decoder::ArgMax;
    double meanCells = 0; ///< mean distance to the true place
    double meanShare = 0; ///< the same as a share of the side: comparable between sizes
    int lost = 0;         ///< maps without an answer, in no mean
};

/// In the order sides, noise, decoders. Places are uniform over the whole map, borders included. Cancelled, or
/// InvalidArgument from the encoder or a decoder.
Result<std::vector<DecoderError>> studyDecoders(const DecoderStudy &study, const JobContext &context);

} // namespace fiducial::heatmap
