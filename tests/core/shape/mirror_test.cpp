#include "core/base/rng.h"
#include "core/shape/mirror.h"
#include "core/shape/transform.h"
#include "tests/support/numbers.h"
#include "tests/support/test_support.h"

#include <QTest>

#include <array>
#include <cmath>
#include <numbers>

using namespace fiducial;
using namespace fiducial::shape;
using namespace fiducial::test;

namespace {

using Points = std::vector<Point2>;

const LandmarkScheme &wflw()
{
    return *findScheme("wflw98");
}

/// The mean shape, symmetric about x = 0, turned clockwise by `degrees`, 200 px wide.
Points turnedFace(double degrees)
{
    Points face = wflw().meanShape;
    for (std::size_t i = 0; i < face.size(); ++i) {
        const auto j = static_cast<std::size_t>(wflw().mirror[i]);
        face[i] = {(wflw().meanShape[i].x - wflw().meanShape[j].x) / 2,
                   (wflw().meanShape[i].y + wflw().meanShape[j].y) / 2};
    }
    Affine map = rotationAbout({0, 0}, degrees) * Affine{200, 0, 0, 0, 200, 0};
    map.tx = 310;
    map.ty = 205;
    return transformed(face, map);
}

/// Sum over all points of the squared distance from the mirrored place to the partner, by the definition.
double mirrorCost(const Points &face, Point2 origin, double angle)
{
    double sum = 0;
    for (std::size_t i = 0; i < face.size(); ++i) {
        const Point2 partner = face[static_cast<std::size_t>(wflw().mirror[i])];
        const Point2 d = face[i] - origin;
        const double c = std::cos(2 * angle), s = std::sin(2 * angle);
        const Point2 m = origin + Point2{c * d.x + s * d.y, s * d.x - c * d.y} - partner;
        sum += m.x * m.x + m.y * m.y;
    }
    return sum;
}

} // namespace

class MirrorTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void symmetricFaceHasItsAxis_data();
    void symmetricFaceHasItsAxis();
    void noLineFitsBetter();
    void reflectionsAreInvolutions();
    void partnerMakesTheMirroredMove();
    void facesThatTellNothing();
    void slippedPointStandsOut();
    void exchangedSidesAreSeen();
    void handlesTurnAndScaleAboutTheirCentre();
    void placeInTheBoxStays();
    void absentPointsStayAbsent();
};

void MirrorTest::symmetricFaceHasItsAxis_data()
{
    QTest::addColumn<double>("degrees");
    for (const double degrees : {0.0, 12.5, -80.0, 89.0})
        QTest::addRow("%g", degrees) << degrees;
}

void MirrorTest::symmetricFaceHasItsAxis()
{
    QFETCH(double, degrees);
    const Points face = turnedFace(degrees);
    const auto line = fitMidLine(wflw(), face);
    QVERIFY(line.has_value());
    const double angle = degrees * std::numbers::pi / 180;
    QVERIFY(distance(line->direction, {-std::sin(angle), std::cos(angle)}) < 1e-9);
    for (std::size_t i = 0; i < face.size(); ++i)
        QVERIFY(distance(line->mirrored(face[i]), face[static_cast<std::size_t>(wflw().mirror[i])]) < 1e-9);
    QVERIFY(std::abs(line->side(face[16])) < 1e-9);
    QVERIFY(line->side(face[72]) > 0 && line->side(face[60]) < 0);
    QVERIFY(std::abs(line->side(face[72]) + line->side(face[60])) < 1e-9);
}

void MirrorTest::noLineFitsBetter()
{
    Rng rng(9);
    Points face = turnedFace(7);
    for (Point2 &p : face)
        p = p + Point2{5 * rng.normal() + 0.05 * p.y, 5 * rng.normal()};
    const auto line = fitMidLine(wflw(), face);
    QVERIFY(line.has_value());
    const double angle = std::atan2(line->direction.y, line->direction.x);
    const double best = mirrorCost(face, line->origin, angle);
    for (const double turn : {-0.01, -1e-4, 1e-4, 0.01})
        QVERIFY(mirrorCost(face, line->origin, angle + turn) > best);
    for (const double shift : {-0.5, -0.01, 0.01, 0.5}) {
        const Point2 across{-line->direction.y * shift, line->direction.x * shift};
        QVERIFY(mirrorCost(face, line->origin + across, angle) > best);
    }
}

void MirrorTest::reflectionsAreInvolutions()
{
    const MidLine line{{12, -4}, {0.6, 0.8}};
    const Point2 p{33, 71};
    QVERIFY(distance(line.mirrored(line.mirrored(p)), p) < 1e-12);
    QVERIFY(distance(line.mirroredMove({3, 4}), {3, 4}) < 1e-12);
    QVERIFY(distance(line.mirroredMove({-8, 6}), {8, -6}) < 1e-12);
    QVERIFY(std::abs(line.side(p) + line.side(line.mirrored(p))) < 1e-12);
}

