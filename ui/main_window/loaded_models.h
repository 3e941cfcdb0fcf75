#pragma once

#include "core/model/model_catalogue.h"

#include <map>
#include <memory>
#include <mutex>
#include <string>

namespace fiducial::ui {

/// Models in memory, each of them once for all who use it: it stays as long as one of them holds it. Any thread may
/// ask; the models themselves belong to the inference thread.
class LoadedModels {
public:
    explicit LoadedModels(const model::ModelCatalogue &models) : models_(models) {}

    const model::ModelCatalogue &catalogue() const { return models_; }
    /// As ModelCatalogue::load().
    Result<std::shared_ptr<model::LandmarkModel>> load(const std::string &nameOrFile, const std::string &card,
                                                       const std::string &scheme, const model::DeviceOptions &device);
    /// Loads all of them again from now on: the weights of a name may be others.
    void forget();

private:
    const model::ModelCatalogue &models_;
    std::mutex mutex_;
    std::map<std::string, std::weak_ptr<model::LandmarkModel>> loaded_;
    int age_ = 0; ///< how often all was forgotten
};

} // namespace fiducial::ui
