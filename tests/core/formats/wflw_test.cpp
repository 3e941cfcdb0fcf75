#include "core/formats/wflw_format.h"
#include "core/formats/wflw_reader.h"
#include "core/formats/wflw_rows.h"
#include "tests/core/formats/format_samples.h"
#include "tests/fuzz/format_check.h"
#include "tests/support/test_support.h"

#include <QTest>

#include <cmath>

namespace fiducial {
using namespace formats;
using test::q;
using test::TempDir;
using test::wflwList;
using test::wflwRow;
using test::writeAll;

class WflwTest : public QObject {
    Q_OBJECT

private:
    const FormatRegistry registry_ = makeBuiltinFormats();

    Result<Dataset> openText(const std::string &text) const
    {
        const TempDir folder;
        writeAll(folder / "list_98pt_test.txt", text);
        return openDataset(registry_, {folder / "list_98pt_test.txt", {}, {}}, {});
    }

    /// The list with a good row before and behind `row`: exactly one issue, in line 2, that holds `words`.
    void expectIssue(const std::string &row, const char *words) const
    {
        const auto dataset = openText(wflwRow(0, true, "a.jpg") + "\n" + row + "\n" + wflwRow(1, true, "b.jpg") + "\n");
        QVERIFY(dataset.ok());
        QCOMPARE(dataset->faces.size(), std::size_t{2});
        const auto &issues = dataset->issues;
        const auto found = std::find_if(issues.begin(), issues.end(), [](const Issue &i) { return i.line == 2; });
        QVERIFY(found != issues.end());
        QCOMPARE(found->severity, Severity::Error);
        QVERIFY(found->file.ends_with("list_98pt_test.txt"));
        QVERIFY2(found->what.text().find(words) != std::string::npos, found->what.text().c_str());
    }

    static std::string withField(std::string row, std::size_t field, const std::string &text)
    {
        const auto fields = text::splitBlanks(row);
        std::string out;
        for (std::size_t i = 0; i < fields.size(); ++i)
            out += (i ? " " : "") + (i == field ? text : std::string(fields[i]));
        return out;
    }

private Q_SLOTS:
    void readsRectangleAttributesAndImageOfFullRows()
    {
        const auto dataset = openText(wflwList(3, true));
        QVERIFY(dataset.ok());
        QCOMPARE(dataset->formatId, std::string("wflw"));
        QCOMPARE(dataset->schemeId, std::string("wflw98"));
        QCOMPARE(dataset->faces.size(), std::size_t{3});
        QCOMPARE(dataset->samples.size(), std::size_t{2});
        QCOMPARE(dataset->samples[0].faces, (std::vector<std::int32_t>{0, 1}));
        const Face &face = dataset->faces[1];
        QCOMPARE(q(dataset->sampleOf(1).image), QStringLiteral("37--Soccer/image_0.jpg"));
        QVERIFY(face.box == Rect::fromCorners(20, 30, 220, 230));
        QCOMPARE(face.attributes, (std::vector<std::int8_t>{0, 1, 0, 0, 1, 0}));
        QCOMPARE(dataset->attributeNames, wflwAttributeNames());
        QCOMPARE(face.truth.count(), 98);
        QCOMPARE(face.truth.points[97].y, *text::parseDouble(text::splitBlanks(test::samplePoint(1, 97))[1]));
        QCOMPARE(face.records.size(), std::size_t{1});
        QCOMPARE(face.records[0].line, 2);
    }

    void readsSubsetRowsWithoutRectangle()
    {
        const auto dataset = openText(wflwList(3, false));
        QVERIFY(dataset.ok());
        QCOMPARE(dataset->faces.size(), std::size_t{3});
        QVERIFY(!dataset->faces[0].box);
        QVERIFY(dataset->faces[0].attributes.empty());
    }

