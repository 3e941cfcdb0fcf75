#pragma once

#include "core/training/train_options.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>

namespace fiducial::training {

/// What a run leaves in its folder.
inline constexpr char kCheckpointFile[] = "checkpoint.safetensors"; ///< all that resuming needs
inline constexpr char kBestFile[] = "best.safetensors";             ///< averaged weights of the best validation NME
inline constexpr char kLastFile[] = "last.safetensors";             ///< averaged weights of the last epoch
inline constexpr char kLogFile[] = "log.jsonl";
inline constexpr char kOptionsFile[] = "options.json";

struct TrainRequest {
    TrainOptions options;
    std::filesystem::path crops; ///< crop cache
    std::filesystem::path out;   ///< folder of the run, made where missing
    /// Goes on where the checkpoint in `out` ends, exactly as if the run had not been interrupted; begins where there
    /// is none. Without it, a folder that holds a checkpoint is refused.
    bool resume = false;
};

/// Asked once a step, on the calling thread.
struct TrainControl {
    std::function<bool()> stopped = [] { return false; };
    std::function<bool()> paused = [] { return false; };
    std::function<void(const std::string &line)> log; ///< every line of the log, with its line end
};

struct TrainReport {
    std::int64_t step = 0; ///< steps taken, those before resuming included
    std::int64_t steps = 0;
    bool stopped = false;          ///< by the control: a checkpoint of this step is written
    std::optional<double> bestNme; ///< validation NME of best.safetensors, a fraction; nothing without validation faces
    int bestEpoch = 0;             ///< from 1
};

/// Blocks until the run is done or stopped. InvalidArgument where the options do not fit the faces, or, on resuming,
/// what the run began with.
Result<TrainReport> train(const TrainRequest &request, const TrainControl &control);

/// The best weights of a run, or the last ones where nothing was validated, as a file of their own that
/// nets::loadNetworkFile() reads. With `half`, half the bytes.
Result<void> exportRun(const std::filesystem::path &run, const std::filesystem::path &file, bool half);

} // namespace fiducial::training
