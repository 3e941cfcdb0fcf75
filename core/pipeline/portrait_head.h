#pragma once

#include "core/pipeline/portrait_mesh.h"
#include "core/pipeline/portrait_traits.h"

#include <vector>

/// A parametric head. Every point of its skin has canonical coordinates (s, t): its place in the frontal view of the
/// average head with eyes and lips open, in cm from the middle between the pupils. Shape and expression move the point,
/// never its coordinates; so textures, openings and landmarks are all defined once, in (s, t).
namespace fiducial::pipeline::portrait {

/// The openings of eyes and mouth and the lips' outer border, as t over s. Each eye's `s` is |s|.
namespace canonical {
inline constexpr float kEyeInner = 1.78F, kEyeOuter = 4.5F, kMouthHalf = 2.37F, kLipHalf = 2.6F;
float upperLid(float a);
float lowerLid(float a);
float mouthLine(float a);
float mouthTop(float a);
float mouthBottom(float a);
float lipTop(float a);
float lipBottom(float a);
/// WFLW's 98 points; the pupils are those of a straight gaze.
std::span<const Vec3> landmarks(); ///< z is unused
} // namespace canonical

/// A point of the average head's skin without features.
struct SkinPoint {
    Vec3 base;
    float s = 0, t = 0;
};

class HeadModel {
public:
    HeadModel(const HeadShape &shape, const Expression &expression);

    /// Where a skin point is after shape and expression.
    Vec3 deform(const SkinPoint &point) const;
    /// The same for canonical coordinates of the face's front.
    Vec3 at(float s, float t) const { return deform(skinPoint(s, t)); }

    Vec3 eyeCentre(int eye) const { return eyes_[eye]; } ///< 0 image-left
    float eyeRadius() const { return eyeRadius_; }
    /// Unit direction of the gaze in the head's frame.
    Vec3 gaze() const;
    /// Centre of the pupil on the cornea.
    Vec3 pupil(int eye) const;
    /// Moves with the jaw: what hangs on it (teeth, tongue).
    Vec3 jaw(Vec3 point, float weight) const;
    /// The change of shape alone, for what is not skin (ears, hair).
    Vec3 shaped(Vec3 point) const;

    static SkinPoint skinPoint(float s, float t);
    const HeadShape &shape() const { return shape_; }

private:
    Vec3 withFeatures(const SkinPoint &point) const;
    float nose(float s, float t) const;
    float lips(float a, float t) const;
    float closeOpenings(const SkinPoint &point) const;
    Vec3 expressed(Vec3 p, const SkinPoint &point) const;
    void liftOverEyeballs(Vec3 &p, float front) const;

    HeadShape shape_;
    Expression expression_;
    std::array<Vec3, 2> eyes_;
    float eyeRadius_ = 1.28F;
};

/// Resolution of the head mesh; rows run from the crown to the base of the neck.
struct HeadGrid {
    int columns = 0;
    int rows = 0;
    std::vector<SkinPoint> points; ///< rows x columns, the last column joins the first
};
/// The average head's grid, made once.
const HeadGrid &headGrid();
/// A point of the average skull and jaw: polar angle (radians, 0 in front) and height; for hair and the like.
Vec3 skullAt(float angle, float y);

/// The skin of head and neck; a beard gives it volume.
Mesh headMesh(const HeadModel &head, Beard beard);

/// The 98 points in the head's frame. Contour points of a turned head are the visible jaw line, as annotators mark it;
/// `toView` gives a point's place in the picture.
std::vector<Vec3> headLandmarks(const HeadModel &head, const std::function<Vec3(Vec3)> &toView);

} // namespace fiducial::pipeline::portrait
