#include "core/pipeline/face_maps.h"

#include "core/image/image.h"

#include <opencv2/core.hpp>

#include <algorithm>

namespace fiducial::pipeline {

Result<FaceMapsRequest> mapsRequest(const Dataset &dataset, int face, const Run &header, const Prediction &prediction)
{
    if (prediction.missing)
        return makeError(Errc::Missing, says("The detector of %1 did not find this face.", header.name));
    if (prediction.cropBox.empty())
        return makeError(Errc::Missing,
                         says("%1 does not tell which crop of the picture its model was given.", header.name));
    const Face &known = dataset.faces[static_cast<std::size_t>(face)];
    return FaceMapsRequest{dataset.imagePath(known.sample), prediction.cropBox,
                           header.boxes == BoxSource::Annotated ? known.derived.centreScale : std::nullopt};
}

Result<void> mayHaveMaps(const Run &header)
{
    if (!header.modelHash.empty())
        return {};
    if (header.device == "imported" || header.modelName.empty())
        return makeError(Errc::Unsupported,
                         says("%1 was imported: there is no model to compute its heatmaps with.", header.name));
    return makeError(Errc::Unsupported, says("%1 has no weights and no heatmaps.", header.modelName));
}

Result<model::CatalogueEntry> entryOfRun(const Run &header, const model::ModelCatalogue &models)
{
    if (const auto possible = mayHaveMaps(header); !possible)
        return possible.error();
    const auto entries = models.entries();
    const auto found = std::ranges::find_if(
        entries, [&](const auto &entry) { return !entry.builtin && entry.card.sha256 == header.modelHash; });
    if (found == entries.end()) {
        const bool renewed = std::ranges::any_of(entries, [&](const auto &e) { return e.name == header.modelName; });
        return makeError(Errc::Missing,
                         renewed
                             ? says("The weights of %1 are others now than those that made this run.", header.modelName)
                             : says("The model %1 of this run is not here.", header.modelName));
    }
    if (!found->available)
        return makeError(Errc::Missing, found->problem);
    return *found;
}

Result<std::unique_ptr<model::LandmarkModel>> modelOfRun(const Run &header, const model::ModelCatalogue &models,
                                                         const model::DeviceOptions &device)
{
    const auto entry = entryOfRun(header, models);
    return entry ? models.load(entry->name, {}, entry->card.schemeId, device) : entry.error();
}

Result<model::LandmarkMaps> faceMaps(const FaceMapsRequest &request, model::LandmarkModel &model,
                                     const JobContext &context)
{
    const auto picture = image::decode(request.picture);
    if (!picture)
        return picture.error();
    const auto prepared = model.prepare({*picture, request.cropBox, request.centreScale});
    if (context.cancelled())
        return makeError(Errc::Cancelled, says("Computing the heatmaps was cancelled."));
    auto maps = model.maps(prepared);
    if (!maps && maps.error().code == Errc::Unsupported) // the network does not know its name
        return makeError(Errc::Unsupported, says("%1 does not read its points from heatmaps.", model.card().name));
    return maps;
}

} // namespace fiducial::pipeline
