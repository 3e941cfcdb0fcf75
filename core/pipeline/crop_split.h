#pragma once

#include "core/dataset/dataset.h"

#include <optional>
#include <string>
#include <string_view>

namespace fiducial::pipeline {

/// What stays together when a validation share is split off, so that no face is judged by its own near copies.
enum class CropGroup {
    Person, ///< by the image's file name, see groupOf()
    Folder, ///< the image's folder
    Face,   ///< each face by itself
};
/// "person", "folder", "face".
std::string_view toString(CropGroup group);
std::optional<CropGroup> parseCropGroup(std::string_view text);

/// The group of a face. Person: the file name without its extension, numbers at either end and a leading "train",
/// "test" or "val", parts being divided by '_', '-' and blanks: "Marina_Silva_12.jpg" and "test_Marina_Silva_30.jpg"
/// are "Marina_Silva", "1_0_lvyi_0036.jpg" is "lvyi". A name of numbers alone tells no person: the image is its own
/// group. Folders carry the name of the image root, so that the same set gives the same groups wherever it lies.
std::string groupOf(const Dataset &dataset, int face, CropGroup group);

/// Whether the group belongs to the validation share: a hash of group and seed against `share` (0..1).
bool inValidation(std::string_view group, double share, std::uint64_t seed);

} // namespace fiducial::pipeline
