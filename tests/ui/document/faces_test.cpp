#include "core/dataset/edited_dataset.h"
#include "core/pipeline/evaluate.h"
#include "tests/ui/document/faces_fixture.h"

#include <QSignalSpy>

#include <algorithm>

using namespace fiducial;
using namespace fiducial::ui;
using namespace fiducial::test;

class FacesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void addedFace_isARowOfItsImage();
    void addedFace_isUndoneRedoneAndReopened();
    void deletedFace_leavesEveryCount_andComesBack();
    void redoOfADeletion_worksAfterReopening();
    void imageWithoutFaces_hasAStandInThatCannotBeEdited();
    void box_isEditedLive_andBackAsRead();
    void attribute_isAnEdit_andBackAsRead();
    void ownAttribute_isOfTheProject();
    void ownAttribute_isRemovedWhileNobodyHasIt();
    void ownAttribute_isRenamed();
    void ownAttribute_keepsItsNameWhenAPictureIsReverted();
    void ownAttribute_isRenamedInDeletedFacesToo();
    void ownAttribute_isRemovedOnlyWhereNoDeletedFaceHasIt();
    void switchedAttribute_isUnknownAgainWhereItWas();
    void facesThatAreStillSought_takeNoEdit();
    void landmarks_moveToAnotherFace_orChangePlaces();
    void landmarksOfARun_areCopiedToAnotherFace();
    void addedFacesOfImagesThatAreGone_areToldWhileTheyExist();
    void runOfAnAddedFace_isStored();
    void whoeverHoldsTheDataset_keepsItAsItWas();
};

void FacesTest::addedFace_isARowOfItsImage()
{
    ProjectFixture project(3, 2);
    ProjectDocument document;
    project.open(document);
    int listed = 0;
    connect(&document, &ProjectDocument::changed, this,
            [&](const ChangeEvent &event) { listed += std::holds_alternative<FacesListed>(event); });
    const int sample = document.face(2).sample;
    const int row = addOne(document, sample);
    QCOMPARE(row, 6);
    QCOMPARE(listed, 1);
    QCOMPARE(document.existingFaces(), 7);
    QVERIFY(document.exists(row));
    QCOMPARE(*document.face(row).box, kBox);
    QCOMPARE(document.dataset().sampleOf(2).faces, (std::vector<std::int32_t>{2, 3, 6}));
    QCOMPARE(document.dataset().numberInImage(row), 2);
    QVERIFY(document.state(row).mine.set == meanIn(document, kBox));
    QVERIFY(document.state(row).mine.origin[0].source == PointSource::Model);
    QCOMPARE(document.reviewCount(ReviewState::InWork), 1);
    QVERIFY(std::isnan(document.nme(row)));
}

void FacesTest::addedFace_isUndoneRedoneAndReopened()
{
    ProjectFixture project(2, 1);
    FaceState added;
    Uuid id;
    {
        ProjectDocument document;
        project.open(document);
        const int row = addOne(document, 1);
        added = document.state(row);
        id = document.faceId(row);
        document.undoStack()->undo();
        QVERIFY(!document.exists(row));
        QCOMPARE(document.existingFaces(), 2);
        document.undoStack()->redo();
        QVERIFY(document.exists(row));
        QVERIFY(document.state(row) == added);
        QCOMPARE(document.undoStack()->count(), 1);
    }
    {
        ProjectDocument document;
        project.open(document);
        const int row = document.rowOf(id);
        QVERIFY(row >= 0);
        QVERIFY(document.state(row) == added);
        QCOMPARE(*document.face(row).box, kBox);
        QCOMPARE(document.existingFaces(), 3);
        document.undoStack()->undo();
        QCOMPARE(document.existingFaces(), 2);
    }
    ProjectDocument document;
    project.open(document);
    const int row = document.rowOf(id);
    QVERIFY(!document.exists(row));
    document.undoStack()->redo();
    QVERIFY(document.exists(row));
    QVERIFY(document.state(row) == added);
    QVERIFY(document.bindReport().vanished.empty());
}

