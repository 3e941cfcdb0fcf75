#pragma once

#include "core/dataset/run.h"
#include "core/formats/annotation_format.h"

namespace fiducial::pipeline {

/// RUN files: .safetensors (JSON header in the metadata, float32 columns), .json or .csv, by the file's extension. All
/// hold the same: image, box, points, head pose, and in safetensors and JSON covariance and peak; scheme, model, hash,
/// device, boxes.
Result<void> writeRun(const std::filesystem::path &file, const Run &run);
/// Reads a RUN file, any annotation file the registry knows (its points become the predictions), or bare numbers with
/// the list `order` (point_array.h). The error names the file and what was expected.
Result<Run> readRun(const formats::FormatRegistry &registry, const std::filesystem::path &file,
                    const JobContext &context, const std::filesystem::path &order = {});

} // namespace fiducial::pipeline
