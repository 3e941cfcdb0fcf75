#include "core/formats/lapa_format.h"
#include "core/formats/pts_format.h"
#include "tests/core/formats/format_samples.h"
#include "tests/fuzz/format_check.h"
#include "tests/support/test_support.h"

#include <QTest>

namespace fiducial {
using namespace formats;
using test::lapaFile;
using test::ptsFile;
using test::q;
using test::TempDir;
using test::writeAll;

class PointFileTest : public QObject {
    Q_OBJECT

private:
    const FormatRegistry registry_ = makeBuiltinFormats();

    Result<Dataset> openPts(const std::string &text) const
    {
        const TempDir folder;
        writeAll(folder / "face.pts", text);
        writeAll(folder / "face.jpg", "");
        return openDataset(registry_, {folder / "face.pts", {}, {}}, {});
    }

    static std::string replaced(std::string text, const std::string &from, const std::string &to)
    {
        return text.replace(text.find(from), from.size(), to);
    }

private Q_SLOTS:
    // P8
    void readsPtsAsOneBased()
    {
        const std::string text = replaced(ptsFile(0, 68), test::samplePoint(0, 0), "1 101.250");
        const auto dataset = openPts(text);
        QVERIFY(dataset.ok());
        QCOMPARE(dataset->formatId, std::string("300w"));
        QCOMPARE(dataset->schemeId, std::string("ibug68"));
        QCOMPARE(dataset->faces[0].truth.points[0], (Point2{0, 100.25}));
        QCOMPARE(q(dataset->samples[0].image), QStringLiteral("face.jpg"));
        QVERIFY(dataset->issues.empty());
    }

    void acceptsEveryVariant_data()
    {
        QTest::addColumn<QString>("text");
        const std::string plain = ptsFile(0, 68);
        const auto row = [](const char *name, const std::string &text) { QTest::newRow(name) << q(text); };
        row("no blank", replaced(plain, "n_points:  68", "n_points:68"));
        row("one blank", replaced(plain, "n_points:  68", "n_points: 68"));
        row("version 1.0", replaced(plain, "version: 1", "version: 1.0"));
        row("no version", replaced(plain, "version: 1\n", ""));
        row("no closing brace", replaced(plain, "}\n", ""));
        row("no final line end", replaced(plain, "}\n", "}"));
        row("lines behind the brace", plain + "\nmade by hand\n1 2\n");
        row("crlf", ptsFile(0, 68, "\r\n"));
        row("trailing blanks", ptsFile(0, 68, "  \t\n"));
        row("blank lines", ptsFile(0, 68, "\n\n"));
        std::string tabs = plain;
        std::replace(tabs.begin(), tabs.end(), ' ', '\t');
        row("tabs", tabs);
        row("byte order mark", "\xEF\xBB\xBF" + plain);
    }
    void acceptsEveryVariant()
    {
        QFETCH(const QString, text);
        const auto plain = openPts(ptsFile(0, 68));
        const auto dataset = openPts(text.toStdString());
        QVERIFY2(dataset.ok(), dataset.ok() ? "" : dataset.error().text().c_str());
        QVERIFY(dataset->faces[0].truth == plain->faces[0].truth);
    }

