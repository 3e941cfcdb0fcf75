#include "core/pipeline/portrait.h"

#include "core/base/rng.h"
#include "core/pipeline/portrait_features.h"
#include "core/pipeline/portrait_hair.h"
#include "core/pipeline/portrait_picture.h"
#include "core/pipeline/portrait_props.h"

#include <numbers>

namespace fiducial::pipeline {

namespace portrait {

namespace {

constexpr int kMaxFaces = 8;

/// From the head's frame into the scene: the head turns about the neck, the shoulders follow a little.
class Posture {
public:
    explicit Posture(const Pose &pose)
        : head_(rotation(radians(pose.yaw), radians(pose.pitch), radians(pose.roll))),
          torso_(rotation(0.35F * radians(pose.yaw), 0.1F * radians(pose.pitch), 0.12F * radians(pose.roll)))
    {}
    Vec3 operator()(Vec3 p) const
    {
        const float chin = smoothstep(3, 6, p.z) * smoothstep(16.5F, 14, p.y);
        const float follow = std::max(0.0F, smoothstep(10.5F, 16.5F, p.y) - chin);
        const Vec3 d = p - kPivot;
        // The pivot goes back to where the middle of the face is near the scene's origin.
        return lerp(head_ * d, torso_ * d, follow) + kPivot - kMiddle;
    }

private:
    static constexpr Vec3 kPivot{0, 7, -1.5F}, kMiddle{0, 2.5F, 0};
    static float radians(float degrees) { return degrees * std::numbers::pi_v<float> / 180; }
    Mat3 head_, torso_;
};

Figure makeFigure(const FaceTraits &traits, const HeadModel &head, const Posture &posture)
{
    Figure figure;
    figure.traits = traits;
    figure.meshes.push_back(headMesh(head, traits.person.beard));
    addEyes(figure.meshes, head, traits);
    addLashes(figure.meshes, head, traits);
    addMouth(figure.meshes, head, traits);
    addEars(figure.meshes, head, traits);
    addHair(figure.meshes, head, traits.person);
    addTorso(figure.meshes, traits.person);
    addEyewear(figure.meshes, head, traits);
    addCover(figure.meshes, head, traits);
    for (Mesh &mesh : figure.meshes) {
        mesh.axis = posture(mesh.axis) - posture({});
        for (Vertex &v : mesh.vertices) {
            constexpr float kStep = 0.05F;
            const Vec3 tip = v.position + v.normal * kStep;
            v.position = posture(v.position);
            v.normal = normalized(posture(tip) - v.position);
        }
    }
    return figure;
}

/// Where the faces of a picture stand: in a row, with some disorder in place, size and distance.
Camera cameraFor(const PortraitOptions &options, int place, Rng &rng)
{
    const auto count = static_cast<float>(options.facesPerImage);
    const auto width = static_cast<float>(options.size.width), height = static_cast<float>(options.size.height);
    const float slot = width / count;
    const auto vary = [&](double low, double high) { return static_cast<float>(rng.uniform(low, high)); };
    const float pixelsPerCm = std::min(slot / (count > 1 ? 21.0F : 27.0F), height / 32) * vary(0.88, 1.1);
    Camera camera;
    camera.distance = vary(70, 150);
    camera.focal = pixelsPerCm * (camera.distance - 6);
    camera.centreX = slot * (static_cast<float>(place) + 0.5F + vary(-0.05, 0.05)) - 0.5F;
    camera.centreY = height * (0.52F + vary(-0.05, 0.04)) - 0.5F;
    return camera;
}

PortraitFace describe(const FaceTraits &traits, const PictureTraits &picture, const std::vector<Vec3> &seen)
{
    PortraitFace face;
    double left = 1e9, top = 1e9, right = -1e9, bottom = -1e9;
    for (const Vec3 &p : seen) {
        face.points98.push_back({static_cast<double>(p.x), static_cast<double>(p.y)});
        left = std::min(left, face.points98.back().x), right = std::max(right, face.points98.back().x);
        top = std::min(top, face.points98.back().y), bottom = std::max(bottom, face.points98.back().y);
    }
    face.box = Rect::fromCorners(std::floor(left), std::floor(top), std::ceil(right), std::ceil(bottom));
    const auto flag = [](bool value) { return static_cast<std::int8_t>(value ? 1 : 0); };
    face.attributes = {flag(traits.largePose()), flag(traits.exaggerated()), flag(picture.extremeLight),
                       flag(traits.madeUp()),    flag(traits.occluded()),    flag(picture.degradation.blurred())};
    return face;
}

/// Draws one face of the picture and tells where its points are.
PortraitFace addFace(Picture &picture, const PortraitOptions &options, const PictureTraits &pictureOf, int place)
{
    // Faces beyond the first take the traits of indices that no picture of a set reaches.
    const FaceTraits traits = faceTraits(options.seed, options.index + place * 10'000'019);
    Rng rng = Rng(options.seed ^ 0x5EEDF00DULL).split(static_cast<std::uint64_t>(options.index) * kMaxFaces + place);
    const HeadModel head(traits.person.shape, traits.expression);
    const Posture posture(traits.pose);
    Figure figure = makeFigure(traits, head, posture);
    figure.camera = cameraFor(options, place, rng);
    picture.add(renderFigure(figure, pictureOf.light, options.size));

    const auto toView = [&](Vec3 p) { return figure.camera.project(posture(p)); };
    std::vector<Vec3> seen = headLandmarks(head, toView);
    for (Vec3 &p : seen)
        p = toView(p);
    return describe(traits, pictureOf, seen);
}

} // namespace

} // namespace portrait

Portrait renderPortrait(const PortraitOptions &options)
{
    const portrait::PictureTraits traits = portrait::pictureTraits(options.seed, options.index);
    portrait::Picture picture(options.size, traits);
    Portrait out;
    out.size = options.size;
    for (int place = 0; place < options.facesPerImage; ++place)
        out.faces.push_back(portrait::addFace(picture, options, traits, place));
    out.jpeg = picture.jpeg();
    return out;
}

} // namespace fiducial::pipeline
