#pragma once

#include "core/dataset/dataset.h"

#include <string>

namespace fiducial::pipeline {

/// The boxes a detector found in a folder of plain images, as JSON that the project keeps, so that faces are found
/// once.
std::string printFoundFaces(const Dataset &dataset);

/// Gives the images of `images` the faces that `json` holds for them. False where it is empty or broken, or an image is
/// not in it: faces have to be found (again).
bool applyFoundFaces(Dataset &images, const std::string &json);

} // namespace fiducial::pipeline
