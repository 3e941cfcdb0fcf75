#include "core/pipeline/portrait_features.h"

#include <numbers>

namespace fiducial::pipeline::portrait {

namespace {

constexpr float kTurn = 2 * std::numbers::pi_v<float>;

/// A closed ring along an opening of the skin, in canonical coordinates.
std::vector<Vec3> eyeRing(float side, int half)
{
    std::vector<Vec3> ring;
    for (int i = 0; i < 2 * half; ++i) {
        const bool upper = i < half;
        const float q = static_cast<float>(upper ? i : 2 * half - i) / static_cast<float>(half);
        const float a = lerp(canonical::kEyeOuter, canonical::kEyeInner, (1 - std::cos(q * kTurn / 2)) / 2);
        ring.push_back({side * a, upper ? canonical::upperLid(a) : canonical::lowerLid(a), 0});
    }
    return ring;
}

std::vector<Vec3> mouthRing(int half)
{
    std::vector<Vec3> ring;
    for (int i = 0; i < 2 * half; ++i) {
        const bool upper = i < half;
        const float q = static_cast<float>(upper ? i : 2 * half - i) / static_cast<float>(half);
        const float s = -canonical::kMouthHalf * std::cos(q * kTurn / 2), a = std::abs(s);
        ring.push_back({s, upper ? canonical::mouthTop(a) : canonical::mouthBottom(a), 0});
    }
    return ring;
}

Mesh eyeball(const HeadModel &head, int eye)
{
    constexpr int kAround = 48, kRings = 26;
    const float side = eye == 0 ? -1.0F : 1.0F;
    const Vec3 centre = head.eyeCentre(eye), forward = head.gaze();
    const Vec3 right = normalized(cross(Vec3{0, 1, 0}, forward)), down = cross(forward, right);
    Mesh mesh;
    mesh.material = Material::Eye;
    addGrid(mesh, kAround + 1, kRings, false, [&](int column, int row) {
        const float around = -kTurn * static_cast<float>(column) / kAround;
        const float polar = 0.31F * kTurn * static_cast<float>(row) / (kRings - 1);
        const Vec3 out =
            forward * std::cos(polar) + (right * std::cos(around) + down * std::sin(around)) * std::sin(polar);
        const Vec3 p = centre + out * head.eyeRadius();
        const float a = std::clamp(std::abs(p.x) - std::abs(centre.x) + 3.16F, 1.85F, 4.45F);
        return Vertex{p, out, polar, around, p.y - head.at(side * a, canonical::upperLid(a)).y};
    });
    return mesh;
}

/// From the skin's edge inwards: the thickness of a lid or lip.
Mesh rim(const HeadModel &head, const std::vector<Vec3> &ring, Vec3 colour, const std::function<Vec3(Vec3)> &inner)
{
    Mesh mesh;
    mesh.material = Material::LidRim;
    mesh.colour = colour;
    addGrid(mesh, static_cast<int>(ring.size()), 3, true, [&](int column, int row) {
        const Vec3 p = head.at(ring[column].x, ring[column].y);
        return Vertex{lerp(p, inner(p), static_cast<float>(row) / 2), {}, ring[column].x, ring[column].y, 0};
    });
    computeNormals(mesh);
    return mesh;
}

void addLash(Mesh &mesh, Vec3 root, Vec3 direction, Vec3 bend, float length, float width)
{
    const Vec3 side = normalized(cross(direction, Vec3{0, 0.2F, 1})) * width;
    addGrid(mesh, 2, 4, false, [&](int column, int row) {
        const float q = static_cast<float>(row) / 3;
        const Vec3 p = root + direction * (length * q) + bend * (length * q * q);
        return Vertex{p + side * ((column == 0 ? -1.0F : 1.0F) * (1 - 0.85F * q)), {}, 0, 0, 0};
    });
}

Mesh teeth(const HeadModel &head, bool upper)
{
    const Vec3 lip = head.at(0, canonical::mouthTop(0)),
               corner = head.at(canonical::kMouthHalf, canonical::mouthLine(canonical::kMouthHalf));
    const Vec3 rest = HeadModel(head.shape(), {}).at(0, canonical::mouthTop(0));
    const float z = std::min(lip.z, rest.z) - 0.75F - (upper ? 0.0F : 0.2F);
    const float halfWidth = std::max(1.9F, std::abs(corner.x) - 0.25F);
    Mesh mesh;
    mesh.material = Material::Tooth;
    addGrid(mesh, 60, 6, false, [&](int column, int row) {
        const float x = halfWidth * (2 * static_cast<float>(column) / 59 - 1), q = static_cast<float>(row) / 5;
        const float tooth = x / (upper ? 0.82F : 0.58F) + (upper ? 0.0F : 0.5F),
                    inTooth = tooth - std::round(tooth - 0.5F) - 0.5F;
        const float edge = 0.06F * inTooth * inTooth * 4;
        const float top = upper ? rest.y - 0.75F : rest.y + 0.32F + edge,
                    bottom = upper ? rest.y + 0.3F - edge - 0.012F * x * x : rest.y + 1.1F;
        const Vec3 p{x, lerp(top, bottom, q),
                     z - 0.16F * x * x - 0.1F * inTooth * inTooth + 0.12F * (upper ? q : 1 - q)};
        return Vertex{upper ? p : head.jaw(p, 1), {}, tooth, upper ? q : 1 - q, 0};
    });
    computeNormals(mesh);
    return mesh;
}

} // namespace

void addEyes(std::vector<Mesh> &meshes, const HeadModel &head, const FaceTraits &traits)
{
    const Vec3 wet = lerp(traits.person.skin * Vec3{0.95F, 0.62F, 0.55F}, Vec3{0.45F, 0.16F, 0.14F}, 0.35F);
    for (int eye = 0; eye < 2; ++eye) {
        const Vec3 centre = head.eyeCentre(eye);
        meshes.push_back(eyeball(head, eye));
        const std::vector<Vec3> ring = eyeRing(eye == 0 ? -1.0F : 1.0F, 22);
        meshes.push_back(rim(head, ring, wet, [&](Vec3 p) {
            const Vec3 onBall = centre + normalized(p - centre) * (head.eyeRadius() * 0.985F);
            return lerp(onBall, centre + Vec3{0, 0, head.eyeRadius()}, 0.06F);
        }));
        Mesh lining; // closes the corners, where the eyeball does not reach
        lining.material = Material::LidRim;
        lining.colour = wet * 0.8F;
        addGrid(lining, static_cast<int>(ring.size()), 2, true, [&](int column, int row) {
            const Vec3 p = head.at(ring[column].x, ring[column].y);
            return Vertex{
                row == 0 ? p - Vec3{0, 0, 0.12F} : Vec3{centre.x, centre.y, centre.z + 0.4F}, {0, 0, 1}, 0, 0, 0};
        });
        meshes.push_back(std::move(lining));
    }
}

void addLashes(std::vector<Mesh> &meshes, const HeadModel &head, const FaceTraits &traits)
{
    const bool strong = traits.person.feminine || traits.makeUp.liner > 0;
    Mesh mesh;
    mesh.material = Material::Lash;
    mesh.colour = lerp(traits.person.browColour, Vec3{0.01F, 0.008F, 0.007F}, strong ? 0.9F : 0.5F);
    for (int eye = 0; eye < 2; ++eye) {
        const float side = eye == 0 ? -1.0F : 1.0F;
        const Vec3 centre = head.eyeCentre(eye);
        const float blink = traits.expression.blink[eye];
        for (int i = 0; i < 54; ++i) {
            const bool upper = i < 34;
            const float q = upper ? static_cast<float>(i) / 33 : static_cast<float>(i - 34) / 19;
            const float a = lerp(2.15F, 4.47F, q), jitter = hashed(i, eye, traits.person.noiseSeed) - 0.5F;
            const Vec3 root = head.at(side * a, upper ? canonical::upperLid(a) : canonical::lowerLid(a));
            const Vec3 out = normalized(root - centre);
            const Vec3 direction = normalized(out * 0.75F + Vec3{side * (0.7F * (q - 0.35F) + 0.2F * jitter),
                                                                 upper ? 0.15F + 0.3F * blink : 0.4F, 0.2F});
            const float length = (upper ? 0.42F + 0.3F * q : 0.2F) * (strong ? 1.25F : 0.8F) * (1 + 0.4F * jitter);
            addLash(mesh, root, direction, {0, upper ? -0.75F + 0.6F * blink : 0.1F, 0.1F}, length,
                    strong ? 0.024F : 0.017F);
        }
    }
    computeNormals(mesh);
    meshes.push_back(std::move(mesh));
}

void addMouth(std::vector<Mesh> &meshes, const HeadModel &head, const FaceTraits &traits)
{
    const Expression &e = traits.expression;
    if (e.jawOpen <= 0.01F && e.lipsApart <= 0.01F)
        return;
    const Vec3 lipColour = lerp(traits.person.lipColour, traits.makeUp.lipColour, 0.7F * traits.makeUp.lipstick);
    meshes.push_back(rim(head, mouthRing(24), lipColour * 0.75F, [](Vec3 p) {
        return p - Vec3{0.06F * p.x, 0, 0.9F};
    }));
    meshes.push_back(teeth(head, true));
    meshes.push_back(teeth(head, false));

    const float z = head.at(0, canonical::mouthTop(0)).z;
    Mesh inside;
    inside.material = Material::MouthInside;
    addGrid(inside, 12, 10, false, [&](int column, int row) {
        const float x = 3.1F * (2 * static_cast<float>(column) / 11 - 1), q = static_cast<float>(row) / 9;
        const Vec3 p{x, 4.9F + 3.2F * q, z - 2.6F - 0.25F * x * x + 1.2F * (2 * q - 1) * (2 * q - 1)};
        return Vertex{head.jaw(p, smoothstep(0.2F, 0.7F, q)), {}, x, q, 0};
    });
    computeNormals(inside);
    meshes.push_back(std::move(inside));

    Mesh tongue;
    tongue.material = Material::Tongue;
    addEllipsoid(tongue, {0, 7.35F, z - 1.9F}, {1.55F, 0, 0}, {0, 0.5F, 0}, {0, 0, 1.0F}, 12);
    for (Vertex &v : tongue.vertices)
        v.position = head.jaw(v.position, 0.92F);
    computeNormals(tongue);
    meshes.push_back(std::move(tongue));
}

void addEars(std::vector<Mesh> &meshes, const HeadModel &head, const FaceTraits &traits)
{
    for (const float side : {-1.0F, 1.0F}) {
        Mesh mesh;
        mesh.material = Material::Skin;
        mesh.colour = traits.person.skin * Vec3{1.03F, 0.9F, 0.86F};
        const Vec3 seat{side * 6.75F, 1.1F, -1.1F};
        const float flare = 0.42F + 0.1F * (hashed(7, 3, traits.person.noiseSeed) - 0.5F);
        const Vec3 back{side * flare, 0.06F, -std::sqrt(1 - flare * flare)}, down{0, 1, 0.16F};
        const Vec3 out{side * std::sqrt(1 - flare * flare), 0, flare};
        addGrid(mesh, 49, 20, false, [&](int column, int row) {
            const float q = static_cast<float>(column) / 48, angle = side > 0 ? kTurn * q : -kTurn * q;
            const float r = static_cast<float>(row) / 17;
            const float rim = std::min(r, 1.0F), u = std::cos(angle), round = std::sin(angle);
            const float v = round > 0 ? std::pow(round, 0.7F) : round; // a full lobe
            const float wide = (u > 0 ? 2.0F : 0.75F) * (v > 0 ? 1 - 0.22F * v : 1), tall = v > 0 ? 2.9F : 3.0F;
            const float behind = smoothstep(-0.5F, 0.1F, u), lobe = smoothstep(0.55F, 0.9F, v);
            float height = 0.45F * bump((rim - 0.9F) / 0.11F) * behind * (1 - lobe);                  // helix
            height += 0.38F * bump((rim - 0.58F) / 0.13F) * smoothstep(0, 0.5F, u) * (1 - lobe);      // antihelix
            height -= 0.75F * bump(rim / 0.42F) * (1 - lobe);                                         // concha
            height += 0.4F * bump((rim - 0.5F) / 0.2F) * smoothstep(-0.5F, -0.95F, u) + 0.12F * lobe; // tragus
            height -= r > 1 ? 1.6F * (r - 1) * 4 : 0;                                                 // the back
            const float scale = r > 1 ? 1 - 1.2F * (r - 1) : r;
            const Vec3 p =
                seat + back * (wide * u * scale + 0.35F) + down * (tall * v * scale) + out * (height + 0.45F);
            const float hollow =
                0.6F * bump(rim / 0.42F) * (1 - lobe) + 0.4F * bump((rim - 0.75F) / 0.09F) * behind * (1 - lobe);
            return Vertex{head.shaped(p), {}, p.z, p.y, hollow};
        });
        computeNormals(mesh);
        meshes.push_back(std::move(mesh));
    }
}

} // namespace fiducial::pipeline::portrait
