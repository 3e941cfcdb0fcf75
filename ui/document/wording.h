#pragma once

#include "core/dataset/face_state.h"
#include "core/metrics/metrics.h"

#include <QString>

namespace fiducial::ui {

/// "inter-ocular", translated.
QString normaliserName(metrics::Normaliser normaliser);
/// "4.31 %" in the user's locale.
QString percentText(double fraction, int decimals = 2);
/// "1 min 12 s"
QString durationText(int seconds);

} // namespace fiducial::ui
