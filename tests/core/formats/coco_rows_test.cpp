#include "core/dataset/edited_dataset.h"
#include "core/formats/coco_reader.h"
#include "core/formats/coco_rows.h"
#include "tests/core/formats/format_fixture.h"
#include "tests/core/formats/list_samples.h"

#include <QTest>

namespace fiducial {
using namespace formats;
using namespace test;

/// Elements that go from and come to COCO files as others write them.
class CocoRowsTest : public QObject {
    Q_OBJECT

private:
    const FileOfFormat file_{"coco", "faces.json"};

    static int addFace(Dataset &dataset, int sample, std::map<int, LandmarkSet> &edits)
    {
        const int row = appendFace(dataset, sample);
        setFields(dataset, row, {Presence::Added, Rect{12, 14, 60, 70}, {}});
        edits[row] = dataset.faces[0].truth;
        return row;
    }
    WriteRequest copies(const Dataset &dataset, const std::map<int, LandmarkSet> &edits = {}) const
    {
        WriteRequest request = file_.request(dataset, edits);
        request.target = file_.folder / "out";
        return request;
    }
    std::string copyOf(const Dataset &dataset, const std::map<int, LandmarkSet> &edits = {}) const
    {
        const auto report = writePatchedCopies(file_.registry, copies(dataset, edits), {});
        if (!report)
            throw std::runtime_error(report.error().text());
        return readAll(report->files.front());
    }
    /// Of a copy from which these faces are deleted.
    Result<WriteReport> copyWithout(Dataset dataset, const std::vector<int> &gone) const
    {
        for (const int row : gone)
            setFields(dataset, row, {Presence::Deleted, {}, {}});
        return writePatchedCopies(file_.registry, copies(dataset), {});
    }

private Q_SLOTS:
    void newElementsFitTheirFile_data()
    {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::addColumn<QByteArray>("written");
        const auto row = [](const char *name, const char *from, const char *to, const char *written) {
            QTest::newRow(name) << QByteArray(from) << QByteArray(to) << QByteArray(written);
        };
        row("ids are numbers", "", "", "\"id\": 101, \"image_id\": 1, \"category_id\": 1,");
        row("round id", "\"id\": 100,", "\"id\": 100000,", "\"id\": 100001, \"image_id\": 1,");
        row("largest id", "\"id\": 100,", "\"id\": 9223372036854775807,", "\"id\": 1, \"image_id\": 1,");
        row("no ids", "\"id\": 100, ", "", "\"id\": 1, \"image_id\": 1,");
        row("annotation ids are texts", "\"id\": 100,", "\"id\": \"a\",", "\"id\": 1, \"image_id\": 1,");
        row("another category", "\"category_id\": 1", "\"category_id\": 7", "\"image_id\": 1, \"category_id\": 7,");
        row("category is a text", "\"category_id\": 1", "\"category_id\": \"fa\\\"ce\"",
            "\"image_id\": 1, \"category_id\": \"fa\\\"ce\",");
        row("an image entry without id", "{\"id\": 1, \"file_name\": \"a/0.jpg\"",
            "{\"file_name\": \"a/0.jpg\"}, {\"id\": 1, \"file_name\": \"a/0.jpg\"",
            "\"id\": 101, \"image_id\": 1, \"category_id\": 1,");
        row("byte order mark", "{\n  \"info\"", "\xEF\xBB\xBF{\n  \"info\"", "\"id\": 101, \"image_id\": 1,");
    }
    void newElementsFitTheirFile()
    {
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        QFETCH(QByteArray, written);
        std::string text = cocoFile(1, 29);
        if (!from.isEmpty())
            text = replaced(text, from.toStdString(), to.toStdString());
        Dataset dataset = file_.open(text);
        QCOMPARE(dataset.faces.size(), std::size_t{1});
        std::map<int, LandmarkSet> edits;
        addFace(dataset, 0, edits);
        const std::string out = copyOf(dataset, edits);
        QVERIFY2(holds(out, written.toStdString()), out.c_str());
        const Dataset again = file_.open(out);
        QCOMPARE(again.faces.size(), std::size_t{2});
        QCOMPARE(again.faces[1].truth, edits.begin()->second);
        QCOMPARE(again.sampleOf(1).image, std::string("a/0.jpg"));
        QCOMPARE(countAtLeast(again.issues, Severity::Error), countAtLeast(dataset.issues, Severity::Error));
        // what stood there stands there still
        const std::size_t element = text.find("\n    }\n  ],");
        QCOMPARE(out.substr(0, element), text.substr(0, element));
        QVERIFY(out.ends_with(text.substr(text.find("\n  ],\n  \"categories\""))));
    }

    void textIdsOfImagesAreQuoted()
    {
        const std::string id = "\"x\\\"1\"";
        std::string text = replaced(cocoFile(1, 29), "{\"id\": 1, \"file_name\"", "{\"id\": " + id + ", \"file_name\"");
        text = replaced(text, "\"image_id\": 1,", "\"image_id\": " + id + ",");
        Dataset dataset = file_.open(text);
        std::map<int, LandmarkSet> edits;
        addFace(dataset, 0, edits);
        const Dataset again = file_.open(copyOf(dataset, edits));
        QCOMPARE(again.faces.size(), std::size_t{2});
        QCOMPARE(again.faces[1].extra.at(kCocoImageIdKey), again.faces[0].extra.at(kCocoImageIdKey));
    }

