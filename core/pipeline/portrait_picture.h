#pragma once

#include "core/geometry/types.h"
#include "core/pipeline/portrait_render.h"
#include "core/pipeline/portrait_traits.h"

#include <memory>
#include <vector>

namespace fiducial::pipeline::portrait {

/// The finished picture: a backdrop, figures before it from back to front, then what the camera does to them.
class Picture {
public:
    /// `index` tells pictures of one set apart.
    Picture(Size size, const PictureTraits &traits);
    ~Picture();
    Picture(const Picture &) = delete;
    Picture &operator=(const Picture &) = delete;

    void add(const Layer &layer);
    /// Degrades the picture as its traits say and codes it. Once.
    std::vector<std::uint8_t> jpeg();

private:
    struct Pixels;
    PictureTraits traits_;
    std::unique_ptr<Pixels> pixels_;
};

} // namespace fiducial::pipeline::portrait
