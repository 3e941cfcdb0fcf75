#include "core/base/rng.h"
#include "core/store/blob.h"
#include "core/store/instance_lock.h"
#include "core/store/migrations.h"
#include "core/store/project_file.h"
#include "core/store/project_store.h"
#include "tests/core/store/store_fixtures.h"
#include "tests/support/test_support.h"

#include <sqlite3.h>

#include <QTest>

#include <cstring>
#include <limits>
#include <sys/wait.h>
#include <unistd.h>

using namespace fiducial;
using namespace fiducial::store;
using namespace fiducial::test;

namespace {

/// What SQLite answers to the statement, behind the store's back; empty where it has nothing to say.
std::string outside(const std::filesystem::path &file, const std::string &statement)
{
    sqlite3 *database = nullptr;
    std::string out;
    char *problem = nullptr;
    if (sqlite3_open(file.c_str(), &database) == SQLITE_OK) {
        const auto keep = [](void *to, int, char **values, char **) {
            *static_cast<std::string *>(to) += values[0] ? values[0] : "";
            return 0;
        };
        sqlite3_exec(database, statement.c_str(), keep, &out, &problem);
    }
    if (problem)
        out = problem;
    sqlite3_free(problem);
    sqlite3_close(database);
    return out;
}

/// A project with three edits of one face, closed.
Uuid makeProject(const std::filesystem::path &file)
{
    const Dataset dataset = smallDataset();
    const auto project = ProjectStore::create(file, dataset, "/data").value();
    const Uuid face = project->bind(dataset, {})->faceIds[0];
    FaceState before;
    for (int i = 1; i <= 3; ++i) {
        if (!appendAndWait(*project, edit(face, before, stateWith(i))).ok())
            qFatal("cannot make the project");
        before = stateWith(i);
    }
    return face;
}

FaceState randomState(Rng &rng)
{
    FaceState state = stateWith(rng.uniform(-1e3, 1e3), static_cast<int>(rng.below(12)));
    state.review = static_cast<ReviewState>(rng.below(7));
    if (rng.below(2) == 0)
        for (std::size_t i = 0; i < state.mine.set.points.size(); ++i)
            state.mine.set.visibility.push_back(static_cast<Visibility>(rng.below(3)));
    if (rng.below(2) == 0)
        state.note = {"Ada", static_cast<std::int64_t>(rng.below(1000)), std::string(rng.below(9), 'r')};
    for (std::uint64_t i = rng.below(4); i > 0; --i)
        state.comments.push_back(
            {Uuid::random(), static_cast<int>(rng.below(98)) - 1, std::string(rng.below(40), 'c'), "Bo", 7, i == 2});
    return state;
}

} // namespace

class ProjectFileTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void log_isAppendOnly_data();
    void log_isAppendOnly();
    void states_areRebuiltFromTheLog();
    void newerLayout_isRefusedUntouched();
    void failedMigration_leavesTheOlderLayout();
    void damagedFiles_areRefusedUntouched_data();
    void damagedFiles_areRefusedUntouched();
    void damagedPages_giveASentence();
    void missingFile_isNotFound();
    void isProject_looksAtTheHead();
    void lock_ofADeadProcess_isTakenOver();
    void lock_ofAnotherProcess_isBusy();
    void networkFileSystems_areKnown();
    void defaultPath_isStableAndReadable();
    void blobs_comeBackUnchanged();
    void mutatedBlobs_neverCrash();
};

void ProjectFileTest::log_isAppendOnly_data()
{
    QTest::addColumn<QByteArray>("statement");
    QTest::newRow("update revision") << QByteArray("UPDATE revisions SET label = 'x'");
    QTest::newRow("delete revision") << QByteArray("DELETE FROM revisions WHERE sequence = 3");
    QTest::newRow("replace revision") << QByteArray(
        "INSERT OR REPLACE INTO revisions SELECT sequence, gesture, kind, 'x', author, session, time FROM revisions");
    QTest::newRow("update change") << QByteArray("UPDATE face_changes SET after = before");
    QTest::newRow("delete change") << QByteArray("DELETE FROM face_changes");
    QTest::newRow("replace change") << QByteArray(
        "INSERT OR REPLACE INTO face_changes SELECT id, revision, face, 0, mask, before, before FROM face_changes");
}

