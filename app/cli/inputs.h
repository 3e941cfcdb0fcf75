#pragma once

#include "app/cli/cli_context.h"
#include "app/cli/options.h"
#include "core/pipeline/data_input.h"
#include "core/pipeline/predict.h"

#include <memory>
#include <vector>

namespace fiducial::cli {

/// What a PATH turned out to be: a data set, or a project with its corrections.
using Input = pipeline::DataInput;

pipeline::DataInputRequest dataRequest(const InputOptions &options);
Result<Input> openInput(const CliContext &context, const InputOptions &options);
/// The same, with faces found by the default detector where PATH is a folder of plain images.
Result<Input> openInputWithFaces(const CliContext &context, const InputOptions &options);

/// Loads the model and predicts the selected faces.
Result<pipeline::PredictReport> predictInput(const CliContext &context, const Input &input,
                                             const ModelOptions &options);

/// The same with image paths as `to` names the same files (both data sets may start at different folders).
Run rebased(Run run, const Dataset &from, const Dataset &to);
Dataset rebased(Dataset dataset, const Dataset &to);

} // namespace fiducial::cli
