#include "core/dataset/edited_dataset.h"
#include "core/formats/coco_annotation.h"
#include "core/formats/coco_format.h"
#include "core/formats/coco_reader.h"
#include "core/formats/json_records.h"
#include "tests/core/formats/format_fixture.h"
#include "tests/core/formats/list_samples.h"
#include "tests/fuzz/format_check.h"

#include <QTest>

namespace fiducial {
using namespace formats;
using namespace test;

class CocoFormatTest : public QObject {
    Q_OBJECT

private:
    const FileOfFormat file_{"coco", "faces.json"};

    using Ids = std::vector<std::string>;
    static Ids idsOf(const Dataset &dataset, const char *key)
    {
        Ids ids;
        for (const Face &face : dataset.faces)
            ids.push_back(face.extra.at(key));
        return ids;
    }
    /// A face with the points of the first one.
    static int addFace(Dataset &dataset, int sample, std::map<int, LandmarkSet> &edits)
    {
        const int row = appendFace(dataset, sample);
        setFields(dataset, row, {Presence::Added, Rect{12, 14, 60, 70}, {}});
        edits[row] = dataset.faces[0].truth;
        return row;
    }

private Q_SLOTS:
    void numbersKnowTheirBytes()
    {
        const std::string text =
            "{\"a\" : [1, -2.5e3 ,3.25], \"b\":{\"a\":9}, \"c\": 17 , \"s\": \"x\\\"]}\", \"t\":true,\"a2\":[[1]]}";
        const auto record = parseJsonRecord(text, {"a", "c", "s", "t", "a2", "b"});
        QVERIFY(record.ok());
        const auto *numbers = record->numbers("a");
        QVERIFY(numbers);
        QCOMPARE(numbers->size(), std::size_t{3});
        QCOMPARE(std::string((*numbers)[0].span.in(text)), std::string("1"));
        QCOMPARE(std::string((*numbers)[1].span.in(text)), std::string("-2.5e3"));
        QCOMPARE((*numbers)[1].value, -2500.0);
        QCOMPARE(std::string((*numbers)[2].span.in(text)), std::string("3.25"));
        QCOMPARE(std::string(record->number("c")->span.in(text)), std::string("17"));
        QCOMPARE(record->find("s")->text, std::string("x\"]}"));
        QVERIFY(record->find("t")->flag);
        QVERIFY(!record->numbers("a2"));
        QVERIFY(!parseJsonRecord("[1]", {}).ok());
        QVERIFY(!parseJsonRecord("{\"a\": NaN}", {"a"}).ok());
        QVERIFY(!parseJsonRecord("{\"a\": 1e999}", {"a"}).ok());
        QVERIFY(!parseJsonRecord("{\"a\": " + std::string(100000, '[') + std::string(100000, ']') + "}", {"a"}).ok());
    }

    void outlinesWithoutParsing()
    {
        const std::string text =
            "{\"x\": {\"y\": [1, {\"]\": 2}]}, \"list\": [ 1 , {\"a\": \"}\"}, [3] ], \"empty\": []}";
        const JsonOutline outline = outlineJson(text);
        QVERIFY(outline.problem.empty());
        const auto &list = outline.elements("list");
        QCOMPARE(list.size(), std::size_t{3});
        QCOMPARE(std::string(list[0].in(text)), std::string("1"));
        QCOMPARE(std::string(list[1].in(text)), std::string("{\"a\": \"}\"}"));
        QVERIFY(outline.elements("empty").empty());
        QCOMPARE(std::string(outline.values.at("x").in(text)), std::string("{\"y\": [1, {\"]\": 2}]}"));
        QVERIFY(!outlineJson(text.substr(0, 40)).problem.empty());
    }

    void readsVisibilityBoxAndDerivedFields()
    {
        const Dataset dataset = file_.open(cocoFile(3, 29));
        QCOMPARE(q(dataset.schemeId), QStringLiteral("cofw29"));
        QCOMPARE(dataset.faces.size(), std::size_t{3});
        QCOMPARE(dataset.samples.size(), std::size_t{2});
        QCOMPARE(dataset.samples[0].faces, (std::vector<std::int32_t>{0, 1}));
        QCOMPARE(dataset.samples[0].size, (Size{256, 260}));
        const Face &face = dataset.faces[0];
        QCOMPARE(face.truth.visibilityAt(0), Visibility::Visible);
        QCOMPARE(face.truth.visibilityAt(1), Visibility::Occluded);
        QCOMPARE(face.truth.visibilityAt(2), Visibility::Absent);
        QVERIFY(!isFinite(face.truth.points[2]));
        QVERIFY(face.box == (Rect{20, 30, 200, 200}));
        QCOMPARE(face.derived.area, std::optional<double>(40000));
        QVERIFY(face.derived.centreScale == (CentreScale{{120.5, 130.5}, 1.05}));
        QVERIFY(dataset.issues.empty() || countAtLeast(dataset.issues, Severity::Error) == 0);
    }

