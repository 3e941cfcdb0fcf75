#include "core/heatmap/heatmap.h"

#include <string>

namespace fiducial::heatmap {

namespace {

std::size_t valuesOf(int count, int height, int width)
{
    return static_cast<std::size_t>(count) * static_cast<std::size_t>(height) * static_cast<std::size_t>(width);
}

std::string sizeText(int count, int height, int width)
{
    return std::to_string(count) + " x " + std::to_string(height) + " x " + std::to_string(width);
}

Result<void> checkSize(int count, int height, int width)
{
    const bool sides = height >= 1 && width >= 1 && height <= kMaxSide && width <= kMaxSide;
    if (sides && count >= 0 && count <= kMaxMaps && valuesOf(count, height, width) <= kMaxValues)
        return {};
    return makeError(Errc::InvalidArgument,
                     says("Heatmaps of %1 are not possible: sides are 1 to %2 cells, up to %3 maps and %4 numbers.",
                          sizeText(count, height, width), kMaxSide, kMaxMaps, kMaxValues));
}

Result<void> checkValues(std::size_t given, int count, int height, int width)
{
    if (auto size = checkSize(count, height, width); !size)
        return size;
    if (given == valuesOf(count, height, width))
        return {};
    return makeError(Errc::InvalidArgument,
                     says("Heatmaps of %1 have %2 numbers, not %3.", sizeText(count, height, width),
                          valuesOf(count, height, width), given));
}

} // namespace

Result<MapView> MapView::of(std::span<const float> values, int height, int width)
{
    if (const auto checked = checkValues(values.size(), 1, height, width); !checked)
        return checked.error();
    return MapView(values, height, width);
}

Result<StackView> StackView::of(std::span<const float> values, int count, int height, int width)
{
    if (const auto checked = checkValues(values.size(), count, height, width); !checked)
        return checked.error();
    return StackView(values, count, height, width);
}

MapView StackView::map(int index) const
{
    const std::size_t each = valuesOf(1, height_, width_);
    return {values_.subspan(static_cast<std::size_t>(index) * each, each), height_, width_};
}

Result<Stack> Stack::zeros(int count, int height, int width)
{
    if (const auto checked = checkSize(count, height, width); !checked)
        return checked.error();
    return Stack(count, height, width);
}

Stack::Stack(int count, int height, int width)
    : values_(valuesOf(count, height, width)), count_(count), height_(height), width_(width)
{}

StackView Stack::view() const
{
    return StackView::of(values_, count_, height_, width_).value();
}

} // namespace fiducial::heatmap
