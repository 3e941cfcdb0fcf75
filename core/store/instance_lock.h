#pragma once

#include "core/base/result.h"

#include <filesystem>
#include <memory>

namespace fiducial::store {

/// Only one window of one program holds a project: `<project>.lock`, locked by the system as long as the object lives,
/// so that a process that dies leaves nothing locked. Where the file system knows no locks, the process id written in
/// the file decides. Holds within one process as well.
class InstanceLock {
public:
    /// Errc::Busy names the process and the host that hold it.
    static Result<std::unique_ptr<InstanceLock>> acquire(const std::filesystem::path &project);
    ~InstanceLock();
    InstanceLock(const InstanceLock &) = delete;
    InstanceLock &operator=(const InstanceLock &) = delete;

private:
    InstanceLock(std::filesystem::path path, int descriptor);

    std::filesystem::path path_;
    int descriptor_;
};

} // namespace fiducial::store