void MirrorTest::partnerMakesTheMirroredMove()
{
    Points before = turnedFace(0);
    before[72] = before[72] + Point2{3, 1}; // not symmetric, and stays so
    Points after = before;
    after[60] = after[60] + Point2{-4, 2};
    after[16] = after[16] + Point2{5, 5};
    after[76] = after[76] + Point2{1, 0};
    after[82] = after[82] + Point2{0, 1};
    const std::array moved = {60, 16, 76, 82, -3, 98};
    const Points edited = mirrorEdited(wflw(), before, after, moved);
    const auto line = fitMidLine(wflw(), before);
    QVERIFY(distance(edited[72], before[72] + line->mirroredMove({-4, 2})) < 1e-9);
    QVERIFY(distance(edited[72], before[72] + Point2{4, 2}) < 0.2);
    for (std::size_t i = 0; i < 98; ++i)
        if (i != 72)
            QVERIFY(edited[i] == after[i]);
    before[72] = {kNan, kNan};
    after[72] = {kNan, kNan};
    QVERIFY(!isFinite(mirrorEdited(wflw(), before, after, moved)[72]));
}

void MirrorTest::facesThatTellNothing()
{
    QVERIFY(!fitMidLine(wflw(), Points(98, Point2{kNan, kNan})));
    QVERIFY(!fitMidLine(wflw(), Points(98, Point2{3, 3})));
    QVERIFY(!fitMidLine(wflw(), Points(5)));
    Points single(98, Point2{kNan, kNan});
    single[60] = {1, 2};
    QVERIFY(!fitMidLine(wflw(), single)); // its partner is absent
    single[72] = {5, 2};
    const auto line = fitMidLine(wflw(), single);
    QVERIFY(line && distance(line->mirrored({1, 2}), {5, 2}) < 1e-12);
    QVERIFY(checkMirror(wflw(), Points(98, Point2{3, 3})).pairs.empty());
    const std::array moved = {60};
    QVERIFY(mirrorEdited(wflw(), Points(98, Point2{3, 3}), Points(98, Point2{4, 3}), moved) ==
            Points(98, Point2{4, 3}));
}

void MirrorTest::slippedPointStandsOut()
{
    Rng rng(2);
    Points face = turnedFace(-20);
    for (Point2 &p : face)
        p = p + Point2{rng.normal(), rng.normal()};
    const auto fine = checkMirror(wflw(), face);
    QVERIFY(!fine.swapped);
    for (const MirrorDeviation &pair : fine.pairs)
        QVERIFY(!pair.outlier);
    face[61] = face[61] + Point2{14, -14};
    const auto check = checkMirror(wflw(), face);
    QCOMPARE(check.pairs.front().landmark, 61);
    QCOMPARE(check.pairs.front().partner, 71);
    QVERIFY(check.pairs.front().outlier && !check.pairs[1].outlier);
    const auto line = fitMidLine(wflw(), face);
    const double pixels = distance(line->mirrored(face[61]), face[71]);
    QVERIFY(std::abs(check.pairs.front().pixels - pixels) < 1e-9);
    QVERIFY(std::abs(check.pairs.front().share - pixels / distance(face[60], face[72])) < 1e-12);
    face[60] = {kNan, kNan}; // no inter-ocular distance, one pair less
    const auto partial = checkMirror(wflw(), face);
    QCOMPARE(partial.pairs.size(), check.pairs.size() - 1);
    QVERIFY(partial.pairs.front().share > 0 && partial.pairs.front().share < check.pairs.front().share);
}

void MirrorTest::exchangedSidesAreSeen()
{
    const Points face = turnedFace(15);
    Points exchanged;
    for (const int i : wflw().mirror)
        exchanged.push_back(face[static_cast<std::size_t>(i)]);
    QVERIFY(!checkMirror(wflw(), face).swapped);
    QVERIFY(checkMirror(wflw(), exchanged).swapped);
}

void MirrorTest::handlesTurnAndScaleAboutTheirCentre()
{
    const Point2 centre{50, 20};
    QVERIFY(distance(rotationAbout(centre, 90) * Point2{60, 20}, {50, 30}) < 1e-12); // clockwise on the screen
    QVERIFY(distance(rotationAbout(centre, 37) * centre, centre) < 1e-12);
    QVERIFY(distance(scalingAbout(centre, 2, 0.5) * Point2{60, 40}, {70, 30}) < 1e-12);
    const Affine handle = similarityAbout(centre, {60, 20}, {50, 40});
    QVERIFY(distance(handle * Point2{60, 20}, {50, 40}) < 1e-12);
    QVERIFY(distance(handle * centre, centre) < 1e-12);
    QVERIFY(std::abs(handle.determinant() - 4) < 1e-12);
    QVERIFY(similarityAbout(centre, centre, {1, 1}) == Affine{});
}

void MirrorTest::placeInTheBoxStays()
{
    const Rect from{10, 20, 100, 200}, to{-5, 7, 50, 400};
    const Affine map = boxFromBox(to, from);
    QVERIFY(distance(map * Point2{10, 20}, {-5, 7}) < 1e-12);
    QVERIFY(distance(map * Point2{110, 220}, {45, 407}) < 1e-12);
    QVERIFY(distance(boxFromBox(from, to) * (map * Point2{33, 44}), {33, 44}) < 1e-12);
    QVERIFY(boxFromBox(to, {0, 0, 0, 10}) == Affine{});
}

void MirrorTest::absentPointsStayAbsent()
{
    const Points points = {{1, 2}, {kNan, 3}, {5, 6}};
    const Points moved = transformed(points, scalingAbout({0, 0}, 2, 2));
    QVERIFY((moved[0] == Point2{2, 4} && moved[2] == Point2{10, 12}));
    QVERIFY(std::isnan(moved[1].x) && moved[1].y == 3);
    QVERIFY((centreOf(points) == Point2{3, 4}));
    QVERIFY(centreOf({}) == Point2{});
}

QTEST_GUILESS_MAIN(MirrorTest)
#include "mirror_test.moc"
