#include "core/base/rng.h"
#include "core/store/project_store.h"
#include "tests/core/store/store_fixtures.h"
#include "tests/support/test_support.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace fiducial;
using namespace fiducial::store;
using namespace fiducial::test;

namespace {

/// What an undo stack does, said as plainly as possible.
struct Model {
    std::vector<Revision> edits;
    std::size_t position = 0; ///< edits before it are done

    void push(Revision edit)
    {
        edits.resize(position);
        edits.push_back(std::move(edit));
        ++position;
    }
    bool canUndo() const { return position > 0; }
    bool canRedo() const { return position < edits.size(); }
};

std::vector<Uuid> gesturesOf(const std::vector<Revision> &revisions)
{
    std::vector<Uuid> gestures;
    for (const Revision &revision : revisions)
        gestures.push_back(revision.gesture);
    return gestures;
}

struct Script {
    std::vector<Uuid> faces;
    std::unordered_map<Uuid, FaceState> states; ///< as the model has them
    Model model;

    FaceState state(const Uuid &face) const
    {
        const auto found = states.find(face);
        return found == states.end() ? FaceState{} : found->second;
    }

    /// The next revision of a random gesture, undo or redo.
    Revision step(Rng &rng)
    {
        const auto choice = rng.below(10);
        if (choice < 3 && model.canUndo())
            return apply(follow(model.edits[--model.position], RevisionKind::Undo));
        if (choice < 5 && model.canRedo())
            return apply(follow(model.edits[model.position++], RevisionKind::Redo));
        const Uuid first = faces[rng.below(faces.size())];
        const Uuid second = faces[rng.below(faces.size())];
        Revision revision = edit(first, state(first), stateWith(rng.uniform(0, 100), static_cast<int>(rng.below(99))));
        if (second != first) {
            FaceState after = state(second);
            after.review = static_cast<ReviewState>(rng.below(7));
            revision.changes.push_back({second, 0, {}, state(second), after});
        }
        model.push(revision);
        return apply(revision);
    }

    Revision apply(Revision revision)
    {
        for (const FaceChange &change : revision.changes)
            states[change.face] = change.after;
        return revision;
    }
};

} // namespace

class HistoryTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void editAfterUndo_dropsWhatCouldBeRedone();
    void undoneState_isWhatReopeningShows();
    void randomScripts_reopenLikeTheModel();
    void endOfALog_givesTheSameRedo();
};

void HistoryTest::editAfterUndo_dropsWhatCouldBeRedone()
{
    const Uuid face = Uuid::random();
    const Revision a = edit(face, {}, stateWith(1)), b = edit(face, stateWith(1), stateWith(2));
    const Revision c = edit(face, stateWith(1), stateWith(3));
    auto history = rebuildHistory({a, b, follow(b, RevisionKind::Undo)});
    QVERIFY(gesturesOf(history.undoable) == std::vector{a.gesture});
    QVERIFY(gesturesOf(history.redoable) == std::vector{b.gesture});
    QVERIFY(history.redoable[0].changes[0].after == stateWith(2));
    history = rebuildHistory({a, b, follow(b, RevisionKind::Undo), c});
    QVERIFY((gesturesOf(history.undoable) == std::vector{a.gesture, c.gesture}));
    QVERIFY(history.redoable.empty());
}

// P1
void HistoryTest::undoneState_isWhatReopeningShows()
{
    const TempDir dir;
    const Dataset dataset = smallDataset();
    Uuid face;
    {
        const auto project = ProjectStore::create(dir / "a.fiducial", dataset, "/data").value();
        face = project->bind(dataset, {})->faceIds[0];
        FaceState before = stateWith(0.1);
        before.mine.set.points[1] = {std::nextafter(1.0, 2.0), -0.0};
        const Revision first = edit(face, {}, before), drag = edit(face, before, stateWith(7));
        QVERIFY(appendAndWait(*project, first).ok());
        QVERIFY(appendAndWait(*project, drag).ok());
        QVERIFY(appendAndWait(*project, follow(drag, RevisionKind::Undo)).ok());
    }
    const auto project = ProjectStore::open(dir / "a.fiducial").value();
    const auto history = rebuildHistory(*project->revisions());
    QVERIFY(project->states()->at(face) == history.undoable.back().changes[0].after);
    QVERIFY(project->states()->at(face).mine.set.points[1].x == std::nextafter(1.0, 2.0));
    QVERIFY(appendAndWait(*project, follow(history.redoable.back(), RevisionKind::Redo)).ok());
    QVERIFY(project->states()->at(face) == stateWith(7));
}

void HistoryTest::randomScripts_reopenLikeTheModel()
{
    const int rounds = longTests() ? 100 : 8;
    for (int round = 0; round < rounds; ++round) {
        const TempDir dir;
        const Dataset dataset = smallDataset();
        Rng rng(static_cast<std::uint64_t>(round) + 1);
        Script script;
        auto project = ProjectStore::create(dir / "a.fiducial", dataset, "/data").value();
        script.faces = project->bind(dataset, {})->faceIds;
        for (int step = 0; step < 60; ++step) {
            project->append(script.step(rng), [](const Result<std::int64_t> &saved) { QVERIFY(saved.ok()); });
            if (rng.below(20) == 0) {
                project.reset();
                project = ProjectStore::open(dir / "a.fiducial").value();
            }
        }
        std::erase_if(script.states, [](const auto &entry) { return entry.second == FaceState{}; });
        QVERIFY(*project->states() == script.states);
        const auto history = rebuildHistory(*project->revisions());
        auto redoable = gesturesOf(history.redoable);
        std::reverse(redoable.begin(), redoable.end());
        auto all = gesturesOf(history.undoable);
        QCOMPARE(all.size(), script.model.position);
        all.insert(all.end(), redoable.begin(), redoable.end());
        QVERIFY(all == gesturesOf(script.model.edits));
    }
}

void HistoryTest::endOfALog_givesTheSameRedo()
{
    const Uuid face = Uuid::random();
    const Revision a = edit(face, {}, stateWith(1)), b = edit(face, stateWith(1), stateWith(2));
    const Revision undo = follow(b, RevisionKind::Undo), redo = follow(b, RevisionKind::Redo);
    auto history = rebuildHistory({undo});
    QVERIFY(history.undoable.empty());
    QVERIFY(history.redoable.back().changes == b.changes);
    QVERIFY(history.redoable.back().kind == RevisionKind::Edit);
    history = rebuildHistory({redo});
    QVERIFY(history.undoable.back().changes == b.changes);
    QVERIFY(history.redoable.empty());
}

QTEST_GUILESS_MAIN(HistoryTest)
#include "history_test.moc"