    void acceptsLineEndsBlankLinesTabsAndExponents()
    {
        std::string text = wflwList(2, true, "\r\n") + "\r\n  \r\n" + withField(wflwRow(5, true, "e.jpg"), 0, "1.5e2");
        const auto dataset = openText("\xEF\xBB\xBF" + text);
        QVERIFY(dataset.ok());
        QCOMPARE(dataset->faces.size(), std::size_t{3});
        QCOMPARE(dataset->faces[2].truth.points[0].x, 150.0);
        QCOMPARE(dataset->faces[2].records[0].line, 5);
        QCOMPARE(q(dataset->samples[0].image), QStringLiteral("37--Soccer/image_0.jpg"));
        std::replace(text.begin(), text.end(), ' ', '\t');
        QCOMPARE(openText(text)->faces.size(), std::size_t{3});
    }

    void keepsPointsOutsideTheImage()
    {
        const auto dataset = openText(withField(wflwRow(0, true, "a.jpg"), 3, "-12.5"));
        QCOMPARE(dataset->faces[0].truth.points[1].y, -12.5);
    }

    void takesEverythingBehindTheLastFieldAsPath()
    {
        const std::string rows = wflwRow(0, true, "my folder\\2 faces of it.jpg") + "\n" + wflwRow(1, false, "b c.jpg");
        const auto dataset = openText(rows);
        QVERIFY(dataset.ok());
        QCOMPARE(dataset->faces.size(), std::size_t{2});
        QCOMPARE(q(dataset->sampleOf(0).image), QStringLiteral("my folder/2 faces of it.jpg"));
        QCOMPARE(q(dataset->sampleOf(1).image), QStringLiteral("b c.jpg"));
    }

    void reportsWrongFieldCountsWithTheLine()
    {
        const std::string row = wflwRow(3, true, "c.jpg");
        const std::string first = std::string(text::splitBlanks(row)[0]) + " ";
        expectIssue(row.substr(first.size()), "206 fields");
        expectIssue(first + row, "208 fields");
        const std::string subset = wflwRow(3, false, "c.jpg");
        expectIssue(subset.substr(first.size()), "196 fields");
        expectIssue(first + subset, "198 fields");
        expectIssue(withField(row, 205, "0 0"), "208 fields");
        expectIssue(row.substr(0, row.rfind(' ')), "206 fields");
        expectIssue("only words here", "3 fields");
    }

    void reportsWhatIsNoNumber()
    {
        const std::string row = wflwRow(3, true, "c.jpg");
        expectIssue(withField(row, 2, "123,45"), "Field 3 (\"123,45\") has a decimal comma");
        expectIssue(withField(row, 195, "nan"), "Field 196 (\"nan\") is not a finite number");
        expectIssue(withField(row, 0, "1e999"), "Field 1");
        expectIssue(withField(row, 206, "\xE4\xF6.jpg"), "not UTF-8");
    }

    void turnsAReversedRectangleRound()
    {
        const std::string row = withField(withField(wflwRow(0, true, "a.jpg"), 196, "220"), 198, "20");
        const auto dataset = openText(row);
        QVERIFY(dataset->faces[0].box == Rect::fromCorners(20, 30, 220, 230));
        QVERIFY(dataset->issues.front().what.text().find("wrong order") != std::string::npos);
        const auto flat = openText(withField(wflwRow(0, true, "a.jpg"), 198, "20"));
        QVERIFY(!flat->faces[0].box);
        QCOMPARE(flat->issues.front().face, 0);
        QVERIFY(flat->issues.front().what.text().find("no extent") != std::string::npos);
    }

    void takesOddAttributesAsUnknown()
    {
        const auto dataset = openText(withField(wflwRow(0, true, "a.jpg"), 203, "7"));
        QCOMPARE(dataset->faces[0].attributes[3], std::int8_t{-1});
        QCOMPARE(dataset->issues.front().severity, Severity::Warning);
    }

    void failsWithTheFirstProblemWhereNothingCanBeRead()
    {
        const auto dataset = openText("1 2 3 4\n5 6\n");
        QVERIFY(!dataset.ok());
        QCOMPARE(dataset.error().line, 1);
        QVERIFY(dataset.error().message.text().find("4 fields") != std::string::npos);
        QVERIFY(!openText("").ok());
    }

