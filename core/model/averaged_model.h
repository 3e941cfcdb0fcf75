#pragma once

#include "core/model/landmark_model.h"

namespace fiducial::model {

/// The model asked several times about each face: for its box and `views.jitters` boxes shifted by up to 3 % of the
/// side and scaled by up to 5 % (the same for every face and run), and with `views.flip` for the mirror image of each,
/// mapped back through the scheme's mirror pairs. Points are the mean of all answers; with three or more, covariance is
/// their sample covariance (n - 1) and replaces the model's own. A model that looks at no pixels (mean shape) and empty
/// `views` give the model as it is: ask its views() for what is done.
Result<std::shared_ptr<LandmarkModel>> averagedModel(std::shared_ptr<LandmarkModel> model, ViewOptions views);

} // namespace fiducial::model
