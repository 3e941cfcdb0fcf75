#include "core/formats/annotation_format.h"
#include "tests/core/formats/format_samples.h"
#include "tests/support/test_support.h"

#include <QTest>

namespace fiducial {
using namespace formats;
using test::q;
using test::TempDir;
using test::writeAll;

class OpenDatasetTest : public QObject {
    Q_OBJECT

private:
    const FormatRegistry registry_ = makeBuiltinFormats();

    Result<Dataset> open(const std::filesystem::path &path, const std::string &format = {}) const
    {
        return openDataset(registry_, {path, {}, format}, {});
    }

private Q_SLOTS:
    void opensAFolderOfPlainImages()
    {
        const TempDir folder;
        for (const char *name : {"b/2.JPG", "a.png", "c.webp", "d.tiff", "notes.txt", ".hidden/x.jpg", ".y.jpg"})
            writeAll(folder / name, "not decoded");
        const auto dataset = open(folder.path());
        QVERIFY(dataset.ok());
        QCOMPARE(dataset->formatId, std::string("images"));
        QVERIFY(dataset->schemeId.empty() && dataset->faces.empty());
        std::vector<std::string> images;
        for (const Sample &sample : dataset->samples)
            images.push_back(sample.image);
        QCOMPARE(images, (std::vector<std::string>{"a.png", "b/2.JPG", "c.webp", "d.tiff"}));
        QVERIFY(std::filesystem::exists(dataset->imagePath(1)));
        QCOMPARE(open(folder / "a.png")->samples.size(), std::size_t{1});
    }

    void followsLinksButNeverInACircle()
    {
        const TempDir folder;
        writeAll(folder / "elsewhere/x.jpg", "");
        writeAll(folder / "set/a.jpg", "");
        std::filesystem::create_directory_symlink(folder / "elsewhere", folder / "set/linked");
        std::filesystem::create_directory_symlink(folder / "elsewhere", folder / "set/twice");
        std::filesystem::create_directory_symlink(folder / "set", folder / "elsewhere/back");
        const auto dataset = open(folder / "set");
        QVERIFY(dataset.ok());
        QCOMPARE(dataset->samples.size(), std::size_t{2});
    }

    void passesOverNamesThatAreNotUtf8()
    {
        const TempDir folder;
        writeAll(folder / "a.jpg", "");
        writeAll(folder / "b\xE4.jpg", "");
        const auto dataset = open(folder.path());
        QCOMPARE(dataset->samples.size(), std::size_t{1});
        QVERIFY(dataset->issues.front().what.text().find("not UTF-8") != std::string::npos);
    }

    void prefersListsAndNamesWhatElseIsThere()
    {
        const TempDir folder;
        writeAll(folder / "video/a.pts", test::ptsFile(0, 68));
        writeAll(folder / "list_98pt_train.txt", test::wflwList(2, true));
        const auto dataset = open(folder.path());
        QCOMPARE(dataset->formatId, std::string("wflw"));
        QVERIFY(std::any_of(dataset->issues.begin(), dataset->issues.end(), [](const Issue &issue) {
            return issue.severity == Severity::Note &&
                   issue.what.text().find("300W points (1 file)") != std::string::npos;
        }));
        QCOMPARE(open(folder.path(), "300w")->faces.size(), std::size_t{1});
    }

    void failsWithASentence()
    {
        const TempDir folder;
        QCOMPARE(open(folder / "nowhere").error().code, Errc::NotFound);
        QCOMPARE(open({}).error().code, Errc::NotFound);
        QCOMPARE(open(folder.path()).error().code, Errc::NotFound);
        writeAll(folder / "x.dat", "12 13");
        QCOMPARE(open(folder / "x.dat").error().code, Errc::Unsupported);
        QCOMPARE(open(folder.path(), "nonsense").error().code, Errc::InvalidArgument);
        writeAll(folder / "empty.txt", "");
        QVERIFY(!open(folder / "empty.txt").ok());
    }

    void sniffsByContentNotByExtension()
    {
        const TempDir folder;
        writeAll(folder / "renamed.lst", test::wflwList(1, true));
        QCOMPARE(open(folder / "renamed.lst")->formatId, std::string("wflw"));
        writeAll(folder / "106.txt", test::lapaFile(0));
        QCOMPARE(open(folder / "106.txt")->formatId, std::string("lapa"));
    }

    void opensEachSharedFileWithTheRightCounts_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("format");
        QTest::addColumn<QString>("scheme");
        QTest::addColumn<int>("samples");
        QTest::addColumn<int>("faces");
        const auto row = [](const char *path, const char *format, const char *scheme, int samples, int faces) {
            QTest::newRow(path) << QString::fromUtf8(path) << QString::fromUtf8(format) << QString::fromUtf8(scheme)
                                << samples << faces;
        };
        row("data/faces98", "wflw", "wflw98", 4670, 4670);
        row("data/faces98/WFLW_images/video", "300w", "ibug68", 3075, 3075);
        row("data/groups", "images", "", 2, 0);
        row("data/formats/aflw/test_aflw.json", "coco", "aflw19", 2, 2);
        row("data/formats/coco_wholebody/test_coco_wholebody.json", "coco", "ibug68", 4, 4);
        row("data/formats/cofw/test_cofw.json", "coco", "cofw29", 2, 2);
        row("data/formats/lapa/test_lapa.json", "coco", "lapa106", 2, 2);
        row("data/formats/hrnet_csv/face_landmarks_300w_valid_head.csv", "hrnet-csv", "ibug68", 40, 40);
        row("data/formats/pfld_list/list_68pt_rect_attr_test_head.txt", "pfld", "ibug68", 98, 100);
    }
    void opensEachSharedFileWithTheRightCounts()
    {
        QFETCH(const QString, path);
        QFETCH(const QString, format);
        QFETCH(const QString, scheme);
        QFETCH(const int, samples);
        QFETCH(const int, faces);
        const auto file = test::sharedPath(path.toUtf8().constData());
        if (file.empty())
            QSKIP("The shared data are absent.");
        const auto dataset = open(file);
        QVERIFY2(dataset.ok(), dataset.ok() ? "" : dataset.error().text().c_str());
        QCOMPARE(q(dataset->formatId), format);
        QCOMPARE(q(dataset->schemeId), scheme);
        QCOMPARE(static_cast<int>(dataset->samples.size()), samples);
        QCOMPARE(static_cast<int>(dataset->faces.size()), faces);
        const bool hasImages =
            !path.contains(QStringLiteral("hrnet_csv")) && !path.contains(QStringLiteral("pfld_list"));
        QCOMPARE(std::filesystem::exists(dataset->imagePath(samples - 1)), hasImages);
    }
};
} // namespace fiducial

QTEST_GUILESS_MAIN(fiducial::OpenDatasetTest)
#include "open_dataset_test.moc"
