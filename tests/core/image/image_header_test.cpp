#include "core/base/image_header.h"
#include "core/base/rng.h"
#include "tests/core/image/picture_files.h"
#include "tests/support/test_support.h"

#include <opencv2/core.hpp>

#include <QTest>

using namespace fiducial;
using namespace fiducial::test;

class ImageHeaderTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sizesOfAllFormatsAreRead_data();
    void sizesOfAllFormatsAreRead();
    void orientationIsReadFromEveryContainer_data();
    void orientationIsReadFromEveryContainer();
    void uprightSizeSwapsFromFiveOn();
    void largeBlocksBeforeTheSizeAreSkipped();
    void otherFilesAreUnsupported();
    void damagedBytesNeverCrash();
};

void ImageHeaderTest::sizesOfAllFormatsAreRead_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("format");
    const cv::Mat picture = cv::Mat::zeros(33, 77, CV_8UC3);
    const auto row = [](const char *name, const std::string &bytes, ImageFormat format) {
        QTest::newRow(name) << QByteArray::fromStdString(bytes) << static_cast<int>(format);
    };
    row("jpg", encode(".jpg", picture), ImageFormat::Jpeg);
    row("png", encode(".png", picture), ImageFormat::Png);
    row("bmp", encode(".bmp", picture), ImageFormat::Bmp);
    row("webp", encode(".webp", picture), ImageFormat::WebP);
    row("extended webp", webpWithExif(picture, 1), ImageFormat::WebP);
    row("tif by OpenCV", encode(".tif", picture), ImageFormat::Tiff);
    row("tif", tiffWithOrientation(picture, 1), ImageFormat::Tiff);
    row("gif", std::string("GIF89a\x4d\0\x21\0\0\0\0;", 14), ImageFormat::Gif);
}

void ImageHeaderTest::sizesOfAllFormatsAreRead()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, format);
    const TempDir dir;
    writeAll(dir / "picture", bytes.toStdString());
    const ImageHeader wanted{static_cast<ImageFormat>(format), 77, 33, 1};
    const auto read = readImageHeader(dir / "picture");
    QVERIFY2(read.ok(), read.ok() ? "" : read.error().text().c_str());
    QVERIFY(read.value() == wanted);
    const auto parsed = parseImageHeader(bytes.toStdString());
    QVERIFY(parsed.ok() && parsed.value() == wanted);
}

void ImageHeaderTest::orientationIsReadFromEveryContainer_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const cv::Mat picture = cv::Mat::zeros(33, 77, CV_8UC3);
    QTest::newRow("jpg") << QByteArray::fromStdString(jpegWithExif(picture, 6));
    QTest::newRow("png") << QByteArray::fromStdString(pngWithExif(picture, 6));
    QTest::newRow("webp") << QByteArray::fromStdString(webpWithExif(picture, 6));
    QTest::newRow("tif") << QByteArray::fromStdString(tiffWithOrientation(picture, 6));
    cv::Mat noise(400, 400, CV_8UC3);
    cv::randu(noise, 0, 255);
    QTest::newRow("tif with its directory far behind") << QByteArray::fromStdString(tiffWithOrientation(noise, 6));
    QTest::newRow("webp with EXIF far behind") << QByteArray::fromStdString(webpWithExif(noise, 6));
}

void ImageHeaderTest::orientationIsReadFromEveryContainer()
{
    QFETCH(QByteArray, bytes);
    const TempDir dir;
    writeAll(dir / "picture", bytes.toStdString());
    const auto header = readImageHeader(dir / "picture");
    QVERIFY(header.ok());
    QCOMPARE(header.value().orientation, 6);
}

void ImageHeaderTest::uprightSizeSwapsFromFiveOn()
{
    for (int orientation = 1; orientation <= 8; ++orientation) {
        const ImageHeader header{ImageFormat::Jpeg, 40, 30, orientation};
        QCOMPARE(header.uprightWidth(), orientation < 5 ? 40 : 30);
        QCOMPARE(header.uprightHeight(), orientation < 5 ? 30 : 40);
    }
}

void ImageHeaderTest::largeBlocksBeforeTheSizeAreSkipped()
{
    std::string jpeg = jpegWithExif(cv::Mat::zeros(33, 77, CV_8UC3), 8);
    const std::string comment = std::string("\xFF\xFE\xFF\xFF", 4) + std::string(0xFFFF - 2, 'x');
    for (int i = 0; i < 5; ++i)
        jpeg.insert(2, comment);
    const TempDir dir;
    writeAll(dir / "picture.jpg", jpeg);
    const auto header = readImageHeader(dir / "picture.jpg");
    QVERIFY(header.ok());
    QVERIFY(header.value() == (ImageHeader{ImageFormat::Jpeg, 77, 33, 8}));
}

void ImageHeaderTest::otherFilesAreUnsupported()
{
    QCOMPARE(parseImageHeader("P6\n2 2\n255\n").error().code, Errc::Unsupported);
    QCOMPARE(parseImageHeader("").error().code, Errc::Malformed);
    QCOMPARE(readImageHeader("/nonexistent/x.jpg").error().code, Errc::NotFound);
}

void ImageHeaderTest::damagedBytesNeverCrash()
{
    const cv::Mat picture = cv::Mat::zeros(33, 77, CV_8UC3);
    const std::vector<std::string> seeds{jpegWithExif(picture, 6), pngWithExif(picture, 6), webpWithExif(picture, 6),
                                         tiffWithOrientation(picture, 6), encode(".bmp", picture)};
    Rng rng(7);
    int readable = 0;
    for (const auto &seed : seeds) {
        for (std::size_t length = 0; length < std::min<std::size_t>(seed.size(), 300); ++length)
            readable += parseImageHeader(std::string_view(seed).substr(0, length)).ok() ? 1 : 0;
        for (int round = 0; round < 2000; ++round) {
            std::string bytes = seed;
            for (int k = 0; k < 4; ++k)
                bytes[rng.below(std::min<std::size_t>(bytes.size(), 120))] = static_cast<char>(rng.below(256));
            const auto header = parseImageHeader(bytes);
            if (!header)
                continue;
            ++readable;
            QVERIFY(header.value().width > 0 && header.value().height > 0);
            QVERIFY(header.value().orientation >= 1 && header.value().orientation <= 8);
        }
    }
    QVERIFY(readable > 100);
}

QTEST_GUILESS_MAIN(ImageHeaderTest)
#include "image_header_test.moc"
