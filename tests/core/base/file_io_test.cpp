#include "core/base/file_io.h"
#include "tests/support/test_support.h"

#include <QTest>

#include <csignal>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace fiducial;
using test::q;
namespace fs = std::filesystem;

class FileIoTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsWholeFilesHeadsAndRanges();
    void unreadableThingsAreErrors();
    void limitsAreKept();
    void shortenedFileIsReported();
    void writesIntoNewFolders();
    void replacesKeepingPermissions();
    void abandonedOutputLeavesTheOldFile();
    void readOnlyFolderIsAnError();
    void fullDiskLeavesTheOldFile();
};

namespace {
int entries(const fs::path &folder)
{
    int n = 0;
    for ([[maybe_unused]] const auto &entry : fs::directory_iterator(folder))
        ++n;
    return n;
}
} // namespace

void FileIoTest::readsWholeFilesHeadsAndRanges()
{
    const test::TempDir dir;
    const std::string bytes("a\0b\r\n\xff", 6);
    test::writeAll(dir / "f", bytes);
    QVERIFY(readFile(dir / "f").value() == bytes);
    QVERIFY(readHead(dir / "f", 3).value() == bytes.substr(0, 3));
    QVERIFY(readHead(dir / "f", 100).value() == bytes);
    QVERIFY(readRange(dir / "f", 2, 3).value() == bytes.substr(2, 3));
    QVERIFY(readRange(dir / "f", 6, 0).value().empty());
    test::writeAll(dir / "empty", {});
    QVERIFY(readFile(dir / "empty").value().empty());
}

void FileIoTest::unreadableThingsAreErrors()
{
    const test::TempDir dir;
    const auto missing = readFile(dir / "no\xC3\xA4");
    QCOMPARE(missing.error().code, Errc::NotFound);
    QVERIFY(q(missing.error().file).endsWith(QString::fromUtf8("no\xC3\xA4")));
    QCOMPARE(readFile(dir.path()).error().code, Errc::Unreadable);
    QCOMPARE(readHead(dir.path(), 10).error().code, Errc::Unreadable);
    QCOMPARE(::mkfifo((dir / "pipe").c_str(), 0600), 0);
    QCOMPARE(readHead(dir / "pipe", 10).error().code, Errc::Unreadable); // and does not wait for a writer
}

void FileIoTest::limitsAreKept()
{
    const test::TempDir dir;
    test::writeAll(dir / "f", std::string(11, 'x'));
    QCOMPARE(readFile(dir / "f", 10).error().code, Errc::TooLarge);
    QVERIFY(readFile(dir / "f", 11).ok());
}

void FileIoTest::shortenedFileIsReported()
{
    const test::TempDir dir;
    test::writeAll(dir / "f", "0123456789");
    QCOMPARE(readRange(dir / "f", 5, 6).error().code, Errc::Malformed);
    QCOMPARE(readRange(dir / "f", 11, 0).error().code, Errc::Malformed);
    QCOMPARE(readRange(dir / "f", 1, ~std::uint64_t{0}).error().code, Errc::Malformed);
}

void FileIoTest::writesIntoNewFolders()
{
    const test::TempDir dir;
    QVERIFY(writeFileAtomically(dir / "a/b/c.txt", "new").ok());
    QCOMPARE(test::readAll(dir / "a/b/c.txt"), std::string("new"));
    QCOMPARE(entries(dir / "a/b"), 1);
}

void FileIoTest::replacesKeepingPermissions()
{
    const test::TempDir dir;
    test::writeAll(dir / "f", "old and longer");
    fs::permissions(dir / "f", fs::perms(0640));
    QVERIFY(writeFileAtomically(dir / "f", "new").ok());
    QCOMPARE(test::readAll(dir / "f"), std::string("new"));
    QCOMPARE(static_cast<int>(fs::status(dir / "f").permissions()), 0640);
}

void FileIoTest::abandonedOutputLeavesTheOldFile()
{
    const test::TempDir dir;
    test::writeAll(dir / "f", "old");
    {
        auto file = AtomicFile::create(dir / "f");
        QVERIFY(file && file->write("half").ok());
        AtomicFile moved = std::move(file).value();
        QVERIFY(moved.write(" more").ok());
        QCOMPARE(test::readAll(dir / "f"), std::string("old"));
        QCOMPARE(entries(dir.path()), 2);
    }
    QCOMPARE(test::readAll(dir / "f"), std::string("old"));
    QCOMPARE(entries(dir.path()), 1);
}

void FileIoTest::readOnlyFolderIsAnError()
{
    const test::TempDir dir;
    test::writeAll(dir / "f", "old");
    if (::geteuid() == 0) { // root may write everywhere but below a file
        QCOMPARE(writeFileAtomically(dir / "f/g", "new").error().code, Errc::Unwritable);
    } else {
        fs::permissions(dir.path(), fs::perms::owner_read | fs::perms::owner_exec);
        QCOMPARE(writeFileAtomically(dir / "f", "new").error().code, Errc::Unwritable);
        fs::permissions(dir.path(), fs::perms::owner_all);
    }
    QCOMPARE(test::readAll(dir / "f"), std::string("old"));
    QCOMPARE(entries(dir.path()), 1);
}

// P2
void FileIoTest::fullDiskLeavesTheOldFile()
{
    const test::TempDir dir;
    test::writeAll(dir / "f", "old");
    // A limit on the size of files stands for the full disk: write() fails after the first bytes.
    ::signal(SIGXFSZ, SIG_IGN);
    struct rlimit before {};
    ::getrlimit(RLIMIT_FSIZE, &before);
    struct rlimit small = before;
    small.rlim_cur = 4096;
    ::setrlimit(RLIMIT_FSIZE, &small);
    const auto written = writeFileAtomically(dir / "f", std::string(100000, 'n'));
    ::setrlimit(RLIMIT_FSIZE, &before);
    QVERIFY(!written);
    QCOMPARE(written.error().code, Errc::Unwritable);
    QVERIFY(q(written.error().file).endsWith(QStringLiteral("/f")));
    QCOMPARE(test::readAll(dir / "f"), std::string("old"));
    QCOMPARE(entries(dir.path()), 1);
}

QTEST_GUILESS_MAIN(FileIoTest)
#include "file_io_test.moc"
