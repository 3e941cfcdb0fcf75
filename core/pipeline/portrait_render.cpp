#include "core/pipeline/portrait_render.h"

#include "core/pipeline/portrait_raster.h"
#include "core/pipeline/portrait_shade.h"

namespace fiducial::pipeline::portrait {

namespace {

constexpr float kScale = kSupersampling;

Cutout gapsOf(const Mesh &mesh, const FaceTextures &textures)
{
    if (mesh.material == Material::Hair)
        return {hairSolid, [](const Vertex &v) { return v.extra >= 1; }};
    if (mesh.material == Material::Face)
        return {[&textures](float s, float t, float z) { return z < -0.5F || textures.solid(s, t); },
                [](const Vertex &v) { return v.extra < -0.5F || FaceTextures::farFromOpenings(v.s, v.t); }};
    return {};
}

/// A parallel view along the key light; tells how much of it reaches a place.
class ShadowMap {
public:
    ShadowMap(const Figure &figure, const FaceTextures &textures, Vec3 direction)
        : forward_(direction),
          right_(normalized(cross(std::abs(direction.y) > 0.95F ? Vec3{1, 0, 0} : Vec3{0, 1, 0}, direction))),
          down_(cross(direction, right_)),
          map_(kSide, kSide)
    {
        for (std::uint32_t i = 0; i < figure.meshes.size(); ++i) {
            const Mesh &mesh = figure.meshes[i];
            if (mesh.material == Material::Lash || mesh.material == Material::ClearGlass)
                continue;
            std::vector<Seen> seen;
            seen.reserve(mesh.vertices.size());
            for (const Vertex &v : mesh.vertices)
                seen.push_back(place(v.position));
            rasterise(map_, mesh, i, seen, false, gapsOf(mesh, textures));
        }
    }

    float lit(Vec3 p, Vec3 normal, int x, int y) const
    {
        static constexpr std::array<std::array<float, 2>, 8> disc = {{{0.1F, 0.35F},
                                                                      {-0.55F, 0.2F},
                                                                      {0.6F, -0.25F},
                                                                      {-0.2F, -0.6F},
                                                                      {0.75F, 0.6F},
                                                                      {-0.85F, -0.3F},
                                                                      {0.35F, -0.9F},
                                                                      {-0.4F, 0.9F}}};
        const Seen at = place(p + normal * 0.12F);
        const float turn = 6.2832F * hashed(x, y, 91), c = std::cos(turn), s = std::sin(turn);
        float sum = 0;
        for (const auto &[u, v] : disc) {
            const int column = static_cast<int>(at.x + 4.2F * (c * u - s * v)),
                      row = static_cast<int>(at.y + 4.2F * (s * u + c * v));
            if (column < 0 || row < 0 || column >= kSide || row >= kSide)
                sum += 1;
            else
                sum += clamp01(1 - (map_.depth[map_.at(column, row)] + at.depth - 0.18F) * 5);
        }
        return sum / disc.size();
    }

private:
    static constexpr int kSide = 448;
    static constexpr float kReach = 17; // cm from the middle of the head to the border

    Seen place(Vec3 p) const
    {
        const Vec3 d = p - Vec3{0, 1.5F, 0};
        constexpr float k = kSide / (2 * kReach);
        return {kSide / 2 + k * dot(d, right_), kSide / 2 + k * dot(d, down_), -dot(d, forward_)};
    }

    Vec3 forward_, right_, down_;
    Visibility map_;
};

/// How open the surroundings of each block of samples are, from the depth buffer.
class Openness {
public:
    static constexpr int kBlock = 4;

