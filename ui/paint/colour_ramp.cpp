#include "ui/paint/colour_ramp.h"

#include "core/base/colour_ramp.h"

namespace fiducial::ui {

QColor cividis(double t)
{
    const auto [red, green, blue] = cividisRgb(t);
    return QColor(red, green, blue);
}

} // namespace fiducial::ui