void FacesTest::deletedFace_leavesEveryCount_andComesBack()
{
    ProjectFixture project(2, 2);
    ProjectDocument document;
    project.open(document);
    document.setReview({1}, ReviewState::Accepted);
    const FaceState before = document.state(1);
    document.deleteFace(1);
    QVERIFY(!document.exists(1));
    QCOMPARE(document.existingFaces(), 3);
    QCOMPARE(document.existingRows(), (std::vector<int>{0, 2, 3}));
    QCOMPARE(document.reviewCount(ReviewState::Accepted), 0);
    QCOMPARE(document.dataset().sampleOf(0).faces, (std::vector<std::int32_t>{0}));
    QCOMPARE(document.faceToShow(1), 0);
    const Run run = ProjectFixture::shiftedRun(document, {2});
    const auto report = pipeline::evaluate({.dataset = &document.dataset(), .run = &run}, {});
    QVERIFY(report.ok());
    QCOMPARE(report->faces, (std::vector<int>{0, 2, 3}));
    document.setReview({1}, ReviewState::Rejected); // nothing can be done to it
    QCOMPARE(document.undoStack()->count(), 2);
    document.undoStack()->undo();
    QVERIFY(document.state(1) == before);
    QCOMPARE(document.reviewCount(ReviewState::Accepted), 1);
    QCOMPARE(document.dataset().sampleOf(0).faces, (std::vector<std::int32_t>{0, 1}));
}

void FacesTest::redoOfADeletion_worksAfterReopening()
{
    ProjectFixture project(2, 2);
    {
        ProjectDocument document;
        project.open(document);
        document.deleteFace(2);
        document.undoStack()->undo();
    }
    {
        ProjectDocument document;
        project.open(document);
        QVERIFY(document.exists(2));
        document.undoStack()->redo();
        QVERIFY(!document.exists(2));
    }
    ProjectDocument document;
    project.open(document);
    QVERIFY(!document.exists(2));
    QCOMPARE(document.existingFaces(), 3);
}

void FacesTest::imageWithoutFaces_hasAStandInThatCannotBeEdited()
{
    ProjectFixture project(2, 1);
    ProjectDocument document;
    project.open(document);
    document.deleteFace(0);
    QCOMPARE(document.faceToShow(0), 0);
    QVERIFY(document.dataset().sampleOf(0).faces.empty());
    document.setBox(0, kBox);
    document.setAttribute({0}, "blur", 1);
    QVERIFY(!document.moveLandmarksTo(1, 0));
    QCOMPARE(document.undoStack()->count(), 1);
    const int row = addOne(document, document.face(0).sample);
    QCOMPARE(document.faceToShow(0), row);
    Dataset bare = document.dataset();
    bare.samples.push_back({"bare.png", {}, {}});
    appendStandIns(bare);
    QCOMPARE(bare.faces.size(), document.dataset().faces.size() + 1);
    QVERIFY(bare.faces.back().removed);
    QVERIFY(bare.samples.back().faces.empty());
}

void FacesTest::box_isEditedLive_andBackAsRead()
{
    ProjectFixture project(2, 1);
    std::optional<Rect> read;
    {
        ProjectDocument document;
        project.open(document);
        read = document.face(0).box;
        document.setBox(0, {-4.25, 3.5, 60, 70.125});
        QCOMPARE(*document.face(0).box, (Rect{-4.25, 3.5, 60, 70.125}));
        QVERIFY(document.review(0) == ReviewState::InWork);
        document.setBox(0, {-4.25, 3.5, 60, 70.125}); // the same again is no edit
        QCOMPARE(document.undoStack()->count(), 1);
    }
    ProjectDocument document;
    project.open(document);
    QCOMPARE(*document.face(0).box, (Rect{-4.25, 3.5, 60, 70.125}));
    document.undoStack()->undo();
    QVERIFY(document.face(0).box == read);
    QVERIFY(document.state(0) == FaceState{});
    QVERIFY(!document.face(0).asRead);
    document.undoStack()->redo();
    document.setBox(0, *read);
    QVERIFY(!document.state(0).fields.box);
}

