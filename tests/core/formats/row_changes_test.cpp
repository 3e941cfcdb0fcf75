#include "core/base/text.h"
#include "core/dataset/edited_dataset.h"
#include "core/dataset/select.h"
#include "tests/core/formats/format_fixture.h"
#include "tests/core/formats/list_samples.h"

#include <QTest>

namespace fiducial {
using namespace formats;
using namespace test;

/// Copies of lists: deleted faces go, added ones come, everything else stays to the byte.
class RowChangesTest : public QObject {
    Q_OBJECT
private:
    /// An added face on this image with every landmark of `like`, moved by (3, 2).
    static int add(Dataset &dataset, int sample, LandmarkSet like, LandmarkSet &set)
    {
        const int row = appendFace(dataset, sample);
        setFields(dataset, row, {Presence::Added, Rect{12, 14, 60, 70}, {{"blur", 1}}});
        set = {std::move(like.points), {}};
        for (Point2 &p : set.points)
            p = isFinite(p) ? Point2{std::round(p.x) + 3, std::round(p.y) + 2} : Point2{50, 60};
        return row;
    }
    static void remove(Dataset &dataset, int row) { setFields(dataset, row, {Presence::Deleted, {}, {}}); }

    struct Copy {
        WritePlan plan;
        std::string text;
        Result<Dataset> read;
    };
    static WriteRequest requestOf(const FileOfFormat &file, const Dataset &dataset,
                                  const std::map<int, LandmarkSet> &edits)
    {
        WriteRequest request = file.request(dataset, edits);
        request.faces = facesOf(dataset);
        request.target = file.folder / "out";
        request.imageSize = [](int) { return Size{112, 112}; }; // what lists of crops without images are taken for
        return request;
    }
    static Copy copyOf(const FileOfFormat &file, const Dataset &dataset, const std::map<int, LandmarkSet> &edits)
    {
        const WriteRequest request = requestOf(file, dataset, edits);
        const auto plan = planPatchedCopies(file.registry, request);
        const auto report = writePatchedCopies(file.registry, request, {});
        if (!plan || !report)
            throw std::runtime_error((plan ? report.error() : plan.error()).text());
        return {*plan, readAll(request.target / file.name),
                openDataset(file.registry, {request.target / file.name, {}, {}}, {})};
    }
    static double worst(const LandmarkSet &a, const LandmarkSet &b)
    {
        double out = a.count() == b.count() ? 0 : 1e9;
        for (std::size_t i = 0; out < 1e9 && i < a.points.size(); ++i)
            if (isFinite(a.points[i]) || isFinite(b.points[i]))
                out = std::max(out, distance(a.points[i], b.points[i]));
        return out;
    }

private Q_SLOTS:
    void aListLosesAndGainsFaces_data()
    {
        QTest::addColumn<QString>("format");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("text");
        const auto row = [](const char *tag, const char *format, const char *name, const std::string &text) {
            QTest::newRow(tag) << QString::fromLatin1(format) << QString::fromLatin1(name)
                               << QByteArray::fromStdString(text);
        };
        row("WFLW", "wflw", "list_98pt.txt", wflwList(4, true));
        row("WFLW without rectangles", "wflw", "list_98pt.txt", wflwList(4, false));
        row("WFLW, CRLF", "wflw", "list_98pt.txt", wflwList(4, true, "\r\n"));
        std::string open = wflwList(4, true);
        open.pop_back();
        row("WFLW, last line open", "wflw", "list_98pt.txt", open);
        row("HRNet", "hrnet-csv", "faces.csv", csvList(4, 98));
        row("HRNet with box size", "hrnet-csv", "faces.csv", csvList(4, 19, true, "\r\n"));
        row("PFLD, fractions", "pfld", "list.txt", pfldList(4, 98, false));
        row("PFLD, fractions of 68 points", "pfld", "list.txt", pfldList(4, 68, false));
        std::string raw;
        for (int i = 0; i < 4; ++i)
            raw += pfldRawRow(i, "a/" + std::to_string(i) + ".jpg") + "\n";
        row("PFLD, raw", "pfld", "list.txt", raw);
        row("tsv", "tsv", "faces.tsv", tsvList(4, 98));
        row("tsv with header", "tsv", "faces.tsv", tsvList(4, 68, true));
        row("COCO", "coco", "faces.json", cocoFile(4, 29));
        row("COCO, flags 0 and 1", "coco", "faces.json", cocoFile(4, 29, {1, 1, 0, 1}));
        row("imglab", "imglab", "faces.xml", imglabFile(2, 19));
    }

