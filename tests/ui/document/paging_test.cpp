#include "core/base/rng.h"
#include "tests/ui/document/project_fixture.h"

#include <cstring>

using namespace fiducial;
using namespace fiducial::ui;
using fiducial::test::ProjectFixture;

/// What the document does not keep in memory but reads from the project: the undo history and the rows of runs.
class PagingTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void reopened_undoReachesTheFirstEdit();
    void storedRun_isReadFromTheProject();
    void storedRun_goesOnGrowing();
};

void PagingTest::reopened_undoReachesTheFirstEdit()
{
    constexpr int kEdits = 640;
    ProjectFixture project;
    std::vector<FaceState> before; // of face i % 3, before edit i
    {
        ProjectDocument document;
        project.open(document);
        Rng rng(7);
        for (int i = 0; i < kEdits; ++i) {
            const int row = i % 3;
            before.push_back(document.state(row));
            if (i % 50 == 49) {
                document.setReview({row},
                                   before.back().review == ReviewState::Done ? ReviewState::New : ReviewState::Done);
                continue;
            }
            LandmarkSet next = before.back().mine.empty() ? document.face(row).truth : before.back().mine.set;
            Point2 &moved = next.points[rng.below(98)];
            moved = moved + Point2{rng.uniform(-3, 3), rng.uniform(-3, 3)};
            document.moveLandmarks(row, document.groundTruthGrab(row), next,
                                   {static_cast<int>(&moved - next.points.data())});
        }
        QCOMPARE(document.undoStack()->count(), kEdits);
        QVERIFY(document.close());
    }
    {
        ProjectDocument document;
        project.open(document);
        QCOMPARE(document.undoStack()->count(), kEdits);
        QCOMPARE(document.editedFaceCount(), 3);
        for (int i = kEdits - 1; i >= 0; --i) {
            document.undoStack()->undo();
            const FaceState &now = document.state(i % 3);
            const FaceState &then = before[static_cast<std::size_t>(i)];
            QVERIFY2(now == then, qPrintable(QString::number(i)));
            const auto &p = now.mine.set.points, &q = then.mine.set.points;
            QVERIFY(p.empty() || std::memcmp(p.data(), q.data(), p.size() * sizeof(Point2)) == 0);
        }
        QVERIFY(!document.undoStack()->canUndo());
        QCOMPARE(document.editedFaceCount(), 0);
        QVERIFY(document.close());
    }
    ProjectDocument document;
    project.open(document);
    QVERIFY(!document.undoStack()->canUndo());
    QCOMPARE(document.undoStack()->count(), kEdits); // all of it can be redone
    QVERIFY(document.store()->states()->empty());
    document.undoStack()->redo();
    QVERIFY(document.state(0) == before[3]);
    document.undoStack()->undo();
    QVERIFY(document.saveQueue().flush());
}

void PagingTest::storedRun_isReadFromTheProject()
{
    ProjectFixture project(150);
    ProjectDocument document;
    project.open(document);
    Run run = ProjectFixture::shiftedRun(document, {1, 2, std::nan("")});
    for (std::size_t i = 0; i < run.rows.size(); i += 2)
        run.rows[i].covariance.assign(run.rows[i].points.size(), {static_cast<float>(i), 0.5F, 3});
    const Run original = run;
    const int number = document.addRun(std::move(run), true);
    const auto sameAsOriginal = [&](const ProjectDocument &shown) {
        for (int row = shown.faceCount() - 1; row >= 0; --row) {
            const Prediction &expected = original.rows[static_cast<std::size_t>(row)];
            const Prediction *p = shown.prediction(row, number);
            if (!p || p->missing != expected.missing || p->missing != shown.isMissing(row, number) ||
                p->points != expected.points || !(p->box == expected.box) ||
                shown.covariance(row, number) != expected.covariance)
                return false;
        }
        return true;
    };
    QVERIFY(sameAsOriginal(document));
    QTRY_VERIFY(!document.isStoringRuns());
    QVERIFY(document.run(number)->run.rows.empty());
    QVERIFY(sameAsOriginal(document));
    const double nme = document.nme(97);
    QVERIFY(document.close());

    ProjectDocument again;
    project.open(again);
    QVERIFY(again.run(number)->run.rows.empty());
    QVERIFY(sameAsOriginal(again));
    QCOMPARE(again.nme(97), nme);
}

void PagingTest::storedRun_goesOnGrowing()
{
    ProjectFixture project;
    const auto shifted = [](const ProjectDocument &document, int row, double shift) {
        return ProjectFixture::shiftedPrediction(document, row, shift);
    };
    int number = -1;
    const auto shiftOf = [&](const ProjectDocument &document, int row) {
        const Prediction *p = document.prediction(row, number);
        return p ? std::round(static_cast<double>(p->points[0].x) - document.face(row).truth.points[0].x) : -1.0;
    };
    {
        ProjectDocument document;
        project.open(document);
        Run run;
        run.name = run.modelName = "growing";
        run.schemeId = "wflw98";
        number = document.addRun(run, false);
        document.appendPredictions(number, {1, 3}, {shifted(document, 1, 1), shifted(document, 3, 2)});
        document.finishRun(number);
        QTRY_VERIFY(!document.isStoringRuns());
        document.appendPredictions(number, {3, 0}, {shifted(document, 3, 5), shifted(document, 0, 6)});
        QCOMPARE(shiftOf(document, 1), 1.0);
        QCOMPARE(shiftOf(document, 3), 5.0);
        QCOMPARE(shiftOf(document, 0), 6.0);
        document.finishRun(number);
        document.appendPredictions(number, {4}, {shifted(document, 4, 7)}); // while the others are on their way
        document.finishRun(number);
        QTRY_VERIFY(!document.isStoringRuns());
        QCOMPARE(shiftOf(document, 3), 5.0);
        QVERIFY(document.close());
    }
    ProjectDocument document;
    project.open(document);
    const std::vector<double> expected = {6, 1, -1, 5, 7, -1};
    for (int row = 0; row < document.faceCount(); ++row)
        QCOMPARE(shiftOf(document, row), expected[static_cast<std::size_t>(row)]);
}

QTEST_GUILESS_MAIN(PagingTest)
#include "paging_test.moc"
