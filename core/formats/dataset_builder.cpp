#include "core/formats/dataset_builder.h"

#include "core/base/file_io.h"
#include "core/base/text.h"

#include <algorithm>

namespace fiducial::formats {

namespace fs = std::filesystem;

DatasetBuilder::DatasetBuilder(const ReadRequest &request, std::string formatId, std::string schemeId)
    : request_(request)
{
    const fs::path &first = request.files.front();
    dataset_.root = request.root.empty() ? first.parent_path() : request.root;
    dataset_.name = toUtf8(request.files.size() == 1 ? first.filename() : dataset_.root.filename());
    dataset_.formatId = std::move(formatId);
    dataset_.schemeId = std::move(schemeId);
}

void DatasetBuilder::reserve(std::size_t faces)
{
    dataset_.faces.reserve(faces);
    sampleOfImage_.reserve(faces);
}

std::int32_t DatasetBuilder::addFile(const fs::path &path, std::uint64_t bytes, std::string split)
{
    SourceFile file;
    file.path = relativeTo(path, dataset_.root);
    file.formatId = dataset_.formatId;
    file.bytes = bytes;
    file.split = std::move(split);
    dataset_.files.push_back(std::move(file));
    filePaths_.push_back(toUtf8(path));
    return static_cast<std::int32_t>(dataset_.files.size()) - 1;
}

std::int32_t DatasetBuilder::sample(std::string_view image, Size size)
{
    const auto next = static_cast<std::int32_t>(dataset_.samples.size());
    const auto [entry, isNew] = sampleOfImage_.try_emplace(text::normalisedPath(image), next);
    if (isNew)
        dataset_.samples.push_back({entry->first, size, {}, static_cast<std::int32_t>(dataset_.files.size()) - 1});
    Sample &sample = dataset_.samples[static_cast<std::size_t>(entry->second)];
    if (sample.size.empty())
        sample.size = size;
    return entry->second;
}

std::int32_t DatasetBuilder::addFace(std::int32_t sample, Face face)
{
    const auto row = static_cast<std::int32_t>(dataset_.faces.size());
    face.sample = sample;
    dataset_.samples[static_cast<std::size_t>(sample)].faces.push_back(row);
    dataset_.faces.push_back(std::move(face));
    return row;
}

void DatasetBuilder::addIssue(Severity severity, std::int32_t file, int line, Sentence what, Sentence fix, int face)
{
    std::string path = file < 0 ? std::string() : filePaths_[static_cast<std::size_t>(file)];
    dataset_.issues.push_back({severity, std::move(path), line, std::move(what), std::move(fix), face});
}

Result<Dataset> DatasetBuilder::finish(const std::vector<std::string> &imageFolders)
{
    if (dataset_.faces.empty()) {
        const std::string file = filePaths_.empty() ? toUtf8(request_.files.front()) : filePaths_.front();
        if (dataset_.issues.empty())
            return makeError(Errc::Malformed, says("The file holds no faces."), file);
        const Issue &first = dataset_.issues.front();
        return makeError(Errc::Malformed, says("No face could be read. %1", first.what), first.file, first.line);
    }
    if (dataset_.imageRoot.empty())
        dataset_.imageRoot = findImageRoot(request_, dataset_.samples, imageFolders);
    if (dataset_.imageRoot.empty()) {
        dataset_.imageRoot = request_.files.front().parent_path();
        addIssue(Severity::Warning, 0, 0, says("The images were not found beside the file or in the folders above it."),
                 says("Name the folder where they are."));
    }
    return std::move(dataset_);
}

fs::path findImageRoot(const ReadRequest &request, const std::vector<Sample> &samples,
                       const std::vector<std::string> &imageFolders)
{
    if (!request.imageRoot.empty())
        return request.imageRoot;
    constexpr std::size_t kTried = 3;
    constexpr int kLevels = 5;
    const auto holdsImages = [&samples, kTried](const fs::path &folder) {
        std::error_code ignored;
        for (std::size_t i = 0; i < std::min(kTried, samples.size()); ++i)
            if (fs::exists(folder / fromUtf8(samples[i].image), ignored))
                return true;
        return false;
    };
    std::error_code ignored;
    fs::path folder = fs::absolute(request.files.front(), ignored).parent_path();
    for (int level = 0; level < kLevels && !folder.empty(); ++level) {
        for (const std::string &name : imageFolders)
            if (fs::is_directory(folder / name, ignored) && holdsImages(folder / name))
                return folder / name;
        if (holdsImages(folder))
            return folder;
        if (folder == folder.root_path())
            break;
        folder = folder.parent_path();
    }
    return {};
}

bool isImageFile(const fs::path &path)
{
    static constexpr std::string_view kExtensions[] = {".jpg", ".jpeg", ".png", ".bmp", ".webp", ".tif", ".tiff"};
    const std::string extension = text::toLower(path.extension().native());
    return std::find(std::begin(kExtensions), std::end(kExtensions), extension) != std::end(kExtensions);
}

fs::path fromUtf8(std::string_view utf8)
{
    return fs::path(std::u8string(utf8.begin(), utf8.end()));
}

std::string relativeTo(const fs::path &path, const fs::path &folder)
{
    std::error_code ignored;
    const fs::path absolute = fs::absolute(path, ignored).lexically_normal();
    const fs::path relative = absolute.lexically_relative(fs::absolute(folder, ignored).lexically_normal());
    const bool below = !relative.empty() && *relative.begin() != "..";
    return toUtf8(below ? relative : absolute);
}

std::size_t skipByteOrderMark(std::string_view bytes)
{
    return bytes.starts_with("\xEF\xBB\xBF") ? 3 : 0;
}

std::string shownField(std::string_view token)
{
    constexpr std::size_t kShownBytes = 40;
    std::string shown(token.substr(0, kShownBytes));
    for (int cut = 0; cut < 3 && !shown.empty() && !text::isUtf8(shown); ++cut)
        shown.pop_back(); // the end may stand within a character
    if (!text::isUtf8(shown))
        return "(bytes that are no text)";
    for (char &c : shown)
        if (static_cast<unsigned char>(c) < 0x20)
            c = '?';
    return shown;
}

Sentence describeBadNumber(std::string_view token, const Sentence &field)
{
    const std::string shown = shownField(token);
    const std::size_t comma = token.find(',');
    if (comma != std::string_view::npos && text::parseDouble(token.substr(0, comma)) &&
        text::parseInteger(token.substr(comma + 1)))
        return says("%1 (\"%2\") has a decimal comma; a decimal point is needed.", field, shown);
    const std::string lower = text::toLower(token);
    if (lower.find("nan") != std::string::npos || lower.find("inf") != std::string::npos)
        return says("%1 (\"%2\") is not a finite number.", field, shown);
    return says("%1 (\"%2\") is not a number.", field, shown);
}

Sentence imagePathProblem(std::string_view image)
{
    if (image.empty())
        return says("The row names no image.");
    if (!text::isUtf8(image))
        return says("The image path is not UTF-8; convert the file to UTF-8.");
    constexpr std::size_t kLongestPath = 4096;
    if (image.size() > kLongestPath)
        return says("The image path is longer than 4096 bytes.");
    for (const char c : image)
        if (static_cast<unsigned char>(c) < 0x20)
            return says("The image path holds a control character.");
    return {};
}

} // namespace fiducial::formats