    void takesOneAsVisibleInFilesWithoutTwo()
    {
        const Dataset dataset = file_.open(cocoFile(2, 19, {1, 0}));
        QCOMPARE(dataset.faces[0].truth.visibilityAt(0), Visibility::Visible);
        QCOMPARE(dataset.faces[0].truth.visibilityAt(1), Visibility::Absent);
        const auto told = [](const Issue &i) {
            return i.severity == Severity::Note && holds(i.what.text(), "0 and 1 only");
        };
        QVERIFY(std::any_of(dataset.issues.begin(), dataset.issues.end(), told));
        LandmarkSet edited = dataset.faces[0].truth;
        edited.setVisibility(0, Visibility::Occluded);
        const std::map<int, LandmarkSet> edits = {{0, edited}};
        const auto plan = file_.format().plan(file_.request(dataset, edits));
        QVERIFY(plan.ok());
        const auto lost = [](const Sentence &loss) { return holds(loss, "0 and 1 only"); };
        QVERIFY(std::any_of(plan->losses.begin(), plan->losses.end(), lost));
    }

    // P11
    void visibilitySurvivesRoundTrips()
    {
        const std::string text = cocoFile(4, 29, {2, 1, 0, 1, 2});
        const Dataset dataset = file_.open(text);
        const Dataset again = file_.open(file_.reprinted(dataset));
        for (std::size_t i = 0; i < 4; ++i) {
            QCOMPARE(again.faces[3 - i].truth, dataset.faces[i].truth);
            QCOMPARE(again.faces[3 - i].derived, dataset.faces[i].derived);
            QVERIFY(again.faces[3 - i].box == dataset.faces[i].box);
        }
        // a file in which no point is visible
        LandmarkSet occluded = dataset.faces[0].truth;
        for (int i = 0; i < 29; ++i)
            occluded.setVisibility(i, i % 2 ? Visibility::Occluded : Visibility::Absent);
        for (Point2 &p : occluded.points)
            p = {10, 10};
        const FileOfFormat csv("hrnet-csv", "faces.csv");
        const Dataset plain = csv.open(csvList(1, 29));
        const std::map<int, LandmarkSet> edits = {{0, occluded}};
        const Dataset only = file_.open(file_.written(file_.request(plain, edits)));
        QCOMPARE(only.faces[0].truth, occluded);
    }

    void facesOfWholeBodyFilesAreTheValidOnes()
    {
        const Dataset dataset = file_.open(cocoWholeBodyFile());
        QCOMPARE(dataset.faces.size(), std::size_t{1});
        QCOMPARE(q(dataset.schemeId), QStringLiteral("ibug68"));
        QVERIFY(dataset.faces[0].truth.visibility.empty());
        // clipped to the image as its own loader does: x 0..59, y 10..149
        QVERIFY(dataset.faces[0].box == Rect::fromCorners(0, 10, 59, 149));
        QVERIFY(!dataset.faces[0].derived.area);
        QCOMPARE(dataset.faces[0].records[0].line, 4);
        QVERIFY(holds(issueInLine(dataset, issueLineOf(dataset, "none of its points")).what, "valid"));
        QCOMPARE(countAtLeast(dataset.issues, Severity::Error), 0);
        QCOMPARE(file_.patched(dataset), cocoWholeBodyFile());
    }

    static int issueLineOf(const Dataset &dataset, const std::string &words)
    {
        for (const Issue &issue : dataset.issues)
            if (holds(issue.what.text(), words))
                return issue.line;
        return -1;
    }

