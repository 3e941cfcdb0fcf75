#pragma once

#include "core/geometry/types.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace fiducial {

enum class Visibility : std::uint8_t { Absent = 0, Occluded = 1, Visible = 2 }; // the numbers of COCO

/// The points of one face in image pixels (PC0). An absent point that was never placed is NaN; one that was removed
/// keeps its last place.
struct LandmarkSet {
    std::vector<Point2> points;
    std::vector<Visibility> visibility; ///< empty: all visible; else as long as points

    int count() const { return static_cast<int>(points.size()); }
    bool empty() const { return points.empty(); }
    Visibility visibilityAt(int i) const
    {
        return visibility.empty() ? Visibility::Visible : visibility[static_cast<std::size_t>(i)];
    }
    void setVisibility(int i, Visibility v);
    /// Placed and not absent: takes part in metrics, drawing of lines and hit tests.
    bool isPresent(int i) const;
    int presentCount() const;
    friend bool operator==(const LandmarkSet &, const LandmarkSet &);
};

/// `count` points that are all absent (NaN).
LandmarkSet emptyLandmarks(int count);
/// Box of the present points; empty where there are none.
Rect landmarkBox(const LandmarkSet &set);
Rect landmarkBox(std::span<const Point2> points);

/// Where a point of an edited set came from.
enum class PointSource : std::uint8_t { None, GroundTruth, Model, Human };

struct Provenance {
    PointSource source = PointSource::None;
    std::int16_t run = -1;  ///< Model: number of the project's run (its model hash is stored with it)
    float movedPixels = 0;  ///< Human: distance from where the copied point stood
    std::uint32_t time = 0; ///< Unix seconds of the last change
    friend bool operator==(const Provenance &, const Provenance &) = default;
};

/// The only set of a face that can change ("mine"). Empty until the first edit.
struct EditedSet {
    LandmarkSet set;
    std::vector<Provenance> origin; ///< one per point
    bool empty() const { return set.empty(); }
    friend bool operator==(const EditedSet &, const EditedSet &) = default;
};

} // namespace fiducial
