#include "core/formats/wflw_reader.h"

#include "core/base/file_io.h"
#include "core/base/text.h"
#include "core/formats/dataset_builder.h"
#include "core/formats/wflw_rows.h"

#include <algorithm>
#include <atomic>
#include <thread>
#include <unordered_map>

namespace fiducial::formats {

namespace fs = std::filesystem;

namespace {
struct PlacedRow {
    WflwRow row;
    std::uint64_t offset = 0;
    std::uint64_t length = 0;
    int line = 0; ///< within the chunk until the chunks are joined
};

struct RowProblem {
    int line = 0;
    Sentence what;
};

/// A run of whole lines, parsed by one thread.
struct Chunk {
    std::size_t begin = 0;
    std::size_t end = 0;
    int lines = 0;
    std::vector<PlacedRow> rows;
    std::vector<RowProblem> problems;
};

struct ParsedList {
    fs::path path;
    std::string bytes;
    std::vector<Chunk> chunks;
    bool full = false; ///< its first row has rectangle and attributes
};

void parseChunk(std::string_view bytes, Chunk &chunk)
{
    std::size_t at = chunk.begin;
    while (at < chunk.end) {
        const std::size_t lineEnd = std::min(bytes.find('\n', at), chunk.end);
        std::string_view line = bytes.substr(at, lineEnd - at);
        if (line.ends_with('\r'))
            line.remove_suffix(1);
        ++chunk.lines;
        if (!text::trimmed(line).empty()) {
            auto row = parseWflwRow(line);
            if (row)
                chunk.rows.push_back({std::move(*row), at, line.size(), chunk.lines});
            else
                chunk.problems.push_back({chunk.lines, row.error().message});
        }
        at = lineEnd + 1;
    }
}

std::vector<Chunk> splitAtLines(std::string_view bytes)
{
    constexpr std::size_t kChunkBytes = std::size_t{2} << 20;
    std::vector<Chunk> chunks;
    std::size_t begin = skipByteOrderMark(bytes);
    while (begin < bytes.size()) {
        const std::size_t lineEnd = bytes.find('\n', std::min(begin + kChunkBytes, bytes.size()));
        const std::size_t end = lineEnd == std::string_view::npos ? bytes.size() : lineEnd + 1;
        chunks.push_back({begin, end, 0, {}, {}});
        begin = end;
    }
    return chunks;
}

/// False where the work was cancelled.
bool parseChunks(ParsedList &list, const JobContext &context)
{
    std::atomic<std::size_t> next = 0;
    std::atomic<bool> stop = false;
    const auto work = [&] {
        for (std::size_t i = next++; i < list.chunks.size() && !stop; i = next++) {
            parseChunk(list.bytes, list.chunks[i]);
            if (context.cancelled())
                stop = true;
        }
    };
    const std::size_t threads =
        std::min<std::size_t>(std::max(1U, std::thread::hardware_concurrency()), list.chunks.size());
    {
        std::vector<std::jthread> helpers;
        for (std::size_t i = 1; i < threads; ++i)
            helpers.emplace_back(work);
        work();
    }
    int before = 0;
    for (Chunk &chunk : list.chunks) {
        for (PlacedRow &row : chunk.rows)
            row.line += before;
        for (RowProblem &problem : chunk.problems)
            problem.line += before;
        before += chunk.lines;
    }
    for (const Chunk &chunk : list.chunks)
        if (!chunk.rows.empty()) {
            list.full = chunk.rows.front().row.full;
            break;
        }
    return !stop;
}

/// Adds rows to the data set; a row of a later list that names a face of an earlier one becomes a record of it.
class WflwJoiner {
public:
    explicit WflwJoiner(DatasetBuilder &builder) : builder_(builder) {}

