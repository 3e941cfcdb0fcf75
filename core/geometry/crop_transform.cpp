#include "core/geometry/crop_transform.h"

#include <algorithm>
#include <numbers>

namespace fiducial {

Affine cropFromImage(const Rect &box, const CropRule &rule, Size input)
{
    double width = (box.width + 2 * rule.extraPixels) * rule.margin;
    double height = (box.height + 2 * rule.extraPixels) * rule.margin;
    if (rule.square)
        width = height = std::max(width, height);
    const Point2 from = box.centre() + Point2{0, rule.shiftY * box.height};
    const double half = rule.law == GridLaw::PixelCentre ? 0.5 : 0.0;
    const Point2 to{input.width / 2.0 - half, input.height / 2.0 - half};
    const double sx = input.width / width;
    const double sy = input.height / height;
    const double angle = rule.rotation * std::numbers::pi / 180.0;
    const double cosine = std::cos(angle);
    const double sine = std::sin(angle);
    Affine m{sx * cosine, sx * sine, 0, -sy * sine, sy * cosine, 0};
    m.tx = to.x - m.a * from.x - m.b * from.y;
    m.ty = to.y - m.c * from.x - m.d * from.y;
    return m;
}

Affine starCropFromImage(Point2 centre, double scale, int inputSide)
{
    const double s = inputSide / (200.0 * scale);
    const double middle = (inputSide - 1) / 2.0;
    return {s, 0, middle - s * centre.x, 0, s, middle - s * centre.y};
}

} // namespace fiducial
