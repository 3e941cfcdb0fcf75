#pragma once

#include <QString>

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace fiducial::ui {

/// Small files by key in one folder, bounded by bytes; the least recently used go first. Written through a temporary
/// file and renamed, so several programs may share it. Thread-safe: state lives in the file system only.
class DiskCache {
public:
    DiskCache(std::filesystem::path folder, std::uint64_t maxBytes);
    std::optional<std::string> find(const std::string &key) const;
    /// Failures (full disk, read-only folder) are ignored: it is a cache.
    void insert(const std::string &key, std::string_view bytes) const;
    /// Removes the oldest files until the folder fits. Call once in the background.
    void evict() const;
    /// Key of something computed from a file: changes when the file, its place or `what` changes.
    static std::string keyOf(const std::filesystem::path &file, std::string_view what);

private:
    std::filesystem::path fileOf(const std::string &key) const;

    std::filesystem::path folder_;
    std::uint64_t maxBytes_;
};

} // namespace fiducial::ui
