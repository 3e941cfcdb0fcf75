#pragma once

#include "core/store/project_store.h"
#include "core/store/sql.h"

namespace fiducial::store {

std::vector<KnownFile> readKnownFiles(sql::Connection &connection);

struct KnownFileRow {
    KnownFile file;
    std::int64_t modified = 0; ///< nanoseconds since 1970, 0: unknown
    friend bool operator==(const KnownFileRow &, const KnownFileRow &) = default;
};
std::vector<KnownFileRow> readKnownFileRows(sql::Connection &connection);

/// The files of the data set as they are now; hashes those whose size or time differ from `known`. Needs no connection,
/// so that it can go on beside the writing of faces, which takes about as long.
std::vector<KnownFileRow> currentFileRows(const Dataset &dataset, const std::vector<KnownFileRow> &known);

/// Writes them down within the caller's transaction; the answer names those whose contents differ from what was known.
std::vector<std::string> updateKnownFiles(sql::Connection &connection, const std::vector<KnownFileRow> &known,
                                          const std::vector<KnownFileRow> &current);

} // namespace fiducial::store
