#include "core/dataset/face_state.h"
#include "core/dataset/landmark_set.h"

#include <QTest>

#include <cmath>
#include <set>

using namespace fiducial;

class LandmarkSetTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void allVisibleNeedsNoList();
    void absentOrUnplacedPointsAreNotPresent();
    void equalityComparesMeaning();
    void boxHoldsThePresentPoints();
    void boxOfNothingIsEmpty();
    void untouchedFaceIsTheDefault();
};

void LandmarkSetTest::allVisibleNeedsNoList()
{
    LandmarkSet set{{{1, 2}, {3, 4}}, {}};
    QCOMPARE(set.visibilityAt(1), Visibility::Visible);
    QCOMPARE(set.presentCount(), 2);
    set.setVisibility(1, Visibility::Occluded);
    QCOMPARE(set.visibility.size(), 2u);
    QCOMPARE(set.visibilityAt(0), Visibility::Visible);
    QCOMPARE(set.visibilityAt(1), Visibility::Occluded);
    QCOMPARE(set.presentCount(), 2); // occluded points count
}

void LandmarkSetTest::absentOrUnplacedPointsAreNotPresent()
{
    const LandmarkSet none = emptyLandmarks(3);
    QCOMPARE(none.count(), 3);
    QVERIFY(!none.empty());
    QCOMPARE(none.presentCount(), 0);
    LandmarkSet set{{{1, 2}, {std::nan(""), 4}, {5, 6}}, {}};
    set.setVisibility(2, Visibility::Absent);
    QVERIFY(set.isPresent(0) && !set.isPresent(1) && !set.isPresent(2));
}

void LandmarkSetTest::equalityComparesMeaning()
{
    const LandmarkSet implicit{{{1, 2}, {3, 4}}, {}};
    LandmarkSet spelled = implicit;
    spelled.setVisibility(0, Visibility::Visible);
    QVERIFY(implicit == spelled);
    spelled.setVisibility(0, Visibility::Occluded);
    QVERIFY(!(implicit == spelled));
    QVERIFY(emptyLandmarks(4) == emptyLandmarks(4)); // NaN equals NaN
    QVERIFY(!(emptyLandmarks(4) == emptyLandmarks(5)));
    LandmarkSet moved = implicit;
    moved.points[1].x += 1e-9;
    QVERIFY(!(implicit == moved));
}

void LandmarkSetTest::boxHoldsThePresentPoints()
{
    LandmarkSet set{{{10, 50}, {30, 20}, {-500, 0}, {std::nan(""), 0}}, {}};
    set.setVisibility(2, Visibility::Absent);
    QCOMPARE(landmarkBox(set), Rect::fromCorners(10, 20, 30, 50));
    QCOMPARE(landmarkBox(set.points), Rect::fromCorners(-500, 0, 30, 50));
}

void LandmarkSetTest::boxOfNothingIsEmpty()
{
    QVERIFY(landmarkBox(emptyLandmarks(5)).empty());
    QVERIFY(landmarkBox(LandmarkSet()).empty());
    QCOMPARE(landmarkBox(LandmarkSet{{{7, 8}}, {}}), Rect({7, 8, 0, 0}));
}

void LandmarkSetTest::untouchedFaceIsTheDefault()
{
    QVERIFY(FaceState().mine.empty());
    QVERIFY(FaceState() == FaceState());
    std::set<std::string_view> names;
    for (int i = 0; i <= static_cast<int>(ReviewState::Excluded); ++i)
        names.insert(toString(static_cast<ReviewState>(i)));
    QCOMPARE(names.size(), 7u);
    QVERIFY(!names.contains(""));
}

QTEST_GUILESS_MAIN(LandmarkSetTest)
#include "landmark_set_test.moc"
