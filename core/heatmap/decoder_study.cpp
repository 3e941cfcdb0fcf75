#include "core/heatmap/decoder_study.h"

#include "core/base/rng.h"

#include <cmath>

namespace fiducial::heatmap {

namespace {

std::vector<Cell> randomPlaces(int count, int side, Rng &rng)
{
    std::vector<Cell> places(static_cast<std::size_t>(count));
    for (Cell &p : places) {
        p.x = rng.uniform(-0.5, side - 0.5);
        p.y = rng.uniform(-0.5, side - 0.5);
    }
    return places;
}

Result<Stack> noisyMaps(const DecoderStudy &study, const std::vector<Cell> &places, int side, double noise, Rng &rng)
{
    auto maps = encode(places, side, side, study.encoder);
    if (maps)
        for (float &value : maps->values())
            value = static_cast<float>(study.amplitude * static_cast<double>(value) + noise * rng.normal());
    return maps;
}

DecoderError errorOf(const PointDecoder &decoder, const Stack &maps, const std::vector<Cell> &places)
{
    DecoderError out;
    out.side = maps.width();
    out.decoder = decoder.options().decoder;
    double sum = 0;
    for (std::size_t i = 0; i < places.size(); ++i) {
        const DecodedPoint point = decoder.decode(maps.map(static_cast<int>(i)));
        if (point.outcome == Outcome::Found)
            sum += std::hypot(point.position.x - places[i].x, point.position.y - places[i].y);
        else
            ++out.lost;
    }
    out.meanCells = sum / (static_cast<double>(places.size()) - out.lost);
    out.meanShare = out.meanCells / out.side;
    return out;
}

Result<std::vector<PointDecoder>> makeDecoders(const std::vector<DecoderOptions> &options)
{
    std::vector<PointDecoder> decoders;
    for (const DecoderOptions &option : options) {
        auto decoder = PointDecoder::create(option);
        if (!decoder)
            return decoder.error();
        decoders.push_back(std::move(*decoder));
    }
    return decoders;
}

} // namespace

Result<std::vector<DecoderError>> studyDecoders(const DecoderStudy &study, const JobContext &context)
{
    const auto decoders = makeDecoders(study.decoders);
    if (!decoders)
        return decoders.error();
    if (study.points < 1)
        return makeError(Errc::InvalidArgument, says("A study of decoders needs at least one point."));
    const auto total = static_cast<std::int64_t>(study.sides.size() * study.noise.size());
    std::vector<DecoderError> rows;
    std::int64_t done = 0;
    for (const int side : study.sides) {
        Rng rng = Rng(study.seed).split(static_cast<std::uint64_t>(side));
        const auto places = randomPlaces(study.points, side, rng);
        for (const double noise : study.noise) {
            if (context.cancelled())
                return makeError(Errc::Cancelled, says("The study of decoders was cancelled."));
            const auto maps = noisyMaps(study, places, side, noise, rng);
            if (!maps)
                return maps.error();
            for (const PointDecoder &decoder : *decoders) {
                rows.push_back(errorOf(decoder, *maps, places));
                rows.back().noise = noise;
            }
            context.progress(++done, total);
        }
    }
    return rows;
}

} // namespace fiducial::heatmap
