#include "core/base/sha256.h"
#include "core/formats/annotation_format.h"
#include "core/formats/number_patch.h"
#include "tests/core/formats/format_samples.h"
#include "tests/core/formats/list_samples.h"
#include "tests/support/test_support.h"

#include <QProcess>
#include <QTest>

#include <clocale>
#include <locale>

namespace fiducial {
using namespace formats;
namespace fs = std::filesystem;
using test::ptsFile;
using test::q;
using test::readAll;
using test::TempDir;
using test::wflwList;
using test::wflwRow;
using test::writeAll;

/// Edited sets by row, as the project hands them to an export.
struct Edits {
    std::map<int, LandmarkSet> sets;

    LandmarkSet &of(const Dataset &dataset, int face)
    {
        return sets.try_emplace(face, dataset.faces[static_cast<std::size_t>(face)].truth).first->second;
    }
    WriteRequest request(const Dataset &dataset, const fs::path &target) const
    {
        WriteRequest r;
        r.dataset = &dataset;
        for (std::size_t i = 0; i < dataset.faces.size(); ++i)
            r.faces.push_back(static_cast<int>(i));
        r.edited = [this](int face) {
            const auto found = sets.find(face);
            return found == sets.end() ? nullptr : &found->second;
        };
        r.target = target;
        return r;
    }
};

/// Blank-separated tokens that differ, as "old>new"; the texts must have equally many.
static std::vector<std::string> changedTokens(const std::string &before, const std::string &after)
{
    const auto a = text::splitBlanks(before);
    const auto b = text::splitBlanks(after);
    if (a.size() != b.size())
        return {"another number of tokens"};
    std::vector<std::string> out;
    for (std::size_t i = 0; i < a.size(); ++i)
        if (a[i] != b[i])
            out.push_back(std::string(a[i]) + ">" + std::string(b[i]));
    return out;
}

class PatchedExportTest : public QObject {
    Q_OBJECT

private:
    const FormatRegistry registry_ = makeBuiltinFormats();

    Dataset opened(const fs::path &path) const
    {
        auto dataset = openDataset(registry_, {path, {}, {}}, {});
        if (!dataset)
            qFatal("%s", dataset.error().text().c_str());
        return std::move(*dataset);
    }

    /// Both ways out, copies and a new file, give the bytes of the source.
    void expectSameBytes(const std::string &name, const std::string &bytes) const
    {
        const TempDir folder;
        writeAll(folder / name, bytes);
        const Dataset dataset = opened(folder / name);
        const auto copies = writePatchedCopies(registry_, Edits().request(dataset, folder / "copy"), {});
        QVERIFY2(copies.ok(), copies.ok() ? "" : copies.error().text().c_str());
        QCOMPARE(readAll(folder / ("copy/" + name)), bytes);
        const auto written =
            registry_.find(dataset.formatId)->write(Edits().request(dataset, folder / ("new/" + name)), {});
        QVERIFY2(written.ok(), written.ok() ? "" : written.error().text().c_str());
        QCOMPARE(readAll(folder / ("new/" + name)), bytes);
    }

private Q_SLOTS:
    void stylesNumbersAsTheirNeighbours()
    {
        QCOMPARE(styledNumber(12.3456789, 6), std::string("12.345679"));
        QCOMPARE(styledNumber(12, 6), std::string("12.000000"));
        QCOMPARE(styledNumber(12.5, 3), std::string("12.500"));
        QCOMPARE(styledNumber(12, 0), std::string("12"));
        QCOMPARE(styledNumber(12.25, 0), std::string("12.25"));
        QCOMPARE(styledNumber(12.34567, 1), std::string("12.346"));
        QCOMPARE(styledNumber(12.3, 1), std::string("12.3"));
        QCOMPARE(styledNumber(-0.0001, 2), std::string("0.00"));
        QCOMPARE(styledNumber(100, 0, 0), std::string("100"));
        QCOMPARE(decimalsOf("1e-5"), 0);
        QCOMPARE(decimalsOf("12.250"), 3);
    }

