#include "core/pipeline/face_pose.h"
#include "core/pipeline/portrait.h"
#include "core/pipeline/portrait_head.h"

#include <QTest>

#include <cmath>
#include <numbers>

/// The mean head and the fit against the heads that `fiducial-cli synth` renders, whose pose is known.
namespace fiducial::test {

using namespace pipeline;
using namespace pipeline::portrait;

namespace {
constexpr double kDegrees = 180 / std::numbers::pi;

/// The synthetic pose's rotation (first yaw, then pitch, then roll) in the angles of HeadPose.
shape::HeadPose asHeadPose(const Pose &pose)
{
    constexpr float kRadians = std::numbers::pi_v<float> / 180;
    const Mat3 r = rotation(pose.yaw * kRadians, pose.pitch * kRadians, pose.roll * kRadians);
    const auto angle = [](float y, float x) { return kDegrees * static_cast<double>(std::atan2(y, x)); };
    const Vec3 &third = r.rows[2];
    return {angle(-third.x, std::hypot(third.y, third.z)), angle(third.y, third.z), angle(r.rows[1].x, r.rows[0].x)};
}
} // namespace

class SyntheticPoseTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void meanHeadIsThatOfManyHeads();
    void posesOfPortraitsAreFound_data();
    void posesOfPortraitsAreFound();
    void rowsOfARunHavePoses();
};

void SyntheticPoseTest::meanHeadIsThatOfManyHeads()
{
    constexpr int kHeads = 500;
    constexpr std::uint64_t kSeed = 2024;
    const LandmarkScheme &scheme = *findScheme("wflw98");
    std::vector<std::array<double, 3>> mean(98);
    for (int i = 0; i < kHeads; ++i) {
        const HeadModel head(faceTraits(kSeed, i).person.shape, {});
        const auto points = headLandmarks(head, [](Vec3 p) { return p; });
        for (std::size_t k = 0; k < 98; ++k) {
            const Vec3 &own = points[k], &other = points[static_cast<std::size_t>(scheme.mirror[k])];
            const std::array sums{own.x - other.x, own.y + other.y, own.z + other.z};
            for (std::size_t axis = 0; axis < 3; ++axis)
                mean[k][axis] += static_cast<double>(sums[axis]) / (2 * kHeads);
        }
    }
    const auto head = shape::meanHead(scheme);
    int weighed = 0;
    for (std::size_t k = 0; k < 98; ++k) {
        if (head[k].weight == 0)
            continue;
        ++weighed;
        const std::array<double, 3> place{head[k].x, head[k].y, head[k].z};
        for (std::size_t axis = 0; axis < 3; ++axis)
            QVERIFY2(std::abs(place[axis] - mean[k][axis]) < 2e-3, qPrintable(QString::number(k)));
    }
    QCOMPARE(weighed, 76);
}

void SyntheticPoseTest::posesOfPortraitsAreFound_data()
{
    QTest::addColumn<QString>("scheme");
    QTest::addColumn<double>("limit"); ///< of the root mean square error, degrees
    QTest::newRow("98 points") << QStringLiteral("wflw98") << 2.5;
    QTest::newRow("68 points") << QStringLiteral("ibug68") << 2.5;
    QTest::newRow("29 points") << QStringLiteral("cofw29") << 4.0;
}

void SyntheticPoseTest::posesOfPortraitsAreFound()
{
    QFETCH(QString, scheme);
    QFETCH(double, limit);
    constexpr int kPortraits = 24;
    constexpr std::uint64_t kSeed = 7;
    const LandmarkScheme &target = *findScheme(scheme.toStdString());
    const SchemeMap *map = findSchemeMap("wflw98", target.id);
    const shape::HeadPoseFit fit(target);
    double yaw = 0, pitch = 0, roll = 0, largestYaw = 0;
    for (int i = 0; i < kPortraits; ++i) {
        const Portrait portrait = renderPortrait({.seed = kSeed, .index = i, .size = {96, 96}});
        const auto &points = portrait.faces.front().points98;
        const auto found = fit.pose(map ? map->apply(points) : points);
        const shape::HeadPose expected = asHeadPose(faceTraits(kSeed, i).pose);
        QVERIFY(found);
        QVERIFY2(std::abs(found->yaw - expected.yaw) < 4 * limit && std::abs(found->pitch - expected.pitch) < 4 * limit,
                 qPrintable(QString::number(i)));
        yaw += std::pow(found->yaw - expected.yaw, 2);
        pitch += std::pow(found->pitch - expected.pitch, 2);
        roll += std::pow(found->roll - expected.roll, 2);
        largestYaw = std::max(largestYaw, std::abs(expected.yaw));
    }
    QVERIFY(largestYaw > 30);
    for (const double sum : {yaw, pitch, roll})
        QVERIFY2(std::sqrt(sum / kPortraits) < limit, qPrintable(QString::number(std::sqrt(sum / kPortraits))));
}

void SyntheticPoseTest::rowsOfARunHavePoses()
{
    Run run;
    run.schemeId = "wflw98";
    Prediction found, missing;
    for (const shape::HeadPoint &p : shape::meanHead(*findScheme("wflw98")))
        found.points.push_back({static_cast<float>(p.x), static_cast<float>(p.y)});
    missing.missing = true;
    run.rows = {found, missing};
    const auto poses = headPoses(run);
    QCOMPARE(poses.size(), std::size_t{2});
    for (const float angle : poses[0])
        QVERIFY(std::abs(angle) < 0.01F);
    for (const float angle : poses[1])
        QVERIFY(std::isnan(angle));
    LandmarkSet set;
    for (const Point2f p : found.points)
        set.points.push_back(toDouble(p));
    set.setVisibility(54, Visibility::Absent);
    set.points[54] = {1e6, 1e6}; // keeps its last place, takes no part
    const auto pose = headPose(shape::HeadPoseFit(*findScheme("wflw98")), set);
    QVERIFY(pose && std::abs(pose->yaw) < 0.01);
}

} // namespace fiducial::test

QTEST_GUILESS_MAIN(fiducial::test::SyntheticPoseTest)
#include "synthetic_pose_test.moc"
