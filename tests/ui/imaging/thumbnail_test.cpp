#include "tests/ui/imaging/imaging_fixture.h"
#include "ui/imaging/thumbnail_queue.h"

#include <QEventLoop>

#include <set>

using namespace fiducial;
using namespace fiducial::test;
using namespace fiducial::ui;
using namespace Qt::StringLiterals;

namespace {
constexpr int kEdge = 64;
constexpr std::uint64_t kPlenty = 1 << 20;
using Clock = std::filesystem::file_time_type::clock;
} // namespace

class ThumbnailTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void thumbnail_isTurnedLikeThePicture_data();
    void thumbnail_isTurnedLikeThePicture();
    void thumbnail_mapsLandmarksOntoIt();
    void unreadablePicture_isASentence();
    void secondSession_needsNoDecoding();
    void damagedCacheFile_isMadeAnew();
    void newestRequest_comesFirst();
    void rowsThatScrolledAway_areDropped();
    void facesOfOnePicture_comeTogether();
    void reset_forgetsAnswersUnderWay();
    void forget_reachesAnswersUnderWay();
    void diskCache_returnsWhatWasPut();
    void diskCache_keysFollowTheFile();
    void diskCache_evictsTheLeastRecentlyUsed();
    void diskCache_survivesAFolderThatCannotBeWritten();

private:
    DiskCache cache(const TempDir &folder) { return {folder / "cache", kPlenty}; }
};

void ThumbnailTest::thumbnail_isTurnedLikeThePicture_data()
{
    QTest::addColumn<int>("orientation");
    for (int orientation = 1; orientation <= 8; ++orientation)
        QTest::addRow("orientation %d", orientation) << orientation;
}

// P7
void ThumbnailTest::thumbnail_isTurnedLikeThePicture()
{
    QFETCH(const int, orientation);
    const TempDir folder;
    writeAll(folder / "turned.jpg", jpegWithExif(stored(quarters(), orientation), orientation));
    // The box of the upper right quarter, in upright pixels.
    const Rect box{26, 2, 20, 12};
    const auto thumbs = makeFaceThumbnails(folder / "turned.jpg", {box, Rect{}}, kEdge, cache(folder));
    QCOMPARE(thumbs.size(), std::size_t{2});
    const Point2 middle = thumbs[0].thumbFromImage * Point2{36, 8};
    QVERIFY(isNear(thumbs[0].image.pixel(static_cast<int>(middle.x), static_cast<int>(middle.y)), Qt::green));
    const Affine &whole = thumbs[1].thumbFromImage;
    for (const auto &[at, colour] :
         {std::pair{Point2{12, 8}, Qt::red}, {Point2{36, 8}, Qt::green}, {Point2{12, 24}, Qt::blue}}) {
        const Point2 p = whole * at;
        QVERIFY(isNear(thumbs[1].image.pixel(static_cast<int>(p.x), static_cast<int>(p.y)), colour));
    }
}

void ThumbnailTest::thumbnail_mapsLandmarksOntoIt()
{
    const TempDir folder;
    cv::Mat picture(400, 600, CV_8UC3, cv::Scalar(40, 40, 40));
    picture(cv::Rect(310, 210, 20, 20)) = cv::Scalar(0, 0, 255);
    writeAll(folder / "spot.png", encode(".png", picture));
    const auto thumbs = makeFaceThumbnails(folder / "spot.png", {{250, 150, 120, 120}}, kEdge, cache(folder));
    QCOMPARE(thumbs[0].image.size(), QSize(kEdge, kEdge));
    for (const Point2 corner : {Point2{312, 212}, Point2{327, 227}}) {
        const Point2 p = thumbs[0].thumbFromImage * corner;
        QVERIFY(isNear(thumbs[0].image.pixel(qRound(p.x), qRound(p.y)), Qt::red));
    }
}

void ThumbnailTest::unreadablePicture_isASentence()
{
    const TempDir folder;
    writeAll(folder / "broken.png", "no picture");
    const auto thumbs = makeFaceThumbnails(folder / "broken.png", {{0, 0, 5, 5}}, kEdge, cache(folder));
    QVERIFY(thumbs[0].image.isNull());
    QVERIFY(thumbs[0].problem.contains(u"broken.png"_s));
}

void ThumbnailTest::secondSession_needsNoDecoding()
{
    const TempDir folder;
    const auto file = writePlain(folder / "a.png", Qt::red);
    const auto time = std::filesystem::last_write_time(file);
    const Rect box{10, 10, 20, 20};
    (void)makeFaceThumbnails(file, {box}, kEdge, cache(folder));
    // Size and time stay; whoever decodes it now fails.
    writeAll(file, std::string(readAll(file).size(), 'x'));
    std::filesystem::last_write_time(file, time);
    const auto again = makeFaceThumbnails(file, {box}, kEdge, cache(folder));
    QVERIFY(!again[0].image.isNull());
    QVERIFY(isNear(again[0].image.pixel(kEdge / 2, kEdge / 2), Qt::red));
    // A file that has changed is decoded.
    std::filesystem::last_write_time(file, time + std::chrono::seconds(5));
    QVERIFY(makeFaceThumbnails(file, {box}, kEdge, cache(folder))[0].image.isNull());
}

