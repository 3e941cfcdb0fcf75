#pragma once

#include "app/cli/inputs.h"
#include "core/pipeline/training_run.h"

#include <nlohmann/json_fwd.hpp>

namespace fiducial::cli {

/// One PATH of `crops` or entry of "data" in a training configuration.
struct CropInput {
    InputOptions input;
    bool accepted = false; ///< only faces that a project's review accepted
};

/// A crop cache request with the data sets it takes faces from. Projects give their corrected
/// sets, without the faces that were rejected or excluded.
class CropJob {
public:
    /// `settings`: everything but the sources.
    static Result<CropJob> open(const CliContext &context, const std::vector<CropInput> &inputs,
                                pipeline::CropCacheRequest settings);
    const pipeline::CropCacheRequest &request() const { return request_; }

    /// Writes the cache, and the issues to stderr.
    Result<pipeline::CropCacheReport> write(const CliContext &context, const std::filesystem::path &file) const;

private:
    pipeline::CropCacheRequest request_;
};

nlohmann::ordered_json cropsJson(const pipeline::CropCacheReport &report, const std::string &file);
/// "4120 faces of 98 points (189 for validation, 1000 synthetic), 0.5 GB in 71 s"
std::string cropsText(const pipeline::CropCacheReport &report);

} // namespace fiducial::cli
