#include "core/shape/learning.h"

#include <QTest>

#include <algorithm>
#include <limits>
#include <numeric>

using namespace fiducial;
using namespace fiducial::shape;

/// Which of many faces a model is learned from.
class LearningTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void shapesAreFiniteAndNotOnePlace();
    void fewFacesAreAllTaken();
    void manyFacesAreDrawnOnceEach();
    void drawIsTheSeeds();
    void drawFavoursNoPart();
    void noneAreDrawnWhereNoneAreWanted();
};

void LearningTest::shapesAreFiniteAndNotOnePlace()
{
    constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
    QVERIFY(isShape(std::vector<Point2>{{1, 2}, {1, 3}}));
    QVERIFY(!isShape(std::vector<Point2>{{1, 2}, {1, 2}, {1, 2}}));
    QVERIFY(!isShape(std::vector<Point2>{{1, 2}, {kNan, 3}, {4, 4}}));
    QVERIFY(!isShape(std::vector<Point2>{{1, 2}, {3, std::numeric_limits<double>::infinity()}}));
    QVERIFY(!isShape(std::vector<Point2>{{1, 2}}));
    QVERIFY(!isShape(std::vector<Point2>{}));
}

void LearningTest::fewFacesAreAllTaken()
{
    const auto odd = [](std::size_t i) { return i % 2 == 1; };
    QCOMPARE(drawn(9, odd, {}), (std::vector<std::size_t>{1, 3, 5, 7}));
}

void LearningTest::manyFacesAreDrawnOnceEach()
{
    ShapeLearning options;
    options.mostFaces = 40;
    auto faces = drawn(
        300, [](std::size_t i) { return i % 3 == 0; }, options);
    QCOMPARE(faces.size(), std::size_t{40});
    std::ranges::sort(faces);
    QVERIFY(std::ranges::adjacent_find(faces) == faces.end());
    QVERIFY(std::ranges::all_of(faces, [](std::size_t i) { return i < 300 && i % 3 == 0; }));
}

void LearningTest::drawIsTheSeeds()
{
    ShapeLearning options;
    options.mostFaces = 20;
    const auto any = [](std::size_t) { return true; };
    const auto first = drawn(1000, any, options);
    QCOMPARE(drawn(1000, any, options), first);
    options.seed = 2;
    QVERIFY(drawn(1000, any, options) != first);
}

void LearningTest::drawFavoursNoPart()
{
    ShapeLearning options;
    options.mostFaces = 1000;
    const auto faces = drawn(
        10'000, [](std::size_t) { return true; }, options);
    // The mean of 1,000 numbers below 10,000 has a standard deviation of 91.
    const double mean = std::accumulate(faces.begin(), faces.end(), 0.0) / static_cast<double>(faces.size());
    QVERIFY2(std::abs(mean - 5000) < 400, qPrintable(QString::number(mean)));
}

void LearningTest::noneAreDrawnWhereNoneAreWanted()
{
    ShapeLearning options;
    for (const int most : {0, -3}) {
        options.mostFaces = most;
        QVERIFY(drawn(
                    10, [](std::size_t) { return true; }, options)
                    .empty());
    }
    QVERIFY(drawn(10, [](std::size_t) { return false; }, {}).empty());
}

QTEST_GUILESS_MAIN(LearningTest)
#include "learning_test.moc"