    void aListLosesAndGainsFaces()
    {
        QFETCH(const QString, format);
        QFETCH(const QString, name);
        QFETCH(const QByteArray, text);
        const FileOfFormat file(format.toStdString(), name.toStdString());
        const Dataset source = file.open(text.toStdString());
        QCOMPARE(source.faces.size(), std::size_t{4});
        // The first, one in the middle, the last: each alone, and a new face on the image of each.
        for (const int gone : {0, 2, 3}) {
            Dataset dataset = source;
            remove(dataset, gone);
            std::map<int, LandmarkSet> edits;
            LandmarkSet moved = dataset.faces[1].truth;
            moved.points[0] = moved.points[0] + Point2{4, 1};
            edits[1] = moved;
            LandmarkSet set;
            const int row =
                add(dataset, dataset.faces[static_cast<std::size_t>(gone)].sample, source.faces[2].truth, set);
            edits[row] = set;
            const Copy copy = copyOf(file, dataset, edits);
            QVERIFY2(copy.read.ok(), copy.read ? "" : copy.read.error().text().c_str());
            QCOMPARE(copy.plan.rows.size(), std::size_t{2});
            QVERIFY(holds(copy.plan.rows[0], "1 deleted face loses its"));
            QVERIFY(holds(copy.plan.rows[1], "1 added face becomes a new"));
            for (const Sentence &loss : copy.plan.losses)
                QVERIFY2(!holds(loss, "deleted") && !holds(loss, "left out"), loss.text().c_str());
            QCOMPARE(copy.plan.files[0].faces, 4);
            const Dataset &read = *copy.read;
            QCOMPARE(read.faces.size(), std::size_t{4});
            QCOMPARE(countAtLeast(read.issues, Severity::Error), countAtLeast(source.issues, Severity::Error));
            // Those that were there, in their order, and the new one wherever the format has it.
            std::vector<LandmarkSet> wanted;
            for (int i = 0; i < 4; ++i)
                if (i != gone)
                    wanted.push_back(i == 1 ? moved : source.faces[static_cast<std::size_t>(i)].truth);
            std::size_t found = 0, fresh = 0;
            for (const Face &face : read.faces) {
                if (found < wanted.size() && worst(face.truth, wanted[found]) < 1e-3)
                    ++found;
                else if (worst(face.truth, set) < 1e-3) {
                    ++fresh;
                    QVERIFY(read.samples[static_cast<std::size_t>(face.sample)].image == dataset.sampleOf(row).image);
                    if (const auto blur = attributeIndex(read, "blur"); blur >= 0 && !face.attributes.empty())
                        QCOMPARE(face.attributes[static_cast<std::size_t>(blur)], std::int8_t{1});
                }
            }
            QCOMPARE(found, std::size_t{3});
            QCOMPARE(fresh, std::size_t{1});
        }
    }

