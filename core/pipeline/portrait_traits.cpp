#include "core/pipeline/portrait_traits.h"

#include "core/base/rng.h"
#include "core/pipeline/portrait_paint.h"

#include <numbers>

namespace fiducial::pipeline::portrait {

namespace {

/// Which attribute a picture favours, by its index; the others stay rare.
enum class Theme { Plain, Pose, Expression, Illumination, MakeUp, Occlusion, Blur, Count };

Theme themeOf(int index)
{
    return static_cast<Theme>(index % static_cast<int>(Theme::Count));
}

float number(Rng &rng, double low, double high)
{
    return static_cast<float>(rng.uniform(low, high));
}

bool chance(Rng &rng, double probability)
{
    return rng.uniform() < probability;
}

float deviation(Rng &rng)
{
    return std::clamp(static_cast<float>(rng.normal()), -2.0F, 2.0F);
}

Vec3 fromBytes(float r, float g, float b)
{
    return {fromSrgb(r / 255), fromSrgb(g / 255), fromSrgb(b / 255)};
}

HeadShape headShape(Rng &rng, bool feminine)
{
    HeadShape shape;
    for (float *v : {&shape.faceWidth,  &shape.jawWidth,    &shape.chinLength, &shape.chinForward, &shape.cheekbone,
                     &shape.fullness,   &shape.eyeSpacing,  &shape.eyeSize,    &shape.eyeTilt,     &shape.browRidge,
                     &shape.browHeight, &shape.noseWidth,   &shape.noseLength, &shape.noseHeight,  &shape.noseHump,
                     &shape.noseTip,    &shape.lipFullness, &shape.mouthWidth, &shape.mouthHeight, &shape.forehead})
        *v = deviation(rng);
    const float k = feminine ? 1.0F : -1.0F;
    shape.jawWidth -= 0.7F * k;
    shape.chinLength -= 0.5F * k;
    shape.browRidge -= 0.8F * k;
    shape.browHeight += 0.4F * k;
    shape.noseWidth -= 0.4F * k;
    shape.lipFullness += 0.6F * k;
    shape.eyeSize += 0.5F * k;
    return shape;
}

Vec3 skinColour(Rng &rng, float tone)
{
    static constexpr std::array<Vec3, 6> scale = {Vec3{243, 209, 190}, {229, 184, 156}, {204, 152, 119},
                                                  {168, 115, 82},      {118, 76, 52},   {74, 47, 35}};
    const float at = tone * 4.999F;
    const auto k = static_cast<std::size_t>(at);
    const Vec3 c = lerp(scale[k], scale[k + 1], at - static_cast<float>(k));
    return fromBytes(c.x, c.y + number(rng, -3, 3), c.z + number(rng, -4, 5));
}

void colourHair(Person &person, Rng &rng, float tone)
{
    static constexpr std::array<Vec3, 6> colours = {Vec3{26, 21, 19}, {48, 34, 26},   {82, 55, 36},
                                                    {124, 72, 40},    {176, 132, 82}, {208, 172, 118}};
    const float fair = std::max(0.0F, 1 - tone * 1.9F);
    Vec3 hair = colours[rng.below(1 + static_cast<std::uint64_t>(fair * 5.99F))];
    person.browColour = fromBytes(hair.x, hair.y, hair.z) * 0.7F;
    if (person.age > 0.74F) {
        hair = lerp(hair, {172, 168, 164}, smoothstep(0.72F, 0.95F, person.age));
        person.browColour = lerp(person.browColour, fromBytes(110, 104, 98), smoothstep(0.8F, 1, person.age));
    }
    person.hairColour = fromBytes(hair.x, hair.y, hair.z);
    static constexpr std::array<Vec3, 5> irises = {
        Vec3{58, 34, 20}, {84, 52, 28}, {96, 84, 44}, {84, 108, 84}, {88, 124, 158}};
    const Vec3 iris = irises[rng.below(1 + static_cast<std::uint64_t>(fair * 4.99F))];
    person.irisColour = fromBytes(iris.x, iris.y, iris.z);
}

void styleHair(Person &person, Rng &rng)
{
    static constexpr std::array<HairStyle, 7> shortStyles = {HairStyle::Short,   HairStyle::SidePart, HairStyle::Short,
                                                             HairStyle::Buzz,    HairStyle::SidePart, HairStyle::Fringe,
                                                             HairStyle::Receding};
    static constexpr std::array<HairStyle, 6> longStyles = {HairStyle::Long, HairStyle::Bob,    HairStyle::TiedBack,
                                                            HairStyle::Long, HairStyle::Fringe, HairStyle::Bob};
    person.hair =
        person.feminine ? longStyles[rng.below(longStyles.size())] : shortStyles[rng.below(shortStyles.size())];
    if (!person.feminine && person.age > 0.45F && chance(rng, 0.25))
        person.hair = HairStyle::Bald;
    if (!person.feminine && chance(rng, 0.5))
        person.beard = static_cast<Beard>(1 + rng.below(4));
}

void dress(Person &person, Rng &rng)
{
    person.clothing = static_cast<Clothing>(rng.below(5));
    static constexpr std::array<Vec3, 9> cloths = {Vec3{40, 46, 60}, {28, 30, 34},    {120, 36, 40},
                                                   {62, 86, 74},     {186, 178, 164}, {74, 98, 138},
                                                   {134, 104, 78},   {208, 206, 200}, {96, 70, 104}};
    const Vec3 cloth = cloths[rng.below(cloths.size())];
    person.clothColour = fromBytes(cloth.x, cloth.y, cloth.z);
}

Person makePerson(Rng &rng)
{
    Person person;
    person.noiseSeed = static_cast<std::uint32_t>(rng.next() >> 40);
    person.feminine = chance(rng, 0.5);
    person.shape = headShape(rng, person.feminine);
    const float tone = number(rng, 0, 1);
    person.skin = skinColour(rng, tone);
    person.redness = number(rng, 0, 0.6) * (1 - 0.7F * tone);
    person.age = number(rng, 0, 1);
    person.freckles = tone < 0.35F && chance(rng, 0.3) ? number(rng, 0.3, 1) : 0;
    person.lipColour = person.skin * lerp(Vec3{0.84F, 0.46F, 0.46F}, Vec3{0.95F, 0.72F, 0.78F}, tone);
    colourHair(person, rng, tone);
    person.browThickness = number(rng, person.feminine ? 0.45 : 0.7, person.feminine ? 0.85 : 1.0);
    styleHair(person, rng);
    dress(person, rng);
    return person;
}

Pose makePose(Rng &rng, bool large)
{
    Pose pose{number(rng, -24, 24), number(rng, -10, 10), number(rng, -10, 10)};
    if (!large)
        return pose;
    const double kind = rng.uniform();
    if (kind < 0.65)
        pose.yaw = std::copysign(number(rng, 34, 60), pose.yaw);
    else if (kind < 0.85)
        pose.pitch = std::copysign(number(rng, 20.5, 25), pose.pitch);
    else
        pose.roll = std::copysign(number(rng, 21, 30), pose.roll);
    return pose;
}

void exaggerate(Rng &rng, Expression &e)
{
    switch (rng.below(8)) {
    case 0:
        e.smile = number(rng, 0.8, 1.1);
        e.lipsApart = 1;
        e.jawOpen = number(rng, 0.15, 0.4);
        break;
    case 1:
        e.jawOpen = number(rng, 0.7, 1);
        e.browRaise = 1;
        e.eyesWide = 1;
        e.smile = 0;
        e.blink = {0, 0};
        break;
    case 2:
        e.frown = 1;
        e.browLower = 1;
        e.smile = 0;
        e.squint = 0.4F;
        e.browRaise = 0;
        e.lipsApart = 0;
        break;
    case 3:
        e.blink = {1, 1};
        e.jawOpen = chance(rng, 0.5) ? 0.5F : 0;
        break;
    case 4:
        e.blink[rng.below(2)] = 1;
        e.smile = 0.7F;
        e.lipsApart = 0.5F;
        break;
    case 5:
        e.pucker = 1;
        e.smile = 0;
        e.browRaise = 0.5F;
        e.lipsApart = 0;
        break;
    case 6:
        e.jawOpen = 0.85F;
        e.browLower = 1;
        e.squint = 0.6F;
        e.smile = 0.2F;
        e.lipsApart = 0.9F;
        break;
    default:
        e.smile = 1;
        e.squint = 0.6F;
        e.lipsApart = number(rng, 0.6, 1);
        e.jawOpen = number(rng, 0.4, 0.7);
        break;
    }
}

Expression makeExpression(Rng &rng, bool exaggerated)
{
    Expression e;
    e.gazeX = number(rng, -0.2, 0.2);
    e.gazeY = number(rng, -0.08, 0.1);
    const float lid = number(rng, 0.02, 0.14);
    e.blink = {lid, lid};
    e.smile = chance(rng, 0.5) ? number(rng, 0.1, 0.5) : 0;
    e.lipsApart = chance(rng, 0.3) ? number(rng, 0.2, 0.7) : 0;
    e.browRaise = number(rng, -0.15, 0.3);
    if (exaggerated)
        exaggerate(rng, e);
    return e;
}

MakeUp makeMakeUp(Rng &rng, const Person &person, bool worn)
{
    MakeUp makeUp;
    if (!worn)
        return makeUp;
    static constexpr std::array<Vec3, 5> lips = {
        Vec3{176, 24, 40}, {200, 60, 90}, {120, 24, 48}, {214, 92, 84}, {150, 44, 96}};
    static constexpr std::array<Vec3, 5> shadows = {
        Vec3{90, 60, 60}, {70, 60, 100}, {50, 84, 110}, {130, 80, 56}, {110, 50, 90}};
    const Vec3 lip = lips[rng.below(lips.size())], shadow = shadows[rng.below(shadows.size())];
    makeUp.lipstick = number(rng, 0.75, 1);
    makeUp.eyeShadow = number(rng, 0.5, 1);
    makeUp.blush = number(rng, 0.4, 1);
    makeUp.liner = chance(rng, 0.75) ? 1.0F : 0.0F;
    makeUp.lipColour = fromBytes(lip.x, lip.y, lip.z);
    makeUp.shadowColour = lerp(fromBytes(shadow.x, shadow.y, shadow.z), person.skin, 0.15F);
    return makeUp;
}

Vec3 towards(float azimuth, float elevation)
{
    const float a = azimuth * std::numbers::pi_v<float> / 180, e = elevation * std::numbers::pi_v<float> / 180;
    return {std::sin(a) * std::cos(e), -std::sin(e), std::cos(a) * std::cos(e)};
}

Lighting ordinaryLight(Rng &rng)
{
    Lighting light;
    const float side = chance(rng, 0.5) ? -1.0F : 1.0F, warm = number(rng, -0.12, 0.18);
    light.keyDirection = towards(side * number(rng, 15, 55), number(rng, 18, 48));
    light.keyColour = Vec3{1 + warm, 1, 1 - warm} * number(rng, 0.85, 1.15);
    light.rimDirection = towards(-side * number(rng, 115, 150), number(rng, 10, 40));
    light.rimColour = Vec3{1 - warm, 1, 1 + warm} * number(rng, 0, 0.7);
    light.skyColour = Vec3{1 - 0.6F * warm, 1, 1 + 0.6F * warm} * number(rng, 0.32, 0.5);
    light.groundColour = light.skyColour * Vec3{0.62F, 0.54F, 0.5F};
    light.exposure = number(rng, 0.9, 1.15);
    return light;
}

void makeExtreme(Lighting &light, Rng &rng)
{
    const float side = light.keyDirection.x < 0 ? -1.0F : 1.0F;
    switch (rng.below(5)) {
    case 0:
        light.exposure = number(rng, 0.12, 0.22);
        break;
    case 1:
        light.keyDirection = towards(side * number(rng, 64, 84), number(rng, 0, 25));
        light.keyColour = light.keyColour * 1.3F;
        light.skyColour = light.skyColour * 0.14F;
        light.groundColour = light.groundColour * 0.14F;
        break;
    case 2:
        light.exposure = number(rng, 2.4, 3.4);
        break;
    case 3: {
        static constexpr std::array<Vec3, 4> gels = {
            Vec3{1.7F, 0.25F, 0.35F}, {0.3F, 0.5F, 1.8F}, {1.1F, 0.3F, 1.6F}, {0.3F, 1.4F, 0.6F}};
        const auto key = rng.below(gels.size());
        light.keyColour = gels[key];
        light.rimColour = gels[(key + 1) % gels.size()] * 1.4F;
        light.skyColour = light.skyColour * 0.3F;
        light.groundColour = light.groundColour * 0.3F;
        break;
    }
    default: // from behind
        light.rimColour = {2.6F, 2.4F, 2.2F};
        light.keyColour = light.keyColour * 0.1F;
        light.skyColour = light.skyColour * 0.55F;
        break;
    }
}

Degradation makeBlur(Rng &rng)
{
    Degradation blur;
    switch (rng.below(3)) {
    case 0:
        blur.defocus = number(rng, 2.2, 4.5);
        break;
    case 1:
        blur.motion = number(rng, 9, 20);
        blur.motionAngle = number(rng, 0, 3.14);
        break;
    default:
        blur.downsample = number(rng, 3, 5.5);
        break;
    }
    blur.noise = number(rng, 1, 5);
    blur.jpegQuality = static_cast<int>(number(rng, 55, 85));
    return blur;
}

} // namespace

bool FaceTraits::largePose() const
{
    return std::abs(pose.yaw) > 30 || std::abs(pose.pitch) > 20 || std::abs(pose.roll) > 20;
}

bool FaceTraits::exaggerated() const
{
    const Expression &e = expression;
    return e.jawOpen > 0.3F || e.smile > 0.75F || e.frown > 0.6F || e.pucker > 0.6F ||
           std::max(e.blink[0], e.blink[1]) > 0.7F || e.browRaise > 0.7F || e.browLower > 0.7F;
}

bool FaceTraits::madeUp() const
{
    return makeUp.lipstick > 0.3F || makeUp.eyeShadow > 0.3F;
}

bool FaceTraits::occluded() const
{
    return eyewear == Eyewear::Sunglasses || cover != Cover::None;
}

FaceTraits faceTraits(std::uint64_t seed, int index)
{
    Rng rng = Rng(seed).split(2 * static_cast<std::uint64_t>(index));
    const Theme theme = themeOf(index);
    FaceTraits traits;
    traits.person = makePerson(rng);
    traits.pose = makePose(rng, theme == Theme::Pose || chance(rng, 0.06));
    traits.expression = makeExpression(rng, theme == Theme::Expression || chance(rng, 0.06));
    if (theme == Theme::MakeUp) {
        traits.person.beard = Beard::None;
        if (!traits.person.feminine) {
            traits.person.feminine = true;
            traits.person.hair = HairStyle::Long;
        }
    }
    traits.makeUp =
        makeMakeUp(rng, traits.person, theme == Theme::MakeUp || (traits.person.feminine && chance(rng, 0.12)));
    if (chance(rng, 0.16))
        traits.eyewear = Eyewear::Glasses;
    const bool hidden = theme == Theme::Occlusion || chance(rng, 0.05);
    const auto kind = rng.below(6);
    if (hidden && kind == 0)
        traits.eyewear = Eyewear::Sunglasses;
    else if (hidden)
        traits.cover = static_cast<Cover>(kind);
    return traits;
}

PictureTraits pictureTraits(std::uint64_t seed, int index)
{
    Rng rng = Rng(seed).split(2 * static_cast<std::uint64_t>(index) + 1);
    const Theme theme = themeOf(index);
    PictureTraits traits;
    traits.light = ordinaryLight(rng);
    traits.extremeLight = theme == Theme::Illumination || chance(rng, 0.05);
    if (traits.extremeLight)
        makeExtreme(traits.light, rng);
    traits.degradation.noise = number(rng, 0.5, 2.5);
    if (theme == Theme::Blur || chance(rng, 0.04))
        traits.degradation = makeBlur(rng);
    traits.backdropSeed = rng.next();
    return traits;
}

} // namespace fiducial::pipeline::portrait
