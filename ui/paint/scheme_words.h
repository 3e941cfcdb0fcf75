#pragma once

#include "core/scheme/landmark_scheme.h"

#include <QString>

/// Landmarks and contours of a scheme in the language of the interface; a name of an own scheme that has no translation
/// is shown as it is. Files and queries keep the scheme's own names.
namespace fiducial::ui {

QString landmarkCaption(const LandmarkScheme &scheme, int landmark); ///< "right jaw 3"; empty where it has no name
QString landmarkLabel(const LandmarkScheme &scheme, int landmark);   ///< "2 right jaw 3", as LandmarkScheme::label()
QString contourCaption(const Contour &contour);                      ///< "left eye"

} // namespace fiducial::ui
