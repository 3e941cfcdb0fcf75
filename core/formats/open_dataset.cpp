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
    int unusableNames = 0;            ///< files and folders whose name is not UTF-8
};

Error cancelledOpening(const fs::path &path)
{
    return makeError(Errc::Cancelled, says("Opening was cancelled."), toUtf8(path));
}

std::set<std::string> knownExtensions(const FormatRegistry &registry)
{
    std::set<std::string> out;
    for (const AnnotationFormat *format : registry.all())
        out.insert(format->info().extensions.begin(), format->info().extensions.end());
    return out;
}

/// Symbolic links to folders are followed where they lead out of what is listed already.
class LinkGuard {
public:
    explicit LinkGuard(const fs::path &root) : listed_{root} {}

    bool mayEnter(const fs::directory_entry &folder)
    {
        std::error_code failure;
        if (!folder.is_symlink(failure))
            return true;
        const fs::path target = fs::canonical(folder.path(), failure);
        const auto holdsTarget = [&target](const fs::path &listed) {
            return std::mismatch(listed.begin(), listed.end(), target.begin(), target.end()).first == listed.end();
        };
        if (failure || std::any_of(listed_.begin(), listed_.end(), holdsTarget))
            return false;
        listed_.push_back(target);
        return true;
    }

private:
    std::vector<fs::path> listed_; ///< canonical
};

/// Everything below the (canonical) folder but hidden files and folders, sorted. Uses the directory entries only.
Result<FolderContents> listFolder(const fs::path &folder, const std::set<std::string> &extensions,
                                  const JobContext &context)
{
    constexpr auto kOptions =
        fs::directory_options::skip_permission_denied | fs::directory_options::follow_directory_symlink;
    std::error_code failure;
    fs::recursive_directory_iterator it(folder, kOptions, failure);
    if (failure)
        return makeError(Errc::Unreadable, says("The folder cannot be listed; check its permissions."), toUtf8(folder));
    FolderContents contents;
    LinkGuard links(folder);
    for (const fs::recursive_directory_iterator end; it != end; it.increment(failure)) {
        if (context.cancelled())
            return cancelledOpening(folder);
        const fs::path &path = it->path();
        const bool usable = text::isUtf8(path.filename().native());
        const bool hidden = path.filename().native().starts_with('.');
        contents.unusableNames += usable ? 0 : 1;
        std::error_code ignored;
        if (it->is_directory(ignored)) {
            if (hidden || !usable || !links.mayEnter(*it))
                it.disable_recursion_pending();
        } else if (hidden || !usable || !it->is_regular_file(ignored)) {
            continue;
        } else if (isImageFile(path)) {
            contents.images.push_back(path);
        } else if (extensions.contains(text::toLower(path.extension().native()))) {
            contents.candidates.push_back(path);
        }
    }
    if (failure)
        return makeError(Errc::Unreadable, says("The folder cannot be listed to its end: %1.", failure.message()),
                         toUtf8(folder));
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
    std::vector<Sentence> known;
    for (const AnnotationFormat *f : registry.all())
        known.push_back(f->info().name);
    return makeError(Errc::Unsupported,
                     says("The file is in no format that is known here (%1).", listed(std::move(known))), toUtf8(path));
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
                                  saysCount(count, "The folder also holds annotations as %2 (%1 file).",
                                            "The folder also holds annotations as %2 (%1 files).", format->info().name),
                                  says("Open this file or its folder to see them."), -1});
    }
}

/// The folder's lists if it has some, else its images.
Result<Dataset> readFolder(const FormatRegistry &registry, const OpenRequest &request, const fs::path &folder,
                           const FolderContents &contents, const JobContext &context)
{
    const auto files = sortByFormat(registry, contents.candidates, context);
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
    if (imagesWanted && !contents.images.empty())
        return imageDataset(folder, contents.images);
    return makeError(Errc::NotFound, says("The folder holds no annotation file that is known here and no image."),
                     toUtf8(folder));
}

Result<Dataset> openFolder(const FormatRegistry &registry, const OpenRequest &request, const fs::path &folder,
                           const JobContext &context)
{
    const auto contents = listFolder(folder, knownExtensions(registry), context);
    if (!contents)
        return contents.error();
    auto dataset = readFolder(registry, request, folder, *contents, context);
    if (dataset && contents->unusableNames > 0)
        dataset->issues.push_back(
            {Severity::Warning, toUtf8(folder), 0,
             says("%1 names in the folder are not UTF-8; these files and folders are passed over.",
                  contents->unusableNames),
             says("Rename them."), -1});
    return dataset;
}
} // namespace

Result<Dataset> openDataset(const FormatRegistry &registry, const OpenRequest &request, const JobContext &context)
{
    std::error_code failure;
    const fs::path path = fs::weakly_canonical(request.path, failure);
    if (request.path.empty() || failure || !fs::exists(path, failure))
        return makeError(Errc::NotFound, says("The file or folder does not exist."), toUtf8(request.path));
    if (!text::isUtf8(path.native()))
        return makeError(Errc::InvalidArgument, says("The path is not UTF-8; rename the file or folder."));
    if (!request.formatId.empty() && request.formatId != "images" && !registry.find(request.formatId))
        return makeError(Errc::InvalidArgument, says("There is no format \"%1\".", request.formatId));
    return fs::is_directory(path, failure) ? openFolder(registry, request, path, context)
                                           : openFile(registry, request, path, context);
}

} // namespace fiducial::formats
