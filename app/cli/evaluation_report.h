#pragma once

#include "app/cli/inputs.h"
#include "core/pipeline/evaluate.h"

namespace fiducial::cli {

/// Writes the report of `evaluate --report`, with the worst faces drawn. `input`: whose ground truth was the reference;
/// `others`: runs to be compared with.
Result<void> writeEvaluationReport(const CliContext &context, const std::string &folder, const Input &input,
                                   const pipeline::EvaluateRequest &request, const pipeline::EvaluateReport &report,
                                   const std::string &reference, int worst, const std::vector<Run> &others);

} // namespace fiducial::cli
