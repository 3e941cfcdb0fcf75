#pragma once

#include <cstdint>

/// The default SQLite file system with faults. What is written stays in memory until it is synced; only then the real
/// file holds it. Qt's driver uses the same SQLite library and takes whatever the default is.
namespace fiducial::test {

enum class Fault {
    None,
    PowerIsOff,  ///< nothing reaches the files any more
    DiskIsFull,  ///< writes answer SQLITE_FULL
    ReadOnly,    ///< writes answer SQLITE_READONLY and no file can be created
    DiskIsBroken ///< writes and syncs answer SQLITE_IOERR
};

/// Makes it the default of the process; call once.
void installFaultyVfs();
void setFault(Fault fault);
/// Number of files SQLite has opened through it.
int faultyVfsOpens();
/// Ends a power cut: every write that was not synced is gone, or, with a seed other than 0, a random part of them.
void restorePower(std::uint64_t seed);

} // namespace fiducial::test
