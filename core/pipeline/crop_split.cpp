#include "core/pipeline/crop_split.h"

#include "core/base/file_io.h"
#include "core/base/rng.h"
#include "core/base/text.h"

#include <algorithm>
#include <cctype>

namespace fiducial::pipeline {

namespace {
constexpr std::string_view kNameDividers = "_- ";

bool isNumber(std::string_view part)
{
    return std::all_of(part.begin(), part.end(), [](unsigned char c) { return std::isdigit(c) != 0; });
}

bool isSplitName(std::string_view part)
{
    const std::string lower = text::toLower(part);
    return lower == "train" || lower == "test" || lower == "val";
}

/// "Marina_Silva" of "test_Marina_Silva_12"; empty where the name has numbers alone.
std::string_view personOf(std::string_view stem)
{
    while (!stem.empty()) {
        const auto end = std::min(stem.find_first_of(kNameDividers), stem.size());
        const auto head = stem.substr(0, end);
        if (!isNumber(head) && !(isSplitName(head) && end < stem.size()))
            break;
        stem.remove_prefix(std::min(end + 1, stem.size()));
    }
    while (!stem.empty()) {
        const auto divider = stem.find_last_of(kNameDividers);
        const auto begin = divider == std::string_view::npos ? 0 : divider + 1;
        if (!isNumber(stem.substr(begin)))
            break;
        stem = stem.substr(0, divider == std::string_view::npos ? 0 : divider);
    }
    return stem;
}

/// FNV-1a, the same on every platform.
std::uint64_t hashOf(std::string_view bytes)
{
    std::uint64_t hash = 14695981039346656037ULL;
    for (const char c : bytes)
        hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
    return hash;
}
} // namespace

std::string_view toString(CropGroup group)
{
    switch (group) {
    case CropGroup::Person:
        return "person";
    case CropGroup::Folder:
        return "folder";
    case CropGroup::Face:
        break;
    }
    return "face";
}

std::optional<CropGroup> parseCropGroup(std::string_view text)
{
    for (const CropGroup group : {CropGroup::Person, CropGroup::Folder, CropGroup::Face})
        if (toString(group) == text)
            return group;
    return std::nullopt;
}

std::string groupOf(const Dataset &dataset, int face, CropGroup group)
{
    const std::string &image = dataset.sampleOf(face).image;
    const std::filesystem::path path(std::u8string(image.begin(), image.end()));
    if (group == CropGroup::Folder)
        return toUtf8(dataset.imageRoot.filename() / path.parent_path());
    if (group == CropGroup::Face)
        return image + "#" + std::to_string(dataset.numberInImage(face));
    const std::string stem = toUtf8(path.stem());
    const std::string_view person = personOf(stem);
    return person.empty() ? image : std::string(person);
}

bool inValidation(std::string_view group, double share, std::uint64_t seed)
{
    return Rng(hashOf(group)).split(seed).uniform() < share;
}

} // namespace fiducial::pipeline
