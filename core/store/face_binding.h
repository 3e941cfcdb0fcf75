#pragma once

#include "core/store/project_store.h"
#include "core/store/sql.h"

namespace fiducial::store {

/// ProjectStore::bind, in the writer's thread and in one transaction. A data set that has not changed writes nothing.
/// `newIds`: identities of all faces, where the project has none yet; empty: new faces get their own.
Result<BindReport> bindFaces(sql::Connection &connection, const Dataset &dataset, const JobContext &context,
                             const std::vector<Uuid> &newIds = {});

} // namespace fiducial::store
