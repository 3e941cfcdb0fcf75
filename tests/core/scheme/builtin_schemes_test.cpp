#include "core/scheme/landmark_scheme.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <string>

using fiducial::LandmarkScheme;
using fiducial::Point2;

namespace {

/// algorithms.md 2.4, written out in full.
const std::map<std::string, std::vector<int>> &flipPermutations()
{
    // clang-format off
    static const std::map<std::string, std::vector<int>> all{
        {"aflw19", {5,4,3,2,1,0,11,10,9,8,7,6,14,13,12,17,16,15,18}},
        {"cofw29", {1,0,3,2,6,7,4,5,9,8,11,10,14,15,12,13,17,16,19,18,20,21,23,22,24,25,26,27,28}},
        {"ibug68", {16,15,14,13,12,11,10,9,8,7,6,5,4,3,2,1,0,26,25,24,23,22,21,20,19,18,17,27,28,29,30,35,34,33,32,31,
                    45,44,43,42,47,46,39,38,37,36,41,40,54,53,52,51,50,49,48,59,58,57,56,55,64,63,62,61,60,67,66,65}},
        {"wflw98", {32,31,30,29,28,27,26,25,24,23,22,21,20,19,18,17,16,15,14,13,12,11,10,9,8,7,6,5,4,3,2,1,0,
                    46,45,44,43,42,50,49,48,47,37,36,35,34,33,41,40,39,38,51,52,53,54,59,58,57,56,55,
                    72,71,70,69,68,75,74,73,64,63,62,61,60,67,66,65,82,81,80,79,78,77,76,87,86,85,84,83,
                    92,91,90,89,88,95,94,93,97,96}},
        {"lapa106", {32,31,30,29,28,27,26,25,24,23,22,21,20,19,18,17,16,15,14,13,12,11,10,9,8,7,6,5,4,3,2,1,0,
                     46,45,44,43,42,50,49,48,47,37,36,35,34,33,41,40,39,38,51,52,53,54,65,64,63,62,61,60,59,58,57,56,55,
                     79,78,77,76,75,82,81,80,83,70,69,68,67,66,73,72,71,74,90,89,88,87,86,85,84,95,94,93,92,91,
                     100,99,98,97,96,103,102,101,105,104}},
    };
    // clang-format on
    return all;
}

const LandmarkScheme &scheme(const std::string &id)
{
    return *fiducial::findScheme(id);
}

std::string withSidesSwapped(std::string name)
{
    if (name.starts_with("right "))
        return "left " + name.substr(6);
    if (name.starts_with("left "))
        return "right " + name.substr(5);
    return name;
}

int numberAt(const std::vector<int> &values, int index)
{
    return values.at(static_cast<std::size_t>(index));
}

} // namespace

class BuiltinSchemesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void allFiveSchemesAreThere();
    void unknownIdsAndCountsAreNull();
    void theOnlySchemeWithACountIsFound();
    void mirrorEqualsThePublishedPermutation();
    void namesFollowTheMirror();
    void contourSizesAddUpToTheCount();
    void contoursMapToContoursUnderTheMirror();
    void meanShapesAreSymmetricAndNormalised();
    void meanShapesLookLikeFaces();
    void normalisersUseThePublishedPoints();
    void labelsJoinIndexAndName();
    void contourOfTakesTheFirstContour();
    void map98To68SelectsThePublishedPoints();
    void map98To68CommutesWithTheMirror();
    void map29To98CommutesWithTheMirror();
    void partialMapsLeaveTheRestEmpty();
    void mapThereAndBackReturnsEveryCofwPoint();
};

void BuiltinSchemesTest::allFiveSchemesAreThere()
{
    const std::map<std::string, int> counts{
        {"ibug68", 68}, {"wflw98", 98}, {"cofw29", 29}, {"aflw19", 19}, {"lapa106", 106}};
    QCOMPARE(fiducial::builtinSchemes().size(), counts.size());
    for (const auto &[id, count] : counts) {
        const LandmarkScheme *found = fiducial::findScheme(id);
        QVERIFY2(found, id.c_str());
        QCOMPARE(found->count, count);
        QCOMPARE(found->pointNames.size(), static_cast<std::size_t>(count));
    }
}

void BuiltinSchemesTest::unknownIdsAndCountsAreNull()
{
    QVERIFY(!fiducial::findScheme("wflw99"));
    QVERIFY(!fiducial::findScheme(""));
    QVERIFY(!fiducial::findSchemeByCount(70));
    QVERIFY(!fiducial::findSchemeMap("ibug68", "wflw98"));
    QVERIFY(!fiducial::findSchemeMap("wflw98", "wflw98"));
}

void BuiltinSchemesTest::theOnlySchemeWithACountIsFound()
{
    for (const LandmarkScheme *each : fiducial::builtinSchemes())
        QCOMPARE(fiducial::findSchemeByCount(each->count), each);
}

