#include "core/pipeline/portrait_props.h"

#include "core/pipeline/portrait_hair.h"

#include <numbers>

namespace fiducial::pipeline::portrait {

namespace {

constexpr float kFullTurn = 2 * std::numbers::pi_v<float>;

constexpr float kTorsoAxis = -2.4F; // its z

float torsoWidth(float y)
{
    static constexpr std::array<Knot, 9> width = {{{12, 5.0F},
                                                   {13.5F, 5.3F},
                                                   {14.6F, 6.4F},
                                                   {15.6F, 9.0F},
                                                   {17, 14.4F},
                                                   {18.8F, 18.4F},
                                                   {21.5F, 20.2F},
                                                   {26, 20.8F},
                                                   {44, 20.5F}}};
    return curve(width, y);
}

float torsoDepth(float y)
{
    static constexpr std::array<Knot, 6> depth = {
        {{12, 4.9F}, {13.5F, 5.1F}, {15, 6.2F}, {17.5F, 8.6F}, {22, 10.6F}, {44, 12}}};
    return curve(depth, y);
}

/// Shoulders and chest between two heights; `neckline(angle)` is where the cloth begins.
Mesh torso(Material material, Vec3 colour, float thickness, const std::function<float(float)> &neckline)
{
    constexpr int kColumns = 112, kRows = 32;
    Mesh mesh;
    mesh.material = material;
    mesh.colour = colour;
    addGrid(mesh, kColumns, kRows, true, [&](int column, int row) {
        const float c = 2 * static_cast<float>(column) / kColumns - 1; // most columns in front, where the cuts are
        const float angle = kFullTurn / 2 * c * (0.35F + 0.65F * c * c);
        const float q = static_cast<float>(row) / (kRows - 1), start = neckline(angle);
        const float y = lerp(start, 44, q * q);
        const float hem = row == 0 ? -0.5F : 0.0F; // the edge turns inwards
        const Vec3 p{(torsoWidth(y) + thickness + hem) * std::sin(angle), y,
                     kTorsoAxis + (torsoDepth(y) + thickness + hem) * std::cos(angle)};
        return Vertex{p, {}, p.x, p.y, 0};
    });
    computeNormals(mesh);
    return mesh;
}

Mesh tie(Vec3 colour)
{
    Mesh mesh;
    mesh.material = Material::Cloth;
    mesh.colour = colour;
    addGrid(mesh, 7, 24, false, [&](int column, int row) {
        const float q = static_cast<float>(row) / 23, y = lerp(14.3F, 44, q);
        const float half = row < 3 ? 1.1F - 0.2F * static_cast<float>(row) : lerp(0.75F, 2.6F, q);
        const float u = static_cast<float>(column) / 3 - 1;
        return Vertex{{half * u, y, kTorsoAxis + torsoDepth(y) + 0.95F - 0.2F * u * u}, {}, half * u * 2, y * 2, 0};
    });
    computeNormals(mesh);
    return mesh;
}

Mesh lens(const HeadModel &head, float side, Material material, const std::function<Vec3(float, float)> &outline)
{
    Mesh mesh;
    mesh.material = material;
    mesh.colour = material == Material::DarkGlass ? Vec3{0.012F, 0.012F, 0.014F} : Vec3{0.003F, 0.003F, 0.004F};
    addGrid(mesh, 40, 5, true, [&](int column, int row) {
        const Vec3 p = outline(kFullTurn * static_cast<float>(column) / 40, static_cast<float>(row) / 4);
        return Vertex{head.shaped({side * p.x, p.y, p.z}),
                      normalized({side * (p.x - 2) * 0.14F, (p.y - 0.3F) * 0.1F, 1}), 0, 0, 0};
    });
    return mesh;
}

void addHand(std::vector<Mesh> &meshes, const HeadModel &head, const Person &person)
{
    const float side = hashed(5, 5, person.noiseSeed) < 0.5F ? -1.0F : 1.0F;
    const float z = head.at(0, 6).z;
    Mesh hand;
    hand.material = Material::Skin;
    hand.colour = person.skin * Vec3{1, 0.93F, 0.9F};
    const auto finger = [&](std::vector<Vec3> path, float radius) {
        for (Vec3 &p : path)
            p.x *= side;
        addTube(
            hand, path, [radius](float q) { return radius * (1.05F - 0.22F * q + 0.06F * std::cos(q * 12)); }, 14);
    };
    for (int i = 0; i < 4; ++i) {
        const float k = static_cast<float>(i);
        const Vec3 knuckle{4.6F - 0.35F * k, 7.6F + 1.55F * k, z - 0.4F + 0.2F * k};
        finger({knuckle, knuckle + Vec3{-1.7F, -0.75F, 1.0F}, knuckle + Vec3{-3.4F, -1.3F, 1.3F},
                knuckle + Vec3{-5.0F + 0.35F * k, -1.7F, 1.0F}},
               0.82F - 0.04F * k);
    }
    finger({{5.6F, 10.5F, z - 1}, {5.9F, 8.3F, z - 0.9F}, {5.9F, 6.0F, z - 1.5F}, {5.6F, 4.4F, z - 2}}, 0.9F);
    finger({{5.6F, 12, z - 0.8F}, {6.8F, 16, z - 0.6F}, {8, 22, z - 1}, {9.5F, 32, z - 2}}, 2.3F);
    addEllipsoid(hand, {side * 5.1F, 10.7F, z - 0.5F}, {side * 2.5F, 0.4F, 0}, {-0.5F * side, 3.6F, 0}, {0, 0, 1.25F},
                 20);
    computeNormals(hand);
    meshes.push_back(std::move(hand));
}

void addMask(std::vector<Mesh> &meshes, const HeadModel &head, const Person &person)
{
    static constexpr std::array<Vec3, 4> colours = {
        Vec3{0.42F, 0.66F, 0.74F}, {0.72F, 0.74F, 0.74F}, {0.03F, 0.03F, 0.035F}, {0.5F, 0.62F, 0.5F}};
    const Vec3 colour = colours[static_cast<std::size_t>(hashed(6, 6, person.noiseSeed) * 3.99F)];
    Mesh mask;
    mask.material = Material::MaskCloth;
    mask.colour = colour;
    const HeadModel calm(head.shape(), {});
    addGrid(mask, 48, 40, false, [&](int column, int row) {
        const float u = 2 * static_cast<float>(column) / 47 - 1, q = static_cast<float>(row) / 39;
        const float top = 1.5F + 1.1F * smoothstep(0.08F, 0.5F, std::abs(u)) + 0.5F * u * u,
                    bottom = 10.3F - 2.2F * u * u;
        const float t = lerp(top, bottom, q), s = u * lerp(6.2F, 5.3F, q * q);
        const Vec3 skin = calm.at(s, t);
        const float tent = calm.at(0, 3.4F).z + 0.35F - 0.15F * s * s - 0.04F * (t - 5) * (t - 5);
        const Vec3 out = normalized({skin.x * 0.6F, 0, skin.z});
        Vec3 p = skin + out * (0.28F + 0.1F * noise(s * 1.2F, t * 0.8F, 5));
        p.z = softMax(p.z, tent, 0.6F);
        return Vertex{p, {}, s, t, 0};
    });
    computeNormals(mask);
    meshes.push_back(std::move(mask));
    Mesh straps;
    straps.material = Material::Cloth;
    straps.colour = Vec3{0.6F, 0.6F, 0.6F};
    for (const float side : {-1.0F, 1.0F})
        for (const float t : {3.4F, 7.6F}) {
            const Vec3 from = calm.at(side * (t < 5 ? 6.0F : 5.5F), t);
            const Vec3 to = head.shaped({side * 7.4F, t < 5 ? -0.6F : 2.6F, -1.6F});
            addTube(
                straps, {from, lerp(from, to, 0.5F) + Vec3{side * 0.6F, 0, 0}, to}, [](float) { return 0.09F; }, 5);
        }
    computeNormals(straps);
    meshes.push_back(std::move(straps));
}

void addScarf(std::vector<Mesh> &meshes, const Person &person)
{
    Mesh scarf;
    scarf.material = Material::Knit;
    scarf.colour = lerp(person.clothColour, Vec3{0.5F, 0.12F, 0.1F}, hashed(8, 8, person.noiseSeed));
    for (int turn = 0; turn < 3; ++turn) {
        const float k = static_cast<float>(turn), height = 6.9F + 2.7F * k;
        constexpr int kAround = 96, kAcross = 20;
        addGrid(scarf, kAround, kAcross, true, [&](int column, int row) {
            const float angle = kFullTurn * static_cast<float>(column) / kAround - kFullTurn / 2,
                        turned = kFullTurn * static_cast<float>(row) / (kAcross - 1);
            const float fold = 0.22F * noise(angle * 4, k * 5, person.noiseSeed) +
                               0.16F * noise(angle * 9, std::sin(turned) + k * 7, person.noiseSeed);
            const float radius = 1.9F + 0.25F * k + fold, reach = 8.1F + 0.9F * k;
            const float along = reach + radius * std::sin(turned) * 0.75F;
            const Vec3 p{along * std::sin(angle),
                         height + 1.2F * noise(angle * 1.3F, k * 3 + 9, person.noiseSeed) + radius * std::cos(turned),
                         -0.4F + (along + 1.2F) * std::cos(angle)};
            return Vertex{p, {}, angle * 8, turned * 1.6F + k, 0};
        });
    }
    computeNormals(scarf);
    meshes.push_back(std::move(scarf));
}

void addMicrophone(std::vector<Mesh> &meshes, const HeadModel &head, const Person &person)
{
    const float side = hashed(9, 9, person.noiseSeed) - 0.5F;
    const Vec3 at{3 * side, 7.6F, head.at(0, 6).z + 3.1F};
    Mesh foam;
    foam.material = Material::Foam;
    foam.colour = {0.03F, 0.03F, 0.035F};
    addEllipsoid(foam, at, {2.1F, 0, 0}, {0, 2.3F, 0}, {0, 0, 2.1F}, 20);
    computeNormals(foam);
    meshes.push_back(std::move(foam));
    Mesh handle;
    handle.material = Material::Frame;
    handle.colour = {0.02F, 0.02F, 0.02F};
    addTube(
        handle, {at + Vec3{0, 1, 0}, at + Vec3{4 * side, 12, 1.5F}, at + Vec3{9 * side, 30, 3}},
        [](float q) { return 1.2F + 0.2F * q; }, 16);
    computeNormals(handle);
    meshes.push_back(std::move(handle));
}

} // namespace

void addTorso(std::vector<Mesh> &meshes, const Person &person)
{
    const Vec3 white{0.72F, 0.72F, 0.7F};
    const auto front = [](float angle, float width) { return bump(angle / width); };
    meshes.push_back(torso(Material::Skin, person.skin, 0, [](float) { return 13.5F; }));
    switch (person.clothing) {
    case Clothing::TShirt:
        meshes.push_back(
            torso(Material::Cloth, person.clothColour, 0.45F, [&](float a) { return 14.7F + 0.9F * front(a, 0.9F); }));
        break;
    case Clothing::VNeck:
        meshes.push_back(torso(Material::Cloth, person.clothColour, 0.4F,
                               [&](float a) { return 14.3F + 7.5F * std::max(0.0F, 1 - std::abs(a) / 0.55F); }));
        break;
    case Clothing::Turtleneck:
        meshes.push_back(
            torso(Material::Knit, person.clothColour, 0.5F, [](float a) { return 12.2F + 0.15F * std::cos(7 * a); }));
        break;
    case Clothing::Collar:
        meshes.push_back(torso(Material::Cloth, lerp(person.clothColour, white, 0.55F), 0.75F,
                               [&](float a) { return 12.9F + 3.2F * std::max(0.0F, 1 - std::abs(a) / 0.4F); }));
        break;
    case Clothing::Suit:
        meshes.push_back(torso(Material::Cloth, white, 0.55F,
                               [&](float a) { return 12.9F + 2.2F * std::max(0.0F, 1 - std::abs(a) / 0.35F); }));
        meshes.push_back(torso(Material::Cloth, person.clothColour * 0.35F, 0.95F,
                               [&](float a) { return 13.9F + 18 * std::max(0.0F, 1 - std::abs(a) / 0.5F); }));
        meshes.push_back(tie(person.clothColour));
        break;
    }
}

void addEyewear(std::vector<Mesh> &meshes, const HeadModel &head, const FaceTraits &traits)
{
    if (traits.eyewear == Eyewear::None)
        return;
    const bool sun = traits.eyewear == Eyewear::Sunglasses;
    const auto seed = traits.person.noiseSeed;
    const float wide = sun ? 2.75F : 2.35F + 0.25F * hashed(1, 8, seed),
                tall = sun ? 2.05F : 1.5F + 0.5F * hashed(2, 8, seed), square = 2.1F + 2.2F * hashed(3, 8, seed);
    const float z = head.eyeCentre(0).z + 2.75F, thick = sun ? 0.16F : 0.07F + 0.12F * hashed(4, 8, seed);
    const auto outline = [&](float angle, float scale) {
        const float c = std::cos(angle), s = std::sin(angle);
        const float r = scale / std::pow(std::pow(std::abs(c), square) + std::pow(std::abs(s), square), 1 / square);
        const float x = 3.28F + wide * c * r, y = 0.35F + tall * s * r;
        return Vec3{x, y, z + 0.55F - 0.062F * x * x};
    };
    Mesh frame;
    frame.material = Material::Frame;
    frame.colour = hashed(5, 8, seed) < 0.6F   ? Vec3{0.015F, 0.014F, 0.014F}
                   : hashed(6, 8, seed) < 0.5F ? Vec3{0.16F, 0.06F, 0.025F}
                                               : Vec3{0.35F, 0.33F, 0.3F};
    for (const float side : {-1.0F, 1.0F}) {
        std::vector<Vec3> ring;
        for (int i = 0; i <= 48; ++i) {
            const Vec3 p = outline(kFullTurn * static_cast<float>(i) / 48, 1);
            ring.push_back(head.shaped({side * p.x, p.y, p.z}));
        }
        addTube(
            frame, ring, [thick](float) { return thick; }, 7);
        const Vec3 hinge = outline(0.2F * -1, 1.0F);
        const auto temple = [&](Vec3 p) { return head.shaped({side * p.x, p.y, p.z}); };
        addTube(
            frame, {temple(hinge), temple({7.35F, hinge.y + 0.1F, hinge.z - 2}), temple({7.75F, -0.5F, -1.5F})},
            [thick](float) { return std::max(0.1F, thick); }, 7);
        meshes.push_back(lens(head, side, sun ? Material::DarkGlass : Material::ClearGlass, outline));
    }
    const Vec3 inner = outline(kFullTurn / 2 + 0.25F, 1);
    addTube(
        frame,
        {head.shaped({-inner.x, inner.y, inner.z}), head.shaped({0, inner.y - 0.15F, inner.z + 0.12F}),
         head.shaped(inner)},
        [thick](float) { return thick; }, 7);
    computeNormals(frame);
    meshes.push_back(std::move(frame));
}

void addCover(std::vector<Mesh> &meshes, const HeadModel &head, const FaceTraits &traits)
{
    switch (traits.cover) {
    case Cover::None:
        break;
    case Cover::SurgicalMask:
        addMask(meshes, head, traits.person);
        break;
    case Cover::Hand:
        addHand(meshes, head, traits.person);
        break;
    case Cover::Scarf:
        addScarf(meshes, traits.person);
        break;
    case Cover::Microphone:
        addMicrophone(meshes, head, traits.person);
        break;
    case Cover::HairStrand:
        addHairStrand(meshes, head, traits.person);
        break;
    }
}

} // namespace fiducial::pipeline::portrait
