#include "core/store/instance_lock.h"

#include "core/base/file_io.h"
#include "core/base/text.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace fiducial::store {

namespace fs = std::filesystem;

namespace {

enum class LockAnswer { Taken, Held, NoLocks, Failed };

LockAnswer lockWhole(int descriptor)
{
    // Open file description locks: unlike classic ones they also hold between two windows of one process.
    struct flock request {};
    request.l_type = F_WRLCK;
    request.l_whence = SEEK_SET;
    if (::fcntl(descriptor, F_OFD_SETLK, &request) == 0)
        return LockAnswer::Taken;
    if (errno == EAGAIN || errno == EACCES)
        return LockAnswer::Held;
    return errno == ENOLCK || errno == EOPNOTSUPP || errno == EINVAL ? LockAnswer::NoLocks : LockAnswer::Failed;
}

std::string hostName()
{
    std::array<char, 256> name{};
    return ::gethostname(name.data(), name.size() - 1) == 0 ? std::string(name.data()) : std::string("unknown");
}

struct Holder {
    long long process = 0;
    std::string host;
};

/// "PID HOST"; process 0 where the file says nothing sensible.
Holder readHolder(int descriptor)
{
    std::array<char, 512> bytes{};
    const ssize_t size = ::pread(descriptor, bytes.data(), bytes.size(), 0);
    const auto fields =
        text::splitBlanks(text::trimmed(std::string_view(bytes.data(), size > 0 ? static_cast<std::size_t>(size) : 0)));
    if (fields.size() != 2)
        return {};
    return {text::parseInteger(fields[0]).value_or(0), std::string(fields[1])};
}

bool writeHolder(int descriptor)
{
    const std::string line = std::to_string(::getpid()) + " " + hostName() + "\n";
    return ::ftruncate(descriptor, 0) == 0 &&
           ::pwrite(descriptor, line.data(), line.size(), 0) == static_cast<ssize_t>(line.size());
}

/// A holder on another host cannot be asked, so it counts as alive.
bool isAlive(const Holder &holder)
{
    if (holder.process <= 0)
        return false;
    return holder.host != hostName() || ::kill(static_cast<pid_t>(holder.process), 0) == 0 || errno == EPERM;
}

/// Whether `path` still leads to the locked file: the last holder may have removed it in between.
bool isSameFile(int descriptor, const fs::path &path)
{
    struct stat open {};
    struct stat named {};
    return ::fstat(descriptor, &open) == 0 && ::stat(path.c_str(), &named) == 0 && open.st_ino == named.st_ino &&
           open.st_dev == named.st_dev;
}

Error busy(const Holder &holder, const fs::path &project)
{
    const Sentence who =
        holder.process > 0 ? says("process %1 on %2", holder.process, holder.host) : says("another window");
    return makeError(Errc::Busy, says("The project is open already (%1); close it there first.", who), toUtf8(project));
}

Error lockFailure(const fs::path &project, int code)
{
    return makeError(Errc::Unwritable,
                     says("The project cannot be locked: %1. Its folder has to be writable.", std::strerror(code)),
                     toUtf8(project));
}

} // namespace

InstanceLock::InstanceLock(fs::path path, int descriptor) : path_(std::move(path)), descriptor_(descriptor) {}

Result<std::unique_ptr<InstanceLock>> InstanceLock::acquire(const fs::path &project)
{
    fs::path path = project;
    path += ".lock";
    for (;;) {
        const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
        if (descriptor < 0)
            return lockFailure(project, errno);
        std::unique_ptr<InstanceLock> lock(new InstanceLock(path, descriptor));
        const LockAnswer answer = lockWhole(descriptor);
        const int code = errno;
        const Holder holder = readHolder(descriptor);
        const bool held = answer == LockAnswer::Held || (answer == LockAnswer::NoLocks && isAlive(holder));
        if (held || answer == LockAnswer::Failed) {
            lock->path_.clear();
            return held ? busy(holder, project) : lockFailure(project, code);
        }
        if (!isSameFile(descriptor, path)) {
            lock->path_.clear();
            continue;
        }
        if (!writeHolder(descriptor))
            return lockFailure(project, errno);
        return lock;
    }
}

InstanceLock::~InstanceLock()
{
    if (!path_.empty())
        ::unlink(path_.c_str()); // while locked: whoever waits for this file finds another one under the name
    ::close(descriptor_);
}

} // namespace fiducial::store
