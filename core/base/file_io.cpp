#include "core/base/file_io.h"

#include "core/base/uuid.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace fiducial {

namespace fs = std::filesystem;

namespace {
Error readFailure(const fs::path &path)
{
    std::error_code ec;
    if (!fs::exists(path, ec))
        return makeError(Errc::NotFound, says("The file does not exist."), toUtf8(path));
    if (fs::is_directory(path, ec))
        return makeError(Errc::Unreadable, says("This is a folder, a file was expected."), toUtf8(path));
    if (fs::is_other(path, ec))
        return makeError(Errc::Unreadable, says("This is a device or a pipe, a file was expected."), toUtf8(path));
    return makeError(Errc::Unreadable, says("The file cannot be read; check its permissions."), toUtf8(path));
}

Result<std::string> readSome(const fs::path &path, std::uint64_t offset, std::uint64_t length, bool exact)
{
    std::error_code ec;
    if (!fs::is_regular_file(path, ec)) // asked first: opening a pipe would wait for its writer
        return readFailure(path);
    std::ifstream in(path, std::ios::binary);
    if (!in)
        return readFailure(path);
    const std::uint64_t size = fs::file_size(path, ec);
    if (ec)
        return readFailure(path);
    if (exact && (offset > size || length > size - offset))
        return makeError(Errc::Malformed, says("The file is shorter than it was when it was opened; open it again."),
                         toUtf8(path));
    const std::uint64_t available = offset < size ? size - offset : 0;
    std::string bytes(static_cast<std::size_t>(std::min(length, available)), '\0');
    in.seekg(static_cast<std::streamoff>(offset));
    in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (static_cast<std::size_t>(in.gcount()) != bytes.size())
        return readFailure(path);
    return bytes;
}
} // namespace

std::string toUtf8(const fs::path &path)
{
    const std::u8string u = path.generic_u8string();
    return std::string(u.begin(), u.end());
}

Result<std::string> readFile(const fs::path &path, std::uint64_t maxBytes)
{
    std::error_code ec;
    const auto size = fs::file_size(path, ec);
    if (ec)
        return readFailure(path);
    if (size > maxBytes)
        return makeError(Errc::TooLarge, says("The file has %1 bytes, more than the limit of %2.", size, maxBytes),
                         toUtf8(path));
    return readSome(path, 0, size, false);
}

Result<std::string> readHead(const fs::path &path, std::size_t maxBytes)
{
    return readSome(path, 0, maxBytes, false);
}

Result<std::string> readRange(const fs::path &path, std::uint64_t offset, std::uint64_t length)
{
    return readSome(path, offset, length, true);
}

Result<void> writeFileAtomically(const fs::path &path, std::string_view bytes)
{
    auto file = AtomicFile::create(path);
    if (!file)
        return file.error();
    if (auto written = file->write(bytes); !written)
        return written;
    return file->commit();
}

AtomicFile::AtomicFile(fs::path path, fs::path temporary, int descriptor)
    : path_(std::move(path)), temporary_(std::move(temporary)), descriptor_(descriptor)
{}

AtomicFile::AtomicFile(AtomicFile &&other) noexcept
    : path_(std::move(other.path_)),
      temporary_(std::move(other.temporary_)),
      descriptor_(std::exchange(other.descriptor_, -1))
{}

AtomicFile::~AtomicFile()
{
    if (descriptor_ < 0)
        return;
    ::close(descriptor_);
    ::unlink(temporary_.c_str());
}

Error AtomicFile::failure(const Sentence &what) const
{
    return makeError(Errc::Unwritable,
                     says("%1 failed: %2. The earlier file is untouched.", what, std::strerror(errno)), toUtf8(path_));
}

Result<AtomicFile> AtomicFile::create(const fs::path &path)
{
    std::error_code ec;
    if (path.has_parent_path())
        fs::create_directories(path.parent_path(), ec); // a failure shows in open()
    fs::path temporary = path;
    temporary += "." + Uuid::random().toString().substr(0, 8) + ".part";
    const int descriptor = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (descriptor < 0)
        return makeError(
            Errc::Unwritable,
            says("The file cannot be written: %1. Choose another folder or free some space.", std::strerror(errno)),
            toUtf8(path));
    struct stat old {};
    if (::stat(path.c_str(), &old) == 0)
        ::fchmod(descriptor, old.st_mode & 07777); // keeps the permissions of the file that is replaced
    return AtomicFile(path, std::move(temporary), descriptor);
}

Result<void> AtomicFile::write(std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t n = ::write(descriptor_, bytes.data(), bytes.size());
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return failure(says("Writing"));
        bytes.remove_prefix(static_cast<std::size_t>(n));
    }
    return {};
}

Result<void> AtomicFile::writeAt(std::uint64_t offset, std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t n = ::pwrite(descriptor_, bytes.data(), bytes.size(), static_cast<off_t>(offset));
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return failure(says("Writing"));
        bytes.remove_prefix(static_cast<std::size_t>(n));
        offset += static_cast<std::uint64_t>(n);
    }
    return {};
}

Result<void> AtomicFile::commit()
{
    if (::fsync(descriptor_) != 0)
        return failure(says("Writing to disk"));
    if (::rename(temporary_.c_str(), path_.c_str()) != 0)
        return failure(says("Replacing the file"));
    ::close(std::exchange(descriptor_, -1));
    // The rename itself must survive a power cut as well.
    const fs::path folder = path_.has_parent_path() ? path_.parent_path() : fs::path(".");
    if (const int f = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC); f >= 0) {
        ::fsync(f);
        ::close(f);
    }
    return {};
}

} // namespace fiducial
