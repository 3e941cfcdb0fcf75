#include "core/heatmap/edge_map.h"
#include "tests/support/numbers.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace fiducial;
using namespace fiducial::heatmap;
using namespace fiducial::test;

namespace {

bool isAt(Cell actual, Cell expected, double tolerance = 6e-5)
{
    if (std::abs(actual.x - expected.x) <= tolerance && std::abs(actual.y - expected.y) <= tolerance)
        return true;
    qWarning("(%.6f, %.6f), not (%.6f, %.6f)", actual.x, actual.y, expected.x, expected.y);
    return false;
}

} // namespace

/// Vectors of algorithms.md 5.3.
class EdgeMapTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void openCurve();
    void closedCurve();
    void fourPointsAreOneCubic();
    void fewPointsStayAsTheyAre();
    void straightLineCoversItsPixels();
    void closedEdgeReturns();
    void shapesBeyondTheBorderAreCut();
    void sizesAreChecked();
};

void EdgeMapTest::openCurve()
{
    const std::vector<Cell> points{{0, 0}, {2, 1}, {5, 1.5}, {8, 1}, {10, 0}};
    const auto curve = sampledCurve(points, false);
    QCOMPARE(curve.size(), std::size_t{21});
    const std::vector<Cell> first{{0, 0},           {.3780, .2425},   {.7681, .4638},   {1.1692, .6639},
                                  {1.5802, .8426},  {2, 1},           {2.5830, 1.1797}, {3.1774, 1.3196},
                                  {3.7802, 1.4198}, {4.3887, 1.4799}, {5, 1.5}};
    for (std::size_t i = 0; i < first.size(); ++i) {
        QVERIFY(isAt(curve[i], first[i]));
        QVERIFY(isAt(curve[20 - i], {10 - first[i].x, first[i].y}));
    }
}

void EdgeMapTest::closedCurve()
{
    const std::vector<Cell> points{{0, 0}, {4, 0}, {4, 4}, {0, 4}};
    const auto curve = sampledCurve(points, true);
    QCOMPARE(curve.size(), std::size_t{20});
    const std::vector<Cell> first{{0, 0},        {.704, -.48}, {1.552, -.72}, {2.448, -.72},
                                  {3.296, -.48}, {4, 0},       {4.48, .704}};
    for (std::size_t i = 0; i < first.size(); ++i)
        QVERIFY(isAt(curve[i], first[i]));
}

void EdgeMapTest::fourPointsAreOneCubic()
{
    const auto curve = sampledCurve(std::vector<Cell>{{0, 0}, {1, 3}, {1, 6}, {0, 9}}, false);
    QCOMPARE(curve.size(), std::size_t{16});
    QVERIFY(isAt(curve[1], {.2821, .5709}));
    QVERIFY(isAt(curve[7], {1.1108, 4.1988}));
    QVERIFY(isAt(curve[8], {1.1108, 4.8012}));
}

void EdgeMapTest::fewPointsStayAsTheyAre()
{
    const std::vector<Cell> three{{0, 0}, {4, 1}, {8, 0}};
    QCOMPARE(sampledCurve(three, false), three);
    QCOMPARE(sampledCurve(three, true).size(), std::size_t{15});
    const std::vector<Cell> twice{{0, 0}, {4, 1}, {4, 1}, {8, 0}, {9, 2}};
    QCOMPARE(sampledCurve(twice, false), twice);
    QVERIFY(sampledCurve({}, true).empty());
}

void EdgeMapTest::straightLineCoversItsPixels()
{
    // Along pixel row 9 of 32: a cell of the map is the mean of rows 4j+1 and 4j+2, here 9 (covered) and 10 (not).
    auto map = Stack::zeros(1, 8, 8).value();
    const std::vector<Edge> edges{{{{4, 9}, {20, 9}}, false}};
    QVERIFY(encodeEdges(map.values(), edges, 8).ok());
    for (int x = 1; x <= 4; ++x)
        QCOMPARE(map.map(0).at(x, 2), 0.5F);
    QCOMPARE(map.map(0).at(5, 2), 0.0F);
    QCOMPARE(map.map(0).at(2, 1), 0.0F);
    QCOMPARE(map.map(0).at(2, 3), 0.0F);
    const std::vector<Edge> between{{{{4, 9.5}, {20, 9.5}}, false}};
    QVERIFY(encodeEdges(map.values(), between, 8).ok());
    QCOMPARE(map.map(0).at(2, 2), 0.5F); // half of both
}

void EdgeMapTest::closedEdgeReturns()
{
    auto maps = Stack::zeros(2, 16, 16).value();
    const std::vector<Cell> square{{10, 10}, {50, 10}, {50, 50}, {10, 50}};
    const std::vector<Edge> edges{{square, true}, {square, false}};
    QVERIFY(encodeEdges(maps.values(), edges, 16).ok());
    const auto column = [&](int map) {
        float most = 0;
        for (int x = 0; x < 5; ++x)
            most = std::max(most, maps.map(map).at(x, 7));
        return most;
    };
    QVERIFY(column(0) > 0.05F); // the curve bulges to x = 2.8, between the pixels that are kept
    QCOMPARE(column(1), 0.0F);
    QVERIFY(std::ranges::all_of(maps.values(), [](float v) { return v >= 0 && v <= 1; }));
}

void EdgeMapTest::shapesBeyondTheBorderAreCut()
{
    auto maps = Stack::zeros(3, 8, 8).value();
    std::ranges::fill(maps.values(), 7.0F);
    const std::vector<Edge> edges{{{{-1e9, 5}, {1e9, 5}}, false}, {{{kNan, 1}, {3, 3}}, false}, {{}, true}};
    QVERIFY(encodeEdges(maps.values(), edges, 8).ok());
    QVERIFY(maps.map(0).at(0, 1) > 0.4F && maps.map(0).at(7, 1) > 0.4F);
    QVERIFY(std::ranges::all_of(maps.values().subspan(64), [](float v) { return v == 0; }));
}

void EdgeMapTest::sizesAreChecked()
{
    std::vector<float> out(63);
    const std::vector<Edge> edges(1);
    QVERIFY(!encodeEdges(out, edges, 8).ok());
}

QTEST_GUILESS_MAIN(EdgeMapTest)
#include "edge_map_test.moc"