void ProjectFileTest::log_isAppendOnly()
{
    QFETCH(const QByteArray, statement);
    const TempDir dir;
    makeProject(dir / "a.fiducial");
    QCOMPARE(q(outside(dir / "a.fiducial", statement.toStdString())), q("the revision log is append-only"));
    QCOMPARE(ProjectStore::open(dir / "a.fiducial").value()->revisions()->size(), std::size_t{3});
}

void ProjectFileTest::states_areRebuiltFromTheLog()
{
    const TempDir dir;
    const Uuid face = makeProject(dir / "a.fiducial");
    QVERIFY(outside(dir / "a.fiducial", "DELETE FROM face_states").empty());
    const auto project = ProjectStore::open(dir / "a.fiducial").value();
    QVERIFY(project->states()->at(face) == stateWith(3));
    QCOMPARE(*appendAndWait(*project, edit(face, stateWith(3), stateWith(4))), 4);
    QCOMPARE(project->revisions(3)->front().changes[0].base, 3);
}

void ProjectFileTest::newerLayout_isRefusedUntouched()
{
    const TempDir dir;
    makeProject(dir / "a.fiducial");
    const auto newer = projectMigrations().size() + 1;
    outside(dir / "a.fiducial", "PRAGMA user_version = " + std::to_string(newer));
    const std::string bytes = readAll(dir / "a.fiducial");
    const auto opened = ProjectStore::open(dir / "a.fiducial");
    QVERIFY(!opened.ok());
    QCOMPARE(opened.error().code, Errc::Unsupported);
    QVERIFY(opened.error().message.text().find("newer version") != std::string::npos);
    QVERIFY(readAll(dir / "a.fiducial") == bytes);
}

void ProjectFileTest::failedMigration_leavesTheOlderLayout()
{
    const TempDir dir;
    const auto file = dir / "a.db";
    constexpr std::string_view kFirst = "-- one\nCREATE TABLE a (x);\n\nINSERT INTO a VALUES ('kept; still');\n";
    constexpr std::string_view kBroken = "CREATE TABLE b (x);\n\nINSERT INTO nothing VALUES (1);\n";
    constexpr std::string_view kGood = "CREATE TABLE b (x);\n\nCREATE TABLE c (x);\n";
    const std::vector<std::string_view> broken{kFirst, kBroken}, good{kFirst, kGood};
    {
        const auto connection = sql::Connection::open(file).value();
        QVERIFY(!migrate(*connection, broken).ok());
    }
    QCOMPARE(outside(file, "SELECT group_concat(name) FROM sqlite_schema; PRAGMA user_version"), std::string("a1"));
    {
        const auto connection = sql::Connection::open(file).value();
        QVERIFY(migrate(*connection, good).ok());
        QVERIFY(migrate(*connection, good).ok());
    }
    QCOMPARE(outside(file, "SELECT group_concat(name) FROM sqlite_schema; PRAGMA user_version; SELECT x FROM a"),
             std::string("a,b,c2kept; still"));
}

void ProjectFileTest::damagedFiles_areRefusedUntouched_data()
{
    QTest::addColumn<int>("keep");
    QTest::addColumn<int>("overwrite");
    QTest::newRow("empty") << 0 << 0;
    QTest::newRow("half a header") << 50 << 0;
    QTest::newRow("header only") << 100 << 0;
    QTest::newRow("one page") << 4096 << 0;
    QTest::newRow("all but the last page") << -4096 << 0;
    QTest::newRow("in the middle of a page") << 10'000 << 0;
    QTest::newRow("text over the header") << -1 << 16;
    QTest::newRow("another program's") << -1 << 72;
}

