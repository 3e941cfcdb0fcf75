#include "core/store/known_files.h"

#include "core/base/file_io.h"
#include "core/base/sha256.h"

#include <chrono>
#include <map>

namespace fiducial::store {

namespace fs = std::filesystem;

namespace {

/// Nanoseconds since 1970 of the last change; 0 where the file cannot be asked.
std::int64_t modifiedTime(const fs::path &path)
{
    std::error_code failed;
    const auto time = fs::last_write_time(path, failed);
    if (failed)
        return 0;
    const auto system = std::chrono::file_clock::to_sys(time);
    return std::chrono::duration_cast<std::chrono::nanoseconds>(system.time_since_epoch()).count();
}

std::map<std::string_view, const KnownFileRow *> rowsByPath(const std::vector<KnownFileRow> &rows)
{
    std::map<std::string_view, const KnownFileRow *> byPath;
    for (const KnownFileRow &row : rows)
        byPath.emplace(row.file.path, &row);
    return byPath;
}

/// Hashes only where size or time differ from `known`.
KnownFileRow currentRow(const Dataset &dataset, const SourceFile &source, const KnownFileRow *known)
{
    const fs::path path = dataset.root / fs::path(std::u8string(source.path.begin(), source.path.end()));
    KnownFileRow row{{source.path, source.formatId, source.bytes, source.sha256}, modifiedTime(path)};
    if (!row.file.sha256.empty())
        return row;
    const bool same = known && row.modified != 0 && known->modified == row.modified &&
                      known->file.bytes == row.file.bytes && !known->file.sha256.empty();
    if (same) {
        row.file.sha256 = known->file.sha256;
    } else if (auto hash = sha256OfFile(path)) {
        row.file.sha256 = std::move(hash).value(); // a file that has vanished meanwhile stays without a hash
    }
    return row;
}

} // namespace

std::vector<KnownFileRow> readKnownFileRows(sql::Connection &connection)
{
    std::vector<KnownFileRow> rows;
    sql::Statement query(connection, "SELECT path, format, bytes, sha256, modified FROM files ORDER BY id");
    query.run();
    while (query.next())
        rows.push_back({{query.text(0), query.text(1), static_cast<std::uint64_t>(query.integer(2)), query.text(3)},
                        query.integer(4)});
    return rows;
}

std::vector<KnownFile> readKnownFiles(sql::Connection &connection)
{
    std::vector<KnownFile> files;
    for (KnownFileRow &row : readKnownFileRows(connection))
        files.push_back(std::move(row.file));
    return files;
}

std::vector<KnownFileRow> currentFileRows(const Dataset &dataset, const std::vector<KnownFileRow> &known)
{
    const auto byPath = rowsByPath(known);
    std::vector<KnownFileRow> current;
    for (const SourceFile &source : dataset.files) {
        const auto found = byPath.find(source.path);
        current.push_back(currentRow(dataset, source, found == byPath.end() ? nullptr : found->second));
    }
    return current;
}

std::vector<std::string> updateKnownFiles(sql::Connection &connection, const std::vector<KnownFileRow> &known,
                                          const std::vector<KnownFileRow> &current)
{
    const auto byPath = rowsByPath(known);
    std::vector<std::string> changed;
    for (const KnownFileRow &now : current)
        if (const auto before = byPath.find(now.file.path);
            before != byPath.end() && before->second->file.sha256 != now.file.sha256)
            changed.push_back(now.file.path);
    if (current == known)
        return changed;
    connection.execute("DELETE FROM files");
    sql::Statement insert(connection, "INSERT OR REPLACE INTO files (path, format, bytes, sha256, modified) "
                                      "VALUES (?, ?, ?, ?, ?)");
    for (const KnownFileRow &row : current)
        insert.run(row.file.path, row.file.formatId, static_cast<std::int64_t>(row.file.bytes), row.file.sha256,
                   row.modified);
    return changed;
}

} // namespace fiducial::store
