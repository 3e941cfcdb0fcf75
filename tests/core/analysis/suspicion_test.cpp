#include "core/analysis/suspicion.h"
#include "tests/core/analysis/random_faces.h"
#include "tests/support/numbers.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace fiducial;
using namespace fiducial::analysis;
using namespace fiducial::test;

class SuspicionTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void disagreementIsTheMeanPairDistance();
    void disagreementNeedsTwoRuns();
    void suspectsWhatRunsAgreeUpon();
    void exchangedSidesAreSeen_data();
    void exchangedSidesAreSeen();
    void exchangedEyesAreSeen();
    void sidesOfRubbishAreUnknown();
};

void SuspicionTest::disagreementIsTheMeanPairDistance()
{
    const Shape a{{0, 0}, {10, 0}}, b{{3, 4}, {10, 0}}, c{{0, 0}, {kNan, 0}};
    const std::vector<RunPoints> runs{a, b, c};
    const Disagreement found = disagreement(runs, 2, 100);
    QVERIFY(near(found.points[0], (5 + 0 + 5) / 3.0 / 100, 1e-12));
    QVERIFY(near(found.points[1], 0, 1e-12));
    QVERIFY(near(found.face, (10 / 3.0) / 2 / 100, 1e-12));
}

void SuspicionTest::disagreementNeedsTwoRuns()
{
    const Shape a{{0, 0}, {10, 0}}, shorter{{0, 0}};
    const std::vector<RunPoints> runs{a, shorter, {}};
    const Disagreement found = disagreement(runs, 2, 100);
    QVERIFY(std::isnan(found.face));
    QVERIFY(std::isnan(found.points[0]));
    QVERIFY(std::isnan(disagreement(std::vector<RunPoints>{a, a}, 2, 0).face));
}

void SuspicionTest::suspectsWhatRunsAgreeUpon()
{
    LandmarkSet truth{{{0, 0}, {50, 0}, {100, 0}, {0, 50}, {0, 90}}, {}};
    // 0: all agree; 1: runs agree on another place; 2: the same, a little worse; 3: runs do not agree; 4: one has none.
    const Shape a{{0, 0}, {50, 10}, {100, 8}, {20, 50}, {30, 90}};
    const Shape b{{1, 0}, {50, 10}, {100, 10}, {0, 80}, {kNan, 90}};
    const auto suspects = suspectPoints(truth, std::vector<RunPoints>{a, b}, 100);
    QCOMPARE(suspects.size(), std::size_t{2});
    QCOMPARE(suspects[0].landmark, 1);
    QVERIFY(near(suspects[0].distance, 0.1, 1e-12));
    QVERIFY(near(suspects[0].score, 0.1 / 0.005, 1e-9));
    QCOMPARE(suspects[0].proposed, (Point2{50, 10}));
    QCOMPARE(suspects[1].landmark, 2);
    QVERIFY(near(suspects[1].spread, 0.02, 1e-12));
    truth.setVisibility(1, Visibility::Absent);
    QCOMPARE(suspectPoints(truth, std::vector<RunPoints>{a, b}, 100).size(), std::size_t{1});
    QVERIFY(suspectPoints(truth, std::vector<RunPoints>{a}, 100).empty());
    QVERIFY(suspectPoints(truth, std::vector<RunPoints>{a, b}, kNan).empty());
}

void SuspicionTest::exchangedSidesAreSeen_data()
{
    QTest::addColumn<QString>("id");
    for (const LandmarkScheme *scheme : builtinSchemes())
        QTest::newRow(scheme->id.c_str()) << QString::fromStdString(scheme->id);
}

void SuspicionTest::exchangedSidesAreSeen()
{
    QFETCH(QString, id);
    const LandmarkScheme &scheme = *findScheme(id.toStdString());
    for (const Shape &face : randomFaces(scheme, 30, 15)) {
        const SideCheck right = checkSides(face, scheme, scheme.meanShape);
        QVERIFY(!right.swapped);
        QVERIFY(right.contours.empty());
        Shape wrong;
        for (const int i : scheme.mirror)
            wrong.push_back(face[static_cast<std::size_t>(i)]);
        const SideCheck check = checkSides(wrong, scheme, scheme.meanShape);
        QVERIFY2(check.swapped, qPrintable(QStringLiteral("%1 %2").arg(check.asIs).arg(check.exchanged)));
        QVERIFY(near(check.exchanged, right.asIs, 1e-9));
    }
}

void SuspicionTest::exchangedEyesAreSeen()
{
    const LandmarkScheme &scheme = *findScheme("ibug68");
    Rng rng(16);
    Shape face = randomFace(scheme, rng);
    const Shape before = face;
    for (std::size_t i = 36; i < 48; ++i)
        face[i] = before[static_cast<std::size_t>(scheme.mirror[i])];
    const SideCheck check = checkSides(face, scheme, scheme.meanShape);
    QVERIFY(!check.swapped);
    QCOMPARE(check.contours.size(), std::size_t{2});
    for (const int contour : check.contours)
        QVERIFY(scheme.contours[static_cast<std::size_t>(contour)].id.find("eye") != std::string::npos);
}

void SuspicionTest::sidesOfRubbishAreUnknown()
{
    const LandmarkScheme &scheme = *findScheme("ibug68");
    Rng rng(17);
    Shape face = randomFace(scheme, rng);
    QVERIFY(std::isnan(checkSides(Shape(3), scheme, scheme.meanShape).asIs));
    for (std::size_t i = 5; i < 68; ++i)
        face[i] = {kNan, kNan};
    QVERIFY(std::isnan(checkSides(face, scheme, scheme.meanShape).asIs));
    const SideCheck flat = checkSides(Shape(68), scheme, scheme.meanShape);
    QVERIFY(!flat.swapped && flat.contours.empty());
}

QTEST_GUILESS_MAIN(SuspicionTest)
#include "suspicion_test.moc"