void FacesTest::attribute_isAnEdit_andBackAsRead()
{
    ProjectFixture project(3, 1);
    {
        ProjectDocument document;
        project.open(document);
        QCOMPARE(document.face(0).attributes, (std::vector<std::int8_t>{1, 0, 0, 0, 1, 0}));
        document.setAttribute({0, 1}, "blur", 1);
        QCOMPARE(document.undoStack()->count(), 1);
        document.setAttribute({0}, "pose", 0);
        QCOMPARE(document.face(0).attributes, (std::vector<std::int8_t>{0, 0, 0, 0, 1, 1}));
    }
    ProjectDocument document;
    project.open(document);
    QCOMPARE(document.face(0).attributes, (std::vector<std::int8_t>{0, 0, 0, 0, 1, 1}));
    QCOMPARE(document.face(1).attributes[5], std::int8_t{1});
    document.setAttribute({0}, "pose", 1);
    QVERIFY(!document.state(0).fields.attributes.contains("pose"));
    for (int i = 0; i < 3; ++i)
        document.undoStack()->undo();
    QCOMPARE(document.face(0).attributes, (std::vector<std::int8_t>{1, 0, 0, 0, 1, 0}));
    QVERIFY(document.state(0) == FaceState{});
}

void FacesTest::ownAttribute_isOfTheProject()
{
    ProjectFixture project(2, 1);
    {
        ProjectDocument document;
        project.open(document);
        document.defineAttributes({"beard", "glasses"});
        document.setAttribute({1}, "glasses", 1);
    }
    ProjectDocument document;
    project.open(document);
    QCOMPARE(ownAttributeNames(document.dataset()), (std::vector<std::string>{"beard", "glasses"}));
    QCOMPARE(attributeOf(document.dataset(), 1, attributeIndex(document.dataset(), "glasses")), std::int8_t{1});
    QCOMPARE(attributeOf(document.dataset(), 0, attributeIndex(document.dataset(), "glasses")), std::int8_t{-1});
    QCOMPARE(wflwAttributesOf(document.dataset(), document.face(1)).size(), std::size_t{6});
}

void FacesTest::ownAttribute_isRemovedWhileNobodyHasIt()
{
    ProjectFixture project(2, 1);
    {
        ProjectDocument document;
        project.open(document);
        document.defineAttributes({"beard", "glasses"});
        document.setAttribute({1}, "glasses", 0);
        QVERIFY(!document.removeAttribute("glasses"));
        QVERIFY(document.removeAttribute("beard"));
        QCOMPARE(attributeOf(document.dataset(), 1, attributeIndex(document.dataset(), "glasses")), std::int8_t{0});
    }
    ProjectDocument document;
    project.open(document);
    QCOMPARE(ownAttributeNames(document.dataset()), (std::vector<std::string>{"glasses"}));
    QCOMPARE(attributeOf(document.dataset(), 1, 6), std::int8_t{0});
}

