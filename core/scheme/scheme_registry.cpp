#include "core/scheme/embedded_schemes.h"
#include "core/scheme/landmark_scheme.h"
#include "core/scheme/scheme_json.h"

#include <algorithm>
#include <memory>
#include <stdexcept>

namespace fiducial {

namespace {

struct SchemeRegistry {
    std::vector<std::unique_ptr<const LandmarkScheme>> owned;
    std::vector<const LandmarkScheme *> schemes;
    std::vector<SchemeMap> maps;
};

/// The texts are part of the program, so a fault in them is a bug and not an expected failure.
SchemeRegistry loadSchemes()
{
    SchemeRegistry registry;
    for (const std::string_view text : embedded::schemes()) {
        auto scheme = parseScheme(text);
        if (!scheme)
            throw std::logic_error("built-in scheme: " + scheme.error().text());
        const auto sameId = [&](const LandmarkScheme *other) { return other->id == scheme->id; };
        if (std::ranges::any_of(registry.schemes, sameId))
            throw std::logic_error("built-in scheme \"" + scheme->id + "\" is there twice");
        registry.owned.push_back(std::make_unique<const LandmarkScheme>(std::move(*scheme)));
        registry.schemes.push_back(registry.owned.back().get());
    }
    auto maps = parseSchemeMaps(embedded::schemeMaps(), registry.schemes);
    if (!maps)
        throw std::logic_error("built-in scheme maps: " + maps.error().text());
    registry.maps = std::move(*maps);
    return registry;
}

const SchemeRegistry &schemeRegistry()
{
    static const SchemeRegistry registry = loadSchemes();
    return registry;
}

} // namespace

std::span<const LandmarkScheme *const> builtinSchemes()
{
    return schemeRegistry().schemes;
}

const LandmarkScheme *findScheme(std::string_view id)
{
    const auto schemes = builtinSchemes();
    const auto found = std::ranges::find(schemes, id, &LandmarkScheme::id);
    return found == schemes.end() ? nullptr : *found;
}

const LandmarkScheme *findSchemeByCount(int count)
{
    const auto schemes = builtinSchemes();
    const auto found = std::ranges::find(schemes, count, &LandmarkScheme::count);
    if (found == schemes.end())
        return nullptr;
    const bool another = std::ranges::find(found + 1, schemes.end(), count, &LandmarkScheme::count) != schemes.end();
    return another ? nullptr : *found;
}

const SchemeMap *findSchemeMap(std::string_view from, std::string_view to)
{
    const auto &maps = schemeRegistry().maps;
    const auto connects = [&](const SchemeMap &map) { return map.from == from && map.to == to; };
    const auto found = std::ranges::find_if(maps, connects);
    return found == maps.end() ? nullptr : &*found;
}

} // namespace fiducial
