#pragma once

#include "core/geometry/types.h"

#include <array>
#include <cstdint>
#include <vector>

namespace fiducial::pipeline {

/// One picture of a synthetic set.
struct PortraitOptions {
    std::uint64_t seed = 1;
    int index = 0; ///< of the picture in its set; pictures of one set differ, and take turns in what makes them hard
    int facesPerImage = 1;
    Size size{512, 512};
};

struct PortraitFace {
    std::vector<Point2> points98; ///< WFLW's points, pixels (PC0); projected from the model, so exact; may be hidden
    Rect box;                     ///< their extent, to whole pixels outwards
    std::array<std::int8_t, 6> attributes{}; ///< WFLW: pose, expression, illumination, make-up, occlusion, blur
};

struct Portrait {
    std::vector<std::uint8_t> jpeg;
    Size size;
    std::vector<PortraitFace> faces; ///< from left to right
};

/// Renders shaded 3D heads. The same options give the same bytes. Any thread; about 0.2 s.
/// Precondition: facesPerImage 1..8, both sides of the size 64..4096.
Portrait renderPortrait(const PortraitOptions &options);

} // namespace fiducial::pipeline