    void editedAreLandmarksBoxesAttributesAndNewFaces_data() { aListLosesAndGainsFaces_data(); }
    void editedAreLandmarksBoxesAttributesAndNewFaces()
    {
        QFETCH(const QString, format);
        QFETCH(const QString, name);
        QFETCH(const QByteArray, text);
        const FileOfFormat file(format.toStdString(), name.toStdString());
        Dataset dataset = file.open(text.toStdString());
        LandmarkSet moved = dataset.faces[0].truth, added;
        moved.points[0] = moved.points[0] + Point2{4, 1};
        setFields(dataset, 1, {Presence::AsRead, Rect{5, 6, 70, 80}, {}});
        setFields(dataset, 2, {Presence::AsRead, {}, {{"blur", 1}}});
        const int row = add(dataset, dataset.faces[3].sample, moved, added);
        std::map<int, LandmarkSet> edits = {{0, moved}};
        WriteRequest request = requestOf(file, dataset, edits);
        request.faces = {0, 1, 2, 3};
        const auto plan = planPatchedCopies(file.registry, request);
        const auto report = writePatchedCopies(file.registry, request, {});
        QVERIFY(plan.ok() && report.ok());
        QCOMPARE(plan->files[0].editedFaces, 3);
        QCOMPARE(report->editedFaces, 3);
        const std::string copy = readAll(request.target / file.name);
        const bool fields = format == QStringLiteral("wflw") && text.count(' ') > 4 * 200; // rectangle and attributes
        const auto before = text::lines(std::string_view(text.data(), static_cast<std::size_t>(text.size())));
        const auto after = text::lines(copy);
        for (std::size_t i = 0; format == QStringLiteral("wflw") && i < 4; ++i)
            QCOMPARE(before[i] != after[i], i == 0 || (fields && i < 3));
        if (!fields) // what is not written is told
            QVERIFY(std::ranges::any_of(plan->losses, [](const Sentence &loss) { return holds(loss, "changed"); }));
        edits[row] = added;
        WriteRequest fresh = requestOf(file, dataset, edits);
        fresh.target = file.folder / ("new_" + file.name);
        const auto list = file.format().plan(fresh);
        QVERIFY(list.ok());
        const auto written = file.format().write(fresh, {});
        QVERIFY2(written.ok(), written ? "" : written.error().text().c_str());
        QCOMPARE(list->files[0].editedFaces, 4);
        QCOMPARE(written->editedFaces, 4);
    }

    void whatIsNotTouchedStaysToTheByte()
    {
        const FileOfFormat coco("coco", "faces.json");
        const std::string text = cocoFile(4, 29);
        Dataset dataset = coco.open(text);
        remove(dataset, 1);
        remove(dataset, 2);
        const std::string out = copyOf(coco, dataset, {}).text;
        QCOMPARE(q(out), q(replaced(replaced(text, cocoAnnotation(101, 1, 29, {2, 1, 0, 2}) + ",\n", ""),
                                    cocoAnnotation(102, 2, 29, {2, 1, 0, 2}) + ",\n", "")));
        const FileOfFormat xml("imglab", "faces.xml");
        const std::string boxes = imglabFile(2, 19);
        Dataset marked = xml.open(boxes);
        remove(marked, 3);
        QCOMPARE(q(copyOf(xml, marked, {}).text), q(replaced(boxes, imglabBox(3, 19), "")));
    }

    void theLastFaceOfAnImageLeavesTheImage()
    {
        const FileOfFormat file("coco", "faces.json");
        Dataset dataset = file.open(cocoFile(3, 29));
        remove(dataset, 2); // the only one of its image
        const Copy copy = copyOf(file, dataset, {});
        QCOMPARE(copy.read->samples.size(), std::size_t{2});
        Dataset again = *copy.read;
        QVERIFY(again.samples[1].faces.empty());
        writeAll(file.path(), copy.text);
        again = *openDataset(file.registry, {file.path(), {}, {}}, {});
        LandmarkSet set;
        const int row = add(again, 1, dataset.faces[0].truth, set); // and it can have one again
        const Copy back = copyOf(file, again, {{row, set}});
        QCOMPARE(back.read->samples[1].faces.size(), std::size_t{1});
        QVERIFY(worst(back.read->faces.back().truth, set) < 1e-6);
        QCOMPARE(back.read->faces.back().extra.at("coco.id"), std::string("102"));
    }

