#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace fiducial::model {

/// A graph input or output as an ONNX file declares it. 0: left open (a batch or picture size chosen later).
struct OnnxValue {
    std::string name;
    std::vector<std::int64_t> shape;
};

struct OnnxGraph {
    std::vector<OnnxValue> inputs; ///< without the weights
    std::vector<OnnxValue> outputs;
};

/// Names and shapes from the bytes of an ONNX file; OpenCV's dnn keeps them to itself. Malformed where it is none.
Result<OnnxGraph> parseOnnxGraph(std::string_view bytes);

} // namespace fiducial::model
