#include "core/store/project_file.h"

#include "core/base/file_io.h"
#include "core/base/sha256.h"
#include "core/base/text.h"
#include "core/store/migrations.h"
#include "core/store/project_store.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/vfs.h>
#include <unistd.h>

namespace fiducial::store {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kHeadBytes = 100;
constexpr std::string_view kMagic{"SQLite format 3\0", 16};
constexpr std::size_t kApplicationIdOffset = 68; // sqlite.org/fileformat.html 1.3, big-endian

std::uint32_t applicationIdOf(std::string_view head)
{
    std::uint32_t id = 0;
    for (std::size_t i = 0; i < 4; ++i)
        id = id << 8 | static_cast<std::uint8_t>(head[kApplicationIdOffset + i]);
    return id;
}

void syncPath(const fs::path &path)
{
    if (const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC); descriptor >= 0) {
        ::fsync(descriptor);
        ::close(descriptor);
    }
}

} // namespace

fs::path absolutePath(const fs::path &path)
{
    std::error_code failed;
    const fs::path absolute = fs::absolute(path, failed);
    return failed ? path : absolute.lexically_normal();
}

Result<void> checkIsProject(const fs::path &file)
{
    const auto head = readHead(file, kHeadBytes);
    if (!head)
        return head.error();
    if (head->size() < kHeadBytes || std::string_view(*head).substr(0, kMagic.size()) != kMagic)
        return makeError(Errc::Malformed,
                         says("This is not a project of Fiducial, or it is damaged; it was left as it is."),
                         toUtf8(file));
    if (applicationIdOf(*head) != kApplicationId)
        return makeError(Errc::Malformed, says("This database belongs to another program; it was left as it is."),
                         toUtf8(file));
    return {};
}

bool isNetworkFileSystem(std::int64_t statfsType)
{
    // statfs(2); FUSE stands for sshfs, whose own number is not told.
    constexpr std::int64_t kTypes[] = {
        0x6969,     // NFS
        0x517B,     // SMB
        0xFF534D42, // CIFS
        0xFE534D42, // SMB2
        0x65735546, // FUSE
        0x01021997, // 9P
        0x5346414F, // AFS
        0x00C36400, // Ceph
        0x0BD00BD0, // Lustre
        0x47504653, // GPFS
        0x19830326, // BeeGFS
    };
    return std::ranges::find(kTypes, statfsType & 0xFFFFFFFF) != std::end(kTypes);
}

bool isOnNetworkFileSystem(const fs::path &file)
{
    struct statfs info {};
    const fs::path folder = file.has_parent_path() ? file.parent_path() : fs::path(".");
    return ::statfs(folder.c_str(), &info) == 0 && isNetworkFileSystem(static_cast<std::int64_t>(info.f_type));
}

void configureForWriting(sql::Connection &connection)
{
    const bool shared = isOnNetworkFileSystem(connection.file());
    connection.execute(shared ? "PRAGMA journal_mode = DELETE" : "PRAGMA journal_mode = WAL");
    connection.execute("PRAGMA synchronous = FULL");
    connection.execute("PRAGMA foreign_keys = ON");
    connection.execute("PRAGMA journal_size_limit = 16777216"); // a stored run does not leave its size behind
}

fs::path partFile(const fs::path &file)
{
    fs::path part = file;
    part += ".part";
    return part;
}

void removeDatabase(const fs::path &file)
{
    for (const char *suffix : {"", "-journal", "-wal", "-shm"}) {
        fs::path path = file;
        path += suffix;
        std::error_code ignored;
        fs::remove(path, ignored);
    }
}

Result<void> movePartIntoPlace(const fs::path &file, bool replace)
{
    const fs::path part = partFile(file);
    syncPath(part);
    const int moved = replace ? ::rename(part.c_str(), file.c_str())
                              : ::renameat2(AT_FDCWD, part.c_str(), AT_FDCWD, file.c_str(), RENAME_NOREPLACE);
    if (moved != 0) {
        const int code = errno;
        removeDatabase(part);
        return makeError(Errc::Unwritable, says("The project cannot be created: %1.", std::strerror(code)),
                         toUtf8(file));
    }
    syncPath(file.parent_path());
    return {};
}

bool ProjectStore::isProject(const fs::path &file)
{
    return checkIsProject(file).ok();
}

fs::path defaultProjectPath(const fs::path &userDataFolder, const fs::path &opened)
{
    fs::path absolute = absolutePath(opened);
    if (!absolute.has_filename())
        absolute = absolute.parent_path(); // "folder/" and "folder" are the same project
    std::string name = toUtf8(absolute.stem());
    for (char &c : name) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                           c == '_' || c == '.';
        c = plain ? c : '_';
    }
    constexpr std::size_t kNameLength = 48, kHashLength = 12;
    name = name.empty() ? "project" : name.substr(0, kNameLength);
    return userDataFolder / "projects" / (name + "-" + sha256(toUtf8(absolute)).substr(0, kHashLength) + ".fiducial");
}

} // namespace fiducial::store
