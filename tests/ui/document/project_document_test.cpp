#include "tests/ui/document/project_fixture.h"

#include <QSignalSpy>

#include <unistd.h>

using namespace fiducial;
using namespace fiducial::ui;
using fiducial::test::ProjectFixture;

class ProjectDocumentTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void move_undo_redo_areEqual();
    void editTouchesOneFaceOnly_andTellsIt();
    void unchangedResult_isNoEdit();
    void reopened_hasStatesAndUndoHistory();
    void reopened_continuesRedo();
    void visibility_isAnEditOfItsOwn();
    void usePrediction_point_contour_face();
    void revertToOriginal_emptiesMine();
    void review_ofManyFacesIsOneStep();
    void nme_followsReferenceAndNormaliser();
    void live_measureEqualsTheStoredOneAfterTheEdit();
    void run_growsInBatchesAndIsStored();
    void missedFace_hasNoNumber();
    void provenance_namesTheRunAfterReopening();
    void failingDisk_keepsEditsAndSaysSo();
};

namespace {
LandmarkSet movedTruth(const ProjectDocument &document, int row, int point, Point2 by)
{
    LandmarkSet set = document.face(row).truth;
    set.points[static_cast<std::size_t>(point)] = set.points[static_cast<std::size_t>(point)] + by;
    return set;
}

void movePoint(ProjectDocument &document, int row, int point, Point2 by)
{
    document.moveLandmarks(row, document.groundTruthGrab(row), movedTruth(document, row, point, by), {point});
}
} // namespace

void ProjectDocumentTest::move_undo_redo_areEqual()
{
    ProjectFixture project;
    ProjectDocument document;
    project.open(document);
    const FaceState before = document.state(2);
    movePoint(document, 2, 16, {3, 4});
    const FaceState after = document.state(2);
    QVERIFY(!(before == after));
    QCOMPARE(after.mine.origin[16].movedPixels, 5.0F);
    document.undoStack()->undo();
    QVERIFY(document.state(2) == before);
    document.undoStack()->redo();
    QVERIFY(document.state(2) == after);
    QVERIFY(document.saveQueue().flush());
}

void ProjectDocumentTest::editTouchesOneFaceOnly_andTellsIt()
{
    ProjectFixture project;
    ProjectDocument document;
    project.open(document);
    std::vector<std::vector<int>> told;
    connect(&document, &ProjectDocument::changed, this, [&](const ChangeEvent &event) {
        if (const auto *faces = std::get_if<FacesChanged>(&event))
            told.push_back(faces->rows);
    });
    QSignalSpy reveal(&document, &ProjectDocument::revealRequested);
    movePoint(document, 1, 0, {1, 0});
    QCOMPARE(told, (std::vector<std::vector<int>>{{1}}));
    QCOMPARE(reveal.count(), 0);
    document.undoStack()->undo();
    QCOMPARE(reveal.count(), 1);
    QCOMPARE(reveal.front().front().toInt(), 1);
    for (int row = 0; row < document.faceCount(); ++row)
        QVERIFY(document.state(row).mine.empty());
}

void ProjectDocumentTest::unchangedResult_isNoEdit()
{
    ProjectFixture project;
    ProjectDocument document;
    project.open(document);
    document.setReview({0}, ReviewState::New);
    QCOMPARE(document.undoStack()->count(), 0);
}

void ProjectDocumentTest::reopened_hasStatesAndUndoHistory()
{
    ProjectFixture project;
    FaceState edited, once;
    {
        ProjectDocument document;
        project.open(document);
        movePoint(document, 3, 5, {2, 0});
        once = document.state(3);
        LandmarkSet next = once.mine.set;
        next.points[6] = next.points[6] + Point2{0, 2};
        document.moveLandmarks(3, document.groundTruthGrab(3), next, {6});
        document.setReview({0}, ReviewState::Accepted);
        edited = document.state(3);
        QVERIFY(document.close());
    }
    ProjectDocument document;
    project.open(document);
    QVERIFY(document.state(3) == edited);
    QVERIFY(document.state(0).review == ReviewState::Accepted);
    QCOMPARE(document.undoStack()->count(), 3);
    document.undoStack()->undo();
    QVERIFY(document.state(0).review == ReviewState::New);
    document.undoStack()->undo();
    QVERIFY(document.state(3) == once);
    document.undoStack()->undo();
    QVERIFY(document.state(3) == FaceState{});
    QVERIFY(document.saveQueue().flush());
}

