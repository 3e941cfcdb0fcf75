#include "core/base/rng.h"
#include "core/shape/contour_spline.h"
#include "tests/support/test_support.h"

#include <QTest>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <span>

using namespace fiducial;
using namespace fiducial::shape;
using namespace fiducial::test;

namespace {

using Points = std::vector<Point2>;

/// Points of an uneven, wiggly contour.
Points wiggle()
{
    return {{10, 20}, {24, 12}, {31, 40}, {60, 44}, {62, 30}, {95, 28}, {120, 61}};
}

/// Segment p1..p2 of the centripetal Catmull-Rom curve by Barry and Goldman's pyramid, u in 0..1.
Point2 pyramid(Point2 p0, Point2 p1, Point2 p2, Point2 p3, double u)
{
    const double t0 = 0, t1 = t0 + std::sqrt(distance(p0, p1)), t2 = t1 + std::sqrt(distance(p1, p2)),
                 t3 = t2 + std::sqrt(distance(p2, p3));
    const double t = t1 + u * (t2 - t1);
    const auto mix = [t](Point2 a, Point2 b, double from, double to) {
        return a * ((to - t) / (to - from)) + b * ((t - from) / (to - from));
    };
    const Point2 a1 = mix(p0, p1, t0, t1), a2 = mix(p1, p2, t1, t2), a3 = mix(p2, p3, t2, t3);
    return mix(mix(a1, a2, t0, t2), mix(a2, a3, t1, t3), t1, t2);
}

double polylineLength(Point2 p0, Point2 p1, Point2 p2, Point2 p3)
{
    double sum = 0;
    constexpr int kSteps = 20000;
    for (int i = 0; i < kSteps; ++i)
        sum += distance(pyramid(p0, p1, p2, p3, static_cast<double>(i) / kSteps),
                        pyramid(p0, p1, p2, p3, (i + 1.0) / kSteps));
    return sum;
}

/// n points of a circle.
Points circle(int n, double radius, Point2 centre)
{
    Points out;
    for (int i = 0; i < n; ++i) {
        const double angle = 2 * std::numbers::pi * i / n;
        out.push_back(centre + Point2{std::cos(angle), std::sin(angle)} * radius);
    }
    return out;
}

double farthest(const Points &a, const Points &b)
{
    double most = a.size() == b.size() ? 0 : HUGE_VAL;
    for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i)
        most = std::max(most, distance(a[i], b[i]));
    return most;
}

/// n points on a straight line at the given x.
Points onALine(const std::vector<double> &xs)
{
    Points out;
    for (const double x : xs)
        out.push_back({x, 7});
    return out;
}

std::vector<double> arcsOf(const Points &points, const Points &curvePoints, bool closed)
{
    const ContourSpline curve(curvePoints, closed);
    std::vector<double> out;
    for (const Point2 p : points)
        out.push_back(curve.nearest(p));
    return out;
}

} // namespace

class ContourSplineTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void curveIsCentripetalCatmullRom_data();
    void curveIsCentripetalCatmullRom();
    void arcLengthIsEven();
    void tangentsAndNormalsFollowTheCurve();
    void nearestIsNotBeatenByAnySample();
    void circleIsNearlyRound();
    void degenerateContours();
    void respacingIsEvenBetweenAnchors();
    void respacingKeepsAPattern();
    void closedRespacingGoesRound();
    void slidingKeepsOrderAndAnchors();
    void closedContourSlidesAsAWhole();
    void bendFollowsTheCosine();
    void bendStopsAtAnchors();
    void strokeIsSpreadEvenly();
    void strokeIsSpreadInTheContoursOrder();
    void anchorsOfSchemes();
};

void ContourSplineTest::curveIsCentripetalCatmullRom_data()
{
    QTest::addColumn<bool>("closed");
    QTest::newRow("open") << false;
    QTest::newRow("closed") << true;
}

