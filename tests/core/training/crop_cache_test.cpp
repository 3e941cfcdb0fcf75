#include "core/training/crop_cache.h"
#include "tests/core/training/small_cache.h"
#include "tests/support/test_support.h"

#include <QObject>
#include <QTest>

#include <cstring>
#include <functional>
#include <limits>

using namespace fiducial;
using namespace fiducial::training;
using fiducial::safetensors::File;

Q_DECLARE_METATYPE(std::function<void(File &)>)

class CropCacheTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void givesWhatTheFileHolds();
    void absentPointsAreZero();
    void saysHowTheBoxIsStretched();
    void refusesWhatIsBroken_data();
    void refusesWhatIsBroken();
    void refusesFilesThatEndEarly();

private:
    test::TempDir dir_;
};

void CropCacheTest::givesWhatTheFileHolds()
{
    const auto file = test::smallCache(5);
    const auto cache = CropCache::open(test::writeSmallCache(dir_ / "a.safetensors", 5));
    QVERIFY2(cache, cache ? "" : cache.error().text().c_str());
    QCOMPARE(cache->faces(), 5);
    QCOMPARE(cache->landmarks(), 5);
    QCOMPARE(cache->side(), 64);
    QCOMPARE(cache->margin(), 1.75);
    QCOMPARE(cache->mirror(), (std::vector<int>{1, 0, 2, 4, 3}));
    QVERIFY(cache->normaliser() == std::pair(0, 1));
    QCOMPARE(cache->part(CropCache::Part::Validation), (std::vector<std::int64_t>{3}));
    QCOMPARE(cache->part(CropCache::Part::Training), (std::vector<std::int64_t>{0, 1, 2, 4}));
    const std::size_t bytes = 64 * 64 * 3;
    QCOMPARE(cache->image(3).size(), bytes);
    QVERIFY(std::memcmp(cache->image(3).data(), file.tensors.at("images").bytes.data() + 3 * bytes, bytes) == 0);
    QVERIFY(std::memcmp(cache->points(4).data(), file.tensors.at("points").bytes.data() + 4 * 10 * sizeof(float),
                        10 * sizeof(float)) == 0);
    QCOMPARE(cache->visibility(4)[4], std::uint8_t{2});
}

void CropCacheTest::absentPointsAreZero()
{
    auto file = test::smallCache(2);
    auto points = *file.tensors["points"].toFloats();
    points[2] = std::numeric_limits<float>::quiet_NaN();
    file.tensors["points"] = safetensors::Tensor::fromFloats({2, 5, 2}, points);
    file.tensors["visibility"].bytes[1] = '\0';
    file.metadata["normaliser"] = "null";
    QVERIFY(safetensors::write(dir_ / "absent.safetensors", file));
    const auto cache = CropCache::open(dir_ / "absent.safetensors");
    QVERIFY2(cache, cache ? "" : cache.error().text().c_str());
    QCOMPARE(cache->points(0)[2], 0.0F);
    QVERIFY(!cache->normaliser());
    QVERIFY(cache->square() && cache->extraPixels() == 0);
}

void CropCacheTest::saysHowTheBoxIsStretched()
{
    auto file = test::smallCache(2);
    file.metadata["square"] = "false";
    file.metadata["extra_pixels"] = "10";
    QVERIFY(safetensors::write(dir_ / "stretched.safetensors", file));
    const auto cache = CropCache::open(dir_ / "stretched.safetensors");
    QVERIFY2(cache, cache ? "" : cache.error().text().c_str());
    QVERIFY(!cache->square());
    QCOMPARE(cache->extraPixels(), 10.0);
}

void CropCacheTest::refusesWhatIsBroken_data()
{
    QTest::addColumn<std::function<void(File &)>>("damage");
    const auto row = [](const char *name, std::function<void(File &)> damage) { QTest::newRow(name) << damage; };
    row("another format", [](File &f) { f.metadata["format"] = "fiducial-crops-2"; });
    row("no metadata", [](File &f) { f.metadata.clear(); });
    row("no images", [](File &f) { f.tensors.erase("images"); });
    row("no split", [](File &f) { f.tensors.erase("split"); });
    row("images of another type", [](File &f) { f.tensors["images"].dtype = "I8"; });
    row("images that are not square", [](File &f) { f.tensors["images"].shape = {4, 32, 128, 3}; });
    row("points of another count", [](File &f) { f.tensors["points"].shape = {5, 4, 2}; });
    row("no faces", [](File &f) {
        f.tensors["points"].shape = {0, 5, 2};
        f.tensors["points"].bytes.clear();
    });
    row("points that are no numbers", [](File &f) {
        const float infinite = std::numeric_limits<float>::infinity();
        std::memcpy(f.tensors["points"].bytes.data() + 8, &infinite, sizeof infinite);
    });
    row("unknown visibility", [](File &f) { f.tensors["visibility"].bytes[3] = '\3'; });
    row("unknown part", [](File &f) { f.tensors["split"].bytes[0] = '\2'; });
    row("another side", [](File &f) { f.metadata["side"] = "65"; });
    row("no margin", [](File &f) { f.metadata["margin"] = "wide"; });
    row("margin zero", [](File &f) { f.metadata["margin"] = "0"; });
    row("square or not", [](File &f) { f.metadata["square"] = "perhaps"; });
    row("pixels around the box", [](File &f) { f.metadata["extra_pixels"] = "-1"; });
    row("mirror too short", [](File &f) { f.metadata["mirror"] = "[1, 0]"; });
    row("mirror beyond the points", [](File &f) { f.metadata["mirror"] = "[1, 0, 2, 4, 5]"; });
    row("mirror that does not pair", [](File &f) { f.metadata["mirror"] = "[1, 2, 0, 4, 3]"; });
    row("mirror of text", [](File &f) { f.metadata["mirror"] = "[\"a\", 0, 2, 4, 3]"; });
    row("normaliser beyond the points", [](File &f) { f.metadata["normaliser"] = "[0, 5]"; });
    row("normaliser of one point twice", [](File &f) { f.metadata["normaliser"] = "[1, 1]"; });
}

void CropCacheTest::refusesWhatIsBroken()
{
    QFETCH(std::function<void(File &)>, damage);
    auto file = test::smallCache(4);
    damage(file);
    const auto path = dir_ / "broken.safetensors";
    QVERIFY(safetensors::write(path, file));
    const auto cache = CropCache::open(path);
    QVERIFY(!cache);
    QVERIFY2(cache.error().code == Errc::Malformed, cache.error().text().c_str());
    QVERIFY(cache.error().file.ends_with("broken.safetensors"));
}

void CropCacheTest::refusesFilesThatEndEarly()
{
    const auto path = test::writeSmallCache(dir_ / "short.safetensors", 4);
    const std::string whole = test::readAll(path);
    for (const std::size_t size : {std::size_t{0}, std::size_t{7}, std::size_t{200}, whole.size() - 1}) {
        test::writeAll(path, whole.substr(0, size));
        QVERIFY(!CropCache::open(path));
    }
    QVERIFY(CropCache::open(dir_ / "none.safetensors").error().code == Errc::NotFound);
    QVERIFY(!CropCache::open(dir_.path()));
}

QTEST_GUILESS_MAIN(CropCacheTest)
#include "crop_cache_test.moc"