    void refusesOverlappingReplacements()
    {
        QCOMPARE(*applyReplacements("abcdef", {{4, 1, "E"}, {0, 2, ""}}), std::string("cdEf"));
        QVERIFY(!applyReplacements("abcdef", {{0, 3, "x"}, {2, 1, "y"}}).ok());
        QVERIFY(!applyReplacements("abc", {{2, 2, "x"}}).ok());
    }

    // P6
    void copiesUneditedFilesByteForByte()
    {
        const std::string odd =
            wflwRow(0, true, "a b.jpg") + "  \r\n\n" + "a bad row\n" + wflwRow(1, false, "c\\d.jpg");
        expectSameBytes("list_98pt_a.txt", wflwList(3, true));
        expectSameBytes("list_98pt_a.txt", wflwList(3, false));
        expectSameBytes("list_98pt_a.txt", wflwList(3, true, "\r\n"));
        expectSameBytes("list_98pt_a.txt", odd);
        expectSameBytes("list_98pt_a.txt", "\xEF\xBB\xBF" + odd);
        expectSameBytes("a.pts", ptsFile(0, 68));
        expectSameBytes("a.pts", ptsFile(0, 98, " \r\n") + "made by hand");
        expectSameBytes("a.txt", test::lapaFile(0));
    }

    void changesExactlyTheNumbersOfAMovedPointInEveryList()
    {
        const TempDir folder;
        writeAll(folder / "in/WFLW_annotations/list_98pt_rect_attr_test.txt", wflwList(4, true, "\r\n"));
        writeAll(folder / "in/WFLW_annotations/list_98pt_test_blur.txt", wflwRow(3, false, "37--Soccer/image_1.jpg"));
        writeAll(folder / "in/WFLW_annotations/list_98pt_test_pose.txt", wflwRow(0, false, "37--Soccer/image_0.jpg"));
        const Dataset dataset = opened(folder / "in");
        Edits edits;
        Point2 &moved = edits.of(dataset, 3).points[54];
        moved = {101.5, moved.y};
        const auto request = edits.request(dataset, folder / "out");
        const auto plan = planPatchedCopies(registry_, request);
        QVERIFY(plan.ok());
        QCOMPARE(plan->files.size(), std::size_t{3});
        QCOMPARE(plan->files[0].editedFaces, 1);
        QCOMPARE(plan->files[2].editedFaces, 0);
        QVERIFY(!plan->files[0].exists && !plan->files[0].isSource);
        QCOMPARE(test::texts(plan->derivedFields), (std::vector<std::string>{"box"}));
        const auto report = writePatchedCopies(registry_, request, {});
        QVERIFY(report.ok());
        QCOMPARE(report->editedFaces, 1);
        QCOMPARE(report->faces, 4);
        const std::string old(text::splitBlanks(test::samplePoint(3, 54))[0]);
        for (const char *name : {"list_98pt_rect_attr_test.txt", "list_98pt_test_blur.txt"}) {
            const std::string file = std::string("WFLW_annotations/") + name;
            QCOMPARE(changedTokens(readAll(folder / ("in/" + file)), readAll(folder / ("out/" + file))),
                     (std::vector<std::string>{old + ">101.500"}));
        }
        QCOMPARE(readAll(folder / "out/WFLW_annotations/list_98pt_test_pose.txt"),
                 readAll(folder / "in/WFLW_annotations/list_98pt_test_pose.txt"));
    }

    void writesOnlyTheListsThatHoldTheChosenFaces()
    {
        const TempDir folder;
        writeAll(folder / "in/list_98pt_a.txt", wflwList(2, true));
        writeAll(folder / "in/list_98pt_b.txt", wflwRow(7, true, "b.jpg") + "\n");
        const Dataset dataset = opened(folder / "in");
        Edits edits;
        edits.of(dataset, 0).points[0].x += 5;
        edits.of(dataset, 1).points[0].x += 5;
        auto request = edits.request(dataset, folder / "out");
        request.faces = {1};
        const auto report = writePatchedCopies(registry_, request, {});
        QCOMPARE(report->files.size(), std::size_t{1});
        const std::string after = readAll(folder / "out/list_98pt_a.txt");
        QVERIFY(after.starts_with(wflwRow(0, true, "37--Soccer/image_0.jpg") + "\n"));
        QCOMPARE(changedTokens(wflwList(2, true), after).size(), std::size_t{1});
    }