    void joinsTheListsOfADataSetByImageAndFirstLandmark()
    {
        const TempDir folder;
        const auto lists = folder.path() / "WFLW_annotations";
        writeAll(folder / "WFLW_images/37--Soccer/image_0.jpg", "");
        writeAll(lists / "a_rect/list_98pt_rect_attr_test.txt", wflwList(4, true));
        writeAll(lists / "a_rect/list_98pt_rect_attr_train.txt", wflwRow(9, true, "x/t.jpg") + "\n");
        // Sorted before the full lists, other order, and one face that no full list has.
        writeAll(lists / "0_subset/list_98pt_test_largepose.txt", wflwRow(3, false, "37--Soccer\\image_1.jpg") + "\n" +
                                                                      wflwRow(0, false, "37--Soccer/image_0.jpg") +
                                                                      "\n" + wflwRow(8, false, "y/u.jpg") + "\n");
        writeAll(lists / "0_subset/list_98pt_test_blur.txt", wflwRow(3, false, "37--Soccer/image_1.jpg") + "\n");
        const auto dataset = openDataset(registry_, {folder.path(), {}, {}}, {});
        QVERIFY(dataset.ok());
        QCOMPARE(dataset->faces.size(), std::size_t{6});
        QCOMPARE(dataset->files.size(), std::size_t{4});
        QCOMPARE(dataset->faces[3].records.size(), std::size_t{3});
        QVERIFY(dataset->faces[3].box.has_value());
        QCOMPARE(dataset->faces[0].records.size(), std::size_t{2});
        QCOMPARE(dataset->faces[1].records.size(), std::size_t{1});
        std::vector<std::string> splits;
        for (const SourceRecord &record : dataset->faces[3].records)
            splits.push_back(dataset->files[static_cast<std::size_t>(record.file)].split);
        QCOMPARE(splits, (std::vector<std::string>{"test", "test_blur", "test_largepose"}));
        QCOMPARE(q(dataset->files[0].path), QStringLiteral("WFLW_annotations/a_rect/list_98pt_rect_attr_test.txt"));
        QVERIFY(dataset->imageRoot == std::filesystem::weakly_canonical(folder.path() / "WFLW_images"));
        QCOMPARE(test::datasetProblem(*dataset), std::string());
    }

    // P6
    void readsTheSameFacesInWhateverOrderTheListsCome()
    {
        const TempDir folder;
        std::vector<std::filesystem::path> files = {folder / "full.txt", folder / "blur.txt", folder / "pose.txt"};
        writeAll(files[0], wflwList(4, true));
        writeAll(files[1], wflwRow(3, false, "37--Soccer/image_1.jpg") + "\n" + wflwRow(9, false, "z.jpg"));
        writeAll(files[2], wflwRow(3, false, "37--Soccer/image_1.jpg"));
        std::sort(files.begin(), files.end());
        do {
            const auto dataset = registry_.find("wflw")->read({files, {}, {}}, {});
            QVERIFY(dataset.ok());
            QCOMPARE(dataset->faces.size(), std::size_t{5});
            QCOMPARE(dataset->faces[3].records.size(), std::size_t{3});
            QVERIFY(dataset->faces[3].box.has_value());
            QCOMPARE(q(dataset->sampleOf(4).image), QStringLiteral("z.jpg"));
        } while (std::next_permutation(files.begin(), files.end()));
    }

    void keepsEqualFacesOfOneListApart()
    {
        const TempDir folder;
        writeAll(folder / "list_98pt_a.txt", wflwRow(0, true, "a.jpg") + "\n" + wflwRow(0, true, "a.jpg") + "\n");
        writeAll(folder / "list_98pt_b.txt", wflwRow(0, false, "a.jpg") + "\n" + wflwRow(0, false, "a.jpg") + "\n");
        const auto dataset = openDataset(registry_, {folder.path(), {}, {}}, {});
        QCOMPARE(dataset->faces.size(), std::size_t{2});
        QCOMPARE(dataset->faces[0].records[1].line, 1);
        QCOMPARE(dataset->faces[1].records[1].line, 2);
    }

