#include "core/training/crop_cache.h"

#include "core/base/file_io.h"
#include "core/base/safetensors.h"
#include "core/base/text.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <cstring>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace fiducial::training {

namespace {
constexpr char kFormat[] = "fiducial-crops-1";
constexpr std::int64_t kMaxFaces = 1 << 30;
constexpr std::int64_t kMaxLandmarks = 4096;
constexpr std::int64_t kMaxSide = 4096;

Error unfitCache(Sentence sentence)
{
    return makeError(Errc::Malformed, sentence);
}

/// Whole numbers of a JSON array, each in 0..count-1.
std::optional<std::vector<int>> indexList(const std::string &text, std::int64_t count)
{
    const auto json = nlohmann::json::parse(text, nullptr, false);
    if (!json.is_array())
        return {};
    std::vector<int> out;
    for (const auto &value : json) {
        if (!value.is_number_unsigned() || value.get<std::uint64_t>() >= static_cast<std::uint64_t>(count))
            return {};
        out.push_back(value.get<int>());
    }
    return out;
}

bool isInvolution(const std::vector<int> &map)
{
    for (std::size_t i = 0; i < map.size(); ++i)
        if (map[static_cast<std::size_t>(map[i])] != static_cast<int>(i))
            return false;
    return true;
}

std::string shapeText(const std::vector<std::int64_t> &shape)
{
    std::string text;
    for (const auto d : shape)
        text += (text.empty() ? "" : ", ") + std::to_string(d);
    return "[" + text + "]";
}

std::span<const std::uint8_t> asBytes(std::string_view bytes)
{
    return {reinterpret_cast<const std::uint8_t *>(bytes.data()), bytes.size()};
}
} // namespace

/// A file mapped for reading, and what its header says.
class CropCache::Mapping {
public:
    static Result<std::unique_ptr<Mapping>> open(const std::filesystem::path &path)
    {
        const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
        if (descriptor < 0)
            return makeError(errno == ENOENT ? Errc::NotFound : Errc::Unreadable,
                             says("The crop cache cannot be opened: %1.", std::strerror(errno)));
        struct stat status = {};
        const bool regular = ::fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode) && status.st_size > 0;
        const auto bytes = static_cast<std::size_t>(regular ? status.st_size : 0);
        void *address = regular ? ::mmap(nullptr, bytes, PROT_READ, MAP_PRIVATE, descriptor, 0) : MAP_FAILED;
        ::close(descriptor);
        if (address == MAP_FAILED)
            return makeError(Errc::Unreadable,
                             says("The crop cache is empty, no file, or cannot be mapped into memory."));
        return std::unique_ptr<Mapping>(new Mapping(address, bytes));
    }
    Mapping(const Mapping &) = delete;
    Mapping &operator=(const Mapping &) = delete;
    ~Mapping() { ::munmap(address_, bytes_); }

    std::string_view bytes() const { return {static_cast<const char *>(address_), bytes_}; }
    safetensors::FileView file;

private:
    Mapping(void *address, std::size_t bytes) : address_(address), bytes_(bytes) {}
    void *address_;
    std::size_t bytes_;
};

CropCache::CropCache(std::unique_ptr<Mapping> mapping) : mapping_(std::move(mapping)) {}
CropCache::CropCache(CropCache &&) noexcept = default;
CropCache &CropCache::operator=(CropCache &&) noexcept = default;
CropCache::~CropCache() = default;

Result<CropCache> CropCache::open(const std::filesystem::path &path)
{
    const auto located = [&](const Error &e) { return makeError(e.code, e.message, toUtf8(path)); };
    auto mapping = Mapping::open(path);
    if (!mapping)
        return located(mapping.error());
    auto file = safetensors::view((*mapping)->bytes());
    if (!file)
        return located(file.error());
    (*mapping)->file = std::move(file).value();
    CropCache cache(std::move(mapping).value());
    if (const auto ok = cache.readTensors(); !ok)
        return located(ok.error());
    if (const auto ok = cache.readMetadata(cache.mapping_->file.metadata); !ok)
        return located(ok.error());
    return cache;
}

