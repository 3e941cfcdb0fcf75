#include "core/base/rng.h"
#include "tests/support/faulty_vfs.h"
#include "tests/ui/document/project_fixture.h"

#include <QSignalSpy>

#include <algorithm>
#include <map>
#include <set>

using namespace fiducial;
using namespace fiducial::ui;
using fiducial::test::ProjectFixture;

class ProjectDocumentTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { test::installFaultyVfs(); }
    void cleanup() { test::setFault(test::Fault::None); }

    void move_undo_redo_areEqual();
    void editTouchesOneFaceOnly_andTellsIt();
    void unchangedResult_isNoEdit();
    void faceNamedTwice_isEditedOnce();
    void reopened_hasStatesAndUndoHistory();
    void reopened_continuesRedo();
    void reopened_measuresAsBefore();
    void visibility_isAnEditOfItsOwn();
    void usePrediction_point_contour_face();
    void revertToOriginal_emptiesMine();
    void review_ofManyFacesIsOneStep();
    void nme_followsReferenceAndNormaliser();
    void live_measureEqualsTheStoredOneAfterTheEdit();
    void run_growsInBatchesAndIsStored();
    void missedFace_hasNoNumber();
    void provenance_namesTheRunAfterReopening();
    void failingDisk_keepsEditsAndSaysSo_data();
    void failingDisk_keepsEditsAndSaysSo();
    void rearrangedList_movesNoEditToAnotherImage();
    void laterRun_leavesMineAlone();
    void anyReachableState_reopensEqual();
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

