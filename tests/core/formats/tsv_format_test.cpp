#include "core/formats/tsv_format.h"
#include "tests/core/formats/format_fixture.h"
#include "tests/core/formats/list_samples.h"
#include "tests/fuzz/format_check.h"

#include <QTest>

namespace fiducial {
using namespace formats;
using namespace test;

class TsvFormatTest : public QObject {
    Q_OBJECT

private:
    const FileOfFormat file_{"tsv", "faces.tsv"};

private Q_SLOTS:
    void readsPointsCentreScaleFivePointsAndTags()
    {
        const Dataset dataset = file_.open(tsvList(2, 98));
        QCOMPARE(dataset.faces.size(), std::size_t{2});
        QCOMPARE(q(dataset.schemeId), QStringLiteral("wflw98"));
        QCOMPARE(dataset.attributeNames, wflwAttributeNames());
        const Face &face = dataset.faces[1];
        QCOMPARE(face.attributes, (std::vector<std::int8_t>{0, 1, 0, 0, 1, 0}));
        QVERIFY(face.derived.centreScale == (CentreScale{{120.5, 130.5}, 1.05}));
        QCOMPARE(face.derived.fivePoints.size(), std::size_t{5});
        QCOMPARE(face.records[0].line, 2);
    }

    void knowsAHeaderByItsFourthColumn()
    {
        const Dataset dataset = file_.open(tsvList(2, 68, true));
        QCOMPARE(dataset.faces.size(), std::size_t{2});
        QCOMPARE(dataset.faces[0].records[0].line, 2);
        QCOMPARE(countAtLeast(dataset.issues, Severity::Error), 0);
    }

    void normalisesImagePaths_data()
    {
        QTest::addColumn<QString>("written");
        QTest::addColumn<QString>("image");
        QTest::newRow("prefix") << QStringLiteral("./rawImages/a/b.jpg") << QStringLiteral("a/b.jpg");
        QTest::newRow("backslashes") << QStringLiteral("rawImages\\a\\b.jpg") << QStringLiteral("a/b.jpg");
        QTest::newRow("share") << QStringLiteral("\\\\10.0.0.1\\share\\a\\b.jpg") << QStringLiteral("a/b.jpg");
        QTest::newRow("share with slashes")
            << QStringLiteral("//host/share/rawImages/b.jpg") << QStringLiteral("b.jpg");
        QTest::newRow("plain") << QStringLiteral("a b/顔.jpg") << QStringLiteral("a b/顔.jpg");
    }
    void normalisesImagePaths()
    {
        QFETCH(QString, written);
        QFETCH(QString, image);
        const Dataset dataset = file_.open(tsvRow(0, 68, written.toStdString()) + "\n");
        QCOMPARE(q(dataset.sampleOf(0).image), image);
    }

    void acceptsBlanksAfterCommasExponentsAndMissingTags()
    {
        std::string row = tsvRow(0, 29, "a.jpg", false);
        row = replaced(row, "1.05", "1.05e0");
        const std::size_t comma = row.find(',');
        row.insert(comma + 1, " ");
        const Dataset dataset = file_.open(row + "\n" + tsvRow(1, 29, "b.jpg") + "\n");
        QCOMPARE(dataset.faces.size(), std::size_t{2});
        QVERIFY(dataset.faces[0].attributes.empty());
        QCOMPARE(dataset.faces[1].attributes.size(), std::size_t{6});
    }

    void reportsBadRowsWithTheirLine()
    {
        const std::string good = tsvRow(0, 29, "a.jpg");
        std::string blanks = good;
        std::replace(blanks.begin(), blanks.end(), '\t', ' ');
        const std::vector<std::pair<std::string, std::string>> rows = {
            {blanks, "tabs"},
            {replaced(good, samplePoints(7, 5, ","), "1,2,3"), "five points"},
            {replaced(good, samplePoints(0, 29, ","), samplePoints(0, 28, ",") + ",5"), "missing"},
            {replaced(good, "\t1.05", "\tabc"), "number"},
            {tsvRow(0, 68, "a.jpg"), "points"}};
        for (const auto &[row, words] : rows) {
            const Dataset dataset = file_.open(good + "\n" + row + "\n" + good + "\n");
            QCOMPARE(dataset.faces.size(), std::size_t{2});
            QVERIFY2(holds(issueInLine(dataset, 2).what.text(), words), issueInLine(dataset, 2).what.text().c_str());
        }
        const Dataset zeroScale = file_.open(replaced(good, "\t1.05", "\t0") + "\n");
        QVERIFY(!zeroScale.faces[0].derived.centreScale);
        QVERIFY(holds(issueInLine(zeroScale, 1).what, "scale"));
    }

    void copiesAreEqualByteForByteAndEditsStayLocal()
    {
        for (const std::string &text : {tsvList(3, 68), tsvList(2, 98, true), tsvRow(0, 29, "a.jpg", false)})
            QCOMPARE(file_.patched(file_.open(text)), text);
        const std::string text = tsvList(3, 68, true);
        const Dataset dataset = file_.open(text);
        LandmarkSet edited = dataset.faces[2].truth;
        edited.points[67].x = 12.5;
        const std::string old = samplePoint(2, 67);
        QCOMPARE(changedTokens(text, file_.patched(dataset, {{2, edited}})),
                 (std::vector<std::string>{old.substr(0, old.find(' ')) + ">12.500"}));
    }

    void recomputesCentreScaleAndFivePointsOnRequest()
    {
        const Dataset dataset = file_.open(tsvList(1, 98));
        LandmarkSet edited = dataset.faces[0].truth;
        for (std::size_t i = 0; i < edited.points.size(); ++i)
            edited.points[i] = {100.0 + static_cast<double>(i), i == 0 ? 300.0 : 100.0};
        const Dataset again = file_.open(file_.patched(dataset, {{0, edited}}, true));
        const DerivedFields &derived = again.faces[0].derived;
        QCOMPARE(derived.centreScale->centre, (Point2{148.5, 200}));
        QVERIFY(std::abs(derived.centreScale->scale - 97.0 / 200 * 1.05) < 1e-6);
        QCOMPARE(derived.fivePoints, (std::vector<Point2>{{196, 100}, {197, 100}, {154, 100}, {176, 100}, {182, 100}}));
    }

    void newFilesReadBackTheSame()
    {
        const Dataset dataset = file_.open(tsvList(3, 68));
        const Dataset again = file_.open(file_.reprinted(dataset));
        for (std::size_t i = 0; i < 3; ++i) {
            QCOMPARE(again.faces[2 - i].truth, dataset.faces[i].truth);
            QCOMPARE(again.faces[2 - i].derived, dataset.faces[i].derived);
            QCOMPARE(again.faces[2 - i].attributes, dataset.faces[i].attributes);
        }
    }

    void cyclesDoNotDrift() { QCOMPARE(driftOf100Cycles(file_, tsvList(2, 29)), 0.0); }

    void survives200MalformedFiles()
    {
        QCOMPARE(q(malformedFilesProblem("tsv", "faces.tsv", tsvList(3, 68, true), 200)), QString());
    }
};

} // namespace fiducial

QTEST_GUILESS_MAIN(fiducial::TsvFormatTest)
#include "tsv_format_test.moc"