    // P8
    void keepsOneBasedPtsAndTheirStyle()
    {
        const TempDir folder;
        std::string text = "version: 1\nn_points: 68\n{\n";
        for (int i = 0; i < 68; ++i)
            text += std::to_string(10 + i) + " 20\n";
        writeAll(folder / "whole.pts", text + "}\n");
        const Dataset dataset = opened(folder / "whole.pts");
        QCOMPARE(dataset.faces[0].truth.points[0], (Point2{9, 19}));
        Edits edits;
        edits.of(dataset, 0).points[0] = {11.25, 19};
        edits.of(dataset, 0).points[67].x = 40;
        QVERIFY(writePatchedCopies(registry_, edits.request(dataset, folder / "out"), {}).ok());
        QCOMPARE(changedTokens(text, readAll(folder / "out/whole.pts")).size(), std::size_t{1}); // brace more
        QCOMPARE(changedTokens(text + "}", readAll(folder / "out/whole.pts")),
                 (std::vector<std::string>{"10>12.25", "77>41"}));
    }

    void recomputesTheRectangleOnRequestOnly()
    {
        const TempDir folder;
        writeAll(folder / "list_98pt_a.txt", wflwList(2, true));
        const Dataset dataset = opened(folder / "list_98pt_a.txt");
        Edits edits;
        edits.of(dataset, 0).points[0] = {3.25, 400.5};
        auto request = edits.request(dataset, folder / "out");
        request.recomputeDerived = true;
        QVERIFY(writePatchedCopies(registry_, request, {}).ok());
        const Dataset again = opened(folder / "out/list_98pt_a.txt");
        QCOMPARE(again.faces[0].box->x, 3.0);
        QCOMPARE(again.faces[0].box->bottom(), 401.0);
        QVERIFY(again.faces[1].box == dataset.faces[1].box);
        request.recomputeDerived = false;
        QVERIFY(writePatchedCopies(registry_, request, {}).ok());
        QVERIFY(opened(folder / "out/list_98pt_a.txt").faces[0].box == dataset.faces[0].box);
    }

    void saysWhatHappensToAbsentAndOccludedPoints()
    {
        const TempDir folder;
        writeAll(folder / "list_98pt_a.txt", wflwList(1, true));
        const Dataset dataset = opened(folder / "list_98pt_a.txt");
        Edits edits;
        LandmarkSet &set = edits.of(dataset, 0);
        set = emptyLandmarks(98);
        set.points[5] = {50, 60};
        set.setVisibility(5, Visibility::Occluded);
        set.points[6] = {70, 80}; // removed after it was placed
        const auto report = writePatchedCopies(registry_, edits.request(dataset, folder / "out"), {});
        QVERIFY(report.ok());
        QCOMPARE(report->losses.size(), std::size_t{2});
        QVERIFY(q(report->losses[0]).contains(QStringLiteral("1 point is lost")));
        QVERIFY(q(report->losses[1]).contains(QStringLiteral("97 absent points are written")));
        const Dataset again = opened(folder / "out/list_98pt_a.txt");
        QCOMPARE(again.faces[0].truth.points[5], (Point2{50, 60}));
        QCOMPARE(again.faces[0].truth.points[6], (Point2{70, 80}));
        QCOMPARE(again.faces[0].truth.points[7], dataset.faces[0].truth.points[7]);
    }

    void namesWhatTheFileItselfCannotHold_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("loss");
        const auto row = [](const char *title, const char *name, const std::string &text, const char *loss) {
            QTest::newRow(title) << q(name) << QByteArray::fromStdString(text) << q(loss);
        };
        row("occluded in a 0/1 file", "faces.json", test::cocoFile(2, 19, {1, 0}), "flags 0 and 1 only");
        row("occluded in a 0/1/2 file", "faces.json", test::cocoFile(2, 19, {2, 1, 0}), "");
        row("above the image in a csv", "faces.csv", test::csvList(2, 29), "1 point lies at or above the top edge");
        row("between pixels in imglab XML", "faces.xml", test::imglabFile(2, 19), "2 points are rounded");
    }

