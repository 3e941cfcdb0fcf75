#include "core/nets/zip_archive.h"

#include <algorithm>
#include <cstring>
#include <limits>
#include <optional>

namespace fiducial::nets {

namespace {
Error brokenZip(Sentence what)
{
    return makeError(Errc::Malformed, says("The zip container is broken: %1.", what));
}

/// A little-endian number at `at`; 0 outside.
template <class T>
T numberAt(std::string_view bytes, std::uint64_t at)
{
    T value{};
    if (at <= bytes.size() && bytes.size() - at >= sizeof(T))
        std::memcpy(&value, bytes.data() + at, sizeof(T));
    return value;
}

constexpr std::string_view kEnd("PK\5\6", 4);
constexpr std::string_view kEnd64("PK\6\6", 4);
constexpr std::string_view kLocator64("PK\6\7", 4);
constexpr std::string_view kCentral("PK\1\2", 4);
constexpr std::string_view kLocal("PK\3\4", 4);
constexpr auto kIn64 = std::numeric_limits<std::uint32_t>::max();

bool startsAt(std::string_view bytes, std::uint64_t at, std::string_view sign)
{
    return at <= bytes.size() && bytes.substr(static_cast<std::size_t>(at), sign.size()) == sign;
}

struct Directory {
    std::uint64_t offset = 0;
    std::uint64_t count = 0;
};

std::optional<Directory> findDirectory(std::string_view bytes)
{
    constexpr std::size_t kEndSize = 22;
    constexpr std::size_t kMaxComment = 65535;
    if (bytes.size() < kEndSize)
        return {};
    const std::size_t window = std::min(bytes.size(), kEndSize + kMaxComment);
    const std::size_t found = bytes.substr(bytes.size() - window).rfind(kEnd);
    if (found == std::string_view::npos || window - found < kEndSize)
        return {};
    const std::uint64_t end = bytes.size() - window + found;
    Directory directory{numberAt<std::uint32_t>(bytes, end + 16), numberAt<std::uint16_t>(bytes, end + 10)};
    constexpr std::uint64_t kLocatorSize = 20;
    if (end >= kLocatorSize && startsAt(bytes, end - kLocatorSize, kLocator64)) {
        const auto end64 = numberAt<std::uint64_t>(bytes, end - kLocatorSize + 8);
        if (!startsAt(bytes, end64, kEnd64))
            return {};
        directory = {numberAt<std::uint64_t>(bytes, end64 + 48), numberAt<std::uint64_t>(bytes, end64 + 32)};
    }
    return directory;
}

struct Entry {
    std::string_view name;
    std::uint64_t size = 0;   ///< in the archive
    std::uint64_t header = 0; ///< of the local header
};

/// Sizes that do not fit into 32 bits stand in extra field 1, in this order.
void readExtra64(std::string_view extra, Entry &entry, bool unpackedIn64)
{
    while (extra.size() >= 4) {
        const auto id = numberAt<std::uint16_t>(extra, 0);
        const auto length = numberAt<std::uint16_t>(extra, 2);
        extra.remove_prefix(4);
        const auto field = extra.substr(0, length);
        extra.remove_prefix(field.size());
        if (id != 1)
            continue;
        std::uint64_t at = 0;
        if (unpackedIn64)
            at += 8;
        if (entry.size == kIn64) {
            entry.size = numberAt<std::uint64_t>(field, at);
            at += 8;
        }
        if (entry.header == kIn64)
            entry.header = numberAt<std::uint64_t>(field, at);
    }
}

Result<std::string_view> dataOf(std::string_view bytes, const Entry &entry)
{
    constexpr std::uint64_t kLocalSize = 30;
    if (!startsAt(bytes, entry.header, kLocal))
        return brokenZip(says("a member is not where its directory says"));
    const std::uint64_t start = entry.header + kLocalSize + numberAt<std::uint16_t>(bytes, entry.header + 26) +
                                numberAt<std::uint16_t>(bytes, entry.header + 28);
    if (start > bytes.size() || entry.size > bytes.size() - start)
        return brokenZip(says("a member ends behind the file"));
    return bytes.substr(static_cast<std::size_t>(start), static_cast<std::size_t>(entry.size));
}
} // namespace

Result<std::map<std::string, ZipMember>> readZip(std::string_view bytes)
{
    const auto directory = findDirectory(bytes);
    if (!directory)
        return brokenZip(says("its directory is missing, so the file may be cut off"));
    std::map<std::string, ZipMember> members;
    std::uint64_t at = directory->offset;
    for (std::uint64_t i = 0; i < directory->count; ++i) {
        constexpr std::uint64_t kCentralSize = 46;
        if (!startsAt(bytes, at, kCentral) || bytes.size() - at < kCentralSize)
            return brokenZip(says("its directory ends early"));
        const auto method = numberAt<std::uint16_t>(bytes, at + 10);
        const auto unpacked = numberAt<std::uint32_t>(bytes, at + 24);
        const auto nameLength = numberAt<std::uint16_t>(bytes, at + 28);
        const auto extraLength = numberAt<std::uint16_t>(bytes, at + 30);
        Entry entry{bytes.substr(static_cast<std::size_t>(at + kCentralSize), nameLength),
                    numberAt<std::uint32_t>(bytes, at + 20), numberAt<std::uint32_t>(bytes, at + 42)};
        const std::uint64_t extraAt = at + kCentralSize + nameLength;
        if (extraAt > bytes.size())
            return brokenZip(says("its directory ends early"));
        readExtra64(bytes.substr(static_cast<std::size_t>(extraAt), extraLength), entry, unpacked == kIn64);
        const auto data = dataOf(bytes, entry);
        if (!data)
            return data.error();
        members[std::string(entry.name)] = {*data, method == 0};
        at = extraAt + extraLength + numberAt<std::uint16_t>(bytes, at + 32);
    }
    return members;
}

} // namespace fiducial::nets
