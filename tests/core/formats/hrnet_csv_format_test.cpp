#include "core/formats/hrnet_csv_format.h"
#include "tests/core/formats/format_fixture.h"
#include "tests/core/formats/list_samples.h"
#include "tests/fuzz/format_check.h"

#include <QElapsedTimer>
#include <QTest>

namespace fiducial {
using namespace formats;
using namespace test;

class HrnetCsvFormatTest : public QObject {
    Q_OBJECT

private:
    const FileOfFormat file_{"hrnet-csv", "faces.csv"};

private Q_SLOTS:
    void readsColumnsByPositionWithAndWithoutBoxSize()
    {
        const Dataset plain = file_.open(csvList(3, 68));
        QCOMPARE(plain.faces.size(), std::size_t{3});
        QCOMPARE(plain.samples.size(), std::size_t{2});
        QCOMPARE(q(plain.schemeId), QStringLiteral("ibug68"));
        QVERIFY(plain.faces[0].derived.centreScale == (CentreScale{{120.5, 130.5}, 1.0}));
        QVERIFY(!plain.faces[0].derived.boxSize);
        QCOMPARE(plain.faces[1].records[0].line, 3);

        const Dataset sized = file_.open(csvList(2, 19, true));
        QCOMPARE(q(sized.schemeId), QStringLiteral("aflw19"));
        QCOMPARE(sized.faces[1].derived.boxSize, std::optional<double>(200));
        QVERIFY(sized.faces[1].derived.centreScale == (CentreScale{{120.5, 130.5}, 1.0}));
    }

    void readsListsWithoutHeader()
    {
        const Dataset dataset = file_.open(csvRow(0, 29, "a.jpg") + "\n" + csvRow(1, 29, "b.jpg") + "\n");
        QCOMPARE(dataset.faces.size(), std::size_t{2});
    }

    void readsQuotedNamesWithCommasAndQuotes()
    {
        const Dataset dataset = file_.open(csvHeader(29) + "\n" + csvRow(0, 29, "\"a, \"\"b\"\" c.jpg\"") + "\n");
        QCOMPARE(q(dataset.sampleOf(0).image), QStringLiteral("a, \"b\" c.jpg"));
        const Dataset again = file_.open(file_.reprinted(dataset));
        QCOMPARE(q(again.sampleOf(0).image), QStringLiteral("a, \"b\" c.jpg"));
    }

    void saysThatColumnsAreShuffled()
    {
        const std::string shuffled = replaced(csvList(2, 68), "scale,center_w", "center_w,scale");
        const auto dataset = file_.tryOpen(shuffled);
        QVERIFY(!dataset.ok());
        QVERIFY2(holds(dataset.error().message.text(), "shuffled"), dataset.error().message.text().c_str());
        QCOMPARE(dataset.error().line, 1);
        // the header of AFLW above rows without box_size
        QVERIFY(!file_
                     .tryOpen(csvHeader(19, true).substr(0, csvHeader(19, true).rfind(',')) + "\n" +
                              csvRow(0, 19, "a.jpg") + "\n")
                     .ok());
    }

    void takesPointsAtOrAboveZeroAsAbsent()
    {
        const std::string zero = replaced(csvList(1, 29), samplePoints(0, 1, ","), "-1,-1");
        const Dataset dataset = file_.open(zero);
        QCOMPARE(dataset.faces[0].truth.visibilityAt(0), Visibility::Absent);
        QVERIFY(!isFinite(dataset.faces[0].truth.points[0]));
        QCOMPARE(dataset.faces[0].truth.presentCount(), 28);
        QCOMPARE(file_.open(file_.reprinted(dataset)).faces[0].truth, dataset.faces[0].truth);
    }

    void keepsAbsenceOfEditsInCopiesAndNewFiles()
    {
        const std::string text = csvList(3, 29);
        const Dataset dataset = file_.open(text);
        LandmarkSet edited = dataset.faces[1].truth;
        edited.setVisibility(4, Visibility::Absent);
        const std::string out = file_.patched(dataset, {{1, edited}});
        QCOMPARE(changedTokens(text, out).size(), std::size_t{2});
        const Dataset again = file_.open(out);
        QCOMPARE(again.faces[1].truth.visibilityAt(4), Visibility::Absent);
        QCOMPARE(again.faces[1].truth.presentCount(), 28);
        QCOMPARE(file_.open(file_.reprinted(dataset, {{1, edited}})).faces[1].truth.presentCount(), 28);
    }

    void reportsBadRowsWithTheirLine()
    {
        const std::string good = csvRow(0, 29, "a.jpg");
        const std::vector<std::pair<std::string, std::string>> rows = {
            {replaced(good, "120.5", "nan"), "finite"},   {good.substr(0, good.rfind(',')), "points"},
            {csvRow(0, 19, "a.jpg"), "points"},           {replaced(good, "a.jpg", ""), "no image"},
            {replaced(good, "120.5", "1e999"), "number"}, {"x,y", "columns"}};
        for (const auto &[row, words] : rows) {
            const Dataset dataset = file_.open(csvHeader(29) + "\n" + good + "\n" + row + "\n" + good + "\n");
            QCOMPARE(dataset.faces.size(), std::size_t{2});
            const Issue issue = issueInLine(dataset, 3);
            QCOMPARE(issue.severity, Severity::Error);
            QVERIFY2(holds(issue.what.text(), words), issue.what.text().c_str());
        }
    }

