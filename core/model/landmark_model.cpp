#include "core/model/landmark_model.h"

#include "core/image/image.h"
#include "core/model/network_loader.h"
#include "core/model/output_decoder.h"

#include <algorithm>

namespace fiducial::model {

namespace {
/// 8-bit value -> network value, for each channel in the network's order.
using ValueTable = std::array<std::array<float, 256>, 3>;

ValueTable valueTable(const ModelCard &card)
{
    ValueTable table{};
    for (std::size_t c = 0; c < 3; ++c)
        for (std::size_t v = 0; v < 256; ++v)
            table[c][v] = static_cast<float>((static_cast<double>(v) * card.scale - card.mean[c]) / card.deviation[c]);
    return table;
}

std::vector<float> toPlanes(const cv::Mat &bgr, bool rgb, const ValueTable &table)
{
    const std::size_t plane = bgr.total();
    std::vector<float> chw(3 * plane);
    float *out = chw.data();
    for (int y = 0; y < bgr.rows; ++y) {
        const uchar *row = bgr.ptr(y);
        for (int x = 0; x < bgr.cols; ++x, row += 3, ++out)
            for (std::size_t c = 0; c < 3; ++c)
                out[c * plane] = table[c][row[rgb ? 2 - c : c]];
    }
    return chw;
}

/// In place: every row of every plane from right to left.
void mirrorRows(FloatTensor &batch)
{
    const auto width = batch.shape.back();
    for (auto row = batch.data.begin(); row != batch.data.end(); row += width)
        std::reverse(row, row + width);
}

/// What predict() shares: pieces of a batch, progress, cancellation.
class ChunkedModel : public LandmarkModel {
public:
    Result<std::vector<FaceOutput>> predict(std::span<const FaceInput> faces, const JobContext &context) final
    {
        std::vector<FaceOutput> all;
        all.reserve(faces.size());
        std::vector<Prepared> prepared;
        for (std::size_t at = 0; at < faces.size(); at += prepared.size()) {
            prepared.clear();
            const std::size_t end = std::min(faces.size(), at + static_cast<std::size_t>(batch_));
            for (std::size_t i = at; i < end; ++i)
                prepared.push_back(prepare(faces[i]));
            if (const auto ok = runInto(all, prepared, faces.size(), context); !ok)
                return ok.error();
        }
        return all;
    }

    Result<std::vector<FaceOutput>> run(std::span<const Prepared> faces, const JobContext &context) final
    {
        std::vector<FaceOutput> all;
        all.reserve(faces.size());
        if (const auto ok = runInto(all, faces, faces.size(), context); !ok)
            return ok.error();
        return all;
    }

protected:
    explicit ChunkedModel(int batch) : batch_(std::max(1, batch)) {}
    virtual Result<std::vector<FaceOutput>> runChunk(std::span<const Prepared> faces) = 0;

private:
    Result<void> runInto(std::vector<FaceOutput> &all, std::span<const Prepared> faces, std::size_t total,
                         const JobContext &context)
    {
        while (!faces.empty()) {
            if (context.cancelled())
                return makeError(Errc::Cancelled, says("Prediction was cancelled."));
            const std::size_t count = std::min(faces.size(), static_cast<std::size_t>(batch_));
            auto chunk = runChunk(faces.first(count));
            if (!chunk && chunk.error().code == Errc::TooLarge && count > 1) {
                batch_ = static_cast<int>(count / 2);
                continue;
            }
            if (!chunk)
                return chunk.error();
            std::move(chunk->begin(), chunk->end(), std::back_inserter(all));
            faces = faces.subspan(count);
            context.progress(static_cast<std::int64_t>(all.size()), static_cast<std::int64_t>(total));
        }
        return {};
    }

    int batch_;
};

class NetworkModel final : public ChunkedModel {
public:
    NetworkModel(ModelCard card, const LandmarkScheme &scheme, std::unique_ptr<Backend> backend, std::string hash,
                 int batch)
        : ChunkedModel(batch),
          card_(std::move(card)),
          scheme_(scheme),
          backend_(std::move(backend)),
          hash_(std::move(hash)),
          table_(valueTable(card_))
    {}

    const ModelCard &card() const override { return card_; }
    std::string device() const override { return backend_->device(); }
    std::string hash() const override { return hash_; }

    Prepared prepare(const FaceInput &face) const override
    {
        Prepared prepared;
        prepared.box = face.box;
        Rect box = face.box;
        CropRule rule = card_.crop;
        if (card_.centreScaleMargin > 0 && face.centreScale && face.centreScale->scale > 0) {
            const double side = 200 * face.centreScale->scale * card_.centreScaleMargin;
            const Point2 centre = face.centreScale->centre;
            box = {centre.x - side / 2, centre.y - side / 2, side, side};
            rule = CropRule{.square = card_.crop.square, .rotation = card_.crop.rotation, .law = card_.crop.law};
        }
        if (box.empty() || !isFinite(box.centre()) || face.picture.type() != CV_8UC3 || face.picture.empty())
            return prepared;
        prepared.cropFromImage = cropFromImage(box, rule, card_.input);
        const cv::Mat crop = image::warp(face.picture, prepared.cropFromImage, card_.input);
        prepared.chw = toPlanes(crop, card_.rgb, table_);
        return prepared;
    }

