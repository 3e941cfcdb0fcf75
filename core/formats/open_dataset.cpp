#include "core/base/file_io.h"
#include "core/base/text.h"
#include "core/formats/annotation_format.h"
#include "core/formats/dataset_builder.h"
#include "core/formats/image_folder.h"

#include <algorithm>
#include <map>
#include <set>

namespace fiducial::formats {

namespace fs = std::filesystem;

namespace {
constexpr std::size_t kSniffBytes = std::size_t{16} << 10;

struct FolderContents {
    std::vector<fs::path> images;
    std::vector<fs::path> candidates; ///< files with an extension of some format
};

Error cancelledOpening(const fs::path &path)
{
    return makeError(Errc::Cancelled, "Opening was cancelled.", toUtf8(path));
}

std::set<std::string> knownExtensions(const FormatRegistry &registry)
{
    std::set<std::string> out;
    for (const AnnotationFormat *format : registry.all())
        out.insert(format->info().extensions.begin(), format->info().extensions.end());
    return out;
}

/// Everything below the folder but hidden folders, sorted. Uses the directory entries only.
Result<FolderContents> listFolder(const fs::path &folder, const std::set<std::string> &extensions,
                                  const JobContext &context)
{
    std::error_code failure;
    fs::recursive_directory_iterator it(folder, fs::directory_options::skip_permission_denied, failure);
    if (failure)
        return makeError(Errc::Unreadable, "The folder cannot be listed; check its permissions.", toUtf8(folder));
    FolderContents contents;
    for (const fs::recursive_directory_iterator end; it != end; it.increment(failure)) {
        if (context.cancelled())
            return cancelledOpening(folder);
        const fs::path &path = it->path();
        const bool hidden = path.filename().native().starts_with('.');
        std::error_code ignored;
        if (it->is_directory(ignored)) {
            if (hidden)
                it.disable_recursion_pending();
            continue;
        }
        if (hidden || !it->is_regular_file(ignored))
            continue;
        if (isImageFile(path))
            contents.images.push_back(path);
        else if (extensions.contains(text::toLower(path.extension().native())))
            contents.candidates.push_back(path);
    }
    std::sort(contents.images.begin(), contents.images.end());
    std::sort(contents.candidates.begin(), contents.candidates.end());
    return contents;
}

using FilesOfFormat = std::map<const AnnotationFormat *, std::vector<fs::path>>;

/// Candidates by the format that is likely theirs; of a folder's many files of one face only the first ones are looked
/// into.
Result<FilesOfFormat> sortByFormat(const FormatRegistry &registry, const std::vector<fs::path> &candidates,
                                   const JobContext &context)
{
    constexpr int kLookedInto = 32;
    struct Agreement {
        const AnnotationFormat *format = nullptr;
        int files = 0;
    };
    std::map<std::string, Agreement> agreements; // by folder and extension
    FilesOfFormat out;
    for (const fs::path &path : candidates) {
        if (context.cancelled())
            return cancelledOpening(path);
        Agreement &agreement = agreements[toUtf8(path.parent_path()) + "/*" + path.extension().native()];
        if (agreement.format && agreement.files >= kLookedInto) {
            out[agreement.format].push_back(path);
            continue;
        }
        const auto head = readHead(path, kSniffBytes);
        if (!head)
            continue;
        const AnnotationFormat *format = registry.bestMatch(path, *head);
        if (!format || format->sniff(path, *head) < Confidence::Likely)
            continue;
        out[format].push_back(path);
        const bool agrees = format->info().oneFilePerFace && (agreement.files == 0 || agreement.format == format);
        agreement = agrees ? Agreement{format, agreement.files + 1} : Agreement{nullptr, 1};
    }
    return out;
}

Result<Dataset> openFile(const FormatRegistry &registry, const OpenRequest &request, const fs::path &path,
                         const JobContext &context)
{
    if (isImageFile(path) && request.formatId.empty())
        return imageDataset(path.parent_path(), {path});
    const AnnotationFormat *format = nullptr;
    if (request.formatId.empty()) {
        const auto head = readHead(path, kSniffBytes);
        if (!head)
            return head.error();
        format = registry.bestMatch(path, *head);
    } else {
        format = registry.find(request.formatId);
    }
    if (format)
        return format->read({{path}, path.parent_path(), request.imageRoot}, context);
    std::string known;
    for (const AnnotationFormat *f : registry.all())
        known += (known.empty() ? "" : ", ") + f->info().name;
    return makeError(Errc::Unsupported, "The file is in no format that is known here (" + known + ").", toUtf8(path));
}

/// Tells that the folder holds more than was opened.
void noteOtherFormats(Dataset &dataset, const FormatRegistry &registry, const FilesOfFormat &files)
{
    for (const AnnotationFormat *format : registry.all()) {
        const auto found = files.find(format);
        if (found == files.end() || format->info().id == dataset.formatId)
            continue;
        const std::size_t count = found->second.size();
        dataset.issues.push_back({Severity::Note, toUtf8(found->second.front()), 0,
                                  "The folder also holds annotations as " + format->info().name + " (" +
                                      std::to_string(count) + (count == 1 ? " file)." : " files)."),
                                  "Open this file or its folder to see them.", -1});
    }
}

Result<Dataset> openFolder(const FormatRegistry &registry, const OpenRequest &request, const fs::path &folder,
                           const JobContext &context)
{
    const auto contents = listFolder(folder, knownExtensions(registry), context);
    if (!contents)
        return contents.error();
    const auto files = sortByFormat(registry, contents->candidates, context);
    if (!files)
        return files.error();
    for (const AnnotationFormat *format : registry.all()) {
        const auto found = files->find(format);
        const bool wanted = request.formatId.empty() || request.formatId == format->info().id;
        if (found == files->end() || !wanted)
            continue;
        auto dataset = format->read({found->second, folder, request.imageRoot}, context);
        if (dataset)
            noteOtherFormats(*dataset, registry, *files);
        return dataset;
    }
    const bool imagesWanted = request.formatId.empty() || request.formatId == "images";
    if (imagesWanted && !contents->images.empty())
        return imageDataset(folder, contents->images);
    return makeError(Errc::NotFound, "The folder holds no annotation file that is known here and no image.",
                     toUtf8(folder));
}
} // namespace

Result<Dataset> openDataset(const FormatRegistry &registry, const OpenRequest &request, const JobContext &context)
{
    std::error_code failure;
    const fs::path path = fs::weakly_canonical(request.path, failure);
    if (request.path.empty() || failure || !fs::exists(path, failure))
        return makeError(Errc::NotFound, "The file or folder does not exist.", toUtf8(request.path));
    if (!request.formatId.empty() && request.formatId != "images" && !registry.find(request.formatId))
        return makeError(Errc::InvalidArgument, "There is no format \"" + request.formatId + "\".");
    return fs::is_directory(path, failure) ? openFolder(registry, request, path, context)
                                           : openFile(registry, request, path, context);
}

} // namespace fiducial::formats
