#pragma once

#include "core/pipeline/portrait_mesh.h"
#include "core/pipeline/portrait_paint.h"

namespace fiducial::pipeline::portrait {

/// What light meets at one sample.
struct Surface {
    Vec3 albedo;
    Vec3 normal;
    Vec3 wrap;           ///< how far light creeps round the edge, a channel each (skin)
    float specular = 0;  ///< strength
    float hardness = 20; ///< Blinn-Phong exponent
    Vec3 strand;         ///< direction of hair, or zero
    float occlusion = 1; ///< of the surface's own, times the scene's
    float coat = 0;      ///< mirror-like second highlight (wet eyes, gloss)
};

/// `v` is interpolated, its normal of unit length and turned to the viewer.
Surface surfaceAt(const Mesh &mesh, const Vertex &v, const FaceTraits &traits, const FaceTextures &textures);

/// Light that leaves towards `view`; `lit` is the share of the key light that arrives, `open` that of the sky.
Vec3 shade(const Surface &surface, const Lighting &light, Vec3 view, float lit, float open);

/// Whether a sample of a material with gaps exists.
bool hairSolid(float s, float t, float cover);

} // namespace fiducial::pipeline::portrait
