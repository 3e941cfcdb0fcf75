#include "core/store/revision_log.h"

#include "core/base/file_io.h"
#include "core/store/blob.h"

#include <algorithm>
#include <limits>

namespace fiducial::store {

namespace {

using sql::Blob;
using sql::Statement;

Error refused(sql::Connection &connection, Sentence sentence)
{
    return makeError(Errc::InvalidArgument, std::move(sentence), toUtf8(connection.file()));
}

class RevisionWriter {
public:
    explicit RevisionWriter(sql::Connection &connection)
        : connection_(connection),
          find_(connection, "SELECT f.id, c.revision, c.after FROM faces f "
                            "LEFT JOIN face_states s ON s.face = f.id LEFT JOIN face_changes c ON c.id = s.change "
                            "WHERE f.uuid = ?"),
          insert_(connection, "INSERT INTO face_changes (revision, face, base, mask, before, after) "
                              "VALUES (?, ?, ?, ?, ?, ?)"),
          point_(connection, "INSERT INTO face_states (face, change) VALUES (?, last_insert_rowid()) "
                             "ON CONFLICT (face) DO UPDATE SET change = excluded.change"),
          cost_(connection, "INSERT INTO edit_costs (change, face, clicks, drags, active) "
                            "SELECT change, face, ?, ?, ? FROM face_states WHERE face = ?"),
          add_(connection, "INSERT INTO faces (uuid, key, image, digest, added) VALUES (?, ?, ?, 0, 1) "
                           "ON CONFLICT (uuid) DO NOTHING")
    {}

    /// Its key belongs to no row of a file; a file that comes to hold the face is matched by image and overlap.
    void add(const AddedFace &added)
    {
        add_.run(Blob{bytesOf(added.face)}, added.image + "|" + added.face.toString(), added.image);
    }