    Result<LandmarkMaps> maps(const Prepared &face) override
    {
        const auto batch = batchOf({&face, 1});
        if (!batch)
            return batch.error();
        auto cropMaps = card_.output == OutputKind::Heatmaps ? outputMaps(*batch) : networkMaps(*batch);
        if (cropMaps)
            cropMaps->imageFromCell = face.cropFromImage.inverse() * cropMaps->imageFromCell;
        return cropMaps;
    }

private:
    Result<FloatTensor> batchOf(std::span<const Prepared> faces) const
    {
        FloatTensor batch;
        batch.shape = {static_cast<std::int64_t>(faces.size()), 3, card_.input.height, card_.input.width};
        const auto each = static_cast<std::size_t>(3 * card_.input.height * card_.input.width);
        batch.data.reserve(each * faces.size());
        for (const auto &face : faces) {
            if (face.chw.size() != each)
                return makeError(Errc::InvalidArgument,
                                 says("A face has no box or no picture, so it cannot be cropped."));
            batch.data.insert(batch.data.end(), face.chw.begin(), face.chw.end());
        }
        return batch;
    }

    /// Of a network whose output is the maps themselves; in pixels of the crop.
    Result<LandmarkMaps> outputMaps(const FloatTensor &batch)
    {
        auto outputs = backend_->forward(batch);
        if (!outputs)
            return outputs.error();
        return heatmapsOf(card_, scheme_.count, *outputs);
    }

    /// Of a network of ours that reads its coordinates from maps.
    Result<LandmarkMaps> networkMaps(const FloatTensor &batch)
    {
        auto maps = backend_->maps(batch);
        if (!maps)
            return maps.error();
        const auto &shape = maps->maps.shape;
        constexpr std::int64_t kMaxSide = 4096;
        if (shape.size() != 3 || shape[0] != scheme_.count || shape[1] < 1 || shape[2] < 1 || shape[1] > kMaxSide ||
            shape[2] > kMaxSide || maps->maps.count() != static_cast<std::int64_t>(maps->maps.data.size()))
            return makeError(Errc::Malformed,
                             says("The heatmaps are %1; one of each landmark was expected.", shapeText(shape)));
        const double half = card_.crop.law == GridLaw::PixelCentre ? 0.5 : 0;
        return LandmarkMaps{static_cast<int>(shape[0]),
                            static_cast<int>(shape[1]),
                            static_cast<int>(shape[2]),
                            std::move(maps->maps.data),
                            {maps->step * card_.input.width, 0, maps->first * card_.input.width - half, 0,
                             maps->step * card_.input.height, maps->first * card_.input.height - half}};
    }

    Result<std::vector<FaceOutput>> runChunk(std::span<const Prepared> faces) override
    {
        auto prepared = batchOf(faces);
        if (!prepared)
            return prepared.error();
        FloatTensor &batch = *prepared;
        auto decoded = forward(batch);
        if (!decoded)
            return decoded.error();
        if (card_.flipAverage) {
            mirrorRows(batch);
            const auto mirrored = forward(batch);
            if (!mirrored)
                return mirrored.error();
            average(*decoded, mirrored.value());
        }
        return toImage(faces, *decoded);
    }

    Result<std::vector<DecodedFace>> forward(const FloatTensor &batch)
    {
        const auto outputs = backend_->forward(batch);
        if (!outputs)
            return outputs.error();
        return decodeOutputs(card_, scheme_.count, *outputs, static_cast<int>(batch.shape[0]));
    }

    /// `mirrored`: what the network gave for the mirrored crops.
    void average(std::vector<DecodedFace> &faces, const std::vector<DecodedFace> &mirrored) const
    {
        for (std::size_t n = 0; n < faces.size(); ++n) {
            DecodedFace &face = faces[n];
            for (std::size_t i = 0; i < face.points.size(); ++i) {
                const auto pair = static_cast<std::size_t>(scheme_.mirror[i]);
                Point2 other = mirrored[n].points[pair];
                other.x = card_.input.width - 1 - other.x;
                if (!face.covariance.empty())
                    face.covariance[i] =
                        mixed(face.covariance[i], mirrored[n].covariance[pair], face.points[i] - other);
                if (!face.peak.empty())
                    face.peak[i] = (face.peak[i] + mirrored[n].peak[pair]) / 2;
                face.points[i] = (face.points[i] + other) * 0.5;
            }
        }
    }

