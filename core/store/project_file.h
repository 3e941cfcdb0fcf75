#pragma once

#include "core/store/sql.h"

/// What concerns the project file as a file.
namespace fiducial::store {

/// Absolute and without "..", as the system's calls take it; empty stays empty.
std::filesystem::path absolutePath(const std::filesystem::path &path);

/// NotFound, or Malformed where the head is not that of a SQLite database with our application id. Only reads.
Result<void> checkIsProject(const std::filesystem::path &file);

/// File systems that several machines share; write-ahead logs need shared memory, which these do not have.
bool isNetworkFileSystem(std::int64_t statfsType);
bool isOnNetworkFileSystem(const std::filesystem::path &file);

/// Journal, durability and checks of a connection that is going to be written through.
void configureForWriting(sql::Connection &connection);

/// "<file>.part", where a project is built before it gets its name; removed with its journals.
std::filesystem::path partFile(const std::filesystem::path &file);
void removeDatabase(const std::filesystem::path &file);

/// Gives the finished part file its name. `replace` false: fails where `file` exists.
Result<void> movePartIntoPlace(const std::filesystem::path &file, bool replace);

} // namespace fiducial::store