    void allRowsMayBeNewOnes_data() { aListLosesAndGainsFaces_data(); }
    void allRowsMayBeNewOnes()
    {
        QFETCH(const QString, format);
        QFETCH(const QString, name);
        QFETCH(const QByteArray, text);
        const FileOfFormat file(format.toStdString(), name.toStdString());
        Dataset dataset = file.open(text.toStdString());
        std::map<int, LandmarkSet> edits;
        for (int i = 0; i < 4; ++i)
            remove(dataset, i);
        for (int i = 0; i < 2; ++i) {
            LandmarkSet set;
            const int row = add(dataset, 0, dataset.faces[static_cast<std::size_t>(i)].truth, set);
            edits[row] = set;
        }
        const Copy copy = copyOf(file, dataset, edits);
        QVERIFY2(copy.read.ok(), copy.read ? "" : copy.read.error().text().c_str());
        QCOMPARE(copy.read->faces.size(), std::size_t{2});
        for (int i = 0; i < 2; ++i)
            QVERIFY(worst(copy.read->faces[static_cast<std::size_t>(i)].truth, edits[4 + i]) < 1e-3);
    }

    void aListThatWouldHoldNoFaceIsNotWritten_data() { aListLosesAndGainsFaces_data(); }
    void aListThatWouldHoldNoFaceIsNotWritten()
    {
        QFETCH(const QString, format);
        QFETCH(const QString, name);
        QFETCH(const QByteArray, text);
        const FileOfFormat file(format.toStdString(), name.toStdString());
        Dataset dataset = file.open(text.toStdString());
        for (int i = 0; i < 4; ++i)
            remove(dataset, i);
        WriteRequest request = requestOf(file, dataset, {});
        request.overwriteSource = true;
        request.target = dataset.root;
        const auto plan = planPatchedCopies(file.registry, request);
        QVERIFY(!plan.ok());
        QVERIFY(holds(plan.error().message.text(), "could not be opened again"));
        QVERIFY(!writePatchedCopies(file.registry, request, {}).ok());
        QCOMPARE(q(readAll(file.path())), QString::fromUtf8(text));
    }

    void newRowsSpellTheImageAsTheirList_data()
    {
        QTest::addColumn<QString>("format");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("image");
        QTest::addColumn<QByteArray>("text");
        const auto row = [](const char *format, const char *name, const char *image, const std::string &text) {
            QTest::newRow(format) << QString::fromLatin1(format) << QString::fromLatin1(name)
                                  << QString::fromLatin1(image) << QByteArray::fromStdString(text);
        };
        row("wflw", "list_98pt.txt", ".\\a\\1.jpg",
            wflwRow(0, true, "a/0.jpg") + "\n" + wflwRow(1, true, ".\\a\\1.jpg") + "\n");
        row("hrnet-csv", "faces.csv", "\"a\\1,2.jpg\"",
            csvHeader(19) + "\n" + csvRow(0, 19, "a/0.jpg") + "\n" + csvRow(1, 19, "\"a\\1,2.jpg\"") + "\n");
        row("pfld", "list.txt", "./a//1 2.jpg",
            pfldRow(0, 98, "a/0.jpg", false) + "\n" + pfldRow(1, 98, "./a//1 2.jpg", false) + "\n");
        row("tsv", "faces.tsv", "\\\\host\\share\\rawImages\\a\\1.jpg",
            tsvRow(0, 98, "a/0.jpg") + "\n" + tsvRow(1, 98, "\\\\host\\share\\rawImages\\a\\1.jpg") + "\n");
    }
    void newRowsSpellTheImageAsTheirList()
    {
        QFETCH(const QString, format);
        QFETCH(const QString, name);
        QFETCH(const QString, image);
        QFETCH(const QByteArray, text);
        const FileOfFormat file(format.toStdString(), name.toStdString());
        Dataset dataset = file.open(text.toStdString());
        QCOMPARE(dataset.samples.size(), std::size_t{2});
        LandmarkSet set;
        const int row = add(dataset, 1, dataset.faces[0].truth, set);
        for (const bool others : {true, false}) { // the row of a deleted face counts too
            if (!others)
                remove(dataset, 1);
            const Copy copy = copyOf(file, dataset, {{row, set}});
            QCOMPARE(QString::fromStdString(copy.text).count(image), others ? 2 : 1);
            QCOMPARE(copy.read->samples.size(), std::size_t{2});
            QCOMPARE(copy.read->faces.size(), std::size_t(others ? 3 : 2));
        }
    }

