#include "core/pipeline/portrait_raster.h"

namespace fiducial::pipeline::portrait {

Visibility::Visibility(int w, int h)
    : width(w),
      height(h),
      depth(static_cast<std::size_t>(w) * h, -std::numeric_limits<float>::infinity()),
      mesh(depth.size(), kNothing),
      triangle(depth.size(), kNothing)
{}

std::array<float, 3> weightsAt(const std::array<Seen, 3> &c, float x, float y, bool perspective)
{
    const float area = (c[1].x - c[0].x) * (c[2].y - c[0].y) - (c[2].x - c[0].x) * (c[1].y - c[0].y);
    const float w1 = ((x - c[0].x) * (c[2].y - c[0].y) - (c[2].x - c[0].x) * (y - c[0].y)) / area;
    const float w2 = ((c[1].x - c[0].x) * (y - c[0].y) - (x - c[0].x) * (c[1].y - c[0].y)) / area;
    std::array<float, 3> w = {1 - w1 - w2, w1, w2};
    if (perspective) {
        float sum = 0;
        for (int i = 0; i < 3; ++i)
            sum += w[i] /= c[i].depth;
        for (float &v : w)
            v /= sum;
    }
    return w;
}

void rasterise(Visibility &target, const Mesh &mesh, std::uint32_t meshIndex, const std::vector<Seen> &seen,
               bool perspective, const Cutout &gaps)
{
    for (std::uint32_t k = 0; k < mesh.triangles.size(); ++k) {
        const auto &index = mesh.triangles[k];
        const std::array<Seen, 3> c = {seen[index[0]], seen[index[1]], seen[index[2]]};
        const auto [xMin, xMax] = std::minmax({c[0].x, c[1].x, c[2].x});
        const auto [yMin, yMax] = std::minmax({c[0].y, c[1].y, c[2].y});
        const int left = static_cast<int>(std::ceil(std::max(xMin, 0.0F))),
                  top = static_cast<int>(std::ceil(std::max(yMin, 0.0F)));
        const int right = static_cast<int>(std::min(xMax, static_cast<float>(target.width - 1)));
        const int bottom = static_cast<int>(std::min(yMax, static_cast<float>(target.height - 1)));
        if (left > right || top > bottom)
            continue;
        const float area = (c[1].x - c[0].x) * (c[2].y - c[0].y) - (c[2].x - c[0].x) * (c[1].y - c[0].y);
        if (std::abs(area) < 1e-9F || !(std::min({c[0].depth, c[1].depth, c[2].depth}) > (perspective ? 1.0F : -1e6F)))
            continue;
        const bool ask = gaps.solid && !(gaps.whole(mesh.vertices[index[0]]) && gaps.whole(mesh.vertices[index[1]]) &&
                                         gaps.whole(mesh.vertices[index[2]]));
        const auto nearness = [&](int i) { return perspective ? 1 / c[i].depth : -c[i].depth; };
        const float d0 = nearness(0), d1 = nearness(1), d2 = nearness(2), scale = 1 / area;
        const float stepX1 = (c[2].y - c[0].y) * scale, stepX2 = -(c[1].y - c[0].y) * scale;
        for (int y = top; y <= bottom; ++y) {
            const float dy = static_cast<float>(y) - c[0].y;
            for (int x = left; x <= right; ++x) {
                const float dx = static_cast<float>(x) - c[0].x;
                const float w1 = dx * stepX1 - (c[2].x - c[0].x) * dy * scale,
                            w2 = (c[1].x - c[0].x) * dy * scale + dx * stepX2;
                if (w1 < 0 || w2 < 0 || w1 + w2 > 1)
                    continue;
                const float near = d0 + w1 * (d1 - d0) + w2 * (d2 - d0);
                const std::size_t at = target.at(x, y);
                if (near <= target.depth[at])
                    continue;
                if (ask) {
                    const auto w = weightsAt(c, static_cast<float>(x), static_cast<float>(y), perspective);
                    const Vertex &p = mesh.vertices[index[0]], &q = mesh.vertices[index[1]],
                                 &r = mesh.vertices[index[2]];
                    if (!gaps.solid(w[0] * p.s + w[1] * q.s + w[2] * r.s, w[0] * p.t + w[1] * q.t + w[2] * r.t,
                                    w[0] * p.extra + w[1] * q.extra + w[2] * r.extra))
                        continue;
                }
                target.depth[at] = near;
                target.mesh[at] = meshIndex;
                target.triangle[at] = k;
            }
        }
    }
}

} // namespace fiducial::pipeline::portrait
