#pragma once

#include "core/pipeline/evaluate.h"

#include <nlohmann/json_fwd.hpp>

namespace fiducial::cli {

/// The documented keys of `evaluate --json`. Values that do not exist are null.
nlohmann::ordered_json evaluationJson(const pipeline::EvaluateReport &report, const Dataset &dataset, const Run &run,
                                      const std::string &reference, bool perFace);

/// The same for people.
std::string evaluationText(const pipeline::EvaluateReport &report, const Dataset &dataset, const Run &run,
                           const std::string &reference);

} // namespace fiducial::cli
