#pragma once

#include "core/pipeline/portrait_mesh.h"

#include <cstdint>
#include <functional>
#include <limits>
#include <vector>

namespace fiducial::pipeline::portrait {

/// A vertex as it is seen: x, y in samples of the target, depth in cm.
struct Seen {
    float x = 0, y = 0, depth = 0;
};

/// Which triangle is seen at each sample.
struct Visibility {
    static constexpr std::uint32_t kNothing = 0xFFFFFFFF;
    int width = 0, height = 0;
    std::vector<float> depth; ///< 1 / depth for perspective targets, -depth for parallel ones; the largest is nearest
    std::vector<std::uint32_t> mesh;
    std::vector<std::uint32_t> triangle;

    Visibility(int w, int h);
    std::size_t at(int x, int y) const { return static_cast<std::size_t>(y) * width + x; }
};

/// Barycentric weights of a sample, corrected for perspective.
std::array<float, 3> weightsAt(const std::array<Seen, 3> &corners, float x, float y, bool perspective);

/// Gaps in a surface.
struct Cutout {
    /// Whether there is something at these interpolated s, t, extra; asked before a sample is drawn. Empty: everywhere.
    std::function<bool(float s, float t, float extra)> solid;
    /// Whether no gap is near this vertex: triangles of such vertices are not asked about.
    std::function<bool(const Vertex &)> whole;
};

/// Draws a mesh whose vertices are seen at `seen`. Any facing.
void rasterise(Visibility &target, const Mesh &mesh, std::uint32_t meshIndex, const std::vector<Seen> &seen,
               bool perspective, const Cutout &gaps);

} // namespace fiducial::pipeline::portrait
