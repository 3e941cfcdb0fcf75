#pragma once

#include "core/base/result.h"

#include <array>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace fiducial {

/// SHA-256 (FIPS 180-4) of data that comes in pieces; identifies model files and annotation sources.
class Sha256 {
public:
    Sha256();
    void update(std::string_view bytes);
    /// Lower-case hexadecimal digest, 64 characters. Call once.
    std::string finish();

private:
    void blocks(const std::uint8_t *data, std::size_t count);

    std::array<std::uint32_t, 8> state_;
    std::array<std::uint8_t, 64> buffer_{};
    std::size_t buffered_ = 0;
    std::uint64_t length_ = 0;
};

std::string sha256(std::string_view bytes);
Result<std::string> sha256OfFile(const std::filesystem::path &path);

} // namespace fiducial