void ThumbnailTest::damagedCacheFile_isMadeAnew()
{
    const TempDir folder;
    const auto file = writePlain(folder / "a.png", Qt::red);
    (void)makeFaceThumbnails(file, {{10, 10, 20, 20}}, kEdge, cache(folder));
    for (const auto &entry : std::filesystem::recursive_directory_iterator(folder / "cache"))
        if (entry.is_regular_file())
            writeAll(entry.path(), "1 0 0 0 1 nan\ngarbage");
    const auto again = makeFaceThumbnails(file, {{10, 10, 20, 20}}, kEdge, cache(folder));
    QVERIFY(!again[0].image.isNull());
}

void ThumbnailTest::newestRequest_comesFirst()
{
    const TempDir folder;
    const auto file = writePlain(folder / "a.png", Qt::red);
    ThumbnailQueue queue(cache(folder), kEdge);
    queue.reset([&](int) { return ThumbnailQueue::Source{file, {10, 10, 20, 20}, {}, {}}; });
    std::vector<int> order;
    connect(&queue, &ThumbnailQueue::ready, this,
            [&](const std::vector<int> &rows) { order.insert(order.end(), rows.begin(), rows.end()); });
    for (int row = 0; row < 5; ++row)
        QVERIFY(!queue.request(row));
    for (int row = 0; row < 5; ++row) // painting again asks again
        QVERIFY(!queue.request(row));
    QVERIFY(QTest::qWaitFor([&] { return order.size() == 5; }, kWaitMs));
    QCOMPARE(order, (std::vector<int>{0, 4, 3, 2, 1}));
    QVERIFY(queue.request(3));
}

void ThumbnailTest::rowsThatScrolledAway_areDropped()
{
    const TempDir folder;
    const auto file = writePlain(folder / "a.png", Qt::red, {8, 8});
    ThumbnailQueue queue(cache(folder), 8);
    std::set<int> asked;
    queue.reset([&](int row) {
        asked.insert(row);
        return ThumbnailQueue::Source{file, {}, {}, {}};
    });
    std::set<int> made;
    constexpr int kRows = 400;
    QEventLoop untilOldest;
    connect(&queue, &ThumbnailQueue::ready, this, [&](const std::vector<int> &rows) {
        made.insert(rows.begin(), rows.end());
        if (made.contains(kRows - 300)) // the oldest that waits
            untilOldest.quit();
    });
    for (int row = 0; row < kRows; ++row)
        (void)queue.request(row);
    untilOldest.exec();
    QVERIFY(made.contains(kRows - 1));
    for (int row = 1; row < kRows - 300; ++row)
        QVERIFY(!asked.contains(row));
    (void)queue.request(1); // scrolled back
    QVERIFY(QTest::qWaitFor([&] { return made.contains(1); }, kWaitMs));
}

void ThumbnailTest::facesOfOnePicture_comeTogether()
{
    const TempDir folder;
    const auto file = writePlain(folder / "group.png", Qt::red);
    ThumbnailQueue queue(cache(folder), kEdge);
    queue.reset([&](int row) {
        ThumbnailQueue::Source source{file, {1.0 * row, 1, 20, 20}, {}, {}};
        for (const int other : {0, 1, 2})
            if (other != row) {
                source.sameRows.push_back(other);
                source.sameBoxes.push_back({1.0 * other, 1, 20, 20});
            }
        return source;
    });
    std::vector<std::vector<int>> batches;
    connect(&queue, &ThumbnailQueue::ready, this, [&](const std::vector<int> &rows) { batches.push_back(rows); });
    (void)queue.request(1);
    QVERIFY(QTest::qWaitFor([&] { return !batches.empty(); }, kWaitMs));
    QCOMPARE(batches, (std::vector<std::vector<int>>{{1, 0, 2}}));
    for (int row = 0; row < 3; ++row)
        QVERIFY(queue.request(row));
}