    void newElementsAreSetApartAsTheOthersAre()
    {
        const std::string separator = " ,\r\n\t\t";
        const std::string text = replaced(cocoFile(2, 29), "    },\n    {", "    }" + separator + "{");
        Dataset dataset = file_.open(text);
        std::map<int, LandmarkSet> edits;
        addFace(dataset, 0, edits);
        addFace(dataset, 0, edits);
        const std::string out = copyOf(dataset, edits);
        std::size_t found = 0;
        for (std::size_t at = 0; (at = out.find(separator, at)) != std::string::npos; ++at)
            ++found;
        QCOMPARE(found, std::size_t{3});
        QCOMPARE(file_.open(out).faces.size(), std::size_t{4});
    }

    void everyRunOfElementsCanGo()
    {
        const Dataset dataset = file_.open(cocoFile(4, 29));
        for (int gone = 1; gone < 15; ++gone) {
            std::vector<int> rows;
            std::vector<std::string> left;
            for (int row = 0; row < 4; ++row)
                if ((gone >> row & 1) != 0)
                    rows.push_back(row);
                else
                    left.push_back(dataset.faces[static_cast<std::size_t>(row)].extra.at(kCocoIdKey));
            const auto report = copyWithout(dataset, rows);
            QVERIFY(report.ok());
            const Dataset again = file_.open(readAll(report->files.front()));
            file_.open(cocoFile(4, 29)); // the source is there again
            QCOMPARE(again.faces.size(), left.size());
            QCOMPARE(again.samples.size(), std::size_t{2}); // an image stays when its last face goes
            for (std::size_t i = 0; i < left.size(); ++i)
                QCOMPARE(again.faces[i].extra.at(kCocoIdKey), left[i]);
            QCOMPARE(again.issues.size(), dataset.issues.size());
        }
    }

    void whatStandsElsewhereNowIsRefused()
    {
        const std::string text = cocoFile(3, 29);
        const Dataset dataset = file_.open(text);
        std::filesystem::remove_all(file_.folder / "out");
        // as many bytes as before, in another order
        std::string moved = replaced(text, "\"description\": \"sample\"", "\"description\": \"sampl\"");
        moved = replaced(moved, "  \"annotations\": [", "   \"annotations\": [");
        QCOMPARE(moved.size(), text.size());
        writeAll(file_.path(), replaced(moved, "    {\n      \"id\": 101", "   {\n       \"id\": 101"));
        const auto report = copyWithout(dataset, {1});
        QVERIFY(!report.ok());
        QVERIFY(holds(report.error().message.text(), "has changed since it was read"));
        QCOMPARE(report.error().line, dataset.faces[1].records[0].line);
        QVERIFY(holds(report.error().file, "faces.json"));
        QVERIFY(!std::filesystem::exists(file_.folder / "out" / "faces.json"));
    }

    void listsWithoutAnyAnnotationTakeNone()
    {
        const TempDir folder;
        writeAll(folder / "in/a.json", cocoFile(2, 29));
        writeAll(folder / "in/b.json", "{\"images\": [{\"id\": 5, \"file_name\": \"b/5.jpg\", \"width\": 256, "
                                       "\"height\": 260}], \"annotations\": [], \"categories\": []}");
        auto dataset = openDataset(file_.registry, {folder / "in", {}, {}}, {});
        QVERIFY(dataset.ok());
        QCOMPARE(dataset->samples.back().image, std::string("b/5.jpg"));
        std::map<int, LandmarkSet> edits;
        addFace(*dataset, 1, edits);
        WriteRequest request = copies(*dataset, edits);
        request.target = folder / "out";
        const auto plan = planPatchedCopies(file_.registry, request);
        QVERIFY(plan.ok());
        std::string losses;
        for (const Sentence &loss : plan->losses)
            losses += loss.text() + "\n";
        QVERIFY2(holds(losses, "has no annotation beside which new ones could stand"), losses.c_str());
        const auto report = writePatchedCopies(file_.registry, request, {});
        QVERIFY2(report.ok(), report ? "" : report.error().text().c_str());
        QCOMPARE(report->faces, 2);
    }

    void deletedFacesOfWholeBodyFiles_data()
    {
        QTest::addColumn<QByteArray>("valid");
        QTest::addColumn<QByteArray>("written"); ///< empty: it cannot be
        QTest::newRow("true") << QByteArray("\"face_valid\": true") << QByteArray("\"face_valid\": false");
        QTest::newRow("1") << QByteArray("\"face_valid\" :1") << QByteArray("\"face_valid\" :0");
        QTest::newRow("another of the name") << QByteArray("\"q\": {\"face_valid\": true}, \"face_valid\": true")
                                             << QByteArray("\"q\": {\"face_valid\": true}, \"face_valid\": false");
        QTest::newRow("none") << QByteArray("\"q\": true") << QByteArray();
    }
    void deletedFacesOfWholeBodyFiles()
    {
        QFETCH(QByteArray, valid);
        QFETCH(QByteArray, written);
        const std::string body =
            replaced(replaced(cocoWholeBodyFile(), "\"face_valid\": false", "\"face_valid\": true"), "[0, 0, 0, 0]",
                     "[3, 4, 50, 60]");
        const std::string text = replaced(body, "\"face_valid\": true", valid.toStdString());
        const Dataset dataset = file_.open(text);
        QCOMPARE(dataset.faces.size(), std::size_t{2});
        const auto report = copyWithout(dataset, {0});
        QCOMPARE(report.ok(), !written.isEmpty());
        if (report) {
            QCOMPARE(q(readAll(report->files.front())),
                     q(replaced(body, "\"face_valid\": true", written.toStdString())));
        } else {
            QVERIFY(holds(report.error().message.text(), "has no \"face_valid\""));
            QCOMPARE(report.error().line, 4);
        }
    }
};

} // namespace fiducial

QTEST_GUILESS_MAIN(fiducial::CocoRowsTest)
#include "coco_rows_test.moc"
