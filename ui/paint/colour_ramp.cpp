#include "ui/paint/colour_ramp.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace fiducial::ui {

QColor cividis(double t)
{
    // Ten evenly spaced colours of the published map.
    static constexpr std::array<QRgb, 10> stops = {0xff00224e, 0xff123570, 0xff3b496c, 0xff575d6d, 0xff707173,
                                                   0xff8a8678, 0xffa59c74, 0xffc3b369, 0xffe1cc55, 0xfffee838};
    const double position = std::isnan(t) ? 0 : std::clamp(t, 0.0, 1.0) * (stops.size() - 1);
    const auto low = std::min(static_cast<std::size_t>(position), stops.size() - 2);
    const double share = position - static_cast<double>(low);
    const auto mix = [share](int a, int b) { return static_cast<int>(std::lround(a + (b - a) * share)); };
    const QRgb a = stops[low];
    const QRgb b = stops[low + 1];
    return QColor(mix(qRed(a), qRed(b)), mix(qGreen(a), qGreen(b)), mix(qBlue(a), qBlue(b)));
}

} // namespace fiducial::ui