void ThumbnailTest::reset_forgetsAnswersUnderWay()
{
    const TempDir folder;
    const auto old = writePlain(folder / "old.png", Qt::red), fresh = writePlain(folder / "fresh.png", Qt::blue);
    ThumbnailQueue queue(cache(folder), kEdge);
    queue.reset([&](int) { return ThumbnailQueue::Source{old, {}, {}, {}}; });
    int answers = 0;
    connect(&queue, &ThumbnailQueue::ready, this, [&] { ++answers; });
    (void)queue.request(0);
    queue.reset([&](int) { return ThumbnailQueue::Source{fresh, {}, {}, {}}; });
    (void)queue.request(0);
    QVERIFY(QTest::qWaitFor([&] { return answers > 0; }, kWaitMs));
    QCOMPARE(answers, 1);
    QVERIFY(isNear(queue.request(0)->image.pixel(kEdge / 2, kEdge / 2), Qt::blue));
}

void ThumbnailTest::forget_reachesAnswersUnderWay()
{
    const TempDir folder;
    const auto old = writePlain(folder / "old.png", Qt::red), fresh = writePlain(folder / "fresh.png", Qt::blue);
    std::filesystem::path shown = old;
    ThumbnailQueue queue(cache(folder), kEdge);
    queue.reset([&](int) { return ThumbnailQueue::Source{shown, {}, {1}, {Rect{}}}; });
    int answers = 0;
    connect(&queue, &ThumbnailQueue::ready, this, [&] { ++answers; });
    (void)queue.request(0);
    shown = fresh;
    queue.forget({0});
    QVERIFY(QTest::qWaitFor([&] { return answers == 1; }, kWaitMs)); // whoever shows it asks again
    QVERIFY(queue.request(1));                                       // of the same picture, not forgotten
    QVERIFY(!queue.request(0));
    QVERIFY(QTest::qWaitFor([&] { return answers == 2; }, kWaitMs));
    QVERIFY(isNear(queue.request(0)->image.pixel(kEdge / 2, kEdge / 2), Qt::blue));
}

void ThumbnailTest::diskCache_returnsWhatWasPut()
{
    const TempDir folder;
    const DiskCache disk = cache(folder);
    const std::string key = DiskCache::keyOf(folder.path(), "x");
    QVERIFY(!disk.find(key));
    const std::string bytes("a\0b\n", 4);
    disk.insert(key, bytes);
    QCOMPARE(disk.find(key), std::optional(bytes));
    disk.insert(key, "second");
    QCOMPARE(cache(folder).find(key), std::optional<std::string>("second"));
}

void ThumbnailTest::diskCache_keysFollowTheFile()
{
    const TempDir folder;
    writeAll(folder / "a", "1");
    writeAll(folder / "b", "1");
    const auto time = Clock::now() - std::chrono::hours(1);
    for (const char *name : {"a", "b"})
        std::filesystem::last_write_time(folder / name, time);
    const auto key = [&](const char *name, const char *what = "w") { return DiskCache::keyOf(folder / name, what); };
    const std::string first = key("a");
    QCOMPARE(key("a"), first);
    QVERIFY(key("b") != first);
    QVERIFY(key("a", "other") != first);
    std::filesystem::last_write_time(folder / "a", time + std::chrono::seconds(1));
    QVERIFY(key("a") != first);
    writeAll(folder / "a", "12");
    std::filesystem::last_write_time(folder / "a", time);
    QVERIFY(key("a") != first);
}

void ThumbnailTest::diskCache_evictsTheLeastRecentlyUsed()
{
    const TempDir folder;
    const DiskCache disk(folder / "cache", 250);
    std::vector<std::string> keys;
    for (int i = 0; i < 4; ++i) {
        keys.push_back(DiskCache::keyOf(folder.path(), std::to_string(i)));
        disk.insert(keys.back(), std::string(100, 'x'));
    }
    int age = 40;
    for (const std::string &key : keys)
        for (const auto &entry : std::filesystem::recursive_directory_iterator(folder / "cache"))
            if (entry.path().filename() == key)
                std::filesystem::last_write_time(entry.path(), Clock::now() - std::chrono::minutes(age -= 10));
    QVERIFY(disk.find(keys[0])); // the oldest is used now
    disk.evict();
    QVERIFY(disk.find(keys[0]));
    QVERIFY(!disk.find(keys[1]));
    QVERIFY(!disk.find(keys[2]));
    QVERIFY(disk.find(keys[3]));
}

void ThumbnailTest::diskCache_survivesAFolderThatCannotBeWritten()
{
    const TempDir folder;
    const DiskCache disk("/proc/no-such-cache", 100);
    disk.insert(DiskCache::keyOf(folder.path(), "x"), "bytes");
    disk.evict();
    QVERIFY(!disk.find(DiskCache::keyOf(folder.path(), "x")));
    const auto file = writePlain(folder / "a.png", Qt::red);
    QVERIFY(!makeFaceThumbnails(file, {{}}, kEdge, disk)[0].image.isNull());
}

QTEST_GUILESS_MAIN(ThumbnailTest)
#include "thumbnail_test.moc"
