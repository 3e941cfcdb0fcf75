#include "core/model/output_decoder.h"

#include <algorithm>

namespace fiducial::model {

namespace {
using Decoded = Result<std::vector<DecodedFace>>;

Result<const NamedTensor *> pickOutput(const ModelCard &card, std::span<const NamedTensor> outputs)
{
    if (outputs.empty())
        return makeError(Errc::Malformed, "The model gives no output.");
    if (card.outputName.empty())
        return &outputs.back();
    std::string names;
    for (const auto &output : outputs) {
        if (output.name == card.outputName)
            return &output;
        names += (names.empty() ? "" : ", ") + output.name;
    }
    return makeError(Errc::InvalidArgument,
                     "The model has no output called \"" + card.outputName + "\"; it has " + names + ".");
}

Error wrongShape(const FloatTensor &tensor, const std::string &wanted)
{
    return makeError(Errc::InvalidArgument,
                     "The model's output is " + shapeText(tensor.shape) + ", the card asks for " + wanted + ".");
}

Point2 fromUnitSquare(const ModelCard &card, double u, double v)
{
    const double half = card.crop.law == GridLaw::PixelCentre ? 0.5 : 0.0;
    return {u * card.input.width - half, v * card.input.height - half};
}

Decoded decodeCoordinates(const ModelCard &card, int points, const FloatTensor &tensor, int batch)
{
    const std::int64_t needed = 2 * std::int64_t{points};
    const std::int64_t each = tensor.count() / batch;
    const bool whole = !tensor.shape.empty() && tensor.shape[0] == batch;
    const std::int64_t offset = std::max(card.outputOffset, 0);
    if (!whole || each < offset + needed || (card.outputOffset < 0 && each != needed))
        return wrongShape(tensor, std::to_string(needed) + " numbers a face" +
                                      (card.outputOffset < 0 && each > needed
                                           ? " (output.offset says where they start in a longer output)"
                                           : ""));
    std::vector<DecodedFace> faces(static_cast<std::size_t>(batch));
    for (std::size_t n = 0; n < faces.size(); ++n) {
        const float *at = tensor.data.data() + static_cast<std::int64_t>(n) * each + offset;
        for (int i = 0; i < points; ++i) {
            const double x = at[2 * i];
            const double y = at[2 * i + 1];
            faces[n].points.push_back(card.unit == CoordinateUnit::Pixels ? Point2{x, y} : fromUnitSquare(card, x, y));
        }
    }
    return faces;
}

Decoded decodeStages(const ModelCard &card, int points, const FloatTensor &last, int batch)
{
    std::span<const std::int64_t> shape = last.shape;
    if (batch == 1 && shape.size() == 3 && shape[0] == 1)
        shape = shape.subspan(1);
    const bool batched = shape.size() == 3 && shape[0] == batch;
    const bool single = shape.size() == 2 && batch == 1;
    const std::size_t axis = batched ? 1 : 0;
    if ((!batched && !single) || shape[axis] != points || shape[axis + 1] < 2)
        return wrongShape(last, "a last stage of " + std::to_string(batch) + " x " + std::to_string(points) +
                                    " x (2 or more)");
    const std::int64_t channels = shape[axis + 1];
    std::vector<DecodedFace> faces(static_cast<std::size_t>(batch));
    const float *at = last.data.data();
    for (auto &face : faces)
        for (int i = 0; i < points; ++i, at += channels)
            face.points.push_back(fromUnitSquare(card, at[0], at[1]));
    return faces;
}

/// Largest cell, shifted by a quarter towards the larger neighbour on each axis.
Point2 heatmapPeak(const float *map, int width, int height, float *peak)
{
    const auto best = std::max_element(map, map + std::ptrdiff_t{width} * height) - map;
    const int x = static_cast<int>(best % width);
    const int y = static_cast<int>(best / width);
    const auto quarter = [](float before, float after) { return after > before ? 0.25 : after < before ? -0.25 : 0.0; };
    Point2 p{static_cast<double>(x), static_cast<double>(y)};
    if (x > 0 && x + 1 < width)
        p.x += quarter(map[best - 1], map[best + 1]);
    if (y > 0 && y + 1 < height)
        p.y += quarter(map[best - width], map[best + width]);
    *peak = map[best];
    return p;
}

Decoded decodeHeatmaps(const ModelCard &card, int points, const FloatTensor &tensor, int batch)
{
    const auto &shape = tensor.shape;
    constexpr std::int64_t kMaxSide = 4096;
    if (shape.size() != 4 || shape[0] != batch || shape[1] != points || shape[2] < 1 || shape[3] < 1 ||
        shape[2] > kMaxSide || shape[3] > kMaxSide)
        return wrongShape(tensor, std::to_string(batch) + " x " + std::to_string(points) + " x height x width");
    const int height = static_cast<int>(shape[2]);
    const int width = static_cast<int>(shape[3]);
    const double half = card.crop.law == GridLaw::PixelCentre ? 0.5 : 0.0;
    std::vector<DecodedFace> faces(static_cast<std::size_t>(batch));
    const float *map = tensor.data.data();
    for (auto &face : faces) {
        face.peak.resize(static_cast<std::size_t>(points));
        for (auto &peak : face.peak) {
            const Point2 cell = heatmapPeak(map, width, height, &peak);
            face.points.push_back(fromUnitSquare(card, (cell.x + half) / width, (cell.y + half) / height));
            map += std::ptrdiff_t{width} * height;
        }
    }
    return faces;
}
} // namespace

std::string shapeText(std::span<const std::int64_t> shape)
{
    std::string out;
    for (const auto d : shape)
        out += (out.empty() ? "" : " x ") + std::to_string(d);
    return out.empty() ? "a single number" : out;
}

Decoded decodeOutputs(const ModelCard &card, int points, std::span<const NamedTensor> outputs, int batch)
{
    const auto picked = pickOutput(card, outputs);
    if (!picked)
        return picked.error();
    const FloatTensor &tensor = picked.value()->tensor;
    const auto negative = [](std::int64_t d) { return d < 0; };
    if (std::any_of(tensor.shape.begin(), tensor.shape.end(), negative) ||
        tensor.count() != static_cast<std::int64_t>(tensor.data.size()))
        return makeError(Errc::Malformed, "The model's output has another size than its shape says.");
    switch (card.output) {
    case OutputKind::Coordinates:
        return decodeCoordinates(card, points, tensor, batch);
    case OutputKind::Stages:
        return decodeStages(card, points, tensor, batch);
    case OutputKind::Heatmaps:
        return decodeHeatmaps(card, points, tensor, batch);
    }
    return makeError(Errc::Internal, "Unknown kind of output.");
}

} // namespace fiducial::model
