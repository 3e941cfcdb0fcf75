#include "core/base/heap.h"

#include <QFile>
#include <QTest>

#include <cstring>
#include <memory>
#include <vector>

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__) || !defined(__GLIBC__)
#define FIDUCIAL_OTHER_ALLOCATOR
#endif

using namespace fiducial;

namespace {
constexpr double kMiB = 1 << 20;

double residentMiB()
{
    QFile file(QStringLiteral("/proc/self/statm"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    constexpr double kPage = 4096;
    return file.readAll().split(' ').value(1).toDouble() * kPage / kMiB;
}
} // namespace

class HeapTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void freedPages_goBackToTheSystem();
};

void HeapTest::freedPages_goBackToTheSystem()
{
#ifdef FIDUCIAL_OTHER_ALLOCATOR
    QSKIP("The allocator is not glibc's.");
#endif
    constexpr std::size_t kBlock = 1000, kBlocks = 64 * 1024;
    std::vector<std::unique_ptr<char[]>> blocks;
    blocks.reserve(kBlocks);
    const double before = residentMiB();
    QVERIFY(before > 0);
    for (std::size_t i = 0; i < kBlocks; ++i) {
        blocks.push_back(std::make_unique<char[]>(kBlock));
        std::memset(blocks.back().get(), 1, kBlock);
    }
    // The last block stays: free() itself gives back only what ends the heap.
    blocks.erase(blocks.begin(), blocks.end() - 1);
    const double freed = residentMiB();
    QVERIFY2(freed > before + 50, qPrintable(QString::number(freed - before)));
    giveFreedMemoryBack();
    QVERIFY2(residentMiB() < before + 5, qPrintable(QString::number(residentMiB() - before)));
}

QTEST_GUILESS_MAIN(HeapTest)
#include "heap_test.moc"