void FacesTest::ownAttribute_isRenamed()
{
    ProjectFixture project(3, 1);
    const auto names = [](const ProjectDocument &document) { return ownAttributeNames(document.dataset()); };
    const auto value = [](const ProjectDocument &document, int row, const char *name) {
        return attributeOf(document.dataset(), row, attributeIndex(document.dataset(), name));
    };
    FaceState renamed;
    {
        ProjectDocument document;
        project.open(document);
        document.defineAttributes({"beard", "glasses"});
        QVERIFY(document.renameAttribute("beard", "full beard")); // nobody has it: no edit
        QCOMPARE(document.undoStack()->count(), 0);
        document.setAttribute({1}, "glasses", 1);
        document.setAttribute({2}, "glasses", 0);
        const FaceState before = document.state(1);
        QVERIFY(!document.renameAttribute("glasses", "blur"));
        QVERIFY(!document.renameAttribute("blur", "unsharp")); // stands in the list
        QVERIFY(document.renameAttribute("glasses", "spectacles"));
        QCOMPARE(document.undoStack()->count(), 3);
        QCOMPARE(names(document), (std::vector<std::string>{"full beard", "spectacles"}));
        renamed = document.state(1);
        QCOMPARE(value(document, 1, "spectacles"), std::int8_t{1});
        QCOMPARE(value(document, 2, "spectacles"), std::int8_t{0});
        document.undoStack()->undo();
        QVERIFY(document.state(1) == before);
        QCOMPARE(names(document), (std::vector<std::string>{"full beard", "glasses"}));
        QCOMPARE(value(document, 1, "glasses"), std::int8_t{1});
        document.undoStack()->redo();
        QVERIFY(document.state(1) == renamed);
        QCOMPARE(names(document), (std::vector<std::string>{"full beard", "spectacles"}));
    }
    ProjectDocument document;
    project.open(document);
    QCOMPARE(names(document), (std::vector<std::string>{"full beard", "spectacles"}));
    QVERIFY(document.state(1) == renamed);
    document.undoStack()->undo();
    QCOMPARE(names(document), (std::vector<std::string>{"full beard", "glasses"}));
    QCOMPARE(value(document, 2, "glasses"), std::int8_t{0});
}

void FacesTest::ownAttribute_keepsItsNameWhenAPictureIsReverted()
{
    ProjectFixture project(2, 1);
    ProjectDocument document;
    project.open(document);
    const std::map<std::string, std::int8_t> glasses{{"glasses", 1}}, spectacles{{"spectacles", 1}};
    document.setAttribute({1}, "glasses", 1);
    QVERIFY(document.saveQueue().flush());
    const std::int64_t early = document.store()->revisionsOfFace(document.faceId(1)).value().back().sequence;
    QVERIFY(document.renameAttribute("glasses", "spectacles"));
    document.setAttribute({1}, "spectacles", 0);
    QVERIFY(document.saveQueue().flush());
    document.revertPicture(1, early);
    QVERIFY(document.state(1).fields.attributes == spectacles);
    QCOMPARE(ownAttributeNames(document.dataset()), std::vector<std::string>{"spectacles"});
    for (int i = 0; i < 3; ++i)
        document.undoStack()->undo();
    QVERIFY(document.state(1).fields.attributes == glasses);
    QVERIFY(document.saveQueue().flush());
    document.setAttribute({1}, "glasses", 0);
    document.revertPicture(1, early); // a rename that was taken back again
    QVERIFY(document.state(1).fields.attributes == glasses);
}

void FacesTest::ownAttribute_isRenamedInDeletedFacesToo()
{
    ProjectFixture project(2, 2);
    const auto names = [](const ProjectDocument &document) { return ownAttributeNames(document.dataset()); };
    const auto value = [](const ProjectDocument &document, int row) {
        return attributeOf(document.dataset(), row, attributeIndex(document.dataset(), "spectacles"));
    };
    {
        ProjectDocument document;
        project.open(document);
        document.setAttribute({1, 3}, "glasses", 1);
        document.deleteFace(1);
        QSignalSpy revealed(&document, &ProjectDocument::revealRequested);
        QVERIFY(document.renameAttribute("glasses", "spectacles"));
        QCOMPARE(document.undoStack()->count(), 3);
        document.undoStack()->undo();
        QCOMPARE(revealed.takeFirst().at(0).toInt(), 3); // a face that people see
        document.undoStack()->redo();
    }
    {
        ProjectDocument document;
        project.open(document);
        QCOMPARE(names(document), std::vector<std::string>{"spectacles"});
        document.deleteFace(3); // now nobody whom people see has it
        QVERIFY(document.renameAttribute("spectacles", "monocle"));
        document.undoStack()->undo();
        document.undoStack()->undo();
        QCOMPARE(names(document), std::vector<std::string>{"spectacles"});
        QCOMPARE(value(document, 1), std::int8_t{1});
        QCOMPARE(value(document, 3), std::int8_t{1});
        document.undoStack()->undo();
        QCOMPARE(names(document), std::vector<std::string>{"glasses"});
        document.undoStack()->undo();
        QVERIFY(document.exists(1));
        QVERIFY((document.state(1).fields.attributes == std::map<std::string, std::int8_t>{{"glasses", 1}}));
        document.undoStack()->redo();
        document.undoStack()->redo();
        QCOMPARE(names(document), std::vector<std::string>{"spectacles"});
    }
    ProjectDocument document; // the same from the log
    project.open(document);
    QCOMPARE(names(document), std::vector<std::string>{"spectacles"});
    QVERIFY((document.state(1).fields.attributes == std::map<std::string, std::int8_t>{{"spectacles", 1}}));
    QVERIFY((document.state(3).fields.attributes == std::map<std::string, std::int8_t>{{"spectacles", 1}}));
}