void ProjectDocumentTest::faceNamedTwice_isEditedOnce()
{
    ProjectFixture project;
    {
        ProjectDocument document;
        project.open(document);
        document.setReview({1, 2, 1}, ReviewState::Accepted);
        QCOMPARE(document.undoStack()->count(), 1);
    }
    ProjectDocument document;
    project.open(document);
    QVERIFY(document.state(1).review == ReviewState::Accepted);
    QVERIFY(document.state(2).review == ReviewState::Accepted);
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
    document.deleteFace(0);
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

void ProjectDocumentTest::reopened_measuresAsBefore()
{
    ProjectFixture project;
    ProjectDocument document;
    project.open(document);
    QVERIFY(document.normaliser() != metrics::Normaliser::Diagonal);
    const int near = document.addRun(ProjectFixture::shiftedRun(document, {3}), true);
    const int far = document.addRun(ProjectFixture::shiftedRun(document, {9}), true);
    QVERIFY(document.close());
    project.open(document);
    QCOMPARE(document.activeRun(), far); // the newest
    document.setActiveRun(near);
    document.setReference({Reference::Kind::Run, far});
    document.setNormaliser(metrics::Normaliser::Diagonal);
    document.setThreshold(0.07);
    const double error = document.nme(0);
    QVERIFY(error > 0);

    QVERIFY(document.close());
    project.open(document);
    QCOMPARE(document.activeRun(), near);
    QVERIFY(document.reference() == (Reference{Reference::Kind::Run, far}));
    QVERIFY(document.normaliser() == metrics::Normaliser::Diagonal);
    QCOMPARE(document.threshold(), 0.07);
    QCOMPARE(document.nme(0), error);

    document.setReference({Reference::Kind::Mine, -1});
    document.removeRun(near);
    QVERIFY(document.close());
    project.open(document);
    QVERIFY(document.reference() == (Reference{Reference::Kind::Mine, -1}));
    QCOMPARE(document.activeRun(), far);
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

void ProjectDocumentTest::failingDisk_keepsEditsAndSaysSo_data()
{
    QTest::addColumn<int>("fault");
    QTest::newRow("full") << static_cast<int>(test::Fault::DiskIsFull);
    QTest::newRow("read-only") << static_cast<int>(test::Fault::ReadOnly);
    QTest::newRow("broken") << static_cast<int>(test::Fault::DiskIsBroken);
}

// P2, P3
void ProjectDocumentTest::failingDisk_keepsEditsAndSaysSo()
{
    QFETCH(const int, fault);
    ProjectFixture project;
    ProjectDocument document;
    project.open(document);
    QSignalSpy failed(&document.saveQueue(), &SaveQueue::failed);
    test::setFault(static_cast<test::Fault>(fault));
    movePoint(document, 0, 0, {1, 1});
    movePoint(document, 0, 1, {1, 1});
    const FaceState edited = document.state(0);
    QVERIFY(!document.saveQueue().flush());
    QCOMPARE(failed.count(), 1);
    QCOMPARE(document.saveQueue().state(), SaveQueue::State::Failed);
    QCOMPARE(document.saveQueue().pending(), 2);
    QVERIFY(document.state(0) == edited);
    QVERIFY(!document.close());
    QVERIFY(document.isOpen());
    test::setFault(test::Fault::None);
    document.saveQueue().retry();
    QVERIFY(document.saveQueue().flush());
    QVERIFY(document.close());
    project.open(document);
    QVERIFY(document.state(0) == edited);
}

// P5
void ProjectDocumentTest::rearrangedList_movesNoEditToAnotherImage()
{
    ProjectFixture project(6, 2);
    std::map<std::string, FaceState> edited; // of image and first point
    const auto nameOf = [](const ProjectDocument &document, int row) {
        return document.dataset().sampleOf(row).image + text::fixed(document.face(row).truth.points[0].x, 3);
    };
    {
        ProjectDocument document;
        project.open(document);
        for (int row = 0; row < document.faceCount(); ++row) {
            movePoint(document, row, row, {1.0 + row, 0});
            edited[nameOf(document, row)] = document.state(row);
        }
        QVERIFY(document.close());
    }
    // The second image goes, two new ones come, the rest stands in reverse.
    const std::string list = test::readAll(project.listFile());
    auto rows = text::lines(list);
    std::erase_if(rows, [](std::string_view row) { return row.empty() || row.find("video/1.png") != row.npos; });
    std::reverse(rows.begin(), rows.end());
    std::string next;
    for (const auto row : rows) {
        if (row.find("web/4.png") != row.npos || row.find("web/2.png") != row.npos) {
            std::string fresh(row);
            next += fresh.replace(fresh.find("web/"), 4, "web/new") + "\n";
        }
        next += std::string(row) + "\n";
    }
    test::writeAll(project.listFile(), next);
    ProjectDocument document;
    project.open(document);
    QCOMPARE(document.faceCount(), 14);
    int found = 0;
    for (int row = 0; row < document.faceCount(); ++row) {
        const auto known = edited.find(nameOf(document, row));
        found += known != edited.end();
        QVERIFY(document.state(row) == (known == edited.end() ? FaceState{} : known->second));
    }
    QCOMPARE(found, 10);
    QCOMPARE(document.bindReport().vanished.size(), std::size_t{2});
}

// P6
void ProjectDocumentTest::laterRun_leavesMineAlone()
{
    ProjectFixture project;
    FaceState edited;
    {
        ProjectDocument document;
        project.open(document);
        movePoint(document, 0, 3, {4, 4});
        LandmarkSet set = document.state(0).mine.set;
        set.setVisibility(7, Visibility::Absent);
        document.setVisibility(0, document.groundTruthGrab(0), set, {7});
        edited = document.state(0);
        const int run = document.addRun(ProjectFixture::shiftedRun(document, {5}), true);
        document.appendPredictions(run, {0}, {ProjectFixture::shiftedPrediction(document, 0, 9)});
        QVERIFY(document.state(0) == edited);
        QVERIFY(document.close());
    }
    ProjectDocument document;
    project.open(document);
    document.addRun(ProjectFixture::shiftedRun(document, {1}), true);
    QVERIFY(document.state(0) == edited);
    QCOMPARE(document.state(0).mine.set.visibilityAt(7), Visibility::Absent);
}

// P12
void ProjectDocumentTest::anyReachableState_reopensEqual()
{
    ProjectFixture project(4, 2);
    Rng rng(11);
    ProjectDocument document;
    project.open(document);
    const int run = document.addRun(ProjectFixture::shiftedRun(document, {2, 3}), true);
    const int faces = document.faceCount();
    const auto someFace = [&] { return static_cast<int>(rng.below(static_cast<std::uint64_t>(faces))); };
    std::set<int> counts;
    for (int round = 0; round < 6; ++round) {
        for (int step = 0; step < 25; ++step) {
            const int row = someFace();
            std::vector<int> points;
            const double share = rng.uniform();
            for (int i = 0; i < 98; ++i)
                if (rng.uniform() < share)
                    points.push_back(i);
            LandmarkSet set =
                document.state(row).mine.empty() ? document.face(row).truth : document.state(row).mine.set;
            switch (rng.below(6)) {
            case 0:
                document.usePrediction(row, run, points); // some points of an empty face leave the others absent
                break;
            case 1:
                for (const int i : points)
                    set.points[static_cast<std::size_t>(i)] = {rng.uniform(-200, 400), rng.uniform(-200, 400)};
                document.moveLandmarks(row, document.groundTruthGrab(row), set, points);
                break;
            case 2:
                for (const int i : points)
                    set.setVisibility(i, static_cast<Visibility>(rng.below(3)));
                document.setVisibility(row, document.groundTruthGrab(row), set, points);
                break;
            case 3:
                document.revertToOriginal(row);
                break;
            case 4:
                document.setReview({row, (row + 1) % faces}, static_cast<ReviewState>(rng.below(7)));
                break;
            default:
                document.undoStack()->setIndex(document.undoStack()->index() - static_cast<int>(rng.below(4)));
            }
        }
        std::vector<FaceState> before;
        for (int row = 0; row < faces; ++row) {
            before.push_back(document.state(row));
            counts.insert(before.back().mine.set.presentCount());
        }
        const int undoable = document.undoStack()->index(), history = document.undoStack()->count();
        QVERIFY2(document.close(), document.saveQueue().problem().text().c_str());
        project.open(document);
        for (int row = 0; row < faces; ++row)
            QVERIFY(document.state(row) == before[static_cast<std::size_t>(row)]);
        QCOMPARE(document.undoStack()->index(), undoable);
        QCOMPARE(document.undoStack()->count(), history);
    }
    QVERIFY2(counts.size() > 5 && *counts.begin() == 0 && *counts.rbegin() == 98, "not every kind of state was met");
}

QTEST_GUILESS_MAIN(ProjectDocumentTest)
#include "project_document_test.moc"
