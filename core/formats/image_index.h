#pragma once

#include "core/base/result.h"
#include "core/geometry/types.h"

#include <filesystem>
#include <string>
#include <unordered_map>

namespace fiducial::formats {

/// Finds the image that belongs to a file by its stem, listing each folder once instead of asking for each image.
class ImageIndex {
public:
    /// File name of the image in `folder` whose stem is `stem`, empty where there is none. Of several the first of
    /// .jpg, .jpeg, .png, ... is taken.
    const std::string &find(const std::filesystem::path &folder, const std::string &stem);

private:
    using Stems = std::unordered_map<std::string, std::string>;
    const Stems &list(const std::filesystem::path &folder);

    std::unordered_map<std::string, Stems> folders_;
};

/// Width and height of an image as it is displayed, from its header alone. Errors: those of readImageHeader().
Result<Size> readImageSize(const std::filesystem::path &image);

} // namespace fiducial::formats