void FacesTest::ownAttribute_isRemovedOnlyWhereNoDeletedFaceHasIt()
{
    ProjectFixture project(1, 2);
    ProjectDocument document;
    project.open(document);
    document.setAttribute({1}, "smile", 1);
    document.deleteFace(1);
    QVERIFY(!document.removeAttribute("smile"));
    QVERIFY(!document.removeAttribute("blur")); // of the list itself, whoever has it
    document.undoStack()->undo();
    document.undoStack()->undo();
    QVERIFY(document.removeAttribute("smile"));
    document.defineAttributes({"glasses"});
    QCOMPARE(attributeOf(document.dataset(), 1, attributeIndex(document.dataset(), "glasses")), std::int8_t{-1});
}

void FacesTest::switchedAttribute_isUnknownAgainWhereItWas()
{
    ProjectFixture project(1, 1);
    ProjectDocument document;
    project.open(document);
    for (const int expected : {1, 0, -1, 1})
        QCOMPARE(document.switchAttribute(0, "smile"), static_cast<std::int8_t>(expected));
    const int blur = attributeIndex(document.dataset(), "blur");
    QCOMPARE(attributeOf(document.dataset(), 0, blur), std::int8_t{0});
    for (const int expected : {1, 0, 1}) // a list says yes or no
        QCOMPARE(document.switchAttribute(0, "blur"), static_cast<std::int8_t>(expected));
}

void FacesTest::facesThatAreStillSought_takeNoEdit()
{
    ProjectFixture project(1, 2);
    auto opened = pipeline::openProject(project.formats(), {project.root(), {}, project.userData()}, JobContext{});
    QVERIFY(opened.ok());
    opened->facesPending = true;
    ProjectDocument document;
    document.open(std::move(opened).value());
    document.setAttribute({0}, "glasses", 1);
    document.setBox(0, kBox);
    document.deleteFace(0);
    QCOMPARE(document.addFace(0, kBox, {}), -1);
    QCOMPARE(document.undoStack()->count(), 0);
    QCOMPARE(document.saveQueue().pending(), 0);
}

void FacesTest::landmarks_moveToAnotherFace_orChangePlaces()
{
    ProjectFixture project(1, 2);
    ProjectDocument document;
    project.open(document);
    LandmarkSet moved = document.face(0).truth;
    moved.points[5] = {1.25, 2.5};
    document.moveLandmarks(0, document.groundTruthGrab(0), moved, {5});
    const EditedSet mine = document.state(0).mine;
    QVERIFY(document.moveLandmarksTo(0, 1));
    QVERIFY(document.state(0).mine.empty());
    QVERIFY(document.state(1).mine == mine);
    QCOMPARE(document.undoStack()->count(), 2);
    moved.points[6] = {7, 8};
    document.moveLandmarks(0, document.groundTruthGrab(0), moved, {6});
    const EditedSet other = document.state(0).mine;
    QVERIFY(document.moveLandmarksTo(0, 1));
    QVERIFY(document.state(0).mine == mine);
    QVERIFY(document.state(1).mine == other);
    document.undoStack()->undo();
    QVERIFY(document.state(0).mine == other);
    QVERIFY(document.state(1).mine == mine);
}

