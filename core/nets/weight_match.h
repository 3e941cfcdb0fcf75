#pragma once

#include "core/nets/weights_file.h"

#include <optional>
#include <utility>

namespace fiducial::nets {

/// Which part of a file is the network, and what its names are called there.
struct WeightNames {
    /// Level of the file, for instance "net_ema" or "state_dict.module"; without it the one that fits is found, and two
    /// that fit are an error.
    std::optional<std::string> level;
    /// Prefixes of names below the level, as the file has them and as the network has them; the first that fits holds.
    std::vector<std::pair<std::string, std::string>> renames;
    /// Whether a network that starts from a shape, which the file lacks, may start from the scheme's mean shape.
    bool meanShape = false;
};

/// What becomes of a file's tensors.
struct WeightMatch {
    std::string level;                                      ///< with its dot: "net_ema."
    std::vector<std::pair<std::string, std::size_t>> found; ///< name in the network, index of the file's entry
    std::vector<std::string> missing;                       ///< in the network alone
    std::vector<std::string> misshapen;                     ///< in both, with another shape
    std::vector<std::string> leftOver;                      ///< below the level of the file alone

    bool complete() const { return missing.empty() && misshapen.empty() && leftOver.empty(); }
    /// "272 tensors from level net_ema; missing a, b; ..." for messages and logs.
    Sentence sentence() const;
};

/// Names and shapes of a network.
using WeightShapes = std::vector<WeightsFile::Entry>;

/// Counters of batches (num_batches_tracked), which old files lack, are never missing nor left over.
Result<WeightMatch> matchWeights(const WeightsFile &file, const WeightShapes &network, const WeightNames &names = {});

/// The card's options "weights.level" and "weights.rename" ("old.=new.,a.=b.") as names; they are taken out of
/// `options`.
Result<WeightNames> takeWeightNames(std::map<std::string, std::string> &options);

} // namespace fiducial::nets