    void rejectsWithOneSentence_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("words");
        QTest::addColumn<int>("line");
        const std::string plain = ptsFile(0, 68);
        const std::string first = test::samplePoint(0, 0);
        const auto row = [](const char *name, const std::string &text, const char *words, int line) {
            QTest::newRow(name) << q(text) << QString::fromUtf8(words) << line;
        };
        row("point too few", replaced(plain, first + "\n", ""), "n_points says 68, but 67 points follow", 0);
        row("point too many", replaced(plain, first, first + "\n1 1"), "but 69 points follow", 0);
        row("three numbers", replaced(plain, first, first + " 3"), "this line has 3 fields", 4);
        row("word", replaced(plain, first, "1 x"), "y (\"x\") is not a number", 4);
        row("nan", replaced(plain, first, "nan 1"), "not a finite number", 4);
        row("comma", replaced(plain, first, "1,5 1"), "decimal comma", 4);
        row("unknown scheme", ptsFile(0, 67), "No scheme with 67 points", 0);
        row("no count", replaced(plain, "n_points:  68\n", ""), "\"n_points: N\" is missing", 0);
        row("bad count", replaced(plain, "  68", " many"), "not a whole number", 2);
        row("no brace", replaced(plain, "{\n", ""), "opening brace", 3);
        row("empty", "", "n_points", 0);
    }
    void rejectsWithOneSentence()
    {
        QFETCH(const QString, text);
        QFETCH(const QString, words);
        QFETCH(const int, line);
        const auto dataset = openPts(text.toStdString());
        QVERIFY(!dataset.ok());
        QVERIFY2(q(dataset.error().message.text()).contains(words), dataset.error().message.text().c_str());
        QCOMPARE(dataset.error().line, line);
        QVERIFY(dataset.error().file.ends_with("face.pts"));
    }

    void readsEveryBuiltinScheme()
    {
        for (const LandmarkScheme *scheme : builtinSchemes()) {
            const auto dataset = openPts(ptsFile(0, scheme->count));
            QVERIFY(dataset.ok());
            QCOMPARE(dataset->schemeId, scheme->id);
        }
    }

    void readsATreeWithSplitsBlanksInNamesAndBadFiles()
    {
        const TempDir folder;
        const auto add = [&](const char *name, const char *image, const std::string &text) {
            writeAll(folder / name, text);
            if (image)
                writeAll(folder / image, "");
        };
        add("afw/a.pts", "afw/a.png", ptsFile(0, 68));
        add("helen/trainset/b.pts", "helen/trainset/b.jpg", ptsFile(1, 68));
        add("helen/testset/c.pts", "helen/testset/c.JPG", ptsFile(2, 68));
        add("ibug/image_092 _01.pts", "ibug/image_092 _01.jpg", ptsFile(3, 68));
        add("Test/01_Indoor/indoor_001.pts", "Test/01_Indoor/indoor_001.png", ptsFile(4, 68));
        add("lfpw/testset/broken.pts", nullptr, "n_points: 68\n{\n1 2\n}\n");
        add("lfpw/testset/other.pts", nullptr, ptsFile(5, 29));
        const auto dataset = openDataset(registry_, {folder.path(), {}, {}}, {});
        QVERIFY(dataset.ok());
        QCOMPARE(dataset->faces.size(), std::size_t{5});
        std::map<std::string, std::string> splits;
        for (const Face &face : dataset->faces)
            splits[dataset->samples[static_cast<std::size_t>(face.sample)].image] =
                dataset->files[static_cast<std::size_t>(face.records[0].file)].split;
        const std::map<std::string, std::string> expected = {{"afw/a.png", "train"},
                                                             {"helen/trainset/b.jpg", "train"},
                                                             {"helen/testset/c.JPG", "common"},
                                                             {"ibug/image_092 _01.jpg", "challenge"},
                                                             {"Test/01_Indoor/indoor_001.png", "private"}};
        QVERIFY(splits == expected);
        QCOMPARE(dataset->issues.size(), std::size_t{2});
        QVERIFY(dataset->issues[0].file.ends_with("broken.pts"));
        QVERIFY(dataset->issues[1].file.ends_with("other.pts"));
    }

    void countsCommonAndChallengeAsFull()
    {
        QVERIFY(isInSplit300w("common", "full"));
        QVERIFY(isInSplit300w("challenge", "full"));
        QVERIFY(!isInSplit300w("private", "full"));
        QVERIFY(isInSplit300w("train", "train"));
    }

