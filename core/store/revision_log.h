#pragma once

#include "core/store/project_store.h"
#include "core/store/sql.h"

/// The append-only log and the current states made from it. To be called in the writer's thread.
namespace fiducial::store {

/// Writes within the caller's transaction; the answer is the sequence number. Refuses a change of a face that the
/// project does not know, or whose `before` is not the state the project holds.
Result<std::int64_t> writeRevision(sql::Connection &connection, const Revision &revision);

Result<std::vector<AddedFace>> readAddedFaces(sql::Connection &connection);
Result<std::vector<Revision>> readRevisions(sql::Connection &connection, std::int64_t afterSequence,
                                            std::int64_t limit);
Result<std::vector<Revision>> readRevisionHeaders(sql::Connection &connection);
Result<Revision> readRevision(sql::Connection &connection, std::int64_t sequence);
Result<std::vector<Revision>> readRevisionsOfFace(sql::Connection &connection, const Uuid &face);
Result<std::vector<Revision>> readRevisionSummaries(sql::Connection &connection, std::int64_t beforeSequence,
                                                    std::int64_t limit);
Result<std::unordered_map<Uuid, EditCost>> readEditCosts(sql::Connection &connection);
Result<void> visitStates(sql::Connection &connection, const std::function<void(const Uuid &, FaceState)> &visit);
Result<std::unordered_map<Uuid, FaceState>> readStates(sql::Connection &connection);
std::int64_t lastSequence(sql::Connection &connection);

/// Makes the states from the log again where they do not stand at its end.
Result<void> repairStates(sql::Connection &connection);

} // namespace fiducial::store