    void reportsMalformedAnnotationsWithTheirLine_data()
    {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        QTest::addColumn<QString>("words");
        QTest::addColumn<int>("faces");
        const auto row = [](const char *name, const char *from, const char *to, const char *words, int faces) {
            QTest::newRow(name) << QString::fromUtf8(from) << QString::fromUtf8(to) << QString::fromUtf8(words)
                                << faces;
        };
        row("length", "0.0, 0.0, 0", "0.0, 0.0", "x, y and v", 2);
        row("points", "0.0, 0.0, 0,", "", "keypoints", 2);
        row("NaN", "0.0, 0.0, 0", "NaN, 0.0, 0", "near 'NaN'", 2);
        row("too large", "0.0, 0.0, 0", "1e999, 0.0, 0", "JSON", 2);
        row("far away", "0.0, 0.0, 0", "1e30, 0.0, 2", "no image reaches", 2);
        row("text in list", "0.0, 0.0, 0", "\"a\", 0.0, 0", "flat list", 2);
        row("unknown image", "\"image_id\": 1", "\"image_id\": 77", "unknown image id 77", 2);
        row("no image", "\"image_id\": 1, ", "", "names no image", 2);
        row("nested", "\"area\": 40000",
            "\"area\": [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]"
            "]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]",
            "nested", 2);
        row("double id", "\"id\": 101", "\"id\": 100", "same id", 3);
        row("count", "\"num_keypoints\": 22", "\"num_keypoints\": 3", "num_keypoints", 3);
        row("centre", "\"center\": [120.5, 130.5], ", "", "lacks center", 3);
        row("box", "[20, 30, 200, 200]", "[20, 30, 0, 200]", "box", 3);
        row("flag", "0.0, 0.0, 0", "0.0, 0.0, 3", "flag", 3);
        row("image size", "\"width\": 256", "\"width\": 0", "width and height", 3);
        row("image name", "\"file_name\": \"a/1.jpg\"", "\"file_name\": 5", "file_name", 2);
    }
    void reportsMalformedAnnotationsWithTheirLine()
    {
        QFETCH(QString, from);
        QFETCH(QString, to);
        QFETCH(QString, words);
        QFETCH(int, faces);
        const Dataset dataset = file_.open(replaced(cocoFile(3, 29), from.toStdString(), to.toStdString()));
        QCOMPARE(static_cast<int>(dataset.faces.size()), faces);
        const int line = issueLineOf(dataset, words.toStdString());
        QVERIFY2(line > 0, dataset.issues.empty() ? "no issue" : dataset.issues[0].what.text().c_str());
    }

    void loadsWhatStandsBeforeABreak()
    {
        const std::string text = cocoFile(3, 29);
        const Dataset dataset = file_.open(text.substr(0, text.size() * 2 / 3));
        QVERIFY(dataset.faces.size() == 1 || dataset.faces.size() == 2);
        QVERIFY(issueLineOf(dataset, "breaks off") > 10);
        QVERIFY(!file_.tryOpen("{\"images\": [], \"annotations\": [], \"categories\": []}").ok());
    }

    void copiesAreEqualByteForByteAndEditsStayLocal()
    {
        const std::string text = cocoFile(3, 29, {2, 1});
        const Dataset dataset = file_.open(text);
        QCOMPARE(file_.patched(dataset), text);
        LandmarkSet edited = dataset.faces[1].truth;
        edited.points[0] = {1.5, 2.25};
        edited.setVisibility(2, Visibility::Occluded);
        const std::string old = samplePoint(101, 0);
        const std::size_t blank = old.find(' ');
        QCOMPARE(changedTokens(text, file_.patched(dataset, {{1, edited}})),
                 (std::vector<std::string>{old.substr(0, blank) + ">1.500", old.substr(blank + 1) + ">2.250", "2>1"}));
        edited.setVisibility(3, Visibility::Absent);
        const auto changes = changedTokens(text, file_.patched(dataset, {{1, edited}}));
        QCOMPARE(changes.back(), std::string("29>28")); // num_keypoints goes along
        QCOMPARE(file_.open(file_.patched(dataset, {{1, edited}})).faces[1].truth, edited);
    }

    void recomputesBoxAreaCentreAndScaleOnRequest()
    {
        const Dataset dataset = file_.open(cocoFile(2, 29, {2}));
        LandmarkSet edited = dataset.faces[0].truth;
        for (std::size_t i = 0; i < edited.points.size(); ++i)
            edited.points[i] = {10.5 + static_cast<double>(i), 20.25};
        edited.points[0].y = 219.75;
        const Face face = file_.open(file_.patched(dataset, {{0, edited}}, true)).faces[0];
        QVERIFY(face.box == (Rect{10.5, 20.25, 28, 199.5}));
        QCOMPARE(face.derived.area, std::optional<double>(28 * 199.5));
        QVERIFY(face.derived.centreScale == (CentreScale{{24.5, 120}, 1}));
    }

