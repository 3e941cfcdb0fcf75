#include "core/base/issue.h"
#include "core/base/job_context.h"
#include "core/base/lru_cache.h"
#include "core/base/result.h"
#include "core/base/rng.h"
#include "tests/support/test_support.h"

#include <QTest>

#include <memory>

using namespace fiducial;
using test::q;

/// The small value types: Result, Issue, LruCache, Rng.
class ValuesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void resultHoldsValueOrError();
    void resultMovesItsValueOut();
    void wrongAccessThrows();
    void errorTextNamesThePlace();
    void sentencesFillTheirPlaces();
    void sentencesCount();
    void issuesAreCountedBySeverity();
    void cacheForgetsTheLeastRecentlyUsed();
    void cacheReplacesAndRefusesTheTooDear();
    void randomNumbersAreTheSameEverywhere();
    void randomNumbersHaveTheirMoments();
    void defaultContextNeverStops();
};

void ValuesTest::resultHoldsValueOrError()
{
    const Result<int> good = 3;
    QVERIFY(good.ok());
    QCOMPARE(*good, 3);
    const Result<int> bad = makeError(Errc::NotFound, says("No."));
    QVERIFY(!bad);
    QCOMPARE(bad.error().code, Errc::NotFound);
    QVERIFY(Result<void>().ok());
    QVERIFY(!Result<void>(makeError(Errc::Busy, says("Later."))).ok());
}

void ValuesTest::resultMovesItsValueOut()
{
    Result<std::unique_ptr<int>> result = std::make_unique<int>(7);
    const std::unique_ptr<int> owned = std::move(result).value();
    QCOMPARE(*owned, 7);
}

void ValuesTest::wrongAccessThrows()
{
    const Result<int> bad = makeError(Errc::Internal, says("x"));
    QVERIFY_THROWS_EXCEPTION(std::bad_variant_access, (void)bad.value());
}

void ValuesTest::errorTextNamesThePlace()
{
    QCOMPARE(q(makeError(Errc::Malformed, says("Bad row."), "a.txt", 12).text()), QStringLiteral("a.txt:12: Bad row."));
    QCOMPARE(q(makeError(Errc::Malformed, says("Bad file."), "a.txt").text()), QStringLiteral("a.txt: Bad file."));
    QCOMPARE(q(makeError(Errc::Malformed, says("Bad.")).text()), QStringLiteral("Bad."));
    const Issue issue{Severity::Warning, "a.txt", 3, says("Too few numbers."), says("Add them."), -1};
    QCOMPARE(q(issue.text()), QStringLiteral("a.txt:3: Too few numbers. Add them."));
}

void ValuesTest::sentencesFillTheirPlaces()
{
    const Sentence reason = says("the name \"%1\" is taken", "50 %1 of %2");
    const Sentence whole = says("%2: %1 of %3, %4.", 7, reason, std::string_view("many"), 'x');
    QCOMPARE(q(whole.text()), QStringLiteral("the name \"50 %1 of %2\" is taken: 7 of many, x."));
    QCOMPARE(whole.values()[1], reason);
    QVERIFY(whole.translatable());

    const Sentence system = Sentence::verbatim("100 %1");
    QVERIFY(!system.translatable());
    QCOMPARE(q(system.text()), QStringLiteral("100 %1"));
    QVERIFY(Sentence().empty());
    QCOMPARE(q(says("more than 10 %").text()), QStringLiteral("more than 10 %"));
}

void ValuesTest::sentencesCount()
{
    const auto lost = [](std::size_t count) { return saysCount(count, "%1 face of %2.", "%1 faces of %2.", "a"); };
    QCOMPARE(q(lost(1).text()), QStringLiteral("1 face of a."));
    QCOMPARE(q(lost(0).text()), QStringLiteral("0 faces of a."));
    QCOMPARE(q(lost(12).text()), QStringLiteral("12 faces of a."));
    QCOMPARE(q(joined(lost(1), lost(2)).text()), QStringLiteral("1 face of a. 2 faces of a."));
    QCOMPARE(joined(lost(1), {}), lost(1));
    QCOMPARE(joined({}, lost(1)), lost(1));
    QCOMPARE(q(listed({says("a"), says("b"), says("c")}).text()), QStringLiteral("a, b, c"));
    QVERIFY(listed({}).empty());
}

void ValuesTest::issuesAreCountedBySeverity()
{
    const std::vector<Issue> issues = {{.severity = Severity::Note}, {.severity = Severity::Error}, {}};
    QCOMPARE(countAtLeast(issues, Severity::Note), 3);
    QCOMPARE(countAtLeast(issues, Severity::Warning), 2);
    QCOMPARE(countAtLeast(issues, Severity::Error), 1);
}

void ValuesTest::cacheForgetsTheLeastRecentlyUsed()
{
    LruCache<int, int> cache(30);
    cache.insert(1, 10, 10);
    cache.insert(2, 20, 10);
    cache.insert(3, 30, 10);
    QCOMPARE(cache.find(1).value_or(-1), 10); // now 2 is the oldest
    cache.insert(4, 40, 10);
    QVERIFY(!cache.find(2));
    QVERIFY(cache.find(1) && cache.find(3) && cache.find(4));
    QCOMPARE(cache.used(), 30u);
    cache.insert(5, 50, 25);
    QVERIFY(!cache.find(1) && !cache.find(3) && !cache.find(4) && cache.find(5));
    cache.remove(5);
    QCOMPARE(cache.used(), 0u);
}

void ValuesTest::cacheReplacesAndRefusesTheTooDear()
{
    LruCache<int, int> cache(30);
    cache.insert(1, 10, 10);
    cache.insert(1, 11, 20);
    QCOMPARE(cache.find(1).value_or(-1), 11);
    QCOMPARE(cache.used(), 20u);
    cache.insert(1, 12, 31);
    QVERIFY(!cache.find(1)); // the old value would be a lie
    cache.insert(2, 20, 5);
    cache.clear();
    QVERIFY(!cache.find(2));
    QCOMPARE(cache.used(), 0u);
}

void ValuesTest::randomNumbersAreTheSameEverywhere()
{
    Rng rng(1234567); // first outputs of SplitMix64 as its author lists them
    QCOMPARE(rng.next(), 6457827717110365317ULL);
    QCOMPARE(rng.next(), 3203168211198807973ULL);
    QCOMPARE(rng.next(), 9817491932198370423ULL);
    QVERIFY(Rng(1).split(0).next() != Rng(1).split(1).next());
}

void ValuesTest::randomNumbersHaveTheirMoments()
{
    Rng rng(3);
    constexpr int kCount = 20000;
    double sum = 0, normals = 0, squares = 0;
    for (int i = 0; i < kCount; ++i) {
        const double u = rng.uniform(2, 4);
        QVERIFY(u >= 2 && u < 4);
        QVERIFY(rng.below(7) < 7);
        const double n = rng.normal();
        sum += u;
        normals += n;
        squares += n * n;
    }
    QVERIFY(std::abs(sum / kCount - 3) < 0.02);
    QVERIFY(std::abs(normals / kCount) < 0.03);
    QVERIFY(std::abs(squares / kCount - 1) < 0.05);
}

void ValuesTest::defaultContextNeverStops()
{
    const JobContext context;
    context.progress(1, 2);
    QVERIFY(!context.cancelled());
}

QTEST_GUILESS_MAIN(ValuesTest)
#include "values_test.moc"
