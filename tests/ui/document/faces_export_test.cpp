#include "core/dataset/edited_dataset.h"
#include "core/pipeline/export_dataset.h"
#include "tests/ui/document/faces_fixture.h"

#include <algorithm>

using namespace fiducial;
using namespace fiducial::ui;
using namespace fiducial::test;

/// What exports make of faces that a project changed, added or deleted.
class FacesExportTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void patchedCopy_dropsAndAppendsRows();
    void patchedCopy_saysWhatItCannotHold();
    void namedAttributes_areCarriedByCoco();
    void exportedOverTheSource_isTheSameFaceAgain_data();
    void exportedOverTheSource_isTheSameFaceAgain();
    void sourceWithoutAnyFaceLeft_isNotWritten();
};

namespace {
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

void FacesExportTest::patchedCopy_dropsAndAppendsRows()
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
    QCOMPARE(texts(plan->rows),
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

void FacesExportTest::patchedCopy_saysWhatItCannotHold()
{
    ProjectFixture project(2, 1);
    ProjectDocument document;
    project.open(document);
    document.setAttribute({0}, "beard", 1);
    const auto plan = pipeline::planExport(project.formats(), requestOf(document, project.folder() / "out"));
    QVERIFY(plan.ok());
    QCOMPARE(texts(plan->losses),
             (std::vector<std::string>{"The attributes of your own (beard) of 1 face are lost: WFLW list "
                                       "has no place for them."}));
    auto csv = requestOf(document, project.folder() / "out.csv");
    csv.formatId = "hrnet-csv";
    const auto converted = pipeline::planExport(project.formats(), csv);
    QVERIFY(converted.ok());
    QVERIFY(std::ranges::any_of(
        converted->losses, [](const Sentence &loss) { return q(loss).contains(QStringLiteral("(beard) of 1 face")); }));
}

void FacesExportTest::namedAttributes_areCarriedByCoco()
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
    QVERIFY(std::ranges::none_of(plan->losses,
                                 [](const Sentence &loss) { return q(loss).contains(QStringLiteral("ttribute")); }));
    QVERIFY(pipeline::exportDataset(project.formats(), request, {}).ok());
    const auto read = formats::openDataset(project.formats(), {request.target, project.root(), {}}, {});
    QVERIFY(read.ok());
    QCOMPARE(read->faces.size(), std::size_t{2});
    QCOMPARE(attributeOf(*read, 0, attributeIndex(*read, "beard")), std::int8_t{1});
    QCOMPARE(wflwAttributesOf(*read, read->faces[0]), (std::vector<std::int8_t>{1, 0, 0, 0, 1, 0}));
    QVERIFY(read->faces[1].attributes.empty());
}

void FacesExportTest::exportedOverTheSource_isTheSameFaceAgain_data()
{
    QTest::addColumn<QString>("format");
    QTest::addColumn<QString>("name");
    QTest::newRow("wflw") << QString() << QString();
    for (const auto &[format, name] :
         {std::pair{"hrnet-csv", "list.csv"}, std::pair{"pfld", "list.txt"}, std::pair{"tsv", "list.tsv"},
          std::pair{"coco", "list.json"}, std::pair{"imglab", "list.xml"}})
        QTest::newRow(format) << QString::fromLatin1(format) << QString::fromLatin1(name);
}

void FacesExportTest::exportedOverTheSource_isTheSameFaceAgain()
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

void FacesExportTest::sourceWithoutAnyFaceLeft_isNotWritten()
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
    QVERIFY(exported.error().message.text().find("Every face is deleted") != std::string::npos);
    QCOMPARE(linesOf(project.listFile()), before);
    QVERIFY(formats::openDataset(project.formats(), {project.root(), {}, {}}, {}).ok());
}

QTEST_GUILESS_MAIN(FacesExportTest)
#include "faces_export_test.moc"
