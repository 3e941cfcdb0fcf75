#include "core/store/blob.h"
#include "core/store/project_store.h"
#include "tests/core/store/store_fixtures.h"
#include "tests/support/numbers.h"
#include "tests/support/test_support.h"

#include <sqlite3.h>

#include <QTest>

using namespace fiducial;
using namespace fiducial::store;
using namespace fiducial::test;

namespace {
/// Behind the store's back; what SQLite complains of.
std::string outside(const std::filesystem::path &file, const std::string &script)
{
    sqlite3 *database = nullptr;
    char *problem = nullptr;
    if (sqlite3_open(file.c_str(), &database) == SQLITE_OK)
        sqlite3_exec(database, script.c_str(), nullptr, nullptr, &problem);
    const std::string said = problem ? problem : "";
    sqlite3_free(problem);
    sqlite3_close(database);
    return said;
}

std::string hex(const std::string &bytes)
{
    std::string out = "x'";
    for (const char byte : bytes) {
        constexpr char kDigits[] = "0123456789abcdef";
        out += kDigits[static_cast<std::uint8_t>(byte) >> 4];
        out += kDigits[static_cast<std::uint8_t>(byte) & 15];
    }
    return out + "'";
}

constexpr std::size_t kEmptyFields = 1 + 1 + 4; ///< of a state without any

/// As layout 2 of the project wrote it: without note, comments and fields.
std::string oldEncoding(const FaceState &state)
{
    FaceState bare = state;
    bare.note = {};
    bare.comments.clear();
    const std::size_t emptyRemarks = 4 + 8 + 4 + 4;
    std::string bytes = encodeState(bare);
    bytes.resize(bytes.size() - emptyRemarks - kEmptyFields);
    bytes[0] = 1;
    return bytes;
}

FaceState remarked()
{
    FaceState state = stateWith(7);
    state.review = ReviewState::Excluded;
    state.note = {"Ada", 1'700'000'000'555, "two faces in one"};
    state.comments.push_back({Uuid::random(), 3, "müsste höher sein", "Ada", 1'700'000'000'001, false});
    state.comments.push_back({Uuid::random(), -1, "", "", 0, true});
    return state;
}
} // namespace

class ReviewTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void remarks_roundTrip();
    void truncatedRemarks_areRefused();
    void costs_stayInTheLogAndAddUp();
    void costs_areAppendOnly();
    void summaries_areNewestFirstAndLight();
    void olderProject_migratesWithItsStates();
    void stateWithoutFields_isRead();
    void impossibleFields_areRefused();
    void addedFace_isWrittenWithItsRevision();
    void addedFace_isTheOneThatAFileComesToHold();
};

void ReviewTest::remarks_roundTrip()
{
    const TempDir dir;
    const FaceState state = remarked();
    QVERIFY(decodeState(encodeState(state)).value() == state);
    const Dataset dataset = smallDataset();
    Uuid face;
    {
        const auto project = ProjectStore::create(dir / "a.fiducial", dataset, "/data").value();
        face = project->bind(dataset, {})->faceIds[1];
        QVERIFY(appendAndWait(*project, edit(face, {}, state)).ok());
    }
    const auto project = ProjectStore::open(dir / "a.fiducial").value();
    QVERIFY(project->states()->at(face) == state);
    QVERIFY(project->revision(1)->changes.front().after == state);
    FaceState resolved = state;
    resolved.comments[0].resolved = true;
    QVERIFY(appendAndWait(*project, edit(face, state, resolved)).ok());
    QCOMPARE(openComments(project->states()->at(face)), 0);
}

void ReviewTest::truncatedRemarks_areRefused()
{
    const std::string bytes = encodeState(remarked());
    for (std::size_t size = 1; size < bytes.size(); ++size)
        QVERIFY(!decodeState(std::string_view(bytes).substr(0, size)).ok());
    std::string huge = bytes;
    const std::string reason = remarked().note.reason;
    huge.replace(huge.find(reason) + reason.size(), 4, "\xFF\xFF\xFF\x7F"); // the number of comments
    QVERIFY(!decodeState(huge).ok());
}

