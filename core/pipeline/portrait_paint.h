#pragma once

#include "core/pipeline/portrait_traits.h"

#include <vector>

namespace fiducial::pipeline::portrait {

/// What is painted on a face, in canonical coordinates. Four bytes a texel:
/// colour: R, G, B of the albedo (sRGB coded), cover of hair (brows, beard); layer: openings (0 cut away), lips,
/// wetness, shine.
class FaceTextures {
public:
    static constexpr float kLeft = -8, kTop = -8, kPerCm = 64;
    static constexpr int kWidth = 1024, kHeight = 1280;

    explicit FaceTextures(const FaceTraits &traits);

    struct Texel {
        float r, g, b, hair; ///< 0..1, sRGB coded
        float skin, lip, wet, shine;
    };
    /// Bilinear; the edge beyond the border.
    Texel sample(float s, float t) const;
    static bool farFromOpenings(float s, float t) { return t < -1.2F || t > 7.4F || s > 4.6F || s < -4.6F; }
    /// Whether there is skin here.
    bool solid(float s, float t) const;

private:
    std::vector<std::uint8_t> colour_;
    std::vector<std::uint8_t> layer_;
};

/// How likely a beard hair grows at a place of the face, 0..1.
float beardDensity(Beard beard, float s, float t);

/// Between linear 0..1 and sRGB coded 0..1.
float toSrgb(float linear);
float fromSrgb(float coded);

} // namespace fiducial::pipeline::portrait
