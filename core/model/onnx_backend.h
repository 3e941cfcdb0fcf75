#pragma once

#include "core/model/backend.h"

#include <memory>
#include <string>

namespace fiducial::model {

/// An ONNX file's bytes through OpenCV's dnn, on the CPU. `threads` > 0 sets OpenCV's threads for the whole program.
/// Faces run one after the other: OpenCV 4.6 plans a network for the batch size of its first run, and files exported
/// for one picture (both public landmark models) fail with any other.
Result<std::unique_ptr<Backend>> onnxBackend(const std::string &bytes, const std::string &device, int threads);

} // namespace fiducial::model
