#pragma once

#include "core/store/project_store.h"
#include "core/store/sql.h"

namespace fiducial::store {

/// Reserves the number where the run has none.
Result<std::int32_t> runNumber(sql::Connection &connection, const Uuid &run);
/// Replaces the rows of a run that is stored already; its number stays.
Result<void> writeRun(sql::Connection &connection, const Run &run, const std::vector<Uuid> &faceOfRow,
                      const JobContext &context);
/// Header and rows; the other rows that are stored stay.
Result<void> writeRunRows(sql::Connection &connection, const Run &header, const std::vector<ProjectStore::RunRow> &rows,
                          const JobContext &context);
Result<std::vector<ProjectStore::RunIndex>> readRunIndexes(sql::Connection &connection);
Result<std::vector<Prediction>> readRunRows(sql::Connection &connection, std::int32_t number, int first, int count);
Result<Prediction> readRunRow(sql::Connection &connection, std::int32_t number, int row);
Result<std::vector<ProjectStore::StoredRun>> readRuns(sql::Connection &connection);
Result<void> removeRunRows(sql::Connection &connection, const Uuid &run);

} // namespace fiducial::store
