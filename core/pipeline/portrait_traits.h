#pragma once

#include "core/pipeline/portrait_math.h"

#include <array>
#include <cstdint>

/// Everything that is decided by chance about one portrait: the person, the pose, the light, what hides or blurs the
/// face. All other files only carry it out, so that the attributes follow from one place.
namespace fiducial::pipeline::portrait {

/// Deviations from the average head in standard deviations, within [-2, 2].
struct HeadShape {
    float faceWidth = 0, jawWidth = 0, chinLength = 0, chinForward = 0, cheekbone = 0, fullness = 0;
    float eyeSpacing = 0, eyeSize = 0, eyeTilt = 0, browRidge = 0, browHeight = 0;
    float noseWidth = 0, noseLength = 0, noseHeight = 0, noseHump = 0, noseTip = 0;
    float lipFullness = 0, mouthWidth = 0, mouthHeight = 0, forehead = 0;
};

/// 0 is rest, 1 the full movement. Left and right are the image's.
struct Expression {
    float jawOpen = 0, lipsApart = 0, smile = 0, frown = 0, pucker = 0;
    std::array<float, 2> blink = {0, 0};
    float eyesWide = 0, squint = 0, browRaise = 0, browLower = 0;
    float gazeX = 0, gazeY = 0; ///< radians
};

enum class HairStyle { Bald, Receding, Buzz, Short, SidePart, Fringe, Bob, Long, TiedBack };
enum class Beard { None, Stubble, Moustache, Goatee, Full };
enum class Eyewear { None, Glasses, Sunglasses };
enum class Cover { None, SurgicalMask, Hand, Scarf, Microphone, HairStrand };
enum class Clothing { TShirt, Collar, Suit, VNeck, Turtleneck };

struct Person {
    HeadShape shape;
    Vec3 skin; ///< linear RGB albedo
    float redness = 0, freckles = 0, age = 0;
    Vec3 lipColour, irisColour, hairColour, browColour, clothColour;
    float browThickness = 1;
    HairStyle hair = HairStyle::Short;
    Beard beard = Beard::None;
    Clothing clothing = Clothing::TShirt;
    bool feminine = false;
    std::uint32_t noiseSeed = 0;
};

struct MakeUp {
    float lipstick = 0, eyeShadow = 0, blush = 0, liner = 0;
    Vec3 lipColour, shadowColour;
};

/// Directions point towards the light; colours are linear radiance.
struct Lighting {
    Vec3 keyDirection, keyColour;
    Vec3 rimDirection, rimColour;
    Vec3 skyColour, groundColour;
    float exposure = 1;
};

struct Pose {
    float yaw = 0, pitch = 0, roll = 0; ///< degrees
};

/// Of the finished picture, in its own pixels.
struct Degradation {
    float defocus = 0;                 ///< standard deviation
    float motion = 0, motionAngle = 0; ///< length, radians
    float downsample = 1;              ///< factor
    float noise = 0;                   ///< standard deviation in grey values
    int jpegQuality = 90;
    bool blurred() const { return defocus > 0 || motion > 0 || downsample > 1; }
};

struct FaceTraits {
    Person person;
    Expression expression;
    Pose pose;
    MakeUp makeUp;
    Eyewear eyewear = Eyewear::None;
    Cover cover = Cover::None;

    /// WFLW: head turned by more than 30 degrees, or raised, lowered or tilted by more than 20.
    bool largePose() const;
    bool exaggerated() const;
    bool madeUp() const;
    bool occluded() const;
};

/// What the faces of one picture have in common.
struct PictureTraits {
    Lighting light;
    bool extremeLight = false;
    Degradation degradation;
    std::uint64_t backdropSeed = 0;
};

/// Both are the same for equal seeds. Of every seven indices one is plain, the others favour one attribute each.
FaceTraits faceTraits(std::uint64_t seed, int index);
PictureTraits pictureTraits(std::uint64_t seed, int index);

} // namespace fiducial::pipeline::portrait