    Openness(const Visibility &seen, float samplesPerCm)
        : width_(seen.width / kBlock + 1),
          height_(seen.height / kBlock + 1),
          raw_(static_cast<std::size_t>(width_) * height_, 1.0F)
    {
        for (int row = 0; row < height_; ++row)
            for (int column = 0; column < width_; ++column)
                raw_[static_cast<std::size_t>(row) * width_ + column] =
                    openAt(seen, std::min(column * kBlock, seen.width - 1), std::min(row * kBlock, seen.height - 1),
                           samplesPerCm);
        smooth();
    }
    float at(int x, int y) const
    {
        const float u = static_cast<float>(x) / kBlock, v = static_cast<float>(y) / kBlock;
        const int c = std::min(static_cast<int>(u), width_ - 2), r = std::min(static_cast<int>(v), height_ - 2);
        const auto value = [&](int dc, int dr) { return raw_[static_cast<std::size_t>(r + dr) * width_ + c + dc]; };
        const float fu = u - static_cast<float>(c), fv = v - static_cast<float>(r);
        return lerp(lerp(value(0, 0), value(1, 0), fu), lerp(value(0, 1), value(1, 1), fu), fv);
    }

private:
    static float openAt(const Visibility &seen, int x, int y, float samplesPerCm)
    {
        const float near = seen.depth[seen.at(x, y)];
        if (near <= 0)
            return 1;
        const float depth = 1 / near, spin = 6.2832F * hashed(x, y, 92);
        float blocked = 0;
        constexpr int kTaps = 14;
        for (int i = 0; i < kTaps; ++i) {
            const float radius = 2.6F * std::sqrt((static_cast<float>(i) + 0.5F) / kTaps),
                        angle = spin + 2.4F * static_cast<float>(i);
            const int px = x + static_cast<int>(radius * samplesPerCm * std::cos(angle)),
                      py = y + static_cast<int>(radius * samplesPerCm * std::sin(angle));
            if (px < 0 || py < 0 || px >= seen.width || py >= seen.height || seen.depth[seen.at(px, py)] <= 0)
                continue;
            const float above = depth - 1 / seen.depth[seen.at(px, py)];
            blocked += smoothstep(0.1F, 1.0F, above / radius) * smoothstep(5, 2.5F, above);
        }
        return 1 - 0.9F * std::min(1.0F, 1.5F * blocked / kTaps);
    }
    void smooth()
    {
        std::vector<float> out(raw_.size());
        for (int pass = 0; pass < 2; ++pass) {
            for (int r = 0; r < height_; ++r)
                for (int c = 0; c < width_; ++c) {
                    float sum = 0;
                    for (int k = -1; k <= 1; ++k)
                        for (int j = -1; j <= 1; ++j)
                            sum += raw_[static_cast<std::size_t>(std::clamp(r + k, 0, height_ - 1)) * width_ +
                                        std::clamp(c + j, 0, width_ - 1)];
                    out[static_cast<std::size_t>(r) * width_ + c] = sum / 9;
                }
            raw_.swap(out);
        }
    }

    int width_, height_;
    std::vector<float> raw_;
};

struct View {
    std::vector<std::vector<Seen>> seen; ///< a list per mesh, in samples of the layer
    Layer layer;                         ///< place and size only
};

View look(const Figure &figure, Size picture)
{
    View view;
    float left = 1e9F, top = 1e9F, right = -1e9F, bottom = -1e9F;
    constexpr float kHalf = (kScale - 1) / 2;
    for (const Mesh &mesh : figure.meshes) {
        auto &list = view.seen.emplace_back();
        list.reserve(mesh.vertices.size());
        for (const Vertex &v : mesh.vertices) {
            const Vec3 p = figure.camera.project(v.position);
            list.push_back({p.x * kScale + kHalf, p.y * kScale + kHalf, p.z});
            left = std::min(left, list.back().x), right = std::max(right, list.back().x);
            top = std::min(top, list.back().y), bottom = std::max(bottom, list.back().y);
        }
    }
    const auto bounded = [](float v, int size) {
        return static_cast<int>(std::clamp(v, 0.0F, kScale * static_cast<float>(size))) / kSupersampling *
               kSupersampling;
    };
    Layer &layer = view.layer;
    layer.x = bounded(left, picture.width);
    layer.y = bounded(top, picture.height);
    layer.width = std::max(0, bounded(right + 2 * kScale, picture.width) - layer.x);
    layer.height = std::max(0, bounded(bottom + 2 * kScale, picture.height) - layer.y);
    for (auto &list : view.seen)
        for (Seen &p : list) {
            p.x -= static_cast<float>(layer.x);
            p.y -= static_cast<float>(layer.y);
        }
    return view;
}

Vertex interpolated(const Mesh &mesh, const std::vector<Seen> &seen, std::uint32_t triangle, int x, int y)
{
    const auto &index = mesh.triangles[triangle];
    const auto w =
        weightsAt({seen[index[0]], seen[index[1]], seen[index[2]]}, static_cast<float>(x), static_cast<float>(y), true);
    Vertex out;
    for (int i = 0; i < 3; ++i) {
        const Vertex &v = mesh.vertices[index[i]];
        out.position += v.position * w[i];
        out.normal += v.normal * w[i];
        out.s += v.s * w[i];
        out.t += v.t * w[i];
        out.extra += v.extra * w[i];
    }
    return out;
}

/// The colour of samples. Within a finished pixel, shadow is the same for all samples of one
/// surface, and so is the colour of surfaces without fine detail.
class Shader {
public:
    Shader(const Figure &figure, const std::vector<std::vector<Seen>> &seen, const FaceTextures &textures,
           const Lighting &light, const Openness &openness, int width)
        : figure_(figure),
          seen_(seen),
          textures_(textures),
          light_(light),
          openness_(openness),
          shadow_(figure, textures, light.keyDirection),
          eye_{0, 0, figure.camera.distance},
          shared_(static_cast<std::size_t>(width / kSupersampling + 1))
    {}

