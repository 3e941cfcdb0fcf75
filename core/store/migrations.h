#pragma once

#include "core/store/sql.h"

#include <span>

namespace fiducial::store {

/// "FIDC" at offset 68 of the file's header.
inline constexpr std::uint32_t kApplicationId = 0x46494443;

/// The numbered files of resources/sql, oldest first: number N leads from layout N-1 to layout N.
std::span<const std::string_view> projectMigrations();

/// Brings the database to the newest layout, each step in a transaction of its own. A layout that is newer than the
/// last step is refused before anything is written.
Result<void> migrate(sql::Connection &connection, std::span<const std::string_view> steps);

} // namespace fiducial::store