    void warnsOfAScaleInPixels()
    {
        const Dataset dataset = file_.open(replaced(csvList(1, 29), ",1.0,", ",200,"));
        QVERIFY(dataset.faces[0].derived.centreScale);
        QCOMPARE(dataset.faces[0].derived.centreScale->scale, 1.0);
        QVERIFY(holds(issueInLine(dataset, 2).what.text(), "pixels"));
    }

    void copiesAreEqualByteForByte()
    {
        for (const std::string &text :
             {csvList(3, 68), csvList(2, 19, true, "\r\n"), "\xEF\xBB\xBF" + csvList(2, 98), csvRow(0, 29, "a.jpg")})
            QCOMPARE(file_.patched(file_.open(text)), text);
    }

    void aMovedPointChangesOnlyItsNumbers()
    {
        const std::string text = csvList(3, 68);
        const Dataset dataset = file_.open(text);
        LandmarkSet edited = dataset.faces[1].truth;
        edited.points[30] = {100.25, 99.5};
        const std::string out = file_.patched(dataset, {{1, edited}});
        const std::string old = samplePoint(1, 30);
        const std::size_t blank = old.find(' ');
        QCOMPARE(changedTokens(text, out),
                 (std::vector<std::string>{old.substr(0, blank) + ">100.250", old.substr(blank + 1) + ">99.500"}));
    }

    void recomputesCentreAndScaleOnRequest()
    {
        const Dataset dataset = file_.open(csvList(2, 68));
        LandmarkSet edited = dataset.faces[0].truth;
        for (std::size_t i = 0; i < edited.points.size(); ++i)
            edited.points[i] = {10.5 + static_cast<double>(i), 20.25};
        edited.points[0].y = 219.75;
        const Dataset again = file_.open(file_.patched(dataset, {{0, edited}}, true));
        QVERIFY(again.faces[0].derived.centreScale == (CentreScale{{44, 120}, 1.0}));
        QCOMPARE(again.faces[1].derived, dataset.faces[1].derived);
    }

    void cyclesDoNotDrift() { QCOMPARE(driftOf100Cycles(file_, csvList(3, 29)), 0.0); }

    void keepsNonAsciiPaths()
    {
        const FileOfFormat file("hrnet-csv", "тест 顔 é@#%/список.csv");
        const Dataset dataset = file.open(csvHeader(29) + "\n" + csvRow(0, 29, "顔\\é %s.jpg") + "\n");
        QCOMPARE(q(dataset.sampleOf(0).image), QStringLiteral("顔/é %s.jpg"));
    }

    void opens33000RowsQuickly()
    {
        std::string text = csvHeader(68) + "\n";
        const std::string row = csvRow(0, 68, "a.jpg") + "\n";
        for (int i = 0; i < 33000; ++i)
            text += row;
        QElapsedTimer timer;
        timer.start();
        QCOMPARE(file_.open(text).faces.size(), std::size_t{33000});
        qInfo("33,000 rows in %lld ms", static_cast<long long>(timer.elapsed()));
    }

    void survives200MalformedFiles()
    {
        QCOMPARE(q(malformedFilesProblem("hrnet-csv", "faces.csv", csvList(4, 29), 200)), QString());
    }

    void readsTheReal300wList()
    {
        const auto path = sharedPath("data/formats/hrnet_csv/face_landmarks_300w_valid_head.csv");
        if (path.empty())
            QSKIP("shared data is absent");
        const auto dataset = openDataset(file_.registry, {path, {}, {}}, {});
        QVERIFY(dataset.ok());
        QCOMPARE(q(dataset->formatId), QStringLiteral("hrnet-csv"));
        QCOMPARE(q(dataset->schemeId), QStringLiteral("ibug68"));
        QCOMPARE(dataset->faces.size(), std::size_t{40});
        QCOMPARE(countAtLeast(dataset->issues, Severity::Error), 0);
        // centre and scale follow from the points exactly (algorithms.md 1.3)
        for (const Face &face : dataset->faces) {
            const CentreScale derived = centreScaleOf(landmarkBox(face.truth));
            QCOMPARE(derived.centre, face.derived.centreScale->centre);
            QVERIFY(std::abs(derived.scale - face.derived.centreScale->scale) < 1e-9);
        }
        QCOMPARE(file_.patched(*dataset), readAll(path));
    }
};

} // namespace fiducial

QTEST_GUILESS_MAIN(fiducial::HrnetCsvFormatTest)
#include "hrnet_csv_format_test.moc"