    void newFilesKeepIdsAndNames()
    {
        const Dataset dataset = file_.open(replaced(cocoFile(3, 29), "a/0.jpg", "тест 顔/é@#%.jpg"));
        const std::string out = file_.reprinted(dataset);
        QVERIFY(holds(out, "\"id\": 102, \"image_id\": 2,"));
        QVERIFY(holds(out, "тест 顔/é@#%.jpg"));
        QCOMPARE(file_.open(out).faces.size(), std::size_t{3});
    }

    void drawnBoxesComeBack()
    {
        std::string text = cocoFile(3, 19);
        for (int i = 0; i < 3; ++i) // as AFLW has it
            text = replaced(text, "\"scale\": 1.05\n", "\"scale\": 1.05, \"box_size\": 210\n");
        Dataset dataset = file_.open(text);
        QCOMPARE(dataset.faces[1].derived.boxSize, std::optional<double>(210));
        const Rect drawn{10.25, 20.5, 160, 90};
        setFields(dataset, 1, {Presence::AsRead, drawn, {{"hat", 1}}});
        const std::string written = file_.written(file_.request(dataset));
        const Dataset again = file_.open(written);
        const Dataset source = file_.open(text);
        for (std::size_t i : {std::size_t{0}, std::size_t{2}}) {
            QVERIFY(again.faces[i].box == source.faces[i].box);
            QCOMPARE(again.faces[i].derived, source.faces[i].derived);
            QCOMPARE(again.faces[i].truth, source.faces[i].truth);
        }
        QVERIFY(again.faces[1].box == drawn);
        QCOMPARE(again.faces[1].truth, source.faces[1].truth);
        QCOMPARE(again.faces[1].derived.area, std::optional<double>(160 * 90));
        QVERIFY(again.faces[1].derived.centreScale == (CentreScale{{90.25, 65.5}, 0.8}));
        QCOMPARE(again.faces[1].derived.boxSize, std::optional<double>(120)); // of the same area
        QCOMPARE(attributeOf(again, 1, attributeIndex(again, "hat")), std::int8_t{1});
        // nothing is lost by going round once more
        const Dataset third = file_.open(file_.reprinted(again));
        QVERIFY(third.faces[1].box == drawn);
        QCOMPARE(third.faces[1].derived, again.faces[1].derived);
        // a file of this face alone still has the member
        WriteRequest one = file_.request(dataset);
        one.faces = {1};
        const auto plan = file_.format().plan(one);
        QVERIFY(plan.ok());
        QCOMPARE(q(plan->derivedFields.back()), QStringLiteral("box size"));
        QCOMPARE(file_.open(file_.written(one)).faces[0].derived.boxSize, std::optional<double>(120));
    }

    void onlyWhatHasNoIdGetsANewOne()
    {
        std::string text = cocoFile(5, 29);
        text = replaced(text, "{\"id\": 3, ", "{\"id\": 7, ");
        text = replaced(text, "\"image_id\": 3,", "\"image_id\": 7,");
        text = replaced(text, "    {\"id\": 7, ",
                        "    {\"id\": 500000, \"file_name\": \"a/none.jpg\"},\n    {\"id\": 7, ");
        Dataset dataset = file_.open(text);
        QCOMPARE(dataset.samples.size(), std::size_t{4});
        std::map<int, LandmarkSet> edits;
        addFace(dataset, 0, edits);
        addFace(dataset, 2, edits); // the file knows the image, no face does
        const Dataset again = file_.open(file_.written(file_.request(dataset, edits)));
        QCOMPARE(idsOf(again, kCocoIdKey), (Ids{"100", "101", "102", "103", "104", "105", "106"}));
        QCOMPARE(idsOf(again, kCocoImageIdKey), (Ids{"1", "1", "2", "2", "7", "1", "500000"}));
        // a part of the data set: its new face does not take the id of one that stays away
        WriteRequest part = file_.request(dataset, edits);
        part.faces = {1, 5};
        QCOMPARE(idsOf(file_.open(file_.written(part)), kCocoIdKey), (Ids{"101", "105"}));
        // without the file that knows the image
        std::filesystem::remove(file_.path());
        const auto report = file_.format().write(file_.request(dataset, edits), {});
        QVERIFY(report.ok());
        QVERIFY(holds(report->losses.back(), "The ids of 1 image are new"));
        QCOMPARE(idsOf(file_.open(readAll(report->files.front())), kCocoImageIdKey),
                 (Ids{"1", "1", "2", "2", "7", "1", "8"}));
    }