    void add(ParsedList &list, bool joins)
    {
        const std::int32_t file = builder_.addFile(list.path, list.bytes.size(), wflwSplit(list.path));
        auto &issues = builder_.dataset().issues;
        const auto before = static_cast<std::ptrdiff_t>(issues.size());
        for (Chunk &chunk : list.chunks) {
            for (PlacedRow &row : chunk.rows)
                addRow(file, row, joins);
            for (RowProblem &problem : chunk.problems)
                builder_.addIssue(Severity::Error, file, problem.line, std::move(problem.what),
                                  says("The row is left out; mend it in the file and open it again."));
        }
        std::stable_sort(issues.begin() + before, issues.end(),
                         [](const Issue &a, const Issue &b) { return a.line < b.line; });
    }

private:
    void addRow(std::int32_t file, PlacedRow &placed, bool joins)
    {
        const SourceRecord record{file, placed.line, placed.offset, placed.length};
        WflwRow &row = placed.row;
        const std::int32_t sample = builder_.sample(row.image);
        std::string key;
        if (joins) {
            key = std::to_string(sample) + " " + std::string(row.firstPoint);
            if (joinEarlier(key, record, row))
                return;
        }
        Face face;
        face.truth.points = std::move(row.points);
        face.box = row.box;
        if (row.full)
            face.attributes.assign(row.attributes.begin(), row.attributes.end());
        face.records.push_back(record);
        const std::int32_t index = builder_.addFace(sample, std::move(face));
        if (joins)
            known_[std::move(key)].push_back(index);
        if (!row.warning.empty())
            builder_.addIssue(Severity::Warning, file, placed.line, std::move(row.warning), {}, index);
    }

    bool joinEarlier(const std::string &key, const SourceRecord &record, const WflwRow &row)
    {
        const auto found = known_.find(key);
        if (found == known_.end())
            return false;
        for (const std::int32_t index : found->second) {
            Face &face = builder_.dataset().faces[static_cast<std::size_t>(index)];
            if (face.records.back().file == record.file)
                continue; // the same list names two such faces
            face.records.push_back(record);
            if (face.truth.points != row.points)
                builder_.addIssue(
                    Severity::Warning, record.file, record.line,
                    says("The row has other landmarks than the same face in another list of the data set."),
                    says("The first list's landmarks are used."), index);
            return true;
        }
        return false;
    }

    DatasetBuilder &builder_;
    std::unordered_map<std::string, std::vector<std::int32_t>> known_; ///< sample and first landmark -> faces
};
} // namespace

Result<Dataset> readWflwLists(const ReadRequest &request, const JobContext &context)
{
    std::vector<ParsedList> lists;
    DatasetBuilder builder(request, "wflw", "wflw98");
    builder.dataset().attributeNames = wflwAttributeNames();
    for (const fs::path &path : request.files) {
        auto bytes = readFile(path);
        if (!bytes && request.files.size() == 1)
            return bytes.error();
        if (!bytes) {
            builder.dataset().issues.push_back({Severity::Error, bytes.error().file, 0, bytes.error().message, {}, -1});
            continue;
        }
        ParsedList list{path, std::move(*bytes), {}, false};
        list.chunks = splitAtLines(list.bytes);
        if (!parseChunks(list, context))
            return makeError(Errc::Cancelled, says("Opening was cancelled."), toUtf8(path));
        lists.push_back(std::move(list));
        context.progress(static_cast<std::int64_t>(lists.size()), static_cast<std::int64_t>(request.files.size()));
    }
    std::stable_partition(lists.begin(), lists.end(), [](const ParsedList &list) { return list.full; });
    std::size_t rows = 0;
    for (const ParsedList &list : lists)
        for (const Chunk &chunk : list.chunks)
            rows += chunk.rows.size();
    builder.reserve(rows);
    WflwJoiner joiner(builder);
    for (ParsedList &list : lists)
        joiner.add(list, lists.size() > 1);
    return builder.finish({"WFLW_images", "images"});
}

std::string wflwSplit(const fs::path &file)
{
    std::string name = toUtf8(file.stem());
    for (const std::string_view part : {"list_98pt_", "rect_attr_"})
        if (const std::size_t at = name.find(part); at != std::string::npos)
            name.erase(at, part.size());
    return name;
}

} // namespace fiducial::formats
