#pragma once

#include "core/base/job_context.h"
#include "core/dataset/run.h"
#include "core/model/model_catalogue.h"

#include <filesystem>
#include <optional>

/// The heatmaps behind a prediction, computed again: they are too large to be stored with a run.
namespace fiducial::pipeline {

/// One face, cropped as the run's model was given it.
struct FaceMapsRequest {
    std::filesystem::path picture;
    Rect cropBox;                           ///< as Prediction::cropBox
    std::optional<CentreScale> centreScale; ///< for cards that crop by it
};
/// Fails, with the reason, where the row has no prediction or does not tell its crop.
Result<FaceMapsRequest> mapsRequest(const Dataset &dataset, int face, const Run &header, const Prediction &prediction);

/// Nothing where the run's header does not rule out that there are maps; else why there are none.
Result<void> mayHaveMaps(const Run &header);
/// The model that made a run: the entry of the catalogue whose weights have the run's hash. The error is one sentence.
Result<model::CatalogueEntry> entryOfRun(const Run &header, const model::ModelCatalogue &models);
Result<std::unique_ptr<model::LandmarkModel>> modelOfRun(const Run &header, const model::ModelCatalogue &models,
                                                         const model::DeviceOptions &device);

/// Unsupported where the model does not read its points from heatmaps. On the inference thread; stops between its
/// steps.
Result<model::LandmarkMaps> faceMaps(const FaceMapsRequest &request, model::LandmarkModel &model,
                                     const JobContext &context);

} // namespace fiducial::pipeline
