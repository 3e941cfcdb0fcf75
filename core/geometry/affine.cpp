#include "core/geometry/affine.h"

#include <algorithm>

namespace fiducial {

double intersectionOverUnion(const Rect &a, const Rect &b)
{
    const double w = std::min(a.right(), b.right()) - std::max(a.x, b.x);
    const double h = std::min(a.bottom(), b.bottom()) - std::max(a.y, b.y);
    if (!(w > 0 && h > 0))
        return 0;
    const double shared = w * h;
    return shared / (a.width * a.height + b.width * b.height - shared);
}

Affine Affine::operator*(const Affine &right) const
{
    return {a * right.a + b * right.c, a * right.b + b * right.d, a * right.tx + b * right.ty + tx,
            c * right.a + d * right.c, c * right.b + d * right.d, c * right.tx + d * right.ty + ty};
}

Affine Affine::inverse() const
{
    const double s = 1.0 / determinant();
    Affine inv{d * s, -b * s, 0, -c * s, a * s, 0};
    inv.tx = -(inv.a * tx + inv.b * ty);
    inv.ty = -(inv.c * tx + inv.d * ty);
    return inv;
}

Result<Affine> fitSimilarity(std::span<const Point2> from, std::span<const Point2> to)
{
    if (from.size() != to.size() || from.size() < 2)
        return makeError(Errc::InvalidArgument,
                         says("A similarity needs two equally long lists of at least two points."));
    Point2 meanFrom, meanTo;
    for (std::size_t i = 0; i < from.size(); ++i) {
        meanFrom = meanFrom + from[i];
        meanTo = meanTo + to[i];
    }
    const double share = 1.0 / static_cast<double>(from.size());
    meanFrom = meanFrom * share;
    meanTo = meanTo * share;
    double cosine = 0, sine = 0, spread = 0;
    for (std::size_t i = 0; i < from.size(); ++i) {
        const Point2 s = from[i] - meanFrom;
        const Point2 d = to[i] - meanTo;
        cosine += s.x * d.x + s.y * d.y;
        sine += s.x * d.y - s.y * d.x;
        spread += s.x * s.x + s.y * s.y;
    }
    if (!(spread > 0))
        return makeError(Errc::InvalidArgument, says("All points coincide; no similarity can be fitted to them."));
    const double a = cosine / spread;
    const double b = sine / spread;
    return Affine{a, -b, meanTo.x - a * meanFrom.x + b * meanFrom.y, b, a, meanTo.y - b * meanFrom.x - a * meanFrom.y};
}

Covariance2f transformed(const Covariance2f &s, const Affine &m)
{
    const double xx = m.a * m.a * s.xx + 2 * m.a * m.b * s.xy + m.b * m.b * s.yy;
    const double xy = m.a * m.c * s.xx + (m.a * m.d + m.b * m.c) * s.xy + m.b * m.d * s.yy;
    const double yy = m.c * m.c * s.xx + 2 * m.c * m.d * s.xy + m.d * m.d * s.yy;
    return {static_cast<float>(xx), static_cast<float>(xy), static_cast<float>(yy)};
}

} // namespace fiducial
