#pragma once

#include "core/base/job_context.h"
#include "core/dataset/dataset.h"

#include <vector>

namespace fiducial::formats {

/// A data set of plain images (formatId "images"): samples in the order given, no faces, no scheme. `images` lie below
/// `root`. Nothing is opened.
Dataset imageDataset(const std::filesystem::path &root, const std::vector<std::filesystem::path> &images);

} // namespace fiducial::formats
