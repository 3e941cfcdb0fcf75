#include "ui/imaging/disk_cache.h"

#include "core/base/file_io.h"
#include "core/base/sha256.h"

#include <algorithm>
#include <vector>

namespace fiducial::ui {

namespace fs = std::filesystem;

DiskCache::DiskCache(fs::path folder, std::uint64_t maxBytes) : folder_(std::move(folder)), maxBytes_(maxBytes) {}

fs::path DiskCache::fileOf(const std::string &key) const
{
    return folder_ / key.substr(0, 2) / key; // two levels keep folders small
}

std::optional<std::string> DiskCache::find(const std::string &key) const
{
    const fs::path file = fileOf(key);
    auto bytes = readFile(file);
    if (!bytes)
        return std::nullopt;
    std::error_code ignored;
    fs::last_write_time(file, fs::file_time_type::clock::now(), ignored); // what eviction goes by
    return std::move(bytes).value();
}

void DiskCache::insert(const std::string &key, std::string_view bytes) const
{
    (void)writeFileAtomically(fileOf(key), bytes);
}

void DiskCache::evict() const
{
    struct Entry {
        fs::path path;
        std::uint64_t bytes;
        fs::file_time_type used;
    };
    std::vector<Entry> entries;
    std::uint64_t total = 0;
    std::error_code ec;
    for (fs::recursive_directory_iterator it(folder_, ec), end; !ec && it != end; it.increment(ec)) {
        std::error_code ignored;
        if (!it->is_regular_file(ignored))
            continue;
        entries.push_back({it->path(), it->file_size(ignored), it->last_write_time(ignored)});
        total += entries.back().bytes;
    }
    std::sort(entries.begin(), entries.end(), [](const Entry &a, const Entry &b) { return a.used < b.used; });
    for (const Entry &entry : entries) {
        if (total <= maxBytes_)
            return;
        std::error_code ignored;
        if (fs::remove(entry.path, ignored))
            total -= entry.bytes;
    }
}

std::string DiskCache::keyOf(const fs::path &file, std::string_view what)
{
    std::error_code ignored;
    std::string text = toUtf8(fs::absolute(file, ignored));
    text += '\n' + std::to_string(fs::file_size(file, ignored));
    text += '\n' + std::to_string(fs::last_write_time(file, ignored).time_since_epoch().count());
    text += '\n';
    text += what;
    return sha256(text);
}

} // namespace fiducial::ui