Result<void> CropCache::readTensors()
{
    const auto &tensors = mapping_->file.tensors;
    const auto points = tensors.find("points");
    const auto images = tensors.find("images");
    if (points == tensors.end() || images == tensors.end())
        return unfitCache(says("This is no crop cache: the tensors images and points are not there."));
    const auto &shape = points->second.shape;
    const auto &imageShape = images->second.shape;
    if (shape.size() != 3 || imageShape.size() != 4 || shape[0] < 1 || shape[0] > kMaxFaces || shape[1] < 1 ||
        shape[1] > kMaxLandmarks || imageShape[1] < 8 || imageShape[1] > kMaxSide)
        return unfitCache(says("The crop cache has no faces, or images %1 and points %2 that are none.",
                               shapeText(imageShape), shapeText(shape)));
    faces_ = static_cast<int>(shape[0]);
    landmarks_ = static_cast<int>(shape[1]);
    side_ = static_cast<int>(imageShape[1]);
    const std::int64_t n = faces_, p = landmarks_, s = side_;
    const std::pair<const char *, safetensors::TensorView> wanted[] = {{"images", {"U8", {n, s, s, 3}, {}}},
                                                                       {"points", {"F32", {n, p, 2}, {}}},
                                                                       {"visibility", {"U8", {n, p}, {}}},
                                                                       {"split", {"U8", {n}, {}}}};
    for (const auto &[name, form] : wanted) {
        const auto it = tensors.find(name);
        if (it == tensors.end() || it->second.dtype != form.dtype || it->second.shape != form.shape)
            return unfitCache(
                says("The tensor %1 of the crop cache must be %2 %3.", name, form.dtype, shapeText(form.shape)));
    }
    images_ = asBytes(images->second.bytes);
    visibility_ = asBytes(tensors.at("visibility").bytes);
    split_ = asBytes(tensors.at("split").bytes);
    for (const auto v : visibility_)
        if (v > 2)
            return unfitCache(says("A visibility of the crop cache is %1; it is 0, 1 or 2.", v));
    for (const auto v : split_)
        if (v > 1)
            return unfitCache(says("A part of the crop cache is %1; it is 0 or 1.", v));
    return readPoints(points->second.bytes);
}

Result<void> CropCache::readPoints(std::string_view bytes)
{
    points_.resize(bytes.size() / sizeof(float));
    std::memcpy(points_.data(), bytes.data(), points_.size() * sizeof(float));
    for (std::size_t i = 0; i < visibility_.size(); ++i) {
        float *xy = &points_[2 * i];
        if (visibility_[i] == 0)
            xy[0] = xy[1] = 0;
        else if (!std::isfinite(xy[0]) || !std::isfinite(xy[1]))
            return unfitCache(says("Point %1 of face %2 of the crop cache is no number.",
                                   i % static_cast<std::size_t>(landmarks_), i / static_cast<std::size_t>(landmarks_)));
    }
    return {};
}

Result<void> CropCache::readMetadata(const std::map<std::string, std::string> &metadata)
{
    const auto get = [&](const char *name) {
        const auto it = metadata.find(name);
        return it == metadata.end() ? std::string() : it->second;
    };
    if (get("format") != kFormat)
        return unfitCache(says("This is no crop cache: its format is not %1.", kFormat));
    scheme_ = get("scheme");
    key_ = get("key");
    if (get("side") != std::to_string(side_))
        return unfitCache(says("The crop cache says side %1, but its images have %2.", get("side"), side_));
    const auto margin = text::parseDouble(get("margin"));
    if (!margin || *margin < 0.1 || *margin > 100)
        return unfitCache(says("The margin '%1' of the crop cache is no number that fits.", get("margin")));
    margin_ = *margin;
    const std::string square = get("square"), extra = get("extra_pixels"); // caches of old have neither
    const auto pixels = text::parseDouble(extra.empty() ? "0" : extra);
    if ((!square.empty() && square != "true" && square != "false") || !pixels || *pixels < 0 || *pixels > 10000)
        return unfitCache(
            says("The crop cache says square '%1' and extra_pixels '%2', which do not fit.", square, extra));
    square_ = square != "false";
    extraPixels_ = *pixels;
    const auto mirror = indexList(get("mirror"), landmarks_);
    if (!mirror || mirror->size() != static_cast<std::size_t>(landmarks_) || !isInvolution(*mirror))
        return unfitCache(says("The mirror map of the crop cache does not pair its %1 landmarks.", landmarks_));
    mirror_ = *mirror;
    if (const auto text = get("normaliser"); text != "null" && !text.empty()) {
        const auto pair = indexList(text, landmarks_);
        if (!pair || pair->size() != 2 || (*pair)[0] == (*pair)[1])
            return unfitCache(says("The normaliser '%1' of the crop cache is no pair of landmarks.", text));
        normaliser_ = {(*pair)[0], (*pair)[1]};
    }
    return {};
}

std::vector<std::int64_t> CropCache::part(Part part) const
{
    std::vector<std::int64_t> out;
    for (std::size_t i = 0; i < split_.size(); ++i)
        if (split_[i] == static_cast<std::uint8_t>(part))
            out.push_back(static_cast<std::int64_t>(i));
    return out;
}

std::span<const std::uint8_t> CropCache::image(std::int64_t face) const
{
    const auto bytes = static_cast<std::size_t>(side_) * static_cast<std::size_t>(side_) * 3;
    return images_.subspan(static_cast<std::size_t>(face) * bytes, bytes);
}

std::span<const float> CropCache::points(std::int64_t face) const
{
    const auto count = static_cast<std::size_t>(landmarks_) * 2;
    return std::span(points_).subspan(static_cast<std::size_t>(face) * count, count);
}

std::span<const std::uint8_t> CropCache::visibility(std::int64_t face) const
{
    const auto count = static_cast<std::size_t>(landmarks_);
    return visibility_.subspan(static_cast<std::size_t>(face) * count, count);
}

} // namespace fiducial::training
