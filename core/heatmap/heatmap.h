#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <span>
#include <vector>

/// Heatmaps as plain grids of floats: encoders, decoders and what a map says about a landmark. Nothing here knows of
/// images: a place is a Cell, and grid_law.h says where a cell lies in the network's input.
namespace fiducial::heatmap {

/// A place on the grid in cells, x along a row: the centre of the cell in column 3, row 5 is (3, 5); not a pixel.
struct Cell {
    double x = 0;
    double y = 0;
    friend bool operator==(const Cell &, const Cell &) = default;
};

/// Sizes beyond these are slips, or files that want memory.
inline constexpr int kMaxSide = 4096;
inline constexpr int kMaxMaps = 4096;
inline constexpr std::size_t kMaxValues = std::size_t{1} << 28;

/// One map, row by row, in somebody else's memory.
class MapView {
public:
    /// InvalidArgument where a side is not in 1..kMaxSide or `values` does not hold height x width numbers.
    static Result<MapView> of(std::span<const float> values, int height, int width);

    int height() const { return height_; }
    int width() const { return width_; }
    std::span<const float> values() const { return values_; }
    /// Precondition: the cell lies on the map.
    float at(int x, int y) const { return values_[static_cast<std::size_t>(y) * static_cast<std::size_t>(width_) + x]; }

private:
    friend class StackView;
    MapView(std::span<const float> values, int height, int width) : values_(values), height_(height), width_(width) {}

    std::span<const float> values_;
    int height_;
    int width_;
};

/// `count` maps of one size one after the other (N x H x W, contiguous) in somebody else's memory.
class StackView {
public:
    /// As MapView::of; up to kMaxMaps maps, none at all included.
    static Result<StackView> of(std::span<const float> values, int count, int height, int width);

    int count() const { return count_; }
    int height() const { return height_; }
    int width() const { return width_; }
    std::span<const float> values() const { return values_; }
    /// Precondition: 0 <= index < count().
    MapView map(int index) const;

private:
    StackView(std::span<const float> values, int count, int height, int width)
        : values_(values), count_(count), height_(height), width_(width)
    {}

    std::span<const float> values_;
    int count_;
    int height_;
    int width_;
};

/// Maps of one size that own their memory.
class Stack {
public:
    /// All zero. Errors as StackView::of.
    static Result<Stack> zeros(int count, int height, int width);

    int count() const { return count_; }
    int height() const { return height_; }
    int width() const { return width_; }
    std::span<float> values() { return values_; }
    std::span<const float> values() const { return values_; }
    StackView view() const;
    MapView map(int index) const { return view().map(index); }

private:
    Stack(int count, int height, int width);

    std::vector<float> values_;
    int count_;
    int height_;
    int width_;
};

} // namespace fiducial::heatmap
