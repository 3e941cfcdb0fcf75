#pragma once

#include "core/geometry/types.h"
#include "core/pipeline/portrait_mesh.h"
#include "core/pipeline/portrait_paint.h"

#include <vector>

namespace fiducial::pipeline::portrait {

/// Pixels that are drawn for each pixel of the finished picture, along one side.
inline constexpr int kSupersampling = 2;

/// Pinhole at (0, 0, distance) of the scene, looking along -z. Positions are PC0 pixels of the finished picture.
struct Camera {
    float distance = 90;
    float focal = 1;
    float centreX = 0, centreY = 0;
    Vec3 project(Vec3 p) const ///< x, y and the depth in cm
    {
        const float depth = distance - p.z;
        return {centreX + focal * p.x / depth, centreY + focal * p.y / depth, depth};
    }
};

/// One person, posed in the scene.
struct Figure {
    FaceTraits traits;
    std::vector<Mesh> meshes;
    Camera camera;
};

/// Linear colour, premultiplied, with coverage; supersampled. `x`, `y`: place of its first pixel.
struct Layer {
    int x = 0, y = 0, width = 0, height = 0;
    std::vector<Vec3> colour;
    std::vector<float> cover;
};

/// Hidden surfaces by depth buffer, then light pixel by pixel. The layer covers what is visible inside `picture`.
Layer renderFigure(const Figure &figure, const Lighting &light, Size picture);

} // namespace fiducial::pipeline::portrait