void BuiltinSchemesTest::mirrorEqualsThePublishedPermutation()
{
    for (const auto &[id, permutation] : flipPermutations()) {
        const auto &mirror = scheme(id).mirror;
        QVERIFY2(mirror == permutation, id.c_str());
        for (int i = 0; i < scheme(id).count; ++i)
            QCOMPARE(numberAt(mirror, numberAt(mirror, i)), i);
    }
}

void BuiltinSchemesTest::namesFollowTheMirror()
{
    for (const LandmarkScheme *each : fiducial::builtinSchemes())
        for (std::size_t i = 0; i < each->pointNames.size(); ++i)
            QCOMPARE(each->pointNames[static_cast<std::size_t>(each->mirror[i])],
                     withSidesSwapped(each->pointNames[i]));
}

void BuiltinSchemesTest::contourSizesAddUpToTheCount()
{
    for (const LandmarkScheme *each : fiducial::builtinSchemes()) {
        const std::size_t sum =
            std::accumulate(each->contours.begin(), each->contours.end(), std::size_t{0},
                            [](std::size_t total, const auto &contour) { return total + contour.points.size(); });
        const int shared = each->id == "cofw29" ? 2 : 0; // the mouth corners belong to both lips
        QCOMPARE(sum, static_cast<std::size_t>(each->count + shared));
        for (int i = 0; i < each->count; ++i)
            QVERIFY(each->contourOf(i) >= 0);
    }
}

void BuiltinSchemesTest::contoursMapToContoursUnderTheMirror()
{
    for (const LandmarkScheme *each : fiducial::builtinSchemes())
        for (const auto &contour : each->contours) {
            std::vector<int> mirrored;
            for (const int i : contour.points)
                mirrored.push_back(numberAt(each->mirror, i));
            std::ranges::sort(mirrored);
            const auto isImage = [&](const auto &other) {
                std::vector<int> points = other.points;
                std::ranges::sort(points);
                return points == mirrored && other.closed == contour.closed && other.curve == contour.curve &&
                       other.id == (contour.id.starts_with("right_")  ? "left_" + contour.id.substr(6)
                                    : contour.id.starts_with("left_") ? "right_" + contour.id.substr(5)
                                                                      : contour.id);
            };
            QVERIFY2(std::ranges::any_of(each->contours, isImage), (each->id + ' ' + contour.id).c_str());
        }
}

void BuiltinSchemesTest::meanShapesAreSymmetricAndNormalised()
{
    for (const LandmarkScheme *each : fiducial::builtinSchemes()) {
        const auto &shape = each->meanShape;
        for (std::size_t i = 0; i < shape.size(); ++i) {
            const Point2 partner = shape[static_cast<std::size_t>(each->mirror[i])];
            QCOMPARE(partner.x, -shape[i].x);
            QCOMPARE(partner.y, shape[i].y);
        }
        const auto [left, right] = std::ranges::minmax(shape, {}, &Point2::x);
        const auto [top, bottom] = std::ranges::minmax(shape, {}, &Point2::y);
        QVERIFY(std::abs(std::max(right.x - left.x, bottom.y - top.y) - 1) < 2e-6);
        QVERIFY(std::abs(top.y + bottom.y) < 2e-6);
    }
}

void BuiltinSchemesTest::meanShapesLookLikeFaces()
{
    for (const LandmarkScheme *each : fiducial::builtinSchemes()) {
        const auto named = [&](const char *name) {
            const auto found = std::ranges::find(each->pointNames, name);
            return each->meanShape.at(static_cast<std::size_t>(found - each->pointNames.begin()));
        };
        const Point2 rightEye = named("right eye outer corner");
        QVERIFY(rightEye.x < named("right eye inner corner").x);
        QVERIFY(named("right eye inner corner").x < named("left eye inner corner").x);
        QVERIFY(named("right brow outer end").y < rightEye.y);
        QVERIFY(rightEye.y < named("nose tip").y);
        QVERIFY(named("nose tip").y < named("right mouth corner").y);
        QVERIFY(named("right mouth corner").x < named("left mouth corner").x);
        QVERIFY(named("right mouth corner").y < named("chin").y);
    }
}

