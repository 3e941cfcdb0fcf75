#include "ui/imaging/face_thumbnailer.h"

#include "core/base/text.h"
#include "core/image/image.h"
#include "ui/document/wording.h"
#include "ui/imaging/qimage_convert.h"

#include <opencv2/core/mat.hpp>

#include <QBuffer>

#include <algorithm>

namespace fiducial::ui {

namespace {
constexpr double kMargin = 1.35;
constexpr int kVersion = 1;
constexpr int kJpegQuality = 88;

std::string describe(const Rect &box, int edge)
{
    std::string out = "face-thumbnail " + std::to_string(kVersion) + " " + std::to_string(edge);
    for (const double v : {box.x, box.y, box.width, box.height})
        out += " " + text::shortest(v);
    return out;
}

/// The map goes in front of the JPEG as one line of six numbers.
std::string encode(const FaceThumbnail &thumb)
{
    QByteArray jpeg;
    QBuffer buffer(&jpeg);
    buffer.open(QIODevice::WriteOnly);
    thumb.image.save(&buffer, "JPEG", kJpegQuality);
    const Affine &m = thumb.thumbFromImage;
    std::string out;
    for (const double v : {m.a, m.b, m.tx, m.c, m.d, m.ty})
        out += text::shortest(v) + " ";
    return out + "\n" + std::string(jpeg.constData(), static_cast<std::size_t>(jpeg.size()));
}

std::optional<FaceThumbnail> parseThumbnail(const std::string &bytes)
{
    const std::size_t end = bytes.find('\n');
    if (end == std::string::npos)
        return std::nullopt;
    const auto fields = text::splitBlanks(std::string_view(bytes).substr(0, end));
    if (fields.size() != 6)
        return std::nullopt;
    double v[6];
    for (std::size_t i = 0; i < 6; ++i) {
        const auto number = text::parseDouble(fields[i]);
        if (!number)
            return std::nullopt;
        v[i] = *number;
    }
    FaceThumbnail thumb;
    thumb.thumbFromImage = {v[0], v[1], v[2], v[3], v[4], v[5]};
    const auto *data = reinterpret_cast<const uchar *>(bytes.data() + end + 1);
    thumb.image = QImage::fromData(data, static_cast<int>(bytes.size() - end - 1), "JPEG");
    return thumb.image.isNull() ? std::nullopt : std::optional(std::move(thumb));
}

/// Long side at which every box still fills its thumbnail.
int neededLongSide(Size size, const std::vector<Rect> &boxes, int edge)
{
    const int longSide = std::max(size.width, size.height);
    double smallest = longSide;
    for (const Rect &box : boxes)
        if (!box.empty())
            smallest = std::min(smallest, std::max(box.width, box.height) * kMargin);
    const double scale = edge / std::max(1.0, smallest);
    return scale >= 1 ? 0 : std::max(edge, static_cast<int>(longSide * scale));
}

Rect scaled(const Rect &box, double s)
{
    return {(box.x + 0.5) * s - 0.5, (box.y + 0.5) * s - 0.5, box.width * s, box.height * s};
}
} // namespace

std::vector<FaceThumbnail> makeFaceThumbnails(const std::filesystem::path &picture, const std::vector<Rect> &boxes,
                                              int edge, const DiskCache &cache)
{
    std::vector<FaceThumbnail> thumbs(boxes.size());
    std::vector<std::string> keys(boxes.size());
    bool complete = true;
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        keys[i] = DiskCache::keyOf(picture, describe(boxes[i], edge));
        const auto bytes = cache.find(keys[i]);
        auto cached = bytes ? parseThumbnail(*bytes) : std::nullopt;
        if (cached)
            thumbs[i] = std::move(*cached);
        complete = complete && cached.has_value();
    }
    if (complete)
        return thumbs;

    const auto size = image::probeSize(picture);
    image::DecodeOptions options;
    options.minLongSide = size ? neededLongSide(*size, boxes, edge) : 0;
    auto decoded = image::decode(picture, options);
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        if (!thumbs[i].image.isNull())
            continue;
        if (!decoded) {
            thumbs[i].problem = errorText(decoded.error());
            continue;
        }
        const double s = size && size->width > 0 ? static_cast<double>(decoded->cols) / size->width : 1.0;
        Affine thumbFromReduced;
        thumbs[i].image = toQImage(image::thumbnail(*decoded, scaled(boxes[i], s), edge, kMargin, &thumbFromReduced));
        thumbs[i].thumbFromImage = thumbFromReduced * Affine{s, 0, 0.5 * s - 0.5, 0, s, 0.5 * s - 0.5};
        cache.insert(keys[i], encode(thumbs[i]));
    }
    return thumbs;
}

} // namespace fiducial::ui