    void write(std::int64_t sequence, const FaceChange &change)
    {
        if (!find_.run(Blob{bytesOf(change.face)}).next()) {
            connection_.fail(
                refused(connection_, says("The project does not know the face %1; open the data set again.",
                                          change.face.toString())));
            return;
        }
        const std::int64_t face = find_.integer(0);
        const std::int64_t base = find_.isNull(1) ? 0 : find_.integer(1);
        const FaceState stored = find_.isNull(2) ? FaceState{} : connection_.take(decodeState(find_.blob(2)));
        find_.next(); // ends the query, so that it holds nothing open at the commit
        if (base == sequence)
            connection_.fail(
                refused(connection_, says("A revision changes a face twice: %1.", change.face.toString())));
        if (stored != change.before)
            connection_.fail(refused(connection_, says("The change starts from a state that is not saved yet; the "
                                                       "earlier changes of the face have to be saved first.")));
        const std::string after = encodeState(change.after);
        insert_.run(sequence, face, base, Blob{encodeMask(change.pointMask)}, Blob{encodeState(change.before)},
                    Blob{after});
        point_.run(face);
        if (!change.cost.empty())
            cost_.run(change.cost.clicks, change.cost.drags, change.cost.activeMs, face);
    }

private:
    sql::Connection &connection_;
    Statement find_;
    Statement insert_;
    Statement point_;
    Statement cost_;
    Statement add_;
};

RevisionKind kindFrom(std::int64_t stored)
{
    return static_cast<RevisionKind>(std::clamp<std::int64_t>(stored, 0, 2));
}

Revision revisionFrom(const Statement &row, sql::Connection &connection)
{
    Revision revision;
    revision.sequence = row.integer(0);
    revision.gesture = connection.take(decodeUuid(row.blob(1)));
    revision.kind = kindFrom(row.integer(2));
    revision.label = row.text(3);
    revision.author = row.text(4);
    revision.session = row.text(5);
    revision.time = row.integer(6);
    return revision;
}

/// Columns from `first` on: clicks, drags, active; nulls are zeros.
EditCost costFrom(const Statement &row, int first)
{
    return {static_cast<std::int32_t>(row.integer(first)), static_cast<std::int32_t>(row.integer(first + 1)),
            row.integer(first + 2)};
}

/// Columns from `first` on: uuid, base, mask, before, after, clicks, drags, active.
FaceChange changeFrom(const Statement &row, int first, sql::Connection &connection)
{
    FaceChange change;
    change.face = connection.take(decodeUuid(row.blob(first)));
    change.base = row.integer(first + 1);
    change.pointMask = connection.take(decodeMask(row.blob(first + 2)));
    change.before = connection.take(decodeState(row.blob(first + 3)));
    change.after = connection.take(decodeState(row.blob(first + 4)));
    change.cost = costFrom(row, first + 5);
    return change;
}

void readChanges(sql::Connection &connection, std::vector<Revision> &revisions)
{
    Statement rows(connection, "SELECT c.revision, f.uuid, c.base, c.mask, c.before, c.after, e.clicks, e.drags, "
                               "e.active FROM face_changes c JOIN faces f ON f.id = c.face "
                               "LEFT JOIN edit_costs e ON e.change = c.id WHERE c.revision BETWEEN ? AND ? "
                               "ORDER BY c.revision, c.id");
    rows.run(revisions.front().sequence, revisions.back().sequence);
    auto revision = revisions.begin();
    while (rows.next()) {
        revision = std::ranges::lower_bound(revision, revisions.end(), rows.integer(0), {}, &Revision::sequence);
        if (revision == revisions.end())
            return;
        revision->changes.push_back(changeFrom(rows, 1, connection));
    }
}

} // namespace

Result<std::int64_t> writeRevision(sql::Connection &connection, const Revision &revision)
{
    const std::int64_t sequence = lastSequence(connection) + 1;
    Statement insert(connection, "INSERT INTO revisions (sequence, gesture, kind, label, author, session, time) "
                                 "VALUES (?, ?, ?, ?, ?, ?, ?)");
    insert.run(sequence, Blob{bytesOf(revision.gesture)}, static_cast<int>(revision.kind), revision.label,
               revision.author, revision.session, revision.time);
    RevisionWriter writer(connection);
    for (const AddedFace &added : revision.added)
        writer.add(added);
    for (const FaceChange &change : revision.changes) {
        writer.write(sequence, change);
        if (connection.failed())
            return connection.status().error();
    }
    return sequence;
}

Result<std::vector<AddedFace>> readAddedFaces(sql::Connection &connection)
{
    std::vector<AddedFace> added;
    Statement rows(connection, "SELECT uuid, image FROM faces WHERE added = 1 ORDER BY id");
    rows.run();
    while (rows.next())
        added.push_back({connection.take(decodeUuid(rows.blob(0))), rows.text(1)});
    return added;
}

Result<std::vector<Revision>> readRevisions(sql::Connection &connection, std::int64_t afterSequence, std::int64_t limit)
{
    std::vector<Revision> revisions;
    Statement rows(connection, "SELECT sequence, gesture, kind, label, author, session, time FROM revisions "
                               "WHERE sequence > ? ORDER BY sequence DESC LIMIT ?");
    rows.run(afterSequence, limit > 0 ? limit : -1);
    while (rows.next())
        revisions.push_back(revisionFrom(rows, connection));
    std::ranges::reverse(revisions);
    if (!revisions.empty())
        readChanges(connection, revisions);
    return revisions;
}

Result<std::vector<Revision>> readRevisionHeaders(sql::Connection &connection)
{
    std::vector<Revision> revisions;
    Statement rows(connection, "SELECT sequence, gesture, kind, label FROM revisions ORDER BY sequence");
    rows.run();
    while (rows.next()) {
        Revision revision;
        revision.sequence = rows.integer(0);
        revision.gesture = connection.take(decodeUuid(rows.blob(1)));
        revision.kind = kindFrom(rows.integer(2));
        revision.label = rows.text(3);
        revisions.push_back(std::move(revision));
    }
    return revisions;
}

Result<Revision> readRevision(sql::Connection &connection, std::int64_t sequence)
{
    std::vector<Revision> revisions;
    Statement rows(connection, "SELECT sequence, gesture, kind, label, author, session, time FROM revisions "
                               "WHERE sequence = ?");
    if (rows.run(sequence).next())
        revisions.push_back(revisionFrom(rows, connection));
    rows.next(); // ends the query
    if (revisions.empty())
        return makeError(Errc::NotFound, says("The project's log holds no revision %1.", sequence),
                         toUtf8(connection.file()));
    readChanges(connection, revisions);
    return std::move(revisions.front());
}

Result<std::vector<Revision>> readRevisionsOfFace(sql::Connection &connection, const Uuid &face)
{
    std::vector<Revision> revisions;
    Statement rows(connection, "SELECT r.sequence, r.gesture, r.kind, r.label, r.author, r.session, r.time, f.uuid, "
                               "c.base, c.mask, c.before, c.after, e.clicks, e.drags, e.active FROM faces f "
                               "JOIN face_changes c ON c.face = f.id JOIN revisions r ON r.sequence = c.revision "
                               "LEFT JOIN edit_costs e ON e.change = c.id "
                               "WHERE f.uuid = ? ORDER BY c.revision");
    rows.run(Blob{bytesOf(face)});
    while (rows.next()) {
        revisions.push_back(revisionFrom(rows, connection));
        revisions.back().changes.push_back(changeFrom(rows, 7, connection));
    }
    return revisions;
}

Result<std::vector<Revision>> readRevisionSummaries(sql::Connection &connection, std::int64_t beforeSequence,
                                                    std::int64_t limit)
{
    std::vector<Revision> revisions;
    Statement rows(connection, "SELECT sequence, gesture, kind, label, author, session, time FROM revisions "
                               "WHERE sequence < ? ORDER BY sequence DESC LIMIT ?");
    rows.run(beforeSequence > 0 ? beforeSequence : std::numeric_limits<std::int64_t>::max(), limit);
    while (rows.next())
        revisions.push_back(revisionFrom(rows, connection));
    if (revisions.empty())
        return revisions;
    Statement changes(connection, "SELECT c.revision, f.uuid, c.mask FROM face_changes c "
                                  "JOIN faces f ON f.id = c.face WHERE c.revision BETWEEN ? AND ? "
                                  "ORDER BY c.revision DESC, c.id");
    changes.run(revisions.back().sequence, revisions.front().sequence);
    auto revision = revisions.begin();
    while (changes.next()) {
        while (revision != revisions.end() && revision->sequence > changes.integer(0))
            ++revision;
        if (revision == revisions.end())
            break;
        FaceChange &change = revision->changes.emplace_back();
        change.face = connection.take(decodeUuid(changes.blob(1)));
        change.pointMask = connection.take(decodeMask(changes.blob(2)));
    }
    return revisions;
}

Result<std::unordered_map<Uuid, EditCost>> readEditCosts(sql::Connection &connection)
{
    std::unordered_map<Uuid, EditCost> costs;
    Statement rows(connection, "SELECT f.uuid, sum(e.clicks), sum(e.drags), sum(e.active) FROM edit_costs e "
                               "JOIN faces f ON f.id = e.face GROUP BY e.face");
    rows.run();
    while (rows.next())
        costs[connection.take(decodeUuid(rows.blob(0)))] = costFrom(rows, 1);
    return costs;
}

Result<void> visitStates(sql::Connection &connection, const std::function<void(const Uuid &, FaceState)> &visit)
{
    Statement rows(connection, "SELECT f.uuid, c.after FROM face_states s JOIN faces f ON f.id = s.face "
                               "JOIN face_changes c ON c.id = s.change ORDER BY s.change");
    rows.run();
    while (rows.next()) {
        FaceState state = connection.take(decodeState(rows.blob(1)));
        if (state != FaceState{})
            visit(connection.take(decodeUuid(rows.blob(0))), std::move(state));
    }
    return connection.status();
}

Result<std::unordered_map<Uuid, FaceState>> readStates(sql::Connection &connection)
{
    std::unordered_map<Uuid, FaceState> states;
    const auto visited =
        visitStates(connection, [&](const Uuid &face, FaceState state) { states.emplace(face, std::move(state)); });
    if (!visited)
        return visited.error();
    return states;
}

std::int64_t lastSequence(sql::Connection &connection)
{
    return connection.integer("SELECT coalesce(max(sequence), 0) FROM revisions");
}

Result<void> repairStates(sql::Connection &connection)
{
    const std::int64_t written = connection.integer("SELECT coalesce(max(id), 0) FROM face_changes");
    const std::int64_t shown = connection.integer("SELECT coalesce(max(change), 0) FROM face_states");
    if (connection.failed() || written == shown)
        return connection.status();
    sql::Transaction transaction(connection);
    connection.execute("DELETE FROM face_states");
    connection.execute("INSERT INTO face_states (face, change) "
                       "SELECT face, max(id) FROM face_changes GROUP BY face");
    return transaction.commit();
}

} // namespace fiducial::store