    /// Of two equally likely answers that lie `apart`; the second one comes from a mirror image.
    static Covariance2f mixed(const Covariance2f &a, const Covariance2f &mirrored, Point2 apart)
    {
        const auto quarter = [](double v) { return static_cast<float>(v / 4); };
        return {(a.xx + mirrored.xx) / 2 + quarter(apart.x * apart.x),
                (a.xy - mirrored.xy) / 2 + quarter(apart.x * apart.y),
                (a.yy + mirrored.yy) / 2 + quarter(apart.y * apart.y)};
    }

    static std::vector<FaceOutput> toImage(std::span<const Prepared> faces, std::vector<DecodedFace> &decoded)
    {
        std::vector<FaceOutput> out(faces.size());
        for (std::size_t n = 0; n < faces.size(); ++n) {
            const Affine imageFromCrop = faces[n].cropFromImage.inverse();
            out[n].points.reserve(decoded[n].points.size());
            for (const Point2 p : decoded[n].points)
                out[n].points.push_back(toFloat(imageFromCrop * p));
            for (const Covariance2f &c : decoded[n].covariance)
                out[n].covariance.push_back(transformed(c, imageFromCrop));
            out[n].peak = std::move(decoded[n].peak);
        }
        return out;
    }

    ModelCard card_;
    const LandmarkScheme &scheme_;
    std::unique_ptr<Backend> backend_;
    std::string hash_;
    ValueTable table_;
};

class MeanShapeModel final : public ChunkedModel {
public:
    explicit MeanShapeModel(const LandmarkScheme &scheme)
        : ChunkedModel(1024), scheme_(scheme), extent_(landmarkBox(scheme.meanShape))
    {
        card_.name = "mean-shape-" + scheme.id;
        card_.description = "Mean shape of the scheme, stretched to the box. Needs no file.";
        card_.architecture = "mean-shape";
        card_.schemeId = scheme.id;
    }

    const ModelCard &card() const override { return card_; }
    std::string device() const override { return "CPU"; }
    std::string hash() const override { return {}; }
    Prepared prepare(const FaceInput &face) const override { return {{}, {}, face.box, {}}; }

private:
    Result<std::vector<FaceOutput>> runChunk(std::span<const Prepared> faces) override
    {
        std::vector<FaceOutput> out(faces.size());
        for (std::size_t n = 0; n < faces.size(); ++n) {
            const Rect &box = faces[n].box;
            if (box.empty())
                return makeError(Errc::InvalidArgument, says("A face has no box, so the mean shape cannot be placed."));
            for (const Point2 p : scheme_.meanShape)
                out[n].points.push_back(toFloat({box.x + (p.x - extent_.x) / extent_.width * box.width,
                                                 box.y + (p.y - extent_.y) / extent_.height * box.height}));
        }
        return out;
    }

    const LandmarkScheme &scheme_;
    Rect extent_;
    ModelCard card_;
};
} // namespace

Result<LandmarkMaps> LandmarkModel::maps(const Prepared &)
{
    return makeError(Errc::Unsupported, says("%1 does not read its points from heatmaps.", card().name));
}

Result<std::unique_ptr<LandmarkModel>> loadModel(const ModelCard &card, const std::filesystem::path &folder,
                                                 const DeviceOptions &options)
{
    if (card.architecture == "mean-shape")
        return meanShapeModel(card.schemeId);
    auto network = loadNetwork(card, folder, options);
    if (!network)
        return network.error();
    return networkModel(card, std::move(*network), options.batch);
}

Result<std::unique_ptr<LandmarkModel>> networkModel(const ModelCard &card, Network network, int batch)
{
    const LandmarkScheme *scheme = findScheme(card.schemeId);
    if (!scheme)
        return makeError(Errc::InvalidArgument, says("The card's scheme \"%1\" is not known.", card.schemeId));
    if (card.input.empty())
        return makeError(Errc::Missing, says("The card lacks input.width and input.height."));
    return std::unique_ptr<LandmarkModel>(
        std::make_unique<NetworkModel>(card, *scheme, std::move(network.backend), std::move(network.sha256), batch));
}

Result<std::unique_ptr<LandmarkModel>> meanShapeModel(const std::string &schemeId)
{
    const LandmarkScheme *scheme = findScheme(schemeId);
    if (!scheme)
        return makeError(Errc::InvalidArgument, says("There is no scheme \"%1\" to take a mean shape from.", schemeId));
    if (scheme->meanShape.empty() || landmarkBox(scheme->meanShape).empty())
        return makeError(Errc::Missing, says("The scheme \"%1\" has no mean shape.", schemeId));
    return std::unique_ptr<LandmarkModel>(std::make_unique<MeanShapeModel>(*scheme));
}

} // namespace fiducial::model
