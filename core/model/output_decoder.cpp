#include "core/model/output_decoder.h"

#include "core/geometry/affine.h"
#include "core/heatmap/decode.h"
#include "core/heatmap/grid_law.h"

#include <algorithm>

namespace fiducial::model {

namespace {
using Decoded = Result<std::vector<DecodedFace>>;

Result<const NamedTensor *> checkedSize(const NamedTensor &output)
{
    const FloatTensor &tensor = output.tensor;
    const auto negative = [](std::int64_t d) { return d < 0; };
    if (std::any_of(tensor.shape.begin(), tensor.shape.end(), negative) ||
        tensor.count() != static_cast<std::int64_t>(tensor.data.size()))
        return makeError(Errc::Malformed, says("The model's output has another size than its shape says."));
    return &output;
}

Result<const NamedTensor *> pickOutput(const ModelCard &card, std::span<const NamedTensor> outputs)
{
    if (outputs.empty())
        return makeError(Errc::Malformed, says("The model gives no output."));
    if (card.outputName.empty())
        return checkedSize(outputs.back());
    std::string names;
    for (const auto &output : outputs) {
        if (output.name == card.outputName)
            return checkedSize(output);
        names += (names.empty() ? "" : ", ") + output.name;
    }
    return makeError(Errc::InvalidArgument,
                     says("The model has no output called \"%1\"; it has %2.", card.outputName, names));
}

Error wrongShape(const FloatTensor &tensor, const std::string &wanted)
{
    return makeError(Errc::InvalidArgument,
                     says("The model's output is %1, the card asks for %2.", shapeText(tensor.shape), wanted));
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

/// What a heatmap network of ours says beside its coordinates.
Result<void> addSpread(const ModelCard &card, int points, std::span<const NamedTensor> outputs,
                       std::vector<DecodedFace> &faces)
{
    const auto each = static_cast<std::size_t>(points);
    const auto find = [&](const char *name, std::size_t numbers) -> Result<const float *> {
        for (const auto &output : outputs) {
            if (output.name != name)
                continue;
            if (output.tensor.data.size() != faces.size() * each * numbers)
                return wrongShape(output.tensor,
                                  "\"" + output.name + "\" of " + std::to_string(numbers) + " numbers a landmark");
            return output.tensor.data.data();
        }
        return nullptr;
    };
    const auto covariance = find(kCovarianceOutput, 3);
    const auto peak = find(kPeakOutput, 1);
    if (!covariance || !peak)
        return covariance ? peak.error() : covariance.error();
    const auto w = static_cast<float>(card.input.width);
    const auto h = static_cast<float>(card.input.height);
    for (std::size_t n = 0; n < faces.size(); ++n) {
        for (std::size_t i = 0; *covariance && i < each; ++i) {
            const float *c = *covariance + 3 * (n * each + i);
            faces[n].covariance.push_back({c[0] * w * w, c[1] * w * h, c[2] * h * h});
        }
        if (*peak)
            faces[n].peak.assign(*peak + n * each, *peak + (n + 1) * each);
    }
    return {};
}

/// A tensor of maps and where their cells lie in the input.
struct MapGrid {
    int height = 0, width = 0;
    Affine inputFromCell;
};

Result<MapGrid> mapGrid(const ModelCard &card, int points, const FloatTensor &tensor, int batch)
{
    const auto &shape = tensor.shape;
    if (shape.size() != 4 || shape[0] != batch || shape[1] != points || shape[2] < 1 || shape[3] < 1 ||
        shape[2] > heatmap::kMaxSide || shape[3] > heatmap::kMaxSide)
        return wrongShape(tensor, std::to_string(batch) + " x " + std::to_string(points) + " x height x width");
    MapGrid grid{static_cast<int>(shape[2]), static_cast<int>(shape[3]), {}};
    const auto law = card.crop.law == GridLaw::PixelCentre ? heatmap::CellLaw::PixelCentre : heatmap::CellLaw::Edge;
    const heatmap::AxisMap x = heatmap::inputFromCell(law, card.input.width, grid.width);
    const heatmap::AxisMap y = heatmap::inputFromCell(law, card.input.height, grid.height);
    grid.inputFromCell = {x.scale, 0, x.offset, 0, y.scale, y.offset};
    return grid;
}

Decoded decodeHeatmaps(const ModelCard &card, int points, const FloatTensor &tensor, int batch)
{
    const auto grid = mapGrid(card, points, tensor, batch);
    if (!grid)
        return grid.error();
    // Maps are mostly trained by MSE: what lies far below the peak is noise.
    const auto decoder = heatmap::PointDecoder::create({.decoder = card.decoder, .floor = 0.05});
    if (!decoder)
        return decoder.error();
    const std::size_t each = tensor.data.size() / static_cast<std::size_t>(batch);
    std::vector<DecodedFace> faces(static_cast<std::size_t>(batch));
    for (std::size_t n = 0; n < faces.size(); ++n) {
        const auto maps =
            heatmap::StackView::of(std::span(tensor.data).subspan(n * each, each), points, grid->height, grid->width);
        if (!maps)
            return maps.error();
        for (const heatmap::DecodedPoint &found : decoder->decode(*maps)) {
            const auto &c = found.covariance;
            faces[n].points.push_back(grid->inputFromCell * Point2{found.position.x, found.position.y});
            faces[n].covariance.push_back(transformed(
                {static_cast<float>(c.xx), static_cast<float>(c.xy), static_cast<float>(c.yy)}, grid->inputFromCell));
            faces[n].peak.push_back(found.peak);
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
    const FloatTensor &tensor = (*picked)->tensor;
    switch (card.output) {
    case OutputKind::Coordinates:
        return decodeCoordinates(card, points, tensor, batch);
    case OutputKind::Stages: {
        auto faces = decodeStages(card, points, tensor, batch);
        if (faces)
            if (auto added = addSpread(card, points, outputs, *faces); !added)
                return added.error();
        return faces;
    }
    case OutputKind::Heatmaps:
        return decodeHeatmaps(card, points, tensor, batch);
    }
    return makeError(Errc::Internal, says("Unknown kind of output."));
}

Result<LandmarkMaps> heatmapsOf(const ModelCard &card, int points, std::span<const NamedTensor> outputs)
{
    const auto picked = pickOutput(card, outputs);
    if (!picked)
        return picked.error();
    const FloatTensor &tensor = (*picked)->tensor;
    const auto grid = mapGrid(card, points, tensor, 1);
    if (!grid)
        return grid.error();
    return LandmarkMaps{points, grid->height, grid->width, tensor.data, grid->inputFromCell};
}

} // namespace fiducial::model
