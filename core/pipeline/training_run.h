#pragma once

#include "core/pipeline/crop_cache.h"
#include "core/pipeline/data_input.h"

#include <optional>

/// What comes before a network is trained: faces gathered and cut into the folder of the run. The training itself is
/// done by fiducial-train, a program of its own.
namespace fiducial::pipeline {

/// Files of a run's folder; the trainer writes the last three.
inline constexpr char kTrainingCrops[] = "crops.safetensors";
inline constexpr char kTrainingOptions[] = "train.json";
inline constexpr char kTrainingCheckpoint[] = "checkpoint.safetensors";
inline constexpr char kTrainingLog[] = "log.jsonl";
inline constexpr char kTrainingUsedOptions[] = "options.json"; ///< all of them, as the run began

/// The faces to train on: of a project without those that its review refused, or with `acceptedOnly` those it accepted;
/// of a plain data set (no states) all. InvalidArgument where none is left; `name` is that of the data set.
Result<std::vector<int>> facesToTrainOn(const std::vector<int> &faces, const std::vector<FaceState> &states,
                                        bool acceptedOnly, const std::string &name);

/// Opens one entry of the training data; what it refers to lives as long as the result.
Result<CropSource> openCropSource(const formats::FormatRegistry &registry, const DataInputRequest &request,
                                  bool acceptedOnly, const JobContext &context);

struct TrainingRun {
    CropCacheRequest crops;
    std::string options = "{}"; ///< JSON object for fiducial-train
    std::filesystem::path folder;
    bool resume = false;
};

/// Whether the folder holds a run that can go on.
bool holdsTrainingRun(const std::filesystem::path &folder);
/// Refuses a folder that holds an earlier run, so that its crops are not replaced under it.
Result<void> checkTrainingFolder(const std::filesystem::path &folder, bool resume);
/// Cuts the faces, unless the crops in the folder are up to date (no report then), and writes the options.
Result<std::optional<CropCacheReport>> prepareTraining(const TrainingRun &run, const JobContext &context);
/// Arguments of fiducial-train. `withOptions`: those that prepareTraining() wrote; a resumed run knows its own.
std::vector<std::string> trainerArguments(const std::filesystem::path &folder, bool withOptions, bool resume);

} // namespace fiducial::pipeline
