#pragma once

#include "core/dataset/run.h"
#include "core/metrics/metrics.h"
#include "core/model/landmark_model.h"

#include <optional>
#include <string>

namespace CLI {
class App;
}

namespace fiducial::cli {

/// Which data, --images, --select.
struct InputOptions {
    std::string path;
    std::string images;
    std::string select;
    void addTo(CLI::App &command, const char *what);
};

/// Which model, on which boxes and device.
struct ModelOptions {
    std::string model;
    std::string card;
    std::string boxes = "annotated";
    model::DeviceOptions device;
    ViewOptions views;
    void addTo(CLI::App &command, bool required);
    BoxSource boxSource() const { return *parseBoxSource(boxes); } ///< checked by the parser
};

/// --normaliser, --threshold, --convention.
struct MetricOptions {
    std::string normaliser;
    std::string convention = "exact";
    std::optional<double> threshold;
    void addTo(CLI::App &command);
    metrics::EvaluationOptions evaluation() const;
};

} // namespace fiducial::cli
