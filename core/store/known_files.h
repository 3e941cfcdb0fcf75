#pragma once

#include "core/store/project_store.h"
#include "core/store/sql.h"

namespace fiducial::store {

std::vector<KnownFile> readKnownFiles(sql::Connection &connection);

/// Writes down the files of the data set as they are now, within the caller's transaction; the answer names those whose
/// contents differ from what was known.
std::vector<std::string> updateKnownFiles(sql::Connection &connection, const Dataset &dataset);

} // namespace fiducial::store