void ContourSplineTest::curveIsCentripetalCatmullRom()
{
    QFETCH(bool, closed);
    const Points p = wiggle();
    const ContourSpline curve(p, closed);
    const int n = static_cast<int>(p.size());
    for (int i = closed ? 0 : 1; i < (closed ? n : n - 2); ++i) {
        const auto knot = [&](int k) { return p[static_cast<std::size_t>((k + n) % n)]; };
        const double length = polylineLength(knot(i - 1), knot(i), knot(i + 1), knot(i + 2));
        const double end = i + 1 < n ? curve.arcOf(i + 1) : curve.length();
        QVERIFY(std::abs(end - curve.arcOf(i) - length) < 1e-6 * length);
        for (const double u : {0.0, 0.21, 0.5, 0.77}) {
            const Point2 expected = pyramid(knot(i - 1), knot(i), knot(i + 1), knot(i + 2), u);
            const double arc = curve.nearest(expected);
            QVERIFY(distance(curve.at(arc), expected) < 1e-6);
            QVERIFY(arc > curve.arcOf(i) - 1e-6 && arc < end + 1e-6);
        }
    }
    for (int i = 0; i < n; ++i)
        QVERIFY(distance(curve.at(curve.arcOf(i)), p[static_cast<std::size_t>(i)]) < 1e-9);
}

void ContourSplineTest::arcLengthIsEven()
{
    const ContourSpline curve(wiggle(), false);
    double sum = 0;
    constexpr int kSteps = 4000;
    double shortest = HUGE_VAL, longest = 0;
    for (int i = 0; i < kSteps; ++i) {
        const double step =
            distance(curve.at(curve.length() * i / kSteps), curve.at(curve.length() * (i + 1) / kSteps));
        sum += step;
        shortest = std::min(shortest, step);
        longest = std::max(longest, step);
    }
    QVERIFY(std::abs(sum - curve.length()) < 1e-4);
    QVERIFY(shortest > 0.999 * longest);
}

void ContourSplineTest::tangentsAndNormalsFollowTheCurve()
{
    for (const bool closed : {false, true}) {
        const ContourSpline curve(wiggle(), closed);
        for (double share = 0.013; share < 0.99; share += 0.031) {
            const double arc = share * curve.length();
            const Point2 step = (curve.at(arc + 1e-4) - curve.at(arc - 1e-4)) * (1 / 2e-4);
            QVERIFY(distance(step, curve.tangentAt(arc)) < 1e-4);
            const Point2 t = curve.tangentAt(arc), normal = curve.normalAt(arc);
            QVERIFY(std::abs(t.x * normal.x + t.y * normal.y) < 1e-12);
            QVERIFY(t.x * normal.y - t.y * normal.x > 0.999); // to the right on the screen
        }
    }
    const ContourSpline closed(wiggle(), true);
    QVERIFY(distance(closed.at(-3), closed.at(closed.length() - 3)) < 1e-9);
    const ContourSpline open(wiggle(), false);
    QVERIFY(distance(open.at(-3), wiggle().front()) < 1e-12);
    QVERIFY(distance(open.at(1e9), wiggle().back()) < 1e-9);
}

void ContourSplineTest::nearestIsNotBeatenByAnySample()
{
    Rng rng(3);
    for (const bool closed : {false, true}) {
        const ContourSpline curve(wiggle(), closed);
        for (int trial = 0; trial < 60; ++trial) {
            const Point2 p{rng.uniform(-20, 150), rng.uniform(-20, 100)};
            const double found = distance(curve.at(curve.nearest(p)), p);
            for (int i = 0; i <= 400; ++i)
                QVERIFY(found <= distance(curve.at(curve.length() * i / 400), p) + 1e-7);
        }
    }
}

void ContourSplineTest::circleIsNearlyRound()
{
    const ContourSpline curve(circle(24, 50, {100, 100}), true);
    QVERIFY(std::abs(curve.length() - 2 * std::numbers::pi * 50) < 0.05);
    for (int i = 0; i < 200; ++i)
        QVERIFY(std::abs(distance(curve.at(curve.length() * i / 200), {100, 100}) - 50) < 0.01);
}