void ProjectDocumentTest::reopened_continuesRedo()
{
    ProjectFixture project;
    FaceState edited;
    {
        ProjectDocument document;
        project.open(document);
        movePoint(document, 0, 5, {2, 0});
        edited = document.state(0);
        document.undoStack()->undo();
        QVERIFY(document.close());
    }
    ProjectDocument document;
    project.open(document);
    QVERIFY(document.state(0).mine.empty());
    QVERIFY(document.undoStack()->canRedo());
    document.undoStack()->redo();
    QVERIFY(document.state(0) == edited);
    document.undoStack()->undo();
    document.undoStack()->redo();
    QVERIFY(document.saveQueue().flush());
}

void ProjectDocumentTest::visibility_isAnEditOfItsOwn()
{
    ProjectFixture project;
    ProjectDocument document;
    project.open(document);
    LandmarkSet set = document.face(0).truth;
    set.setVisibility(7, Visibility::Occluded);
    document.setVisibility(0, document.groundTruthGrab(0), set, {7});
    QCOMPARE(document.state(0).mine.set.visibilityAt(7), Visibility::Occluded);
    QCOMPARE(document.state(0).mine.set.visibilityAt(8), Visibility::Visible);
    QCOMPARE(document.state(0).mine.origin[7].source, PointSource::Human);
    document.undoStack()->undo();
    QVERIFY(document.state(0).mine.empty());
}

void ProjectDocumentTest::usePrediction_point_contour_face()
{
    ProjectFixture project;
    ProjectDocument document;
    project.open(document);
    const int run = document.addRun(ProjectFixture::shiftedRun(document, {2}), true);
    document.usePrediction(0, run, {96});
    QCOMPARE(document.state(0).mine.set.presentCount(), 1);
    const auto &contour = document.scheme()->contours.front().points;
    document.usePrediction(0, run, contour);
    QCOMPARE(document.state(0).mine.set.presentCount(), 1 + static_cast<int>(contour.size()));
    document.usePrediction(0, run, {});
    QCOMPARE(document.state(0).mine.set.presentCount(), 98);
    for (const Provenance &origin : document.state(0).mine.origin)
        QCOMPARE(origin.source, PointSource::Model);
    QCOMPARE(document.undoStack()->count(), 3);
    document.undoStack()->setIndex(0);
    QVERIFY(document.state(0).mine.empty());
}

void ProjectDocumentTest::revertToOriginal_emptiesMine()
{
    ProjectFixture project;
    ProjectDocument document;
    project.open(document);
    movePoint(document, 0, 1, {1, 1});
    QCOMPARE(document.editedFaceCount(), 1);
    document.revertToOriginal(0);
    QCOMPARE(document.editedFaceCount(), 0);
    document.undoStack()->undo();
    QCOMPARE(document.editedFaceCount(), 1);
}

void ProjectDocumentTest::review_ofManyFacesIsOneStep()
{
    ProjectFixture project;
    ProjectDocument document;
    project.open(document);
    document.setReview({0, 2, 4}, ReviewState::NeedsWork);
    QCOMPARE(document.undoStack()->count(), 1);
    QVERIFY(document.state(4).review == ReviewState::NeedsWork);
    QVERIFY(document.state(1).review == ReviewState::New);
    document.undoStack()->undo();
    for (int row = 0; row < document.faceCount(); ++row)
        QVERIFY(document.state(row).review == ReviewState::New);
}

void ProjectDocumentTest::nme_followsReferenceAndNormaliser()
{
    ProjectFixture project;
    ProjectDocument document;
    project.open(document);
    QVERIFY(std::isnan(document.nme(0)));
    const int run = document.addRun(ProjectFixture::shiftedRun(document, {3}), true);
    const auto &truth = document.face(0).truth;
    const double ocular = distance(truth.points[60], truth.points[72]);
    QVERIFY(std::abs(document.nme(0) - 3 / ocular) < 1e-6);
    QCOMPARE(document.subject(0), Subject::Run);

    document.setNormaliser(metrics::Normaliser::Diagonal);
    const Rect box = landmarkBox(truth);
    QVERIFY(std::abs(document.nme(0) - 3 / std::hypot(box.width, box.height)) < 1e-6);

    document.setReference({Reference::Kind::Run, run});
    QCOMPARE(document.referenceName(), QStringLiteral("shifted"));
    QCOMPARE(document.nme(0), 0.0);
    document.setReference({Reference::Kind::Mine, -1});
    QVERIFY(std::isnan(document.nme(0)));
}

