#pragma once

#include "app/cli/crop_job.h"

namespace fiducial::cli {

/// A training configuration file. Relative paths in it start at the file's folder.
///
///   {"data":  [{"path": ..., "images": ..., "select": ..., "accepted": true}, ...],
///    "crops": {"scheme", "side", "margin", "square", "extra_pixels", "boxes", "validation", "group", "seed", "synth",
///    "synth_seed"}, "train": {... options of fiducial-train ...}, "out":   DIR}
///
/// "data" may be one entry or a path; "crops" and "train" may be left out.
struct TrainConfig {
    std::vector<CropInput> data;
    pipeline::CropCacheRequest crops; ///< without sources
    std::string train = "{}";         ///< JSON object
    std::filesystem::path out;        ///< empty: not given
};

/// The error names the key that is unknown or of the wrong kind.
Result<TrainConfig> readTrainConfig(const std::filesystem::path &file);

} // namespace fiducial::cli
