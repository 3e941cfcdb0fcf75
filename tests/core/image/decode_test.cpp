#include "core/image/image.h"
#include "tests/core/image/picture_files.h"
#include "tests/support/test_support.h"

#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

#include <QTest>

#include <thread>

using namespace fiducial;
using namespace fiducial::test;

namespace {
const cv::Vec3b kRed(0, 0, 255);
const cv::Vec3b kGreen(0, 255, 0);
const cv::Vec3b kBlue(255, 0, 0);
const cv::Vec3b kWhite(255, 255, 255);

/// Red, green / blue, white quarters: no two of the eight orientations look alike.
cv::Mat quarters(int width, int height)
{
    cv::Mat picture(height, width, CV_8UC3, cv::Scalar(kWhite));
    picture(cv::Rect(0, 0, width / 2, height / 2)) = cv::Scalar(kRed);
    picture(cv::Rect(width / 2, 0, width / 2, height / 2)) = cv::Scalar(kGreen);
    picture(cv::Rect(0, height / 2, width / 2, height / 2)) = cv::Scalar(kBlue);
    return picture;
}

bool isNear(const cv::Vec3b &a, const cv::Vec3b &b)
{
    return cv::norm(cv::Vec3d(a), cv::Vec3d(b), cv::NORM_INF) <= 16;
}

bool showsQuarters(const cv::Mat &picture)
{
    const auto at = [&](int fx, int fy) { return picture.at<cv::Vec3b>(picture.rows * fy / 4, picture.cols * fx / 4); };
    return isNear(at(1, 1), kRed) && isNear(at(3, 1), kGreen) && isNear(at(1, 3), kBlue) && isNear(at(3, 3), kWhite);
}
} // namespace

class DecodeTest : public QObject {
    Q_OBJECT

private:
    TempDir dir_;

    std::filesystem::path write(const std::string &name, const std::string &bytes) const
    {
        writeAll(dir_ / name, bytes);
        return dir_ / name;
    }

private Q_SLOTS:
    void everyOrientationComesUpright_data();
    void everyOrientationComesUpright();
    void reducedDecodingIsUprightToo();
    void sixteenBitsBecomeEight();
    void greyBecomesThreeChannels();
    void transparencyLiesOnWhite();
    void cmykJpegHasItsColours();
    void floatTiffWithNaNIsDecoded();
    void onePixelPictureIsDecoded();
    void oversizedPicturesAreRefusedBeforeDecoding();
    void damagedFilesGiveAMessage_data();
    void damagedFilesGiveAMessage();
    void missingFileAndFolderAreToldApart();
    void namesInAnyScriptAreRead();
    void threadsDecodeTheSameFile();
};

void DecodeTest::everyOrientationComesUpright_data()
{
    QTest::addColumn<QString>("format");
    QTest::addColumn<int>("orientation");
    for (const char *format : {"jpg", "png", "webp", "tif"})
        for (int orientation = 1; orientation <= 8; ++orientation)
            QTest::newRow((std::string(format) + ' ' + std::to_string(orientation)).c_str())
                << QString::fromLatin1(format) << orientation;
}

// P7
void DecodeTest::everyOrientationComesUpright()
{
    QFETCH(QString, format);
    QFETCH(int, orientation);
    const cv::Mat camera = stored(quarters(96, 64), orientation);
    const std::string name = format.toStdString();
    const std::string bytes = name == "jpg"    ? jpegWithExif(camera, orientation)
                              : name == "png"  ? pngWithExif(camera, orientation)
                              : name == "webp" ? webpWithExif(camera, orientation)
                                               : tiffWithOrientation(camera, orientation);
    const auto file = write("orientation." + name, bytes);
    const auto picture = image::decode(file);
    QVERIFY2(picture.ok(), picture.ok() ? "" : picture.error().text().c_str());
    QCOMPARE(picture.value().size(), cv::Size(96, 64));
    QVERIFY(showsQuarters(picture.value()));
    const auto size = image::probeSize(file);
    QVERIFY(size.ok());
    QVERIFY(size.value() == (Size{96, 64}));
    QCOMPARE(readAll(file).size(), bytes.size());
}

void DecodeTest::reducedDecodingIsUprightToo()
{
    for (int orientation = 1; orientation <= 8; ++orientation) {
        const auto file = write("large.jpg", jpegWithExif(stored(quarters(960, 640), orientation), orientation));
        const auto picture = image::decode(file, {.minLongSide = 200, .limits = {}});
        QVERIFY(picture.ok());
        QCOMPARE(picture.value().size(), cv::Size(240, 160));
        QVERIFY(showsQuarters(picture.value()));
    }
}

