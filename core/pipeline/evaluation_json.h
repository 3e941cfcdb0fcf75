#pragma once

#include "core/pipeline/evaluate.h"

#include <string>

namespace fiducial::pipeline {

/// What `evaluate --json` prints, with its documented keys. Values that do not exist are null. `reference`: the name of
/// what was measured against; `perFace`: one entry for each face as well.
std::string printEvaluationJson(const EvaluateReport &report, const Dataset &dataset, const Run &run,
                                const std::string &reference, bool perFace);

} // namespace fiducial::pipeline
