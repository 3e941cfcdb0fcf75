#include "core/pipeline/portrait_hair.h"

#include <numbers>

namespace fiducial::pipeline::portrait {

namespace {

constexpr float kHalfTurn = std::numbers::pi_v<float>;

enum class Comb { Down, Back, Sideways };

struct Style {
    Comb comb = Comb::Back;
    float thickness = 0.6F; ///< cm above the skull
    float top = 0;          ///< more of it on the crown
    float recede = 0;       ///< cm that the hairline lies higher in front
    float fringe = 0;       ///< cm that it hangs down in front
    float part = 0;         ///< side of the part and of more hair, -1..1
    float length = 0;       ///< height to which it hangs beside the face, 0: short
};

Style styleOf(const Person &person)
{
    const float chance = hashed(1, 2, person.noiseSeed), side = chance < 0.5F ? -1.0F : 1.0F;
    const float more = hashed(1, 3, person.noiseSeed);
    switch (person.hair) {
    case HairStyle::Receding:
        return {Comb::Back, 0.3F, 0.2F, 2.4F, 0, 0, 0};
    case HairStyle::Buzz:
        return {Comb::Back, 0.14F, 0, 0.5F, 0, 0, 0};
    case HairStyle::Short:
        return {Comb::Back, 0.4F, 0.3F + 1.3F * more, 0.6F + 0.5F * chance, 0, 0.3F * side, 0};
    case HairStyle::SidePart:
        return {Comb::Sideways, 0.5F, 0.7F + 0.6F * more, 0.7F, 0, side, 0};
    case HairStyle::Fringe:
        return {Comb::Down, 0.8F, 0.4F, 0, 1.8F + more, 0.3F, person.feminine ? 9 + 8 * more : 0};
    case HairStyle::Bob:
        return {Comb::Sideways, 0.8F, 0.5F, 0.5F, 0, 0.9F * side, 7 + 3 * more};
    case HairStyle::Long:
        return {Comb::Sideways, 0.7F, 0.4F, 0.4F, 0, 0.5F * side, 16 + 4 * more};
    case HairStyle::TiedBack:
        return {Comb::Back, 0.3F, 0.25F, 0.3F, 0, 0, 0};
    case HairStyle::Bald:
        break;
    }
    return {};
}

/// Lower border of the hair on the scalp.
float hairline(const Style &style, float angle)
{
    static constexpr std::array<Knot, 11> knots = {{{0, -5.7F},
                                                    {22, -5.7F},
                                                    {40, -4.9F},
                                                    {55, -3.4F},
                                                    {66, -1.6F},
                                                    {74, 0.6F},
                                                    {84, 0.9F},
                                                    {94, -1.4F},
                                                    {118, 1.2F},
                                                    {140, 4.4F},
                                                    {180, 5.4F}}};
    const float degrees = std::abs(angle) * 180 / kHalfTurn;
    const float front = smoothstep(62, 30, degrees);
    const float fringe = style.fringe * smoothstep(58, 34, degrees) * (1 + 0.45F * style.part * std::sin(2 * angle));
    const float temples = style.recede * (front + 0.5F * bump((degrees - 38) / 14));
    return curve(knots, degrees) - temples + fringe + 0.2F * noise(angle * 9, 3);
}

Mesh cap(const HeadModel &head, const Person &person, const Style &style)
{
    constexpr int kColumns = 176, kRows = 44;
    Mesh mesh;
    mesh.material = Material::Hair;
    mesh.colour = person.hairColour;
    if (style.comb != Comb::Down)
        mesh.axis = style.comb == Comb::Back ? Vec3{1, 0, 0} : Vec3{0, 0, 1};
    addGrid(mesh, kColumns, kRows, true, [&](int column, int row) {
        const float angle = 2 * kHalfTurn * static_cast<float>(column) / kColumns - kHalfTurn;
        const float q = static_cast<float>(row) / (kRows - 1), edge = hairline(style, angle) + 0.7F;
        const float y = lerp(-12.6F, edge, 1 - std::sqrt(std::max(0.0F, 1 - q * q)) * (1 - 0.35F * q) - 0.0F);
        const Vec3 on = skullAt(angle, y);
        const float crown = smoothstep(-4, -10, y);
        const Vec3 out = normalized(Vec3{on.x, crown * (y + 3) * 1.2F, on.z + 0.9F});
        const float lock =
            noise(angle * 8, q * 2, person.noiseSeed) + 0.5F * noise(angle * 19, q * 3, person.noiseSeed + 1);
        const float full = smoothstep(0, 2.2F, edge - y);
        const float hang = style.fringe > 0 ? 0.55F * smoothstep(-6.5F, -4, y) * std::max(0.0F, std::cos(angle)) : 0;
        const float thick = (style.thickness + style.top * crown + 0.35F * style.part * std::sin(angle) * crown) *
                                (0.25F + 0.75F * full) +
                            hang + 0.14F * style.thickness * lock;
        // The part: hair lies lower along a line over the crown.
        const float groove =
            style.part != 0 ? 0.35F * bump((on.x - 3.0F * style.part) / 0.35F) * crown * (on.z > -2 ? 1.0F : 0.0F) : 0;
        const Vec3 p = on + out * std::max(0.03F, thick - groove);
        // Strands run along circles about the ears' axis (back) or about the line of sight (sideways).
        const Vec3 ray = normalized(p - Vec3{0, -2, -1});
        const float across = style.comb == Comb::Down   ? angle * 7
                             : style.comb == Comb::Back ? 9 * std::asin(ray.x)
                                                        : 9 * std::asin(ray.z);
        const float along = style.comb == Comb::Down   ? q * 14
                            : style.comb == Comb::Back ? 9 * std::atan2(ray.z, -ray.y)
                                                       : 9 * std::atan2(ray.x, -ray.y);
        return Vertex{head.shaped(p), {}, across, along, clamp01((edge - 0.7F - y) * 0.9F + 0.5F) * 1.05F};
    });
    computeNormals(mesh);
    return mesh;
}

/// What hangs down at the sides and the back, round the head from one cheek to the other.
Mesh curtain(const HeadModel &head, const Person &person, const Style &style)
{
    constexpr int kColumns = 150, kRows = 44;
    Mesh mesh;
    mesh.material = Material::Hair;
    mesh.colour = person.hairColour;
    addGrid(mesh, kColumns, kRows, false, [&](int column, int row) {
        const float q = static_cast<float>(column) / (kColumns - 1), down = static_cast<float>(row) / (kRows - 1);
        const float y = lerp(-6, style.length, down);
        const float opening =
            (72 - 8 * smoothstep(0, 8, y) + 5 * noise(y * 0.35F, q < 0.5F ? 1 : 2, person.noiseSeed)) * kHalfTurn / 180;
        const float angle = lerp(opening, 2 * kHalfTurn - opening, q);
        const Vec3 on = skullAt(angle > kHalfTurn ? angle - 2 * kHalfTurn : angle, std::min(y, -0.5F));
        const float wave =
            noise(q * 60, y * 0.16F, person.noiseSeed) + 0.6F * noise(q * 140, y * 0.2F, person.noiseSeed + 1);
        const float beside = std::abs(angle - kHalfTurn) * 180 / kHalfTurn; // from the nape
        const float overEar = bump((beside - 78) / 24) * bump((y - 1.2F) / 4.2F);
        const float curl = 0.35F * std::sin(y * 0.9F + 6 * noise(q * 12, 0, person.noiseSeed)) * smoothstep(0, 9, y);
        const float away = smoothstep(-6, -0.5F, y); // it leaves the cap gradually
        const float volume = 0.45F + 0.35F * bump((y - 2) / 5) + 0.95F * overEar + 0.55F * smoothstep(1, 9, y) +
                             0.28F * wave + curl - 1.4F * smoothstep(style.length - 5, style.length, y);
        const float thick = style.thickness * 0.95F + 0.05F + away * volume;
        const float inward = 1 - 0.1F * smoothstep(4, 13, y);
        const Vec3 out = normalized(Vec3{on.x, 0, on.z + 0.9F});
        const Vec3 p = Vec3{on.x * inward, y, on.z * inward} + out * thick;
        const float edge = std::min(q, 1 - q) * (kColumns - 1);
        return Vertex{head.shaped(p),
                      {},
                      angle * 7,
                      y,
                      std::min({clamp01(0.25F + edge * 0.16F), clamp01((style.length - y) * 0.22F + 0.1F),
                                clamp01((y + 6.5F) * 0.17F)}) *
                          1.05F};
    });
    computeNormals(mesh);
    return mesh;
}

} // namespace

void addHair(std::vector<Mesh> &meshes, const HeadModel &head, const Person &person)
{
    if (person.hair == HairStyle::Bald)
        return;
    const Style style = styleOf(person);
    meshes.push_back(cap(head, person, style));
    if (style.length > 0)
        meshes.push_back(curtain(head, person, style));
    if (person.hair == HairStyle::TiedBack) {
        Mesh bun;
        bun.material = Material::Hair;
        bun.colour = person.hairColour;
        addEllipsoid(bun, {0, -9.5F, -9.2F}, {3.2F, 0, 0}, {0, 3, 0}, {0, 0, 3}, 20);
        for (Vertex &v : bun.vertices) {
            v.s *= 3;
            v.t *= 3;
            v.extra = 1;
        }
        computeNormals(bun);
        meshes.push_back(std::move(bun));
    }
}

void addHairStrand(std::vector<Mesh> &meshes, const HeadModel &head, const Person &person)
{
    const float side = hashed(4, 4, person.noiseSeed) < 0.5F ? -1.0F : 1.0F;
    Mesh mesh;
    mesh.material = Material::Hair;
    mesh.colour = person.hairColour;
    constexpr int kColumns = 40, kRows = 44;
    addGrid(mesh, kColumns, kRows, false, [&](int column, int row) {
        const float across = static_cast<float>(column) / (kColumns - 1), down = static_cast<float>(row) / (kRows - 1);
        const float y = lerp(-8.5F, 7.5F, down), width = 5.2F * std::sin(kHalfTurn * (0.12F + 0.8F * down));
        const float x = side * (1.2F + 2.8F * down + width * (across - 0.35F) +
                                0.25F * noise(across * 6, down * 3, person.noiseSeed));
        const Vec3 skin = head.at(std::clamp(x, -6.6F, 6.6F), y);
        const float lift =
            0.9F + 0.5F * std::sin(kHalfTurn * across) + 0.16F * noise(across * 12, down * 2, person.noiseSeed);
        const float cover = std::min({across * 6, (1 - across) * 6, (1 - down) * 6 + 0.1F, 1.0F});
        return Vertex{Vec3{skin.x, skin.y, skin.z} + normalized(Vec3{skin.x * 0.5F, 0, skin.z}) * lift,
                      {},
                      across * 6 + 40,
                      y,
                      1.05F * clamp01(cover * 0.75F + 0.25F)};
    });
    computeNormals(mesh);
    meshes.push_back(std::move(mesh));
}

} // namespace fiducial::pipeline::portrait