    void idsThatCannotStayAreNumbered_data()
    {
        QTest::addColumn<QByteArray>("id");
        QTest::addColumn<QByteArray>("written");
        QTest::addColumn<QByteArray>("added");
        QTest::newRow("double") << QByteArray("\"id\": 100,") << QByteArray("103") << QByteArray("104");
        QTest::newRow("text") << QByteArray("\"id\": \"a\\\"1\",") << QByteArray("103") << QByteArray("104");
        QTest::newRow("missing") << QByteArray() << QByteArray("103") << QByteArray("104");
        QTest::newRow("round") << QByteArray("\"id\": 100000,") << QByteArray("100000") << QByteArray("100001");
        QTest::newRow("point zero") << QByteArray("\"id\": 200000.0,") << QByteArray("200000") << QByteArray("200001");
        QTest::newRow("largest") << QByteArray("\"id\": 9223372036854775807,") << QByteArray("9223372036854775807")
                                 << QByteArray("103");
    }
    void idsThatCannotStayAreNumbered()
    {
        QFETCH(QByteArray, id);
        QFETCH(QByteArray, written);
        QFETCH(QByteArray, added);
        Dataset dataset = file_.open(replaced(cocoFile(3, 29), "\"id\": 101,", id.toStdString()));
        std::map<int, LandmarkSet> edits;
        addFace(dataset, 0, edits);
        QCOMPARE(idsOf(file_.open(file_.written(file_.request(dataset, edits))), kCocoIdKey),
                 (Ids{"100", written.toStdString(), "102", added.toStdString()}));
    }

    void cyclesDoNotDrift() { QCOMPARE(driftOf100Cycles(file_, cocoFile(3, 29)), 0.0); }

    void stopsWhenCancelled()
    {
        writeAll(file_.path(), cocoFile(3, 29));
        JobContext context;
        context.cancelled = [] { return true; };
        const auto dataset = openDataset(file_.registry, {file_.path(), {}, {}}, context);
        QVERIFY(!dataset.ok());
        QCOMPARE(dataset.error().code, Errc::Cancelled);
    }

    void survives200MalformedFiles()
    {
        QCOMPARE(q(malformedFilesProblem("coco", "faces.json", cocoFile(3, 29), 200)), QString());
        QCOMPARE(q(malformedFilesProblem("coco", "body.json", cocoWholeBodyFile(), 200)), QString());
    }

    void readsTheRealFiles_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("scheme");
        QTest::addColumn<int>("images");
        QTest::addColumn<int>("faces");
        QTest::addColumn<int>("occluded");
        QTest::newRow("cofw") << QStringLiteral("cofw/test_cofw.json") << QStringLiteral("cofw29") << 2 << 2 << 15;
        QTest::newRow("aflw") << QStringLiteral("aflw/test_aflw.json") << QStringLiteral("aflw19") << 2 << 2 << 0;
        QTest::newRow("lapa") << QStringLiteral("lapa/test_lapa.json") << QStringLiteral("lapa106") << 2 << 2 << 0;
        QTest::newRow("wholebody") << QStringLiteral("coco_wholebody/test_coco_wholebody.json")
                                   << QStringLiteral("ibug68") << 4 << 4 << 0;
    }
    void readsTheRealFiles()
    {
        QFETCH(QString, file);
        QFETCH(QString, scheme);
        QFETCH(int, images);
        QFETCH(int, faces);
        QFETCH(int, occluded);
        const auto path = sharedPath(("data/formats/" + file.toStdString()).c_str());
        if (path.empty())
            QSKIP("shared data is absent");
        const auto dataset = openDataset(file_.registry, {path, {}, {}}, {});
        QVERIFY(dataset.ok());
        QCOMPARE(q(dataset->formatId), QStringLiteral("coco"));
        QCOMPARE(q(dataset->schemeId), scheme);
        QCOMPARE(static_cast<int>(dataset->samples.size()), images);
        QCOMPARE(static_cast<int>(dataset->faces.size()), faces);
        QCOMPARE(countAtLeast(dataset->issues, Severity::Warning), 0);
        int found = 0;
        for (const Face &face : dataset->faces)
            for (int i = 0; i < face.truth.count(); ++i)
                found += face.truth.visibilityAt(i) == Visibility::Occluded;
        QCOMPARE(found, occluded);
        for (std::size_t i = 0; i < dataset->samples.size(); ++i)
            QVERIFY(std::filesystem::exists(dataset->imagePath(static_cast<int>(i))));
        QCOMPARE(file_.patched(*dataset), readAll(path));
    }
};

} // namespace fiducial

QTEST_GUILESS_MAIN(fiducial::CocoFormatTest)
#include "coco_format_test.moc"