    void ofSeveralListsThoseThatKeepAFaceAreWritten()
    {
        const FileOfFormat file("wflw", "in");
        const auto out = file.folder / "out", in = file.path();
        const std::string whole = wflwRow(0, true, "a/0.jpg") + "\n" + wflwRow(1, true, "a/1.jpg") + "\n";
        writeAll(in / "list_98pt_rect_attr_a.txt", whole);
        writeAll(in / "list_98pt_rect_attr_b.txt", wflwRow(2, true, "b/2.jpg") + "\n");
        writeAll(in / "list_98pt_a_blur.txt", wflwRow(1, false, "a/1.jpg") + "\n");
        auto opened = openDataset(file.registry, {in, {}, {}}, {});
        QVERIFY(opened.ok());
        Dataset dataset = *opened;
        QCOMPARE(dataset.faces.size(), std::size_t{3});
        int gone = -1;
        for (int row = 0; row < 3; ++row)
            if (dataset.sampleOf(row).image != "a/0.jpg") {
                remove(dataset, row);
                gone = row;
            }
        WriteRequest request = requestOf(file, dataset, {});
        request.target = out;
        const auto plan = planPatchedCopies(file.registry, request);
        QVERIFY2(plan.ok(), plan ? "" : plan.error().text().c_str());
        QCOMPARE(plan->files.size(), std::size_t{1});
        const auto says = [&](const std::string &words) {
            return std::ranges::any_of(plan->rows, [&](const Sentence &row) { return holds(row, words); });
        };
        QVERIFY(says("1 deleted face loses its row in list_98pt_rect_attr_a.txt."));
        QVERIFY(says("The only face of list_98pt_rect_attr_b.txt is deleted: it is not written"));
        QVERIFY(says("The only face of list_98pt_a_blur.txt is deleted"));
        QCOMPARE(plan->rows.size(), std::size_t{3});
        const auto report = writePatchedCopies(file.registry, request, {});
        QVERIFY(report.ok());
        QCOMPARE(report->files.size(), std::size_t{1});
        const auto read = openDataset(file.registry, {out, {}, {}}, {});
        QVERIFY(read.ok());
        QCOMPARE(read->files.size(), std::size_t{1});
        QCOMPARE(read->faces.size(), std::size_t{1});
        QCOMPARE(countAtLeast(read->issues, Severity::Error), 0);
        // over the sources: what is not written stays as it was
        request.target = in;
        request.overwriteSource = true;
        QVERIFY(writePatchedCopies(file.registry, request, {}).ok());
        QCOMPARE(q(readAll(in / "list_98pt_rect_attr_b.txt")), q(wflwRow(2, true, "b/2.jpg") + "\n"));
        // a face that comes keeps its list
        dataset = *opened;
        for (int row = 0; row < 3; ++row)
            remove(dataset, row);
        LandmarkSet set;
        const int row = add(dataset, dataset.faces[static_cast<std::size_t>(gone)].sample, dataset.faces[0].truth, set);
        WriteRequest added = requestOf(file, dataset, {{row, set}});
        added.target = file.folder / "added";
        const auto one = planPatchedCopies(file.registry, added);
        QVERIFY(one.ok());
        QCOMPARE(one->files.size(), std::size_t{1});
        QCOMPARE(one->rows.size(), std::size_t{4}); // one loses, one gains, two are left out
    }

