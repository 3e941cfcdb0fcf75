#include "core/base/uuid.h"

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <unistd.h>

namespace fiducial {

namespace {
constexpr char kHexDigits[] = "0123456789abcdef";

int hexValue(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

bool dashBefore(int byte)
{
    return byte == 4 || byte == 6 || byte == 8 || byte == 10;
}
} // namespace

Uuid Uuid::random()
{
    return random(1).front();
}

std::vector<Uuid> Uuid::random(std::size_t count)
{
    constexpr std::size_t kAtOnce = 256 / sizeof(Uuid); // getentropy() gives 256 bytes a call
    std::vector<Uuid> ids(count);
    // The system's generator: several processes must not meet. std::random_device may take 0.1 ms.
    for (std::size_t done = 0; done < count; done += kAtOnce)
        if (::getentropy(&ids[done], std::min(kAtOnce, count - done) * sizeof(Uuid)) != 0)
            throw std::system_error(errno, std::generic_category(), "The system gives no random numbers");
    for (Uuid &id : ids) {
        id.bytes[6] = static_cast<std::uint8_t>((id.bytes[6] & 0x0F) | 0x40);
        id.bytes[8] = static_cast<std::uint8_t>((id.bytes[8] & 0x3F) | 0x80);
    }
    return ids;
}

std::string Uuid::toString() const
{
    std::string out;
    out.reserve(36);
    for (int i = 0; i < 16; ++i) {
        if (dashBefore(i))
            out += '-';
        const auto b = bytes[static_cast<std::size_t>(i)];
        out += kHexDigits[b >> 4];
        out += kHexDigits[b & 15];
    }
    return out;
}

std::optional<Uuid> Uuid::parse(std::string_view text)
{
    if (text.size() != 36)
        return std::nullopt;
    Uuid id;
    std::size_t at = 0;
    for (int i = 0; i < 16; ++i) {
        if (dashBefore(i) && text[at++] != '-')
            return std::nullopt;
        const int high = hexValue(text[at++]);
        const int low = hexValue(text[at++]);
        if (high < 0 || low < 0)
            return std::nullopt;
        id.bytes[static_cast<std::size_t>(i)] = static_cast<std::uint8_t>(high * 16 + low);
    }
    return id;
}

} // namespace fiducial