    Vec3 colourAt(const Visibility &target, int x, int y)
    {
        const std::size_t at = target.at(x, y);
        const std::uint32_t index = target.mesh[at];
        const Mesh &mesh = figure_.meshes[index];
        Shared &near = shared_[static_cast<std::size_t>(x / kSupersampling)];
        const bool known = near.row == y / kSupersampling && near.mesh == index;
        if (known && !fine(mesh.material))
            return near.colour;
        Vertex v = interpolated(mesh, seen_[index], target.triangle[at], x, y);
        const Vec3 toEye = normalized(eye_ - v.position);
        v.normal = normalized(v.normal);
        if (dot(v.normal, toEye) < 0)
            v.normal = v.normal * -1;
        if (!known)
            near = {y / kSupersampling, index, shadow_.lit(v.position, v.normal, x, y), openness_.at(x, y), {}};
        near.colour = shade(surfaceAt(mesh, v, figure_.traits, textures_), light_, toEye, near.lit, near.open);
        return near.colour;
    }

private:
    /// The last surface that was met in a finished pixel.
    struct Shared {
        int row = -1;
        std::uint32_t mesh = Visibility::kNothing;
        float lit = 0, open = 0;
        Vec3 colour;
    };

    /// Whether it has detail within a finished pixel.
    static bool fine(Material material)
    {
        return material == Material::Face || material == Material::Eye || material == Material::Hair ||
               material == Material::Tooth || material == Material::ClearGlass || material == Material::DarkGlass;
    }

    const Figure &figure_;
    const std::vector<std::vector<Seen>> &seen_;
    const FaceTextures &textures_;
    const Lighting &light_;
    const Openness &openness_;
    ShadowMap shadow_;
    Vec3 eye_;
    std::vector<Shared> shared_; ///< one per finished column
};

} // namespace

Layer renderFigure(const Figure &figure, const Lighting &light, Size picture)
{
    const FaceTextures textures(figure.traits);
    View view = look(figure, picture);
    Layer layer = std::move(view.layer);
    if (layer.width <= 0 || layer.height <= 0)
        return layer;
    Visibility solid(layer.width, layer.height), glass(0, 0);
    for (std::uint32_t i = 0; i < figure.meshes.size(); ++i) {
        const Mesh &mesh = figure.meshes[i];
        const bool clear = mesh.material == Material::ClearGlass || mesh.material == Material::DarkGlass;
        if (clear && glass.width == 0)
            glass = Visibility(layer.width, layer.height);
        rasterise(clear ? glass : solid, mesh, i, view.seen[i], true, gapsOf(mesh, textures));
    }
    const Openness openness(solid, kScale * figure.camera.focal / figure.camera.distance);

    layer.colour.resize(solid.depth.size());
    layer.cover.resize(solid.depth.size());
    Shader shader(figure, view.seen, textures, light, openness, layer.width);
    for (int y = 0; y < layer.height; ++y)
        for (int x = 0; x < layer.width; ++x) {
            const std::size_t at = solid.at(x, y);
            if (solid.mesh[at] != Visibility::kNothing) {
                layer.colour[at] = shader.colourAt(solid, x, y);
                layer.cover[at] = 1;
            }
            if (glass.width > 0 && glass.mesh[at] != Visibility::kNothing && glass.depth[at] > solid.depth[at]) {
                const bool dark = figure.meshes[glass.mesh[at]].material == Material::DarkGlass;
                const float kept = dark ? 0.1F : 0.93F;
                layer.colour[at] = layer.colour[at] * kept + shader.colourAt(glass, x, y);
                layer.cover[at] = 1 - kept * (1 - layer.cover[at]);
            }
        }
    return layer;
}

} // namespace fiducial::pipeline::portrait
