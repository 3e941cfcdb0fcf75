#pragma once

#include "core/pipeline/evaluate.h"

namespace fiducial::cli {

/// An evaluation for people: what was measured, and tables of the numbers.
std::string evaluationText(const pipeline::EvaluateReport &report, const Dataset &dataset, const Run &run,
                           const std::string &reference);

} // namespace fiducial::cli
