#pragma once

#include "core/model/model_card.h"

#include <filesystem>
#include <optional>
#include <vector>

namespace fiducial::model {

struct StoredCard {
    std::filesystem::path file;
    Result<ModelCard> card;
};

/// The landmark models' cards (NAME.json) of a folder, by name; damaged ones with their error. Detectors' cards,
/// recipes (NAME.train.json) and a folder that is not there give none.
std::vector<StoredCard> cardsIn(const std::filesystem::path &folder);

/// The card in these folders that describes the weights of that SHA-256.
std::optional<ModelCard> findCardByHash(const std::vector<std::filesystem::path> &folders, const std::string &sha256);

} // namespace fiducial::model
