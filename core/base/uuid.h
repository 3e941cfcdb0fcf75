#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fiducial {

/// RFC 4122 random (version 4) identifier of whatever is stored. Nil by default.
struct Uuid {
    std::array<std::uint8_t, 16> bytes{};

    static Uuid random();
    static std::vector<Uuid> random(std::size_t count); ///< many at once for far fewer calls of the system
    /// "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx", lower case.
    std::string toString() const;
    /// Accepts what toString() writes, in either case; nothing else.
    static std::optional<Uuid> parse(std::string_view text);
    bool isNil() const { return *this == Uuid{}; }
    friend auto operator<=>(const Uuid &, const Uuid &) = default;
};

} // namespace fiducial

template <>
struct std::hash<fiducial::Uuid> {
    std::size_t operator()(const fiducial::Uuid &id) const noexcept
    {
        std::size_t seed = 0;
        for (auto b : id.bytes)
            seed = seed * 1099511628211ULL + b;
        return seed;
    }
};
