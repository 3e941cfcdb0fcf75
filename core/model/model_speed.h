#pragma once

#include "core/model/landmark_model.h"

namespace fiducial::model {

/// Network passes a second times faces a pass, cropping left out: `batch` grey faces again and again for `seconds`
/// after a warm-up, at least once. Cancelled between passes.
Result<double> facesPerSecond(LandmarkModel &model, int batch, double seconds, const JobContext &context);

} // namespace fiducial::model
