#include "core/pipeline/portrait_head.h"
#include "core/pipeline/portrait_paint.h"

#include <numbers>

namespace fiducial::pipeline::portrait {

namespace canonical {

float upperLid(float a)
{
    static constexpr std::array<Knot, 7> knots = {
        {{1.78F, 0.11F}, {2.05F, -0.16F}, {2.42F, -0.40F}, {3.2F, -0.58F}, {3.89F, -0.43F}, {4.3F, -0.16F}, {4.5F, 0}}};
    return curve(knots, a);
}

float lowerLid(float a)
{
    static constexpr std::array<Knot, 6> knots = {
        {{1.78F, 0.11F}, {2.02F, 0.22F}, {2.49F, 0.34F}, {3.22F, 0.42F}, {3.88F, 0.31F}, {4.5F, 0}}};
    return curve(knots, a);
}

float mouthLine(float a)
{
    return 6.2F - 0.02F * a * a + 0.03F * bump(a / 0.5F) - 0.02F * bump((a - 1) / 0.5F);
}

static float mouthHalfGap(float a)
{
    const float q = a / kMouthHalf;
    return 0.32F * std::max(0.0F, 1 - q * q);
}

float mouthTop(float a)
{
    return mouthLine(a) - mouthHalfGap(a);
}

float mouthBottom(float a)
{
    return mouthLine(a) + mouthHalfGap(a);
}

float lipTop(float a)
{
    static constexpr std::array<Knot, 5> knots = {
        {{0, 5.38F}, {0.5F, 5.28F}, {1.1F, 5.39F}, {1.7F, 5.63F}, {kLipHalf, 6.07F}}};
    return curve(knots, a);
}

float lipBottom(float a)
{
    static constexpr std::array<Knot, 5> knots = {
        {{0, 7.28F}, {0.6F, 7.25F}, {1.2F, 7.03F}, {1.82F, 6.68F}, {kLipHalf, 6.07F}}};
    return curve(knots, a);
}

static std::array<Vec3, 98> makeLandmarks()
{
    std::array<Vec3, 98> p{};
    constexpr std::array<Vec3, 9> brow = {Vec3{5.57F, -1.14F}, {4.58F, -1.97F}, {3.52F, -2.06F},
                                          {2.45F, -1.96F},     {1.39F, -1.75F}, {1.40F, -1.14F},
                                          {2.45F, -1.32F},     {3.52F, -1.41F}, {4.58F, -1.36F}};
    constexpr std::array<int, 9> leftBrow = {46, 45, 44, 43, 42, 50, 49, 48, 47};
    constexpr std::array<int, 8> leftEye = {72, 71, 70, 69, 68, 75, 74, 73};
    constexpr std::array<float, 8> eyeAt = {4.5F, 3.89F, 3.2F, 2.42F, 1.78F, 2.49F, 3.22F, 3.88F};
    const auto set = [&](int right, int left, float a, float t) {
        p[right] = {-a, t, 0};
        p[left] = {a, t, 0};
    };
    for (int i = 0; i < 9; ++i)
        set(33 + i, leftBrow[i], brow[i].x, brow[i].y);
    for (int i = 0; i < 8; ++i)
        set(60 + i, leftEye[i], eyeAt[i], i < 5 ? upperLid(eyeAt[i]) : lowerLid(eyeAt[i]));
    constexpr std::array<float, 4> ridge = {-0.03F, 1.2F, 2.42F, 3.58F};
    for (int i = 0; i < 4; ++i)
        p[51 + i] = {0, ridge[i], 0};
    set(55, 59, 1.5F, 4.0F);
    set(56, 58, 0.77F, 4.2F);
    p[57] = {0, 4.34F, 0};
    set(76, 82, kLipHalf, 6.07F);
    set(77, 81, 1.5F, lipTop(1.5F));
    set(78, 80, 0.5F, lipTop(0.5F));
    p[79] = {0, lipTop(0), 0};
    set(87, 83, 1.75F, lipBottom(1.75F));
    set(86, 84, 0.9F, lipBottom(0.9F));
    p[85] = {0, lipBottom(0), 0};
    set(88, 92, kMouthHalf, mouthLine(kMouthHalf));
    set(89, 91, 1.19F, mouthTop(1.19F));
    p[90] = {0, mouthTop(0), 0};
    set(95, 93, 1.19F, mouthBottom(1.19F));
    p[94] = {0, mouthBottom(0), 0};
    set(96, 97, 3.16F, -0.05F);
    return p;
}

std::span<const Vec3> landmarks()
{
    static const std::array<Vec3, 98> points = makeLandmarks();
    return points;
}

} // namespace canonical

namespace {

constexpr float kPi = std::numbers::pi_v<float>;
constexpr float kCrown = -12.6F, kNeckEnd = 17.5F;

/// Half width, depth in front of and behind the axis of the horizontal section at height y; `centre` is the axis' z.
struct Section {
    float width, front, back, centre;
};

Section sectionAt(float y)
{
    static constexpr std::array<Knot, 11> width = {{{-4, 7.42F},
                                                    {-2, 7.28F},
                                                    {0, 7.06F},
                                                    {1.5F, 6.93F},
                                                    {3.2F, 6.68F},
                                                    {4.9F, 6.25F},
                                                    {6.3F, 5.82F},
                                                    {7.4F, 5.38F},
                                                    {8.5F, 4.85F},
                                                    {9.6F, 4.2F},
                                                    {10.4F, 3.7F}}};
    static constexpr std::array<Knot, 10> front = {{{-4, 9.22F},
                                                    {-2, 9.15F},
                                                    {-0.7F, 8.8F},
                                                    {0.3F, 8.6F},
                                                    {2, 8.6F},
                                                    {4, 8.85F},
                                                    {5.6F, 9.0F},
                                                    {7, 8.85F},
                                                    {8.6F, 8.45F},
                                                    {10.4F, 8.15F}}};
    static constexpr std::array<Knot, 6> back = {
        {{-4, 9.3F}, {-1, 9.2F}, {1.5F, 8.6F}, {4, 7.6F}, {7, 6.8F}, {10, 6.5F}}};
    const float centre = -0.9F * smoothstep(3, -4, y);
    if (y >= -4)
        return {curve(width, y), curve(front, y) - centre, curve(back, y) + centre * 0.2F, centre};
    const float q = std::min((-4 - y) / (-4 - kCrown), 1.0F);
    const float dome = std::pow(std::max(0.0F, 1 - std::pow(q, 2.25F)), 1 / 2.25F);
    return {7.42F * dome, (9.22F + 0.9F) * dome, (9.3F - 0.18F) * dome, centre};
}

Vec3 sectionPoint(float angle, float y, float inset)
{
    const Section s = sectionAt(y);
    const float sx = std::abs(std::sin(angle)), cz = std::cos(angle);
    const bool front = cz > 0;
    const float n = front ? 2.3F : 2.05F;
    const float depth = std::max(front ? s.front : s.back, 1e-4F), width = std::max(s.width, 1e-4F);
    const float r = std::pow(std::pow(sx / width, n) + std::pow(std::abs(cz) / depth, n), -1 / n) - inset;
    return {r * std::sin(angle), y, s.centre + r * cz};
}

/// Height of the jaw's lower edge (behind the ears: of the skull's base) at a polar angle.
float jawHeight(float angle)
{
    static constexpr std::array<Knot, 9> knots = {{{0, 10.25F},
                                                   {9, 10.14F},
                                                   {21, 9.65F},
                                                   {41, 8.5F},
                                                   {64, 7.35F},
                                                   {84, 6.3F},
                                                   {104, 5.2F},
                                                   {130, 4.6F},
                                                   {180, 5.2F}}};
    return curve(knots, std::abs(angle) * 180 / kPi);
}

Vec3 jawSidePoint(float angle, float y)
{
    const float q = clamp01((y - (jawHeight(angle) - 1.1F)) / 1.1F);
    return sectionPoint(angle, y, 0.5F * q * q * q);
}

Vec3 neckPoint(float angle, float y)
{
    const float flare = smoothstep(12.5F, 18, y);
    return {(5.5F + 1.6F * flare) * std::sin(angle), y, -2.4F + (5.3F + 0.8F * flare) * std::cos(angle)};
}

/// From the jaw's edge (0) over the throat to the neck (1).
Vec3 throatPoint(float angle, float q)
{
    const float edge = jawHeight(angle);
    const Vec3 from = jawSidePoint(angle, edge), to = neckPoint(angle, edge + 2.6F);
    const Vec3 over = lerp(from, to, 0.12F) + Vec3{0, 0.55F, 0};
    return lerp(lerp(from, over, q), lerp(over, to, q), q);
}

HeadGrid makeGrid()
{
    constexpr int kColumns = 208, kScalp = 24, kFace = 108, kThroat = 12, kNeck = 8;
    HeadGrid grid;
    grid.columns = kColumns;
    grid.rows = kScalp + kFace + kThroat + kNeck;
    grid.points.reserve(static_cast<std::size_t>(grid.columns) * grid.rows);
    for (int row = 0; row < grid.rows; ++row)
        for (int column = 0; column < kColumns; ++column) {
            const float c = 2 * static_cast<float>(column) / kColumns - 1, k = std::abs(c);
            const float angle = std::copysign(kPi * (0.42F * k + 0.58F * std::pow(k, 2.6F)), c);
            const float edge = jawHeight(angle);
            Vec3 p;
            if (row < kScalp) {
                const float q = std::sin(kPi / 2 * static_cast<float>(row) / kScalp);
                p = jawSidePoint(angle, lerp(kCrown, -2.8F, 1 - std::sqrt(std::max(0.0F, 1 - q * q))));
            } else if (row < kScalp + kFace) {
                p = jawSidePoint(angle, lerp(-2.8F, edge, static_cast<float>(row - kScalp) / (kFace - 1)));
            } else if (row < kScalp + kFace + kThroat) {
                p = throatPoint(angle, static_cast<float>(row - kScalp - kFace + 1) / kThroat);
            } else {
                const float q = static_cast<float>(row - kScalp - kFace - kThroat + 1) / kNeck;
                p = neckPoint(angle, lerp(edge + 2.6F, kNeckEnd, q));
            }
            grid.points.push_back({p, p.x, p.y});
        }
    return grid;
}

/// Polar angle at which the jaw's edge has this height; the cheek line in front of the ear where it lies higher.
float contourAngle(float y)
{
    constexpr float kCheekLine = 86 * kPi / 180;
    float low = 0, high = kCheekLine;
    for (int i = 0; i < 24; ++i) {
        const float middle = (low + high) / 2;
        (jawHeight(middle) > y ? low : high) = middle;
    }
    return low;
}

/// The contour point at a height, slid forwards along its section to the visible edge of a turned head.
Vec3 visibleContourPoint(const HeadModel &head, float side, float y, const std::function<Vec3(Vec3)> &toView,
                         Vec3 lateral)
{
    const float start = contourAngle(y);
    Vec3 best{};
    float furthest = -1e9F;
    for (int i = 0; i <= 40; ++i) {
        const float angle = side * start * (1 - 0.022F * static_cast<float>(i));
        const Vec3 base = jawSidePoint(angle, std::min(y, jawHeight(angle)));
        const Vec3 p = head.deform({base, base.x, base.y});
        const float reach = side * dot(toView(p), lateral);
        if (reach > furthest + 1e-4F) {
            furthest = reach;
            best = p;
        }
    }
    return best;
}

/// Equal steps along a polyline as it is seen, both ends kept.
std::vector<Vec3> evenlySpaced(const std::vector<Vec3> &line, const std::function<Vec3(Vec3)> &toView, int count)
{
    std::vector<float> along = {0};
    for (std::size_t i = 1; i < line.size(); ++i) {
        const Vec3 step = toView(line[i]) - toView(line[i - 1]);
        along.push_back(along.back() + std::hypot(step.x, step.y));
    }
    std::vector<Vec3> out;
    std::size_t k = 1;
    for (int i = 0; i < count; ++i) {
        const float at = along.back() * static_cast<float>(i) / static_cast<float>(count - 1);
        while (k + 1 < line.size() && along[k] < at)
            ++k;
        out.push_back(
            lerp(line[k - 1], line[k], clamp01((at - along[k - 1]) / std::max(along[k] - along[k - 1], 1e-6F))));
    }
    return out;
}

} // namespace

SkinPoint HeadModel::skinPoint(float s, float t)
{
    const Section section = sectionAt(t);
    const float rest = 1 - std::pow(std::min(std::abs(s) / section.width, 1.0F), 2.3F);
    return {{s, t, section.centre + section.front * std::pow(rest, 1 / 2.3F)}, s, t};
}

const HeadGrid &headGrid()
{
    static const HeadGrid grid = makeGrid();
    return grid;
}

Vec3 skullAt(float angle, float y)
{
    return sectionPoint(angle, y, 0);
}

Mesh headMesh(const HeadModel &head, Beard beard)
{
    const HeadGrid &grid = headGrid();
    Mesh mesh;
    mesh.material = Material::Face;
    addGrid(mesh, grid.columns, grid.rows, true, [&](int column, int row) {
        const SkinPoint &point = grid.points[static_cast<std::size_t>(row) * grid.columns + column];
        return Vertex{head.deform(point), {}, point.s, point.t, point.base.z};
    });
    computeNormals(mesh);
    if (beard == Beard::Goatee || beard == Beard::Full) {
        for (Vertex &v : mesh.vertices)
            if (v.extra > -0.5F)
                v.position += v.normal * (0.42F * beardDensity(beard, v.s, v.t - 0.25F) *
                                          (1 + 0.25F * noise(v.s * 3, v.t * 2, 17)) * smoothstep(4.5F, 8, v.t));
        computeNormals(mesh);
    }
    return mesh;
}

std::vector<Vec3> headLandmarks(const HeadModel &head, const std::function<Vec3(Vec3)> &toView)
{
    std::vector<Vec3> out(98);
    const auto canonicalPoints = canonical::landmarks();
    for (std::size_t i = 33; i < 96; ++i)
        out[i] = head.at(canonicalPoints[i].x, canonicalPoints[i].y);
    out[96] = head.pupil(0);
    out[97] = head.pupil(1);

    const Vec3 across = toView({1, 3, 4}) - toView({-1, 3, 4});
    const Vec3 lateral = normalized({across.x, across.y, 0});
    constexpr float kTop = -0.29F, kChin = 10.25F;
    for (const float side : {-1.0F, 1.0F}) {
        std::vector<Vec3> line;
        for (int i = 0; i <= 48; ++i) {
            const float q = static_cast<float>(i) / 48;
            line.push_back(visibleContourPoint(head, side, lerp(kTop, kChin, std::sin(kPi / 2 * q)), toView, lateral));
        }
        const std::vector<Vec3> spaced = evenlySpaced(line, toView, 17);
        for (std::size_t i = 0; i < 17; ++i)
            out[side < 0 ? i : 32 - i] = spaced[i];
    }
    return out;
}

} // namespace fiducial::pipeline::portrait
