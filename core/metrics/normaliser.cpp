#include "core/metrics/metrics.h"

#include <algorithm>

namespace fiducial::metrics {

namespace {

constexpr double kNoLength = std::numeric_limits<double>::quiet_NaN();

// In the order of the enumeration.
constexpr std::array<std::string_view, kNormaliserCount> kNormaliserNames{"inter-ocular", "inter-pupil",   "box",
                                                                          "box-max",      "box-annotated", "diagonal"};

double positiveOrNan(double length)
{
    return std::isfinite(length) && length > 0 ? length : kNoLength;
}

/// NaN where a point of the group is absent: a centre of fewer points would be another normaliser.
Point2 groupCentre(const LandmarkSet &set, const std::vector<int> &group)
{
    Point2 sum;
    for (const int index : group) {
        if (index >= set.count() || !set.isPresent(index))
            return {kNoLength, kNoLength};
        sum = sum + set.points[static_cast<std::size_t>(index)];
    }
    return sum * (1.0 / static_cast<double>(group.size()));
}

double groupDistance(const LandmarkSet &set, const std::optional<LandmarkDistance> &groups)
{
    if (!groups)
        return kNoLength;
    return positiveOrNan(distance(groupCentre(set, groups->left), groupCentre(set, groups->right)));
}

} // namespace

std::string_view toString(Normaliser normaliser)
{
    return kNormaliserNames.at(static_cast<std::size_t>(normaliser));
}

std::optional<Normaliser> parseNormaliser(std::string_view text)
{
    const auto found = std::ranges::find(kNormaliserNames, text);
    if (found == kNormaliserNames.end())
        return std::nullopt;
    return static_cast<Normaliser>(found - kNormaliserNames.begin());
}

Normaliser defaultNormaliser(const LandmarkScheme &scheme)
{
    return parseNormaliser(scheme.defaultNormaliser).value_or(Normaliser::Box);
}

Normalisers normalisers(const LandmarkSet &reference, const LandmarkScheme &scheme,
                        const std::optional<Rect> &annotatedBox, std::optional<double> boxSize)
{
    Normalisers lengths;
    const auto at = [&](Normaliser which) -> double & { return lengths[static_cast<std::size_t>(which)]; };
    const Rect box = landmarkBox(reference);
    at(Normaliser::InterOcular) = groupDistance(reference, scheme.interOcular);
    at(Normaliser::InterPupil) = groupDistance(reference, scheme.interPupil);
    at(Normaliser::Box) = positiveOrNan(std::sqrt(box.width * box.height));
    at(Normaliser::BoxMax) = positiveOrNan(std::max(box.width, box.height));
    at(Normaliser::Diagonal) = positiveOrNan(std::hypot(box.width, box.height));
    double annotated = kNoLength;
    if (boxSize)
        annotated = *boxSize;
    else if (annotatedBox && !annotatedBox->empty())
        annotated = std::sqrt(annotatedBox->width * annotatedBox->height);
    at(Normaliser::BoxAnnotated) = positiveOrNan(annotated);
    return lengths;
}

Normalisers normalisers(const Face &face, const LandmarkScheme &scheme)
{
    return normalisers(face.truth, scheme, face.box, face.derived.boxSize);
}

} // namespace fiducial::metrics
