// long: gestures on faces and what exports make of them share one data set and its helpers
#include "core/base/file_io.h"
#include "core/dataset/edited_dataset.h"
#include "core/pipeline/evaluate.h"
#include "core/pipeline/export_dataset.h"
#include "core/shape/shape_model.h"
#include "tests/ui/document/project_fixture.h"

#include <algorithm>

using namespace fiducial;
using namespace fiducial::ui;
using fiducial::test::ProjectFixture;

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
    void ownAttribute_isRemovedOnlyWhereNoDeletedFaceHasIt();
    void switchedAttribute_isUnknownAgainWhereItWas();
    void facesThatAreStillSought_takeNoEdit();
    void landmarks_moveToAnotherFace_orChangePlaces();
    void landmarksOfARun_areCopiedToAnotherFace();
    void patchedCopy_dropsAndAppendsRows();
    void patchedCopy_saysWhatItCannotHold();
    void namedAttributes_areCarriedByCoco();
    void exportedOverTheSource_isTheSameFaceAgain_data();
    void exportedOverTheSource_isTheSameFaceAgain();
    void sourceWithoutAnyFaceLeft_isNotWritten();
    void addedFacesOfImagesThatAreGone_areToldWhileTheyExist();
    void runOfAnAddedFace_isStored();
    void whoeverHoldsTheDataset_keepsItAsItWas();
};

namespace {
constexpr Rect kBox{10, 12, 40, 44};

LandmarkSet meanIn(const ProjectDocument &document, const Rect &box)
{
    return {shape::meanShapeIn(*document.scheme(), box), {}};
}

int addOne(ProjectDocument &document, int sample)
{
    return document.addFace(sample, kBox, meanIn(document, kBox));
}

std::vector<std::string> linesOf(const std::filesystem::path &file)
{
    const auto bytes = readFile(file);
    std::vector<std::string> lines;
    for (const std::string_view line : text::split(bytes ? std::string_view(*bytes) : std::string_view(), '\n'))
        if (!line.empty())
            lines.emplace_back(line);
    return lines;
}

pipeline::ExportRequest requestOf(const ProjectDocument &document, const std::filesystem::path &target)
{
    pipeline::ExportRequest request;
    request.dataset = &document.dataset();
    request.edited = [&document](int face) -> const LandmarkSet * {
        const EditedSet &mine = document.state(face).mine;
        return mine.empty() ? nullptr : &mine.set;
    };
    request.target = target;
    return request;
}

std::filesystem::path copyIn(const std::filesystem::path &folder)
{
    return folder / "WFLW_annotations" / "list_98pt_rect_attr_train_test" / "list_98pt_rect_attr_test.txt";
}
} // namespace

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

void FacesTest::patchedCopy_dropsAndAppendsRows()
{
    ProjectFixture project(2, 2);
    ProjectDocument document;
    project.open(document);
    const std::vector<std::string> before = linesOf(project.listFile());
    document.deleteFace(1);
    const int row = addOne(document, document.face(3).sample);
    document.setAttribute({row}, "blur", 1);
    document.setBox(2, {3.4, 4.6, 50, 52});
    document.setAttribute({2}, "expression", 1);
    const auto request = requestOf(document, project.folder() / "out");
    const auto plan = pipeline::planExport(project.formats(), request);
    QVERIFY(plan.ok());
    QCOMPARE(plan->files[0].faces, 4);
    QCOMPARE(plan->rows,
             (std::vector<std::string>{"1 deleted face loses its row in list_98pt_rect_attr_test.txt.",
                                       "1 added face becomes a new row at the end of list_98pt_rect_attr_test.txt."}));
    QVERIFY(plan->losses.empty());
    QVERIFY(pipeline::exportDataset(project.formats(), request, {}).ok());
    const std::vector<std::string> after = linesOf(copyIn(project.folder() / "out"));
    QCOMPARE(after.size(), std::size_t{4});
    QCOMPARE(after[0], before[0]);
    QCOMPARE(after[2], before[3]);
    const auto read =
        formats::openDataset(project.formats(), {copyIn(project.folder() / "out"), project.root(), {}}, {});
    QVERIFY(read.ok());
    QCOMPARE(*read->faces[1].box, Rect::fromCorners(3, 5, 53, 57));
    QCOMPARE(read->faces[1].attributes, (std::vector<std::int8_t>{0, 1, 0, 1, 0, 0}));
    QVERIFY(read->faces[1].truth == document.face(2).truth);
    QCOMPARE(*read->faces[3].box, kBox);
    QCOMPARE(read->faces[3].attributes, (std::vector<std::int8_t>{0, 0, 0, 0, 0, 1}));
    for (std::size_t i = 0; i < read->faces[3].truth.points.size(); ++i)
        QVERIFY(distance(read->faces[3].truth.points[i], document.state(row).mine.set.points[i]) < 1e-6);
}

