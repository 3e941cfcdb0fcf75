#include "core/base/rng.h"
#include "core/formats/annotation_format.h"
#include "core/shape/head_pose.h"
#include "tests/support/numbers.h"
#include "tests/support/test_support.h"

#include <QTest>

#include <cmath>
#include <numbers>

using namespace fiducial;
using namespace fiducial::shape;
using namespace fiducial::test;

namespace {
/// Orthographic view of the mean head turned by Rz(roll) Ry(yaw) Rx(pitch), scaled and shifted; points that it lacks
/// stand anywhere.
std::vector<Point2> view(const LandmarkScheme &scheme, const HeadPose &pose, double scale = 12,
                         Point2 shift = {200, 90})
{
    constexpr double kRadians = std::numbers::pi / 180;
    const double cy = std::cos(pose.yaw * kRadians), sy = std::sin(pose.yaw * kRadians);
    const double cp = std::cos(pose.pitch * kRadians), sp = std::sin(pose.pitch * kRadians);
    const double cr = std::cos(pose.roll * kRadians), sr = std::sin(pose.roll * kRadians);
    std::vector<Point2> points;
    for (const HeadPoint &h : meanHead(scheme)) {
        const double y = cp * h.y - sp * h.z, depth = sp * h.y + cp * h.z;
        const double x = cy * h.x + sy * depth;
        points.push_back(shift + Point2{cr * x - sr * y, sr * x + cr * y} * scale);
    }
    return points;
}

bool near(const std::optional<HeadPose> &a, const HeadPose &b, double tolerance = 1e-6)
{
    return a && std::abs(a->yaw - b.yaw) < tolerance && std::abs(a->pitch - b.pitch) < tolerance &&
           std::abs(a->roll - b.roll) < tolerance;
}

std::vector<Point2> mirrored(const LandmarkScheme &scheme, const std::vector<Point2> &points)
{
    std::vector<Point2> out;
    for (const int other : scheme.mirror) {
        const Point2 p = points[static_cast<std::size_t>(other)];
        out.push_back({639 - p.x, p.y});
    }
    return out;
}

const LandmarkScheme &wflw()
{
    return *findScheme("wflw98");
}

} // namespace

class HeadPoseTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void rotationsAreRecoveredInEveryScheme();
    void signsAreThoseOfTheHeader();
    void mirrorImageNegatesYawAndRoll();
    void noiseMovesThePoseLittle();
    void absentPointsAreLeftOut();
    void tooFewOrNoFaceGiveNothing();
    void otherSchemesTakeTheirPlacesFromTheSameLandmarks();
    void schemesWithoutSuchLandmarksHaveNoPose();
    void realFacesLookPlausible();
};

void HeadPoseTest::rotationsAreRecoveredInEveryScheme()
{
    for (const LandmarkScheme *scheme : builtinSchemes()) {
        const HeadPoseFit fit(*scheme);
        for (const double yaw : {-80.0, -35.0, 0.0, 5.0, 60.0})
            for (const double pitch : {-50.0, 0.0, 25.0})
                for (const double roll : {-170.0, -20.0, 0.0, 95.0}) {
                    const HeadPose pose{yaw, pitch, roll};
                    const auto found = fit.pose(view(*scheme, pose));
                    QVERIFY2(near(found, pose), qPrintable(q(scheme->id) + QString::number(yaw)));
                }
    }
}

void HeadPoseTest::signsAreThoseOfTheHeader()
{
    constexpr std::size_t kNoseTip = 54, kRightEye = 60, kLeftEye = 72;
    const HeadPoseFit fit(wflw());
    const auto middle = [](const std::vector<Point2> &p) { return (p[kRightEye] + p[kLeftEye]) * 0.5; };
    const auto front = view(wflw(), {});
    QVERIFY(near(fit.pose(front), {}));
    const auto right = view(wflw(), {.yaw = 20});
    QVERIFY(right[kNoseTip].x - middle(right).x > front[kNoseTip].x - middle(front).x + 1);
    const auto raised = view(wflw(), {.pitch = 20});
    QVERIFY(raised[kNoseTip].y - middle(raised).y < front[kNoseTip].y - middle(front).y - 1);
    const auto leaning = view(wflw(), {.roll = 20});
    QVERIFY(leaning[kLeftEye].y > leaning[kRightEye].y + 1); // the eye at the image's right sinks
    QVERIFY(fit.pose(right)->yaw > 19 && fit.pose(raised)->pitch > 19 && fit.pose(leaning)->roll > 19);
}

void HeadPoseTest::mirrorImageNegatesYawAndRoll()
{
    Rng rng(3);
    for (const LandmarkScheme *scheme : builtinSchemes()) {
        const HeadPoseFit fit(*scheme);
        auto points = view(*scheme, {25, -10, 8});
        for (Point2 &p : points)
            p = p + Point2{rng.uniform(-3, 3), rng.uniform(-3, 3)};
        const auto pose = fit.pose(points), other = fit.pose(mirrored(*scheme, points));
        QVERIFY(pose && pose->yaw > 5);
        QVERIFY2(near(other, {-pose->yaw, pose->pitch, -pose->roll}), scheme->id.c_str());
    }
}

