#include "core/formats/image_header.h"

#include "core/base/file_io.h"

#include <cstdint>
#include <utility>

namespace fiducial::formats {

namespace {

constexpr std::uint32_t kMostSide = 1U << 20;

/// Numbers of a byte string; reading behind its end gives 0 and clears ok().
class HeaderBytes {
public:
    explicit HeaderBytes(std::string_view bytes, bool littleEndian = false) : bytes_(bytes), littleEndian_(littleEndian)
    {}
    bool ok() const { return ok_; }
    std::uint32_t number(std::size_t at, std::size_t bytes)
    {
        if (at > bytes_.size() || bytes > bytes_.size() - at) {
            ok_ = false;
            return 0;
        }
        std::uint32_t value = 0;
        for (std::size_t i = 0; i < bytes; ++i) {
            const auto byte = static_cast<std::uint8_t>(bytes_[at + (littleEndian_ ? bytes - 1 - i : i)]);
            value = (value << 8) | byte;
        }
        return value;
    }

private:
    std::string_view bytes_;
    bool littleEndian_;
    bool ok_ = true;
};

Error brokenHeader()
{
    return makeError(Errc::Malformed, "The image's header is broken or cut off.");
}

Result<Size> checkedSize(std::uint32_t width, std::uint32_t height)
{
    if (width == 0 || height == 0 || width > kMostSide || height > kMostSide)
        return brokenHeader();
    return Size{static_cast<int>(width), static_cast<int>(height)};
}

/// The orientation, 1 to 8, of a TIFF block as EXIF holds it; 1 where there is none.
std::uint32_t orientationOf(std::string_view tiff)
{
    constexpr std::uint32_t kOrientationTag = 0x0112;
    constexpr std::size_t kEntryBytes = 12;
    HeaderBytes in(tiff, tiff.starts_with("II"));
    const std::size_t directory = in.number(4, 4);
    const std::uint32_t entries = in.number(directory, 2);
    for (std::uint32_t i = 0; i < entries && in.ok(); ++i) {
        const std::size_t entry = directory + 2 + i * kEntryBytes;
        if (in.number(entry, 2) != kOrientationTag)
            continue;
        const std::uint32_t value = in.number(entry + 8, 2);
        return in.ok() && value >= 1 && value <= 8 ? value : 1;
    }
    return 1;
}

Result<Size> oriented(Size size, std::uint32_t orientation)
{
    constexpr std::uint32_t kFirstTransposed = 5;
    if (orientation >= kFirstTransposed)
        std::swap(size.width, size.height);
    return size;
}

bool isStartOfFrame(std::uint32_t marker)
{
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

bool standsAlone(std::uint32_t marker)
{
    return marker == 0x01 || (marker >= 0xD0 && marker <= 0xD8);
}

Result<Size> jpegSize(std::string_view bytes)
{
    constexpr std::string_view kExif("Exif\0\0", 6);
    HeaderBytes in(bytes);
    std::uint32_t orientation = 1;
    std::size_t at = 2;
    while (in.ok()) {
        if (in.number(at, 1) != 0xFF)
            return brokenHeader();
        const std::uint32_t marker = in.number(at + 1, 1);
        if (marker == 0xFF || standsAlone(marker)) { // fill bytes
            at += marker == 0xFF ? 1 : 2;
            continue;
        }
        const std::size_t length = in.number(at + 2, 2);
        if (!in.ok() || length < 2)
            break;
        if (isStartOfFrame(marker)) {
            const auto size = checkedSize(in.number(at + 7, 2), in.number(at + 5, 2));
            return size ? oriented(*size, orientation) : size;
        }
        const std::string_view segment = bytes.substr(at + 4, length - 2);
        if (marker == 0xE1 && segment.starts_with(kExif))
            orientation = orientationOf(segment.substr(kExif.size()));
        at += 2 + length;
    }
    return brokenHeader();
}

Result<Size> pngSize(std::string_view bytes)
{
    HeaderBytes in(bytes);
    const auto size = checkedSize(in.number(16, 4), in.number(20, 4));
    if (!size)
        return size;
    for (std::size_t at = 8; at + 8 <= bytes.size();) {
        const std::size_t length = in.number(at, 4);
        const std::string_view type = bytes.substr(at + 4, 4);
        if (type == "IDAT")
            return size;
        if (type == "eXIf" && bytes.size() - at - 8 >= length)
            return oriented(*size, orientationOf(bytes.substr(at + 8, length)));
        at += 12 + length;
    }
    return brokenHeader();
}

} // namespace

Result<Size> imageSizeOf(std::string_view head)
{
    if (head.starts_with("\xFF\xD8"))
        return jpegSize(head);
    if (head.starts_with("\x89PNG\r\n\x1A\n"))
        return pngSize(head);
    return makeError(Errc::Unsupported, "The file is neither a JPEG nor a PNG.");
}

Result<Size> readImageSize(const std::filesystem::path &path)
{
    constexpr std::size_t kFirst = std::size_t{4} << 10;
    constexpr std::size_t kMost = std::size_t{1} << 20; // large EXIF previews and colour profiles
    for (std::size_t bytes = kFirst;; bytes *= 16) {
        const auto head = readHead(path, bytes);
        if (!head)
            return head.error();
        auto size = imageSizeOf(*head);
        if (size || bytes >= kMost || head->size() < bytes)
            return size ? size : makeError(size.error().code, size.error().message, toUtf8(path));
    }
}

} // namespace fiducial::formats
