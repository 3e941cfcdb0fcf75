#include "tests/ui/imaging/imaging_fixture.h"
#include "ui/imaging/picture_loader.h"

#include <QSignalSpy>

using namespace fiducial;
using namespace fiducial::test;
using namespace fiducial::ui;
using namespace Qt::StringLiterals;

class PictureLoaderTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyOrientation_isShownUprightAndNeverRewritten_data();
    void everyOrientation_isShownUprightAndNeverRewritten();
    void oddPicture_isShown_data();
    void oddPicture_isShown();
    void unreadableFile_isOneSentenceAndTheNextOneLoads_data();
    void unreadableFile_isOneSentenceAndTheNextOneLoads();
    void staleRequests_areDroppedAndNeverDelivered();
    void returningToAnEarlierRequest_deliversIt();
    void cachedPicture_comesBeforeTheCallReturns();
    void prefetched_isSilentUntilAskedFor();
    void prefetch_waitsForWhatIsWanted();
    void brokenNeighbour_saysNothing();
    void cache_forgetsTheLeastRecentlyUsed();
    void clear_dropsWhatIsUnderWay();

private:
    QString plain(const std::string &name, QColor colour = Qt::red)
    {
        return toQString(writePlain(folder_ / name, colour));
    }
    TempDir folder_;
};

namespace {
/// Asks for a picture and waits for the answer; null where it failed.
Picture load(PictureLoader &loader, const QString &path)
{
    QSignalSpy failed(&loader, &PictureLoader::failed);
    Picture picture;
    const auto keep = QObject::connect(&loader, &PictureLoader::loaded, &loader,
                                       [&](const QString &, const Picture &loaded) { picture = loaded; });
    loader.request(path);
    (void)QTest::qWaitFor([&] { return !picture.image.isNull() || !failed.isEmpty(); }, kWaitMs);
    QObject::disconnect(keep);
    return picture;
}
} // namespace

void PictureLoaderTest::everyOrientation_isShownUprightAndNeverRewritten_data()
{
    QTest::addColumn<int>("orientation");
    for (int orientation = 1; orientation <= 8; ++orientation)
        QTest::addRow("orientation %d", orientation) << orientation;
}

// P7
void PictureLoaderTest::everyOrientation_isShownUprightAndNeverRewritten()
{
    QFETCH(const int, orientation);
    const auto file = folder_ / "turned.jpg";
    const std::string bytes = jpegWithExif(stored(quarters(), orientation), orientation);
    writeAll(file, bytes);
    PictureLoader loader;
    const Picture picture = load(loader, toQString(file));
    QCOMPARE(picture.size, (Size{48, 32}));
    QCOMPARE(picture.image.size(), QSize(48, 32));
    QVERIFY(isUpright(picture.image));
    QCOMPARE(readAll(file), bytes);
}

void PictureLoaderTest::oddPicture_isShown_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QSize>("size");
    QTest::newRow("one pixel") << u"1x1"_s << QSize(1, 1);
    QTest::newRow("longer than Qt can draw") << u"33000x100"_s << QSize(33000, 100);
    QTest::newRow("palette with alpha") << u"palette"_s << QSize(20, 10);
    QTest::newRow("16 bits") << u"16bit"_s << QSize(20, 10);
    QTest::newRow("CMYK") << u"cmyk"_s << QSize();
}

// P19
void PictureLoaderTest::oddPicture_isShown()
{
    QFETCH(const QString, kind);
    QFETCH(const QSize, size);
    auto file = folder_ / (kind.toStdString() + ".png");
    if (kind == u"palette"_s) {
        QImage indexed(20, 10, QImage::Format_Indexed8);
        indexed.setColorTable({qRgba(255, 0, 0, 255), qRgba(0, 0, 255, 0)});
        indexed.fill(0);
        QVERIFY(indexed.save(toQString(file)));
    } else if (kind == u"16bit"_s) {
        writeAll(file, encode(".png", cv::Mat(10, 20, CV_16UC3, cv::Scalar(0, 0, 65535))));
    } else if (kind == u"cmyk"_s) {
        file = dataDir() / "images" / "cmyk.jpg";
    } else {
        writeAll(file, encode(".png", cv::Mat(size.height(), size.width(), CV_8UC3, cv::Scalar(0, 0, 255))));
    }
    PictureLoader loader;
    const Picture picture = load(loader, toQString(file));
    QVERIFY(!picture.image.isNull());
    QVERIFY(std::max(picture.image.width(), picture.image.height()) <= 32767);
    if (!size.isEmpty()) {
        QCOMPARE(QSize(picture.size.width, picture.size.height), size);
        QVERIFY(isNear(picture.image.pixel(0, 0), Qt::red));
    }
}

void PictureLoaderTest::unreadableFile_isOneSentenceAndTheNextOneLoads_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const std::string png = encode(".png", quarters());
    const auto row = [](const char *name, const std::string &bytes) {
        QTest::newRow(name) << QByteArray::fromStdString(bytes);
    };
    row("zero bytes", "");
    row("text", "this is no picture\nat all");
    row("truncated JPEG", encode(".jpg", quarters()).substr(0, 300));
    row("truncated PNG", png.substr(0, png.size() / 2));
    row("header that lies", pngHeaderOnly(60000, 60000));
}

