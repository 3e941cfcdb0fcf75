#include "core/formats/image_index.h"
#include "core/formats/pfld_format.h"
#include "tests/core/formats/format_fixture.h"
#include "tests/core/formats/list_samples.h"
#include "tests/fuzz/format_check.h"

#include <QTest>

namespace fiducial {
using namespace formats;
using namespace test;

namespace {

std::string bigEndian(std::uint32_t value, int bytes)
{
    std::string out;
    for (int i = bytes - 1; i >= 0; --i)
        out += static_cast<char>((value >> (8 * i)) & 0xFF);
    return out;
}

/// The start of a PNG of this size: all that a header reader may look at.
std::string pngHead(std::uint32_t width, std::uint32_t height, const std::string &chunk = {})
{
    return "\x89PNG\r\n\x1A\n" + bigEndian(13, 4) + "IHDR" + bigEndian(width, 4) + bigEndian(height, 4) +
           std::string("\x08\x02\0\0\0", 5) + bigEndian(0, 4) + chunk + bigEndian(0, 4) + "IDAT" + bigEndian(0, 4);
}

/// A TIFF block whose only entry is the orientation.
std::string exifBlock(std::uint32_t orientation)
{
    return std::string("MM\0\x2A", 4) + bigEndian(8, 4) + bigEndian(1, 2) + bigEndian(0x0112, 2) + bigEndian(3, 2) +
           bigEndian(1, 4) + bigEndian(orientation, 2) + bigEndian(0, 2) + bigEndian(0, 4);
}

std::string jpegHead(std::uint32_t width, std::uint32_t height, std::uint32_t orientation)
{
    const std::string exif = std::string("Exif\0\0", 6) + exifBlock(orientation);
    return "\xFF\xD8\xFF\xE1" + bigEndian(static_cast<std::uint32_t>(exif.size()) + 2, 2) + exif + "\xFF\xC2" +
           bigEndian(17, 2) + "\x08" + bigEndian(height, 2) + bigEndian(width, 2) + std::string(10, '\1');
}

} // namespace

class PfldFormatTest : public QObject {
    Q_OBJECT

private:
    const FileOfFormat file_{"pfld", "list.txt"};

private Q_SLOTS:
    void tellsTheVariantsByTheirFields_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("points");
        QTest::addColumn<bool>("euler");
        QTest::addColumn<QString>("image");
        QTest::newRow("206") << q(pfldRow(0, 98, "imgs/a.png")) << 98 << true << QStringLiteral("imgs/a.png");
        QTest::newRow("203") << q(pfldRow(0, 98, "imgs/a.png", false)) << 98 << false << QStringLiteral("imgs/a.png");
        QTest::newRow("146") << q(pfldRow(0, 68, "a b.png")) << 68 << true << QStringLiteral("a b.png");
        QTest::newRow("143") << q(pfldRow(0, 68, "a.png", false)) << 68 << false << QStringLiteral("a.png");
        QTest::newRow("147") << q(pfldRawRow(0, "dir x/a b.jpg")) << 68 << false << QStringLiteral("dir x/a b.jpg");
    }
    void tellsTheVariantsByTheirFields()
    {
        QFETCH(QString, text);
        QFETCH(int, points);
        QFETCH(bool, euler);
        QFETCH(QString, image);
        const Dataset dataset = file_.open(text.toStdString() + "\n");
        QCOMPARE(dataset.faces[0].truth.count(), points);
        QCOMPARE(dataset.faces[0].derived.euler.has_value(), euler);
        QCOMPARE(q(dataset.sampleOf(0).image), image);
        QCOMPARE(dataset.faces[0].attributes.size(), std::size_t{6});
    }

    void readsPixelsAndBoxOfRawLists()
    {
        const Dataset dataset = file_.open(pfldRawRow(0, "a.jpg") + "\n");
        const std::string point = samplePoint(0, 0);
        QVERIFY(dataset.faces[0].box == Rect::fromCorners(20, 30, 220, 230));
        QCOMPARE(dataset.faces[0].truth.points[0].x, *text::parseDouble(point.substr(0, point.find(' '))));
    }

