#pragma once

#include "core/model/model_card.h"

#include <optional>

namespace fiducial::model {

/// The card of weights that fiducial-train exported: everything that running them needs stands in the file's header.
/// Name, file and SHA-256 are left to the caller. Nothing where the file is another one.
std::optional<ModelCard> cardOfTrainedWeights(const std::filesystem::path &weights);

} // namespace fiducial::model
