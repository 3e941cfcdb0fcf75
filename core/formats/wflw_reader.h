#pragma once

#include "core/formats/annotation_format.h"

namespace fiducial::formats {

/// Reads WFLW lists. Each file is read once and parsed by all cores. Lists that hold the same face (same image, same
/// text of the first landmark) share one Face with a record each; full rows come first.
Result<Dataset> readWflwLists(const ReadRequest &request, const JobContext &context);

/// "train", "test", "test_largepose": what the name tells.
std::string wflwSplit(const std::filesystem::path &file);

} // namespace fiducial::formats