void FacesTest::landmarksOfARun_areCopiedToAnotherFace()
{
    ProjectFixture project(1, 2);
    ProjectDocument document;
    project.open(document);
    const int run = document.addRun(ProjectFixture::shiftedRun(document, {3}), true);
    QVERIFY(document.moveLandmarksTo(0, 1));
    QVERIFY(document.state(0).mine.empty());
    QVERIFY(document.state(1).mine.set == document.runSet(0, run));
    LandmarkSet moved = document.face(0).truth;
    moved.points[5] = {1.25, 2.5};
    document.moveLandmarks(1, document.groundTruthGrab(1), moved, {5});
    const EditedSet corrected = document.state(1).mine;
    QVERIFY(document.moveLandmarksTo(0, 1)); // nothing of what was corrected is lost
    QVERIFY(document.state(0).mine == corrected);
    QVERIFY(document.state(1).mine.set == document.runSet(0, run));
    document.undoStack()->undo();
    QVERIFY(document.state(0).mine.empty());
    QVERIFY(document.state(1).mine == corrected);
    document.undoStack()->undo();
    QCOMPARE(document.state(1).mine.origin[0].run, static_cast<std::int16_t>(run));
}

void FacesTest::addedFacesOfImagesThatAreGone_areToldWhileTheyExist()
{
    ProjectFixture project(2, 1);
    Uuid kept;
    std::string image;
    {
        ProjectDocument document;
        project.open(document);
        image = document.dataset().sampleOf(1).image;
        kept = document.faceId(addOne(document, 1));
        document.deleteFace(addOne(document, 1));
        (void)addOne(document, 1);
        document.undoStack()->undo();
    }
    const auto lines = linesOf(project.listFile());
    test::writeAll(project.listFile(), lines[0] + "\n");
    ProjectDocument document;
    project.open(document);
    QCOMPARE(document.existingFaces(), 1);
    QVERIFY(document.bindReport().vanished == std::vector<std::string>{image + "|" + kept.toString()});
}

void FacesTest::runOfAnAddedFace_isStored()
{
    ProjectFixture project(2, 1);
    Uuid id;
    LandmarkSet predicted;
    {
        ProjectDocument document;
        project.open(document);
        const int run = document.addRun(ProjectFixture::shiftedRun(document, {3}), true);
        const int row = addOne(document, 0);
        id = document.faceId(row);
        Prediction prediction = ProjectFixture::shiftedPrediction(document, row, 0);
        for (const Point2 p : document.state(row).mine.set.points)
            prediction.points.push_back(toFloat(p));
        document.appendPredictions(run, {row}, {prediction});
        document.finishRun(run);
        predicted = document.runSet(row, run);
        QCOMPARE(predicted.count(), 98);
    }
    ProjectDocument document;
    project.open(document);
    QVERIFY(document.runSet(document.rowOf(id), document.activeRun()) == predicted);
}

void FacesTest::whoeverHoldsTheDataset_keepsItAsItWas()
{
    ProjectFixture project(2, 1);
    ProjectDocument document;
    project.open(document);
    document.store()->flush(); // its writer has let go of the new faces
    document.setAttribute({0}, "blur", 1);
    const Dataset *now = &document.dataset();
    document.setBox(0, kBox);
    QCOMPARE(&document.dataset(), now); // a hundred thousand faces are not copied for one
    const auto held = document.sharedDataset();
    (void)addOne(document, 0);
    document.deleteFace(1);
    document.setAttribute({0}, "blur", 0);
    QCOMPARE(held->faces.size(), std::size_t{2});
    QCOMPARE(held->faces[0].attributes[5], std::int8_t{1});
    QVERIFY(!held->faces[1].removed);
    QCOMPARE(document.dataset().faces.size(), std::size_t{3});
    QVERIFY(document.dataset().faces[1].removed);
}

QTEST_GUILESS_MAIN(FacesTest)
#include "faces_test.moc"