void BuiltinSchemesTest::normalisersUseThePublishedPoints()
{
    using Pair = fiducial::LandmarkDistance;
    QVERIFY(scheme("ibug68").interOcular == (Pair{{36}, {45}}));
    QVERIFY(scheme("ibug68").interPupil == (Pair{{36, 37, 38, 39, 40, 41}, {42, 43, 44, 45, 46, 47}}));
    QVERIFY(scheme("wflw98").interOcular == (Pair{{60}, {72}}));
    QVERIFY(scheme("wflw98").interPupil == (Pair{{96}, {97}}));
    QVERIFY(scheme("cofw29").interOcular == (Pair{{8}, {9}}));
    QVERIFY(scheme("cofw29").interPupil == (Pair{{16}, {17}}));
    QVERIFY(scheme("lapa106").interOcular == (Pair{{66}, {79}}));
    QVERIFY(scheme("lapa106").interPupil == (Pair{{104}, {105}}));
    QVERIFY(!scheme("aflw19").interOcular && !scheme("aflw19").interPupil);
    QCOMPARE(scheme("wflw98").defaultNormaliser, std::string("inter-ocular"));
    QCOMPARE(scheme("aflw19").defaultNormaliser, std::string("box-annotated"));
}

void BuiltinSchemesTest::labelsJoinIndexAndName()
{
    QCOMPARE(scheme("wflw98").label(16), std::string("16 chin"));
    QCOMPARE(scheme("ibug68").label(36), std::string("36 right eye outer corner"));
    QCOMPARE(scheme("ibug68").label(68), std::string("68"));
    QCOMPARE(LandmarkScheme().label(3), std::string("3"));
}

void BuiltinSchemesTest::contourOfTakesTheFirstContour()
{
    const LandmarkScheme &wflw = scheme("wflw98");
    QCOMPARE(wflw.contours.at(static_cast<std::size_t>(wflw.contourOf(72))).id, std::string("left_eye"));
    QCOMPARE(wflw.contourOf(98), -1);
    QCOMPARE(wflw.contourOf(-1), -1);
    const LandmarkScheme &cofw = scheme("cofw29");
    QCOMPARE(cofw.contours.at(static_cast<std::size_t>(cofw.contourOf(22))).id, std::string("lower_lip"));
}

void BuiltinSchemesTest::map98To68SelectsThePublishedPoints()
{
    const auto *map = fiducial::findSchemeMap("wflw98", "ibug68");
    QVERIFY(map && map->complete());
    QCOMPARE(map->id, std::string("wflw98-ibug68"));
    std::vector<int> expected;
    for (int i = 0; i <= 16; ++i)
        expected.push_back(2 * i);
    const auto append = [&](std::initializer_list<int> values) {
        expected.insert(expected.end(), values.begin(), values.end());
    };
    append({33, 34, 35, 36, 37, 42, 43, 44, 45, 46, 51, 52, 53, 54, 55, 56, 57, 58, 59});
    append({60, 61, 63, 64, 65, 67, 68, 69, 71, 72, 73, 75});
    for (int i = 76; i <= 95; ++i)
        expected.push_back(i);
    QVERIFY(map->source == expected);
}

void BuiltinSchemesTest::map98To68CommutesWithTheMirror()
{
    const auto &source = fiducial::findSchemeMap("wflw98", "ibug68")->source;
    for (int i = 0; i < 68; ++i)
        QCOMPARE(numberAt(source, numberAt(scheme("ibug68").mirror, i)),
                 numberAt(scheme("wflw98").mirror, numberAt(source, i)));
}

void BuiltinSchemesTest::map29To98CommutesWithTheMirror()
{
    // algorithms.md 2.6: M[P29[i]] = P98[M[i]]
    const std::vector<int> published{33, 46, 38, 50, 35, 40, 44, 48, 60, 72, 64, 68, 62, 66, 70,
                                     74, 96, 97, 55, 59, 54, 57, 76, 82, 79, 90, 94, 85, 16};
    const auto *map = fiducial::findSchemeMap("wflw98", "cofw29");
    QVERIFY(map && map->source == published);
    for (int i = 0; i < 29; ++i)
        QCOMPARE(numberAt(published, numberAt(scheme("cofw29").mirror, i)),
                 numberAt(scheme("wflw98").mirror, numberAt(published, i)));
}

void BuiltinSchemesTest::partialMapsLeaveTheRestEmpty()
{
    const auto *map = fiducial::findSchemeMap("cofw29", "wflw98");
    QVERIFY(map && !map->complete());
    const auto points = map->apply(scheme("cofw29").meanShape);
    QCOMPARE(points.size(), std::size_t{98});
    QCOMPARE(std::ranges::count_if(points, [](Point2 p) { return fiducial::isFinite(p); }), 29);
    QCOMPARE(points[16], scheme("cofw29").meanShape[28]);
    QVERIFY(std::isnan(points[0].x) && std::isnan(points[0].y));
}

void BuiltinSchemesTest::mapThereAndBackReturnsEveryCofwPoint()
{
    const auto &shape = scheme("cofw29").meanShape;
    const auto there = fiducial::findSchemeMap("cofw29", "wflw98")->apply(shape);
    QVERIFY(fiducial::findSchemeMap("wflw98", "cofw29")->apply(there) == shape);
}

QTEST_GUILESS_MAIN(BuiltinSchemesTest)
#include "builtin_schemes_test.moc"