void ContourSplineTest::degenerateContours()
{
    const ContourSpline point(Points{{3, 4}}, false);
    QCOMPARE(point.length(), 0.0);
    QVERIFY((point.at(5) == Point2{3, 4} && point.tangentAt(0) == Point2{1, 0}));
    QCOMPARE(point.nearest({9, 9}), 0.0);
    const ContourSpline heap(Points{{3, 4}, {3, 4}, {3, 4}}, true);
    QCOMPARE(heap.length(), 0.0);
    QCOMPARE(heap.arcOf(2), 0.0);
    const ContourSpline segment(Points{{0, 0}, {0, 0}, {6, 8}}, false);
    QVERIFY(std::abs(segment.length() - 10) < 1e-12);
    QVERIFY(distance(segment.at(2.5), {1.5, 2}) < 1e-12);
    QCOMPARE(segment.arcOf(1), 0.0);
    const ContourSpline thereAndBack(Points{{0, 0}, {6, 8}}, true);
    QVERIFY(std::abs(thereAndBack.length() - 20) < 1e-12);
    const ContourSpline backtrack(Points{{0, 0}, {10, 0}, {0, 0}, {0, 10}}, false);
    for (int i = 0; i <= 50; ++i)
        QVERIFY(isFinite(backtrack.at(backtrack.length() * i / 50)));
    const std::array anchors = {0, 2};
    QCOMPARE(respaced(Points{{3, 4}, {3, 4}, {3, 4}}, false, anchors).size(), std::size_t{3});
    QVERIFY((respaced(Points{{3, 4}}, true, {}) == Points{{3, 4}}));
    QVERIFY((bent(Points{{3, 4}}, false, {}, 0, {1, 1}, 5) == Points{{4, 5}}));
    QVERIFY((slid(Points{{3, 4}, {3, 4}}, false, {}, 0, {1, 1}) == Points{{3, 4}, {3, 4}}));
}

void ContourSplineTest::respacingIsEvenBetweenAnchors()
{
    const Points line = onALine({0, 1, 2, 30, 33, 90, 100});
    const std::array anchors = {3, 99, -1};
    QVERIFY(farthest(respaced(line, false, anchors), onALine({0, 10, 20, 30, 30 + 70.0 / 3, 30 + 140.0 / 3, 100})) <
            1e-9);
    const Points even = respaced(wiggle(), false, {});
    QVERIFY(even.front() == wiggle().front() && even.back() == wiggle().back());
    const ContourSpline curve(wiggle(), false);
    for (std::size_t i = 0; i < even.size(); ++i)
        QVERIFY(distance(even[i], curve.at(curve.length() * static_cast<double>(i) / 6)) < 1e-9);
}

void ContourSplineTest::respacingKeepsAPattern()
{
    const Points pattern = onALine({0, 10, 40, 100});
    const Points bow = {{0, 0}, {20, 30}, {70, 30}, {90, 0}};
    const Points spaced = respacedLike(pattern, bow, false, {});
    const ContourSpline curve(bow, false);
    const std::array shares = {0.0, 0.1, 0.4, 1.0};
    for (std::size_t i = 0; i < 4; ++i)
        QVERIFY(distance(spaced[i], curve.at(shares[i] * curve.length())) < 1e-9);
    QVERIFY(farthest(respacedLike(bow, bow, false, {}), bow) < 1e-9);
    QVERIFY(respacedLike(Points(4, Point2{1, 1}), bow, false, {}) == respaced(bow, false, {}));
}

void ContourSplineTest::closedRespacingGoesRound()
{
    Points uneven = circle(12, 40, {0, 0});
    uneven[2] = Point2{std::cos(0.7), std::sin(0.7)} * 40;
    uneven[11] = Point2{std::cos(-0.2), std::sin(-0.2)} * 40;
    const std::array anchors = {0, 6};
    const Points spaced = respaced(uneven, true, anchors);
    QVERIFY(spaced[0] == uneven[0] && spaced[6] == uneven[6]);
    const ContourSpline curve(uneven, true);
    for (int i = 0; i < 6; ++i) {
        QVERIFY(distance(spaced[static_cast<std::size_t>(i)], curve.at(curve.arcOf(6) * i / 6)) < 1e-9);
        QVERIFY(distance(spaced[static_cast<std::size_t>(6 + i)],
                         curve.at(curve.arcOf(6) + (curve.length() - curve.arcOf(6)) * i / 6)) < 1e-9);
    }
    const Points round = respaced(uneven, true, {});
    for (int i = 0; i < 12; ++i)
        QVERIFY(distance(round[static_cast<std::size_t>(i)], curve.at(curve.length() * i / 12)) < 1e-9);
}