    // P11
    void namesWhatTheFileItselfCannotHold()
    {
        QFETCH(const QString, name);
        QFETCH(const QByteArray, text);
        QFETCH(const QString, loss);
        const TempDir folder;
        writeAll(folder / name.toStdString(), text.toStdString());
        const Dataset dataset = opened(folder / name.toStdString());
        Edits edits;
        LandmarkSet &set = edits.of(dataset, 1);
        const bool csv = name.endsWith(QStringLiteral(".csv"));
        set.points[0] = {21.5, csv ? -3.25 : 33.25};
        set.points[1] = {40.5, 33.25};
        set.setVisibility(0, csv ? Visibility::Visible : Visibility::Occluded);
        set.setVisibility(1, Visibility::Visible);
        const WriteRequest whole = edits.request(dataset, folder / "out");
        const auto plan = planPatchedCopies(registry_, whole);
        QVERIFY(plan.ok());
        QVERIFY(loss.isEmpty() == plan->losses.empty());
        const auto named = [&](const Sentence &sentence) { return q(sentence).contains(loss); };
        QVERIFY(loss.isEmpty() || std::any_of(plan->losses.begin(), plan->losses.end(), named));
        const auto report = writePatchedCopies(registry_, whole, {});
        QVERIFY(report.ok());
        QVERIFY(report->losses == plan->losses);
        // nothing is lost where nothing is edited
        const auto untouched = planPatchedCopies(registry_, Edits{}.request(dataset, folder / "out"));
        QVERIFY(untouched.ok() && untouched->losses.empty());
    }

    void aCopyOfTheWholeListLosesOnlyWhatEditsLose()
    {
        const TempDir folder;
        writeAll(folder / "faces.tsv", test::tsvList(2, 68));
        const Dataset dataset = opened(folder / "faces.tsv");
        const auto plan = registry_.find("tsv")->plan(Edits{}.request(dataset, folder / "out.tsv"));
        QVERIFY(plan.ok());
        QVERIFY(plan->losses.empty());
    }

    void refusesASourceThatHasChanged()
    {
        const TempDir folder;
        const fs::path file = folder / "list_98pt_a.txt";
        writeAll(file, wflwList(2, true));
        Dataset dataset = opened(file);
        Edits edits;
        edits.of(dataset, 1).points[3].x += 1;
        const auto refused = [&] {
            const auto report = writePatchedCopies(registry_, edits.request(dataset, folder / "out"), {});
            return !report &&
                   report.error().message.text().find("has changed since it was read") != std::string::npos &&
                   report.error().file.ends_with("list_98pt_a.txt") && !fs::exists(folder / "out");
        };
        writeAll(file, wflwList(3, true));
        QVERIFY(refused()); // another length
        std::string sameLength = wflwList(2, true);
        const std::size_t digit = sameLength.find(test::samplePoint(1, 90));
        sameLength[digit] = sameLength[digit] == '1' ? '2' : '1';
        writeAll(file, sameLength);
        QVERIFY(refused()); // a number of the edited row
        writeAll(file, wflwList(2, true));
        dataset.files[0].sha256 = sha256(wflwList(2, false));
        QVERIFY(refused());
        dataset.files[0].sha256 = sha256(wflwList(2, true));
        QVERIFY(!refused());
    }

    void replacesTheSourceOnlyWhenAskedAndKeepsABackup()
    {
        const TempDir folder;
        writeAll(folder / "list_98pt_a.txt", wflwList(1, true));
        const Dataset dataset = opened(folder / "list_98pt_a.txt");
        Edits edits;
        edits.of(dataset, 0).points[0].x = 1;
        auto request = edits.request(dataset, folder.path());
        QVERIFY(planPatchedCopies(registry_, request)->files[0].isSource);
        QVERIFY(!writePatchedCopies(registry_, request, {}).ok());
        QCOMPARE(readAll(folder / "list_98pt_a.txt"), wflwList(1, true));
        request.overwriteSource = true;
        QVERIFY(writePatchedCopies(registry_, request, {}).ok());
        QCOMPARE(readAll(folder / "list_98pt_a.txt.bak"), wflwList(1, true));
        QVERIFY(readAll(folder / "list_98pt_a.txt") != wflwList(1, true));
    }

