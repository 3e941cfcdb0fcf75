#include "core/shape/contour_spline.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>

namespace fiducial::shape {

namespace {

constexpr int kPieces = 8; ///< a segment's length is integrated in so many pieces

/// Gauss-Legendre, 5 points, on [-1, 1].
constexpr std::array<double, 5> kNodes = {-0.9061798459386640, -0.5384693101056831, 0, 0.5384693101056831,
                                          0.9061798459386640};
constexpr std::array<double, 5> kWeights = {0.2369268850561891, 0.4786286704993665, 0.5688888888888889,
                                            0.4786286704993665, 0.2369268850561891};

double dot(Point2 a, Point2 b)
{
    return a.x * b.x + a.y * b.y;
}

/// Derivative by the knot parameter at `here`, of the parabola through three knots at distances `a` and `b`.
Point2 slope(Point2 before, Point2 here, Point2 after, double a, double b)
{
    return (here - before) * (1 / a) - (after - before) * (1 / (a + b)) + (after - here) * (1 / b);
}

} // namespace

Point2 ContourSpline::Cubic::at(double t) const
{
    return c0 + (c1 + (c2 + c3 * t) * t) * t;
}

Point2 ContourSpline::Cubic::derivative(double t) const
{
    return c1 + (c2 * 2 + c3 * (3 * t)) * t;
}

double ContourSpline::Cubic::lengthTo(double t) const
{
    double sum = 0;
    const double step = t / kPieces;
    for (int piece = 0; piece < kPieces; ++piece)
        for (std::size_t k = 0; k < kNodes.size(); ++k)
            sum += kWeights[k] * fiducial::length(derivative((piece + (kNodes[k] + 1) / 2) * step));
    return sum * step / 2;
}

ContourSpline::ContourSpline(std::span<const Point2> points, bool closed) : closed_(closed), start_(points.front())
{
    std::vector<Point2> knots;
    std::vector<std::size_t> knotOfPoint;
    for (const Point2 p : points) {
        if (knots.empty() || !(knots.back() == p))
            knots.push_back(p);
        knotOfPoint.push_back(knots.size() - 1);
    }
    while (closed && knots.size() > 1 && knots.back() == knots.front())
        knots.pop_back();
    if (knots.size() > 1)
        makeSegments(knots);
    arcs_.push_back(0);
    for (const Cubic &segment : segments_)
        arcs_.push_back(arcs_.back() + segment.lengthTo(1));
    for (const std::size_t k : knotOfPoint)
        arcOfPoint_.push_back(k < knots.size() ? arcs_[k] : 0);
}

void ContourSpline::makeSegments(const std::vector<Point2> &knots)
{
    const std::size_t n = knots.size();
    const bool round = closed_ && n > 2; // there and back again between two knots stays straight
    for (std::size_t i = 0; i + 1 < n || (closed_ && i < n); ++i) {
        const Point2 a = knots[i];
        const Point2 b = knots[(i + 1) % n];
        const double step = std::sqrt(distance(a, b));
        const Point2 chord = (b - a) * (1 / step);
        std::optional<Point2> atA, atB;
        if (const Point2 before = knots[(i + n - 1) % n]; (round || i > 0) && !(before == b))
            atA = slope(before, a, b, std::sqrt(distance(before, a)), step);
        if (const Point2 after = knots[(i + 2) % n]; (round || i + 2 < n) && !(after == a))
            atB = slope(a, b, after, step, std::sqrt(distance(b, after)));
        // At an end the derivative of the parabola, whose mean over the segment is the chord.
        const Point2 m0 = (atA ? *atA : atB ? chord * 2 - *atB : chord) * step;
        const Point2 m1 = (atB ? *atB : atA ? chord * 2 - *atA : chord) * step;
        segments_.push_back({a, m0, (b - a) * 3 - m0 * 2 - m1, (a - b) * 2 + m0 + m1});
    }
}

ContourSpline::Spot ContourSpline::spotAt(double arc) const
{
    const double whole = length();
    if (closed_ && whole > 0)
        arc -= whole * std::floor(arc / whole);
    arc = std::clamp(arc, 0.0, whole);
    const auto next = std::upper_bound(arcs_.begin() + 1, arcs_.end() - 1, arc);
    Spot spot{static_cast<std::size_t>(next - arcs_.begin()) - 1, 0};
    const Cubic &segment = segments_[spot.segment];
    const double part = arcs_[spot.segment + 1] - arcs_[spot.segment];
    const double wanted = arc - arcs_[spot.segment];
    double low = 0, high = 1;
    spot.t = part > 0 ? wanted / part : 0;
    for (int i = 0; i < 60; ++i) { // Newton, kept inside the bracket
        const double off = segment.lengthTo(spot.t) - wanted;
        if (std::abs(off) <= 1e-13 * whole)
            break;
        (off > 0 ? high : low) = spot.t;
        const double speed = fiducial::length(segment.derivative(spot.t));
        const double guess = spot.t - off / speed;
        spot.t = guess > low && guess < high ? guess : (low + high) / 2;
    }
    return spot;
}

Point2 ContourSpline::at(double arc) const
{
    if (segments_.empty())
        return start_;
    const Spot spot = spotAt(arc);
    return segments_[spot.segment].at(spot.t);
}

Point2 ContourSpline::tangentAt(double arc) const
{
    if (segments_.empty())
        return {1, 0};
    const Spot spot = spotAt(arc);
    const Cubic &segment = segments_[spot.segment];
    const Point2 d = segment.derivative(spot.t);
    const double speed = fiducial::length(d);
    if (speed > 0)
        return d * (1 / speed);
    const Point2 chord = segment.at(1) - segment.at(0);
    return chord * (1 / fiducial::length(chord));
}

Point2 ContourSpline::normalAt(double arc) const
{
    const Point2 t = tangentAt(arc);
    return {-t.y, t.x};
}

double ContourSpline::nearest(Point2 p) const
{
    double best = std::numeric_limits<double>::infinity();
    double arc = 0;
    constexpr int kSamples = 16;
    for (std::size_t s = 0; s < segments_.size(); ++s) {
        const Cubic &segment = segments_[s];
        int closest = 0;
        double least = std::numeric_limits<double>::infinity();
        for (int k = 0; k <= kSamples; ++k) {
            const double d = distance(segment.at(static_cast<double>(k) / kSamples), p);
            if (d < least) {
                least = d;
                closest = k;
            }
        }
        // (curve - p) . tangent changes its sign at the nearest place: bisection around the closest sample.
        double low = std::max(closest - 1, 0) / static_cast<double>(kSamples);
        double high = std::min(closest + 1, kSamples) / static_cast<double>(kSamples);
        for (int i = 0; i < 60 && high - low > 1e-16; ++i) {
            const double t = (low + high) / 2;
            (dot(segment.at(t) - p, segment.derivative(t)) > 0 ? high : low) = t;
        }
        const double t = (low + high) / 2;
        const double d = distance(segment.at(t), p);
        if (d < best) {
            best = d;
            arc = arcs_[s] + segment.lengthTo(t);
        }
    }
    return closed_ && arc >= length() ? 0 : arc;
}

} // namespace fiducial::shape
