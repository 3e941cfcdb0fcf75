#include "core/formats/number_patch.h"

#include "core/base/text.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace fiducial::formats {

Result<std::string> applyReplacements(std::string_view source, std::vector<Replacement> replacements)
{
    std::ranges::stable_sort(replacements, {}, [](const Replacement &r) { return std::pair(r.offset, r.length); });
    std::string out;
    out.reserve(source.size() + 8 * replacements.size());
    std::uint64_t done = 0;
    for (const Replacement &r : replacements) {
        if (r.offset < done || r.offset > source.size() || r.length > source.size() - r.offset)
            return makeError(Errc::Internal, says("Replacements overlap or end behind the file."));
        out.append(source.substr(done, r.offset - done));
        out.append(r.text);
        done = r.offset + r.length;
    }
    out.append(source.substr(done));
    return out;
}

int decimalsOf(std::string_view token)
{
    const std::size_t point = token.find('.');
    if (point == std::string_view::npos || token.find_first_of("eE") != std::string_view::npos)
        return 0;
    return static_cast<int>(token.size() - point - 1);
}

std::string styledNumber(double value, int neighbourDecimals, int needed)
{
    constexpr int kMostDecimals = 17;
    const int shown = std::min(neighbourDecimals, kMostDecimals);
    std::string out = text::fixed(value, std::max(shown, needed));
    const std::size_t point = out.find('.');
    if (point != std::string::npos) {
        const std::size_t least = point + 1 + static_cast<std::size_t>(shown);
        while (out.size() > least && out.back() == '0')
            out.pop_back();
        if (out.back() == '.')
            out.pop_back();
    }
    if (out.starts_with('-') && out.find_first_not_of("-0.") == std::string::npos)
        out.erase(0, 1);
    return out;
}

void replaceMoved(std::vector<Replacement> &out, double original, double edited, std::uint64_t offset,
                  std::string_view token, int neighbourDecimals, int needed)
{
    if (original == edited)
        return;
    std::string text = styledNumber(edited, neighbourDecimals, needed);
    if (text != token)
        out.push_back({offset, token.size(), std::move(text)});
}

std::vector<Point2> placedPoints(const LandmarkSet &edited, const LandmarkSet &original)
{
    std::vector<Point2> out = edited.points;
    for (std::size_t i = 0; i < out.size() && i < original.points.size(); ++i)
        if (!isFinite(out[i]))
            out[i] = original.points[i];
    return out;
}

} // namespace fiducial::formats
