#include "ui/document/edits.h"

#include <QTest>

#include <cmath>

using namespace fiducial;
using namespace fiducial::ui;

namespace {
constexpr std::uint32_t kNow = 1'700'000'000;

LandmarkSet fourPoints()
{
    return {{{10, 10}, {20, 10}, {20, 20}, {10, 20}}, {}};
}
} // namespace

class EditsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void copy_keepsWhereEveryPointCameFrom();
    void firstMove_copiesTheWholeGrabbedSet();
    void move_countsTheWayFromWhereTheCopyStood();
    void move_ofAnAbsentPointPlacesIt();
    void indicesOutsideTheSet_areIgnored();
    void firstEdit_setsInWork_laterStatesStay();
    void usePrediction_wholeFace();
    void usePrediction_pointsOfAnEmptyFace_leavesTheOthersAbsent();
    void usePrediction_pointsKeepTheHumanOnes();
    void differingPoints_seesPlaceAndVisibility();
    void changedPoints_areThoseNotFromTheGroundTruth();
};

void EditsTest::copy_keepsWhereEveryPointCameFrom()
{
    LandmarkSet set = fourPoints();
    set.points[3] = {NAN, NAN};
    set.setVisibility(3, Visibility::Absent);
    const EditedSet mine = copyOf({set, PointSource::Model, 2}, kNow);
    QCOMPARE(mine.origin.size(), std::size_t{4});
    QCOMPARE(mine.origin[0], (Provenance{PointSource::Model, 2, 0, kNow}));
    QCOMPARE(mine.origin[3], Provenance{});
    QVERIFY(mine.set == set);
}

void EditsTest::firstMove_copiesTheWholeGrabbedSet()
{
    LandmarkSet result = fourPoints();
    result.points[1] = {23, 14};
    const FaceState next = withMovedPoints({}, {fourPoints(), PointSource::Model, 5}, result, {1}, kNow);
    QCOMPARE(next.mine.set.points[0], (Point2{10, 10}));
    QCOMPARE(next.mine.origin[0].source, PointSource::Model);
    QCOMPARE(next.mine.origin[0].run, std::int16_t{5});
    QCOMPARE(next.mine.set.points[1], (Point2{23, 14}));
    QCOMPARE(next.mine.origin[1], (Provenance{PointSource::Human, 5, 5.0F, kNow}));
}

void EditsTest::move_countsTheWayFromWhereTheCopyStood()
{
    const GrabbedSet truth{fourPoints(), PointSource::GroundTruth, -1};
    LandmarkSet result = fourPoints();
    result.points[0] = {13, 14};
    FaceState state = withMovedPoints({}, truth, result, {0}, kNow);
    result.points[0] = {13, 20};
    state = withMovedPoints(state, truth, result, {0}, kNow + 1);
    QCOMPARE(state.mine.origin[0].movedPixels, 11.0F);
    QCOMPARE(state.mine.origin[0].time, kNow + 1);
}

void EditsTest::move_ofAnAbsentPointPlacesIt()
{
    LandmarkSet set = fourPoints();
    set.points[2] = {NAN, NAN};
    set.setVisibility(2, Visibility::Absent);
    LandmarkSet result = fourPoints();
    const FaceState next = withMovedPoints({}, {set, PointSource::GroundTruth, -1}, result, {2}, kNow);
    QVERIFY(next.mine.set.isPresent(2));
    QCOMPARE(next.mine.origin[2].source, PointSource::Human);
    QCOMPARE(next.mine.origin[2].movedPixels, 0.0F);
}

void EditsTest::indicesOutsideTheSet_areIgnored()
{
    const FaceState next =
        withMovedPoints({}, {fourPoints(), PointSource::GroundTruth, -1}, fourPoints(), {-1, 4}, kNow);
    QVERIFY(next.mine.set == fourPoints());
    const FaceState used = withPrediction({}, {fourPoints(), PointSource::Model, 0}, {-3, 99}, kNow);
    QCOMPARE(used.mine.set.presentCount(), 0);
}

void EditsTest::firstEdit_setsInWork_laterStatesStay()
{
    const GrabbedSet truth{fourPoints(), PointSource::GroundTruth, -1};
    QVERIFY(withMovedPoints({}, truth, fourPoints(), {0}, kNow).review == ReviewState::InWork);
    FaceState needsWork;
    needsWork.review = ReviewState::NeedsWork;
    QVERIFY(withMovedPoints(needsWork, truth, fourPoints(), {0}, kNow).review == ReviewState::NeedsWork);
    QVERIFY(withPrediction(needsWork, truth, {}, kNow).review == ReviewState::NeedsWork);
}

void EditsTest::usePrediction_wholeFace()
{
    const GrabbedSet run{fourPoints(), PointSource::Model, 3};
    FaceState edited;
    edited.mine = copyOf({{{{0, 0}, {1, 1}, {2, 2}, {3, 3}}, {}}, PointSource::Human, -1}, kNow);
    const FaceState next = withPrediction(edited, run, {}, kNow);
    QVERIFY(next.mine.set == fourPoints());
    for (const Provenance &origin : next.mine.origin)
        QCOMPARE(origin, (Provenance{PointSource::Model, 3, 0, kNow}));
}

void EditsTest::usePrediction_pointsOfAnEmptyFace_leavesTheOthersAbsent()
{
    const FaceState next = withPrediction({}, {fourPoints(), PointSource::Model, 0}, {1, 2}, kNow);
    QCOMPARE(next.mine.set.presentCount(), 2);
    QVERIFY(!next.mine.set.isPresent(0));
    QCOMPARE(next.mine.origin[0].source, PointSource::None);
    QCOMPARE(next.mine.set.points[2], (Point2{20, 20}));
}

void EditsTest::usePrediction_pointsKeepTheHumanOnes()
{
    LandmarkSet result = fourPoints();
    result.points[0] = {15, 15};
    const FaceState moved = withMovedPoints({}, {fourPoints(), PointSource::GroundTruth, -1}, result, {0}, kNow);
    LandmarkSet other = fourPoints();
    other.points[3] = {11, 21};
    const FaceState next = withPrediction(moved, {other, PointSource::Model, 1}, {3}, kNow);
    QCOMPARE(next.mine.set.points[0], (Point2{15, 15}));
    QCOMPARE(next.mine.origin[0].source, PointSource::Human);
    QCOMPARE(next.mine.set.points[3], (Point2{11, 21}));
    QCOMPARE(next.mine.origin[3].source, PointSource::Model);
}

void EditsTest::differingPoints_seesPlaceAndVisibility()
{
    const EditedSet before = copyOf({fourPoints(), PointSource::GroundTruth, -1}, kNow);
    EditedSet after = before;
    after.set.points[1] = {0, 0};
    after.set.setVisibility(2, Visibility::Occluded);
    QCOMPARE(differingPoints(before, after), (std::vector<bool>{false, true, true, false}));
    QCOMPARE(differingPoints({}, after), (std::vector<bool>(4, true)));
    QVERIFY(differingPoints({}, {}).empty());
}

void EditsTest::changedPoints_areThoseNotFromTheGroundTruth()
{
    EditedSet mine = copyOf({fourPoints(), PointSource::GroundTruth, -1}, kNow);
    QCOMPARE(changedPointCount(mine), 0);
    mine.origin[0].source = PointSource::Human;
    mine.origin[1].source = PointSource::Model;
    mine.origin[2].source = PointSource::None;
    QCOMPARE(changedPointCount(mine), 2);
}

QTEST_GUILESS_MAIN(EditsTest)
#include "edits_test.moc"