void ReviewTest::costs_stayInTheLogAndAddUp()
{
    const TempDir dir;
    const Dataset dataset = smallDataset();
    Uuid first;
    Uuid second;
    {
        const auto project = ProjectStore::create(dir / "a.fiducial", dataset, "/data").value();
        first = project->bind(dataset, {})->faceIds[0];
        second = project->bind(dataset, {})->faceIds[1];
        Revision a = edit(first, {}, stateWith(1));
        a.changes[0].cost = {2, 1, 3500};
        Revision undone = follow(a, RevisionKind::Undo);
        undone.changes[0].cost = {1, 0, 500};
        QVERIFY(appendAndWait(*project, a).ok());
        QVERIFY(appendAndWait(*project, undone).ok());
        QVERIFY(appendAndWait(*project, edit(second, {}, stateWith(2))).ok());
    }
    const auto project = ProjectStore::open(dir / "a.fiducial").value();
    const auto costs = project->editCosts().value();
    QCOMPARE(costs.size(), std::size_t{1}); // the second face cost nothing
    QVERIFY((costs.at(first) == EditCost{3, 1, 4000}));
    QVERIFY((project->revisionsOfFace(first)->front().changes[0].cost == EditCost{2, 1, 3500}));
    QVERIFY((project->revisions()->at(1).changes[0].cost == EditCost{1, 0, 500}));
    QVERIFY(project->revisions()->at(2).changes[0].cost.empty());
}

void ReviewTest::costs_areAppendOnly()
{
    const TempDir dir;
    const Dataset dataset = smallDataset();
    {
        const auto project = ProjectStore::create(dir / "a.fiducial", dataset, "/data").value();
        Revision revision = edit(project->bind(dataset, {})->faceIds[0], {}, stateWith(1));
        revision.changes[0].cost = {1, 1, 1};
        QVERIFY(appendAndWait(*project, revision).ok());
    }
    for (const char *statement : {"UPDATE edit_costs SET clicks = 0", "DELETE FROM edit_costs"})
        QCOMPARE(q(outside(dir / "a.fiducial", statement)), q("the revision log is append-only"));
}

void ReviewTest::summaries_areNewestFirstAndLight()
{
    const TempDir dir;
    const Dataset dataset = smallDataset();
    const auto project = ProjectStore::create(dir / "a.fiducial", dataset, "/data").value();
    const auto ids = project->bind(dataset, {})->faceIds;
    FaceState before;
    for (int i = 1; i <= 5; ++i) {
        Revision revision = edit(ids[0], before, stateWith(i));
        revision.changes[0].pointMask = {true, false, i > 3, false, false};
        if (i == 4)
            revision.changes.push_back({ids[1], 0, {}, {}, remarked()});
        QVERIFY(appendAndWait(*project, revision).ok());
        before = stateWith(i);
    }
    const auto newest = project->revisionSummaries(0, 2).value();
    QCOMPARE(newest.size(), std::size_t{2});
    QCOMPARE(newest[0].sequence, 5);
    QCOMPARE(newest[1].changes.size(), std::size_t{2});
    QVERIFY(newest[1].changes[1].face == ids[1]);
    QCOMPARE(pointsChanged(newest[0].changes[0]), 2);
    QVERIFY(newest[0].changes[0].after == FaceState{});
    QCOMPARE(newest[0].author, std::string("tester"));
    const auto older = project->revisionSummaries(4, 10).value();
    QCOMPARE(older.size(), std::size_t{3});
    QCOMPARE(older.back().sequence, 1);
    QCOMPARE(pointsChanged(older.back().changes[0]), 1);
    QVERIFY(project->revisionSummaries(1, 10)->empty());
}

void ReviewTest::olderProject_migratesWithItsStates()
{
    const TempDir dir;
    const auto file = dir / "a.fiducial";
    const Dataset dataset = smallDataset();
    FaceState old = stateWith(3);
    old.review = ReviewState::NeedsWork;
    Uuid face;
    {
        const auto project = ProjectStore::create(file, dataset, "/data").value();
        face = project->bind(dataset, {})->faceIds[2];
        QVERIFY(appendAndWait(*project, edit(face, {}, old)).ok());
    }
    QCOMPARE(
        q(outside(file,
                  "DROP TRIGGER face_changes_are_not_changed; DROP TABLE edit_costs;ALTER TABLE runs DROP COLUMN look;"
                  "ALTER TABLE faces DROP COLUMN added;"
                  "UPDATE face_changes SET before = " +
                      hex(oldEncoding({})) + ", after = " + hex(oldEncoding(old)) + "; PRAGMA user_version = 2;")),
        QString());

    const auto project = ProjectStore::open(file).value();
    QVERIFY(project->states()->at(face) == old);
    QCOMPARE(project->revisions()->size(), std::size_t{1});
    QVERIFY(project->revisions()->front().changes[0].cost.empty());
    FaceState next = old;
    next.comments.push_back({Uuid::random(), 0, "later", "Ada", 5, false});
    Revision revision = edit(face, old, next);
    revision.changes[0].cost = {1, 0, 9};
    QVERIFY(appendAndWait(*project, revision).ok());
    QVERIFY(project->states()->at(face) == next);
    QCOMPARE(project->editCosts()->at(face).activeMs, std::int64_t{9});
}

