#pragma once

#include "core/dataset/run.h"

#include <string>
#include <string_view>

/// A run as JSON and CSV text (see run_io.h).
namespace fiducial::pipeline {

std::string printRunJson(const Run &run);
Result<Run> parseRunJson(std::string_view text);
/// Leading "# key: value" lines, a header row, one row a face; absent values are empty fields.
std::string printRunCsv(const Run &run);
Result<Run> parseRunCsv(std::string_view text);

/// What all three forms carry beside the rows: (key, value), and back. Unknown keys are ignored.
std::vector<std::pair<std::string, std::string>> runHeader(const Run &run);
Result<void> setRunHeader(Run &run, std::string_view key, std::string_view value);

} // namespace fiducial::pipeline