    void findsImagesInAnotherFolderAndSaysWhichAreMissing()
    {
        const TempDir folder;
        writeAll(folder / "points/x/a.pts", ptsFile(0, 68));
        writeAll(folder / "points/x/b.pts", ptsFile(1, 68));
        writeAll(folder / "images/x/a.png", "");
        const auto dataset = openDataset(registry_, {folder / "points", folder / "images", {}}, {});
        QCOMPARE(q(dataset->samples[0].image), QStringLiteral("x/a.png"));
        QVERIFY(std::filesystem::exists(dataset->imagePath(0)));
        QCOMPARE(dataset->issues.size(), std::size_t{1});
        QVERIFY(dataset->issues[0].file.ends_with("b.pts"));
        QVERIFY(dataset->issues[0].what.text().find("1 file") != std::string::npos);
    }

    void readsLapaByItsLayout()
    {
        const TempDir folder;
        writeAll(folder / "train/landmarks/1_0.txt", lapaFile(0));
        writeAll(folder / "train/images/1_0.jpg", "");
        writeAll(folder / "test/landmarks/2.txt", lapaFile(1));
        writeAll(folder / "test/images/2.jpg", "");
        writeAll(folder / "test/landmarks/3.txt", "105\n1 2\n");
        const auto dataset = openDataset(registry_, {folder.path(), {}, {}}, {});
        QVERIFY(dataset.ok());
        QCOMPARE(dataset->formatId, std::string("lapa"));
        QCOMPARE(dataset->schemeId, std::string("lapa106"));
        QCOMPARE(dataset->faces.size(), std::size_t{2});
        QCOMPARE(q(dataset->samples[0].image), QStringLiteral("test/images/2.jpg"));
        QCOMPARE(dataset->files[0].split, std::string("test"));
        QCOMPARE(countAtLeast(dataset->issues, Severity::Error), 1);
        const auto one = openDataset(registry_, {folder / "train/landmarks/1_0.txt", {}, {}}, {});
        QCOMPARE(one->faces.size(), std::size_t{1});
        QVERIFY(std::filesystem::exists(one->imagePath(0)));
        QVERIFY(one->issues.empty());
    }

    void writesLapaInItsLayout()
    {
        const TempDir folder;
        writeAll(folder / "in/train/landmarks/1_0.txt", lapaFile(0));
        writeAll(folder / "in/train/landmarks/2.txt", lapaFile(1));
        writeAll(folder / "in/train/images/1_0.jpg", "");
        const auto dataset = openDataset(registry_, {folder / "in", {}, {}}, {});
        LandmarkSet edited = dataset->faces[1].truth;
        edited.points[0].x = 4;
        WriteRequest request;
        request.dataset = &*dataset;
        request.faces = {0, 1};
        request.edited = [&edited](int face) { return face == 1 ? &edited : nullptr; };
        request.target = folder / "out";
        const auto report = registry_.find("lapa")->write(request, {});
        QVERIFY(report.ok());
        QCOMPARE(test::readAll(folder / "out/train/landmarks/1_0.txt"), lapaFile(0));
        QVERIFY(test::readAll(folder / "out/train/landmarks/2.txt").starts_with("106\n4.000 "));
    }

    void survives200MalformedFiles()
    {
        QCOMPARE(q(test::malformedFilesProblem("300w", "face.pts", ptsFile(0, 68), 200)), QString());
        QCOMPARE(q(test::malformedFilesProblem("lapa", "face.txt", lapaFile(0), 200)), QString());
    }

    void readsTheRealVideoFrames()
    {
        const auto folder = test::sharedPath("data/faces98/WFLW_images/video");
        if (folder.empty())
            QSKIP("The shared data set faces98 is absent.");
        const auto dataset = openDataset(registry_, {folder, {}, {}}, {});
        QVERIFY(dataset.ok());
        QCOMPARE(dataset->faces.size(), std::size_t{3075});
        QCOMPARE(dataset->schemeId, std::string("ibug68"));
        QVERIFY(dataset->issues.empty());
    }
};
} // namespace fiducial

QTEST_GUILESS_MAIN(fiducial::PointFileTest)
#include "point_file_test.moc"
