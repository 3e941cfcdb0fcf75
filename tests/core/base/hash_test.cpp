#include "core/base/sha256.h"
#include "core/base/uuid.h"
#include "tests/support/test_support.h"

#include <QTest>

#include <set>

using namespace fiducial;
using test::q;

/// Identifiers of contents (SHA-256) and of stored things (UUID).
class HashTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void digestsOfTheStandard_data();
    void digestsOfTheStandard();
    void piecesGiveTheSameDigest();
    void millionLetters();
    void fileAndMissingFile();
    void randomUuidsAreVersionFourAndDiffer();
    void uuidTextReadsBack();
    void otherTextIsNoUuid_data();
    void otherTextIsNoUuid();
};

void HashTest::digestsOfTheStandard_data()
{
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<QByteArray>("digest");
    // The examples of FIPS 180-4 and its test vectors.
    QTest::newRow("empty") << QByteArray()
                           << QByteArray("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    QTest::newRow("abc") << QByteArray("abc")
                         << QByteArray("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    QTest::newRow("448 bits") << QByteArray("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")
                              << QByteArray("248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    QTest::newRow("896 bits") << QByteArray("abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmno"
                                            "ijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu")
                              << QByteArray("cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1");
    QTest::newRow("0xbd") << QByteArray("\xbd")
                          << QByteArray("68325720aabd7c82f30f554b313d0570c95accbb7dc4b5aae11204c08ffe732b");
}

void HashTest::digestsOfTheStandard()
{
    QFETCH(QByteArray, message);
    QFETCH(QByteArray, digest);
    QCOMPARE(q(sha256(message.toStdString())), QString::fromLatin1(digest));
}

void HashTest::piecesGiveTheSameDigest()
{
    const std::string message(300, 'x');
    for (const std::size_t piece : {1u, 63u, 64u, 65u, 299u}) {
        Sha256 hash;
        for (std::size_t at = 0; at < message.size(); at += piece)
            hash.update(std::string_view(message).substr(at, piece));
        QCOMPARE(q(hash.finish()), q(sha256(message)));
    }
}

void HashTest::millionLetters()
{
    QCOMPARE(q(sha256(std::string(1000000, 'a'))),
             QStringLiteral("cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"));
}

void HashTest::fileAndMissingFile()
{
    const test::TempDir dir;
    test::writeAll(dir / "a", "abc");
    QCOMPARE(q(sha256OfFile(dir / "a").value()), q(sha256("abc")));
    const auto missing = sha256OfFile(dir / "b");
    QVERIFY(!missing);
    QCOMPARE(missing.error().code, Errc::NotFound);
    QCOMPARE(sha256OfFile(dir.path()).error().code, Errc::Unreadable);
}

void HashTest::randomUuidsAreVersionFourAndDiffer()
{
    std::set<std::string> seen;
    auto ids = Uuid::random(777); // no multiple of what one call of the system gives
    QCOMPARE(ids.size(), 777u);
    ids.push_back(Uuid::random());
    for (const Uuid &id : ids) {
        QCOMPARE(id.bytes[6] >> 4, 4);
        QCOMPARE(id.bytes[8] >> 6, 2);
        QVERIFY(!id.isNil());
        seen.insert(id.toString());
    }
    QCOMPARE(seen.size(), 778u);
    QVERIFY(Uuid::random(0).empty());
    QVERIFY(Uuid().isNil());
}

void HashTest::uuidTextReadsBack()
{
    const Uuid id = Uuid::random();
    QVERIFY(Uuid::parse(id.toString()) == id);
    const auto upper = Uuid::parse("0123ABCD-4567-89ab-CDEF-0123456789AB");
    QVERIFY(upper);
    QCOMPARE(q(upper->toString()), QStringLiteral("0123abcd-4567-89ab-cdef-0123456789ab"));
}

void HashTest::otherTextIsNoUuid_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("short") << QByteArray("0123abcd-4567-89ab-cdef-0123456789a");
    QTest::newRow("braces") << QByteArray("{0123abcd-4567-89ab-cdef-0123456789}");
    QTest::newRow("dash moved") << QByteArray("0123abc-d4567-89ab-cdef-0123456789ab");
    QTest::newRow("no digit") << QByteArray("0123abcg-4567-89ab-cdef-0123456789ab");
}

void HashTest::otherTextIsNoUuid()
{
    QFETCH(QByteArray, text);
    QVERIFY(!Uuid::parse(text.toStdString()));
}

QTEST_GUILESS_MAIN(HashTest)
#include "hash_test.moc"