void FacesTest::patchedCopy_saysWhatItCannotHold()
{
    ProjectFixture project(2, 1);
    ProjectDocument document;
    project.open(document);
    document.setAttribute({0}, "beard", 1);
    const auto plan = pipeline::planExport(project.formats(), requestOf(document, project.folder() / "out"));
    QVERIFY(plan.ok());
    QCOMPARE(plan->losses, (std::vector<std::string>{"The attributes of your own (beard) of 1 face are lost: WFLW list "
                                                     "has no place for them."}));
    auto csv = requestOf(document, project.folder() / "out.csv");
    csv.formatId = "hrnet-csv";
    const auto converted = pipeline::planExport(project.formats(), csv);
    QVERIFY(converted.ok());
    QVERIFY(std::ranges::any_of(converted->losses,
                                [](const std::string &loss) { return loss.find("(beard) of 1 face") != loss.npos; }));
}

void FacesTest::namedAttributes_areCarriedByCoco()
{
    ProjectFixture project(2, 1);
    ProjectDocument document;
    project.open(document);
    document.setAttribute({0}, "beard", 1);
    document.setAttribute({1}, "beard", 0);
    document.deleteFace(1);
    (void)addOne(document, 1);
    auto request = requestOf(document, project.folder() / "out.json");
    request.formatId = "coco";
    const auto plan = pipeline::planExport(project.formats(), request);
    QVERIFY(plan.ok());
    QCOMPARE(plan->files[0].faces, 2);
    QVERIFY(
        std::ranges::none_of(plan->losses, [](const std::string &loss) { return loss.find("ttribute") != loss.npos; }));
    QVERIFY(pipeline::exportDataset(project.formats(), request, {}).ok());
    const auto read = formats::openDataset(project.formats(), {request.target, project.root(), {}}, {});
    QVERIFY(read.ok());
    QCOMPARE(read->faces.size(), std::size_t{2});
    QCOMPARE(attributeOf(*read, 0, attributeIndex(*read, "beard")), std::int8_t{1});
    QCOMPARE(wflwAttributesOf(*read, read->faces[0]), (std::vector<std::int8_t>{1, 0, 0, 0, 1, 0}));
    QVERIFY(read->faces[1].attributes.empty());
}

void FacesTest::exportedOverTheSource_isTheSameFaceAgain_data()
{
    QTest::addColumn<QString>("format");
    QTest::addColumn<QString>("name");
    QTest::newRow("wflw") << QString() << QString();
    for (const auto &[format, name] :
         {std::pair{"hrnet-csv", "list.csv"}, std::pair{"pfld", "list.txt"}, std::pair{"tsv", "list.tsv"},
          std::pair{"coco", "list.json"}, std::pair{"imglab", "list.xml"}})
        QTest::newRow(format) << QString::fromLatin1(format) << QString::fromLatin1(name);
}

void FacesTest::exportedOverTheSource_isTheSameFaceAgain()
{
    QFETCH(const QString, format);
    QFETCH(const QString, name);
    ProjectFixture project(2, 1);
    const auto images = project.root() / "WFLW_images";
    const auto list = format.isEmpty() ? project.root() : images / name.toStdString();
    if (!format.isEmpty()) {
        ProjectDocument document;
        project.open(document);
        auto request = requestOf(document, list);
        request.formatId = format.toStdString();
        QVERIFY(pipeline::exportDataset(project.formats(), request, {}).ok());
    }
    const auto open = [&](ProjectDocument &document) {
        auto opened = pipeline::openProject(project.formats(), {list, {}, project.userData()}, JobContext{});
        QVERIFY2(opened.ok(), opened ? "" : opened.error().text().c_str());
        document.open(std::move(opened).value());
        QVERIFY(format.isEmpty() || document.dataset().formatId == format.toStdString());
    };
    Uuid id;
    {
        ProjectDocument document;
        open(document);
        QCOMPARE(document.existingFaces(), 2);
        document.deleteFace(0);
        id = document.faceId(addOne(document, 1));
        auto request = requestOf(document, document.dataset().root);
        request.overwriteSources = true;
        const auto exported = pipeline::exportDataset(project.formats(), request, {});
        QVERIFY2(exported.ok(), exported ? "" : exported.error().text().c_str());
        if (format.isEmpty())
            QCOMPARE(linesOf(project.listFile()).size(), std::size_t{2});
    }
    ProjectDocument document;
    open(document);
    QCOMPARE(document.existingFaces(), 2);
    QVERIFY(document.rowOf(id) >= 0);
    QVERIFY(!document.face(document.rowOf(id)).added);
    QVERIFY(document.bindReport().vanished.empty());
    QVERIFY(document.bindReport().moved.empty());
}

void FacesTest::sourceWithoutAnyFaceLeft_isNotWritten()
{
    ProjectFixture project(2, 1);
    ProjectDocument document;
    project.open(document);
    document.deleteFace(0);
    document.deleteFace(1);
    const std::vector<std::string> before = linesOf(project.listFile());
    auto request = requestOf(document, project.root());
    request.overwriteSources = true;
    const auto exported = pipeline::exportDataset(project.formats(), request, {});
    QVERIFY(!exported.ok());
    QVERIFY(exported.error().message.find("Every face is deleted") != std::string::npos);
    QCOMPARE(linesOf(project.listFile()), before);
    QVERIFY(formats::openDataset(project.formats(), {project.root(), {}, {}}, {}).ok());
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