void DecodeTest::sixteenBitsBecomeEight()
{
    cv::Mat deep(4, 4, CV_16UC3, cv::Scalar(65535, 32896, 257));
    const auto picture = image::decode(write("deep.png", encode(".png", deep)));
    QVERIFY(picture.ok());
    QCOMPARE(picture.value().type(), CV_8UC3);
    QVERIFY(picture.value().at<cv::Vec3b>(1, 1) == cv::Vec3b(255, 128, 1));
}

void DecodeTest::greyBecomesThreeChannels()
{
    const auto picture = image::decode(write("grey.png", encode(".png", cv::Mat(4, 4, CV_8UC1, cv::Scalar(77)))));
    QVERIFY(picture.ok());
    QVERIFY(picture.value().type() == CV_8UC3 && picture.value().at<cv::Vec3b>(0, 0) == cv::Vec3b(77, 77, 77));
}

void DecodeTest::transparencyLiesOnWhite()
{
    cv::Mat clear(2, 2, CV_8UC4, cv::Scalar(0, 0, 255, 255));
    clear.at<cv::Vec4b>(0, 1) = {0, 0, 255, 0};
    clear.at<cv::Vec4b>(1, 0) = {0, 0, 0, 128};
    const auto picture = image::decode(write("alpha.png", encode(".png", clear)));
    QVERIFY(picture.ok());
    QVERIFY(picture.value().at<cv::Vec3b>(0, 0) == kRed);
    QVERIFY(picture.value().at<cv::Vec3b>(0, 1) == kWhite);
    QVERIFY(picture.value().at<cv::Vec3b>(1, 0) == cv::Vec3b(127, 127, 127));

    // Two palette entries, blue and a red that is fully transparent: 2 x 1 pixels of 8 bits.
    const auto palette = QByteArray::fromHex("89504e470d0a1a0a0000000d4948445200000002000000010803000000c3fc8fb8"
                                             "00000006504c54450000ffff0000c5fa8bd30000000274524e53ff00e5b7304a"
                                             "0000000b49444154789c636060040000040002bf7a3f4a0000000049454e44ae426082");
    const auto indexed = image::decode(write("palette.png", palette.toStdString()));
    QVERIFY2(indexed.ok(), indexed.ok() ? "" : indexed.error().text().c_str());
    QVERIFY(indexed.value().at<cv::Vec3b>(0, 0) == kBlue);
    QVERIFY(indexed.value().at<cv::Vec3b>(0, 1) == kWhite);
}

void DecodeTest::cmykJpegHasItsColours()
{
    const auto picture = image::decode(dataDir() / "images" / "cmyk.jpg"); // left half blue, right half red
    QVERIFY(picture.ok());
    QCOMPARE(picture.value().type(), CV_8UC3);
    const auto left = picture.value().at<cv::Vec3b>(8, 3);
    const auto right = picture.value().at<cv::Vec3b>(8, 12);
    QVERIFY2(left[0] > 150 && left[2] < 80, "left half is blue");
    QVERIFY2(right[2] > 150 && right[0] < 80, "right half is red");
}

void DecodeTest::floatTiffWithNaNIsDecoded()
{
    cv::Mat values(4, 4, CV_32FC1, cv::Scalar(0.5));
    values.at<float>(3, 3) = 1;
    values.at<float>(0, 0) = std::numeric_limits<float>::quiet_NaN();
    const auto picture = image::decode(write("float.tif", encode(".tif", values)));
    QVERIFY2(picture.ok(), picture.ok() ? "" : picture.error().text().c_str());
    QVERIFY(picture.value().at<cv::Vec3b>(2, 2) == cv::Vec3b(128, 128, 128));
    QVERIFY(picture.value().at<cv::Vec3b>(3, 3) == kWhite);
    QVERIFY(picture.value().at<cv::Vec3b>(0, 0) == cv::Vec3b(0, 0, 0));
}

void DecodeTest::onePixelPictureIsDecoded()
{
    const auto file = write("one.png", encode(".png", cv::Mat(1, 1, CV_8UC3, cv::Scalar(1, 2, 3))));
    const auto picture = image::decode(file);
    QVERIFY(picture.ok());
    QVERIFY(picture.value().size() == cv::Size(1, 1));
    QVERIFY(image::thumbnail(picture.value(), {}, 64).size() == cv::Size(64, 64));
}

