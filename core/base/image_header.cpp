#include "core/base/image_header.h"

#include "core/base/file_io.h"

#include <algorithm>
#include <cstdint>
#include <optional>

namespace fiducial {

namespace {
/// Bytes of a file from `offset` on, with reads that fail instead of leaving them.
class ByteView {
public:
    explicit ByteView(std::string_view bytes, bool bigEndian = true) : bytes_(bytes), bigEndian_(bigEndian) {}

    std::optional<std::uint32_t> number(std::size_t at, std::size_t length) const
    {
        if (at > bytes_.size() || length > bytes_.size() - at)
            return std::nullopt;
        std::uint32_t value = 0;
        for (std::size_t i = 0; i < length; ++i) {
            const std::size_t k = bigEndian_ ? i : length - 1 - i;
            value = (value << 8) | static_cast<unsigned char>(bytes_[at + k]);
        }
        return value;
    }
    std::string_view sub(std::size_t at, std::size_t length) const
    {
        return at < bytes_.size() ? bytes_.substr(at, length) : std::string_view();
    }
    bool has(std::size_t at, std::string_view text) const { return sub(at, text.size()) == text; }
    std::size_t size() const { return bytes_.size(); }

private:
    std::string_view bytes_;
    bool bigEndian_;
};

constexpr std::string_view kPngMagic("\x89PNG\r\n\x1a\n", 8);

/// What one TIFF directory (a TIFF file's first, or that of an EXIF block) says.
struct Directory {
    std::uint32_t width = 0;
    std::uint32_t height = 0;
    int orientation = 1;
};

bool isTiff(std::string_view bytes)
{
    using namespace std::string_view_literals;
    return bytes.substr(0, 4) == "II*\0"sv || bytes.substr(0, 4) == "MM\0*"sv;
}

std::optional<std::uint32_t> directoryOffset(std::string_view tiff)
{
    return isTiff(tiff) ? ByteView(tiff, tiff[0] == 'M').number(4, 4) : std::nullopt;
}

/// `at`: where the directory starts in `bytes`. Entries that are cut off are left out.
std::optional<Directory> parseDirectory(const ByteView &view, std::size_t at)
{
    const auto count = view.number(at, 2);
    if (!count)
        return std::nullopt;
    Directory directory;
    for (std::size_t i = 0; i < *count; ++i) {
        const std::size_t entry = at + 2 + 12 * i;
        const auto tag = view.number(entry, 2);
        const auto type = view.number(entry + 2, 2);
        const auto value = view.number(entry + 8, type == 3u ? 2 : 4); // 3: SHORT, 4: LONG
        if (!tag || !type || !value)
            break;
        if (*type != 3 && *type != 4)
            continue;
        if (*tag == 0x100)
            directory.width = *value;
        else if (*tag == 0x101)
            directory.height = *value;
        else if (*tag == 0x112 && *value >= 1 && *value <= 8)
            directory.orientation = static_cast<int>(*value);
    }
    return directory;
}

int exifOrientation(std::string_view exif)
{
    using namespace std::string_view_literals;
    if (exif.starts_with("Exif\0\0"sv))
        exif.remove_prefix(6);
    const auto offset = directoryOffset(exif);
    if (!offset)
        return 1;
    const auto directory = parseDirectory(ByteView(exif, exif[0] == 'M'), *offset);
    return directory ? directory->orientation : 1;
}

using Parsed = std::optional<ImageHeader>;

Parsed header(ImageFormat format, std::optional<std::uint32_t> width, std::optional<std::uint32_t> height,
              int orientation = 1)
{
    constexpr std::uint32_t kLimit = 0x7FFFFFFF;
    if (!width || !height || *width == 0 || *height == 0 || *width > kLimit || *height > kLimit)
        return std::nullopt;
    return ImageHeader{format, static_cast<int>(*width), static_cast<int>(*height), orientation};
}

bool isStartOfFrame(std::uint32_t marker)
{
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

struct JpegSegment {
    std::uint32_t marker = 0;
    std::size_t at = 0; ///< of the FF before the marker
    std::uint32_t length = 0;
};

/// The next marker segment at or after `at`; those without a length are skipped.
std::optional<JpegSegment> jpegSegment(const ByteView &view, std::size_t at)
{
    while (view.number(at, 1) == 0xFFu) {
        const auto marker = view.number(at + 1, 1);
        if (!marker)
            break;
        if (*marker == 0xFF) { // fill byte
            ++at;
            continue;
        }
        if (*marker == 0x01 || (*marker >= 0xD0 && *marker <= 0xD8)) {
            at += 2;
            continue;
        }
        const auto length = view.number(at + 2, 2);
        if (!length || *length < 2)
            break;
        return JpegSegment{*marker, at, *length};
    }
    return std::nullopt;
}

Parsed parseJpeg(const ByteView &view)
{
    int orientation = 1;
    std::size_t at = 2;
    while (const auto segment = jpegSegment(view, at)) {
        at = segment->at;
        if (isStartOfFrame(segment->marker))
            return header(ImageFormat::Jpeg, view.number(at + 7, 2), view.number(at + 5, 2), orientation);
        if (segment->marker == 0xE1 && view.has(at + 4, "Exif"))
            orientation = exifOrientation(view.sub(at + 4, segment->length - 2));
        at += 2 + segment->length;
    }
    return std::nullopt;
}

Parsed parsePng(const ByteView &view)
{
    int orientation = 1;
    for (std::size_t at = 8; at < view.size();) {
        const auto length = view.number(at, 4);
        if (!length || view.has(at + 4, "IDAT") || view.has(at + 4, "IEND"))
            break;
        if (view.has(at + 4, "eXIf"))
            orientation = exifOrientation(view.sub(at + 8, *length));
        at += 12 + std::size_t{*length};
    }
    return view.has(12, "IHDR") ? header(ImageFormat::Png, view.number(16, 4), view.number(20, 4), orientation)
                                : std::nullopt;
}

Parsed parseBmp(const ByteView &view)
{
    const auto size = view.number(14, 4);
    if (size == 12u)
        return header(ImageFormat::Bmp, view.number(18, 2), view.number(20, 2));
    auto rows = view.number(22, 4);
    if (rows && (*rows & 0x80000000u) != 0) // negative: stored from the top
        rows = ~*rows + 1;
    return header(ImageFormat::Bmp, view.number(18, 4), rows);
}

int webpOrientation(const ByteView &view)
{
    for (std::size_t at = 12; at < view.size();) {
        const auto length = view.number(at + 4, 4);
        if (!length)
            break;
        if (view.has(at, "EXIF"))
            return exifOrientation(view.sub(at + 8, *length));
        at += 8 + std::size_t{*length} + (*length & 1);
    }
    return 1;
}

Parsed parseWebP(const ByteView &view)
{
    constexpr std::uint32_t k14Bits = 0x3FFF;
    if (view.has(12, "VP8X")) {
        const auto width = view.number(24, 3);
        const auto height = view.number(27, 3);
        if (!width || !height)
            return std::nullopt;
        return header(ImageFormat::WebP, *width + 1, *height + 1, webpOrientation(view));
    }
    if (view.has(12, "VP8L")) {
        const auto bits = view.number(21, 4);
        if (!bits)
            return std::nullopt;
        return header(ImageFormat::WebP, (*bits & k14Bits) + 1, ((*bits >> 14) & k14Bits) + 1);
    }
    const auto width = view.number(26, 2);
    const auto height = view.number(28, 2);
    if (!view.has(12, "VP8 ") || !width || !height)
        return std::nullopt;
    return header(ImageFormat::WebP, *width & k14Bits, *height & k14Bits);
}

Parsed parseTiff(std::string_view directoryBytes, bool bigEndian, std::size_t at)
{
    const auto directory = parseDirectory(ByteView(directoryBytes, bigEndian), at);
    return directory ? header(ImageFormat::Tiff, directory->width, directory->height, directory->orientation)
                     : std::nullopt;
}

bool isWebP(std::string_view bytes)
{
    return bytes.starts_with("RIFF") && bytes.substr(std::min<std::size_t>(8, bytes.size()), 4) == "WEBP";
}

bool isKnown(std::string_view bytes)
{
    return bytes.starts_with("\xFF\xD8") || bytes.starts_with(kPngMagic) || bytes.starts_with("BM") ||
           bytes.starts_with("GIF8") || isWebP(bytes) || isTiff(bytes);
}

Parsed parse(std::string_view bytes)
{
    if (bytes.starts_with("\xFF\xD8"))
        return parseJpeg(ByteView(bytes));
    if (bytes.starts_with(kPngMagic))
        return parsePng(ByteView(bytes));
    if (isTiff(bytes)) {
        const auto offset = directoryOffset(bytes);
        return offset ? parseTiff(bytes, bytes[0] == 'M', *offset) : std::nullopt;
    }
    const ByteView little(bytes, false);
    if (bytes.starts_with("GIF8"))
        return header(ImageFormat::Gif, little.number(6, 2), little.number(8, 2));
    if (isWebP(bytes))
        return parseWebP(little);
    return parseBmp(little);
}
} // namespace

Result<ImageHeader> parseImageHeader(std::string_view bytes)
{
    if (bytes.empty())
        return makeError(Errc::Malformed, says("The file is empty."));
    if (!isKnown(bytes))
        return makeError(Errc::Unsupported, says("This is no JPEG, PNG, BMP, WebP, TIFF or GIF picture."));
    if (const Parsed parsed = parse(bytes))
        return *parsed;
    return makeError(Errc::Malformed, says("The picture's header is damaged: it gives no size."));
}

bool isCutOff(std::string_view file)
{
    using namespace std::string_view_literals;
    if (file.starts_with(kPngMagic))
        return file.rfind("IEND"sv) == file.npos;
    if (!file.starts_with("\xFF\xD8"sv))
        return false;
    constexpr std::uint32_t kStartOfScan = 0xDA;
    const ByteView view(file);
    std::size_t at = 2; // segment by segment: an EXIF thumbnail has scans and ends of its own
    while (const auto segment = jpegSegment(view, at)) {
        at = segment->at + 2 + segment->length;
        if (segment->marker == kStartOfScan) {
            // In entropy-coded data FF is never followed by D9.
            const auto end = file.rfind("\xFF\xD9"sv);
            return end == file.npos || end < at;
        }
    }
    return true;
}

Result<ImageHeader> readImageHeader(const std::filesystem::path &file)
{
    // The EXIF block comes first and is below 64 KiB; colour profiles and second EXIF-like blocks can be larger.
    constexpr std::size_t kUsual = std::size_t{80} << 10;
    constexpr std::size_t kMost = std::size_t{16} << 20;
    auto bytes = readHead(file, kUsual);
    if (!bytes)
        return bytes.error();
    const bool cut = bytes->size() == kUsual;
    if (const auto offset = directoryOffset(*bytes); offset && cut && *offset + std::size_t{2} > kUsual) {
        // TIFF writers like to put the directory behind the pixels.
        const auto rest = readRange(file, *offset, 2);
        const auto count = rest ? ByteView(rest.value(), (*bytes)[0] == 'M').number(0, 2) : std::nullopt;
        const auto entries = count ? readRange(file, *offset, 2 + 12 * std::uint64_t{*count}) : rest;
        if (const Parsed parsed = entries ? parseTiff(entries.value(), (*bytes)[0] == 'M', 0) : std::nullopt)
            return *parsed;
    }
    auto parsed = parseImageHeader(*bytes);
    const bool exifAtEnd =
        isWebP(*bytes) && ByteView(*bytes).has(12, "VP8X") && (ByteView(*bytes).number(20, 1).value_or(0) & 8) != 0;
    if (cut && (exifAtEnd || (!parsed && parsed.error().code == Errc::Malformed))) {
        bytes = readHead(file, kMost);
        if (bytes)
            parsed = parseImageHeader(*bytes);
    }
    if (parsed)
        return parsed;
    Error error = parsed.error();
    error.file = toUtf8(file);
    return error;
}

} // namespace fiducial
