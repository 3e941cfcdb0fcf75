#pragma once

#include "core/base/job_context.h"
#include "core/base/result.h"
#include "core/geometry/types.h"

#include <cstdint>
#include <filesystem>
#include <string>

namespace fiducial::pipeline {

/// A set of rendered portraits with exact landmarks and true attributes. The bundled resources/samples is
/// count 12, facesPerImage 3, size 720x540, seed 3.
struct SynthesizeRequest {
    std::filesystem::path folder; ///< made where it is missing; files of an earlier set are replaced
    int count = 24;               ///< pictures
    /// "wflw": WFLW's folders and lists, 98 points; below 100 pictures all are in the test list, else every tenth.
    /// "300w": picture + .pts, 68 points; one face each.
    std::string layout = "wflw";
    std::uint64_t seed = 1;
    /// WFLW only. 1: one face each; n > 1: the pictures show 1 to n faces in turn.
    int facesPerImage = 1;
    Size size{512, 512};
};

struct SynthesizeReport {
    int images = 0;
    int faces = 0;
    std::filesystem::path list; ///< what to open: WFLW's test list, or the folder of the pairs
};

/// Renders on all cores and writes every file whole. The same request writes the same bytes. Lists are written last:
/// after a cancellation (Errc::Cancelled) pictures may lie in the folder, but no list names a missing one.
Result<SynthesizeReport> synthesize(const SynthesizeRequest &request, const JobContext &job);

} // namespace fiducial::pipeline