void HeadPoseTest::noiseMovesThePoseLittle()
{
    Rng rng(11);
    const HeadPoseFit fit(wflw());
    for (int i = 0; i < 200; ++i) {
        const HeadPose pose{rng.uniform(-70, 70), rng.uniform(-40, 40), rng.uniform(-60, 60)};
        auto points = view(wflw(), pose); // 108 px between the outer eye corners
        for (Point2 &p : points)
            p = p + Point2{rng.uniform(-2, 2), rng.uniform(-2, 2)};
        QVERIFY(near(fit.pose(points), pose, 3));
    }
}

void HeadPoseTest::absentPointsAreLeftOut()
{
    const HeadPose pose{-30, 12, 4};
    auto points = view(wflw(), pose);
    for (std::size_t i = 0; i < points.size(); ++i)
        if (i % 5)
            points[i] = {kNan, kNan};
    QVERIFY(near(HeadPoseFit(wflw()).pose(points), pose));
}

void HeadPoseTest::tooFewOrNoFaceGiveNothing()
{
    const HeadPoseFit fit(wflw());
    QVERIFY(!fit.pose({}));
    std::vector<Point2> points(98, {kNan, kNan});
    QVERIFY(!fit.pose(points));
    const auto whole = view(wflw(), {10, 5, 0});
    for (const std::size_t i : {33, 54, 60}) // a plane: its depth could be either way round
        points[i] = whole[i];
    QVERIFY(!fit.pose(points));
    QVERIFY(!fit.pose(std::vector<Point2>(98, {50, 50})));
    // A mouth and pupils say nothing about the skull.
    points.assign(98, {kNan, kNan});
    std::copy(whole.begin() + 76, whole.end(), points.begin() + 76);
    QVERIFY(!fit.pose(points));
    // Whatever comes, it ends, and what it gives are angles.
    Rng rng(5);
    for (int i = 0; i < 300; ++i) {
        for (Point2 &p : points)
            p = {rng.uniform(0, 100), rng.uniform(0, 100)};
        if (const auto pose = fit.pose(points))
            QVERIFY(std::abs(pose->yaw) <= 90 && std::abs(pose->pitch) <= 180 && std::abs(pose->roll) <= 180);
    }
}

void HeadPoseTest::otherSchemesTakeTheirPlacesFromTheSameLandmarks()
{
    const auto head = meanHead(wflw());
    const auto same = [](const HeadPoint &a, const HeadPoint &b) {
        return a.x == b.x && a.y == b.y && a.z == b.z && a.weight == b.weight;
    };
    const auto ibug = meanHead(*findScheme("ibug68"));
    QVERIFY(same(ibug[30], head[54]) && same(ibug[36], head[60]) && same(ibug[8], head[16]));
    QCOMPARE(ibug[48].weight, 0.0); // mouth
    const auto cofw = meanHead(*findScheme("cofw29"));
    QVERIFY(same(cofw[20], head[54]) && same(cofw[4], head[35]));
    const auto lapa = meanHead(*findScheme("lapa106"));
    QVERIFY(same(lapa[54], head[54]) && same(lapa[66], head[60]));
    QCOMPARE(lapa[104].weight, 0.0); // pupil
    const auto aflw = meanHead(*findScheme("aflw19"));
    QVERIFY(same(aflw[13], head[54]) && same(aflw[18], head[16]));
    QCOMPARE(aflw[1].weight, 0.0); // a brow's centre is no landmark of the others
}

void HeadPoseTest::schemesWithoutSuchLandmarksHaveNoPose()
{
    LandmarkScheme hand;
    hand.id = "hand3";
    hand.count = 3;
    hand.pointNames = {"wrist", "thumb", "palm"};
    QVERIFY(!HeadPoseFit(hand).pose(std::vector<Point2>{{0, 0}, {10, 0}, {0, 10}}));
}

void HeadPoseTest::realFacesLookPlausible()
{
    const auto list =
        sharedPath("data/faces98/WFLW_annotations/list_98pt_rect_attr_train_test/list_98pt_rect_attr_test.txt");
    if (list.empty())
        QSKIP("the shared faces are not here");
    const auto registry = formats::makeBuiltinFormats();
    const auto dataset = formats::openDataset(registry, {list, {}, {}}, {});
    QVERIFY(dataset.ok());
    const HeadPoseFit fit(wflw());
    int upright = 0, agreeing = 0, turned = 0, sameSide = 0;
    for (const Face &face : dataset->faces) {
        const auto &points = face.truth.points;
        const auto pose = fit.pose(points);
        QVERIFY(pose);
        QVERIFY(std::abs(pose->yaw) < 90 && std::abs(pose->pitch) < 60);
        const Point2 eyes = points[72] - points[60];
        if (std::abs(pose->yaw) < 15 && std::abs(pose->pitch) < 15) {
            ++upright;
            agreeing += std::abs(pose->roll - std::atan2(eyes.y, eyes.x) * 180 / std::numbers::pi) < 5;
        }
        if (std::abs(pose->yaw) > 15) { // the nose is nearer to the side the head turns to
            const Point2 nose = points[54] - (points[60] + points[72]) * 0.5;
            ++turned;
            sameSide += (nose.x * eyes.x + nose.y * eyes.y > 0) == (pose->yaw > 0);
        }
    }
    QVERIFY(upright > 50 && turned > 50);
    QVERIFY2(agreeing >= 0.97 * upright, qPrintable(QString::number(agreeing) + u'/' + QString::number(upright)));
    QVERIFY2(sameSide >= 0.97 * turned, qPrintable(QString::number(sameSide) + u'/' + QString::number(turned)));
}

QTEST_GUILESS_MAIN(HeadPoseTest)
#include "head_pose_test.moc"
