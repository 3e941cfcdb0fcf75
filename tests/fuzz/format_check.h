#pragma once

#include "core/formats/annotation_format.h"

#include <string>
#include <string_view>

namespace fiducial::test {

/// What is wrong with a data set as a reader gave it, one sentence; empty where every index, count and span is valid.
std::string datasetProblem(const Dataset &dataset);

/// Opens `bytes` as a file of the format, checks the data set and what is said about it, moves one point in a patched
/// copy and opens that again. Empty where all is well; failing to open with a sentence is well.
std::string formatProblem(const std::string &formatId, const std::string &fileName, std::string_view bytes);

/// formatProblem over damaged versions of the seed until `count` of them were malformed: an error, or more warnings
/// than the seed has. Names the first one that fails.
std::string malformedFilesProblem(const std::string &formatId, const std::string &fileName, std::string_view seed,
                                  int count);

} // namespace fiducial::test