void ProjectFileTest::damagedFiles_areRefusedUntouched()
{
    QFETCH(const int, keep);
    QFETCH(const int, overwrite);
    const TempDir dir;
    const auto file = dir / "a.fiducial";
    makeProject(file);
    std::string bytes = readAll(file);
    bytes.resize(keep >= 0 ? static_cast<std::size_t>(keep) : bytes.size() - (keep == -1 ? 0 : 4096));
    if (overwrite > 0)
        bytes.replace(static_cast<std::size_t>(overwrite) - 4, 4, "xxxx");
    writeAll(file, bytes);
    const auto opened = ProjectStore::open(file);
    QVERIFY(!opened.ok());
    QCOMPARE(opened.error().code, Errc::Malformed);
    QCOMPARE(q(opened.error().file), q(file.string()));
    QVERIFY(readAll(file) == bytes);
    QVERIFY(!std::filesystem::exists(dir / "a.fiducial.lock"));
    QVERIFY(!std::filesystem::exists(dir / "a.fiducial-wal"));
}

/// Whatever page is destroyed: a value or a sentence from every call, never a crash.
void ProjectFileTest::damagedPages_giveASentence()
{
    const TempDir dir;
    const auto file = dir / "a.fiducial";
    makeProject(file);
    const std::string whole = readAll(file);
    int refusals = 0;
    for (std::size_t page = 1; page < whole.size() / 4096; ++page) {
        std::string bytes = whole;
        bytes.replace(page * 4096, 4096, std::string(4096, '\x5A'));
        writeAll(file, bytes);
        const auto opened = ProjectStore::open(file);
        if (!opened) {
            QVERIFY(opened.error().code == Errc::Malformed || opened.error().code == Errc::Internal);
            ++refusals;
            continue;
        }
        for (const bool ok : {(*opened)->info().ok(), (*opened)->states().ok(), (*opened)->revisions().ok(),
                              (*opened)->runs().ok(), (*opened)->bind(smallDataset(), {}).ok()})
            refusals += !ok;
    }
    QVERIFY(refusals > 0);
}

void ProjectFileTest::missingFile_isNotFound()
{
    const TempDir dir;
    const auto opened = ProjectStore::open(dir / "none.fiducial");
    QVERIFY(!opened.ok());
    QCOMPARE(opened.error().code, Errc::NotFound);
    QVERIFY(std::filesystem::is_empty(dir.path()));
}

void ProjectFileTest::isProject_looksAtTheHead()
{
    const TempDir dir;
    makeProject(dir / "a.fiducial");
    writeAll(dir / "b.fiducial", "image.jpg 1 2 3");
    outside(dir / "c.db", "CREATE TABLE t (x)");
    QVERIFY(ProjectStore::isProject(dir / "a.fiducial"));
    for (const char *name : {"b.fiducial", "c.db", "none", "."})
        QVERIFY(!ProjectStore::isProject(dir / name));
}

void ProjectFileTest::lock_ofADeadProcess_isTakenOver()
{
    const TempDir dir;
    makeProject(dir / "a.fiducial");
    writeAll(dir / "a.fiducial.lock", "999999 elsewhere\n");
    QVERIFY(ProjectStore::open(dir / "a.fiducial").ok());
}

void ProjectFileTest::lock_ofAnotherProcess_isBusy()
{
    const TempDir dir;
    const auto file = dir / "a.fiducial";
    int ready[2];
    QVERIFY(::pipe(ready) == 0);
    const pid_t child = ::fork();
    if (child == 0) {
        const auto lock = InstanceLock::acquire(file);
        [[maybe_unused]] const auto told = ::write(ready[1], lock ? "y" : "n", 1);
        ::pause();
        ::_exit(0);
    }
    char answer = 'n';
    QCOMPARE(::read(ready[0], &answer, 1), ssize_t{1});
    QCOMPARE(answer, 'y');
    const auto second = InstanceLock::acquire(file);
    QVERIFY(!second.ok());
    QCOMPARE(second.error().code, Errc::Busy);
    QVERIFY(second.error().message.text().find("process " + std::to_string(child)) != std::string::npos);
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    QVERIFY(InstanceLock::acquire(file).ok());
    ::close(ready[0]);
    ::close(ready[1]);
}

