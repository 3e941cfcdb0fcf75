#include "core/base/rng.h"
#include "core/store/project_store.h"
#include "tests/core/store/store_fixtures.h"
#include "tests/support/faulty_vfs.h"
#include "tests/support/test_support.h"

#include <sqlite3.h>

#include <QProcess>
#include <QTest>

#include <csignal>
#include <mutex>

using namespace fiducial;
using namespace fiducial::store;
using namespace fiducial::test;

namespace {

std::unique_ptr<ProjectStore> mustOpen(const std::filesystem::path &file)
{
    auto opened = ProjectStore::open(file);
    if (!opened)
        qFatal("%s", opened.error().text().c_str());
    return std::move(opened).value();
}

std::string integrityOf(const std::filesystem::path &file)
{
    sqlite3 *database = nullptr;
    std::string answer;
    if (sqlite3_open(file.c_str(), &database) == SQLITE_OK) {
        const auto keep = [](void *out, int, char **values, char **) {
            *static_cast<std::string *>(out) += values[0];
            return 0;
        };
        sqlite3_exec(database, "PRAGMA integrity_check; PRAGMA foreign_key_check", keep, &answer, nullptr);
    }
    sqlite3_close(database);
    return answer;
}

/// Appends edits from many rounds and remembers which of them the store has called done.
class Writer {
public:
    Writer(ProjectStore &project, const Dataset &dataset)
        : project_(project), faces_(project.bind(dataset, {})->faceIds), states_(*project.states())
    {}

    void append(double x)
    {
        const Uuid face = faces_[count_++ % faces_.size()];
        Revision revision = edit(face, states_[face], stateWith(x, 98));
        states_[face] = revision.changes[0].after;
        project_.append(revision, [this, revision](const Result<std::int64_t> &saved) {
            const std::lock_guard lock(mutex_);
            if (saved) {
                acknowledged.push_back(revision);
                acknowledged.back().sequence = *saved;
            } else {
                failures.push_back(saved.error());
            }
        });
    }

    std::vector<Revision> acknowledged;
    std::vector<Error> failures;

private:
    ProjectStore &project_;
    std::vector<Uuid> faces_;
    std::unordered_map<Uuid, FaceState> states_;
    std::size_t count_ = 0;
    std::mutex mutex_;
};

/// The project holds exactly what was acknowledged, at most one gesture more where `oneMore`.
void compareWithAcknowledged(ProjectStore &project, const std::vector<Revision> &acknowledged, std::size_t extra)
{
    const auto log = *project.revisions();
    QVERIFY2(log.size() >= acknowledged.size() && log.size() <= acknowledged.size() + extra,
             qPrintable(QStringLiteral("%1 in the log, %2 acknowledged").arg(log.size()).arg(acknowledged.size())));
    std::unordered_map<Uuid, FaceState> states;
    for (std::size_t i = 0; i < log.size(); ++i) {
        if (i < acknowledged.size())
            QVERIFY(log[i].gesture == acknowledged[i].gesture && log[i].sequence == acknowledged[i].sequence &&
                    log[i].changes[0].after == acknowledged[i].changes[0].after);
        states[log[i].changes[0].face] = log[i].changes[0].after;
    }
    QVERIFY(*project.states() == states);
}

} // namespace

class DurabilityTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { installFaultyVfs(); }
    void cleanup() { setFault(Fault::None); }

    void qtUsesTheFaultySystem();
    void killedWriter_losesNothingItPrinted_data();
    void killedWriter_losesNothingItPrinted();
    void powerCut_losesNothingAcknowledged_data();
    void powerCut_losesNothingAcknowledged();
    void powerCutWhileCreating_leavesNoHalfProject();
    void fullDisk_isSaidAndWritingGoesOn_data();
    void fullDisk_isSaidAndWritingGoesOn();
    void fullDiskWhileCreating_leavesNothing();
    void fullDiskWhileCopying_leavesTheTarget();
    void folderThatCannotBeWritten_isSaid();
};