// P19, P20
void PictureLoaderTest::unreadableFile_isOneSentenceAndTheNextOneLoads()
{
    QFETCH(const QByteArray, bytes);
    writeAll(folder_ / "broken.jpg", bytes.toStdString());
    PictureLoader loader;
    QSignalSpy failed(&loader, &PictureLoader::failed);
    QVERIFY(load(loader, toQString(folder_ / "broken.jpg")).image.isNull());
    QCOMPARE(failed.count(), 1);
    const QString sentence = q(failed.front()[1].value<Sentence>());
    QVERIFY2(sentence.contains(u"broken.jpg"_s) && !sentence.contains(u'\n'), qPrintable(sentence));
    QVERIFY(!load(loader, plain("good.png")).image.isNull());
    QCOMPARE(failed.count(), 1);
}

// P4: an answer for an earlier request is never shown as the current picture.
void PictureLoaderTest::staleRequests_areDroppedAndNeverDelivered()
{
    PictureLoader loader;
    QStringList delivered;
    connect(&loader, &PictureLoader::loaded, this, [&](const QString &path) { delivered.append(path); });
    QStringList paths;
    for (int i = 0; i < 20; ++i)
        paths.append(plain("stale" + std::to_string(i) + ".png", QColor::fromHsv(18 * i, 200, 200)));
    for (const QString &path : paths)
        loader.request(path);
    QVERIFY(QTest::qWaitFor([&] { return !delivered.isEmpty(); }, kWaitMs));
    QCOMPARE(delivered, QStringList{paths.back()});
    QVERIFY(loader.isCached(paths.front())); // was under way already
    for (int i = 1; i < 19; ++i)
        QVERIFY2(!loader.isCached(paths[i]), "a request that nobody waits for was decoded");
}

void PictureLoaderTest::returningToAnEarlierRequest_deliversIt()
{
    PictureLoader loader;
    const QString a = plain("a.png"), b = plain("b.png", Qt::blue);
    QStringList delivered;
    connect(&loader, &PictureLoader::loaded, this, [&](const QString &path) { delivered.append(path); });
    loader.request(a);
    loader.request(b);
    loader.request(a);
    QVERIFY(QTest::qWaitFor([&] { return !delivered.isEmpty(); }, kWaitMs));
    QVERIFY(!load(loader, b).image.isNull());
    QCOMPARE(delivered, (QStringList{a, b}));
}

void PictureLoaderTest::cachedPicture_comesBeforeTheCallReturns()
{
    PictureLoader loader;
    const QString path = plain("cached.png");
    QVERIFY(!load(loader, path).image.isNull());
    QSignalSpy loaded(&loader, &PictureLoader::loaded);
    loader.request(path);
    QCOMPARE(loaded.count(), 1);
}

void PictureLoaderTest::prefetched_isSilentUntilAskedFor()
{
    PictureLoader loader;
    QSignalSpy loaded(&loader, &PictureLoader::loaded);
    const QString near = plain("near.png"), far = plain("far.png");
    loader.prefetch({near, far});
    QVERIFY(QTest::qWaitFor([&] { return loader.isCached(near) && loader.isCached(far); }, kWaitMs));
    QCOMPARE(loaded.count(), 0);
    loader.request(near);
    QCOMPARE(loaded.count(), 1);
}

void PictureLoaderTest::prefetch_waitsForWhatIsWanted()
{
    PictureLoader loader;
    const QString wanted = plain("wanted.png"), neighbour = plain("neighbour.png");
    bool neighbourFirst = false;
    connect(&loader, &PictureLoader::loaded, this, [&] { neighbourFirst = loader.isCached(neighbour); });
    QSignalSpy loaded(&loader, &PictureLoader::loaded);
    loader.request(wanted);
    loader.prefetch({neighbour});
    QVERIFY(QTest::qWaitFor([&] { return loader.isCached(neighbour); }, kWaitMs));
    QCOMPARE(loaded.count(), 1);
    QVERIFY(!neighbourFirst);
}

void PictureLoaderTest::brokenNeighbour_saysNothing()
{
    PictureLoader loader;
    writeAll(folder_ / "broken.png", "nothing");
    QSignalSpy failed(&loader, &PictureLoader::failed);
    const QString good = plain("behind.png");
    loader.prefetch({toQString(folder_ / "broken.png"), toQString(folder_ / "missing.png"), good});
    QVERIFY(QTest::qWaitFor([&] { return loader.isCached(good); }, kWaitMs));
    QCOMPARE(failed.count(), 0);
}

void PictureLoaderTest::cache_forgetsTheLeastRecentlyUsed()
{
    const std::size_t one = 64 * 48 * 4;
    PictureLoader loader(nullptr, 2 * one + one / 2);
    const QString a = plain("1.png"), b = plain("2.png"), c = plain("3.png");
    for (const QString &path : {a, b, a, c})
        QVERIFY(!load(loader, path).image.isNull());
    QVERIFY(loader.isCached(a));
    QVERIFY(!loader.isCached(b));
    QVERIFY(loader.isCached(c));
}

void PictureLoaderTest::clear_dropsWhatIsUnderWay()
{
    PictureLoader loader;
    const QString old = plain("old.png"), fresh = plain("fresh.png");
    QStringList delivered;
    connect(&loader, &PictureLoader::loaded, this, [&](const QString &path) { delivered.append(path); });
    loader.request(old);
    loader.clear();
    QVERIFY(!load(loader, fresh).image.isNull());
    QVERIFY(QTest::qWaitFor([&] { return loader.isCached(old); }, kWaitMs));
    QCOMPARE(delivered, QStringList{fresh});
}

QTEST_GUILESS_MAIN(PictureLoaderTest)
#include "picture_loader_test.moc"