void ContourSplineTest::slidingKeepsOrderAndAnchors()
{
    const Points line = onALine({0, 10, 20, 30, 40, 60, 100});
    const std::array anchors = {5};
    const Points moved = slid(line, false, anchors, 2, {30, 55});
    QVERIFY(farthest(moved, onALine({0, 15, 30, 37.5, 45, 60, 100})) < 1e-9);
    const Points stopped = slid(line, false, anchors, 2, {400, 7});
    QVERIFY(farthest(stopped, onALine({0, 30, 60, 60, 60, 60, 100})) < 1e-9);
    const Points end = slid(line, false, anchors, 0, {30, 7});
    QVERIFY(farthest(end, onALine({30, 35, 40, 45, 50, 60, 100})) < 1e-9);
    const Points anchorMoved = slid(line, false, anchors, 5, {80, 7});
    QVERIFY(farthest(anchorMoved, onALine({0, 80.0 / 6, 80.0 / 3, 40, 160.0 / 3, 80, 100})) < 1e-9);
    const Points onCurve = slid(wiggle(), false, {}, 3, {50, 30});
    const auto arcs = arcsOf(onCurve, wiggle(), false);
    QVERIFY(std::ranges::is_sorted(arcs));
    for (const Point2 p : onCurve)
        QVERIFY(distance(p, ContourSpline(wiggle(), false).at(ContourSpline(wiggle(), false).nearest(p))) < 1e-6);
}

void ContourSplineTest::closedContourSlidesAsAWhole()
{
    const Points ring = circle(16, 50, {0, 0});
    const Points turned = slid(ring, true, {}, 15, ring[1] * 1.3); // across the start
    for (std::size_t i = 0; i < 16; ++i)
        QVERIFY(distance(turned[i], ring[(i + 2) % 16]) < 0.05);
    const std::array anchors = {0};
    const Points held = slid(ring, true, anchors, 8, ring[9]);
    QVERIFY(held[0] == ring[0]);
    QVERIFY(distance(held[8], ring[9]) < 1e-6);
    const ContourSpline curve(ring, true);
    QVERIFY(distance(held[4], curve.at(curve.arcOf(9) / 2)) < 1e-6);
    QVERIFY(distance(held[12], curve.at((curve.arcOf(9) + curve.length()) / 2)) < 1e-6);
}

void ContourSplineTest::bendFollowsTheCosine()
{
    const Points line = onALine({0, 10, 20, 30, 40, 50, 60, 70, 80});
    const Points moved = bent(line, false, {}, 4, {2, -6}, 25);
    for (std::size_t i = 0; i < line.size(); ++i) {
        const double s = std::abs(line[i].x - 40);
        const double weight = s < 25 ? (1 + std::cos(std::numbers::pi * s / 25)) / 2 : 0;
        QVERIFY(distance(moved[i], line[i] + Point2{2, -6} * weight) < 1e-9);
    }
    const Points end = bent(line, false, {}, 0, {0, 5}, 25);
    QVERIFY(distance(end[0], line[0] + Point2{0, 5}) < 1e-12);
    QVERIFY(distance(end[1], line[1] + Point2{0, 5} * ((1 + std::cos(std::numbers::pi * 10 / 25)) / 2)) < 1e-9);
    QVERIFY(bent(line, false, {}, 20, {1, 1}, 25) == line);
}