    void writesNewListsFromOtherFormatsAndBack()
    {
        const TempDir folder;
        writeAll(folder / "in/x/a.pts", ptsFile(0, 98));
        writeAll(folder / "in/x/b.pts", ptsFile(1, 98));
        writeAll(folder / "in/x/a.jpg", "");
        const Dataset dataset = opened(folder / "in");
        const Edits none;
        const auto request = none.request(dataset, folder / "out/list_98pt_new.txt");
        const auto plan = registry_.find("wflw")->plan(request);
        QVERIFY(plan.ok());
        QCOMPARE(plan->losses.size(), std::size_t{2}); // boxes made from the points, attributes unknown
        QVERIFY(registry_.find("wflw")->write(request, {}).ok());
        const Dataset list = opened(folder / "out/list_98pt_new.txt");
        QCOMPARE(list.faces.size(), std::size_t{2});
        QCOMPARE(q(list.sampleOf(0).image), QStringLiteral("x/a.jpg"));
        for (std::size_t i = 0; i < 98; ++i)
            QVERIFY(distance(list.faces[1].truth.points[i], dataset.faces[1].truth.points[i]) < 1e-6);
        QVERIFY(registry_.find("300w")->write(Edits().request(list, folder / "back"), {}).ok());
        const Dataset back = opened(folder / "back");
        QCOMPARE(back.files[0].path, std::string("x/a.pts"));
        for (std::size_t i = 0; i < 98; ++i)
            QVERIFY(distance(back.faces[0].truth.points[i], dataset.faces[0].truth.points[i]) < 1e-6);
    }

    void mapsSchemesAndSaysSo()
    {
        const TempDir folder;
        writeAll(folder / "list_98pt_a.txt", wflwList(3, true));
        const Dataset dataset = opened(folder / "list_98pt_a.txt");
        Edits edits;
        edits.of(dataset, 0).points[0] = {7, 8};
        auto request = edits.request(dataset, folder / "pts");
        request.schemeId = "ibug68";
        const auto report = registry_.find("300w")->write(request, {});
        QVERIFY2(report.ok(), report.ok() ? "" : report.error().text().c_str());
        QVERIFY(q(report->losses[0]).contains(QStringLiteral("98 become 68 points")));
        QCOMPARE(report->files.size(), std::size_t{3});
        const Dataset pts = opened(folder / "pts");
        QCOMPARE(pts.schemeId, std::string("ibug68"));
        QCOMPARE(pts.faces[0].truth.points[0], (Point2{7, 8}));
        request.schemeId = "lapa106";
        QVERIFY(!registry_.find("300w")->plan(request).ok());
        QVERIFY(!registry_.find("lapa")->plan(edits.request(dataset, folder / "l")).ok());
        QVERIFY(!planPatchedCopies(registry_, request).ok());
    }

    void numbersTheFilesOfFacesThatShareAnImage()
    {
        const TempDir folder;
        writeAll(folder / "list_98pt_a.txt", wflwList(2, true));
        const Dataset dataset = opened(folder / "list_98pt_a.txt");
        const auto report = registry_.find("300w")->write(Edits().request(dataset, folder / "pts"), {});
        QCOMPARE(report->files.back().filename().string(), std::string("image_0_2.pts"));
        writeAll(folder / "pts/37--Soccer/image_0.jpg", "");
        const Dataset pts = opened(folder / "pts");
        QCOMPARE(pts.samples.size(), std::size_t{1});
        QCOMPARE(pts.faces.size(), std::size_t{2});
    }

    void staysBelowTheTargetWhateverTheImageIsCalled()
    {
        const TempDir folder;
        writeAll(folder / "list_98pt_a.txt",
                 wflwRow(0, true, "../../up.jpg") + "\n" + wflwRow(1, true, "/abs/olute.jpg") + "\n");
        const Dataset dataset = opened(folder / "list_98pt_a.txt");
        const auto report = registry_.find("300w")->write(Edits().request(dataset, folder / "pts"), {});
        QVERIFY(report.ok());
        QVERIFY(fs::exists(folder / "pts/up.pts"));
        QVERIFY(fs::exists(folder / "pts/abs/olute.pts"));
    }

