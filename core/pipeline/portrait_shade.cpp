#include "core/pipeline/portrait_shade.h"

#include <vector>

namespace fiducial::pipeline::portrait {

namespace {

/// A tile of fine noise with its slope; repeats.
struct Grain {
    static constexpr int kSide = 256;
    std::vector<Vec3> texels; ///< slope x, slope y, value

    Grain() : texels(static_cast<std::size_t>(kSide) * kSide)
    {
        const auto height = [](int x, int y) {
            const auto wrapped = [](int v) { return static_cast<float>((v + kSide) % kSide); };
            const auto blend = [&](auto &&at) { // periodic: two shifted copies are faded into each other
                const float u = smoothstep(0, 1, wrapped(x) / kSide), v = smoothstep(0, 1, wrapped(y) / kSide);
                const float px = wrapped(x), py = wrapped(y), n = kSide;
                return lerp(lerp(at(px, py), at(px - n, py), u), lerp(at(px, py - n), at(px - n, py - n), u), v);
            };
            return blend([](float px, float py) {
                const float pore = noise(px * 0.30F, py * 0.30F, 11);
                return 0.55F * noise(px * 0.12F, py * 0.12F, 10) - 0.7F * std::max(0.0F, pore - 0.2F) +
                       0.2F * noise(px * 0.6F, py * 0.6F, 12);
            });
        };
        for (int y = 0; y < kSide; ++y)
            for (int x = 0; x < kSide; ++x)
                texels[static_cast<std::size_t>(y) * kSide + x] = {height(x + 1, y) - height(x - 1, y),
                                                                   height(x, y + 1) - height(x, y - 1), height(x, y)};
    }
    Vec3 at(float x, float y) const
    {
        const int ix = floorOf(x), iy = floorOf(y);
        const float u = x - static_cast<float>(ix), v = y - static_cast<float>(iy);
        const auto texel = [&](int c, int r) {
            return texels[static_cast<std::size_t>(r & (kSide - 1)) * kSide + (c & (kSide - 1))];
        };
        return lerp(lerp(texel(ix, iy), texel(ix + 1, iy), u), lerp(texel(ix, iy + 1), texel(ix + 1, iy + 1), u), v);
    }
};

const Grain &grain()
{
    static const Grain tile;
    return tile;
}

void roughen(Surface &out, float s, float t, float strength)
{
    const Vec3 g = grain().at(s * 26, t * 26);
    out.normal = normalized(out.normal + Vec3{-g.x, -g.y, 0} * strength);
    out.albedo = out.albedo * (1 + 0.08F * g.z);
}

Vec3 linear(float r, float g, float b)
{
    const auto approx = [](float v) { return v * v * (0.315F * v + 0.685F) + 0.0F; };
    return {approx(r), approx(g), approx(b)};
}

void skin(Surface &out, const FaceTraits &traits, float s, float t)
{
    const float pale = traits.person.skin.x;
    out.wrap = Vec3{0.24F, 0.13F, 0.09F} * (0.6F + 0.6F * pale);
    out.specular = 0.16F;
    out.hardness = 16;
    roughen(out, s, t, 0.16F + 0.12F * traits.person.age);
}

void face(Surface &out, const Vertex &v, const FaceTraits &traits, const FaceTextures &textures)
{
    if (v.extra < -0.5F) { // the back, where canonical coordinates repeat
        out.albedo = traits.person.skin;
        skin(out, traits, v.s, v.t);
        return;
    }
    const auto texel = textures.sample(v.s, v.t);
    out.albedo = linear(texel.r, texel.g, texel.b);
    // Canonical coordinates are narrow at the temples: depth continues them there.
    skin(out, traits, v.s - v.extra * std::clamp(v.s / 4, -1.0F, 1.0F), v.t);
    const float oily = bump(v.s / 1.1F) * bump((v.t - 2) / 3.5F) + 0.6F * bump(v.s / 3) * bump((v.t + 4) / 2);
    out.specular = 0.15F + 0.1F * oily;
    if (texel.lip > 0) {
        const float gloss = 0.35F + 0.9F * traits.makeUp.lipstick;
        out.specular = lerp(out.specular, gloss, texel.lip);
        out.hardness = lerp(out.hardness, 38, texel.lip);
        out.normal = normalized(out.normal + Vec3{0.16F * texel.lip * noise(v.s * 9, v.t * 1.3F, 21), 0, 0});
    }
    out.coat = 0.25F * texel.wet;
    if (texel.hair > 0) {
        out.specular *= 1 - 0.7F * texel.hair;
        out.wrap = out.wrap * (1 - texel.hair);
    }
    out.albedo = lerp(out.albedo, out.albedo * 0.8F, texel.hair * 0.3F);
}

void eye(Surface &out, const Vertex &v, const FaceTraits &traits)
{
    constexpr float kIris = 0.485F, kPupil = 0.19F;
    const float fibre = noise(v.t * 14, v.s * 9, 31) * 0.6F + 0.4F * noise(v.t * 31, v.s * 4, 32);
    const Vec3 white = Vec3{0.68F, 0.63F, 0.60F} * (1 - 0.12F * smoothstep(0.7F, 1.3F, v.s));
    const float vein =
        smoothstep(0.55F, 1.3F, v.s) * std::max(0.0F, noise(v.t * 9 + 3 * noise(v.s * 6, v.t), v.s * 5, 33));
    Vec3 colour = lerp(white, Vec3{0.6F, 0.22F, 0.18F}, 0.35F * vein);
    const float ring = smoothstep(kIris, kIris - 0.1F, v.s);
    Vec3 iris = traits.person.irisColour * (0.75F + 0.55F * fibre) * lerp(0.4F, 1.15F, ring);
    iris = lerp(iris, traits.person.irisColour * Vec3{1.5F, 1.2F, 0.8F}, 0.5F * smoothstep(0.34F, 0.2F, v.s));
    colour = lerp(colour, iris, smoothstep(kIris + 0.025F, kIris - 0.025F, v.s));
    colour = lerp(colour, Vec3{0.004F, 0.004F, 0.004F}, smoothstep(kPupil + 0.02F, kPupil - 0.02F, v.s));
    out.albedo = colour;
    out.specular = 0.1F;
    out.hardness = 60;
    out.coat = 1;
    out.occlusion = 0.3F + 0.7F * smoothstep(-0.05F, 0.42F, v.extra);
    out.wrap = {0.3F, 0.26F, 0.25F};
}

void hair(Surface &out, const Mesh &mesh, const Vertex &v)
{
    const float fine = noise(v.s * 21, v.t * 0.8F, 41), coarse = noise(v.s * 7.5F, v.t * 0.45F, 43);
    const float lock = noise(v.s * 3.1F + 0.6F * noise(v.s, v.t * 0.4F, 44), v.t * 0.3F, 42);
    const Vec3 down{0, 1, 0};
    const bool combed = dot(mesh.axis, mesh.axis) > 0;
    const Vec3 along = combed ? cross(mesh.axis, out.normal) : down - out.normal * dot(down, out.normal);
    out.strand = normalized(along + out.normal * (0.15F * lock));
    const Vec3 across = cross(out.strand, out.normal);
    out.albedo = mesh.colour * std::max(0.1F, 1 + 0.4F * fine + 0.35F * coarse + 0.3F * lock);
    out.normal = normalized(out.normal + across * (0.35F * fine + 0.4F * coarse + 0.45F * lock));
    out.specular = 0.35F + 0.2F * fine;
    out.hardness = 28;
    out.wrap = {0.3F, 0.3F, 0.3F};
    out.occlusion = 0.62F + 0.38F * smoothstep(-0.9F, 0.5F, lock + 0.6F * coarse);
}

void fabric(Surface &out, const Mesh &mesh, const Vertex &v)
{
    const bool knit = mesh.material == Material::Knit;
    const float weave = knit ? std::sin(v.s * 9 + 1.5F * std::sin(v.t * 9)) : noise(v.s * 12, v.t * 12, 51);
    out.albedo = mesh.colour * (1 + (knit ? 0.16F : 0.07F) * weave);
    out.normal = normalized(out.normal + Vec3{0.22F * cloud(v.s * 0.35F, v.t * 0.22F, 52) + (knit ? 0.3F * weave : 0),
                                              0.1F * cloud(v.s * 0.5F, v.t * 0.4F, 53), 0});
    out.wrap = {0.12F, 0.12F, 0.12F};
    out.specular = 0.03F;
    if (mesh.material == Material::MaskCloth) {
        const float pleat = std::sin(v.t * 4.2F);
        out.normal = normalized(out.normal + Vec3{0, 0.35F * pleat * smoothstep(5, 3.5F, std::abs(v.s)), 0});
        out.specular = 0.05F;
    }
}

void tooth(Surface &out, const Vertex &v)
{
    const float inTooth = std::abs(v.s - std::round(v.s));
    out.albedo = Vec3{0.72F, 0.66F, 0.56F} * (1 - 0.5F * bump(inTooth / 0.05F)) * (0.75F + 0.25F * v.t);
    out.albedo =
        lerp(Vec3{0.4F, 0.14F, 0.13F}, out.albedo, smoothstep(0.1F, 0.22F, v.t - 0.1F * (1 - 4 * inTooth * inTooth)));
    out.occlusion = 0.75F * (1 - 0.55F * smoothstep(0.5F, 2.6F, std::abs(v.s)));
    out.specular = 0.5F;
    out.hardness = 50;
    out.wrap = {0.3F, 0.25F, 0.2F};
}

} // namespace

bool hairSolid(float s, float t, float cover)
{
    return cover >= 1 || cover + 0.2F * noise(s * 9, t * 0.35F, 61) + 0.34F * noise(s * 27, t * 0.5F, 62) > 0.5F;
}

Surface surfaceAt(const Mesh &mesh, const Vertex &v, const FaceTraits &traits, const FaceTextures &textures)
{
    Surface out;
    out.normal = v.normal;
    out.albedo = mesh.colour;
    switch (mesh.material) {
    case Material::Face:
        face(out, v, traits, textures);
        break;
    case Material::Skin:
        skin(out, traits, v.s, v.t);
        out.occlusion = 1 - v.extra;
        break;
    case Material::Eye:
        eye(out, v, traits);
        break;
    case Material::Hair:
        hair(out, mesh, v);
        break;
    case Material::Cloth:
    case Material::Knit:
    case Material::MaskCloth:
        fabric(out, mesh, v);
        break;
    case Material::Tooth:
        tooth(out, v);
        break;
    case Material::LidRim:
    case Material::Tongue:
        out.specular = 0.3F;
        out.hardness = 40;
        out.wrap = {0.3F, 0.1F, 0.1F};
        if (mesh.material == Material::Tongue)
            out.albedo = {0.38F, 0.12F, 0.12F};
        break;
    case Material::MouthInside:
        out.albedo = Vec3{0.06F, 0.014F, 0.012F} * 0.6F;
        break;
    case Material::Lash:
        out.occlusion = 0.8F;
        break;
    case Material::Frame:
    case Material::DarkGlass:
    case Material::ClearGlass:
        out.specular = 0.8F;
        out.hardness = 90;
        out.coat = 0.6F;
        break;
    case Material::Foam:
        out.albedo = mesh.colour * (0.8F + 0.4F * hashed(static_cast<int>(v.s * 30), static_cast<int>(v.t * 30), 71));
        break;
    }
    return out;
}

Vec3 shade(const Surface &f, const Lighting &light, Vec3 view, float lit, float open)
{
    const Vec3 n = f.normal;
    const auto lambert = [&](Vec3 direction) {
        const float d = dot(n, direction);
        const auto channel = [&](float wrap) {
            const float v = std::max(0.0F, (d + wrap) / (1 + wrap));
            return v / (1 + 0.6F * wrap);
        };
        return Vec3{channel(f.wrap.x), channel(f.wrap.y), channel(f.wrap.z)};
    };
    const float sky = 0.5F - 0.5F * n.y;
    const float shelter = open * f.occlusion;
    // Light that is lost in crevices comes back red from skin.
    const Vec3 ambientShare{lerp(shelter, 1, 0.25F * std::min(f.wrap.x, 0.5F) * 2), shelter, shelter};
    const Vec3 ambient = lerp(light.groundColour, light.skyColour, sky) * ambientShare;
    // Where light only creeps round the edge, the hard edge of the body's own shadow does not count in full.
    if (f.wrap.x > 0)
        lit = lerp(lit, 1, 0.6F * smoothstep(0.3F, 0, dot(n, light.keyDirection)));
    const Vec3 softLit{lerp(lit, std::sqrt(lit), std::min(0.6F, 1.5F * f.wrap.x)), lit, lit};
    Vec3 out =
        f.albedo * (ambient + light.keyColour * lambert(light.keyDirection) * softLit * (0.35F + 0.65F * f.occlusion) +
                    light.rimColour * lambert(light.rimDirection) * shelter);

    const float facing = std::max(0.0F, dot(n, view)), away = 1 - facing;
    const float fresnel = 0.04F + 0.5F * away * away * away * away * away;
    const auto highlight = [&](Vec3 direction, Vec3 colour, float share) {
        const Vec3 half = normalized(direction + view);
        float s = 0;
        if (dot(f.strand, f.strand) > 0) {
            const float along = dot(f.strand, half);
            s = f.specular * 0.5F * std::pow(std::max(0.0F, 1 - along * along), f.hardness / 2) *
                std::max(0.0F, dot(n, direction) + 0.2F);
            return (colour * 0.35F + colour * f.albedo * 3) * (s * share);
        }
        if (share <= 0 || dot(n, direction) <= 0)
            return Vec3{};
        const float d = std::max(0.0F, dot(n, half));
        s = f.specular * (0.35F + 4 * fresnel) * std::pow(d, f.hardness);
        if (f.coat > 0)
            s += f.coat * 2.2F * (d > 0.96F ? std::pow(d, 420.0F) : 0.0F) + f.coat * 0.12F * std::pow(d, 60.0F);
        return colour * (s * share);
    };
    out += highlight(light.keyDirection, light.keyColour, lit * f.occlusion);
    out += highlight(light.rimDirection, light.rimColour, shelter);
    if (f.specular > 0 && dot(f.strand, f.strand) == 0)
        out += lerp(light.groundColour, light.skyColour, sky) * (shelter * f.specular * 0.35F * (fresnel - 0.04F));
    return out;
}

} // namespace fiducial::pipeline::portrait