void ProjectFileTest::networkFileSystems_areKnown()
{
    QVERIFY(isNetworkFileSystem(0x6969));
    QVERIFY(isNetworkFileSystem(static_cast<std::int32_t>(0xFF534D42))); // the kernel's field may be signed
    QVERIFY(isNetworkFileSystem(0x65735546));
    QVERIFY(!isNetworkFileSystem(0xEF53));     // ext4
    QVERIFY(!isNetworkFileSystem(0x9123683E)); // btrfs
    const TempDir dir;
    makeProject(dir / "a.fiducial");
    const std::string expected = isOnNetworkFileSystem(dir / "a.fiducial") ? "delete" : "wal";
    QCOMPARE(outside(dir / "a.fiducial", "PRAGMA journal_mode"), expected);
}

void ProjectFileTest::defaultPath_isStableAndReadable()
{
    const auto path = defaultProjectPath("/u/.local/share/fiducial", "/data/WFLW set/list.txt");
    QCOMPARE(q(path.parent_path().string()), q("/u/.local/share/fiducial/projects"));
    QVERIFY(path.filename().string().starts_with("list-"));
    QCOMPARE(q(path.extension().string()), q(".fiducial"));
    QVERIFY(path == defaultProjectPath("/u/.local/share/fiducial", "/data/x/../WFLW set/list.txt"));
    QVERIFY(path != defaultProjectPath("/u/.local/share/fiducial", "/data/other/list.txt"));
    QVERIFY(defaultProjectPath("/u", "/data/faces/") == defaultProjectPath("/u", "/data/faces"));
    QVERIFY(defaultProjectPath("/u", "/").filename().string().size() > 10);
    QVERIFY(defaultProjectPath("/u", "/data/" + std::string(200, 'a')).filename().string().size() < 80);
}

void ProjectFileTest::blobs_comeBackUnchanged()
{
    Rng rng(3);
    for (int i = 0; i < 200; ++i) {
        const FaceState state = randomState(rng);
        const auto back = decodeState(encodeState(state));
        QVERIFY(back.ok() && *back == state);
        QCOMPARE(back->mine.set.visibility.size(), state.mine.set.visibility.size());
        std::vector<bool> mask;
        for (auto n = rng.below(200); n > 0; --n)
            mask.push_back(rng.below(2) == 0);
        QVERIFY(*decodeMask(encodeMask(mask)) == mask);
    }
    FaceState state = stateWith(1, 1);
    std::uint64_t payload = 0x7FF8DEADBEEF0001ULL;
    std::memcpy(&state.mine.set.points[0].x, &payload, sizeof payload);
    const auto back = *decodeState(encodeState(state));
    QVERIFY(std::memcmp(&back.mine.set.points[0].x, &payload, sizeof payload) == 0);
}

void ProjectFileTest::mutatedBlobs_neverCrash()
{
    Rng rng(4);
    int refused = 0;
    const int rounds = longTests() ? 20'000 : 1'000;
    for (int i = 0; i < rounds; ++i) {
        std::string bytes = rng.below(2) == 0 ? encodeState(randomState(rng)) : encodeMask(std::vector<bool>(70, true));
        for (auto n = rng.below(4) + 1; n > 0 && !bytes.empty(); --n)
            bytes[rng.below(bytes.size())] = static_cast<char>(rng.below(256));
        if (rng.below(3) == 0)
            bytes.resize(rng.below(bytes.size() + 1));
        if (rng.below(5) == 0)
            bytes += std::string(rng.below(40), '\xFF');
        const auto state = decodeState(bytes);
        if (state)
            QVERIFY(decodeState(encodeState(*state)).ok());
        refused += !state.ok() + !decodeMask(bytes).ok() + !decodeBoxes(bytes).ok() + !decodePoints(bytes).ok() +
                   !decodeCovariance(bytes).ok() + !decodeFloats(bytes).ok() + !decodeUuid(bytes).ok();
    }
    QVERIFY(refused > rounds);
    const std::string hugeCount("\x01\x00\xFF\xFF\xFF\xFF", 6);
    QVERIFY(!decodeState(hugeCount).ok());
    QVERIFY(!decodeMask(std::string_view(hugeCount).substr(2)).ok());
}

QTEST_GUILESS_MAIN(ProjectFileTest)
#include "project_file_test.moc"
