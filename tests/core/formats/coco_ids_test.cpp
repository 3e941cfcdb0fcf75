#include "core/formats/coco_ids.h"

#include <QTest>

namespace fiducial {
using namespace formats;

class CocoIdsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void numbers_areUsedOnce();
    void nextNumber_isAboveAllThatAreKnown();
    void nextNumber_passesByWhatReadersRound();
    void ofImages_theFirstIdOfAPathCounts();
    void textIds_arePrintedAsText();
};

void CocoIdsTest::numbers_areUsedOnce()
{
    IdNumbers numbers;
    QVERIFY(numbers.use("7"));
    QVERIFY(!numbers.use("7"));
    QVERIFY(!numbers.use(""));
    QVERIFY(!numbers.use("\"seven"));
    QVERIFY(!numbers.use("7.5"));
    numbers.know("8"); // of something that is not written
    QVERIFY(numbers.use("8"));
}

void CocoIdsTest::nextNumber_isAboveAllThatAreKnown()
{
    IdNumbers numbers;
    QCOMPARE(numbers.next(), std::string("1"));
    numbers.know("100000");
    numbers.know("12");
    QCOMPARE(numbers.next(), std::string("100001"));
    QVERIFY(!numbers.use("100001"));
    QVERIFY(numbers.use("100002"));
    QCOMPARE(numbers.next(), std::string("100003"));
}

void CocoIdsTest::nextNumber_passesByWhatReadersRound()
{
    IdNumbers numbers;
    numbers.know("9223372036854775807");
    numbers.know("-3");
    numbers.know("5");
    QCOMPARE(numbers.next(), std::string("6"));
    QVERIFY(numbers.use("9223372036854775807"));
    QCOMPARE(numbers.next(), std::string("7"));
}

void CocoIdsTest::ofImages_theFirstIdOfAPathCounts()
{
    const std::string json = R"({"images": [
        {"file_name": "a.jpg"},
        {"id": 100000, "file_name": "./a.jpg"},
        {"id": 5, "file_name": "a.jpg"},
        {"id": "b", "file_name": "web/b.jpg"},
        {"id": 6, "file_name": 7},
        {"id": 8}]})";
    const auto ids = cocoImageIds(json, outlineJson(json));
    QCOMPARE(ids, (std::map<std::string, std::string>{{"a.jpg", "100000"}, {"web/b.jpg", "\"b"}}));
    QVERIFY(cocoImageIds("{}", outlineJson("{}")).empty());
}

void CocoIdsTest::textIds_arePrintedAsText()
{
    QCOMPARE(printedId("42"), std::string("42"));
    const std::string quoted = "\"a\\\"b\"";
    QCOMPARE(printedId("\"a\"b"), quoted);
}

} // namespace fiducial

QTEST_GUILESS_MAIN(fiducial::CocoIdsTest)
#include "coco_ids_test.moc"