void ContourSplineTest::bendStopsAtAnchors()
{
    const Points line = onALine({0, 10, 20, 30, 40, 50, 60, 70, 80});
    const std::array anchors = {3};
    const Points moved = bent(line, false, anchors, 5, {0, 8}, 1000);
    for (std::size_t i = 0; i <= 3; ++i)
        QVERIFY(moved[i] == line[i]);
    QVERIFY(distance(moved[4], line[4] + Point2{0, 4}) < 1e-9);
    QVERIFY(distance(moved[6], line[6] + Point2{0, 8} * ((1 + std::cos(std::numbers::pi / 3)) / 2)) < 1e-9);
    QVERIFY(moved[8] == line[8]);
    const Points ring = circle(16, 50, {0, 0});
    const Points pulled = bent(ring, true, {}, 0, {10, 0}, 1000);
    QVERIFY(distance(pulled[8], ring[8]) < 1e-6);
    for (std::size_t i = 1; i < 8; ++i)
        QVERIFY(std::abs(distance(pulled[i], ring[i]) - distance(pulled[16 - i], ring[16 - i])) < 1e-6);
}

void ContourSplineTest::strokeIsSpreadEvenly()
{
    const Points stroke = {{0, 0}, {1, 0}, {30, 0}, {std::nan(""), 1}, {30, 60}};
    const Points spaced = spread(stroke, 4, false);
    QVERIFY(farthest(spaced, {{0, 0}, {30, 0}, {30, 30}, {30, 60}}) < 1e-9);
    QVERIFY(spaced.front() == stroke.front() && spaced.back() == stroke.back());
    const Points square = {{0, 0}, {10, 0}, {10, 10}, {0, 10}};
    QVERIFY(farthest(spread(square, 8, true), {{0, 0}, {5, 0}, {10, 0}, {10, 5}, {10, 10}, {5, 10}, {0, 10}, {0, 5}}) <
            1e-9);
    QVERIFY(spread(Points{{2, 3}}, 3, false) == Points(3, Point2{2, 3}));
    QVERIFY(spread(stroke, 1, false) == Points{stroke.front()});
    QVERIFY(spread({}, 3, true).empty());
}

void ContourSplineTest::strokeIsSpreadInTheContoursOrder()
{
    const Points line = onALine({0, 30, 60, 90});
    const Points backwards = {{92, 9}, {45, 9}, {2, 9}};
    QVERIFY(farthest(spreadOver(backwards, line, false), {{2, 9}, {32, 9}, {62, 9}, {92, 9}}) < 1e-9);
    const Points ring = circle(12, 40, {0, 0});
    Points drawn = circle(360, 42, {0, 0});
    std::ranges::reverse(drawn);
    std::ranges::rotate(drawn, drawn.begin() + 100);
    const Points over = spreadOver(drawn, ring, true);
    for (std::size_t i = 0; i < 12; ++i)
        QVERIFY(distance(over[i], ring[i] * 1.05) < 1);
    QVERIFY(spreadOver(backwards, Points(4, Point2{std::nan(""), 0}), false) == spread(backwards, 4, false));
    QVERIFY(spreadOver({}, line, false).empty());
}

void ContourSplineTest::anchorsOfSchemes()
{
    const LandmarkScheme &wflw = *findScheme("wflw98");
    const auto of = [&](const char *id) {
        for (const Contour &contour : wflw.contours)
            if (contour.id == id)
                return anchorsOf(wflw, contour);
        return std::vector<int>();
    };
    QCOMPARE(of("face_contour"), (std::vector{0, 16, 32}));
    QCOMPARE(of("right_eye"), (std::vector{0, 4}));
    QCOMPARE(of("left_eye"), (std::vector{0, 4}));
    QCOMPARE(of("outer_lip"), (std::vector{0, 3, 6, 9}));
    QCOMPARE(of("inner_lip"), (std::vector{0, 2, 4, 6}));
    QCOMPARE(of("nose_bridge"), (std::vector{0, 3}));
    QCOMPARE(of("pupils"), (std::vector{0, 1}));
    for (const LandmarkScheme *scheme : builtinSchemes())
        for (const Contour &contour : scheme->contours)
            for (const int a : anchorsOf(*scheme, contour))
                QVERIFY(a >= 0 && a < std::ssize(contour.points));
}

QTEST_GUILESS_MAIN(ContourSplineTest)
#include "contour_spline_test.moc"