void DurabilityTest::qtUsesTheFaultySystem()
{
    const TempDir dir;
    const int before = faultyVfsOpens();
    QVERIFY(ProjectStore::create(dir / "a.fiducial", smallDataset(), "/data").ok());
    QVERIFY(faultyVfsOpens() > before);
}

void DurabilityTest::killedWriter_losesNothingItPrinted_data()
{
    QTest::addColumn<bool>("many");
    QTest::newRow("one revision at a time") << false;
    QTest::newRow("several on their way") << true;
}

// P2
void DurabilityTest::killedWriter_losesNothingItPrinted()
{
    QFETCH(const bool, many);
    const TempDir dir;
    const auto file = dir / "a.fiducial";
    QVERIFY(ProjectStore::create(file, smallDataset(), "/data").ok());
    const QString program = q((binaryDir() / "tests" / "core_store_store_writer").string());
    Rng rng(many ? 2 : 1);
    std::int64_t known = 0;
    const int rounds = (longTests() ? 200 : 20) / 2;
    for (int round = 0; round < rounds; ++round) {
        QProcess process;
        process.start(program,
                      many ? QStringList{q(file.string()), QStringLiteral("many")} : QStringList{q(file.string())});
        QVERIFY2(process.waitForReadyRead(20'000), process.readAllStandardError().constData());
        QTest::qSleep(static_cast<int>(rng.below(60)));
        ::kill(static_cast<pid_t>(process.processId()), SIGKILL);
        process.waitForFinished();
        const QList<QByteArray> lines = process.readAllStandardOutput().split('\n');
        for (qsizetype i = 0; i + 1 < lines.size(); ++i)
            QCOMPARE(lines[i].toLongLong(), ++known);
        const auto project = mustOpen(file);
        const std::int64_t stored = project->info()->lastSequence;
        QVERIFY2(stored >= known && stored <= known + (many ? 8 : 1),
                 qPrintable(QStringLiteral("%1 printed, %2 stored").arg(known).arg(stored)));
        QCOMPARE(static_cast<std::int64_t>(project->revisions()->size()), stored);
        known = stored;
    }
    QCOMPARE(integrityOf(file), std::string("ok"));
}

void DurabilityTest::powerCut_losesNothingAcknowledged_data()
{
    QTest::addColumn<bool>("torn");
    QTest::newRow("every unsynced write is gone") << false;
    QTest::newRow("some of them, torn, are there") << true;
}

void DurabilityTest::powerCut_losesNothingAcknowledged()
{
    QFETCH(const bool, torn);
    const int seeds = (longTests() ? 200 : 20) / 2;
    for (int seed = 1; seed <= seeds; ++seed) {
        const TempDir dir;
        const auto file = dir / "a.fiducial";
        const Dataset dataset = smallDataset();
        Rng rng(static_cast<std::uint64_t>(seed));
        auto project = ProjectStore::create(file, dataset, "/data").value();
        std::vector<Revision> acknowledged;
        for (int session = 0; session < 2; ++session) {
            Writer writer(*project, dataset);
            const auto steady = rng.below(30);
            for (std::uint64_t i = 0; i < steady; ++i) {
                writer.append(rng.uniform(0, 500));
                if (rng.below(3) == 0)
                    project->flush();
            }
            if (rng.below(2) == 0)
                QVERIFY(project->saveRun(Run{.id = Uuid::random()}, {}, {}).ok());
            for (int i = 0; i < 20; ++i)
                writer.append(rng.uniform(0, 500));
            QTest::qSleep(static_cast<int>(rng.below(8)));
            setFault(Fault::PowerIsOff);
            project.reset();
            acknowledged.insert(acknowledged.end(), writer.acknowledged.begin(), writer.acknowledged.end());
            restorePower(torn ? static_cast<std::uint64_t>(seed) : 0);
            project = mustOpen(file);
            compareWithAcknowledged(*project, acknowledged, 64);
            acknowledged = *project->revisions();
        }
        project.reset();
        QCOMPARE(integrityOf(file), std::string("ok"));
    }
}

void DurabilityTest::powerCutWhileCreating_leavesNoHalfProject()
{
    const TempDir dir;
    const auto file = dir / "a.fiducial";
    setFault(Fault::PowerIsOff);
    const auto failed = ProjectStore::create(file, smallDataset(), "/data");
    QVERIFY(!failed.ok());
    restorePower(0);
    QVERIFY(!std::filesystem::exists(file));
    QVERIFY(ProjectStore::create(file, smallDataset(), "/data").ok());
}

void DurabilityTest::fullDisk_isSaidAndWritingGoesOn_data()
{
    QTest::addColumn<int>("fault");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("full") << static_cast<int>(Fault::DiskIsFull) << QStringLiteral("disk is full");
    QTest::newRow("read-only") << static_cast<int>(Fault::ReadOnly) << QStringLiteral("cannot be written");
    QTest::newRow("broken") << static_cast<int>(Fault::DiskIsBroken) << QStringLiteral("failed to read or write");
}

// P2
void DurabilityTest::fullDisk_isSaidAndWritingGoesOn()
{
    QFETCH(const int, fault);
    QFETCH(const QString, sentence);
    const TempDir dir;
    const auto file = dir / "a.fiducial";
    const Dataset dataset = smallDataset();
    auto project = ProjectStore::create(file, dataset, "/data").value();
    Writer writer(*project, dataset);
    writer.append(1);
    project->flush();
    const Uuid face = project->bind(dataset, {})->faceIds[3];
    const Revision kept = edit(face, {}, stateWith(5));

    setFault(static_cast<Fault>(fault));
    const auto refused = appendAndWait(*project, kept);
    QVERIFY(!refused.ok());
    QCOMPARE(refused.error().code, Errc::Unwritable);
    QVERIFY2(q(refused.error().message.text()).contains(sentence), refused.error().message.text().c_str());
    QVERIFY(!project->setValue("a", "b").ok());
    QCOMPARE(project->revisions()->size(), std::size_t{1});

    setFault(Fault::None);
    QCOMPARE(*appendAndWait(*project, kept), 2);
    project.reset();
    project = mustOpen(file);
    QCOMPARE(project->revisions()->size(), std::size_t{2});
    QVERIFY(project->states()->at(face) == stateWith(5));
    project.reset();
    QCOMPARE(integrityOf(file), std::string("ok"));
}

void DurabilityTest::fullDiskWhileCreating_leavesNothing()
{
    const TempDir dir;
    setFault(Fault::DiskIsFull);
    const auto created = ProjectStore::create(dir / "a.fiducial", smallDataset(), "/data");
    QVERIFY(!created.ok());
    QVERIFY2(created.error().message.text().find("disk is full") != std::string::npos,
             created.error().message.text().c_str());
    QVERIFY(std::filesystem::is_empty(dir.path()));
}

void DurabilityTest::fullDiskWhileCopying_leavesTheTarget()
{
    const TempDir dir;
    auto project = ProjectStore::create(dir / "a.fiducial", smallDataset(), "/data").value();
    writeAll(dir / "b.fiducial", "older");
    setFault(Fault::DiskIsFull);
    QVERIFY(!project->saveCopy(dir / "b.fiducial").ok());
    QCOMPARE(q(readAll(dir / "b.fiducial")), q("older"));
    setFault(Fault::None);
    QVERIFY(project->saveCopy(dir / "b.fiducial").ok());
}

void DurabilityTest::folderThatCannotBeWritten_isSaid()
{
    const auto created = ProjectStore::create("/proc/a.fiducial", smallDataset(), "/data");
    QVERIFY(!created.ok());
    QCOMPARE(created.error().code, Errc::Unwritable);
    QCOMPARE(q(created.error().file), q("/proc/a.fiducial"));
}

QTEST_GUILESS_MAIN(DurabilityTest)
#include "durability_test.moc"
