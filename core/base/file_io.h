#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

/// Whole files in and out. Paths are std::filesystem::path (UTF-8 on this platform); messages name the file.
namespace fiducial {

inline constexpr std::uint64_t kDefaultMaxFileBytes = std::uint64_t{4} << 30;

/// The bytes of a regular file; TooLarge beyond `maxBytes`.
Result<std::string> readFile(const std::filesystem::path &path, std::uint64_t maxBytes = kDefaultMaxFileBytes);
/// At most `maxBytes` from the start.
Result<std::string> readHead(const std::filesystem::path &path, std::size_t maxBytes);
/// `length` bytes from `offset`; Malformed where the file has become shorter.
Result<std::string> readRange(const std::filesystem::path &path, std::uint64_t offset, std::uint64_t length);

/// Writes through a temporary file in the same folder, fsync and rename: afterwards the file is either the old one
/// or the whole new one. Creates missing folders.
Result<void> writeFileAtomically(const std::filesystem::path &path, std::string_view bytes);

/// The same for output that is produced piece by piece. Nothing is visible at `path` before commit(); an object that is
/// destroyed uncommitted leaves the old file untouched and removes its temporary one. One thread.
class AtomicFile {
public:
    static Result<AtomicFile> create(const std::filesystem::path &path);
    AtomicFile(AtomicFile &&other) noexcept;
    AtomicFile &operator=(AtomicFile &&) = delete;
    ~AtomicFile();

    Result<void> write(std::string_view bytes);
    /// Replaces bytes that were written before; the next write() still goes to the end.
    Result<void> writeAt(std::uint64_t offset, std::string_view bytes);
    Result<void> commit();

private:
    AtomicFile(std::filesystem::path path, std::filesystem::path temporary, int descriptor);
    Error failure(const Sentence &what) const;

    std::filesystem::path path_;
    std::filesystem::path temporary_;
    int descriptor_ = -1;
};

/// A path for messages and JSON: UTF-8, '/' separators.
std::string toUtf8(const std::filesystem::path &path);

} // namespace fiducial
