#include "core/analysis/suspicion.h"

#include "core/geometry/affine.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace fiducial::analysis {

namespace {

constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();

/// The runs' places of one landmark.
std::vector<Point2> placesOf(std::span<const RunPoints> runs, std::size_t landmark, std::size_t landmarks)
{
    std::vector<Point2> places;
    for (const RunPoints run : runs)
        if (run.size() == landmarks && isFinite(run[landmark]))
            places.push_back(run[landmark]);
    return places;
}

/// Mean distance over all pairs; NaN below two.
double meanPairDistance(const std::vector<Point2> &places)
{
    double sum = 0;
    int pairs = 0;
    for (std::size_t i = 0; i < places.size(); ++i)
        for (std::size_t j = i + 1; j < places.size(); ++j, ++pairs)
            sum += distance(places[i], places[j]);
    return pairs ? sum / pairs : kUnknown;
}

Point2 meanOf(const std::vector<Point2> &places)
{
    Point2 sum;
    for (const Point2 p : places)
        sum = sum + p;
    return sum * (1 / static_cast<double>(places.size()));
}

/// Deviations of landmarks from where the mean shape has `place[i]`, after the similarity that fits best.
struct Fit {
    Affine toMean;
    double rms = kUnknown; ///< share of the root mean square size of the mean's points
};

Fit fitPlaces(std::span<const Point2> points, std::span<const Point2> mean, const std::vector<int> &landmarks,
              const std::vector<int> *mirror)
{
    std::vector<Point2> from, to;
    for (const int i : landmarks) {
        const int place = mirror ? (*mirror)[static_cast<std::size_t>(i)] : i;
        from.push_back(points[static_cast<std::size_t>(i)]);
        to.push_back(mean[static_cast<std::size_t>(place)]);
    }
    const auto fitted = fitSimilarity(from, to);
    if (!fitted)
        return {};
    const Point2 centre = meanOf(to);
    double squares = 0, size = 0;
    for (std::size_t i = 0; i < from.size(); ++i) {
        squares += std::pow(distance(*fitted * from[i], to[i]), 2);
        size += std::pow(distance(to[i], centre), 2);
    }
    return {*fitted, size > 0 ? std::sqrt(squares / size) : kUnknown};
}

bool mirrorsOnto(const Contour &a, const Contour &b, const std::vector<int> &mirror)
{
    return a.points.size() == b.points.size() && std::ranges::all_of(a.points, [&](int i) {
               return std::ranges::find(b.points, mirror[static_cast<std::size_t>(i)]) != b.points.end();
           });
}

/// Squared distance of a contour from its own place, and from its mirror contour's.
struct Places {
    double own = 0;
    double other = 0;
};

Places placesOfContour(const Contour &contour, std::span<const Point2> points, std::span<const Point2> mean,
                       const std::vector<int> &mirror, const Affine &toMean)
{
    Places out;
    for (const int i : contour.points) {
        const auto landmark = static_cast<std::size_t>(i);
        const Point2 at = toMean * points[landmark];
        const Point2 own = mean[landmark];
        const Point2 other = mean[static_cast<std::size_t>(mirror[landmark])];
        if (!isFinite(at) || !isFinite(own) || !isFinite(other))
            continue;
        out.own += std::pow(distance(at, own), 2);
        out.other += std::pow(distance(at, other), 2);
    }
    return out;
}

/// How many times smaller the squared deviation has to be before an exchange is believed: profiles bend a shape a lot.
constexpr double kFarBetter = 4;

std::vector<int> exchangedContours(std::span<const Point2> points, const LandmarkScheme &scheme,
                                   std::span<const Point2> mean, const Affine &toMean)
{
    std::vector<int> out;
    const auto &contours = scheme.contours;
    for (std::size_t a = 0; a < contours.size(); ++a)
        for (std::size_t b = a + 1; b < contours.size(); ++b) {
            if (!mirrorsOnto(contours[a], contours[b], scheme.mirror))
                continue;
            const Places left = placesOfContour(contours[a], points, mean, scheme.mirror, toMean);
            const Places right = placesOfContour(contours[b], points, mean, scheme.mirror, toMean);
            if (left.own + right.own > kFarBetter * (left.other + right.other)) {
                out.push_back(static_cast<int>(a));
                out.push_back(static_cast<int>(b));
            }
        }
    return out;
}

} // namespace

Disagreement disagreement(std::span<const RunPoints> runs, int landmarks, double length)
{
    Disagreement out{kUnknown, std::vector<double>(static_cast<std::size_t>(std::max(landmarks, 0)), kUnknown)};
    if (!(length > 0))
        return out;
    double sum = 0;
    int counted = 0;
    for (std::size_t i = 0; i < out.points.size(); ++i) {
        out.points[i] = meanPairDistance(placesOf(runs, i, out.points.size())) / length;
        if (!std::isnan(out.points[i])) {
            sum += out.points[i];
            ++counted;
        }
    }
    if (counted)
        out.face = sum / counted;
    return out;
}

std::vector<SuspectPoint> suspectPoints(const LandmarkSet &truth, std::span<const RunPoints> runs, double length,
                                        const SuspicionOptions &options)
{
    std::vector<SuspectPoint> out;
    if (!(length > 0))
        return out;
    const std::size_t landmarks = truth.points.size();
    for (std::size_t i = 0; i < landmarks; ++i) {
        const auto places = placesOf(runs, i, landmarks);
        if (!truth.isPresent(static_cast<int>(i)) || places.size() < 2 || 3 * places.size() < 2 * runs.size())
            continue;
        SuspectPoint point;
        point.landmark = static_cast<int>(i);
        point.proposed = meanOf(places);
        point.distance = distance(truth.points[i], point.proposed) / length;
        point.spread = meanPairDistance(places) / length;
        point.score = point.distance / std::max(point.spread, options.floor);
        if (point.distance >= options.leastDistance && point.score >= options.leastScore)
            out.push_back(point);
    }
    std::ranges::stable_sort(out, std::ranges::greater{}, &SuspectPoint::score);
    return out;
}

SideCheck checkSides(std::span<const Point2> points, const LandmarkScheme &scheme, std::span<const Point2> mean)
{
    SideCheck out{kUnknown, kUnknown, false, {}};
    const auto count = static_cast<std::size_t>(scheme.count);
    if (points.size() != count || mean.size() != count || scheme.mirror.size() != count)
        return out;
    std::vector<int> present;
    bool paired = false;
    for (int i = 0; i < scheme.count; ++i) {
        const int other = scheme.mirror[static_cast<std::size_t>(i)];
        if (!isFinite(points[static_cast<std::size_t>(i)]) || !isFinite(mean[static_cast<std::size_t>(i)]) ||
            !isFinite(mean[static_cast<std::size_t>(other)]))
            continue;
        present.push_back(i);
        paired = paired || scheme.mirror[static_cast<std::size_t>(i)] != i;
    }
    constexpr std::size_t kLeastPresent = 6;
    if (present.size() < kLeastPresent || !paired)
        return out;
    const Fit own = fitPlaces(points, mean, present, nullptr);
    out.asIs = own.rms;
    out.exchanged = fitPlaces(points, mean, present, &scheme.mirror).rms;
    out.swapped = out.asIs * out.asIs > kFarBetter * out.exchanged * out.exchanged;
    if (!out.swapped && !std::isnan(out.asIs))
        out.contours = exchangedContours(points, scheme, mean, own.toMean);
    return out;
}

} // namespace fiducial::analysis