/// As layouts 3 and 4 wrote it.
void ReviewTest::stateWithoutFields_isRead()
{
    const FaceState state = remarked();
    std::string bytes = encodeState(state);
    bytes.resize(bytes.size() - kEmptyFields);
    bytes[0] = 2;
    QVERIFY(*decodeState(bytes) == state);
    bytes[0] = 4; // of a version to come
    QVERIFY(!decodeState(bytes).ok());
}

/// A NaN is equal to nothing, not even to itself: no later change of the face could follow it.
void ReviewTest::impossibleFields_areRefused()
{
    FaceState state = stateWith(3);
    state.fields = {Presence::AsRead, Rect{-3, 4, 50, 60}, {{"beard", 1}, {"blur", -1}}};
    QVERIFY(*decodeState(encodeState(state)) == state);
    for (const Rect &box : {Rect{kNan, 4, 50, 60}, Rect{3, 4, 50, kNan}, Rect{3, 4, kInfinity, 60},
                            Rect{3, -kInfinity, 50, 60}, Rect{3, 4, 0, 60}, Rect{3, 4, 50, -1}}) {
        FaceState bad = state;
        bad.fields.box = box;
        const auto read = decodeState(encodeState(bad));
        QVERIFY(!read.ok());
        QCOMPARE(read.error().code, Errc::Malformed);
    }
    for (const int value : {-128, -2, 2, 127}) {
        FaceState bad = state;
        bad.fields.attributes["beard"] = static_cast<std::int8_t>(value);
        QVERIFY(!decodeState(encodeState(bad)).ok());
    }
}

void ReviewTest::addedFace_isWrittenWithItsRevision()
{
    const TempDir dir;
    const Uuid face = Uuid::random();
    FaceState after = stateWith(3);
    after.fields = {Presence::Added, Rect{-3, 4, 50, 60.5}, {{"beard", 1}, {"blur", -1}}};
    {
        const auto project = ProjectStore::create(dir / "a.fiducial", smallDataset(), "/data").value();
        Revision revision = edit(face, {}, after);
        QVERIFY(!appendAndWait(*project, revision).ok()); // nobody knows this face
        revision.added = {{face, "set/image1.jpg"}};
        QVERIFY(appendAndWait(*project, revision).ok());
        QVERIFY(appendAndWait(*project, follow(revision, RevisionKind::Undo)).ok());
        QVERIFY(appendAndWait(*project, follow(revision, RevisionKind::Redo)).ok());
    }
    const auto project = ProjectStore::open(dir / "a.fiducial").value();
    QCOMPARE(*project->addedFaces(), (std::vector<AddedFace>{{face, "set/image1.jpg"}}));
    QVERIFY(project->states()->at(face) == after);
    QVERIFY(project->bind(smallDataset(), {})->vanished.empty()); // in no file, and that is right
}

void ReviewTest::addedFace_isTheOneThatAFileComesToHold()
{
    const TempDir dir;
    const auto project = ProjectStore::create(dir / "a.fiducial", smallDataset(), "/data").value();
    const Uuid face = Uuid::random();
    FaceState after;
    after.fields = {Presence::Added, Rect{300, 5, 40, 40}, {}};
    Revision revision = edit(face, {}, after);
    revision.added = {{face, "set/image1.jpg"}};
    QVERIFY(appendAndWait(*project, revision).ok());
    FaceState moved = after;
    moved.fields.box = Rect{340, 60, 40, 40};
    QVERIFY(appendAndWait(*project, edit(face, after, moved)).ok());
    Dataset later = smallDataset();
    Face written;
    written.sample = 1;
    written.box = Rect{341, 60, 40, 40}; // a list of whole pixels
    later.samples[1].faces.push_back(static_cast<std::int32_t>(later.faces.size()));
    later.faces.push_back(written);
    const auto report = project->bind(later, {});
    QVERIFY(report->faceIds.back() == face);
    QVERIFY(report->moved.empty());
    QCOMPARE(report->added, 0);
    QVERIFY(project->bind(later, {})->faceIds.back() == face); // by its key from now on
}

QTEST_GUILESS_MAIN(ReviewTest)
#include "review_test.moc"
