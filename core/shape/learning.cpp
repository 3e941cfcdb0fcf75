#include "core/shape/learning.h"

#include "core/base/rng.h"

#include <algorithm>

namespace fiducial::shape {

bool isShape(std::span<const Point2> face)
{
    return std::ranges::all_of(face, isFinite) &&
           std::ranges::any_of(face, [&](Point2 p) { return !(p == face.front()); });
}

std::vector<std::size_t> drawn(std::size_t count, const std::function<bool(std::size_t)> &usable,
                               const ShapeLearning &options)
{
    std::vector<std::size_t> out;
    for (std::size_t i = 0; i < count; ++i)
        if (usable(i))
            out.push_back(i);
    const auto most = static_cast<std::size_t>(std::max(options.mostFaces, 0));
    if (out.size() <= most)
        return out;
    Rng rng(options.seed);
    for (std::size_t i = 0; i < most; ++i)
        std::swap(out[i], out[i + rng.below(out.size() - i)]);
    out.resize(most);
    return out;
}

} // namespace fiducial::shape
