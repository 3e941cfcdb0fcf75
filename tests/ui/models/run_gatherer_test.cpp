#include "tests/ui/document/project_fixture.h"
#include "ui/models/run_gatherer.h"

#include <QSignalSpy>

using namespace fiducial;
using namespace fiducial::ui;
using fiducial::test::ProjectFixture;

/// What reports measure: runs as they stood, read in pieces.
class RunGathererTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void storedRuns_comeWhole();
    void mineAndItsReference_areSnapshots();
    void anotherDataSet_stopsIt();

private:
    static std::shared_ptr<const GatheredRuns> gather(ProjectDocument &document, const std::vector<int> &subjects,
                                                      const std::vector<int> &faces, int *pieces = nullptr)
    {
        RunGatherer gatherer(document);
        std::shared_ptr<const GatheredRuns> out;
        connect(&gatherer, &RunGatherer::gathered, &gatherer,
                [&](std::shared_ptr<const GatheredRuns> runs) { out = std::move(runs); });
        QSignalSpy progress(&gatherer, &RunGatherer::progressed);
        gatherer.start(subjects, faces);
        if (!QTest::qWaitFor([&] { return out != nullptr; }))
            qFatal("nothing was gathered");
        if (pieces)
            *pieces = static_cast<int>(progress.count());
        return out;
    }
};

void RunGathererTest::storedRuns_comeWhole()
{
    constexpr int kFaces = 2000; // a piece is 512 faces at most
    ProjectFixture project(1, kFaces);
    {
        ProjectDocument document;
        project.open(document);
        Run run = ProjectFixture::shiftedRun(document, {1, 2, std::nan(""), 3});
        run.rows.push_back(run.rows.front()); // belongs to no face
        run.rows.back().image = "elsewhere.png";
        document.addRun(std::move(run), true);
        QVERIFY(QTest::qWaitFor([&] { return !document.isStoringRuns(); }));
        QVERIFY(document.close());
    }
    ProjectDocument document;
    project.open(document);
    std::vector<int> faces;
    for (int face = 0; face < kFaces; face += 2)
        faces.push_back(face);
    int pieces = 0;
    const auto runs = gather(document, {0}, faces, &pieces);
    QVERIFY2(pieces > 1, "the event loop waited for all of it");
    const GatheredRuns::Subject &subject = runs->subjects.front();
    QCOMPARE(subject.run.name, std::string("shifted"));
    QCOMPARE(subject.run.rows.size(), std::size_t{kFaces + 1});
    const auto report = pipeline::evaluate(runs->request(), {}).value();
    QCOMPARE(report.faces, faces);
    QCOMPARE(report.evaluation.summary.missing, kFaces / 4);
    for (std::size_t i = 0; i < faces.size(); ++i) {
        const double nme = report.evaluation.faceNme(static_cast<int>(i));
        QVERIFY(std::isnan(nme) == std::isnan(document.nme(faces[i])));
        QVERIFY(std::isnan(nme) || std::abs(nme - document.nme(faces[i])) < 1e-6);
    }
}

void RunGathererTest::mineAndItsReference_areSnapshots()
{
    ProjectFixture project;
    ProjectDocument document;
    project.open(document);
    document.addRun(ProjectFixture::shiftedRun(document, {2}), true);
    document.usePrediction(1, 0, {});
    LandmarkSet moved = document.face(3).truth;
    moved.points[7].x += 10;
    document.moveLandmarks(3, document.groundTruthGrab(3), moved, {7});
    const auto mine = gather(document, {-1}, {0, 1, 2, 3, 4, 5});
    const auto report = pipeline::evaluate(mine->request(), {}).value();
    QCOMPARE(report.evaluation.summary.missing, 4); // untouched faces have no points of mine
    QVERIFY(std::abs(report.evaluation.faceNme(3) - document.nme(3)) < 1e-6);

    document.setReference({Reference::Kind::Mine, -1});
    const auto against = gather(document, {0}, {0, 1, 2, 3, 4, 5});
    document.revertToOriginal(1);
    const auto measured = pipeline::evaluate(against->request(), {}).value();
    QVERIFY(std::abs(measured.evaluation.faceNme(1)) < 1e-6); // it was the prediction itself
    QVERIFY(std::isnan(measured.evaluation.faceNme(0)));
    QCOMPARE(measured.evaluation.summary.unnormalised, 4);
}

void RunGathererTest::anotherDataSet_stopsIt()
{
    ProjectFixture project;
    ProjectDocument document;
    project.open(document);
    document.addRun(ProjectFixture::shiftedRun(document, {2}), true);
    RunGatherer gatherer(document);
    QSignalSpy stopped(&gatherer, &RunGatherer::stopped), gathered(&gatherer, &RunGatherer::gathered);
    gatherer.start({0}, {0, 1, 2});
    QVERIFY(document.close());
    QVERIFY(QTest::qWaitFor([&] { return stopped.count() > 0; }));
    QVERIFY(gathered.isEmpty() && !gatherer.isRunning());
}

QTEST_GUILESS_MAIN(RunGathererTest)
#include "run_gatherer_test.moc"
