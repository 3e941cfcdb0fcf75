#include "core/formats/image_index.h"

#include "core/base/file_io.h"
#include "core/base/image_header.h"
#include "core/base/text.h"
#include "core/formats/dataset_builder.h"

namespace fiducial::formats {

namespace fs = std::filesystem;

const std::string &ImageIndex::find(const fs::path &folder, const std::string &stem)
{
    static const std::string none;
    const Stems &stems = list(folder);
    const auto found = stems.find(stem);
    return found == stems.end() ? none : found->second;
}

const ImageIndex::Stems &ImageIndex::list(const fs::path &folder)
{
    const auto [entry, isNew] = folders_.try_emplace(toUtf8(folder));
    Stems &stems = entry->second;
    if (!isNew)
        return stems;
    const auto rank = [](const std::string &name) {
        const std::string extension = text::toLower(fs::path(name).extension().native());
        return extension == ".jpg" ? 0 : extension == ".jpeg" ? 1 : extension == ".png" ? 2 : 3;
    };
    std::error_code ignored;
    for (fs::directory_iterator it(folder, ignored), end; it != end; it.increment(ignored)) {
        const fs::path name = it->path().filename();
        if (!isImageFile(name))
            continue;
        std::string &kept = stems[toUtf8(name.stem())];
        const std::string file = toUtf8(name);
        if (kept.empty() || std::pair(rank(file), file) < std::pair(rank(kept), kept))
            kept = file;
    }
    return stems;
}

Result<Size> readImageSize(const fs::path &image)
{
    const auto header = readImageHeader(image);
    if (!header)
        return header.error();
    return Size{header->uprightWidth(), header->uprightHeight()};
}

} // namespace fiducial::formats