// P19
void DecodeTest::oversizedPicturesAreRefusedBeforeDecoding()
{
    const auto wide = image::decode(write("wide.png", pngHeaderOnly(70000, 100)));
    QVERIFY(!wide.ok());
    QCOMPARE(wide.error().code, Errc::TooLarge);
    QVERIFY(wide.error().message.text().find("70000 x 100") != std::string::npos);
    QVERIFY(wide.error().message.text().find("65535") != std::string::npos);

    const auto large = image::decode(write("large.png", pngHeaderOnly(30000, 30000)));
    QVERIFY(!large.ok());
    QCOMPARE(large.error().code, Errc::TooLarge);

    const auto panorama = image::decode(write("panorama.png", encode(".png", cv::Mat::zeros(100, 33000, CV_8UC1))));
    QVERIFY(panorama.ok());
    QCOMPARE(panorama.value().size(), cv::Size(33000, 100));
}

void DecodeTest::damagedFilesGiveAMessage_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const auto row = [](const char *name, const std::string &bytes) {
        QTest::newRow(name) << QByteArray::fromStdString(bytes);
    };
    cv::Mat noise(64, 64, CV_8UC3);
    cv::randu(noise, 0, 255);
    const std::string jpeg = encode(".jpg", noise);
    const std::string png = encode(".png", noise);
    row("empty", "");
    row("text", "this is no picture at all");
    row("JPEG cut in the pixels", jpeg.substr(0, jpeg.size() / 2));
    row("JPEG cut in the header", jpeg.substr(0, 20));
    const std::string thumbnail = encode(".jpg", noise(cv::Rect(0, 0, 16, 16)));
    const auto segment = static_cast<int>(thumbnail.size() + 2);
    std::string withThumbnail = jpeg;
    withThumbnail.insert(2, std::string("\xFF\xE1") + static_cast<char>(segment / 256) +
                                static_cast<char>(segment % 256) + thumbnail);
    row("JPEG with a thumbnail, cut in the pixels", withThumbnail.substr(0, withThumbnail.size() - 300));
    row("PNG cut in the pixels", png.substr(0, png.size() / 2));
    row("PNG cut in the header", png.substr(0, 20));
    row("PNG without pixels", pngHeaderOnly(64, 64));
    row("BMP header alone", encode(".bmp", noise).substr(0, 54));
    row("WebP cut", encode(".webp", noise).substr(0, 200));
    row("TIFF cut", tiffWithOrientation(noise, 1).substr(0, 300));
    row("GIF", std::string("GIF89a\x02\0\x02\0\0\0\0;", 14));
}

// P19
void DecodeTest::damagedFilesGiveAMessage()
{
    QFETCH(QByteArray, bytes);
    const auto file = write("damaged.bin", bytes.toStdString());
    const auto picture = image::decode(file);
    QVERIFY(!picture.ok());
    QVERIFY(!picture.error().message.empty());
    QVERIFY(picture.error().file.find("damaged.bin") != std::string::npos);
    (void)image::probeSize(file); // may know the size from an intact header, must not crash
}

void DecodeTest::missingFileAndFolderAreToldApart()
{
    QCOMPARE(image::decode(dir_ / "nowhere.jpg").error().code, Errc::NotFound);
    QCOMPARE(image::probeSize(dir_ / "nowhere.jpg").error().code, Errc::NotFound);
    QCOMPARE(image::decode(dir_.path()).error().code, Errc::Unreadable);
}

// P15
void DecodeTest::namesInAnyScriptAreRead()
{
    const std::string deep = "тест 顔 é@#%/" + std::string(150, 'a') + "/" + std::string(150, 'b') + "/лицо 1.png";
    const auto file = write(deep, encode(".png", quarters(8, 8)));
    QVERIFY(image::decode(file).ok());
    QVERIFY(image::probeSize(file).ok());
}

void DecodeTest::threadsDecodeTheSameFile()
{
    const auto file = write("shared.jpg", jpegWithExif(stored(quarters(96, 64), 6), 6));
    std::vector<int> good(4);
    std::vector<std::thread> threads;
    for (std::size_t i = 0; i < good.size(); ++i)
        threads.emplace_back([&, i] {
            for (int k = 0; k < 20; ++k)
                if (const auto picture = image::decode(file); picture && showsQuarters(picture.value()))
                    ++good[i];
        });
    for (auto &thread : threads)
        thread.join();
    QCOMPARE(good, std::vector<int>(4, 20));
}

QTEST_GUILESS_MAIN(DecodeTest)
#include "decode_test.moc"
