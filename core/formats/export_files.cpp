#include "core/formats/export_files.h"

#include "core/base/file_io.h"
#include "core/base/sha256.h"
#include "core/dataset/edited_dataset.h"
#include "core/formats/dataset_builder.h"

#include <algorithm>
#include <sys/stat.h>

namespace fiducial::formats {

namespace fs = std::filesystem;

namespace {
std::optional<std::pair<std::uint64_t, std::uint64_t>> fileIdentity(const fs::path &path)
{
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0)
        return std::nullopt;
    return std::pair<std::uint64_t, std::uint64_t>(status.st_dev, status.st_ino);
}

Result<void> makeBackup(const fs::path &path)
{
    fs::path backup = path;
    backup += ".bak";
    std::error_code failure;
    for (int number = 2; fs::exists(backup, failure); ++number) {
        backup = path;
        backup += ".bak" + std::to_string(number);
    }
    if (!fs::copy_file(path, backup, failure))
        return makeError(Errc::Unwritable,
                         says("The backup %1 cannot be made, so the file is left as it is.", toUtf8(backup.filename())),
                         toUtf8(path));
    return {};
}
} // namespace

OutputFiles::OutputFiles(const WriteRequest &request) : request_(&request)
{
    for (std::size_t i = 0; i < request.dataset->files.size(); ++i)
        if (const auto identity = fileIdentity(sourcePath(*request.dataset, static_cast<int>(i))))
            sources_.insert(*identity);
}

bool OutputFiles::isSource(const fs::path &path) const
{
    const auto identity = fileIdentity(path);
    return identity && sources_.contains(*identity);
}

PlannedFile OutputFiles::planned(const fs::path &path, int faces, int editedFaces) const
{
    std::error_code ignored;
    return {path, faces, editedFaces, fs::exists(path, ignored), isSource(path)};
}

Result<void> OutputFiles::write(const fs::path &path, std::string_view bytes) const
{
    if (isSource(path)) {
        if (!request_->overwriteSource)
            return makeError(
                Errc::InvalidArgument,
                says(
                    "This is the file the data set was read from; choose another place, or ask for it to be replaced."),
                toUtf8(path));
        if (auto backup = makeBackup(path); !backup)
            return backup;
    }
    return writeFileAtomically(path, bytes);
}

fs::path sourcePath(const Dataset &dataset, int file)
{
    return dataset.root / fromUtf8(dataset.files[static_cast<std::size_t>(file)].path);
}

Result<std::string> readSource(const Dataset &dataset, int file)
{
    const SourceFile &source = dataset.files[static_cast<std::size_t>(file)];
    auto bytes = readFile(sourcePath(dataset, file));
    if (!bytes)
        return bytes;
    if (bytes->size() != source.bytes || (!source.sha256.empty() && sha256(*bytes) != source.sha256))
        return sourceChanged(toUtf8(sourcePath(dataset, file)), 0);
    return bytes;
}

Error sourceChanged(const std::string &file, int line)
{
    return makeError(
        Errc::Malformed,
        says("The file has changed since it was read, so edits cannot be put into it; open the data set again."), file,
        line);
}

int wholeSourceFile(const WriteRequest &request, const FormatInfo &info)
{
    const Dataset &dataset = *request.dataset;
    const bool sameScheme = request.schemeId.empty() || request.schemeId == dataset.schemeId;
    if (!sameScheme || request.faces.empty())
        return -1;
    int file = -1;
    for (std::size_t i = 0; i < request.faces.size(); ++i) {
        const auto row = static_cast<std::size_t>(request.faces[i]);
        if (row >= dataset.faces.size())
            return -1;
        const auto &records = dataset.faces[row].records;
        if (records.empty() || (i > 0 && records.front().file != file))
            return -1;
        if (dataset.faces[row].asRead && !info.patchesFields)
            return -1;
        file = records.front().file;
    }
    if (dataset.files[static_cast<std::size_t>(file)].formatId != info.id)
        return -1;
    return facesInFile(dataset, file) == request.faces ? file : -1;
}

std::vector<int> facesInFile(const Dataset &dataset, int file)
{
    std::vector<int> rows;
    for (std::size_t row = 0; row < dataset.faces.size(); ++row)
        for (const SourceRecord &record : dataset.faces[row].records)
            if (record.file == file)
                rows.push_back(static_cast<int>(row));
    return rows;
}

std::map<int, SourceRecord> recordsOfImages(const Dataset &dataset, int file)
{
    std::map<int, SourceRecord> out;
    for (const int row : facesInFile(dataset, file)) {
        const Face &face = dataset.faces[static_cast<std::size_t>(row)];
        out.try_emplace(face.sample, *std::ranges::find(face.records, file, &SourceRecord::file));
    }
    return out;
}

std::vector<Replacement> changedLines(std::string_view source, const std::vector<SourceRecord> &dropped,
                                      const std::vector<std::string> &rows)
{
    std::vector<Replacement> out;
    bool endsLine = source.empty() || source.ends_with('\n');
    for (const SourceRecord &record : dropped) {
        const std::size_t end = std::min(source.find('\n', record.offset), source.size() - 1) + 1;
        out.push_back({record.offset, end - record.offset, {}});
        endsLine = endsLine || end == source.size(); // the last line is gone
    }
    if (rows.empty())
        return out;
    const std::string lineEnd = source.find("\r\n") < source.find('\n') ? "\r\n" : "\n";
    std::string added = endsLine ? "" : lineEnd;
    for (const std::string &row : rows)
        added += row + lineEnd;
    out.push_back({source.size(), 0, std::move(added)});
    return out;
}

std::vector<AnnotationFormat::Patch> patchesOf(const WriteRequest &request, int file, const std::vector<int> &faces)
{
    std::vector<AnnotationFormat::Patch> patches;
    for (const int row : faces) {
        const Face &face = request.dataset->faces[static_cast<std::size_t>(row)];
        const LandmarkSet *edited = request.edited ? request.edited(row) : nullptr;
        const bool moved = edited && !edited->empty();
        if (!isEdited(face, moved) || (!moved && face.truth.empty()))
            continue;
        for (const SourceRecord &record : face.records)
            if (record.file == file)
                patches.push_back({record, &face, moved ? edited : &face.truth});
    }
    return patches;
}

Result<std::string> patchedSource(const AnnotationFormat &format, const WriteRequest &request, int file,
                                  const std::vector<int> &faces)
{
    const Dataset &dataset = *request.dataset;
    auto bytes = readSource(dataset, file);
    if (!bytes)
        return bytes;
    const auto patches = patchesOf(request, file, faces);
    if (patches.empty())
        return bytes;
    auto patched = format.patch(*bytes, patches, request.recomputeDerived);
    if (patched)
        return patched;
    Error error = patched.error();
    if (error.file.empty())
        error.file = toUtf8(sourcePath(dataset, file));
    return error;
}

fs::path safeRelativePath(std::string_view image)
{
    fs::path out;
    for (const fs::path &part : fromUtf8(image).lexically_normal().relative_path())
        if (part != ".." && part != "." && !part.empty())
            out /= part;
    return out;
}

} // namespace fiducial::formats