    void takesTheCropFromTheImageElse112()
    {
        writeAll(file_.folder / "imgs" / "0.png", pngHead(256, 200));
        const Dataset dataset = file_.open(pfldList(2, 98));
        const std::string row = pfldRow(0, 98, "");
        const auto fields = text::splitBlanks(row);
        const Point2 u{*text::parseDouble(fields[0]), *text::parseDouble(fields[1])};
        QCOMPARE(dataset.faces[0].truth.points[0], (Point2{u.x * 256 - 0.5, u.y * 200 - 0.5}));
        QCOMPARE(dataset.samples[0].size, (Size{256, 200}));
        const std::string other = pfldRow(1, 98, "");
        const double x = *text::parseDouble(text::splitBlanks(other)[0]);
        QCOMPARE(dataset.faces[1].truth.points[0].x, x * 112 - 0.5);
        QVERIFY(dataset.samples[1].size.empty());
        const auto guessed = [](const Issue &i) { return i.severity == Severity::Note && holds(i.what.text(), "112"); };
        QVERIFY(std::any_of(dataset.issues.begin(), dataset.issues.end(), guessed));
    }

    void measuresImagesAsTheyAreDisplayed()
    {
        const auto image = file_.folder / "imgs" / "turned";
        for (std::uint32_t orientation = 1; orientation <= 8; ++orientation) {
            const Size expected = orientation >= 5 ? Size{480, 640} : Size{640, 480};
            writeAll(image, jpegHead(640, 480, orientation));
            QCOMPARE(*readImageSize(image), expected);
            const std::string exif = exifBlock(orientation);
            const std::string chunk =
                bigEndian(static_cast<std::uint32_t>(exif.size()), 4) + "eXIf" + exif + bigEndian(0, 4);
            writeAll(image, pngHead(640, 480, chunk));
            QCOMPARE(*readImageSize(image), expected);
        }
        const std::string jpeg = jpegHead(640, 480, 6);
        for (std::size_t length = 0; length + 12 < jpeg.size(); ++length) {
            writeAll(image, jpeg.substr(0, length));
            QVERIFY(!readImageSize(image).ok());
        }
        writeAll(image, pngHead(0, 480));
        QVERIFY(!readImageSize(image).ok());
    }

    void reportsBadRowsWithTheirLine()
    {
        const std::string good = pfldRow(0, 98, "a.png");
        const auto withFirst = [&](const std::string &number) {
            return replaced(good, std::string(text::splitBlanks(good)[1]), number);
        };
        const std::vector<std::pair<std::string, std::string>> rows = {{withFirst("nan"), "finite"},
                                                                       {withFirst("0,5"), "fields"},
                                                                       {withFirst("57.25"), "pixels"},
                                                                       {good + " 1", "fields"},
                                                                       {pfldRow(0, 68, "a.png"), "points"}};
        for (const auto &[row, words] : rows) {
            const Dataset dataset = file_.open(good + "\n" + row + "\n" + good + "\n");
            QCOMPARE(dataset.faces.size(), std::size_t{2});
            QCOMPARE(issueInLine(dataset, 2).severity, Severity::Error);
            QVERIFY2(holds(issueInLine(dataset, 2).what.text(), words), issueInLine(dataset, 2).what.text().c_str());
        }
    }

    void keepsFacesWhoseAnglesOrAttributesAreOdd()
    {
        const Dataset failedPose = file_.open(replaced(pfldList(1, 98), "-1.5 20.25 3.125", "nan nan nan"));
        QVERIFY(!failedPose.faces[0].derived.euler);
        QVERIFY(holds(issueInLine(failedPose, 1).what, "Euler"));
        const Dataset floats = file_.open(replaced(pfldList(1, 98), " 0 1 0 0 1 0 ", " 0.0 1.0 0 0.5 1 0 "));
        QCOMPARE(floats.faces[0].attributes, (std::vector<std::int8_t>{0, 1, 0, -1, 1, 0}));
        QVERIFY(holds(issueInLine(floats, 1).what, "attribute"));
        const Dataset outside = file_.open(replaced(
            pfldList(1, 98), std::string(text::splitBlanks(std::string_view(pfldRow(0, 98, "i")))[1]), "-0.25"));
        QVERIFY(holds(issueInLine(outside, 1).what, "outside"));
    }

    void copiesAreEqualByteForByteAndEditsStayLocal()
    {
        for (const std::string &text : {pfldList(3, 98), pfldList(2, 68, false), pfldRawRow(0, "a b.jpg") + "\r\n"})
            QCOMPARE(file_.patched(file_.open(text)), text);
        writeAll(file_.folder / "imgs" / "1.png", pngHead(200, 100));
        const std::string text = pfldList(3, 98);
        const Dataset dataset = file_.open(text);
        LandmarkSet edited = dataset.faces[1].truth;
        edited.points[54] = {99.5, 24.5};
        const std::string out = file_.patched(dataset, {{1, edited}});
        const auto changes = changedTokens(text, out);
        QCOMPARE(changes.size(), std::size_t{2});
        QVERIFY(changes[0].ends_with(">0.500000"));
        QVERIFY(changes[1].ends_with(">0.250000"));
        QCOMPARE(file_.open(out).faces[1].truth.points[54], edited.points[54]);
    }