void ProjectDocumentTest::live_measureEqualsTheStoredOneAfterTheEdit()
{
    ProjectFixture project;
    ProjectDocument document;
    project.open(document);
    for (int step = 1; step <= 10; ++step) {
        const LandmarkSet preview = movedTruth(document, 1, 54, {0.7 * step, -0.3 * step});
        const double live = document.measureOf(1, preview).under(document.normaliser());
        document.moveLandmarks(1, document.groundTruthGrab(1), preview, {54});
        QCOMPARE(document.nme(1), live);
        const auto &truth = document.face(1).truth;
        const double moved = distance(truth.points[54], preview.points[54]) / 98;
        QVERIFY(std::abs(live - moved / distance(truth.points[60], truth.points[72])) < 1e-6);
    }
}

void ProjectDocumentTest::run_growsInBatchesAndIsStored()
{
    ProjectFixture project;
    int number = -1;
    {
        ProjectDocument document;
        project.open(document);
        Run run;
        run.name = run.modelName = "growing";
        run.schemeId = "wflw98";
        number = document.addRun(run, false);
        QVERIFY(!document.run(number)->complete);
        document.appendPredictions(
            number, {1, 3},
            {ProjectFixture::shiftedPrediction(document, 1, 1), ProjectFixture::shiftedPrediction(document, 3, 2)});
        QVERIFY(std::isfinite(document.nme(3)));
        QVERIFY(std::isnan(document.nme(0)));
        document.appendPredictions(number, {3}, {ProjectFixture::shiftedPrediction(document, 3, 4)});
        QCOMPARE(document.run(number)->run.rows.size(), std::size_t{2});
        document.finishRun(number);
        QVERIFY(document.run(number)->complete);
        QVERIFY(document.close());
    }
    ProjectDocument document;
    project.open(document);
    QCOMPARE(document.runs().size(), std::size_t{1});
    QCOMPARE(document.activeRun(), number);
    const double ocular = distance(document.face(3).truth.points[60], document.face(3).truth.points[72]);
    QVERIFY(std::abs(document.nme(3) - 4 / ocular) < 1e-6);
    QVERIFY(!document.prediction(0, number));
}

void ProjectDocumentTest::missedFace_hasNoNumber()
{
    ProjectFixture project;
    ProjectDocument document;
    project.open(document);
    document.addRun(ProjectFixture::shiftedRun(document, {1, std::nan("")}), true);
    QCOMPARE(document.subject(0), Subject::Run);
    QCOMPARE(document.subject(1), Subject::None);
    QVERIFY(std::isnan(document.nme(1)));
    document.usePrediction(1, document.activeRun(), {});
    QVERIFY(document.state(1).mine.empty());
}

void ProjectDocumentTest::provenance_namesTheRunAfterReopening()
{
    ProjectFixture project;
    int second = -1;
    {
        ProjectDocument document;
        project.open(document);
        document.addRun(ProjectFixture::shiftedRun(document, {1}), true);
        Run run = ProjectFixture::shiftedRun(document, {2});
        run.name = "the second";
        second = document.addRun(run, true);
        document.usePrediction(0, second, {});
        QVERIFY(document.close());
    }
    ProjectDocument document;
    project.open(document);
    const int number = document.state(0).mine.origin[0].run;
    QCOMPARE(number, second);
    QCOMPARE(document.runName(number), QStringLiteral("the second"));
}

void ProjectDocumentTest::failingDisk_keepsEditsAndSaysSo()
{
    if (::geteuid() == 0)
        QSKIP("The superuser may write into read-only folders");
    ProjectFixture project;
    ProjectDocument document;
    project.open(document);
    QSignalSpy failed(&document.saveQueue(), &SaveQueue::failed);
    const auto folder = document.projectFile().parent_path();
    std::filesystem::permissions(folder, std::filesystem::perms::owner_write, std::filesystem::perm_options::remove);
    std::filesystem::permissions(document.projectFile(), std::filesystem::perms::owner_write,
                                 std::filesystem::perm_options::remove);
    movePoint(document, 0, 0, {1, 1});
    const FaceState edited = document.state(0);
    document.saveQueue().flush();
    if (failed.isEmpty())
        QSKIP("This file system lets an open database be written whatever its permissions");
    QVERIFY(document.state(0) == edited);
    QVERIFY(!document.close());
    std::filesystem::permissions(folder, std::filesystem::perms::owner_write, std::filesystem::perm_options::add);
    std::filesystem::permissions(document.projectFile(), std::filesystem::perms::owner_write,
                                 std::filesystem::perm_options::add);
    document.saveQueue().retry();
    QVERIFY(document.saveQueue().flush());
}

QTEST_GUILESS_MAIN(ProjectDocumentTest)
#include "project_document_test.moc"