    void computedAnewAreOnlyBoxesOfMovedPoints()
    {
        const FileOfFormat file("wflw", "list_98pt.txt");
        const std::string text = wflwList(4, true);
        Dataset dataset = file.open(text);
        setFields(dataset, 1, {Presence::AsRead, {}, {{"blur", 1}}});
        setFields(dataset, 2, {Presence::AsRead, Rect{5, 6, 70, 80}, {}});
        LandmarkSet moved = dataset.faces[2].truth;
        moved.points[0] = moved.points[0] + Point2{-3, 2};
        WriteRequest request = requestOf(file, dataset, {{2, moved}, {3, moved}});
        request.recomputeDerived = true;
        QVERIFY(writePatchedCopies(file.registry, request, {}).ok());
        const auto copy = openDataset(file.registry, {request.target / file.name, {}, {}}, {});
        request.target = file.folder / "new.txt";
        request.faces = {0, 1, 2, 3};
        QVERIFY(file.registry.find("wflw")->write(request, {}).ok());
        const auto list = openDataset(file.registry, {request.target, {}, {}}, {});
        const Dataset before = file.open(text);
        for (const auto &written : {copy, list}) {
            QVERIFY(written.ok());
            QCOMPARE(*written->faces[0].box, *before.faces[0].box);
            QCOMPARE(*written->faces[1].box, *before.faces[1].box);
            QCOMPARE(*written->faces[2].box, (Rect{5, 6, 70, 80})); // somebody drew it
            QVERIFY(*written->faces[3].box != *before.faces[3].box);
        }
    }

    void rowsWithoutFieldsSayWhatTheyLose()
    {
        const FileOfFormat file("wflw", "list_98pt.txt");
        Dataset dataset = file.open(wflwList(3, false));
        setFields(dataset, 1, {Presence::AsRead, Rect{5, 6, 70, 80}, {{"blur", 1}}});
        const std::string sentence =
            "The changed boxes and attributes of 1 face are lost: rows of 197 fields have neither.";
        QCOMPARE(texts(copyOf(file, dataset, {}).plan.losses), std::vector<std::string>{sentence});
        WriteRequest request = requestOf(file, dataset, {});
        request.target = file.folder / "new.txt";
        request.faces = {0, 1};
        const auto plan = file.registry.find("wflw")->plan(request);
        QVERIFY(plan.ok());
        QCOMPARE(texts(plan->losses), std::vector<std::string>{sentence});
    }

    void headAnglesCannotBeMadeUp()
    {
        const FileOfFormat file("pfld", "list.txt");
        Dataset dataset = file.open(pfldList(3, 98, true));
        LandmarkSet set;
        const int row = add(dataset, 0, dataset.faces[0].truth, set);
        remove(dataset, 2);
        const Copy copy = copyOf(file, dataset, {{row, set}});
        QCOMPARE(texts(copy.plan.rows), std::vector<std::string>{"1 deleted face loses its row in list.txt."});
        QCOMPARE(texts(copy.plan.losses),
                 std::vector<std::string>{"1 added face is left out of list.txt: The rows of this PFLD list hold head "
                                          "angles, which an added face does not have; write a new file without them."});
        QCOMPARE(copy.read->faces.size(), std::size_t{2});
    }

    void facesOfWholeBodyFilesBecomeInvalid()
    {
        const FileOfFormat file("coco", "faces.json");
        // The invalid face of the third person becomes valid, so that one may go.
        const std::string text =
            replaced(replaced(cocoWholeBodyFile(), "\"face_valid\": false", "\"face_valid\": true"), "[0, 0, 0, 0]",
                     "[3, 4, 50, 60]");
        Dataset dataset = file.open(text);
        QCOMPARE(dataset.faces.size(), std::size_t{2});
        Dataset shorter = dataset;
        remove(shorter, 1);
        const Copy copy = copyOf(file, shorter, {});
        QCOMPARE(copy.read->faces.size(), std::size_t{1});
        QCOMPARE(changedTokens(text, copy.text), std::vector<std::string>{"true>false"}); // the person stays
        LandmarkSet set;
        const int row = add(dataset, 0, dataset.faces[0].truth, set);
        const Copy kept = copyOf(file, dataset, {{row, set}});
        QCOMPARE(q(kept.text), q(text));
        QVERIFY(holds(kept.plan.losses.front(), "an annotated person"));
    }
};

} // namespace fiducial

QTEST_GUILESS_MAIN(fiducial::RowChangesTest)
#include "row_changes_test.moc"