    void hundredEditCyclesDriftNowhere_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("text");
        QTest::newRow("wflw") << QStringLiteral("list_98pt_a.txt") << q(wflwList(1, true));
        QTest::newRow("pts") << QStringLiteral("a.pts") << q(ptsFile(0, 68));
    }
    // P9
    void hundredEditCyclesDriftNowhere()
    {
        QFETCH(const QString, name);
        QFETCH(const QString, text);
        const TempDir folder;
        fs::path file = folder / name.toStdString();
        writeAll(file, text.toStdString());
        const LandmarkSet start = opened(file).faces[0].truth;
        for (int cycle = 0; cycle < 100; ++cycle) {
            const Dataset dataset = opened(file);
            Edits edits;
            edits.of(dataset, 0).points[0].x = cycle + 0.4375; // four decimals in a file of three
            const fs::path target = folder / ("cycle" + std::to_string(cycle));
            QVERIFY(writePatchedCopies(registry_, edits.request(dataset, target), {}).ok());
            file = target / name.toStdString();
        }
        const LandmarkSet end = opened(file).faces[0].truth;
        QVERIFY(std::abs(end.points[0].x - 99.4375) <= 0.0005 + 1e-12);
        for (std::size_t i = 1; i < start.points.size(); ++i)
            QCOMPARE(end.points[i], start.points[i]);
    }

    // P5
    void movesNoPointsBetweenImagesWhenRowsAreReordered()
    {
        const TempDir folder;
        writeAll(folder / "list_98pt_a.txt", wflwRow(0, true, "a.jpg") + "\n" + wflwRow(1, true, "b.jpg") + "\n");
        const Dataset dataset = opened(folder / "list_98pt_a.txt");
        Edits edits;
        edits.of(dataset, 0).points[0].x = 1;
        auto request = edits.request(dataset, folder / "new.txt");
        request.faces = {1, 0};
        QVERIFY(registry_.find("wflw")->write(request, {}).ok());
        const Dataset again = opened(folder / "new.txt");
        QCOMPARE(q(again.sampleOf(0).image), QStringLiteral("b.jpg"));
        QVERIFY(again.faces[0].truth == dataset.faces[1].truth);
        QCOMPARE(again.faces[1].truth.points[0].x, 1.0);
        QCOMPARE(again.faces[1].truth.points[1], dataset.faces[0].truth.points[1]);
    }

    // P12
    void anyEditedStateSavesAndReopens()
    {
        const TempDir folder;
        writeAll(folder / "list_98pt_a.txt", wflwList(3, true));
        writeAll(folder / "a.pts", ptsFile(0, 68));
        Rng rng(7);
        for (int round = 0; round < 20; ++round) {
            const Dataset dataset = opened(folder / (round % 2 ? "a.pts" : "list_98pt_a.txt"));
            Edits edits;
            LandmarkSet &set = edits.of(dataset, 0);
            LandmarkSet expected = set;
            const double share = rng.uniform(); // from none to all points left
            for (int i = 0; i < set.count(); ++i) {
                const auto at = static_cast<std::size_t>(i);
                if (rng.uniform() < share) {
                    set.setVisibility(i, Visibility::Absent);
                    if (rng.below(2))
                        set.points[at] = {std::nan(""), std::nan("")};
                } else {
                    set.points[at] = {rng.uniform(-50, 500), rng.uniform(-50, 500)};
                    expected.points[at] = set.points[at];
                }
            }
            const auto report = writePatchedCopies(registry_, edits.request(dataset, folder / "out"), {});
            QVERIFY(report.ok());
            const LandmarkSet again = opened(report->files[0]).faces[0].truth;
            for (std::size_t i = 0; i < expected.points.size(); ++i)
                QVERIFY(distance(again.points[i], expected.points[i]) < 0.001);
        }
    }

    // P15
    void writesTheSameBytesInOddFoldersAndLocales()
    {
        const auto exported = [this](const fs::path &folder) {
            writeAll(folder / "in/list_98pt_a.txt",
                     wflwRow(0, true, "тест 顔\\é@#%.jpg") + "\n" +
                         wflwRow(1, true, std::string(150, 'x') + "/" + std::string(150, 'y') + "/a.jpg"));
            const Dataset dataset = opened(folder / "in/list_98pt_a.txt");
            Edits edits;
            edits.of(dataset, 0).points[0] = {1234.5678, 0.001};
            if (!writePatchedCopies(registry_, edits.request(dataset, folder / "out"), {}) ||
                !registry_.find("300w")->write(edits.request(dataset, folder / "pts"), {}))
                return std::string("export failed");
            return readAll(folder / "out/list_98pt_a.txt") + readAll(folder / "pts/тест 顔/é@#%.pts");
        };
        const TempDir plain;
        const std::string expected = exported(plain.path());
        QVERIFY(expected.find("1234.568") != std::string::npos);
        const TempDir odd;
        QCOMPARE(exported(odd / "тест 顔 é@#%"), expected);
        QCOMPARE(exported(odd.path() / std::string(150, 'a') / std::string(150, 'b')), expected);

        struct Comma : std::numpunct<char> {
            char do_decimal_point() const override { return ','; }
            char do_thousands_sep() const override { return '.'; }
            std::string do_grouping() const override { return "\3"; }
        };
        const std::locale before = std::locale::global(std::locale(std::locale::classic(), new Comma));
        const std::string withComma = exported(odd / "comma");
        std::locale::global(before);
        QCOMPARE(withComma, expected);
    }

    void writesTheSameBytesInGermanAndTurkish()
    {
        const TempDir folder;
        writeAll(folder / "list_98pt_a.txt", wflwList(2, true));
        int tried = 0;
        for (const auto &[name, charmap] : {std::pair{"de_DE", "ISO-8859-1"}, std::pair{"tr_TR", "ISO-8859-9"}}) {
            const std::string made = std::string(name) + "." + charmap;
            QProcess::execute(QStringLiteral("localedef"),
                              {QStringLiteral("-i"), q(name), QStringLiteral("-f"), q(charmap), q(folder / made)});
            qputenv("LOCPATH", QByteArray(folder.path().c_str()));
            if (!std::setlocale(LC_ALL, made.c_str()))
                continue;
            ++tried;
            QCOMPARE(std::localeconv()->decimal_point[0], ',');
            const Dataset dataset = opened(folder / "list_98pt_a.txt");
            Edits edits;
            edits.of(dataset, 0).points[0].x = 12.5;
            const bool written = writePatchedCopies(registry_, edits.request(dataset, folder / name), {}).ok();
            std::setlocale(LC_ALL, "C.UTF-8");
            QVERIFY(written);
            const std::string after = readAll(folder / (std::string(name) + "/list_98pt_a.txt"));
            QCOMPARE(changedTokens(wflwList(2, true), after).size(), std::size_t{1});
            QVERIFY(after.starts_with("12.500 "));
        }
        qunsetenv("LOCPATH");
        if (tried == 0)
            QSKIP("Neither a German nor a Turkish locale can be made here (localedef).");
    }

    void copiesTheRealListsUnchanged()
    {
        const auto source = test::sharedPath("data/faces98");
        if (source.empty())
            QSKIP("The shared data set faces98 is absent.");
        const TempDir folder;
        const Dataset dataset = opened(source);
        Edits edits;
        edits.of(dataset, 4309 + 100).points[54].y += 0.5;
        const auto report = writePatchedCopies(registry_, edits.request(dataset, folder.path()), {});
        QVERIFY2(report.ok(), report.ok() ? "" : report.error().text().c_str());
        QCOMPARE(report->files.size(), std::size_t{2});
        std::size_t changed = 0;
        for (const SourceFile &file : dataset.files) {
            const std::string before = readAll(source / file.path);
            const std::string after = readAll(folder / file.path);
            changed += before == after ? 0 : changedTokens(before, after).size();
        }
        QCOMPARE(changed, std::size_t{1});
    }
};
} // namespace fiducial

QTEST_GUILESS_MAIN(fiducial::PatchedExportTest)
#include "patched_export_test.moc"
