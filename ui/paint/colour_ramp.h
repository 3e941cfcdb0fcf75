#pragma once

#include <QColor>

namespace fiducial::ui {

/// Cividis, dark blue (0) to yellow (1): perceptually even and safe for colour-blind people (Nuñez, Anderton and
/// Renslow 2018). Values outside 0..1 are clamped, NaN is 0.
QColor cividis(double t);

} // namespace fiducial::ui
