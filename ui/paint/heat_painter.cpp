#include "ui/paint/heat_painter.h"

#include "core/base/colour_ramp.h"

#include <QPainter>

#include <algorithm>
#include <array>
#include <cmath>

namespace fiducial::ui {

namespace {
constexpr int kPictureSide = 512;     ///< a map is drawn about so large once
constexpr int kShades = 1024;         ///< of the ramp; finer than a screen
constexpr double kMostOpaque = 0.9;   ///< the picture shows through the peak too
constexpr double kOpacityPower = 0.5; ///< slopes of a peak stay visible, noise near 0 does not

/// Premultiplied colours over 0..1.
std::array<QRgb, kShades> heatShades()
{
    std::array<QRgb, kShades> shades{};
    for (int i = 0; i < kShades; ++i) {
        const double t = i / (kShades - 1.0);
        const auto [r, g, b] = cividisRgb(t);
        const int alpha = static_cast<int>(std::lround(255 * kMostOpaque * std::pow(t, kOpacityPower)));
        shades[static_cast<std::size_t>(i)] = qPremultiply(qRgba(r, g, b, alpha));
    }
    return shades;
}

/// A place of the finer grid between two cells of the coarse one.
struct Between {
    int low = 0, high = 0;
    float share = 0; ///< of `high`
};

std::vector<Between> placesBetween(int cells, int factor)
{
    std::vector<Between> places;
    for (int i = 0; i < cells * factor; ++i) {
        const double at = std::clamp((i + 0.5) / factor - 0.5, 0.0, cells - 1.0);
        const int low = static_cast<int>(at);
        places.push_back({low, std::min(low + 1, cells - 1), static_cast<float>(at - low)});
    }
    return places;
}

float mix(float a, float b, float share)
{
    return a + (b - a) * share;
}
} // namespace

float HeatGrid::peak() const
{
    float peak = 0;
    for (const float v : values)
        peak = v > peak ? v : peak; // NaN is never larger
    return peak;
}

HeatGrid sumOfMaps(std::span<const float> maps, int height, int width, const Affine &imageFromCell,
                   std::span<const int> landmarks)
{
    HeatGrid grid{width, height, {}, imageFromCell};
    const auto each = static_cast<std::size_t>(width) * static_cast<std::size_t>(height);
    grid.values.assign(each, 0);
    for (const int landmark : landmarks) {
        const auto first = static_cast<std::size_t>(landmark) * each;
        if (landmark < 0 || first + each > maps.size())
            continue;
        for (std::size_t i = 0; i < each; ++i)
            if (const float v = maps[first + i]; v > 0)
                grid.values[i] += v;
    }
    return grid;
}

HeatPicture::HeatPicture(const HeatGrid &grid)
{
    const float peak = grid.peak();
    if (grid.width < 1 || grid.height < 1 || !(peak > 0) || !std::isfinite(peak))
        return;
    static const auto shades = heatShades();
    const int factor = std::clamp(kPictureSide / std::max(grid.width, grid.height), 1, kPictureSide);
    const auto columns = placesBetween(grid.width, factor), rows = placesBetween(grid.height, factor);
    std::vector<float> cells;
    for (const float v : grid.values)
        cells.push_back(v > 0 ? v * (kShades - 1) / peak : 0);
    image_ = QImage(grid.width * factor, grid.height * factor, QImage::Format_ARGB32_Premultiplied);
    for (int y = 0; y < image_.height(); ++y) {
        const Between row = rows[static_cast<std::size_t>(y)];
        const float *low = cells.data() + static_cast<std::ptrdiff_t>(row.low) * grid.width;
        const float *high = cells.data() + static_cast<std::ptrdiff_t>(row.high) * grid.width;
        auto *out = reinterpret_cast<QRgb *>(image_.scanLine(y));
        for (const Between &c : columns) {
            const float value =
                mix(mix(low[c.low], low[c.high], c.share), mix(high[c.low], high[c.high], c.share), row.share);
            *out++ = shades[static_cast<std::size_t>(value + 0.5F)];
        }
    }
    const double step = 1.0 / factor;
    imageFromPixel_ = grid.imageFromCell * Affine{step, 0, -0.5, 0, step, -0.5};
}

void HeatPicture::paint(QPainter &painter, const ViewTransform &view, const QRectF &clip) const
{
    if (isNull())
        return;
    const Affine &m = imageFromPixel_;
    const double s = view.scale;
    const QPointF origin = view.toView(Point2{m.tx, m.ty});
    painter.save();
    painter.setClipRect(clip, Qt::IntersectClip);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    const QPointF x = view.turned({m.a, m.c}) * s, y = view.turned({m.b, m.d}) * s;
    painter.setTransform(QTransform(x.x(), x.y(), y.x(), y.y(), origin.x(), origin.y()), true);
    painter.drawImage(0, 0, image_);
    painter.restore();
}

} // namespace fiducial::ui
