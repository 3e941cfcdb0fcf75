#include "core/base/uuid.h"

#include <random>

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
    std::random_device device; // the system's generator: several processes must not meet
    Uuid id;
    for (std::size_t i = 0; i < id.bytes.size(); i += 4) {
        const std::uint32_t word = device();
        for (std::size_t j = 0; j < 4; ++j)
            id.bytes[i + j] = static_cast<std::uint8_t>(word >> (8 * j));
    }
    id.bytes[6] = static_cast<std::uint8_t>((id.bytes[6] & 0x0F) | 0x40);
    id.bytes[8] = static_cast<std::uint8_t>((id.bytes[8] & 0x3F) | 0x80);
    return id;
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
