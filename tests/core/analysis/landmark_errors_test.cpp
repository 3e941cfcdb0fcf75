#include "core/analysis/landmark_errors.h"
#include "core/base/rng.h"
#include "tests/support/numbers.h"

#include <QTest>

#include <cmath>

using namespace fiducial;
using namespace fiducial::analysis;
using namespace fiducial::test;

namespace {

/// The mean shape at a place, size and tilt of its own.
struct Placed {
    Point2 centre;
    double size, tilt;

    Point2 turned(Point2 p) const
    {
        return Point2{p.x * std::cos(tilt) - p.y * std::sin(tilt), p.x * std::sin(tilt) + p.y * std::cos(tilt)} * size;
    }
    std::vector<Point2> shape(const std::vector<Point2> &mean) const
    {
        std::vector<Point2> out;
        for (const Point2 p : mean)
            out.push_back(centre + turned(p));
        return out;
    }
};

} // namespace

class LandmarkErrorsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void biasAndNoiseAreFoundInTheFrameOfTheFace();
    void missingPointsDoNotCount();
    void confusionCountsWhereAPointLanded();
};

void LandmarkErrorsTest::biasAndNoiseAreFoundInTheFrameOfTheFace()
{
    const LandmarkScheme &scheme = *findScheme("ibug68");
    MeanFaceErrors errors(scheme.meanShape);
    Rng rng(1);
    for (int n = 0; n < 2000; ++n) {
        const Placed face{{rng.uniform(0, 900), rng.uniform(0, 900)}, rng.uniform(50, 300), rng.uniform(-1, 1)};
        const auto truth = face.shape(scheme.meanShape);
        auto points = truth;
        points[30] = points[30] + face.turned({0.02 + 0.03 * rng.normal(), -0.01 + 0.01 * rng.normal()});
        errors.add({truth, {}}, points, face.size);
    }
    const auto found = errors.result();
    QVERIFY(near(found[30].bias.x, 0.02, 0.002));
    QVERIFY(near(found[30].bias.y, -0.01, 0.001));
    QVERIFY(near(std::sqrt(found[30].xx), 0.03, 0.002));
    QVERIFY(near(std::sqrt(found[30].yy), 0.01, 0.001));
    QVERIFY(near(found[30].xy, 0, 1e-4));
    QVERIFY(near(found[30].nme, 0.035, 0.005));
    QCOMPARE(found[30].faces, 2000);
    QVERIFY(near(found[8].nme, 0, 1e-12));
}

void LandmarkErrorsTest::missingPointsDoNotCount()
{
    const LandmarkScheme &scheme = *findScheme("ibug68");
    MeanFaceErrors errors(scheme.meanShape);
    const LandmarkSet truth{scheme.meanShape, {}};
    auto points = scheme.meanShape;
    points[3] = {kNan, 0};
    errors.add(truth, points, 1);
    errors.add(truth, points, 0);
    errors.add(truth, {}, 1);
    errors.add({std::vector<Point2>(68), {}}, points, 1); // all in one place
    const auto found = errors.result();
    QCOMPARE(found[3].faces, 0);
    QVERIFY(std::isnan(found[3].bias.x) && std::isnan(found[3].nme));
    QCOMPARE(found[4].faces, 1);
    QVERIFY(near(found[4].bias.x, 0, 1e-12));
    QVERIFY(std::isnan(found[4].xx));
}

void LandmarkErrorsTest::confusionCountsWhereAPointLanded()
{
    const LandmarkScheme &scheme = *findScheme("ibug68");
    const LandmarkSet truth{scheme.meanShape, {}};
    auto points = scheme.meanShape;
    points[37] = scheme.meanShape[19]; // a lid's point on the brow
    ContourConfusion confusion(scheme);
    confusion.add(truth, points);
    confusion.add(truth, scheme.meanShape);
    confusion.add(truth, {});
    const auto lid = static_cast<std::size_t>(scheme.contourOf(37)),
               brow = static_cast<std::size_t>(scheme.contourOf(19));
    QCOMPARE(confusion.counts()[lid][brow], 1);
    QCOMPARE(confusion.counts()[brow][lid], 0);
    int all = 0, own = 0;
    for (std::size_t i = 0; i < confusion.counts().size(); ++i) {
        own += confusion.counts()[i][i];
        for (const int count : confusion.counts()[i])
            all += count;
    }
    QCOMPARE(all, 2 * 68);
    QCOMPARE(own, 2 * 68 - 1);
}

QTEST_GUILESS_MAIN(LandmarkErrorsTest)
#include "landmark_errors_test.moc"
