#pragma once

#include "core/model/landmark_model.h"

#include <map>
#include <string>
#include <vector>

namespace fiducial::model {

/// A model that can be named: built-in mean shapes ("mean-shape-wflw98"; "mean-shape" is that of the data set's
/// scheme), bundled cards with their weights (resources/models), added ones (user data folder).
struct CatalogueEntry {
    std::string name;
    ModelCard card;
    std::filesystem::path folder;  ///< of the weights; empty for built-in
    std::uint64_t weightBytes = 0; ///< of the weights file; 0 where there is none
    bool builtin = false;
    bool added = false;    ///< lies in the user's folder and can be removed
    bool available = true; ///< its weights are there
    Sentence problem;      ///< why not
};

/// Folders that are searched for NAME.json cards: resources (data directory) and the user's models. Not a singleton:
/// made in app/.
class ModelCatalogue {
public:
    ModelCatalogue(std::filesystem::path bundled, std::filesystem::path user);
    std::vector<CatalogueEntry> entries() const;
    /// A name of an entry, or the path of a weights file or card. A weights file needs a card: `cardFile`, NAME.json
    /// beside it, a committed card of the same SHA-256, or one added before; else InvalidArgument names the missing
    /// fields.
    Result<std::unique_ptr<LandmarkModel>> load(const std::string &nameOrFile, const std::filesystem::path &cardFile,
                                                const std::string &dataSetScheme, const DeviceOptions &options) const;
    /// `models add`: copies weights and card into the user's folder.
    Result<CatalogueEntry> add(const std::filesystem::path &weights, const ModelCard &card) const;
    /// Removes an added model's card and weights; models of the installation stay.
    Result<void> remove(const std::string &name) const;
    /// The model that pre-fills when nobody chooses: the one set for the scheme, else the best available one of the
    /// scheme, else the same for a scheme with a map, else the mean shape.
    std::string defaultFor(const std::string &schemeId) const;
    /// Makes a model the default of its scheme, for every program of this user.
    Result<void> setDefault(const std::string &name) const;

private:
    /// Scheme -> name, as setDefault() wrote it.
    std::map<std::string, std::string> chosenDefaults() const;

    std::filesystem::path bundled_;
    std::filesystem::path user_;
};

/// resources/ of this installation: FIDUCIAL_DATA_DIR, else found from the executable.
std::filesystem::path resourcesFolder();
/// Where downloads and added models live: FIDUCIAL_USER_DIR, else XDG_DATA_HOME/fiducial.
std::filesystem::path userDataFolder();

} // namespace fiducial::model