    void recomputesTheBoxOfRawListsOnRequest()
    {
        const Dataset dataset = file_.open(pfldRawRow(0, "a.jpg"));
        LandmarkSet edited = dataset.faces[0].truth;
        edited.points[0] = {1.25, 2.5};
        edited.points[1] = {400.25, 300.5};
        const Dataset again = file_.open(file_.patched(dataset, {{0, edited}}, true));
        QVERIFY(again.faces[0].box == Rect::fromCorners(1, 2, 401, 301));
    }

    void newFilesReadBackTheSame()
    {
        for (const std::string &text :
             {pfldList(3, 98), pfldRawRow(0, "a.jpg") + "\n" + pfldRawRow(1, "b.jpg") + "\n"}) {
            const Dataset dataset = file_.open(text);
            const Dataset again = file_.open(file_.reprinted(dataset));
            const std::size_t last = dataset.faces.size() - 1;
            for (std::size_t i = 0; i <= last; ++i) {
                const Face &a = dataset.faces[i], &b = again.faces[last - i];
                for (std::size_t k = 0; k < a.truth.points.size(); ++k)
                    QVERIFY(distance(a.truth.points[k], b.truth.points[k]) < 1e-9);
                QCOMPARE(b.attributes, a.attributes);
                QCOMPARE(b.derived, a.derived);
                QVERIFY(a.box == b.box);
            }
        }
    }

    void needsTheImageSizeForFacesOfOtherFormats()
    {
        const FileOfFormat csv("hrnet-csv", "faces.csv");
        const Dataset dataset = csv.open(csvList(1, 98));
        auto request = file_.request(dataset);
        const auto refused = file_.format().write(request, {});
        QVERIFY(!refused.ok());
        QVERIFY(holds(refused.error().message.text(), "size"));
        request.imageSize = [](int) { return Size{400, 300}; };
        QVERIFY(file_.format().write(request, {}).ok());
        const Dataset again = file_.open(readAll(request.target));
        QVERIFY(std::abs((again.faces[0].truth.points[0].x + 0.5) / 112 -
                         (dataset.faces[0].truth.points[0].x + 0.5) / 400) < 1e-9);
        const auto plan = file_.format().plan(request);
        QVERIFY(plan.ok());
        const auto whole = [](const Sentence &loss) { return holds(loss, "whole image"); };
        QVERIFY(std::any_of(plan->losses.begin(), plan->losses.end(), whole));
    }

    void cyclesDoNotDrift() { QVERIFY(driftOf100Cycles(file_, pfldList(2, 98)) < 1e-6); }

    void survives200MalformedFiles()
    {
        QCOMPARE(q(malformedFilesProblem("pfld", "list.txt", pfldList(3, 98), 200)), QString());
        QCOMPARE(
            q(malformedFilesProblem("pfld", "raw.txt", pfldRawRow(0, "a.jpg") + "\n" + pfldRawRow(1, "b.jpg"), 200)),
            QString());
    }

    void readsTheRealRawList()
    {
        const auto path = sharedPath("data/formats/pfld_list/list_68pt_rect_attr_test_head.txt");
        if (path.empty())
            QSKIP("shared data is absent");
        const auto dataset = openDataset(file_.registry, {path, {}, {}}, {});
        QVERIFY(dataset.ok());
        QCOMPARE(q(dataset->formatId), QStringLiteral("pfld"));
        QCOMPARE(q(dataset->schemeId), QStringLiteral("ibug68"));
        QCOMPARE(dataset->faces.size(), std::size_t{100});
        QCOMPARE(countAtLeast(dataset->issues, Severity::Error), 0);
        QVERIFY(dataset->faces[0].box == Rect::fromCorners(198, 242, 331, 385));
        QCOMPARE(q(dataset->sampleOf(0).image), QStringLiteral("37--Soccer/37_Soccer_soccer_ball_37_45.jpg"));
        QCOMPARE(file_.patched(*dataset), readAll(path));
    }
};

} // namespace fiducial

QTEST_GUILESS_MAIN(fiducial::PfldFormatTest)
#include "pfld_format_test.moc"