    void readsLargeListsInParallelWithRightLines()
    {
        std::string text;
        for (int i = 0; i < 4000; ++i)
            text += i == 3210 ? "broken row\n" : wflwRow(i, true, "i" + std::to_string(i) + ".jpg") + "\n";
        const auto dataset = openText(text);
        QCOMPARE(dataset->faces.size(), std::size_t{3999});
        QCOMPARE(dataset->issues.front().line, 3211);
        for (std::size_t i = 0; i < dataset->faces.size(); ++i) {
            const int row = static_cast<int>(i) + (i >= 3210 ? 1 : 0);
            QCOMPARE(dataset->faces[i].records[0].line, row + 1);
            QCOMPARE(dataset->sampleOf(static_cast<int>(i)).image, "i" + std::to_string(row) + ".jpg");
        }
    }

    void findsImagesBesideAboveOrWhereTold()
    {
        const TempDir folder;
        writeAll(folder / "data/37--Soccer/image_0.jpg", "");
        writeAll(folder / "data/lists/x.txt", wflwList(1, true));
        const auto above = openDataset(registry_, {folder / "data/lists/x.txt", {}, {}}, {});
        QVERIFY(above->imageRoot == std::filesystem::weakly_canonical(folder / "data"));
        QVERIFY(above->issues.empty());
        const auto told = openDataset(registry_, {folder / "data/lists/x.txt", "/elsewhere", {}}, {});
        QVERIFY(told->imageRoot == std::filesystem::path("/elsewhere"));
        std::filesystem::remove_all(folder / "data/37--Soccer");
        const auto missing = openDataset(registry_, {folder / "data/lists/x.txt", {}, {}}, {});
        QCOMPARE(missing->issues.size(), std::size_t{1});
        QVERIFY(missing->issues[0].what.text().find("images were not found") != std::string::npos);
    }

    void namesSplitsAfterTheLists()
    {
        QCOMPARE(q(wflwSplit("list_98pt_rect_attr_train.txt")), QStringLiteral("train"));
        QCOMPARE(q(wflwSplit("a/list_98pt_test_largepose.txt")), QStringLiteral("test_largepose"));
    }

    void stopsWhenCancelled()
    {
        const TempDir folder;
        writeAll(folder / "x.txt", wflwList(2, true));
        JobContext context;
        context.cancelled = [] { return true; };
        const auto dataset = registry_.find("wflw")->read({{folder / "x.txt"}, {}, {}}, context);
        QVERIFY(!dataset.ok());
        QCOMPARE(dataset.error().code, Errc::Cancelled);
    }

    void survives200MalformedFiles()
    {
        QCOMPARE(q(test::malformedFilesProblem("wflw", "list_98pt_test.txt", wflwList(4, true), 200)), QString());
        QCOMPARE(q(test::malformedFilesProblem("wflw", "list_98pt_test.txt", wflwList(4, false), 200)), QString());
    }

    void readsTheRealLists()
    {
        const auto folder = test::sharedPath("data/faces98");
        if (folder.empty())
            QSKIP("The shared data set faces98 is absent.");
        const auto dataset = openDataset(registry_, {folder, {}, {}}, {});
        QVERIFY(dataset.ok());
        QCOMPARE(dataset->faces.size(), std::size_t{4309 + 361});
        QCOMPARE(countAtLeast(dataset->issues, Severity::Warning), 0);
        for (std::size_t i = 0; i < dataset->samples.size(); i += 97)
            QVERIFY(std::filesystem::exists(dataset->imagePath(static_cast<int>(i))));
        const auto list = openDataset(
            registry_,
            {folder / "WFLW_annotations/list_98pt_rect_attr_train_test/list_98pt_rect_attr_test.txt", {}, {}}, {});
        QCOMPARE(list->faces.size(), std::size_t{361});
        QVERIFY(list->imageRoot == dataset->imageRoot);
    }
};
} // namespace fiducial

QTEST_GUILESS_MAIN(fiducial::WflwTest)
#include "wflw_test.moc"
