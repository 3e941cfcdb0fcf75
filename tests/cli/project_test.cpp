#include "core/formats/annotation_format.h"
#include "tests/core/store/store_fixtures.h"
#include "tests/support/command_line.h"
#include "tests/support/test_support.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

/// `fiducial-cli` over a project: what counts as edited.
namespace fiducial::test {

using namespace Qt::StringLiterals;

class ProjectTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void editedAreLandmarksBoxesAndAttributes();
};

void ProjectTest::editedAreLandmarksBoxesAndAttributes()
{
    const TempDir folder;
    const std::string samples = (sourceDir() / "resources" / "samples").string();
    const auto dataset = formats::openDataset(formats::makeBuiltinFormats(), {samples, {}, {}}, {});
    QVERIFY(dataset.ok());
    {
        auto project = store::ProjectStore::create(folder / "faces.fiducial", *dataset, samples);
        QVERIFY(project.ok());
        const auto bound = (*project)->bind(*dataset, {});
        QVERIFY(bound.ok());
        FaceState moved, boxed, marked;
        moved.mine.set = dataset->faces[2].truth;
        moved.mine.origin.resize(98);
        moved.mine.set.points[0] = moved.mine.set.points[0] + Point2{6, 0};
        boxed.fields.box = Rect{4, 5, 60, 70};
        marked.fields.attributes["glasses"] = 1;
        for (const auto &[row, state] : {std::pair{2u, moved}, std::pair{3u, boxed}, std::pair{4u, marked}})
            QVERIFY(appendAndWait(**project, edit(bound->faceIds[row], {}, state)));
    }
    const CommandLine cli(folder / "user");
    const QString project = q((folder / "faces.fiducial").string()), list = q((folder / "list.txt").string());
    const Outcome info = cli.run({u"info"_s, project, u"--json"_s});
    QVERIFY2(info.code == 0, info.err.constData());
    QCOMPARE(info.json()[u"edited_faces"_s].toInt(), 3);
    const QStringList convert{u"convert"_s, project, u"--to"_s, u"wflw"_s, u"-o"_s, list};
    const Outcome plan = cli.run(convert + QStringList{u"--dry-run"_s, u"--json"_s});
    QVERIFY2(plan.code == 0, plan.err.constData());
    QCOMPARE(plan.json()[u"edited_faces"_s].toInt(), 3);
    const Outcome written = cli.run(convert);
    QVERIFY2(written.code == 0, written.err.constData());
    QVERIFY2(written.out.contains("24 faces (3 edited) written to"), written.out.constData());
}

} // namespace fiducial::test

QTEST_GUILESS_MAIN(fiducial::test::ProjectTest)
#include "project_test.moc"
