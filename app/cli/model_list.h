#pragma once

#include "app/cli/cli_context.h"

#include <optional>

namespace fiducial::cli {

struct ModelListOptions {
    std::optional<double> maxMegabytes; ///< of weights, a million bytes each; models without weights pass
    bool measure = false;
    std::string device = "auto";
    int batch = 1;
    double seconds = 1; ///< a model
};

/// Models with files, and the networks of ours beside their published rows.
int listModels(CliContext &context, const ModelListOptions &options);

/// What the JSON of both lists says of a model with files. `speed`: faces a second, not measured where absent.
nlohmann::ordered_json entryJson(const model::CatalogueEntry &entry, std::optional<double> speed = {});

} // namespace fiducial::cli
