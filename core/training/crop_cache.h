#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace fiducial::training {

/// Faces to train on, read from a crop cache ("fiducial-crops-1", described in core/pipeline/crop_cache.h). The file is
/// mapped into memory: crops are read from the disk as they are needed. Everything in it is checked on opening. Reading
/// is safe from several threads.
class CropCache {
public:
    enum class Part : std::uint8_t { Training = 0, Validation = 1 };

    static Result<CropCache> open(const std::filesystem::path &path);
    CropCache(CropCache &&) noexcept;
    CropCache &operator=(CropCache &&) noexcept;
    ~CropCache();

    int faces() const { return faces_; }
    int landmarks() const { return landmarks_; }
    int side() const { return side_; }                  ///< of a crop, in pixels
    double margin() const { return margin_; }           ///< side of the crop over the longer side of the face's box
    bool square() const { return square_; }             ///< false: each side over the same side of the box
    double extraPixels() const { return extraPixels_; } ///< of the picture, around the box before the margin
    const std::string &scheme() const { return scheme_; }
    /// New point i takes the mirrored position of old point mirror()[i].
    const std::vector<int> &mirror() const { return mirror_; }
    /// Landmarks whose distance the validation NME is divided by; nothing where the scheme has none.
    const std::optional<std::pair<int, int>> &normaliser() const { return normaliser_; }
    /// Tells this file from another one with the same faces count.
    const std::string &key() const { return key_; }

    std::vector<std::int64_t> part(Part part) const; ///< faces in the order of the file

    /// side x side x 3, RGB, row by row. Precondition of these: 0 <= face < faces().
    std::span<const std::uint8_t> image(std::int64_t face) const;
    /// x, y of every landmark in pixels of the crop (PC0). Absent points are (0, 0).
    std::span<const float> points(std::int64_t face) const;
    /// 0 absent, 1 occluded, 2 visible.
    std::span<const std::uint8_t> visibility(std::int64_t face) const;

private:
    class Mapping;
    explicit CropCache(std::unique_ptr<Mapping> mapping);
    Result<void> readMetadata(const std::map<std::string, std::string> &metadata);
    Result<void> readTensors();
    Result<void> readPoints(std::string_view bytes);

    std::unique_ptr<Mapping> mapping_;
    int faces_ = 0;
    int landmarks_ = 0;
    int side_ = 0;
    double margin_ = 0;
    bool square_ = true;
    double extraPixels_ = 0;
    std::string scheme_;
    std::vector<int> mirror_;
    std::optional<std::pair<int, int>> normaliser_;
    std::string key_;
    std::span<const std::uint8_t> images_, visibility_, split_;
    std::vector<float> points_; ///< may be unaligned in the file
};

} // namespace fiducial::training
