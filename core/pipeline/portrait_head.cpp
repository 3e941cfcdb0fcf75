#include "core/pipeline/portrait_head.h"

namespace fiducial::pipeline::portrait {

namespace {

constexpr Vec3 kJawHinge{0, 1, -0.5F};

} // namespace

HeadModel::HeadModel(const HeadShape &shape, const Expression &expression) : shape_(shape), expression_(expression)
{
    eyeRadius_ = 1.28F + 0.02F * shape.eyeSize;
    for (int eye = 0; eye < 2; ++eye)
        eyes_[eye] = shaped({eye == 0 ? -3.16F : 3.16F, -0.05F, 6.25F});
}

Vec3 HeadModel::gaze() const
{
    return rotation(expression_.gazeX, -expression_.gazeY, 0) * Vec3{0, 0, 1};
}

Vec3 HeadModel::pupil(int eye) const
{
    return eyes_[eye] + gaze() * (eyeRadius_ * 0.99F);
}

float HeadModel::nose(float s, float t) const
{
    static constexpr std::array<Knot, 12> height = {{{-1.8F, 0},
                                                     {-0.9F, 0.18F},
                                                     {0, 0.42F},
                                                     {1, 0.95F},
                                                     {2, 1.5F},
                                                     {3, 2.05F},
                                                     {3.55F, 2.2F},
                                                     {3.9F, 2.0F},
                                                     {4.15F, 1.45F},
                                                     {4.4F, 0.6F},
                                                     {4.7F, 0.15F},
                                                     {5.1F, 0}}};
    static constexpr std::array<Knot, 5> width = {
        {{-1, 0.75F}, {0.3F, 0.62F}, {2, 0.72F}, {3.4F, 0.86F}, {4.4F, 0.6F}}};
    if (std::abs(s) > 3.2F || t < -1.8F || t > 5.1F)
        return 0;
    const float tipped = t + 0.12F * shape_.noseTip * bump((t - 3.6F) / 0.9F);
    const float w = curve(width, t);
    const float ridge = 0.55F * bump(s / w) + 0.45F * bump(s / (1.75F * w));
    const float hump = 0.12F * shape_.noseHump * bump((t - 1.3F) / 1.1F);
    const float a = std::abs(s);
    const float under = 1 - smoothstep(3.95F, 4.4F, t);
    const float wing = 0.95F * bump((a - 1.08F) / 0.46F) * bump((t - 3.68F) / 0.55F) * under;
    const float nostril = 0.55F * bump((a - 0.62F) / 0.3F) * bump((t - 4.16F) / 0.17F);
    const float crease = 0.14F * bump((a - 1.75F) / 0.3F) * bump((t - 3.7F) / 0.6F);
    return (curve(height, tipped) * ridge + hump * bump(s / 0.7F)) * (1 + 0.1F * shape_.noseHeight) + wing - nostril -
           crease;
}

float HeadModel::lips(float a, float t) const
{
    float out = 0;
    if (a < canonical::kLipHalf) {
        const float taper = std::sqrt(1 - a * a / (canonical::kLipHalf * canonical::kLipHalf));
        const float full = 1 + 0.22F * shape_.lipFullness;
        const float top = canonical::lipTop(a), inTop = canonical::mouthTop(a);
        const float inBottom = canonical::mouthBottom(a), bottom = canonical::lipBottom(a);
        // A roll over each lip; it turns inwards at the opening.
        const auto roll = [](float q) {
            return q < -0.6F || q > 1.5F ? 0.0F : 1 - std::pow(std::abs(q - 0.45F), 2.4F) * 2.2F;
        };
        const float upper = roll((t - top) / std::max(inTop - top, 0.05F));
        const float lower = roll((bottom - t) / std::max(bottom - inBottom, 0.05F));
        const bool above = t < canonical::mouthLine(a);
        out += full * taper *
               (above ? 0.34F * std::max(upper, -1.2F) * (upper > 0 || t > inTop ? 1.0F : 0.0F)
                      : 0.40F * std::max(lower, -1.2F) * (lower > 0 || t < inBottom ? 1.0F : 0.0F));
    }
    out += 0.28F * bump(a / 2.6F) * bump((t - 6.2F) / 1.5F);            // muscle around the mouth
    out -= 0.13F * bump(a / 0.28F) * bump((t - 4.95F) / 0.5F);          // philtrum
    out += 0.05F * bump((a - 0.45F) / 0.2F) * bump((t - 5.0F) / 0.45F); // its ridges
    out -= 0.38F * bump(a / 2.0F) * bump((t - 7.95F) / 0.42F);          // fold above the chin
    out -= 0.2F * bump((a - 2.75F) / 0.4F) * bump((t - 6.1F) / 0.5F);   // corners of the mouth
    return out;
}

Vec3 HeadModel::withFeatures(const SkinPoint &point) const
{
    const float front = smoothstep(0, 2.5F, point.base.z);
    Vec3 p = point.base;
    if (front <= 0)
        return p;
    const float a = std::abs(point.s), t = point.t;
    float forward = nose(point.s, t) + lips(a, t);
    forward -= 0.95F * bump((a - 3.05F) / 1.75F) * bump((t - 0.0F) / 1.1F); // eye sockets
    forward -= 0.5F * bump((a - 1.7F) / 0.65F) * bump((t + 0.05F) / 0.9F);  // inner corners
    forward += (0.28F + 0.13F * shape_.browRidge) * bump((a - 2.7F) / 2.0F) * bump((t + 1.9F) / 0.75F);
    forward += 0.07F * bump((a - 2.9F) / 1.1F) * bump((t - 0.95F) / 0.28F); // below the eyes
    forward += (0.62F + 0.18F * shape_.chinForward) * bump(a / 1.5F) * bump((t - 9.2F) / 1.0F);
    forward -= 0.1F * bump((a - 3.1F + 0.25F * (t - 4.5F)) / 0.42F) * bump((t - 4.9F) / 1.2F) *
               (1 + 2.2F * expression_.smile); // nasolabial fold
    forward -= 0.12F * shape_.forehead * smoothstep(-2.5F, -7.5F, t) * 3;
    const float outward = (0.42F + 0.2F * shape_.cheekbone) * bump((a - 4.7F) / 1.5F) * bump((t - 2.0F) / 1.3F) +
                          (0.24F * shape_.fullness - 0.12F) * bump((a - 4.6F) / 1.5F) * bump((t - 5.4F) / 1.7F) +
                          0.35F * expression_.smile * bump((a - 3.7F) / 1.2F) * bump((t - 2.9F) / 1.1F);
    const Vec3 radial = normalized({p.x, 0, p.z * 1.2F});
    p.z += front * forward;
    return p + radial * (front * outward);
}

Vec3 HeadModel::shaped(Vec3 p) const
{
    const HeadShape &f = shape_;
    const float front = smoothstep(0, 4, p.z);
    const float x = p.x, y = p.y, a = std::abs(x);
    const float side = x < 0 ? -1.0F : 1.0F;
    const float eyeX = (a - 3.15F) / 1.9F, eyeY = (y + 0.05F) / 1.2F;
    const float aroundEye = front * bump(eyeX) * bump(eyeY);
    p.x +=
        side * 0.13F * f.eyeSpacing * front * bump((a - 3) / 2.6F) * bump((y + 0.4F) / 2.4F) * smoothstep(0, 1.5F, a);
    p.x += side * (a - 3.15F) * 0.05F * f.eyeSize * aroundEye;
    p.y += (y + 0.05F) * 0.11F * f.eyeSize * aroundEye;
    p.y -= (a - 3.1F) * 0.07F * f.eyeTilt * front * bump((a - 3.1F) / 2.4F) * bump((y + 0.3F) / 2.4F);
    p.y -= 0.17F * f.browHeight * front * bump((y + 1.75F) / 0.8F) * bump(a / 5.5F);
    p.x += x * 0.1F * f.noseWidth * front * bump((y - 3.2F) / 1.6F) * bump(a / 2.2F);
    p.y += 0.2F * f.noseLength * front * bump((y - 3.7F) / 1.5F) * bump(a / 2.6F);
    p.x += x * 0.075F * f.mouthWidth * front * bump((y - 6.2F) / 1.5F) * bump(a / 3.6F);
    p.y += (0.15F * f.mouthHeight + 0.1F * f.noseLength) * front * bump((y - 6.3F) / 1.7F) * bump(a / 3.6F);
    p.y += (y - 6.2F) * 0.09F * f.lipFullness * front * bump((y - 6.2F) / 1.0F) * bump(a / 2.6F);
    p.x *= 1 + 0.028F * f.faceWidth * smoothstep(14, 8, y);
    p.x *= 1 + 0.035F * f.jawWidth * smoothstep(1, 6.5F, y) * smoothstep(14, 10, y);
    p.y += 0.24F * f.chinLength * smoothstep(6, 9.5F, y) * smoothstep(16, 11, y);
    return p;
}

float HeadModel::closeOpenings(const SkinPoint &point) const
{
    const float a = std::abs(point.s), t = point.t;
    float shift = 0;
    if (a < canonical::kMouthHalf) {
        const float line = canonical::mouthLine(a), half = line - canonical::mouthTop(a);
        const float outside = std::max(0.0F, std::abs(t - line) - half);
        shift += (t < line ? half : -half) * std::min(1.0F, std::abs(t - line) / std::max(half, 1e-3F)) *
                 bump(outside / 1.1F);
    }
    const float blink = expression_.blink[point.s < 0 ? 0 : 1];
    if (a > canonical::kEyeInner && a < canonical::kEyeOuter && t > -2.5F && t < 2) {
        const float top = canonical::upperLid(a), bottom = canonical::lowerLid(a), gap = bottom - top;
        const float open = 0.16F * expression_.eyesWide * bump((a - 3.15F) / 1.2F);
        const float rest = blink + (1 - blink) * (0.16F * std::max(0.0F, -expression_.gazeY) * 2);
        const float squint = 0.24F * std::max(expression_.squint, 0.8F * expression_.smile) * (1 - blink);
        // Above the opening's middle with the upper lid, below it with the lower one.
        const float split = smoothstep(top + 0.5F * gap, top + 0.75F * gap, t);
        const float upper = (0.86F * rest * gap - open) * bump(std::max(0.0F, top - t) / 0.62F);
        const float lower = (0.14F * blink + squint) * gap * bump(std::max(0.0F, t - bottom) / 0.7F);
        shift += (1 - split) * upper - split * lower;
    }
    return shift;
}

Vec3 HeadModel::jaw(Vec3 p, float weight) const
{
    const float angle = 0.30F * expression_.jawOpen * weight;
    const Vec3 d = p - kJawHinge;
    const float c = std::cos(angle), s = std::sin(angle);
    return kJawHinge + Vec3{d.x, c * d.y + s * d.z, c * d.z - s * d.y};
}

Vec3 HeadModel::expressed(Vec3 p, const SkinPoint &point) const
{
    const Expression &e = expression_;
    const float front = smoothstep(-1, 3, point.base.z);
    const float s = point.s, t = point.t, a = std::abs(s), side = s < 0 ? -1.0F : 1.0F;
    const float line = canonical::mouthLine(std::min(a, canonical::kMouthHalf));
    const float centre = smoothstep(canonical::kMouthHalf, 0.9F, a);
    const float below = t > line ? 1.0F : 0.0F;

    const float apart = e.lipsApart * centre * bump((t - line) / 1.6F) * front;
    p.y += apart * (below > 0 ? 0.34F : -0.30F);

    const float corner = bump((a - 2.5F) / 1.25F) * bump((t - 6.1F) / 1.3F) * front;
    p.x += side * corner * (0.55F * e.smile - 0.1F * e.frown - 0.35F * e.jawOpen);
    p.y += corner * (-0.5F * e.smile + 0.4F * e.frown);
    p.z -= corner * 0.35F * e.smile;
    p.y -= 0.25F * e.smile * bump((a - 3.8F) / 1.5F) * bump((t - 3) / 1.5F) * front;
    p.x += side * 0.18F * e.smile * bump((a - 1.4F) / 0.7F) * bump((t - 3.8F) / 0.7F) * front;
    const float mouth = bump(a / 2.8F) * bump((t - 6.2F) / 1.4F) * front;
    p.x -= s * 0.33F * e.pucker * mouth;
    p.z += 0.4F * e.pucker * mouth;
    p.y -= 0.2F * e.frown * bump(a / 1.6F) * bump((t - 8) / 1.3F) * front;

    const float brow = bump((t + 1.75F) / 1.1F) * front;
    p.y -= 0.62F * e.browRaise * brow * bump((a - 2.8F) / 3.2F);
    p.y += e.browLower * brow * (0.42F * bump((a - 1.3F) / 1.6F) - 0.1F * bump((a - 4.6F) / 1.2F));
    p.x -= side * 0.2F * e.browLower * brow * bump((a - 1.5F) / 1.2F);
    p.z -= 0.12F * e.browLower * bump((a - 0.55F) / 0.16F) * bump((t + 1.5F) / 0.6F) * front;
    p.z -= 0.06F * e.browRaise * std::pow(0.5F + 0.5F * std::sin(t * 8.5F), 4.0F) * bump((t + 4.3F) / 1.3F) *
           bump(a / 4) * front;

    const float sideWeight = smoothstep(3.6F, 9, t);
    const float weight =
        lerp(sideWeight, below, smoothstep(canonical::kMouthHalf, 0.7F, a)) * smoothstep(-3.5F, 1, point.base.z);
    const float neck = smoothstep(10.4F, 13.5F, point.base.y);
    return jaw(p, weight * (1 - neck));
}

void HeadModel::liftOverEyeballs(Vec3 &p, float front) const
{
    if (front <= 0)
        return;
    const float radius = eyeRadius_ + 0.1F;
    for (const Vec3 &centre : eyes_) {
        const float dx = p.x - centre.x, dy = p.y - centre.y, rest = radius * radius - dx * dx - dy * dy;
        if (rest > 0)
            p.z = softMax(p.z, centre.z + std::sqrt(rest), 0.12F);
    }
}

Vec3 HeadModel::deform(const SkinPoint &point) const
{
    Vec3 p = withFeatures(point);
    const float front = smoothstep(0, 2.5F, point.base.z);
    if (front > 0)
        p.y += front * closeOpenings(point);
    p = expressed(shaped(p), point);
    liftOverEyeballs(p, front);
    return p;
}

} // namespace fiducial::pipeline::portrait
